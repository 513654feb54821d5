"""One POST to a server that may be slow, busy, gone or hostile: time-outs, few retries, a limit on size, no redirects.

The standard library's client is enough: each request stands alone, and four at a time need no connection pool.
Redirects are refused altogether: a POST that is sent on carries the articles, and the key, to where nobody asked
them to go.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, responses
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

MOST_BYTES = 1_000_000
"""Longest answer that is read; eight verdicts take about a thousand bytes, a model that thinks aloud some ten thousand."""
_PIECE = 65_536
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504, 529))
"""Statuses that may be gone in a moment."""
_ONE_REQUEST = frozenset((400, 413, 422))
"""Statuses that are about one request; any other refusal would meet every request."""
_HINTS = {
    401: "Hint: set NEWSCOMPARE_JUDGE_KEY to a key that it takes",
    403: "Hint: set NEWSCOMPARE_JUDGE_KEY to a key that it takes",
    404: "Hint: check the address, and the name of the model",
}

Reach = Literal["request", "moment", "server"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, and how often.

    Args:
        seconds: For one answer.
        n_tries: Tries for one answer.
        first_pause: Seconds before the second try; doubled before each further one, unless the server names a time.
    """

    seconds: float = 120.0
    n_tries: int = 3
    first_pause: float = 1.0


class PostError(Exception):
    """There is no answer; `str()` says why in a sentence without a full stop.

    Attributes:
        reach: How far the trouble reaches: this `request` only, any request at this `moment`, or the `server` for good.
    """

    def __init__(self, why: str, reach: Reach) -> None:
        super().__init__(why)
        self.reach = reach


class _BusyError(Exception):
    """The server may answer later: in `pause` seconds, if it said so."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


def post(url: str, body: bytes, key: str | None, *, patience: Patience, deadline: float) -> bytes:
    """Send JSON and return the body of the answer.

    Args:
        url: Address, http or https.
        body: JSON.
        key: Sent as a bearer token; None for no key.
        patience: Time-outs and retries.
        deadline: Moment of `time.monotonic()` after which nothing is tried any more.

    Raises:
        PostError: There is no answer.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "newscompare"}
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    request = Request(url, data=body, headers=headers, method="POST")  # noqa: S310 - options allow http and https only
    for n_tried in range(1, patience.n_tries + 1):
        left = deadline - time.monotonic()
        if left <= 0:
            raise PostError("the time for all answers is over", "server")
        try:
            return _read(request, min(patience.seconds, left))
        except _BusyError as busy:
            wait = patience.first_pause * 2 ** (n_tried - 1) if busy.pause is None else busy.pause
            if n_tried == patience.n_tries:
                tried = f"{n_tried} times" if n_tried > 1 else "once"
                raise PostError(f"{busy} (tried {tried})", "moment") from None
            if wait >= deadline - time.monotonic():
                raise PostError(f"{busy}, and wants {wait:,.0f} seconds of rest", "server") from None
            time.sleep(wait)
    raise AssertionError("a loop of at least one try returns or raises")


def _read(request: Request, seconds: float) -> bytes:
    """Try once; a server that drips its answer is left when the seconds are over."""
    end = time.monotonic() + seconds
    opener = OpenerDirector()  # no handler for redirects, files, FTP or cookies
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    try:
        with opener.open(request, timeout=seconds) as answer:
            pieces, size = [], 0
            while piece := answer.read1(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > MOST_BYTES:
                    raise PostError(f"its answer is longer than {MOST_BYTES:,} bytes", "request")
                if time.monotonic() > end:
                    raise TimeoutError
            return b"".join(pieces)
    except HTTPError as error:
        with error:
            raise _refusal(error.code, error.headers) from None
    except (OSError, HTTPException) as error:  # URLError and time-outs are OSErrors
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            raise _BusyError("no answer came in time") from None
        said = getattr(cause, "strerror", None) or type(cause).__name__
        raise _BusyError(f"the server cannot be reached: {said}") from None
    except ValueError as error:
        raise PostError(f"its address cannot be used: {error}", "server") from None


def _refusal(status: int, headers: Message) -> _BusyError | PostError:
    said = f"the server answered {status} {responses.get(status, '')}".rstrip()
    if status in _BUSY:
        return _BusyError(said, _read_pause(headers.get("Retry-After")))
    if 300 <= status < 400:
        return PostError(f"{said}, and redirects are not followed. Hint: give the address that it leads to", "server")
    hint = f". {_HINTS[status]}" if status in _HINTS else ""
    return PostError(said + hint, "request" if status in _ONE_REQUEST else "server")


def _read_pause(value: str | None) -> float | None:
    """Return the seconds of a Retry-After header, a number or a date; None if there is none that can be read.

    >>> _read_pause("7"), _read_pause("Wed, 21 Oct 2015 07:28:00 GMT"), _read_pause("soon")
    (7.0, 0.0, None)
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
