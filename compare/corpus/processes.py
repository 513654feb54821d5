"""Processes beside this one, for work that threads cannot share: Python, or a hundred short steps that each ask the interpreter.

They are forks: they see everything that this process has, and nothing need be sent to them but what to do.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from compare.errors import OutputError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

CAN_FORK = sys.platform == "linux"
"""Elsewhere there is no fork, or one that the system's own libraries do not bear."""


class Helper:
    """A process that serves this one until it is closed, or until this one is gone.

    Args:
        serve: Called there with the other end of `connection`.
        others: Helpers that were begun before: what this process has of them, this helper must not keep open.

    Attributes:
        connection: To it; `EOFError` and `OSError` say that it has ended.
    """

    def __init__(self, serve: Callable[[Connection], None], others: Sequence[Helper]) -> None:
        from multiprocessing import Pipe

        self.connection, theirs = Pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # a thread that shows progress takes no part in what follows
            self._process = os.fork()
        if self._process == 0:
            try:
                for each in (self, *others):
                    each.connection.close()
                _be_quiet()
                serve(theirs)
            finally:
                os._exit(0)  # nothing of the parent is flushed or closed a second time
        theirs.close()

    def receive(self) -> Any:
        """Return what it sends next; an exception is raised here.

        Raises:
            OutputError: It has ended.
        """
        try:
            answer = self.connection.recv()
        except (EOFError, OSError) as error:
            raise explain_loss() from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End the process."""
        self.connection.close()
        os.waitpid(self._process, 0)


def explain_loss() -> OutputError:
    """Return the error for a process that has ended unexpectedly."""
    return OutputError("The scan cannot go on: one of its processes has ended, for want of memory? Hint: --threads 1.")


def _be_quiet() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and hangs up


def map_forked(work: Callable[[T], R], pieces: Sequence[T], n_processes: int) -> list[R]:
    """Return the result for each piece, in order; each process works on every `n_processes`-th of them.

    Args:
        work: What it returns is pickled.
        pieces: They are not sent.
        n_processes: With this one; where none can be forked, this one does everything.

    Raises:
        OutputError: A process has ended unexpectedly.
    """
    if n_processes < 2 or not CAN_FORK or len(pieces) < 2:
        return [work(piece) for piece in pieces]

    def serve(begin: int, connection: Connection) -> None:
        answer: Any
        try:
            answer = [work(piece) for piece in pieces[begin::n_processes]]
        except Exception as error:
            answer = error
        connection.send(answer)

    helpers: list[Helper] = []
    results: list[Any] = [None] * len(pieces)
    try:
        for begin in range(1, n_processes):
            helpers.append(Helper(partial(serve, begin), helpers))
        results[::n_processes] = [work(piece) for piece in pieces[::n_processes]]
        for begin, helper in enumerate(helpers, 1):
            results[begin::n_processes] = helper.receive()
    finally:
        for helper in helpers:
            helper.close()
    return results
