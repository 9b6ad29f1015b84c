"""Generated and hand-made AIF graphs for the tests of this folder."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import strategies as st

TYPES = ["I", "I", "I", "RA", "RA", "CA", "MA", "PA", "L", "YA", "TA", "EN", "", "ZZ"]
NAMES = [
    "Default Inference",
    "Default Conflict",
    "CauseToEffect",
    "cause to effect",
    "RA",
    "",
    "Ad Hoc Scheme",
    "Asserting",
]
TEXTS = st.sampled_from(["Rents rise", "Ann Lee : rents rise", "a &amp; b <i>", "", "é \U0001f600 \ud800"]) | st.text(
    max_size=6
)
STAMPS = st.sampled_from(["", "2020-05-28 19:30:28", None, 5])


@st.composite
def nodes(draw: st.DrawFn, ident: str) -> dict:
    """A node of any type, with or without the keys that are common."""
    kind = draw(st.sampled_from(TYPES))
    scheme = kind not in ("I", "EN", "L")
    made = {"nodeID": ident, "text": draw(st.sampled_from(NAMES) if scheme else TEXTS), "type": kind}
    if draw(st.booleans()):
        made["timestamp"] = draw(STAMPS)
    if scheme and draw(st.booleans()):
        made["scheme"] = draw(st.sampled_from(NAMES))
    if scheme and draw(st.booleans()):
        made["schemeID"] = draw(st.sampled_from(["72", "4", "999", None, 71]))
    if draw(st.integers(0, 5)) == 0:
        made["colour"] = draw(st.sampled_from([None, [1], {"a": "b"}, "red"]))
    return made


@st.composite
def graphs(draw: st.DrawFn) -> dict:
    """A graph with edges of all kinds: sound, doubled, to itself, leading nowhere."""
    idents = [str(n) for n in range(1, draw(st.integers(1, 9)))]
    ends = st.sampled_from([*idents, *idents, "404"] if idents else ["404"])
    edges = []
    for number in range(draw(st.integers(0, 14))):
        start, end = draw(ends), draw(ends)
        edge = {"edgeID": draw(st.sampled_from([str(number), f"{start}-{end}"])), "fromID": start, "toID": end}
        if draw(st.integers(0, 5)):
            edge["formEdgeID"] = draw(st.sampled_from([None, None, None, "7"]))
        edges.append(edge)
    locutions = [
        {"nodeID": ident, "personID": draw(st.sampled_from(["1", "2"])), "timestamp": "", "start": None}
        for ident in draw(st.lists(st.sampled_from([*idents, "404"]), max_size=3))
    ]
    return {"nodes": [draw(nodes(ident)) for ident in idents], "edges": edges, "locutions": locutions}


def as_bag(members: list) -> Counter:
    """A list's members, for comparing without order."""
    return Counter(json.dumps(item, sort_keys=True) for item in members)
