"""Where the arrays of a scan lie while it runs: in memory as long as they fit, on disk from then on.

On disk a scan can be taken up again.  What was appended counts once a commit has written it into the journal, which is
replaced as a whole; when a folder is opened, each file is cut back to what its last commit says.
"""

from __future__ import annotations

import json
import os
import shutil
from bisect import bisect_left, bisect_right
from itertools import pairwise
from pathlib import Path
from threading import RLock
from typing import IO, TYPE_CHECKING, Any, Final

from compare.corpus.memory import map_memory
from compare.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]

_JOURNAL: Final = "journal.json"
_VERSION: Final = 1
_BLOCK: Final = 1 << 24
"""Bytes of a block of memory."""


class Store:
    """Named arrays that grow at their end; threads may read some while others are appended to.

    Args:
        folder: Where they go when they no longer fit; made then, and not before.
        memory: Bytes that they may take in memory; 0 for none.
        job: What the scan is about, as plain values: another job never takes up this one's folder.

    Raises:
        InputError: The folder holds another job, or what cannot be read.
    """

    def __init__(self, folder: Path, memory: int, job: Mapping[str, Any]) -> None:
        self._folder, self._memory, self._job = folder, memory, json.loads(json.dumps(job))
        self._blocks: dict[str, _Blocks] = {}
        self._sizes: dict[str, int] = {}
        self._kinds: dict[str, str] = {}
        self._open: dict[str, IO[bytes]] = {}
        self._dropped: list[str] = []
        self._n_held = 0
        self._lock = RLock()
        self.state: dict[str, Any] = {}
        self.is_on_disk = False
        if (folder / _JOURNAL).exists():
            self._resume()
        elif memory <= 0:
            self._move_to_disk()

    def append(self, name: str, values: Array) -> None:
        """Add values at the end of an array."""
        with self._lock:
            kind = self._kinds.setdefault(name, values.dtype.str)
            assert values.dtype.str == kind
            self._sizes[name] = self._sizes.get(name, 0) + values.nbytes
            if self.is_on_disk:
                self._write(name, values)
                return
            self._blocks.setdefault(name, _Blocks()).append(values)
            self._n_held += values.nbytes
            if self._n_held > self._memory:
                self._move_to_disk()

    def read(self, name: str, start: int = 0, end: int | None = None) -> Array:
        """Return the values `[start, end)` of an array; from disk they are mapped, and only what is looked at takes memory."""
        import numpy as np

        with self._lock:
            kind = np.dtype(self._kinds.get(name, "<i8"))
            n_values = self._sizes.get(name, 0) // kind.itemsize
            end = n_values if end is None else end
            if start >= end:
                return np.zeros(0, dtype=kind)
            if self.is_on_disk:
                self._flush(name)
                return np.memmap(self._path(name), dtype=kind, mode="r")[start:end]
            return self._blocks[name].read(start * kind.itemsize, end * kind.itemsize).view(kind)

    def load(self, name: str) -> Array:
        """Return a whole array, in memory, to be worked on in place and then dropped."""
        import numpy as np

        with self._lock:
            whole = self.read(name)
            return np.array(whole) if self.is_on_disk else whole

    def drop(self, name: str) -> None:
        """Forget an array; its file goes with the next commit."""
        with self._lock:
            size = self._sizes.pop(name, 0)
            self._kinds.pop(name, None)
            if self.is_on_disk:
                self._close(name)
                self._dropped.append(name)
            elif self._blocks.pop(name, None) is not None:
                self._n_held -= size

    def commit(self, state: Mapping[str, Any]) -> None:
        """Make sure that what was appended is found again, with `state`, whatever happens from here on; on disk only."""
        with self._lock:
            self.state = dict(state)
            if not self.is_on_disk:
                return
            try:
                for name, stream in self._open.items():
                    stream.flush()
                    os.fsync(stream.fileno())
                    assert stream.tell() == self._sizes[name]
                journal = {
                    "version": _VERSION, "job": self._job, "state": self.state, "sizes": self._sizes, "kinds": self._kinds,
                }  # fmt: skip
                scratch = self._folder / f"{_JOURNAL}.new"
                with scratch.open("wb") as file:
                    file.write(json.dumps(journal).encode())
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(scratch, self._folder / _JOURNAL)
                for name in self._dropped:
                    if name not in self._sizes:
                        self._path(name).unlink(missing_ok=True)
            except OSError as error:
                raise self._cannot_write(error) from error
            self._dropped.clear()

    def remove(self) -> None:
        """Forget everything, and remove the folder."""
        for name in list(self._open):
            self._close(name)
        self._blocks.clear()
        if self.is_on_disk:
            shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Close all files; what was committed can be taken up again."""
        for name in list(self._open):
            self._close(name)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.bin"

    def _cannot_write(self, error: OSError) -> OutputError:
        reason = error.strerror or error
        return OutputError(f"{self._folder}: the scan cannot go on: {reason}. Hint: the same command takes it up again.")

    def _write(self, name: str, values: Array) -> None:
        try:
            if name not in self._open:
                self._open[name] = self._path(name).open("ab")
            self._open[name].write(values.data)
        except OSError as error:
            raise self._cannot_write(error) from error

    def _flush(self, name: str) -> None:
        if name in self._open:
            self._open[name].flush()

    def _close(self, name: str) -> None:
        stream = self._open.pop(name, None)
        if stream is not None:
            try:
                stream.close()
            except OSError:
                return  # what it still held was never committed

    def _move_to_disk(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for stale in self._folder.glob("*.bin"):  # of a scan that ended before its first commit
                stale.unlink()
        except OSError as error:
            raise self._cannot_write(error) from error
        self.is_on_disk = True
        for name in list(self._blocks):
            for block in self._blocks.pop(name).take():
                self._write(name, block)
        self._n_held = 0

    def _resume(self) -> None:
        where = self._folder / _JOURNAL
        hint = f"Hint: remove {self._folder} to begin anew."
        try:
            journal = json.loads(where.read_text(encoding="utf-8"))
            is_known = journal["version"] == _VERSION
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{where}: the state of an earlier scan cannot be read: {error}. {hint}") from error
        if not is_known:
            raise InputError(f"{where}: the earlier scan was begun by another version of newscompare. {hint}")
        if journal["job"] != self._job:
            other = [name for name in self._job if journal["job"].get(name) != self._job[name]]
            raise InputError(f"{where}: an earlier scan with other {' and '.join(other)} was not finished. {hint}")
        self.is_on_disk, self.state = True, journal["state"]
        self._sizes, self._kinds = journal["sizes"], journal["kinds"]
        try:
            for path in self._folder.glob("*.bin"):
                size = self._sizes.get(path.stem)
                if size is None:
                    path.unlink()
                    continue
                if path.stat().st_size < size:
                    raise InputError(f"{path}: the earlier scan has lost data. {hint}")
                os.truncate(path, size)
            missing = [name for name, size in self._sizes.items() if size and not self._path(name).exists()]
        except OSError as error:
            raise self._cannot_write(error) from error
        if missing:
            raise InputError(f"{self._folder}: the earlier scan has lost {', '.join(missing)}. {hint}")


class _Blocks:
    """Bytes that grow at their end, in memory that goes back to the system as soon as it is let go.

    Pages of a block take memory when they are first written.  Small arrays would come from the heap, whose holes no large array
    can use: 0.4 GB of 1.4 for 100,000 articles.
    """

    def __init__(self) -> None:
        self._blocks: list[Array] = []
        self._begins = [0]
        self._used = 0

    def append(self, values: Array) -> None:
        import numpy as np

        data = values.reshape(-1).view(np.uint8)
        while len(data):
            room = self._begins[-1] - self._used
            if not room:
                self._blocks.append(map_memory(_BLOCK))
                self._begins.append(self._used + _BLOCK)
                room = _BLOCK
            begin = self._used - self._begins[-2]
            written, data = data[:room], data[room:]
            self._blocks[-1][begin : begin + len(written)] = written
            self._used += len(written)

    def read(self, start: int, end: int) -> Array:
        """Return bytes `[start, end)`; if they are all there is, they are brought together for good."""
        if (start, end) == (0, self._used) and len(self._blocks) > 1:
            whole = map_memory(self._used)
            at = 0
            for block in self.take():
                whole[at : at + len(block)] = block
                at += len(block)
            self._blocks, self._begins, self._used = [whole], [0, at], at
        first = bisect_right(self._begins, start) - 1
        last = bisect_left(self._begins, end)
        begin = self._begins[first]
        if last - first == 1:
            return self._blocks[first][start - begin : end - begin]
        import numpy as np

        return np.concatenate(self._blocks[first:last])[start - begin : end - begin]

    def take(self) -> Iterator[Array]:
        """Yield the blocks, in order, and let each go."""
        sizes = [min(end, self._used) - begin for begin, end in pairwise(self._begins)]
        for size in sizes:
            yield self._blocks.pop(0)[:size]
