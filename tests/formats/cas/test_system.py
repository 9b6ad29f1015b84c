"""Type systems that are not whole."""

from __future__ import annotations

from argmap.formats.cas.elements import Element
from argmap.formats.cas.layers import DEFAULT
from argmap.formats.cas.system import Types
from tests.formats.cas.test_cas import LINK, TOKEN, UNIT, exported, needs_cassis

pytestmark = needs_cassis


def test_whole_descriptions_of_a_broken_file_are_used():
    data = exported()["TypeSystem.xml"]
    whole, broken = Types(data, DEFAULT), Types(data[: data.rindex(b"<typeDescription")], DEFAULT)
    assert (whole.broken, broken.broken) == (False, True)
    kept = [name for name in (LINK, TOKEN, UNIT) if broken.system.contains_type(name)]
    assert len(kept) >= 2
    for name in kept:
        for feature in ("begin", "sofa", "order", "value", "comments", "label", "Governor"):
            assert broken.knows(name, feature) == whole.knows(name, feature)
            assert broken.way(name, feature) == whole.way(name, feature)
            assert broken.texts(name, feature) == whole.texts(name, feature)


def test_types_that_are_each_others_supertype_end():
    described = "<typeDescription><name>x.{}</name><supertypeName>x.{}</supertypeName></typeDescription>"
    types = Types(f"<a>{described.format('A', 'B')}{described.format('B', 'A')}".encode(), DEFAULT)
    assert types.system.contains_type("x.A", True) and types.system.contains_type("x.B", True)


def test_what_the_file_has_more_is_added_and_told_once():
    types, told = Types(exported()["TypeSystem.xml"], DEFAULT), list[str]()
    one = Element(0, 9, "y.New", {"xmi:id": "1", "begin": "0", "end": "2", "much": "x", "a-b": "?"}, [("list", "x")])
    types.describe(one, told.append)
    types.describe(one, told.append)
    assert len(told) == 1 and types.needed("y.New") == ("begin", "end")
    assert types.way("y.New", "much") == "text" and types.texts("y.New", "list") and not types.knows("y.New", "a-b")
