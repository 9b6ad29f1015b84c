"""Anchoring: right places under every kind of change, and above all no wrong place that is called right."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.anchor import Anchor, Sketch, Text, anchor_all, describe, describe_all, end_words
from argmap.text.anchor_align import align, distance, find_end, find_start, similarity
from argmap.text.anchor_data import CONTEXT
from argmap.text.anchor_find import verbatim
from argmap.text.anchor_words import SYMBOLS, fold, words_of
from argmap.text.normal import digest, normalise

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def script(name: str) -> ModuleType:
    """A module of the benchmarks folder, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        assert spec and spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


perturb = script("perturb")
STEMS = [
    "bor",
    "cal",
    "dun",
    "fer",
    "gil",
    "hap",
    "jon",
    "kel",
    "lum",
    "mer",
    "nod",
    "pal",
    "quin",
    "ros",
    "sil",
    "tam",
    "ulm",
    "ver",
    "wen",
    "yor",
]
ENDS = ["a", "en", "ic", "ure", "ty", "ing", "ed", "al", "or", "est", "ment", "ive", "ous"]
SMALL = ["the", "of", "and", "to", "in", "a", "that", "is", "it", "for", "with", "on", "by", "as", "not"]


def prose(seed: int, sentences: int = 60) -> str:
    """Invented sentences with as many small and repeated words as real ones have."""
    dice = random.Random(seed)
    names = [a + b + c for a in STEMS for b in ("", *STEMS[:6]) for c in ENDS]
    made = []
    for _ in range(sentences):
        words = [dice.choice(SMALL) if dice.random() < 0.4 else dice.choice(names) for _ in range(dice.randint(8, 26))]
        made.append(" ".join(words).capitalize() + dice.choice([".", ".", "?", ".”"]))
    return normalise(" ".join(made))


TEXT = prose(1)


def some_spans(content: str, seed: int, count: int = 25) -> list[tuple[int, int]]:
    """Stretches of 5 to 30 words."""
    dice = random.Random(seed)
    starts = [match.start() for match in re.finditer(r"\S+", content)]
    found = set()
    for _ in range(count):
        size = dice.randint(5, 30)
        low = dice.randrange(len(starts) - size)
        found.add((starts[low], starts[low + size] - 1))
    return sorted(found)


def bare(anchor: Anchor) -> Anchor:
    """The anchor as files have it that argmap did not write: words at the ends and a hash."""
    return replace(anchor, sketch=None)


@given(st.integers(0, 10_000), st.booleans())
def test_unchanged_text_is_exact(seed: int, sketched: bool):
    spans = some_spans(TEXT, seed, 8)
    anchors = describe_all(Text.of(TEXT), spans)
    results = anchor_all(anchors if sketched else [bare(a) for a in anchors], Text.of(TEXT))
    assert [(r.status, r.start, r.end) for r in results] == [("exact", *span) for span in spans]


@given(st.integers(0, 10_000), st.integers(1, 12), st.booleans())
def test_insertions_elsewhere_move_passages_to_the_right_places(seed: int, amount: int, sketched: bool):
    spans = some_spans(TEXT, seed, 6)
    outside = [m.start() for m in re.finditer(r"(?<= )\w", TEXT) if not any(s < m.start() < e for s, e in spans)]
    at = random.Random(seed).choice(outside)
    added = prose(seed + 1, amount) + " "
    anchors = describe_all(Text.of(TEXT), spans)
    changed = TEXT[:at] + added + TEXT[at:]
    results = anchor_all(anchors if sketched else [bare(a) for a in anchors], Text.of(changed))
    for (start, end), anchor, result in zip(spans, anchors, results, strict=True):
        shift = len(added) if start >= at else 0
        beside = len(TEXT[min(end, at) : max(start, at)].split()) < CONTEXT and anchor.sketch.rival > 0
        statuses = [("moved" if shift else "exact"), *(["fuzzy"] if beside or not sketched else [])]  # unsure then
        assert result.status in statuses
        assert result.start == start + shift
        assert changed[result.start : result.end] == TEXT[start:end]


def test_paragraphs_in_another_order():
    parts = [prose(seed, 12) for seed in range(20, 26)]
    old = " ".join(parts)
    new = " ".join([parts[4], parts[0], parts[5], parts[2], parts[1], parts[3]])
    spans = [(old.index(part) + 200, old.index(part) + 320) for part in parts]
    results = anchor_all(describe_all(Text.of(old), spans), Text.of(new))
    assert [r.status for r in results] == ["moved"] * 6
    assert [new[r.start : r.end] for r in results] == [old[start:end] for start, end in spans]


@pytest.mark.parametrize("before", [True, False], ids=["in front", "behind"])
@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("quote", [False, True], ids=["sketch", "quote"])
def test_a_clean_quotation_does_not_capture_a_misread_passage(before: bool, copies: int, quote: bool):
    """A pull-quote or an abstract repeats a sentence without fault; the passage itself has a misread letter."""
    for start, end in some_spans(TEXT, 31, 12):
        if end - start < 40:
            continue
        passage = TEXT[start:end]
        middle = len(passage) // 2
        spoilt = TEXT[: start + middle] + "#" + TEXT[start + middle + 1 :]
        quoted = f"{passage}\n\n" * copies
        changed = quoted + spoilt if before else f"{spoilt}\n\n{quoted}"
        shift = len(quoted) if before else 0
        result = anchor_all(describe_all(Text.of(TEXT), [(start, end)], quote=quote), Text.of(changed))[0]
        assert result.status == "fuzzy"
        assert (result.start, result.end) == (start + shift, end + shift)
        assert len(result.also) == copies


@pytest.mark.parametrize(("noise", "least"), [(0.0, 0.98), (0.01, 0.98), (0.03, 0.97), (0.05, 0.94)])
@pytest.mark.parametrize("quote", [False, True], ids=["sketch", "quote"])
def test_damaged_copies(noise: float, least: float, quote: bool):
    good = total = 0
    for seed in range(4):
        content = prose(seed + 50, 90)
        spans = some_spans(content, seed, 50)
        copy = perturb.damage(content, replace(perturb.ALL, noise=noise), seed)
        anchors = describe_all(Text.of(content), spans, quote=quote)
        for span, result in zip(spans, anchor_all(anchors, Text.of(copy.content)), strict=True):
            truth = copy.span(*span)
            close = result.start is not None and max(abs(result.start - truth[0]), abs(result.end - truth[1])) <= 2
            assert close or result.status in ("fuzzy", "lost")
            good += close
            total += 1
    assert good >= least * total


@pytest.mark.parametrize("noise", [0.0, 0.03])
@pytest.mark.parametrize("company", [True, False], ids=["with neighbours", "alone"])
def test_deleted_passages_are_lost(noise: float, company: bool):
    spans = some_spans(TEXT, 3, 30)
    anchors = describe_all(Text.of(TEXT), spans)
    for number, (start, end) in enumerate(spans):
        copy = perturb.damage(TEXT, replace(perturb.ALL, noise=noise), number, deleted=(start, end))
        others = [a for a in anchors if a.end <= start or a.start >= end] if company else []
        assert anchor_all([anchors[number], *others], Text.of(copy.content))[0].status == "lost"


@pytest.mark.parametrize("noise", [0.0, 0.03])
def test_passages_replaced_by_others_are_lost(noise: float):
    spans = [span for span in some_spans(TEXT, 4, 20) if span[1] - span[0] > 30]
    anchors = describe_all(Text.of(TEXT), spans)
    for number, (start, end) in enumerate(spans):
        changed = TEXT[:start] + prose(900 + number, 3)[: end - start] + TEXT[end:]
        copy = perturb.damage(changed, replace(perturb.ALL, noise=noise), number)
        assert anchor_all([anchors[number]], Text.of(copy.content))[0].status == "lost"


class TestTwice:
    """A passage that the text has twice."""

    sentence = "Nothing that the delegates of Quinborure signed in the spring has ever been put to any use."
    before, between, after = prose(5, 15), prose(6, 9), prose(7, 15)
    text = f"{before} {sentence} {between} {sentence} {after}"
    first = len(before) + 1
    second = len(before) + len(sentence) + len(between) + 3

    def anchors(self) -> list[Anchor]:
        spans = [(at, at + len(self.sentence)) for at in (self.first, self.second)]
        return describe_all(Text.of(self.text), spans)

    def test_each_keeps_its_place(self):
        results = anchor_all(self.anchors(), Text.of(self.text))
        assert [(r.status, r.start) for r in results] == [("exact", self.first), ("exact", self.second)]
        assert [r.also for r in results] == [(self.second,), (self.first,)]

    def test_each_is_told_by_its_surroundings_when_all_moves(self):
        added = prose(8, 4) + " "
        results = anchor_all(self.anchors(), Text.of(added + self.text))
        shifted = [self.first + len(added), self.second + len(added)]
        assert [(r.status, r.start) for r in results] == [("moved", at) for at in shifted]

    @pytest.mark.parametrize("index", [0, 1])
    def test_the_deleted_one_does_not_take_the_other_ones_place(self, index: int):
        at = (self.first, self.second)[index]
        changed = self.text[:at] + self.text[at + len(self.sentence) + 1 :]
        result = anchor_all([self.anchors()[index]], Text.of(changed))[0]
        assert result.status == "lost"
        assert len(result.also) == 1

    def test_the_damaged_one_is_found_though_the_other_is_whole(self):
        tail = self.text[self.first + len(self.sentence) :]
        changed = self.text[: self.first] + self.sentence.replace("spring", "sprlng") + tail
        result = anchor_all([self.anchors()[0]], Text.of(changed))[0]
        assert (result.status, result.start) == ("fuzzy", self.first)

    def test_without_a_sketch_the_order_decides(self):
        added = prose(9, 3) + " "
        spans = [(100, 200), *((a.start, a.end) for a in self.anchors()), (len(self.text) - 200, len(self.text) - 90)]
        anchors = [bare(a) for a in describe_all(Text.of(self.text), spans)]
        results = anchor_all(anchors, Text.of(added + self.text))
        assert [r.start for r in results] == [start + len(added) for start, _ in spans]

    def test_where_nothing_decides_it_is_not_called_found(self):
        anchor = bare(self.anchors()[0])
        result = anchor_all([anchor], Text.of(f"{prose(30, 3)} {self.sentence} {prose(31, 40)} {self.sentence}"))[0]
        assert result.status in ("fuzzy", "lost")
        assert result.score <= 0.5


def test_without_a_sketch_damaged_ends_near_the_place_are_fuzzy():
    start = TEXT.index(". ") + 2
    end = start + 150
    anchor = bare(describe(Text.of(TEXT), start, end))
    changed = TEXT[: start + 60] + "zz" + TEXT[start + 60 :]
    result = anchor_all([anchor], Text.of(changed))[0]
    assert (result.status, result.start, result.end) == ("fuzzy", start, end + 2)
    gone = anchor_all([anchor], Text.of(prose(77)))[0]
    assert gone.status == "lost"


def test_without_words_in_clear_the_sketch_finds_the_passage():
    spans = some_spans(TEXT, 11)
    anchors = [replace(a, first="", last="") for a in describe_all(Text.of(TEXT), spans)]
    added = prose(12, 2) + " "
    results = anchor_all(anchors, Text.of(added + TEXT))
    assert [(r.status, r.start) for r in results] == [("moved", start + len(added)) for start, _ in spans]
    copy = perturb.damage(TEXT, replace(perturb.ALL, noise=0.03), 1)
    found = anchor_all(anchors, Text.of(copy.content))
    near = [
        abs(r.start - copy.span(*span)[0]) <= 4 for r, span in zip(found, spans, strict=True) if r.start is not None
    ]
    assert sum(near) >= 0.9 * len(spans)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.text(max_size=80))
def test_any_text_ends_in_one_of_four_outcomes(content: str, start: int, end: int, other: str):
    content, other = normalise(content), normalise(other)
    anchors = [*describe_all(Text.of(content), [(start, end)]), Anchor(start, end, content[:3], content[-3:], "00")]
    for anchor, result in zip(anchors, anchor_all(anchors, Text.of(other)), strict=True):
        assert result.status in ("exact", "moved", "fuzzy", "lost")
        if result.status in ("exact", "moved"):
            assert digest(other[result.start : result.end]) == anchor.sha256
        if result.status != "lost":
            assert 0 <= result.start < result.end <= len(other)


@given(st.integers(0, 10_000))
def test_verbatim_finds_what_brute_force_finds(seed: int):
    content = " ".join(random.Random(seed).choices(["aa", "bb", "aa bb", "cc."], k=40))
    spans = some_spans(content, seed, 1)
    anchor = describe(Text.of(content), *spans[0])
    size = anchor.length
    brute = [at for at in range(len(content) - size + 1) if digest(content[at : at + size]) == anchor.sha256]
    assert [found.start for found in verbatim(anchor, Text.of(content))] == brute


class TestWords:
    def test_words_survive_line_ends_case_ligatures_and_note_digits(self):
        plain = words_of(normalise("The well-known officials agreed, after protests, naïvely."))
        printed = words_of(normalise("THE well- known ofﬁ- cials agreed12, after protests3, nai\u0308vely"))
        assert plain.symbols == printed.symbols

    def test_numbers_alone_are_no_words(self):
        assert len(words_of("1992-1997 (3) 49th").symbols) == 1

    def test_scripts_without_spaces_count_characters(self):
        assert len(words_of("論證是語言").symbols) == 5

    @given(st.text(max_size=80))
    def test_words_are_in_order_and_lie_in_the_text(self, text: str):
        words = words_of(text)
        assert len(words.starts) == len(words.ends) == len(words.symbols)
        edges = [at for pair in zip(words.starts, words.ends, strict=True) for at in pair]
        assert edges == sorted(edges)
        assert all(any(c.isalpha() for c in text[s:e]) for s, e in zip(words.starts, words.ends, strict=True))

    def test_within_takes_words_that_an_end_cuts(self):
        assert words_of("alpha beta gamma").within(2, 8) == (0, 2)

    def test_symbols_say_little(self):
        """Each symbol stands for many words, so a sketch cannot be read back."""
        words = {a + b + c for a in STEMS for b in ("", *STEMS) for c in ENDS}
        counts = {}
        for word in words:
            counts.setdefault(words_of(word).symbols, []).append(word)
        assert len(counts) == SYMBOLS
        assert min(map(len, counts.values())) > len(words) / SYMBOLS / 2

    def test_fold(self):
        assert fold("STRASSE") == fold("Straße")


class TestSketch:
    @given(*[st.text("01234567", max_size=20)] * 3, st.none() | st.integers(0, 100).map(lambda n: n / 100))
    def test_what_is_written_is_read(self, before: str, inner: str, after: str, rival: float | None):
        sketch = Sketch(before, inner, after, rival)
        assert Sketch.parse(str(sketch)) == sketch

    @pytest.mark.parametrize("text", ["", "123", "1|2", "1|2|9", "1|2|3|x", "1|2|3|0.5|", "١|٢|٣", "<a>|1|2"])
    def test_other_things_are_no_sketch(self, text: str):
        assert Sketch.parse(text) is None

    def test_it_covers_the_passage_and_twelve_words_around(self):
        start, end = some_spans(TEXT, 1)[5]
        sketch = describe(Text.of(TEXT), start, end).sketch
        assert (len(sketch.before), len(sketch.after)) == (CONTEXT, CONTEXT)
        assert len(sketch.inner) == len(TEXT[start:end].split())


@pytest.mark.parametrize(
    ("passage", "ends"),
    [
        ("one", ("one", "one")),
        ("a b c d e f", ("a", "f")),
        (" ".join("abcdefghijklmnopqrstuvwxyz"), ("a b c", "x y z")),
    ],
)
def test_end_words_grow_with_the_passage(passage: str, ends: tuple[str, str]):
    assert end_words(passage) == ends


class TestAlignment:
    def test_words_lost_and_added(self):
        found = align("123456", "00012xx4560")
        assert found.index == (3, 4, 5, 7, 8, 9) or found.index == (3, 4, 6, 7, 8, 9)
        assert found.agrees == (True, True, False, True, True, True)

    def test_nothing_to_align(self):
        assert align("", "123") is None
        assert align("123", "") is None

    def test_an_offset_is_added(self):
        assert align("12", "012", offset=10).index == (11, 12)

    def test_distance_and_similarity(self):
        assert distance("123", "0120") == 1
        assert distance("123", "") == 3
        assert similarity("1234", "1234") == 1.0
        assert similarity("1234", "5670") == 0.0

    def test_ends_are_found_close_by_before_farther_off(self):
        content = "on the road, and on the roof of it"
        assert find_start(content, 18, "on the", firm=True).offset == 17
        assert find_end(content, 26, "the roof", firm=True).offset == 28

    def test_an_end_is_not_sought_inside_a_word(self):
        assert find_end("he looked upon it ou Fridays", 20, "on", firm=True).offset == 20


@pytest.mark.slow
def test_targets_on_the_articles(articles: list[Path]):
    """The issue's figures, on fewer passages than `benchmarks/anchoring.py` takes."""
    script("perturb")
    bench = script("anchoring")
    tally = bench.Tally()
    for number, content in enumerate(bench.texts([str(path) for path in articles])):
        bench.measure(content, 0.03, 911 + number, tally)
        bench.delete(content, 0.03, 611 + number, tally, count=15)
    assert tally.close >= 0.98 * tally.passages
    assert tally.wrong == 0
    assert tally.reattached <= 0.01 * tally.deleted
