"""Names of steps and ids in the form of UUIDs."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.sadface.names import is_uuid, resolve, spelled, uuid_of


@given(seed=st.text())
def test_ids_have_the_form_of_random_uuids(seed):
    made = uuid_of("map", seed)
    known = uuid.UUID(made)
    assert (known.version, known.variant, str(known)) == (4, uuid.RFC_4122, made)
    assert is_uuid(made) and made == uuid_of("map", seed) != uuid_of("map", seed + "x")


@pytest.mark.parametrize(
    ("kind", "name", "relation", "scheme"),
    [
        ("inference", "support", "supports", None),
        ("inference", "Default Inference", "supports", None),
        ("inference", "cause_to_effect", "supports", "scheme.cause-to-effect"),
        ("conflict", "attack", "attacks", None),
        ("scheme", "conflict", "attacks", None),
        ("scheme", "disagree", "attacks", "scheme.disagree"),
        ("scheme", "support", "supports", None),
        ("scheme", "Default Rephrase", "restates", None),
        ("scheme", "Kerb lore", "supports", "scheme.kerb-lore"),
    ],
)
def test_what_a_node_stands_for(kind, name, relation, scheme):
    found, named = resolve(kind, name)
    assert (found, named and named.id) == (relation, scheme)
    if relation != "restates":
        again = resolve({"supports": "inference", "attacks": "conflict"}[found], spelled(found, named))
        assert again == (found, named)
