"""Everything that reads characters: normal forms, words, segments, furniture, quotations.

This room knows nothing of stories or outlets; it promises that every offset counts code points of the text
as it was given.
"""
