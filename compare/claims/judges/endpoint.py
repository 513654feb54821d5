"""A language model behind an OpenAI-compatible server: questions in, verdicts out, whatever the server does."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

from compare.claims.judges.cache import Cache, default_folder
from compare.claims.judges.prompt import (
    INSTRUCTIONS,
    Request,
    make_requests,
    make_verdict,
    read_answer,
    read_verdict,
    write_body,
    write_verdict,
)
from compare.claims.judges.questions import Judgement, Question, Undecided, Verdict
from compare.claims.judges.transport import Patience, PostError, post
from compare.errors import OptionsError
from compare.model.notices import Notice
from compare.options import JudgeOptions

KEY = "NEWSCOMPARE_JUDGE_KEY"
"""Variable of the environment that holds the key of the server; it is read from nowhere else, and written nowhere."""
PATH = "/chat/completions"
AT_ONCE = 4
"""Requests under way at a time."""
MOST_FAILURES = 3
"""Requests without an answer, in spite of retries, after which the server is left alone."""


class EndpointJudge:
    """A `Judge` that asks a server; what it was asked before it answers from its cache, without a connection.

    Args:
        url: Base address (`http://localhost:8000/v1`), or that of its chat completions.
        model: Name of the model, as the server knows it.
        key: Sent as a bearer token; None for no key.
        cache: Folder of the cache.
        max_seconds: For all answers together; what has none by then is undecided.
        patience: Time-outs and retries of one request.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str | None = None,
        cache: str | Path,
        max_seconds: float,
        patience: Patience | None = None,
    ) -> None:
        self._url = url.rstrip("/").removesuffix(PATH) + PATH
        self._model, self._key, self._cache = model, key, Cache(cache)
        self._max_seconds, self._patience = max_seconds, patience or Patience()

    @classmethod
    def from_options(cls, options: JudgeOptions, environment: Mapping[str, str] = os.environ) -> EndpointJudge:
        """Return the judge that the options ask for, with the key of the environment.

        Raises:
            OptionsError: There is no address or model, no header can carry the key, or the cache has no place.
        """
        if options.url is None or options.model is None:
            raise OptionsError(("A judge needs the options 'judge.url' and 'judge.model', or 'judge.encoder'.",))
        key = environment.get(KEY, "").strip()
        if not (key.isascii() and key.isprintable()):
            raise OptionsError((f"The variable {KEY} must hold printable ASCII characters only.",))
        try:
            cache = default_folder(environment) if options.cache is None else options.cache
        except RuntimeError as error:
            raise OptionsError(("The 'judge.cache' option must be given, since this user has no home folder.",)) from error
        return cls(options.url, options.model, key=key or None, cache=cache, max_seconds=options.max_seconds)

    @property
    def name(self) -> str:
        """`the model NAME`."""
        return f"the model {self._model}"

    def decide(self, questions: Sequence[Question]) -> Judgement:
        """Answer from the cache, then from the server; equal questions are asked once."""
        keys = self._keys_of(questions)
        known = self._cache.recall(list(dict.fromkeys(keys)))
        answers: dict[str, Verdict | Undecided] = {}
        asked: dict[str, Question] = {}
        for key, question in zip(keys, questions, strict=True):
            entry = known.get(key)
            read = read_verdict(entry, len(question.sentences)) if isinstance(entry, dict) else None
            if read is None:
                asked[key] = question
            else:
                answers[key] = make_verdict(*read)
        for request, found in self._ask(make_requests(asked)):
            given = dict(zip(request.keys, found, strict=True))
            self._cache.keep({key: write_verdict(each) for key, each in given.items() if isinstance(each, Verdict)})
            answers |= given
        trouble = self._cache.trouble
        notices = (
            (Notice(message=f"Verdicts of {self.name} are not remembered for the next time: {trouble}."),) if trouble else ()
        )
        return Judgement(answers=tuple(answers[key] for key in keys), notices=notices)

    def _keys_of(self, questions: Sequence[Question]) -> list[str]:
        """Return digests of all that an answer depends on, but for the claims that are asked about in the same breath.

        The document is named, so that no article can answer for another one by repeating its sentences.
        """
        read: dict[str, str] = {}
        for each in questions:
            if each.other not in read:
                read[each.other] = _digest(each.sentences)
        asked = (INSTRUCTIONS, self._url, self._model)
        return [_digest((*asked, each.document, each.claim, each.sentence, each.speaker, read[each.other])) for each in questions]

    def _ask(self, requests: Sequence[Request]) -> Iterator[tuple[Request, list[Verdict | Undecided]]]:
        """Yield each request with its answers, as they come; threads that still wait at the deadline are left behind."""
        deadline = time.monotonic() + self._max_seconds
        waiting: SimpleQueue[int] = SimpleQueue()
        done: SimpleQueue[tuple[int, list[Verdict | Undecided], PostError | None]] = SimpleQueue()
        for n in range(len(requests)):
            waiting.put(n)
        given_up = threading.Event()

        def work() -> None:
            while not given_up.is_set():
                try:
                    n = waiting.get_nowait()
                except Empty:
                    return
                found, error = self._ask_one(requests[n], deadline)
                if error is not None and error.reach == "server":
                    given_up.set()  # before anybody takes the next one
                done.put((n, found, error))

        for _ in range(min(AT_ONCE, len(requests))):
            threading.Thread(target=work, daemon=True).start()
        left = dict(enumerate(requests))
        why, n_failures = "", 0
        try:
            while left and not (why and done.empty()):
                try:
                    n, found, error = done.get(timeout=max(0.0, deadline - time.monotonic()))
                except Empty:
                    why = f"no answer came within {self._max_seconds:,} seconds"
                    continue
                n_failures += error is not None and error.reach == "moment"
                if error is not None and (error.reach == "server" or n_failures >= MOST_FAILURES):
                    why = str(error)
                    given_up.set()
                yield left.pop(n), found
        finally:  # also when nobody wants the rest
            given_up.set()
        for request in left.values():
            yield request, [Undecided(why)] * len(request.questions)

    def _ask_one(self, request: Request, deadline: float) -> tuple[list[Verdict | Undecided], PostError | None]:
        try:
            body = post(self._url, write_body(request, self._model), self._key, patience=self._patience, deadline=deadline)
            return read_answer(body, request), None
        except PostError as error:
            return [Undecided(str(error))] * len(request.questions), error
        except Exception as error:  # a thread that dies would be waited for; and no mistake in here is worth the comparison
            failed = PostError(f"asking failed: {type(error).__name__}", "server")
            return [Undecided(str(failed))] * len(request.questions), failed


def _digest(parts: Sequence[str | None]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
