"""What a user can set."""

import pytest

from compare.errors import OptionsError
from compare.options import ClaimOptions, MatchOptions, Options


def test_every_problem_is_named_at_once():
    """A user mends a file in one go."""
    with pytest.raises(OptionsError, match="min_words") as caught:
        Options(match=MatchOptions(min_words=0, min_similarity=2), claims=ClaimOptions(min_words=True))
    assert len(caught.value.problems) == 3


def test_an_unknown_name_gets_a_hint():
    """A typing error is answered with the name that was meant."""
    with pytest.raises(OptionsError, match=r"Did you mean 'match\.min_words'"):
        Options.from_dict({"match": {"min_word": 8}})
    with pytest.raises(OptionsError, match=r"'matching' is no option\. Did you mean 'match'"):
        Options.from_dict({"matching": {}})


def test_toml_file_and_pyproject_say_the_same(tmp_path):
    """Both homes of options hold the same tables."""
    own, project = tmp_path / "newscompare.toml", tmp_path / "pyproject.toml"
    own.write_text("[match]\nmin_words = 9\n")
    project.write_text("[tool.newscompare.match]\nmin_words = 9\n")
    assert Options.from_toml(own) == Options.from_toml(project) == Options(match=MatchOptions(min_words=9))


def test_a_file_that_cannot_be_used_is_named(tmp_path):
    """The message says which file and why."""
    with pytest.raises(OptionsError, match=r"missing\.toml: options cannot be read"):
        Options.from_toml(tmp_path / "missing.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("[match\n")
    with pytest.raises(OptionsError, match=r"broken\.toml: options cannot be read"):
        Options.from_toml(broken)


def test_options_round_trip_through_plain_values():
    """What the JSON says can be used to compare again."""
    options = Options(match=MatchOptions(min_words=9))
    assert Options.from_dict(options.to_dict()) == options


def test_files_to_ignore_stand_beside_the_file_that_names_them(tmp_path):
    """An options file can be used from anywhere."""
    own = tmp_path / "newscompare.toml"
    own.write_text('[match]\nignore = ["masthead.txt", "/house/footer.txt"]\nexclude = ["quotations"]\n')
    options = Options.from_toml(own)
    assert options.match.ignore == (str(tmp_path / "masthead.txt"), "/house/footer.txt")
    assert options.match.exclude == ("quotations",)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"exclude": "quotations"}, "must be a list of names"),
        ({"exclude": ["photos"]}, "must name some of quotations. Got photos"),
    ],
)
def test_a_list_of_names_is_checked(value, said):
    """A single word and an unknown one are told."""
    with pytest.raises(OptionsError, match=said):
        Options.from_dict({"match": value})


def test_a_scan_finds_no_passages_below_six_words():
    """Shorter ones are phrases, and would not be found whole: the option says so instead."""
    with pytest.raises(OptionsError, match=r"'scan\.min_words' option must be an int >= 6\. Got 5 instead"):
        Options.from_dict({"scan": {"min_words": 5}})
    assert Options.from_dict({"scan": {"min_words": 6, "threads": 0, "memory_mb": 0}}).scan.min_words == 6
