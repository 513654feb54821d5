"""What all tests share."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the checkout; its tests are skipped on a machine without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs the gold data in ../shared, which is not part of the project")
    return folder


@pytest.fixture(scope="session")
def texts() -> Path:
    """The sample stories."""
    return ROOT / "texts"


@pytest.fixture
def articles() -> dict[str, str]:
    """Two articles that share a sentence and differ in a figure, by id."""
    sank = "The ferry Alma sank off Port Alder on Monday evening."
    return {
        "gazette": f"{sank}\n\nThe coast guard rescued 43 passengers from the water.",
        "herald": f"Officials spoke late.\n\n{sank} The coast guard rescued 34 passengers from the water.",
    }


@pytest.fixture
def story(tmp_path, monkeypatch, articles):
    """A folder with both articles, and the current folder set beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "story"
    folder.mkdir()
    for id, text in articles.items():
        (folder / f"{id}.txt").write_text(text, encoding="utf-8")
    return folder


class ModelServer:
    """An OpenAI-compatible server on 127.0.0.1.

    Args:
        answer: From the texts of a request to the content of the completion.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], str]) -> None:
        self.answer = answer
        self.script: list[tuple[int, dict[str, str], bytes]] = []
        """Status, headers and body of the next answers, before `answer` is asked."""
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        """Path, headers and body of what came in."""
        self.hangs = False
        self._let_go = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append((self.path, dict(self.headers), body))
                if outer.hangs:
                    outer._let_go.wait(30)
                if outer.script:
                    status, headers, content = outer.script.pop(0)
                else:
                    said = outer.answer(json.loads(body["messages"][1]["content"]))
                    completion = {"choices": [{"message": {"role": "assistant", "content": said}}]}
                    status, headers, content = 200, {}, json.dumps(completion).encode()
                with suppress(OSError):  # the client may have left
                    self.send_response(status)
                    for name, value in {"Content-Length": str(len(content)), **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """A test's output is not the place."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def texts(self) -> list[dict[str, Any]]:
        """What was sent to be read, one for each request."""
        return [json.loads(body["messages"][1]["content"]) for _, _, body in self.requests]

    def close(self) -> None:
        self._let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def say(data: dict[str, Any], relation: str = "partly", confidence: float = 0.9) -> str:
    """Return one verdict for every claim that is asked about, with the first sentence as evidence."""
    sentences = [] if relation == "silent" else [1]
    verdicts = [{"id": c["id"], "relation": relation, "confidence": confidence, "sentences": sentences} for c in data["claims"]]
    return json.dumps({"verdicts": verdicts})


@pytest.fixture
def model_server(monkeypatch):
    """A server that finds a part of every claim, and no proxy or key in the way."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "NEWSCOMPARE_JUDGE_KEY"):
        monkeypatch.delenv(name, raising=False)
    server = ModelServer(say)
    yield server
    server.close()
