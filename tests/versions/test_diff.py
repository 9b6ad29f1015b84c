"""A difference names every change, leads from one version to the other, and is nothing between equal ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.model import Relation
from argmap.render import changes
from argmap.tei import correspondences
from argmap.tei.newfile import new_annotation
from argmap.text.reading import ReadingText
from argmap.versions.diff import apply, diff, diff_links
from tests.strategies import maps
from tests.versions.edits import edited, sample

ROOT = Path(__file__).resolve().parents[2]
BASE = sample((ROOT / "annotations/sample/lund-2024.xml").read_bytes())
LINKS = correspondences.read((ROOT / "annotations/sample/correspondences.xml").read_bytes())[0]
HARD = settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))


def with_component(ident: str, **fields: object):
    """The sample with one component changed."""
    return replace(BASE, components=tuple(replace(c, **fields) if c.id == ident else c for c in BASE.components))


def aspects(new, old=BASE) -> list[tuple[str, str, list[str]]]:
    """What, id and names of aspects (or the kind) of every change."""
    found = diff(old, new).changes
    return [(c.what, c.id, [a.name for a in c.aspects] if c.kind == "changed" else [c.kind]) for c in found]


@given(maps())
@HARD
def test_a_map_does_not_differ_from_itself(amap):
    assert not diff(amap, amap)
    assert changes.text(diff(amap, amap)) == "no changes\n"


@given(maps(max_components=6), st.data())
@HARD
def test_changes_lead_there_and_back(amap, data):
    base = new_annotation(amap)
    old, new = sample(base), sample(data.draw(edited(base)))
    found = diff(old, new)
    there, back = apply(found, old), apply(found.reversed(), new)
    for got, wanted in ((there, new), (back, old)):
        assert got.component == wanted.component
        assert got.relation == wanted.relation
        assert set(got.issues) == set(wanted.issues)
    assert bool(found) == (old != new and (old.component, old.relation) != (new.component, new.relation))


@given(maps("one", 4), maps("two", 4))
@HARD
def test_any_two_maps_can_be_set_against_each_other(one, other):
    found = diff(one, other)
    there = apply(found, one)
    assert (there.component, there.relation, there.source) == (other.component, other.relation, other.source)
    assert there.text == other.text
    page = changes.html(found, "<one>", "two")
    assert "<one>" not in page


C1 = BASE.component["c1"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"gloss": "Other words."}, "re-glossed"),
        ({"kind": "evidence"}, "re-typed"),
        ({"thesis": True}, "re-typed"),
        ({"issues": ("issue.x",)}, "re-filed"),
        ({"certainty": "low"}, "certainty"),
        ({"voice": "voice.x"}, "voice"),
        ({"notes": ("A note.",)}, "notes"),
        ({"fragments": BASE.component["c4"].fragments}, "re-cut"),
        ({"fragments": (replace(C1.fragments[0], status="fuzzy", score=0.9),)}, "anchoring"),
    ],
)
def test_each_aspect_of_a_component_has_its_name(fields: dict, name: str):
    assert aspects(with_component("c1", **fields)) == [("component", "c1", [name])]


def test_the_same_words_elsewhere_in_another_text_have_moved():
    fragment = C1.fragments[0]
    new = with_component("c1", fragments=(replace(fragment, start=fragment.start + 9, end=fragment.end + 9),))
    new = replace(new, text=ReadingText.of("another text"))
    assert ("component", "c1", ["moved"]) in aspects(new)


def test_renumbered_components_are_known_by_passage_and_gloss():
    ids = {c.id: f"n{i}" for i, c in enumerate(BASE.components)}
    rel = {r.id: f"q{i}" for i, r in enumerate(BASE.relations)}
    names = ids | rel
    new = replace(
        BASE,
        components=tuple(replace(c, id=ids[c.id]) for c in BASE.components),
        relations=tuple(
            replace(
                r,
                id=rel[r.id],
                sources=tuple(names[s] for s in r.sources),
                targets=tuple(names[t] for t in r.targets),
            )
            for r in BASE.relations
        ),
    )
    found = diff(BASE, new).changes
    assert {c.kind for c in found} == {"changed"}
    assert {c.before.id: c.after.id for c in found} == names
    assert {c.aspects[0].name for c in found} == {"re-named"}


def test_ids_handed_on_are_not_taken_for_changes_of_everything():
    """One component is taken out and those behind it are numbered anew."""
    claims = [c for c in BASE.components if c.kind == "claim"]
    ids = [c.id for c in claims]
    new = replace(BASE, components=tuple(replace(c, id=i) for c, i in zip(claims[1:], ids, strict=False)), relations=())
    old = replace(BASE, components=tuple(claims), relations=())
    found = diff(old, new).changes
    assert [c.before.gloss for c in found if c.kind == "removed"] == [claims[0].gloss]
    assert all([a.name for a in c.aspects] == ["re-named"] for c in found if c.kind == "changed")


def test_a_component_cut_and_glossed_anew_at_once_under_its_id_is_the_same():
    new = with_component("c1", gloss="Entirely different.", fragments=BASE.component["c4"].fragments)
    assert aspects(new) == [("component", "c1", ["re-glossed", "re-cut"])]


def test_relations():
    first = BASE.relations[0]
    changed = replace(first, name="attacks", targets=("c2",), reason="So.")
    new = replace(BASE, relations=(*BASE.relations[2:], changed, Relation("k99", "supports", ("c1",), ("c2",))))
    assert aspects(new) == [
        ("relation", first.id, ["re-typed", "re-tied", "reason"]),
        ("relation", "k99", ["added"]),
        ("relation", BASE.relations[1].id, ["removed"]),
    ]


def test_header_and_code_book():
    issue = BASE.issues[0]
    new = replace(BASE, title="T", issues=(replace(issue, question="Why?"), *BASE.issues[1:-1]))
    assert aspects(new) == [
        ("issue", issue.id, ["question"]),
        ("issue", BASE.issues[-1].id, ["removed"]),
        ("source", BASE.id, ["title"]),
    ]


def test_links():
    first, second, *rest = LINKS.links
    links = (replace(first, status="rejected"), replace(second, id="other"), *rest[:-1])
    found = diff_links(LINKS, replace(LINKS, links=links)).changes
    assert [(c.id, [a.name for a in c.aspects] or c.kind) for c in found] == [
        (first.id, ["status"]),
        ("other", ["re-named"]),
        (rest[-1].id, "removed"),
    ]
    assert not diff_links(LINKS, LINKS)
