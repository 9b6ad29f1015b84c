"""The whole report: full agreement, known disagreements, warnings, and the pages."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from argmap.analysis.agreement.disagreements import disagreements
from argmap.analysis.agreement.parts import Options
from argmap.analysis.agreement.report import Report, agree
from tests.analysis.agreement.samples import ONE, TEXT, TWO, both, coder, part

QUICK = Options(rounds=50)


def values(report: Report) -> dict[str, float | None]:
    """Values by name."""
    return {score.name: score.value for score in report.scores}


def test_one_map_agrees_with_itself_in_everything():
    report = agree(("a", "b", "c"), [both(a=ONE, b=ONE, c=ONE)], QUICK)
    assert report.disagreements == ()
    known = {name: value for name, value in values(report).items() if value is not None}
    assert known == {name: pytest.approx(1) for name in known}
    assert {"u-alpha (boundaries and kinds)", "F1, attached and named alike", "Fleiss' kappa, words"} <= set(known)


def test_every_disagreement_is_named_at_its_place():
    rows = disagreements(("one", "two"), both())
    about = [(row.about, row.says.split(":")[0], row.counter.split(":")[0]) for row in rows]
    assert sorted(about) == sorted(
        [
            ("only one has it", "", "claim x3"),
            ("only one has it", "evidence e2", ""),
            ("kind", "evidence e1", "claim x2"),
            ("boundaries", "e1", "x2"),
            ("issues", "e1", "x2"),
            ("relation", "e1 supports c1", "x2 attacks x1"),
            ("relation", "", "x1 supports x2"),
        ]
    )
    first = next(row for row in rows if row.about == "kind")
    assert first.passage == "Six seven eight nine ten."
    assert first.page == "2–4"


def test_swapping_the_coders_changes_no_number():
    one = values(agree(("one", "two"), [both()], QUICK))
    other = values(agree(("two", "one"), [both(two=TWO, one=ONE)], QUICK))
    for name, value in one.items():
        if not name.startswith("gamma"):  # its samples are drawn anew
            assert other[name] == (pytest.approx(value) if value is not None else None), name


def test_parts_are_warned_about():
    report = agree(("one", "two"), [both()], QUICK)
    few = [score for score in report.scores if score.items < 30]
    assert few
    assert all(score.warnings for score in few)
    nothing = agree(("one", "two"), [both(one=coder([]), two=coder([]))], QUICK)
    assert all(score.value is None and score.warnings for score in nothing.scores)
    long = coder([part("c1", "claim", (0, 3))])
    skewed = agree(("one", "two"), [both(one=long, two=long)], QUICK)
    assert values(skewed)["alpha, words"] == 1
    warned = next(score for score in skewed.scores if score.name == "alpha, words").warnings
    assert len(warned) == 1  # fifteen words only, fourteen of them unmarked


def test_intervals_come_from_pages_of_one_text_or_from_many_texts():
    one = agree(("one", "two"), [both()], QUICK)
    assert any(score.interval for score in one.scores)
    few = agree(("one", "two"), [both(), both()], QUICK)
    assert not any(score.interval for score in few.scores)
    many = agree(("one", "two"), [both() for _ in range(6)], QUICK)
    spread = next(score for score in many.scores if score.name == "F1, words").interval
    assert spread == pytest.approx((0.8, 0.8))


def test_the_same_input_gives_the_same_report():
    reports = [agree(("one", "two"), [both()], QUICK) for _ in range(2)]
    assert reports[0] == reports[1]
    assert json.dumps(reports[0].as_dict()) == json.dumps(reports[1].as_dict())


def test_without_the_text_places_stand_for_passages():
    bare = replace(TEXT, content=None)
    report = agree(("one", "two"), [both(one=replace(ONE, text=bare), two=replace(TWO, text=bare))], QUICK)
    assert not any(row.passage for row in report.disagreements)
    assert any("not attached" in note for note in report.notes)
