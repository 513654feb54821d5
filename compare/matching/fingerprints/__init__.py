"""Fingerprints in batches: which passages any of very many documents share, on arrays from the first byte to the last offset."""
