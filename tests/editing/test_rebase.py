"""Steps on a map that others changed meanwhile: what either side did alone stays, what both did is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.editing.ops import Change, Op, apply, difference
from argmap.editing.rebase import rebase
from argmap.model import ArgumentMap, Component, Fragment, Relation

BASE = ArgumentMap(
    "m",
    components=(
        Component("c1", "claim", "One.", (Fragment(0, 5),), ("issue.a", "issue.b")),
        Component("c2", "evidence", "Two.", (Fragment(6, 9),)),
    ),
    relations=(Relation("k1", "supports", ("c2",), ("c1",)),),
)


def with_first(amap: ArgumentMap, **values: object) -> ArgumentMap:
    return replace(amap, components=(replace(amap.components[0], **values), *amap.components[1:]))


def joined(
    mine: ArgumentMap, theirs: ArgumentMap, *yielding: str
) -> tuple[ArgumentMap, list[tuple[str, tuple[str, ...]]]]:
    made = rebase(difference(BASE, mine), theirs, yielding)
    return apply(theirs, made.op), [(c.id, c.fields) for c in made.clashes]


def test_two_fields_of_one_component_both_hold():
    amap, clashes = joined(with_first(BASE, gloss="Mine."), with_first(BASE, kind="evidence", certainty="low"))
    item = amap.component["c1"]
    assert (item.gloss, item.kind, item.certainty, clashes) == ("Mine.", "evidence", "low", [])


def test_the_same_field_is_a_clash_and_mine_holds_unless_it_yields():
    sides = with_first(BASE, gloss="Mine."), with_first(BASE, gloss="Theirs.", thesis=True)
    amap, clashes = joined(*sides)
    assert (amap.component["c1"].gloss, amap.component["c1"].thesis, clashes) == ("Mine.", True, [("c1", ("gloss",))])
    assert joined(*sides, "c1")[0].component["c1"].gloss == "Theirs."


def test_codes_are_joined_one_by_one():
    mine = with_first(BASE, issues=("issue.b", "issue.mine"))
    theirs = with_first(BASE, issues=("issue.a", "issue.b", "issue.theirs"))
    assert joined(mine, theirs) == (with_first(BASE, issues=("issue.b", "issue.theirs", "issue.mine")), [])


def test_new_entries_of_one_id_both_stay():
    mine = replace(
        BASE,
        components=(*BASE.components, Component("c3", "claim", "Mine.")),
        relations=(*BASE.relations, Relation("k2", "attacks", ("c3",), ("c1",))),
    )
    theirs = replace(
        BASE,
        components=(*BASE.components, Component("c3", "claim", "Theirs.")),
        relations=(*BASE.relations, Relation("k2", "supports", ("c3",), ("c2",))),
    )
    amap, clashes = joined(mine, theirs)
    glosses = {c.id: c.gloss for c in amap.components}
    assert glosses == {"c1": "One.", "c2": "Two.", "c3": "Theirs.", "c4": "Mine."} and clashes == []
    assert amap.relation["k2"].name == "supports" and amap.relation["k3"].sources == ("c4",)


def test_deleted_there_changed_here():
    gone = replace(BASE, components=BASE.components[1:], relations=())
    amap, clashes = joined(with_first(BASE, gloss="Mine."), gone)
    assert "c1" in amap.component and clashes == [("c1", ("",))]
    assert "c1" not in joined(with_first(BASE, gloss="Mine."), gone, "c1")[0].component


def test_relations_without_their_end_are_left_out():
    gone = replace(BASE, components=BASE.components[1:], relations=())
    under = (Relation("k2", "restates", ("c2",), ("c1",)), Relation("k3", "undercuts", ("c2",), ("k2",)))
    assert joined(replace(BASE, relations=(*BASE.relations, *under)), gone)[0] == gone


PART = st.fixed_dictionaries(
    {},
    optional={
        "gloss": st.sampled_from(["One.", "x", "y"]),
        "kind": st.sampled_from(["claim", "evidence"]),
        "issues": st.lists(st.sampled_from(["issue.a", "issue.b", "issue.c"]), unique=True).map(tuple),
        "certainty": st.sampled_from(["", "low"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(PART, PART)
def test_nothing_that_one_side_alone_did_is_lost(mine: dict[str, object], theirs: dict[str, object]):
    amap, clashes = joined(with_first(BASE, **mine), with_first(BASE, **theirs))
    before, after = BASE.components[0], amap.components[0]
    clashing = {name for _, names in clashes for name in names}
    for name in ("gloss", "kind", "certainty"):
        my, other = mine.get(name, getattr(before, name)), theirs.get(name, getattr(before, name))
        assert getattr(after, name) == (my if my != getattr(before, name) else other)
        assert (name in clashing) == (my != other and getattr(before, name) not in (my, other))
    assert joined(BASE, with_first(BASE, **theirs))[0] == with_first(BASE, **theirs)


def test_what_is_noted_beside_the_map_stays_out():
    assert apply(BASE, Op("reject", (Change("rejection", "x", None, None),))) == BASE
