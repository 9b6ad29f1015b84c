"""Passages that a text has twice: edited copies never give the wrong one as exact or moved."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import pytest

from argmap.text.anchor import Anchored, Text, anchor_all, describe_all

SURE = ("exact", "moved")
REVIEW = 0.7
SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "xa", "qui", "sto", "tra", "wen", "zor", "el"]
EDITS = ("swap", "shuffle", "drop paragraphs", "drop twins", "drop sentences", "insert twins")
Paragraphs = list[list[tuple[int, str]]]  # sentences with a number that stays theirs


@dataclass
class Writer:
    """Invents paragraphs out of a small vocabulary, so that surroundings are alike by chance too."""

    dice: random.Random
    number: int = 0

    def __post_init__(self) -> None:
        self.words = ["".join(self.dice.choices(SYLLABLES, k=self.dice.randint(1, 3))) for _ in range(150)]

    def numbered(self, text: str) -> tuple[int, str]:
        self.number += 1
        return self.number, text

    def sentence(self) -> tuple[int, str]:
        weights = [1 / (rank + 1) for rank in range(len(self.words))]
        return self.numbered(
            " ".join(self.dice.choices(self.words, weights, k=self.dice.randint(4, 20))).capitalize() + "."
        )

    def paragraphs(self, count: int) -> Paragraphs:
        return [[self.sentence() for _ in range(self.dice.randint(2, 5))] for _ in range(count)]

    def again(self, sentences: list[tuple[int, str]]) -> list[tuple[int, str]]:
        return [self.numbered(text) for _, text in sentences]


def laid(paragraphs: Paragraphs) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text, and where each sentence stands."""
    content, places = "", {}
    for paragraph in paragraphs:
        for number, text in paragraph:
            places[number] = (len(content), len(content) + len(text))
            content += text + " "
    return content.strip(), places


def repeated(writer: Writer) -> Paragraphs:
    """Paragraphs of which some, and some single sentences, are there twice."""
    made = writer.paragraphs(writer.dice.randint(6, 14))
    for _ in range(3):
        made.insert(writer.dice.randrange(len(made)), writer.again(writer.dice.choice(made)))
        sentence = writer.again([writer.dice.choice(writer.dice.choice(made))])
        into = writer.dice.choice(made)
        at = writer.dice.randint(0, len(into))
        into[at:at] = sentence
    return made


def edited(writer: Writer, old: Paragraphs, edit: str) -> Paragraphs:
    """The text after one kind of edit."""
    dice, new = writer.dice, [list(paragraph) for paragraph in old]
    if edit == "swap":
        low, middle, high = sorted(dice.sample(range(len(new) + 1), 3))
        return new[:low] + new[middle:high] + new[low:middle] + new[high:]
    if edit == "shuffle":
        return dice.sample(new, len(new))
    if edit == "drop paragraphs":
        return [paragraph for paragraph in new if dice.random() < 0.8]
    if edit == "drop sentences":
        return [[s for s in paragraph if dice.random() < 0.8] for paragraph in new]
    if edit == "drop twins":
        counts = Counter(text for paragraph in new for _, text in paragraph)
        return [[s for s in paragraph if counts[s[1]] == 1 or dice.random() < 0.5] for paragraph in new]
    for _ in range(4):
        into = dice.choice(new)
        at = dice.randint(0, len(into))
        into[at:at] = writer.again([dice.choice(dice.choice(old))])
    return new


def alike(old: str, span: tuple[int, int], new: str, place: tuple[int, int]) -> bool:
    """Whether of the twelve words on either side at least ten are the old ones."""
    before, after = old[: span[0]].split()[-12:], old[span[1] :].split()[:12]
    sides = ((before, new[: place[0]].split()[-12:]), (after, new[place[1] :].split()[:12]))
    return all(SequenceMatcher(None, one, other).ratio() >= 10 / 12 for one, other in sides if one)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("sketched", [True, False], ids=["sketch", "bare"])
def test_what_is_certain_is_right_or_the_same_to_any_reader(edit: str, sketched: bool):
    """A place called certain is the true one, or its surroundings are the old ones on both sides: the edit that was
    made cannot be told from one that moved the passage there."""
    certain = wrong = 0
    for seed in range(25):
        writer = Writer(random.Random(f"{edit} {seed}"))
        before = repeated(writer)
        old, at = laid(before)
        new, now = laid(edited(writer, before, edit))
        anchors = describe_all(Text.of(old), list(at.values()))
        results = anchor_all(anchors if sketched else [replace(a, sketch=None) for a in anchors], Text.of(new))
        for (number, span), result in zip(at.items(), results, strict=True):
            if result.status not in SURE or old.count(old[slice(*span)]) == 1:
                continue
            certain += 1
            place = (result.start, result.end)
            wrong += now.get(number) != place and not alike(old, span, new, place)
    assert wrong == 0
    assert certain or not sketched


class Places:
    """A text with the parts A P B … C P D, in which the paragraph P stands twice."""

    def __init__(self) -> None:
        writer = Writer(random.Random(5))
        first, twin, second, middle, third, last = (
            " ".join(text for _, text in writer.paragraphs(1)[0] + writer.paragraphs(1)[0]) for _ in range(6)
        )
        self.parts = [first, twin, second, middle, third, twin, last]

    def content(self, parts: list[str]) -> str:
        return " ".join(parts)

    def span(self, index: int) -> tuple[int, int]:
        start = sum(len(part) + 1 for part in self.parts[:index])
        return start, start + len(self.parts[index])

    def inner(self, index: int) -> tuple[int, int]:
        """A sentence within a part, with sentences of that part on both sides."""
        start, _ = self.span(index)
        stops = [at for at, char in enumerate(self.parts[index]) if char == "."]
        return start + stops[0] + 2, start + stops[1] + 1

    def found(self, spans: list[tuple[int, int]], parts: list[str], *, quote: bool = False) -> list[Anchored]:
        anchors = describe_all(Text.of(self.content(self.parts)), spans, quote=quote)
        return anchor_all(anchors, Text.of(self.content(parts)))


@pytest.mark.parametrize("quote", [False, True], ids=["sketch", "quote"])
class TestTwinParagraphs:
    def test_unchanged_each_is_where_it_was(self, quote: bool):
        case = Places()
        spans = [case.span(0), case.inner(1), case.span(2), case.span(4), case.inner(5), case.span(6)]
        results = case.found(spans, case.parts, quote=quote)
        assert [(r.status, r.start, r.end) for r in results] == [("exact", *span) for span in spans]

    @pytest.mark.parametrize("gone", [1, 5])
    def test_a_sentence_of_the_deleted_one_is_not_found_in_the_other(self, gone: int, quote: bool):
        case = Places()
        parts = case.parts[:gone] + case.parts[gone + 1 :]
        result = case.found([case.inner(gone), case.span(0), case.span(6)], parts, quote=quote)[0]
        assert result.status not in SURE
        assert result.score < REVIEW

    @pytest.mark.parametrize("index", [1, 5])
    def test_where_the_order_is_lost_it_is_for_a_person_to_look_at(self, index: int, quote: bool):
        case = Places()
        a, twin, b, middle, c, _, d = case.parts
        result = case.found([case.inner(index)], [d, twin, c, a, middle, twin, b], quote=quote)[0]
        assert result.status == "fuzzy"
        assert result.score < REVIEW
        assert len(result.also) == 1

    @pytest.mark.parametrize("index", [1, 5])
    def test_neighbours_on_both_sides_tell_them_apart(self, index: int, quote: bool):
        case = Places()
        added = "Wenzor stotra queno silba."
        spans = [case.span(0), case.inner(index), case.span(2), case.span(4), case.span(6)]
        result = case.found(sorted(spans), [added, *case.parts], quote=quote)[sorted(spans).index(case.inner(index))]
        assert (result.status, result.start) == ("moved", case.inner(index)[0] + len(added) + 1)
        assert len(result.also) == 1

    def test_a_twin_of_a_few_words_counts_as_one(self, quote: bool):
        """The old text's look-alike is found for the shortest passage, or it would count as unique."""
        case = Places()
        short = "Ra tise."
        parts = [*case.parts[:3], short, case.parts[3], short, *case.parts[4:]]
        old = case.content(parts)
        at = old.index(short)
        anchor = describe_all(Text.of(old), [(at, at + len(short))], quote=quote)[0]
        assert anchor.sketch.rival > 0
        new = case.content([*case.parts[:4], short, *case.parts[4:]])
        assert anchor_all([anchor], Text.of(new))[0].status not in SURE


def test_a_unique_passage_in_foreign_surroundings_is_not_called_moved():
    """It was deleted and is quoted elsewhere, for all that the words can tell."""
    case = Places()
    start, end = case.inner(3)
    passage = case.content(case.parts)[start:end]
    spans = [case.span(0), (start, end), case.span(6)]
    without = case.parts[3].replace(passage + " ", "", 1)
    quoted = [passage, *case.parts[:3], without, *case.parts[4:]]
    result = case.found(spans, quoted)[1]
    assert result.status not in SURE
    assert result.score < REVIEW
    assert 0 in (result.start, *result.also)
