"""Undo and redo, and a journal that brings both back wherever it breaks off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.editing.history import History, line, replay, step_line
from argmap.editing.ops import Op, apply, put
from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError

EMPTY = ArgumentMap("m")


class Desk:
    """A map with its history and its journal, as the workbench keeps them."""

    def __init__(self) -> None:
        self.map, self.history, self.lines = EMPTY, History(), [line({"open": "abc"})]

    def do(self, gloss: str, key: str = "") -> None:
        op = Op(f"gloss {gloss}", (put(self.map, "component", Component("c1", "claim", gloss)),), key)
        self.map, self.history = apply(self.map, op), self.history.push(op)
        self.lines.append(step_line(op))

    def undo(self) -> None:
        op, self.history = self.history.undo()
        self.map = apply(self.map, op)
        self.lines.append(line({"undo": True}))

    def redo(self) -> None:
        op, self.history = self.history.redo()
        self.map = apply(self.map, op)
        self.lines.append(line({"redo": True}))


MOVES = st.lists(st.sampled_from(["undo", "redo", "type a", "type b", "type a", "type c"]), max_size=30)


def run(moves: list[str]) -> list[Desk]:
    """The desk after every move; moves that are not possible are left out."""
    desk, states = Desk(), []
    for number, move in enumerate(moves):
        if move == "undo" and desk.history.done:
            desk.undo()
        elif move == "redo" and desk.history.undone:
            desk.redo()
        elif move.startswith("type"):
            desk.do(f"{move} {number}", key=move)
        now = Desk()
        now.map, now.history, now.lines = desk.map, desk.history, list(desk.lines)
        states.append(now)
    return states


@given(MOVES)
def test_undoing_all_and_redoing_all(moves: list[str]):
    for desk in run(moves)[-1:]:
        last = desk.map if not desk.history.undone else None
        while desk.history.done:
            desk.undo()
        assert desk.map == EMPTY
        while desk.history.undone:
            desk.redo()
        assert last is None or desk.map == last


@given(MOVES)
def test_the_journal_gives_back_every_state(moves: list[str]):
    for desk in run(moves):
        found = replay(desk.lines)
        assert found is not None and found.sha256 == "abc" and found.damaged == 0
        assert found.history == desk.history
        amap = EMPTY
        for op in found.history.pending:
            amap = apply(amap, op)
        assert amap == desk.map


@given(MOVES, st.data())
def test_a_program_killed_while_writing_loses_one_step_at_most(moves: list[str], data: st.DataObject):
    states = run(["type a", *moves])
    whole = b"".join(states[-1].lines)
    cut = data.draw(st.integers(len(states[-1].lines[0]), len(whole)))
    found = replay(whole[:cut].split(b"\n"))
    complete = whole[:cut].count(b"\n")
    assert found is not None
    expected = replay(states[-1].lines[:complete])
    assert expected is not None
    # a last line that lacks only its line break is whole
    assert found.history in (expected.history, *(r.history for r in [replay(states[-1].lines[: complete + 1])] if r))


def test_typing_is_one_step_until_something_comes_between():
    desk = Desk()
    for word in ("a", "ab", "abc"):
        desk.do(word, "field 1")
    desk.do("x", "field 2")
    assert [op.changes[0].after.gloss for op in desk.history.done] == ["abc", "x"]
    desk.undo()
    desk.undo()
    assert desk.map == EMPTY


def test_typing_after_an_undo_is_a_step_of_its_own():
    desk = Desk()
    desk.do("a", "one")
    desk.do("b", "two")
    desk.undo()
    desk.do("ac", "one")
    assert len(desk.history.done) == 2


def test_a_save_is_a_new_start_but_undo_goes_on():
    desk = Desk()
    desk.do("a")
    found = replay([*desk.lines, line({"saved": "def"}), step_line(desk.history.done[0])])
    assert found is not None
    assert (found.sha256, len(found.history.done), len(found.history.pending)) == ("def", 2, 1)


def test_nothing_to_undo_or_redo():
    for step in (History().undo, History().redo):
        with pytest.raises(ArgmapError, match="nothing"):
            step()


@given(st.lists(st.binary(max_size=40)))
def test_any_bytes_are_no_journal_or_a_damaged_one(lines: list[bytes]):
    found = replay(lines)
    assert found is None or found.history == History()


def test_what_comes_after_a_broken_line_is_not_trusted():
    desk = Desk()
    desk.do("a")
    desk.do("b")
    found = replay([desk.lines[0], desk.lines[1][:20], desk.lines[2]])
    assert found is not None
    assert (found.damaged, found.history) == (2, History())
