"""Decisions: what is refused, and that a journal broken anywhere gives back all steps before the break."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.adjudication.decisions import Decision, Log, checked, log_line, replay
from argmap.editing.history import line
from argmap.problems import ArgmapError
from tests.adjudication.cases import amap, link, part, setting

ONE = amap("Ann", [part("c1", 0, 5, gloss="x"), part("c2", 10, 15)], [link("k1", "c2", "supports", "c1")])
TWO = amap("Bo", [part("c1", 0, 4, "evidence", gloss="y")])
FOUND = setting(ONE, TWO)
BY = {item.about: item.id for item in FOUND.list}


@pytest.mark.parametrize(
    ("about", "given", "says"),
    [
        ("kind", {"choice": "Cy"}, "no choice"),
        ("kind", {"choice": "3"}, "no choice"),
        ("kind", {"choice": ""}, "no choice"),
        ("gloss", {"choice": "both"}, "only one"),
        ("relation", {"choice": "both"}, "only one"),
        ("kind", {"choice": "new", "value": "<b>"}, "cannot be a kind"),
        ("kind", {"choice": "new", "value": 7}, "must be text"),
        ("boundary", {"choice": "new", "value": [[0, 10**9]]}, "no words"),
        ("boundary", {"choice": "new", "value": "all"}, "pairs"),
        ("missing", {"choice": "new", "value": {"id": "c9"}}, "names kind"),
        ("relation", {"choice": "new", "value": {"name": "eats"}}, "no relation"),
        ("relation", {"choice": "new", "value": {"name": "supports", "sources": ["u9"], "targets": []}}, "an end"),
        ("relation", {"choice": "new", "value": {"name": "supports"}}, "needs a source"),
        ("relation", {"choice": "new", "value": ["supports"]}, "names its name"),
    ],
)
def test_what_cannot_be_decided(about, given, says):
    with pytest.raises(ArgmapError, match=says):
        checked(FOUND, {"id": BY[about], **given})


def test_a_side_is_named_or_numbered():
    assert checked(FOUND, {"id": BY["kind"], "choice": "2"}).side == "Bo"
    assert checked(FOUND, {"id": BY["kind"], "choice": "take", "side": "Ann"}).side == "Ann"
    with pytest.raises(ArgmapError, match="no difference"):
        checked(FOUND, {"id": "0", "choice": "1"})


DECISIONS = st.builds(
    Decision, st.sampled_from(["a", "b", "c"]), st.sampled_from(["take", "both", "neither", ""]), st.text(max_size=5)
)
STEPS = st.lists(st.one_of(st.lists(DECISIONS, min_size=1, max_size=3), st.sampled_from(["undo", "redo"])), max_size=12)


@settings(max_examples=50, deadline=None)
@given(STEPS, st.data())
def test_journal_gives_back_what_was_decided_up_to_a_break(steps, data):
    log, lines, states = Log({}), [line({"open": "x"})], [{}]
    for step in steps:
        if isinstance(step, str):
            try:
                log = log.undo() if step == "undo" else log.redo()
            except ArgmapError:
                continue
            lines.append(line({step: True}))
        else:
            unique = list({d.id: d for d in step}.values())
            log = log.decide(unique)
            lines.append(log_line(unique))
        states.append(dict(log.decisions))
    whole = replay(b"".join(lines).split(b"\n"))
    assert (whole.log.decisions, whole.damaged) == (states[-1], 0)
    cut = data.draw(st.integers(0, len(lines) - 1))
    broken = b"".join(lines[:cut]) + lines[cut][: len(lines[cut]) // 2]
    assert replay(broken.split(b"\n")).log.decisions == states[max(0, cut - 1)]


@settings(max_examples=50, deadline=None)
@given(STEPS)
def test_undo_and_redo_are_inverse(steps):
    log = Log({})
    for step in steps:
        if not isinstance(step, str):
            log = log.decide(list({d.id: d for d in step}.values()))
    back = log
    for _ in log.done:
        back = back.undo()
    assert back.decisions == {}
    for _ in log.done:
        back = back.redo()
    assert back.decisions == log.decisions
