"""Shared passages of two documents, or of every pair of a story: exact offsets, likeness, word-level edits.

TF-ISF of clauses finds what is reworded, reordered or condensed; hashed n-grams find what is verbatim, however short; rapidfuzz
aligns the words of both sides.  Each pair is decided by itself: a further document never changes what two others share.
"""

from compare.matching.story import StoryMatches, align_documents, match_documents, match_with_first

__all__ = ["StoryMatches", "align_documents", "match_documents", "match_with_first"]
