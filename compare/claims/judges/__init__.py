"""A second reader for what the comparison of words leaves open: a language model on a server, or a sentence encoder.

Promises: without being asked for, nothing here is imported; a judge sees doubtful cells only, and never says
"contradicts"; whatever fails, the decision of the words stands and a notice says where.

Refused: a judge for every cell.  Outside the doubtful quarter the words decide 89 % rightly whether a claim is covered, inside
70 % (docs/judge.md); an editor should not wait, or pay, for what is known.
"""

from __future__ import annotations

from compare.claims.judges.judging import judge_claims
from compare.claims.judges.questions import Judge, Judgement, Question, Undecided, Verdict
from compare.options import JudgeOptions

__all__ = ["Judge", "Judgement", "Question", "Undecided", "Verdict", "judge_claims", "open_judge"]


def open_judge(options: JudgeOptions) -> Judge:
    """Return the judge that the options ask for; nothing is sent before it has a question.

    Raises:
        OptionsError: No judge is asked for, the key cannot be used, or the folder holds no encoder.
        MissingExtraError: An encoder is asked for and sentence-transformers is not installed.
    """
    if options.encoder is not None:
        from compare.claims.judges.encoder import EncoderJudge

        return EncoderJudge.from_folder(options.encoder)
    from compare.claims.judges.endpoint import EndpointJudge

    return EndpointJudge.from_options(options)
