"""Counts as vectors: drawn anew, added up, written down and read again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from argmap.analysis.agreement import coefficients as co
from argmap.analysis.agreement import sums
from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.parts import Options, filed, part_of
from argmap.analysis.agreement.record import from_json, record
from argmap.analysis.agreement.report import pooled
from argmap.analysis.agreement.scores import few
from tests.analysis.agreement.samples import CONTENT, ONE, TWO, both, coder

QUICK = Options(rounds=20)
WHOLE = part_of(both(), (0, len(CONTENT)), QUICK)


def test_counts_and_back():
    again = sums.part_with(sums.counts(WHOLE))
    assert sums.counts(again) == sums.counts(WHOLE)
    assert sums.counts(sums.from_json(json.loads(json.dumps(sums.to_json(WHOLE))))) == sums.counts(WHOLE)
    double = sums.total([WHOLE, WHOLE])
    assert double.continuum.units == 2 * WHOLE.continuum.units
    assert double.issues.total() == 2 * WHOLE.issues.total()
    assert un.u_alpha(double.continuum) == pytest.approx(un.u_alpha(WHOLE.continuum + WHOLE.continuum))


def test_samples_are_sums_of_parts():
    halves = [part_of(both(), region, QUICK) for region in ((0, 25), (25, len(CONTENT)))]
    units = {part.continuum.units for part in halves}
    for sample in sums.redrawn(halves, 20, 1):
        assert sample.continuum.units in {a + b for a in units for b in units}
    assert [s.edits for s in sums.redrawn(halves, 9, 7)] == [s.edits for s in sums.redrawn(halves, 9, 7)]


def test_issues_are_counted_as_the_sets_say():
    for issue in ("a", "b"):
        sets = [tuple(issue in value for value in row) for row in WHOLE.issues.elements()]
        assert co.alpha(filed(WHOLE, issue)) == co.alpha(sets)


def test_a_record_is_the_same_after_the_journal():
    made = record(("one", "two"), both(), QUICK)
    again = from_json(json.loads(json.dumps(made.as_json())))
    assert pooled([again, again], QUICK).as_dict() == pooled([made, made], QUICK).as_dict()


def test_texts_with_different_coders_are_pooled_text_by_text():
    two = record(("one", "two"), both(), QUICK)
    three = record(("one", "two", "three"), both(one=ONE, two=TWO, three=ONE), QUICK)
    report = pooled([two, replace(three, name="other")], QUICK)
    names = {score.name for score in report.scores}
    assert not {name for name in names if name.startswith(("Fleiss", "Cohen"))}
    assert "alpha, words" in names
    assert [row.coders for row in report.by_text] == [("one", "two"), ("one", "two", "three")]
    assert any("same coders" in note for note in report.notes)


def test_nothing_marked_and_few():
    empty = record(("one", "two"), both(one=coder([]), two=coder([])), QUICK)
    assert empty.gamma.value is None
    assert few(29, "pairs")
    assert not few(30, "pairs")
