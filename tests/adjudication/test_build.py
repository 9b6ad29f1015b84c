"""The agreed map: taking one annotator's side throughout gives their map, and nothing is lost by not deciding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.adjudication.build import agree
from argmap.adjudication.decisions import can_both, checked
from argmap.adjudication.differences import differences
from argmap.adjudication.sides import case
from argmap.model import BibItem
from argmap.tei.newfile import new_annotation
from argmap.tei.reader import read
from argmap.tei.update import update
from tests.adjudication.cases import amap, cases, content, link, part, setting
from tests.strategies import ISSUES, VOICES


def decided(found, **choices):
    """Decisions by what they are about; the value of a new one after a colon is given as a pair."""
    made = {}
    for item in found.list:
        if item.about in choices:
            choice = choices[item.about]
            given = {"choice": choice} if isinstance(choice, str) else {"choice": "new", "value": choice[1]}
            made[item.id] = checked(found, {"id": item.id, "who": "Jo", **given})
    return made


@settings(max_examples=25, deadline=None)
@given(cases())
def test_taking_one_side_throughout_gives_that_sides_content(many):
    found = differences(case(many))
    for name, one in zip([s.name for s in found.case.sides], [s.map for s in found.case.sides], strict=True):
        side = [s.name for s in found.case.sides].index(name)
        made = {}
        for item in found.list:
            if item.values[side] is not None:
                made[item.id] = checked(found, {"id": item.id, "choice": name, "who": "Jo"})
        got = agree(found, made, "Jo")
        open_ones = [found.by_id[i] for i, state in got.state.items() if state == "open"]
        # what the others differ in among themselves, about a component that this one does not have
        assert all(item.values[side] is None for item in open_ones)
        assert content(got.map) == content(one)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_undecided_nothing_is_dropped(many):
    found = differences(case(many))
    got = agree(found, {})
    assert not got.fallen and got.open == len(found.list)
    components, relations = content(got.map)
    for side in found.case.sides:
        own, ties = content(side.map)
        assert set(own) <= set(components) and set(ties) <= set(relations)
    ids = [item.id for item in (*got.map.components, *got.map.relations)]
    assert len(ids) == len(set(ids))
    known = {*got.map.component, *got.map.relation}
    assert all(end in known for r in got.map.relations for end in r.ends)


@settings(max_examples=25, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_whatever_is_decided_the_map_holds_together_and_every_decision_counts(many, random):
    found = differences(case(many))
    made = {}
    for item in found.list:
        names = [s.name for s, value in zip(found.case.sides, item.values, strict=True) if value is not None]
        choice = random.choice([*names, "neither", *(["both"] if can_both(item) else []), ""])
        if choice:
            made[item.id] = checked(found, {"id": item.id, "choice": choice, "who": "Jo"})
    got = agree(found, made)
    ids = [item.id for item in (*got.map.components, *got.map.relations)]
    assert len(ids) == len(set(ids))
    known = {*got.map.component, *got.map.relation}
    assert all(end in known for r in got.map.relations for end in r.ends)
    assert set(got.state) == {item.id for item in found.list}
    assert all(got.state[ident] in ("decided", "moot") for ident in made)
    assert all(got.state[item.id] in ("open", "moot") for item in found.list if item.id not in made)
    assert {a.id for a in got.map.annotators} >= {c.annotator for c in got.map.components}
    assert agree(found, made) == got


def test_agreed_entries_are_signed_by_all_and_decided_ones_by_the_judge():
    found = setting(
        amap("Ann", [part("c1", 0, 3), part("c2", 5, 8)]), amap("Bo", [part("c1", 0, 3), part("c9", 5, 8, "evidence")])
    )
    got = agree(found, decided(found, kind="Bo"), "Jo").map
    assert [(c.id, c.kind, c.annotator, dict(c.extra).get("resp")) for c in got.components] == [
        ("c1", "claim", "ann.Ann", "#ann.Ann #ann.Bo"),
        ("c2", "evidence", "ann.jo", None),
    ]
    assert [a.role for a in got.annotators] == ["annotation", "annotation", "adjudication"]


def test_both_kinds_keeps_two_components_and_their_relations():
    one = amap("Ann", [part("c1", 0, 3), part("c2", 5, 8)], [link("k1", "c2", "supports", "c1")])
    two = amap("Bo", [part("c1", 0, 3), part("e1", 5, 8, "evidence")], [link("k1", "e1", "supports", "c1")])
    found = setting(one, two)
    got = agree(found, decided(found, kind="both"), "Jo").map
    assert sorted((c.id, c.kind) for c in got.components) == [("c1", "claim"), ("c2", "claim"), ("e1", "evidence")]
    assert sorted((r.sources, r.targets) for r in got.relations) == [(("c2",), ("c1",)), (("e1",), ("c1",))]


def test_leaving_out_a_component_takes_its_relations_and_says_so():
    one = amap("Ann", [part("c1", 0, 3), part("c2", 5, 8)], [link("k1", "c2", "supports", "c1")])
    found = setting(one, amap("Bo", [part("c1", 0, 3)]))
    got = agree(found, decided(found, missing="Bo", relation="Ann"), "Jo")
    assert [c.id for c in got.map.components] == ["c1"] and not got.map.relations
    assert got.fallen == ("k1 of Ann: an end of it was left out",)
    alone = agree(found, decided(found, missing="neither"), "Jo")
    assert sorted(alone.state.values()) == ["decided", "moot"] and alone.open == 0


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"issue": "both"}, {"issues": ("issue.one", "issue.two")}),
        ({"issue": "neither"}, {"issues": ()}),
        ({"gloss": ("new", "A third way")}, {"gloss": "A third way"}),
        ({"gloss": "neither"}, {"gloss": ""}),
        ({"note": "both"}, {"notes": ("first", "second")}),
        ({"certainty": ("new", "medium")}, {"certainty": "medium"}),
        ({"voice": "neither"}, {"voice": "voice.author"}),
    ],
)
def test_one_aspect_at_a_time(choices, expected):
    a = part("c1", 0, 3, gloss="x", issues=("issue.one",), notes=("first",), certainty="high", voice="voice.other")
    b = part("c1", 0, 3, gloss="y", issues=("issue.two",), notes=("second",), certainty="low")
    more = {"issues": ISSUES, "voices": VOICES}
    found = setting(amap("Ann", [a], **more), amap("Bo", [b], **more))
    rest = {d.about: "Ann" for d in found.list}
    item = agree(found, decided(found, **{**rest, **choices}), "Jo").map.components[0]
    assert {name: getattr(item, name) for name in expected} == expected


def test_new_boundaries_and_new_relations():
    one = amap("Ann", [part("c1", 0, 3), part("c2", 5, 9)], [link("k1", "c2", "supports", "c1")])
    two = amap("Bo", [part("c1", 0, 3), part("c2", 5, 8)])
    found = setting(one, two)
    first, second = found.unit_ids
    tie = {"name": "attacks", "sources": [first], "targets": [second]}
    got = agree(found, decided(found, boundary=("new", [[35, 48]]), relation=("new", tie)), "Jo").map
    assert [(f.start, f.end) for f in got.component["c2"].fragments] == [(35, 48)]
    assert [(r.name, r.sources, r.targets) for r in got.relations] == [("attacks", ("c1",), ("c2",))]


def test_linked_against_convergent_is_one_question():
    parts = [part("c1", 0, 3), part("c2", 5, 8), part("c3", 10, 13)]
    one = amap("Ann", parts, [link("k1", "c2+c3", "supports", "c1")])
    two = amap("Bo", parts, [link("k1", "c2", "supports", "c1"), link("k2", "c3", "supports", "c1")])
    found = setting(one, two)
    assert [(d.about, d.detail) for d in found.list] == [("relation", "linked")]
    assert [r.linked for r in agree(found, decided(found, relation="Ann"), "Jo").map.relations] == [True]
    assert [r.linked for r in agree(found, decided(found, relation="2"), "Jo").map.relations] == [False, False]
    assert len(agree(found, decided(found, relation="both"), "Jo").map.relations) == 3


def test_an_undercut_follows_the_relation_that_it_undercuts():
    parts = [part("c1", 0, 3), part("c2", 5, 8), part("c3", 10, 13)]
    ties = [link("k1", "c2", "supports", "c1"), link("k2", "c3", "undercuts", "k1")]
    two = amap("Bo", parts, [link("k5", "c2", "attacks", "c1"), link("k6", "c3", "undercuts", "k5")])
    found = setting(amap("Ann", parts, ties), two)
    assert [(d.about, d.detail) for d in found.list] == [("relation", "type")]
    got = agree(found, decided(found, relation="Bo"), "Jo").map
    attack = next(r for r in got.relations if r.name == "attacks")
    assert [r.targets for r in got.relations if r.name == "undercuts"] == [(attack.id,)]
    gone = agree(found, decided(found, relation="neither"), "Jo")
    assert not gone.map.relations and gone.fallen


def test_ids_of_others_are_not_taken_twice():
    found = setting(amap("Ann", [part("c1", 0, 3)]), amap("Bo", [part("c1", 10, 13)]))
    got = agree(found, {}, "Jo").map
    assert sorted(c.id for c in got.components) == ["c1", "c2"]


def test_works_that_only_another_cites_come_along_once_under_a_free_id():
    works = (BibItem("bib.same", "Oake,  Rivers"), BibItem("c1", "Moss, Wells"), BibItem("bib.odd", "Never cited"))
    ties = [link("k1", "c9", "cites", "bib.same"), link("k2", "c9", "cites", "c1")]
    one = amap("Ann", [part("c1", 0, 3)], bibliography=(BibItem("bib.oake", "Oake, Rivers"), BibItem("bib.own", "X")))
    two = amap("Bo", [part("c9", 0, 3)], ties, bibliography=works)
    found = setting(one, two)
    got = agree(found, decided(found, relation="Bo"), "Jo")
    assert not got.fallen
    ((fresh, text),) = [(b.id, b.text) for b in got.map.bibliography[2:]]
    assert text == "Moss, Wells" and fresh not in ("c1", "bib.oake", "bib.own")
    assert {r.targets for r in got.map.relations} == {("bib.oake",), (fresh,)}
    assert agree(found, decided(found, relation="neither"), "Jo").map.bibliography == one.bibliography
    data = new_annotation(replace(one, components=()))
    base = replace(read(data)[0], text=one.text)
    written = update(data, base, replace(base, bibliography=got.map.bibliography))
    assert read(written)[0].bibliography == got.map.bibliography


def test_one_file_signed_by_several():
    a, b = amap("Ann", [part("c1", 0, 3), part("c2", 5, 8)]), amap("Bo", [part("c5", 5, 8, "evidence")])
    shared = replace(part("c9", 20, 22), annotator="")
    one = replace(
        a, annotators=(*a.annotators, *b.annotators), components=(*a.components, *b.components, shared),
        relations=(replace(link("k1", "c5", "supports", "c1"), annotator="ann.Bo"),),
    )  # fmt: skip
    found = differences(case([("one", one)]))
    assert [side.name for side in found.case.sides] == ["Ann", "Bo"]
    assert [(d.about, d.detail) for d in found.list] == [("kind", "kind"), ("relation", "present")]
    got = agree(found, decided(found, kind="Bo", relation="Bo"), "Jo").map
    assert {c.id: c.kind for c in got.components} == {"c1": "claim", "c2": "evidence", "c9": "claim"}
    assert [(r.sources, r.targets) for r in got.relations] == [(("c2",), ("c1",))]
