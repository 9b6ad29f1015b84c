"""Words that people choose lead to argmap's own relations and kinds, and none of argmap's to another."""

from __future__ import annotations

from argmap.formats.vocabulary import kind_meant, relation_meant
from argmap.model import KINDS, RELATIONS


def test_argmaps_own_words_mean_themselves():
    assert [kind_meant(kind.title()) for kind in KINDS] == list(KINDS)
    assert {relation_meant(name) for name in RELATIONS} == {"supports", "attacks", "undercuts", ""}
    assert all(relation_meant(name) in (name, "") for name in RELATIONS)


def test_other_words_mean_nothing():
    assert relation_meant("elaborates") == kind_meant("warrant") == relation_meant("") == kind_meant("") == ""
