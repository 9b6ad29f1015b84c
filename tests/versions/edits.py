"""Random edits of an annotation, made through argmap's own writer, for the tests of diff and merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from argmap.model import KINDS, ArgumentMap, Component, Relation
from argmap.tei import writer
from argmap.tei.reader import read
from tests.strategies import SENTENCES

Edit = Callable[[bytes], bytes]


def sample(data: bytes) -> ArgumentMap:
    """The map in a file."""
    return read(data)[0]


def change(data: bytes, ident: str, **fields: object) -> bytes:
    """A file with other values in one component or relation."""
    amap = sample(data)
    if ident in amap.component:
        return writer.replace_component(data, replace(amap.component[ident], **fields))
    return writer.replace_relation(data, replace(amap.relation[ident], **fields))


@st.composite
def edited(draw: st.DrawFn, data: bytes, *, removing: bool = True, most: int = 4) -> bytes:
    """The file after a few edits of all kinds."""
    for _ in range(draw(st.integers(0, most))):
        amap = sample(data)
        ids = [item.id for item in amap.components]
        what = draw(st.sampled_from(["gloss", "kind", "cert", "issues", "add", "relate", "remove", "unrelate", "cut"]))
        if what == "add":
            fragments = draw(st.sampled_from(amap.components)).fragments if ids else ()
            data = writer.add_component(data, Component("", draw(st.sampled_from(KINDS)), draw(SENTENCES), fragments))
        elif what == "relate" and len(ids) > 1:
            pair = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
            data = writer.add_relation(data, Relation("", "supports", (pair[0],), (pair[1],)))
        elif what == "remove" and removing and len(ids) > 1:
            data = writer.remove_component(data, draw(st.sampled_from(ids)), cascade=True)
        elif what == "unrelate" and removing and amap.relations:
            data = writer.remove_relation(data, draw(st.sampled_from(amap.relations)).id)
        elif what == "cut" and len(ids) > 1:
            one, other = (draw(st.sampled_from(amap.components)) for _ in range(2))
            data = change(data, one.id, fragments=other.fragments)
        elif what in ("gloss", "kind", "cert", "issues") and ids:
            data = _change_one(draw, data, what, draw(st.sampled_from(ids)))
    return data


def _change_one(draw: st.DrawFn, data: bytes, what: str, ident: str) -> bytes:
    fields = {
        "gloss": {"gloss": draw(SENTENCES)},
        "kind": {"kind": draw(st.sampled_from(KINDS))},
        "cert": {"certainty": draw(st.sampled_from(["high", "low"]))},
        "issues": {"issues": tuple(draw(st.lists(st.sampled_from(["issue.one", "issue.two"]), unique=True)))},
    }
    return change(data, ident, **fields[what])
