"""A second reader decides doubtful cells, and those only."""

import subprocess
import sys
from dataclasses import replace

import pytest

import compare
from compare.claims import compare_claims
from compare.claims.attestation import attest_claims
from compare.claims.extraction import extract_claims
from compare.claims.judges import Judgement, Undecided, Verdict, judge_claims
from compare.model.documents import Document
from compare.model.notices import Notice
from compare.options import ClaimOptions, Options
from compare.text.segments import segment_document

GAZETTE = "The ferry Alma sank off Port Alder on Monday, killing 43 people. The harbour of Port Alder stays closed until Friday."
HERALD = "On Monday the Alma went down near the port. Mackerel prices rose by a tenth. The harbour stays closed."


class FakeJudge:
    """Gives one answer to everything and remembers what it was asked."""

    name = "the model fake"

    def __init__(self, answer, notices=()):
        self.answer, self.notices, self.questions = answer, notices, []

    def decide(self, questions):
        self.questions += questions
        return Judgement(answers=(self.answer,) * len(questions), notices=self.notices)


def read(*texts, doubt=lambda claim, other: True):
    """Return segmented documents and their claims, with doubt where the test wants it."""
    documents = [segment_document(Document(id=id, text=text)) for id, text in zip("abc", texts, strict=False)]
    claims = attest_claims(extract_claims(documents, ClaimOptions()), documents, ClaimOptions())
    return documents, [
        replace(
            claim, attestations={o: replace(a, is_doubtful=doubt(claim, o)) for o, a in claim.attestations.items()}
        )
        for claim in claims
    ]  # fmt: skip


def test_only_doubtful_cells_are_asked_about_and_changed():
    """What the words are sure of costs nothing and stays."""
    documents, claims = read(GAZETTE, HERALD, doubt=lambda claim, other: "harbour" in claim.text and claim.document == "a")
    judge = FakeJudge(Verdict(relation="partly", confidence=0.9, evidence=(2,)))
    judged, notices = judge_claims(claims, documents, judge)
    [question] = judge.questions
    assert (question.document, question.other, question.claim) == (
        "a",
        "b",
        "The harbour of Port Alder stays closed until Friday.",
    )
    assert question.sentences[2] == "The harbour stays closed."
    assert [one == other for one, other in zip(claims, judged, strict=True)] == [True, False, True, True, True]
    assert notices == ()


def test_a_verdict_names_who_decided_and_shows_its_own_evidence():
    """An editor sees that it was no comparison of words."""
    documents, claims = read(GAZETTE, HERALD)
    judged, _ = judge_claims(claims, documents, FakeJudge(Verdict(relation="partly", confidence=0.9, evidence=(0, 1))))
    found = judged[0].attestations["b"]
    assert (found.relation, found.confidence, found.is_doubtful) == ("partly", 0.9, False)
    assert found.reason.startswith(
        "Decided by the model fake, since the words left it open: part of it stands in the sentences shown."
    )
    assert [documents[1].document.quote(each) for each in found.evidence] == [
        "On Monday the Alma went down near the port.",
        "Mackerel prices rose by a tenth.",
    ]


def test_silence_keeps_the_nearest_sentence_to_show():
    """`silent` accuses somebody, so there is always something to judge it by."""
    documents, claims = read(GAZETTE, HERALD)
    judged, _ = judge_claims(claims, documents, FakeJudge(Verdict(relation="silent", confidence=0.8, is_doubtful=True)))
    for before, after in zip(claims, judged, strict=True):
        for other, found in after.attestations.items():
            assert found.evidence == before.attestations[other].evidence[:1]
            assert (found.relation, found.is_doubtful) == ("silent", True)
            assert found.reason.startswith("Decided by the model fake, which is not sure either, since")


def test_an_open_question_keeps_the_decision_of_the_words_and_a_notice_says_which():
    """The comparison is never lost."""
    documents, claims = read(GAZETTE, HERALD)
    judged, [first, second] = judge_claims(
        claims, documents, FakeJudge(Undecided("the server is on fire"), [Notice(message="Hm.")])
    )
    assert list(judged) == claims
    assert str(first) == "Hm."
    assert str(second) == (
        "The model fake left 5 of 5 doubtful cells open: the server is on fire. "
        "There the comparison of words stands: claims of a in b (2), b in a (3)."
    )


def test_without_doubt_nobody_is_asked():
    """No question, no connection, no cost."""
    documents, claims = read(GAZETTE, HERALD, doubt=lambda claim, other: False)
    judge = FakeJudge(Undecided("never asked"))
    assert judge_claims(claims, documents, judge) == (tuple(claims), ())
    assert judge.questions == []


def test_contradictions_are_looked_for_in_what_the_judge_found(monkeypatch):
    """A judge says where; the values themselves say what differs."""
    documents = [
        segment_document(Document(id="a", text="Divers of the coast guard rescued 43 passengers from the water.")),
        segment_document(Document(id="b", text="Rain fell. Divers of the coast guard rescued 34 passengers from the water.")),
    ]

    def attest(claims, segmented, options):
        silent = [
            replace(
                c,
                attestations={
                    o: replace(a, relation="silent", confidence=0.7, is_doubtful=True) for o, a in c.attestations.items()
                },
            )
            for c in attest_claims(claims, segmented, options)
        ]
        return tuple(silent)

    monkeypatch.setattr("compare.claims.attestation.attest_claims", attest)
    judge = FakeJudge(Verdict(relation="partly", confidence=0.9))
    claims, _, _ = compare_claims(documents, ClaimOptions(), None, judge)
    assert {found.relation for claim in claims for found in claim.attestations.values()} >= {"contradicts"}


def test_no_judge_is_nothing_imported_and_no_connection(monkeypatch):
    """Nothing is sent unless asked."""
    code = (
        "import sys, socket\n"
        "def refuse(*a, **k): raise AssertionError('a connection was opened')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "import compare\n"
        f"compare.compare_documents([compare.Document(id='a', text={GAZETTE!r}), compare.Document(id='b', text={HERALD!r})])\n"
        "print(*[name for name in sys.modules if name.startswith('compare.claims.judges') or name == 'sentence_transformers'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        ({"url": "http://localhost:8000/v1"}, "must be given together"),
        ({"model": "m"}, "must be given together"),
        ({"url": "ftp://localhost/v1", "model": "m"}, "begins with http:// or https://"),
        ({"url": "file:///etc/passwd", "model": "m"}, "begins with http:// or https://"),
        ({"url": "http://", "model": "m"}, "begins with http:// or https://"),
        ({"url": "http://host:99999/v1", "model": "m"}, "begins with http:// or https://"),
        ({"url": "http://host/v1\r\nX: y", "model": "m"}, "begins with http:// or https://"),
        ({"url": "http://localhost/v1", "model": "m", "encoder": "here"}, "Only one of"),
        ({"url": "http://localhost/v1", "model": "m\x1b[0m"}, "must be printable"),
        ({"url": 7, "model": "m"}, "an address or None"),
        ({"max_seconds": 0}, "an int >= 1"),
    ],
)
def test_options_of_a_judge_are_checked(judge, said):
    """Every problem is told before anything is sent."""
    with pytest.raises(compare.CompareError, match=said):
        Options.from_dict({"judge": judge})


def test_an_address_with_a_secret_is_refused_and_not_repeated():
    """Options stand in the report, so no key may."""
    for url in (
        "http://user:s3cret@localhost/v1",
        "http://localhost/v1?api-key=s3cret",
        "http://localhost/v1#s3cret",
        "http://u:s3cret@h:99999",
    ):
        with pytest.raises(compare.CompareError, match="NEWSCOMPARE_JUDGE_KEY") as caught:
            Options.from_dict({"judge": {"url": url, "model": "m"}})
        assert "s3cret" not in str(caught.value)


def test_folders_stand_beside_the_file_that_names_them(tmp_path):
    """An options file can be used from anywhere."""
    own = tmp_path / "newscompare.toml"
    own.write_text('[judge]\nencoder = "encoder"\ncache = "/var/cache/here"\n')
    judge = Options.from_toml(own).judge
    assert (judge.encoder, judge.cache) == (str(tmp_path / "encoder"), "/var/cache/here")
