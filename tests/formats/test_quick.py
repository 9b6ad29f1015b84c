"""Components and relations made through their slots are those that their classes make."""

from __future__ import annotations

import gc
import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from argmap.formats import quick
from argmap.formats.quick import becomes, claim, no_collection, place_of, relation
from argmap.model import Component, Relation
from argmap.problems import Place

PLACE = Place("f", 2, 3)


def same(one, other):
    """Whether all fields are equal, those too that do not count for equality."""
    return all(getattr(one, known.name) == getattr(other, known.name) for known in fields(other))


@pytest.fixture(params=[True, False], autouse=True)
def each_way(request, monkeypatch):
    """All holds too where the interpreter lets no object change its class."""
    monkeypatch.setattr(quick, "QUICK", quick.QUICK and request.param)


def test_claims():
    extra = (("a", "b"),)
    for made, usual in (
        (claim("c", "A"), Component("c", "claim", "A")),
        (claim("c", "A", extra, "voice.x"), Component("c", "claim", "A", extra=extra, voice="voice.x")),
        (
            claim("c", "A", kind="evidence", issues=("i",), place=PLACE),
            Component("c", "evidence", "A", issues=("i",), place=PLACE),
        ),
    ):
        assert made == usual and same(made, usual) and hash(made) == hash(usual)
        assert pickle.loads(pickle.dumps(made)) == usual


def test_relations():
    extra = (("a", "b"),)
    for made, usual in (
        (relation("r", "supports", ("a",), ("b",)), Relation("r", "supports", ("a",), ("b",))),
        (
            relation("r", "x", (), (), ("s",), extra, PLACE),
            Relation("r", "x", schemes=("s",), extra=extra, place=PLACE),
        ),
    ):
        assert made == usual and same(made, usual) and repr(made) == repr(usual)


def test_places():
    made = place_of("f", 2, 3)
    assert made == Place("f", 2, 3) and hash(made) == hash(Place("f", 2, 3)) and made < Place("f", 2, 4)
    with pytest.raises(FrozenInstanceError):
        made.line = 4


def test_only_classes_of_the_same_slots_fit():
    class Other:
        __slots__ = ("a",)

    assert not becomes(Other, Place) and not becomes(Other, int) and becomes(Other, Other)


def test_the_collector_runs_again_afterwards(monkeypatch):
    with no_collection():
        pass
    assert gc.isenabled()
    monkeypatch.delattr(gc, "freeze")  # as other interpreters have it
    with pytest.raises(KeyError), no_collection():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
    gc.disable()
    try:
        with no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
