"""Schemes and types of nodes: the relation follows from the type, the scheme from however it is spelled."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.aif.names import ABSENT, DEFAULTS, RELATIONS, TYPES, Spelling, resolve, slug, spelled, type_of
from argmap.model import ArgumentMap, Component, Relation, Scheme

CAUSE = "scheme.cause-to-effect"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (Spelling("Default Inference"), ()),
        (Spelling("Default Inference", "Default Inference", "72"), ()),
        (Spelling("Default"), ()),
        (Spelling("RA", "CauseToEffect"), (CAUSE,)),
        (Spelling("CauseToEffect"), (CAUSE,)),
        (Spelling("cause_to_effect", "", None), (CAUSE,)),
        (Spelling("RA", ABSENT, "4"), (CAUSE,)),
        (Spelling("RA", ABSENT, 4), (CAUSE,)),
        (Spelling("", ABSENT, ABSENT, "4"), (CAUSE,)),
        (Spelling("RA", ABSENT, "987654"), ()),
        (Spelling("Ad Hoc Reason", "Ad Hoc Reason", "987654"), ("scheme.ad-hoc-reason",)),
        (Spelling(None), ()),
    ],
)
def test_schemes_by_text_name_and_number(given, found):
    assert resolve("RA", given).ids == found


def test_the_type_alone_decides_the_relation():
    assert resolve("CA", Spelling("CauseToEffect", "CauseToEffect", "4")).name == "attacks"
    assert resolve("CA", Spelling("CauseToEffect", "CauseToEffect", "4")).ids == (CAUSE,)
    assert {kind: resolve(kind, Spelling(DEFAULTS[kind][0])).name for kind in DEFAULTS} == {
        "RA": "supports", "CA": "attacks", "MA": "restates", "PA": "prefers",
    }  # fmt: skip
    assert all(TYPES[RELATIONS[kind]] == kind for kind in DEFAULTS)
    assert type_of("undercuts") == "CA" and type_of("explains") == ""


@pytest.mark.parametrize("outer", [False, True])
@pytest.mark.parametrize("kind", DEFAULTS)
def test_what_argmap_writes_needs_nothing_kept(kind, outer):
    for named in ((), (Scheme(CAUSE),), (Scheme("scheme.own", "Own"),)):
        found = resolve(kind, spelled(kind, named, outer), outer)
        assert (found.ids, found.extra) == (tuple(item.id for item in named), ())


def test_original_spelling_is_written_back_until_the_scheme_changes():
    data = {
        "nodes": [
            {"nodeID": "1", "text": "A", "type": "I"},
            {"nodeID": "2", "text": "B", "type": "I"},
            {"nodeID": "3", "text": "RA", "type": "RA", "scheme": "cause To effect"},
        ],
        "edges": [{"edgeID": "1", "fromID": "1", "toID": "3"}, {"edgeID": "2", "fromID": "3", "toID": "2"}],
    }
    amap, _ = formats.read(json.dumps(data).encode(), "g.json")
    assert amap.relation["3"].schemes == (CAUSE,)
    assert json.loads(formats.write(amap, "aif").main)["nodes"][2] == data["nodes"][2]
    other = Relation("3", "supports", ("1",), ("2",), extra=amap.relations[0].extra)
    changed = ArgumentMap("m", components=amap.components, relations=(other,))
    node = json.loads(formats.write(changed, "aif").main)["nodes"][2]
    assert (node["text"], node["scheme"], node["schemeID"]) == ("Default Inference", "Default Inference", "72")


def test_our_own_schemes_are_written_as_aifdb_spells_them():
    amap = ArgumentMap(
        "m",
        components=(Component("a", "claim"), Component("b", "claim")),
        relations=(
            Relation("r", "supports", ("a",), ("b",), schemes=("scheme.expert-opinion",)),
            Relation("c", "attacks", ("a",), ("b",), schemes=("scheme.mine",)),
        ),
        schemes=(Scheme("scheme.expert-opinion", "Expert"), Scheme("scheme.mine", "My Own")),
    )
    nodes = json.loads(formats.write(amap, "aif").main)["nodes"]
    assert (nodes[2]["text"], nodes[2]["schemeID"]) == ("ExpertOpinion", "15")
    assert (nodes[3]["scheme"], "schemeID" in nodes[3]) == ("My Own", False)


def test_slugs():
    assert slug(" Ad Hoc_Reason! ") == "ad-hoc-reason"
    assert slug("Überzeugung") == "überzeugung"
    assert slug("!!") == "unnamed"
