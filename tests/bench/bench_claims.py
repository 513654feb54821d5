"""What comparing claims costs, after imports, and how it grows with the number of articles.  Run: make bench

Stories of invented prose, 40 sentences an article: two of five are retold from a common pool with a fifth of their words
changed, the rest is the article's own.  CPU time beside the least that any comparison must do: TF-IDF vectors of all
sentences and the cosine of each pair (scikit-learn), in the same process and run.  Nothing is asserted.

    python tests/bench/bench_claims.py --articles 5 10 20 30 60
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench_long import Writer

ROOT = Path(__file__).parents[2]
N_SENTENCES = 40
RETOLD, CHANGED = 0.4, 0.2


def make_story(n_articles: int, seed: int = 7) -> list[str]:
    """Return the texts of a story."""
    writer = Writer(seed)
    pool = [writer.take(writer.random.randint(8, 28)) for _ in range(3 * N_SENTENCES)]
    texts = []
    for _ in range(n_articles):
        sentences = []
        for _ in range(N_SENTENCES):
            if writer.random.random() < RETOLD:
                words, _ = writer.edit(writer.random.choice(pool), CHANGED)
            else:
                words = writer.take(writer.random.randint(8, 28))
            number = f" {writer.random.randint(2, 900)} " if writer.random.random() < 0.3 else " "
            sentences.append(f"{words[0].capitalize()}{number}{' '.join(words[1:])}.")
        texts.append("\n\n".join(sentences))
    return texts


def cpu_of(job: Callable[[], object], rounds: int) -> float:
    """Return the median CPU time of a job, in seconds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def compare_cosines(texts: Sequence[str]) -> object:
    """Do the least that any comparison must do."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer().fit_transform([line for text in texts for line in text.split("\n\n") if line])
    return (vectors @ vectors.T).sum()


def main() -> None:
    """Print one line a story."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[5, 10, 20, 30, 60])
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from compare import Document, read_documents
    from compare.claims import compare_claims
    from compare.options import ClaimOptions
    from compare.text.segments import segment_document

    stories = {f"{n} articles of {N_SENTENCES} sentences": make_story(n) for n in args.articles}
    stories = {"sample story drills": [each.text for each in read_documents(ROOT / "texts" / "drills")]} | stories
    compare_cosines(stories["sample story drills"])  # imports
    print(f"{'':32}{'claims':>8}{'CPU s':>8}{'cosines s':>11}{'ratio':>7}{'peak MB':>9}{'exponent':>10}")
    before: tuple[int, float] | None = None
    for name, texts in stories.items():
        documents = [segment_document(Document(id=f"d{place}", text=text)) for place, text in enumerate(texts)]
        n_claims = len(compare_claims(documents, ClaimOptions())[0])
        taken = cpu_of(lambda documents=documents: compare_claims(documents, ClaimOptions()), args.rounds)  # type: ignore[misc]
        least = cpu_of(lambda texts=texts: compare_cosines(texts), args.rounds)  # type: ignore[misc]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
        grown = before is not None and name[0].isdigit() and before[0] < len(texts)
        exponent = f"{math.log(taken / before[1]) / math.log(len(texts) / before[0]):.2f}" if grown and before else ""
        print(f"{name:32}{n_claims:8}{taken:8.2f}{least:11.3f}{taken / least:7.0f}{peak:9}{exponent:>10}", flush=True)
        before = (len(texts), taken) if name[0].isdigit() else None


if __name__ == "__main__":
    main()
