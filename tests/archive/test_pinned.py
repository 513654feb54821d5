"""The fingerprints in archives on somebody's disk must be those that this version computes."""

from hashlib import blake2b

import pytest

from compare.archive.candidates import take_grams
from compare.archive.postings import SCHEME

TEXTS = {
    "latin": "The ferry Alma sank off Port Alder on Monday, killing 43 people: it's the worst loss since 1987's storm.",
    "accents": "Der Fährverkehr über den Öresund ruht seit Montagmorgen; ça ira mieux demain, a dit le capitaine.",
    "cyrillic": "Паром затонул в понедельник вечером у входа в порт, сообщила береговая охрана города.",
    "han": "フェリーは月曜日の夕方に港の沖で沈没したと海上保安庁が発表した。",
}
PINNED = {
    "newscompare-words-1 4-grams": {
        "latin": "6bf8a4072b1d5231",
        "accents": "8db4538d0e051346",
        "cyrillic": "0dc3b57791d84953",
        "han": "820b566f9ef11d96",
    }
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_name_means_the_same_fingerprints(name):
    """Whoever changes a hash, the folding or the length of a gram gives the fingerprints a new name in `words.SCHEME`."""
    hashes = take_grams(TEXTS[name]).hashes.astype("<u8").tobytes()
    assert blake2b(hashes, digest_size=8).hexdigest() == PINNED[SCHEME][name]
