"""Many at once gives the bytes that one after the other gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import Relation
from argmap.problems import ArgmapError
from argmap.tei import batch, writer
from argmap.tei.reader import read
from tests.web.bench import SAMPLE

DATA = SAMPLE.read_bytes()
MAP = read(DATA)[0]
RELATIONS = [item.id for item in MAP.relations]
COMPONENTS = [item.id for item in MAP.components]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(RELATIONS), unique=True), st.lists(st.sampled_from(COMPONENTS), unique=True))
def test_taking_out(relations: list[str], components: list[str]):
    wanted = DATA
    for ident in relations:
        wanted = writer.remove_relation(wanted, ident)
    for ident in components:
        wanted = writer.remove_component(wanted, ident)
    assert batch.remove_components(batch.remove_relations(DATA, relations), components) == wanted


def test_taking_out_all_leaves_nothing_around_them():
    """The groups, the stand-off and the declaration of the prefix go with the last, as when each is taken out alone."""
    wanted = DATA
    for ident in COMPONENTS:
        wanted = writer.remove_component(wanted, ident, cascade=True)
    assert batch.remove_components(batch.remove_relations(DATA, RELATIONS), COMPONENTS) == wanted
    assert not read(wanted)[0].components and not read(wanted)[0].relations


@pytest.mark.parametrize("data", [DATA, batch.remove_relations(DATA, RELATIONS)])
def test_adding_and_changing(data: bytes):
    new = [Relation(f"n{number}", "attacks", (COMPONENTS[number],), (COMPONENTS[-1],)) for number in range(3)]
    wanted = data
    for item in new:
        wanted = writer.add_relation(wanted, item)
    added = batch.add_relations(data, new)
    assert added == wanted
    changed = [replace(item, name="supports", reason=f"because {item.id} < & >") for item in new]
    for item in changed:
        wanted = writer.replace_relation(wanted, item)
    assert batch.replace_relations(added, changed) == wanted
    assert batch.remove_relations(added, [item.id for item in new]) == data


def test_what_is_refused_changes_nothing():
    tied = MAP.relations[0]
    with pytest.raises(ArgmapError, match="taken"):
        batch.add_relations(DATA, [tied])
    with pytest.raises(ArgmapError, match="no relation nowhere"):
        batch.remove_relations(DATA, [tied.id, "nowhere"])
    with pytest.raises(ArgmapError, match="no relation nowhere"):
        batch.replace_relations(DATA, [tied, replace(tied, id="nowhere")])
