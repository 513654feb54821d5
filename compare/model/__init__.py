"""The nouns: pure values that every room meets in.  Standard library only, no input or output."""
