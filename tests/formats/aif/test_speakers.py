"""Voices: who asserts a proposition in a dialogue."""

from __future__ import annotations

import pytest

from argmap.formats.aif.speakers import located, speakers, voice_of
from argmap.model import AUTHOR_VOICE

ANN = {"participantID": 28, "firstname": "Ann", "surname": "Lee"}
BOB = {"participantID": 29, "firstname": "Bob", "surname": ""}


def said(text="Ann Lee : rents rise", act="Asserting", persons=(), participants=(), more=()):
    """Labels of the voices of a proposition "p" that the locution "l" asserts, and perhaps more."""
    nodes = {"l": {"type": "L", "text": text}, "y": {"type": "YA", "text": act}, **dict(more)}
    edges = [("l", "y"), ("y", "p")]
    if more:
        edges += [("l2", "y2"), ("y2", "p")]
    locutions = [{"nodeID": ident, "personID": person} for ident, person in persons]
    return {ident: (voice.id, voice.label) for ident, voice in speakers(nodes, edges, locutions, participants).items()}


def test_by_the_name_in_the_text():
    assert said() == {"p": ("voice.ann-lee", "Ann Lee")}
    assert said(act="asserting") == {"p": ("voice.ann-lee", "Ann Lee")}


def test_by_the_participant():
    assert said("rents rise", persons=[("l", 28)], participants=[ANN]) == {"p": ("voice.ann-lee", "Ann Lee")}
    assert said("rents rise", persons=[("l", "29")], participants=[ANN, BOB]) == {"p": ("voice.bob", "Bob")}


def test_the_name_in_the_text_counts_where_all_persons_are_the_same():
    assert said("Bob: no", persons=[("l", 28)], participants=[ANN, BOB]) == {"p": ("voice.bob", "Bob")}


def test_a_person_without_a_name():
    assert said("rents rise", persons=[("l", "3812")]) == {"p": ("voice.person-3812", "Person 3812")}


@pytest.mark.parametrize("text", ["rents rise", "Note: rents rise", "at 10:30 : x" * 20, None, ""])
def test_nobody_is_guessed(text):
    assert said(text) == {}


@pytest.mark.parametrize(
    "act", ["Arguing", "Agreeing", "Disagreeing", "Pure Questioning", "Analysing", "", "Unheard Of"]
)
def test_only_assertions_count(act):
    assert said(act=act) == {}


def test_an_unspecified_illocution_counts_where_nobody_asserts():
    assert said(act="Default Illocuting") == {"p": ("voice.ann-lee", "Ann Lee")}
    second = {"l2": {"type": "L", "text": "Bob Day : yes"}, "y2": {"type": "YA", "text": "Asserting"}}
    assert said(act="Default Illocuting", more=second) == {"p": ("voice.bob-day", "Bob Day")}


def test_the_locution_that_states_a_proposition():
    nodes = {"l": {"type": "L"}, "l2": {"type": "L"}, "q": {"type": "YA", "text": "Pure Questioning"},
             "a": {"type": "YA", "text": "Agreeing"}, "s": {"type": "YA", "text": "Asserting"}}  # fmt: skip
    assert located(nodes, [("l", "q"), ("q", "p")]) == {"p": "l"}
    assert located(nodes, [("l", "a"), ("a", "p"), ("l2", "s"), ("s", "p")]) == {"p": "l2"}
    assert located(nodes, [("l", "s"), ("l2", "s"), ("s", "p")]) == {}


def test_two_speakers_are_ambiguous_and_one_twice_is_not():
    second = {"l2": {"type": "L", "text": "Bob Day : yes"}, "y2": {"type": "YA", "text": "Asserting"}}
    assert said(more=second) == {}
    second["l2"] = {"type": "L", "text": "Ann Lee : rents do rise"}
    assert said(more=second) == {"p": ("voice.ann-lee", "Ann Lee")}


def test_somebody_called_author_is_not_the_author():
    assert voice_of("Author").id != AUTHOR_VOICE
