"""Proposals by rule: what is found, that it says why, and that offsets are right for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.suggest.passages import Proposals, propose
from argmap.suggest.passages.clauses import divide, sentences
from argmap.suggest.passages.cues import KINDS, hits
from argmap.suggest.passages.lexicon import LEXICON
from argmap.suggest.passages.links import CHANCE
from argmap.suggest.passages.rules import chances
from argmap.text.reading import ReadingText, Region

DEMAND = "The council should therefore repave the remaining twelve streets."
GROUND = "According to the survey of 2023, floods fell by 34 percent on both streets."
PLAIN = "My aunt lives in the house beside the old mill."


def proposed(*passages: str) -> Proposals:
    """Proposals for sentences set side by side."""
    return propose(ReadingText.of(" ".join(passages)))


def kinds(found: Proposals) -> list[str]:
    """The kinds proposed, in reading order."""
    return [item.kind for item in found.items]


@pytest.mark.parametrize(
    ("passage", "kind", "cue"),
    [
        (DEMAND, "recommendation", "should"),
        ("We urge the minister to withdraw the draft.", "recommendation", "urge"),
        ("It is essential to keep the gauges where they are.", "recommendation", "essential to"),
        ("Ditches need to be cleared every autumn.", "recommendation", "need to"),
        (GROUND, "evidence", "according to"),
        ("Of 412 households asked, 61 % had pumped out a cellar in 2022.", "evidence", "61 %"),
        ("Earlier work (Moss 2019) reported the same for clay.", "evidence", "(Moss 2019)"),
        ("In my view the levy is a serious threat to small shops.", "claim", "in my view"),
        ("Consequently the trial is unlikely to mislead anybody.", "claim", "consequently"),
    ],
)
def test_a_cue_decides_the_kind_and_is_named(passage: str, kind: str, cue: str):
    found = proposed(passage)
    assert kinds(found) == [kind]
    assert any(cue in reason for reason in found.items[0].reasons)
    assert found.items[0].source == found.source == "rules"


@pytest.mark.parametrize("passage", [PLAIN, "", "Why?", "It rained."])
def test_where_nothing_argues_nothing_is_proposed(passage: str):
    assert proposed(passage) == Proposals()


def test_should_have_is_no_demand():
    assert not [hit for hit in hits("They should have known it.") if hit.cue.name == "demand"]


def test_more_cues_for_a_kind_make_it_likelier():
    one = proposed("Floods fell by 34 percent on both streets.").items[0]
    more = proposed(GROUND).items[0]
    assert one.kind == more.kind == "evidence"
    assert one.score < more.score


@pytest.mark.parametrize(
    ("passage", "name", "source"),
    [
        ("The town should repave its streets, because floods fell by 34 percent in the trial.", "supports", "because"),
        ("Floods fell by 34 percent in the trial; therefore the town should repave.", "supports", "Floods"),
        ("Although the cost rose by 12 percent, the town should repave its streets.", "attacks", "Although"),
    ],
)
def test_connectives_part_a_sentence_and_link_its_clauses(passage: str, name: str, source: str):
    found = proposed(passage)
    assert len(found.items) == 2
    (link,) = found.relations
    assert link.name == name
    start = found.items[link.source].start
    assert passage[start:].startswith(source)
    assert {link.source, link.target} == {0, 1}


@pytest.mark.parametrize(
    ("second", "name", "source"),
    [
        ("Therefore the town should repave its streets.", "supports", 0),
        ("However, the cost would probably be a serious problem.", "attacks", 1),
        ("For example, 34 percent fewer cellars were flooded in 2023.", "supports", 1),
    ],
)
def test_opening_words_link_a_sentence_to_the_one_before(second: str, name: str, source: int):
    found = proposed("The new stone is clearly effective.", second)
    (link,) = found.relations
    assert (link.name, link.source, link.target) == (name, source, 1 - source)


def test_a_sentence_between_breaks_the_link():
    assert not proposed("The new stone is clearly effective.", PLAIN, "However, it is not safe in frost.").relations


def test_a_link_for_nearness_alone_scores_less_than_one_with_a_connective():
    near = proposed(GROUND, "The new stone is clearly effective.").relations[0].score
    assert near <= min(chance for name, chance in CHANCE.items() if name != "near")


def test_headings_are_no_sentences():
    content = "What we must do The ground is sealed."
    text = ReadingText.of(content, sections=(Region(0, len(content), "1", "What we must do"),))
    assert [content[start:end] for start, end in sentences(text)] == ["The ground is sealed."]


def test_a_text_that_is_not_at_hand_gives_nothing():
    assert propose(ReadingText(length=100, sha256="0" * 64)) == Proposals()


def test_every_group_of_the_lexicon_moves_some_kind():
    names = [row[0] for row in LEXICON]
    assert len(set(names)) == len(names)
    assert all(any(row[2]) and (row[3] or row[4]) for row in LEXICON)


@given(st.tuples(*[st.floats(-1e6, 1e6)] * 3))
def test_chances_are_chances(sums: tuple[float, float, float]):
    found = chances(sums)
    assert all(0 <= chance <= 1 for chance in found)
    assert sum(found) <= 1 + 1e-9


WORDS = st.sampled_from([*" .,;:?“”()[]%–\u00a0\U0001f642", "because", "should", "However", "12", "1999", "claim", "é"])


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join)))
def test_offsets_lie_inside_the_text_in_order_and_twice_the_same(content: str):
    text = ReadingText.of(content)
    found = propose(text)
    last = 0
    for item in found.items:
        assert last <= item.start < item.end <= text.length
        assert item.kind in KINDS
        assert 0 < item.score <= 1
        assert item.reasons
        last = item.end
    for link in found.relations:
        assert {link.source, link.target} <= set(range(len(found.items)))
        assert link.source != link.target
    assert found == propose(text)


@given(st.lists(st.sampled_from(["because", "although", ",", ";", "rain", "falls", "12"]), max_size=25).map(" ".join))
def test_clauses_are_disjoint_and_inside(sentence: str):
    parts, join = divide(sentence)
    assert (len(parts) == 2) == (join is not None)
    assert all(0 <= start <= end <= len(sentence) for start, end in parts)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(parts))
