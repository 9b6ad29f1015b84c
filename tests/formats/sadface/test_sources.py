"""Resources: several in a row, passages in each, and what is no resource."""

from __future__ import annotations

from argmap.formats.sadface.sources import Places, Resources, source_of
from argmap.model import ArgumentMap, Fragment

LISTED = [
    {"id": "r1", "type": "text", "content": "Kerbs\tshould go. ", "metadata": {}},
    {"id": "r2", "type": "text", "content": "Wheels stumble.", "metadata": {"page": 2}},
    {"id": "r2", "type": "text", "content": "A second one of this id.", "metadata": {}},
    7,
]


def test_passages_of_several_texts_and_back():
    made = Resources(LISTED)
    assert [index for index, _ in made.odd] == [2, 3]
    content = made.passages.content
    spans = [
        made.fragment({"resource_id": "r1", "offset": 0, "length": 12}),
        made.fragment(source_of("r2", "stumble", 7)),
        made.fragment(source_of("r2", "Wheels", 99)),
    ]
    assert [content[item.start : item.end] for item in spans] == ["Kerbs should", "stumble", "Wheels"]
    assert [item.status for item in spans] == ["", "", "moved"]
    for wrong in (None, {}, source_of("r9", "Kerbs", 0), source_of("r1", "bollards", 0), {"resource_id": "r1"}):
        assert made.fragment(wrong) is None
    amap = ArgumentMap("m", text=made.passages.reading())
    places = Places(amap, made.kept("usual"), made.passages.layout, "usual")
    assert places.resources() == LISTED
    assert places.source(spans[0]) == source_of("r1", "Kerbs\tshould", 0)
    assert places.source(spans[1]) == source_of("r2", "stumble", 7)
    whole = Fragment(0, len(content))
    assert places.source(whole) is None  # over the border of two resources
    assert Places(amap, [], made.passages.layout, "usual").source(whole)["resource_id"] == "usual"


def test_nothing_is_kept_of_what_argmap_would_write_itself():
    usual = {"id": "usual", "type": "text", "content": "x", "metadata": {}}
    assert Resources([usual]).kept("usual") == [] == Resources([]).kept("usual")
    assert Resources([usual]).kept("other")
