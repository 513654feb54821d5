"""All reused passages among very many articles: read in batches, matched by fingerprints, written as tables.

The local engine is the oracle: another engine must give exactly its result.
"""

from compare.corpus.scan import scan_corpus

__all__ = ["scan_corpus"]
