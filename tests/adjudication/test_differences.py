"""The list of differences: what is in it, and that the order in which annotators are named does not matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from argmap.adjudication.differences import differences
from argmap.adjudication.sides import case
from argmap.adjudication.sides_codes import common, free
from argmap.adjudication.ties import ties
from argmap.adjudication.units import units
from argmap.model import Annotator, Issue
from argmap.problems import ArgmapError
from argmap.text.reading import ReadingText
from tests.adjudication.cases import about, amap, cases, link, part, setting, shuffled

ONE = amap("Ann", [part("c1", 0, 5), part("c2", 10, 15)], [link("k1", "c2", "supports", "c1")])


@settings(max_examples=25, deadline=None)
@given(cases())
def test_order_of_files_does_not_matter(many):
    found, turned = differences(case(many)), differences(shuffled(many))
    assert [(d.id, d.about, d.detail, d.place) for d in found.list] == [
        (d.id, d.about, d.detail, d.place) for d in turned.list
    ]
    assert len({d.id for d in found.list}) == len(found.list)
    assert sorted(found.unit_ids) == sorted(turned.unit_ids) and sorted(found.tie_ids) == sorted(turned.tie_ids)


@settings(max_examples=15, deadline=None)
@given(cases())
def test_every_entry_is_in_one_unit_or_tie(many):
    found = case(many)
    made = units(found)
    for side, one in enumerate(found.sides):
        members = [unit.members[side].id for unit in made if unit.members[side] is not None]
        assert sorted(members) == sorted(one.map.component)
        told = [r.id for tie in ties(found, made)[0] for r in tie.members[side]]
        assert sorted(told) == sorted(one.map.relation)


def test_the_same_map_twice_has_no_differences():
    other = replace(ONE, annotators=(Annotator("ann.Bo", "Bo"),))
    other = replace(other, components=tuple(replace(c, annotator="ann.Bo") for c in other.components))
    assert setting(ONE, other).list == ()


@pytest.mark.parametrize(
    ("components", "relations", "expected"),
    [
        ([part("c1", 0, 5)], [], [("missing", "missing"), ("relation", "present")]),
        ([part("c1", 0, 4), part("c2", 10, 15)], [link("k1", "c2", "supports", "c1")], [("boundary", "boundary")]),
        ([part("c1", 0, 5), part("c2", 10, 15)], [link("k", "c2", "attacks", "c1")], [("relation", "type")]),
        ([part("c1", 0, 5), part("c2", 10, 15)], [link("k", "c1", "supports", "c2")], [("relation", "ends")]),
        ([part("x", 0, 5), part("y", 10, 15, thesis=True)], [link("k", "y", "supports", "x")], [("thesis", "thesis")]),
        ([part("x", 0, 1), part("c2", 10, 15)], [link("k", "c2", "supports", "x")],
         [("missing", "missing"), ("missing", "missing"), ("relation", "ends")]),
    ],
)  # fmt: skip
def test_what_a_difference_is_about(components, relations, expected):
    found = setting(ONE, amap("Bo", components, relations))
    assert about(found) == expected or sorted(about(found)) == sorted(expected)


def test_a_relation_led_elsewhere_is_one_question():
    parts = [part("c1", 0, 5), part("c2", 10, 15), part("c3", 20, 25)]
    one, two = (amap(who, parts, [link("k1", "c2", "supports", to)]) for who, to in (("Ann", "c1"), ("Bo", "c3")))
    assert about(setting(one, two)) == [("relation", "ends")]


def test_ids_stay_when_something_else_changes():
    other = amap("Bo", [part("c1", 0, 5, "evidence"), part("c2", 10, 14)], [link("k1", "c2", "supports", "c1")])
    more = replace(other, components=(*other.components, part("c7", 30, 33, annotator="ann.Bo")))
    assert {d.id for d in setting(ONE, other).list} < {d.id for d in setting(ONE, more).list}


def test_codes_of_one_name_are_one_and_codes_of_one_id_and_two_names_are_two():
    one = amap("Ann", [part("c1", 0, 5, issues=("issue.a",))], issues=(Issue("issue.a", "Floods"),))
    same = amap("Bo", [part("c1", 0, 5, issues=("issue.z",))], issues=(Issue("issue.z", "floods"),))
    other = amap("Bo", [part("c1", 0, 5, issues=("issue.a",))], issues=(Issue("issue.a", "Money"),))
    assert about(setting(one, same)) == []
    found = setting(one, other)
    assert [d.values for d in found.list] == [(["issue.a"], ["issue.a-2"])]
    assert [i.label for i in found.case.template.issues] == ["Floods", "Money"]


def test_other_texts_and_lone_annotators_are_refused():
    other = replace(amap("Bo", []), text=ReadingText.of("something else"))
    with pytest.raises(ArgmapError, match="different texts"):
        setting(ONE, other)
    with pytest.raises(ArgmapError, match="not known"):
        setting(ONE, replace(other, text=None))
    with pytest.raises(ArgmapError, match="signed by Ann"):
        setting(ONE)


def test_names_of_annotators_are_told_apart():
    names = [side.name for side in setting(ONE, ONE, amap("Bo", [])).case.sides]
    assert len(set(names)) == 3 and names[2] == "file2"
    signed = {side.who.id for side in setting(ONE, ONE).case.sides}
    assert len(signed) == 2


def test_code_books_are_joined_and_the_first_ones_ids_stay():
    one = amap("Ann", [], issues=(Issue("issue.a", "Floods"), Issue("issue.a.b", "Drains", "", "issue.a")))
    two = amap("Bo", [], issues=(Issue("issue.x", "Floods"), Issue("issue.y", "Old drains", "", "issue.x")))
    joined = [[(i.id, i.parent) for i in made.issues] for made in common([one, two])]
    assert joined[0] == joined[1] == [("issue.a", ""), ("issue.a.b", "issue.a"), ("issue.y", "issue.a")]
    assert [free("a", set()), free("a", {"a"}), free("a", {"a", "a-2"})] == ["a", "a-2", "a-3"]
