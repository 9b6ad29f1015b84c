"""Notes about passages hold for the words that they were made of, and for no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.editing.judged import PASSAGE, name_of, still_holds, turned_down
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.text.reading import ReadingText

WORDS = st.text(min_size=1, max_size=20)


@given(WORDS, st.text(max_size=5), st.integers(0, 30), st.integers(0, 30))
def test_a_note_holds_while_its_words_stand_there(content: str, before: str, start: int, end: int):
    name = name_of(content, PASSAGE, start, end)
    assert still_holds(name, content)
    moved = before + content
    assert still_holds(name, moved) == (moved[start:end] == content[start:end])


def test_only_what_a_program_proposed_is_noted():
    source = (("source", "#ann.rules"),)
    amap = ArgumentMap("m", text=ReadingText.of("one two three"))
    taken = Component("c1", "claim", "", (Fragment(0, 3), Fragment(8, 13)), extra=source)
    made = Component("c2", "claim", "", (Fragment(4, 7),))
    lost = Component("c3", "claim", "", (Fragment(pointer="#gone"),), extra=source)
    tie = Relation("k1", "supports", ("c1", "c2"), ("c3",), extra=source)
    names = [change.id for change in turned_down(amap, [taken, made, lost, tie, Relation("k2", "supports")])]
    assert names == [
        name_of("one two three", PASSAGE, 0, 3), name_of("one two three", PASSAGE, 8, 13), "link:c1>c3", "link:c2>c3",
    ]  # fmt: skip
