"""What the matches of a story amount to: shared passages over all sources, why they are shared, and how much of each
document it is.

A cluster is cut so that the set of documents that have it stays the same from its first to its last word: two
sources may share ten sentences of which a third has only two.  Cuts stand between sentences, around long quotations, and
inside a sentence only where different sources share different parts of it.  Joining whatever overlaps was refused, since
one long match then swallows every short one and a common phrase chains strangers; so were cuts at the ends of matches,
which leave fragments of reworded sentences.
"""

from compare.reuse.clusters import cluster_matches
from compare.reuse.coverage import measure_coverage
from compare.reuse.excluded import group_excluded

__all__ = ["cluster_matches", "group_excluded", "measure_coverage"]
