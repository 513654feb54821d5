"""What `scan` is measured against: ways to find articles that share a paragraph.

    python tests/bench/corpus_peers.py NAME CORPUS

Prints one JSON object.  Each peer runs in a process of its own, on one thread.  It is given three short texts first, so that
all is imported and compiled; then the clock starts, the lines of the corpus are read, and it stops when the pairs of
documents are found.  CPU seconds and peak memory are thus its own.  No peer says where the shared passage stands.

Each is written as well as its idea allows.  Reuse is of paragraphs, so paragraphs are compared; equal ones count once, and
boilerplate that stands in equal words in more than `MOST_OWNERS` articles makes no pairs.  `text-dedup` is a peer if it is
installed; it is not in the group `bench`, because it brings PySpark and some eighty other packages.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bench_passages import measure_memory
from corpus_floor import pass_findall, pass_floor
from news_corpus import Planted, read_truth
from numpy.typing import NDArray
from passage_truth import BANDS, Origins, mean, name_band

Numbers = NDArray[np.int64]
Pairs = NDArray[np.int64]
"""Pairs of documents by number, the lower first, `(n_pairs, 2)`; sorted, each once."""

MOST_OWNERS = 64
"""Articles that hold one paragraph, up to which all of them are paired: the largest wire story has 40."""
SHINGLE = 3
"""Words."""
N_BANDS, N_ROWS = 25, 5
"""Of MinHash: what datasketch chooses for a resemblance of 0.5.  Two paragraphs of 20 % edited words resemble each other by 0.34."""
LEAST_COSINE = 0.5
"""Of two paragraphs, from which they are a pair."""
N_SAMPLED = 3_000
"""Paragraphs that are compared each with each where comparing all would take hours."""

_WORD = re.compile(r"\w+")


class Extrapolated(NamedTuple):
    """What a job would have needed for all paragraphs, in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Job:
    """Something to measure.

    Args:
        package: What must be installed.
        run: From texts to pairs of documents, to what it would have needed, or to nothing.
        counts_reading: Whether its time has that of reading the corpus in it.
    """

    package: str
    run: Callable[[Sequence[str]], Pairs | Extrapolated | None]
    counts_reading: bool = True


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The different paragraphs of a corpus.

    Args:
        texts: Each once.
        owners: Documents that hold the first paragraph, then those that hold the second, and so on.
        starts: Where those of each paragraph start in `owners`, and the end of the last, `(n_paragraphs + 1,)`.
    """

    texts: list[str]
    owners: Numbers
    starts: Numbers

    @classmethod
    def of(cls, texts: Iterable[str]) -> Paragraphs:
        """Cut texts at blank lines."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for paragraph in text.split("\n\n"):
                found[paragraph].append(number)
        starts = np.cumsum([0, *map(len, found.values())])
        return cls(list(found), np.fromiter(chain.from_iterable(found.values()), np.int64), starts)

    def words(self) -> Iterator[list[str]]:
        """Yield the words of each paragraph."""
        return (_WORD.findall(each.lower()) for each in self.texts)

    def shingles(self) -> Iterator[list[str]]:
        """Yield the shingles of each paragraph."""
        return ([" ".join(each) for each in zip(words, words[1:], words[2:], strict=False)] for words in self.words())

    def pair(self, lefts: Numbers, rights: Numbers) -> Pairs:
        """Return the pairs of documents that hold paragraphs which were found to be alike, or the same paragraph."""
        counts = np.diff(self.starts)
        shared = np.flatnonzero(counts > 1)
        lefts, rights = np.concatenate([lefts, shared]), np.concatenate([rights, shared])
        n_left, n_right = (np.where(counts[each] > MOST_OWNERS, 1, counts[each]) for each in (lefts, rights))
        n_both = n_left * n_right
        at = np.arange(n_both.sum()) - np.repeat(np.cumsum(n_both) - n_both, n_both)
        ones = self.owners[np.repeat(self.starts[lefts], n_both) + at // np.repeat(n_right, n_both)]
        others = self.owners[np.repeat(self.starts[rights], n_both) + at % np.repeat(n_right, n_both)]
        n = int(self.owners.max()) + 1
        packed = np.unique(np.minimum(ones, others) * n + np.maximum(ones, others))
        pairs: Pairs = np.stack(np.divmod(packed, n), axis=1)
        return np.compress(pairs[:, 0] != pairs[:, 1], pairs, axis=0)


def _flatten(found: Sequence[Collection[int]]) -> tuple[Numbers, Numbers]:
    """Return row and value of each value that is less than its row."""
    rows = np.repeat(np.arange(len(found)), [len(each) for each in found])
    values = np.fromiter(chain.from_iterable(found), np.int64, len(rows))
    return rows[values < rows], values[values < rows]


def find_rensa(texts: Sequence[str], n_bands: int = N_BANDS, n_rows: int = N_ROWS, least: float = 0) -> Pairs:
    """MinHash in Rust; candidates stay if they are estimated to resemble each other by `least`."""
    from rensa import RMinHash, RMinHashLSH

    paragraphs = Paragraphs.of(texts)
    hashes = RMinHash.from_token_sets(paragraphs.shingles(), n_bands * n_rows, 5)
    index = RMinHashLSH((1 / n_bands) ** (1 / n_rows), n_bands * n_rows, n_bands)
    index.insert_many(hashes)
    lefts, rights = _flatten(index.query_all(hashes))
    if least:
        pairs = zip(lefts.tolist(), rights.tolist(), strict=True)
        is_alike = np.fromiter((hashes[a].jaccard(hashes[b]) >= least for a, b in pairs), np.bool_, len(lefts))
        lefts, rights = lefts[is_alike], rights[is_alike]
    return paragraphs.pair(lefts, rights)


def find_datasketch(texts: Sequence[str]) -> Pairs:
    """MinHash in NumPy, with the built-in hash, which is faster than the library's own."""
    from datasketch import MinHash, MinHashLSH

    paragraphs = Paragraphs.of(texts)
    index = MinHashLSH(num_perm=N_BANDS * N_ROWS, params=(N_BANDS, N_ROWS), prepickle=False)
    hashes = MinHash.generator(
        paragraphs.shingles(), num_perm=N_BANDS * N_ROWS, seed=5, hashfunc=lambda each: hash(each) & 0xFFFFFFFF
    )
    found = []
    for number, each in enumerate(hashes):
        found.append(index.query(each))
        index.insert(number, each, check_duplication=False)
    return paragraphs.pair(*_flatten(found))


def find_text_dedup(texts: Sequence[str]) -> Pairs:
    """text-dedup's MinHash: its `embed_func`, and its way to look for equal bands."""
    from text_dedup.minhash import SIGNATURE_COLUMN, embed_func
    from text_dedup.utils import xxh3_32hash

    chance = np.random.RandomState(5)
    prime, n = np.uint32((1 << 32) - 5), N_BANDS * N_ROWS
    settings = {
        "num_perm": n,
        "ngram_size": SHINGLE,
        "min_length": SHINGLE,
        "hashranges": [(at, at + N_ROWS) for at in range(0, n, N_ROWS)],
        "permutations": tuple(chance.randint(first, prime, size=n, dtype=np.uint32) for first in (1, 0)),
        "hash_func": xxh3_32hash,
        "dtype": np.uint32,
        "max_hash": np.uint32((1 << 32) - 1),
        "modulo_prime": prime,
    }
    paragraphs = Paragraphs.of(texts)
    tables: list[dict[bytes, list[int]]] = [defaultdict(list) for _ in range(N_BANDS)]
    found: list[set[int]] = []
    for number, text in enumerate(paragraphs.texts):
        found.append(set())
        for table, band in zip(tables, embed_func(text, number, **settings)[SIGNATURE_COLUMN], strict=True):
            found[-1].update(table[band])
            table[band].append(number)
    return paragraphs.pair(*_flatten(found))


def _weigh(paragraphs: Paragraphs) -> Any:
    """Return TF-IDF of paragraphs, `(n_paragraphs, n_words)`, rows of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(dtype=np.float32, sublinear_tf=True, min_df=2).fit_transform(paragraphs.texts)


def find_topn(texts: Sequence[str]) -> Pairs:
    """TF-IDF, and of each paragraph the ten most alike."""
    from sparse_dot_topn import sp_matmul_topn

    paragraphs = Paragraphs.of(texts)
    vectors = _weigh(paragraphs)
    alike = sp_matmul_topn(vectors, vectors.T.tocsr(), top_n=10, threshold=LEAST_COSINE, sort=False).tocoo()
    return paragraphs.pair(alike.row.astype(np.int64), alike.col.astype(np.int64))


def find_blocks(texts: Sequence[str], size: int = 1_000) -> Pairs:
    """TF-IDF, and all products, of a thousand rows at a time with those that follow."""
    paragraphs = Paragraphs.of(texts)
    vectors = _weigh(paragraphs)
    rows, columns = [], []
    for at in range(0, vectors.shape[0], size):
        products = (vectors[at : at + size] @ vectors[at:].T).tocoo()
        is_alike = products.data >= LEAST_COSINE
        rows.append(products.row[is_alike].astype(np.int64) + at)
        columns.append(products.col[is_alike].astype(np.int64) + at)
    return paragraphs.pair(np.concatenate(rows), np.concatenate(columns))


def find_cdist(texts: Sequence[str]) -> Extrapolated:
    """Compare each two paragraphs of a sample by rapidfuzz's ratio, and return what all would take."""
    from rapidfuzz import fuzz, process

    paragraphs = Paragraphs.of(texts).texts
    sample = paragraphs[:: max(1, len(paragraphs) // N_SAMPLED)]
    wall, cpu = time.perf_counter(), time.process_time()
    process.cdist(sample, sample, scorer=fuzz.ratio, score_cutoff=60, dtype=np.uint8, workers=1)
    growth = (len(paragraphs) / len(sample)) ** 2
    return Extrapolated(growth * (time.perf_counter() - wall), growth * (time.process_time() - cpu))


JOBS = {
    "findall": Job("re", pass_findall, counts_reading=False),
    "floor": Job("numba", pass_floor),
    "rensa": Job("rensa", find_rensa),
    "rensa-32x3": Job("rensa", partial(find_rensa, n_bands=32, n_rows=3, least=0.2)),
    "datasketch": Job("datasketch", find_datasketch),
    "text-dedup": Job("text_dedup", find_text_dedup),
    "sparse_dot_topn": Job("sparse_dot_topn", find_topn),
    "scikit-learn": Job("sklearn", find_blocks),
    "rapidfuzz": Job("rapidfuzz", find_cdist),
}
"""By name; the first two are no peers, but passes that need not find anything.  rensa-32x3 is rensa with fewer rows a band:
it finds nearly all that is planted, and more that is not, so it checks what it finds."""
SMALL = [
    f"{first} sank off the port on Monday at noon.\n\nAll were saved from the {first}." for first in ("Alma", "Ferry", "Boat")
]


def measure(name: str, corpus: Path) -> dict[str, Any]:
    """Run one job and score it."""
    job = JOBS[name]
    if find_spec(job.package) is None:
        return {"name": name, "missing": job.package}
    job.run(SMALL)
    with corpus.open(encoding="utf-8", newline="\n") as lines:
        wall, cpu = time.perf_counter(), time.process_time()
        texts = [json.loads(line)["text"] for line in lines]
        if not job.counts_reading:
            wall, cpu = time.perf_counter(), time.process_time()
        found = job.run(texts)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    result: dict[str, Any] = {"name": name, "wall": wall, "cpu": cpu, "memory": measure_memory()}
    if isinstance(found, Extrapolated):
        return result | {"wall": found.wall, "cpu": found.cpu, "extrapolated": True}
    return result if found is None else result | score_pairs(found, corpus)


def score_pairs(pairs: Pairs, corpus: Path) -> dict[str, Any]:
    """Return recall of planted pairs of documents, and the share of pairs (of 20,000 by chance) that share planted text."""
    with corpus.open(encoding="utf-8", newline="\n") as lines:
        names = [json.loads(line)["id"] for line in lines]
    numbers = {each: number for number, each in enumerate(names)}
    planted = read_truth(corpus.with_suffix(".truth.jsonl"))
    origins = Origins(planted)
    found = pairs[:, 0] * len(names) + pairs[:, 1]

    def measure_recall(chosen: Iterable[Planted]) -> float | None:
        wanted = [sorted((numbers[each.left.document], numbers[each.right.document])) for each in chosen]
        return mean(np.isin([a * len(names) + b for a, b in wanted], found).tolist())

    copies = [each for each in planted if each.kind == "copy"]
    some = np.random.default_rng(5).permutation(len(pairs))[:20_000]
    right = [bool(origins.groups(names[a]) & origins.groups(names[b])) for a, b in pairs[some].tolist()]
    return {
        "pairs": len(pairs),
        "recall": measure_recall(copies),
        "heavy": measure_recall(each for each in copies if name_band(each.edit_share) == BANDS[-1]),
        "wire": measure_recall(each for each in planted if each.kind == "wire"),
        "precision": mean(right),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what one job needs and finds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=JOBS)
    parser.add_argument("corpus", type=Path)
    args = parser.parse_args(arguments)
    print(json.dumps(measure(args.name, args.corpus)))


if __name__ == "__main__":
    main()
