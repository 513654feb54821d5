"""What tests of scans share: a small corpus in invented words, and what is known of it."""

import json
import random
from pathlib import Path
from types import SimpleNamespace

import pytest

TOWN = "harbour orchard lantern quarry meadow saddle copper thistle anchor barley pigeon marble timber willow kettle gravel"
WORDS = [f"{a}{b}" for a in ("ka", "lo", "mi", "ru", "se", "to", "va", "ze", "ny", "pu") for b in TOWN.split()]
HOUSE = (
    "Subscribe to the Harbour Post for stories about boats, quays and the people who paint them every spring and every autumn."
)
QUOTE = "We shall rebuild the pier plank by plank, however long the council may need to count its planks and its excuses"


def made(seed: int, n_words: int) -> str:
    """Sentences that no other seed has."""
    chance = random.Random(seed)
    words = chance.choices(WORDS, k=n_words)
    return " ".join(word.capitalize() + "." if k % 12 == 11 else word for k, word in enumerate(words))


STORY = "\n\n".join(made(1000 + k, 60) for k in range(5))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """60 articles: a wire story in three outlets and shortened in a fourth, house text in 30, a quotation in two."""
    records = []
    for k in range(60):
        outlet = ("Harbour Post", "Gull", "Quay Times")[k % 3]
        text = made(k, 150)
        if outlet == "Harbour Post":
            text += f"\n\n{HOUSE}"
        records.append({"id": f"a{k}", "outlet": outlet, "published": f"2024-05-{1 + k % 28:02}", "text": text})
    for k, text in ((1, STORY), (4, f"{made(77, 30)}\n\n{STORY}"), (8, STORY), (11, STORY.split("\n\n")[0])):
        records[k] = records[k] | {"text": text, "outlet": f"Wire Client {k}", "published": f"2024-06-0{1 + k % 2}"}
    records[20]["text"] += f"\n\n“{QUOTE},” the mayor said on the quay. {made(300, 20)}"
    records[22]["text"] += f"\n\nThe mayor promised: “{QUOTE}.” {made(301, 20)}"
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def known() -> SimpleNamespace:
    """What is planted in the corpus."""
    return SimpleNamespace(house=HOUSE, quote=QUOTE, story=STORY)
