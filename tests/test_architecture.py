"""The laws of the house (docs/architecture.md), read off the syntax trees."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import compare

PACKAGE = Path(compare.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
STAGES = ("readers", "matching", "reuse", "claims", "reports")
FLOORS = (("errors",), ("model", "options"), ("text",), STAGES, ("archive", "corpus"), ("pipeline",), ("web", "cli"))
FLOOR_OF = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
HEAVY = ("sklearn", "scipy", "numpy", "jinja2", "pandas", "pyspark", "rich", "rapidfuzz", "dateparser", "trafilatura")


def imports_of(name: str) -> set[str]:
    """Return every module of the package that `name` imports, at whatever depth of the code.

    What stands under `if TYPE_CHECKING` is never imported, so it is not counted.
    """
    found: set[str] = set()
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name} has a relative import"
            found.update(
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in MODULES else node.module for alias in node.names
            )
    return {each for each in found if each in MODULES and each != name}


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


@pytest.mark.parametrize("name", [name for name in MODULES if room_of(name) not in {"", "__main__"}])
def test_a_module_imports_only_its_own_room_and_lower_floors(name):
    """Data flows one way: no stage knows another, nothing below knows what is above."""
    room = room_of(name)
    for other in imports_of(name) - {"compare"}:
        assert (
            room_of(other) == room or FLOOR_OF[room_of(other)] < FLOOR_OF[room] or {room, room_of(other)} == {"model", "options"}
        ), f"{name} imports {other}"


def test_no_module_imports_itself_through_others():
    """There is no import cycle, lazy imports counted too."""
    graph = {name: imports_of(name) - {"compare"} for name in MODULES if name != "compare"}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {' -> '.join(error.args[1])}")


def test_no_module_has_a_name_that_says_nothing():
    """`utils` becomes the ugliest file of every project."""
    assert not [name for name in MODULES if name.rsplit(".", 1)[-1] in {"utils", "util", "helpers", "misc", "common"}]


@pytest.mark.parametrize(
    "statement",
    [
        "import compare",
        "import compare; compare.Document; compare.Options; compare.CompareError; compare.Comparison",
        "import compare.cli",
    ],
)
def test_import_is_cheap(statement):
    """Nothing heavy is loaded before something needs it."""
    code = f"import sys; {statement}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_model_uses_the_standard_library_only():
    """The nouns carry no dependency; pandas is imported only inside `to_frame`."""
    for name in MODULES:
        if room_of(name) != "model":
            continue
        tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
        top = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
        top += [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
        assert {each.split(".")[0] for each in top} <= sys.stdlib_module_names | {"compare"}, name
