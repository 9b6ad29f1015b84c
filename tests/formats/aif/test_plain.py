"""AIF JSON is told from its neighbours, bears bad bytes, and says no more than it knows."""

from __future__ import annotations

import json
import re

import pytest

from argmap import formats
from argmap.formats.aif.plain import recognises, stem, texts
from argmap.plugins import Input
from argmap.problems import DataError

GRAPH = {
    "nodes": [{"nodeID": str(n), "text": f"Text {n}", "type": "I" if n % 2 else "RA"} for n in range(1, 9)],
    "edges": [{"edgeID": str(n), "fromID": str(n), "toID": str(n + 1), "formEdgeID": None} for n in range(1, 8)],
    "locutions": [],
}
DATA = json.dumps(GRAPH, indent=1).encode()


def test_recognised():
    assert recognises(Input(DATA))
    assert recognises(Input(b'{"nodes": [], "edges": [], "locutions": []}'))
    assert not recognises(Input(b'{"nodes": [], "edges": []}'))
    assert not recognises(Input(b'{"nodes": [{"id": 1}], "edges": []}'))
    assert not recognises(Input(b'{"AIF": {}, "nodes": [{"nodeID": 1}]}'))
    assert formats.detect(Input(DATA, "nodeset1.json")).name == "aif"
    assert formats.detect(Input(formats.write(formats.read(DATA)[0], "aif").main, "m.json")).name == "aif"


@pytest.mark.parametrize("share", [n / 23 for n in range(1, 23)])
def test_cut_off_files_give_what_is_whole(share):
    cut = DATA[: int(len(DATA) * share)]
    try:
        amap, problems = formats.read(cut, "g.json", "aif")
    except DataError as error:
        assert b"nodeID" not in cut and error.place.line
        return
    assert problems[0].code == "E911" and problems[0].place.line > 1
    whole = len(re.findall(rb'"type": "\w+"\s*\}', cut))
    assert whole - 1 <= len(amap.components) + len(amap.relations) <= whole


@pytest.mark.parametrize("place", range(3, len(DATA), 97))
def test_flipped_bits_never_stop_the_reader(place):
    garbled = bytearray(DATA)
    garbled[place] ^= 0x09
    try:
        amap, _ = formats.read(bytes(garbled), "g.json", "aif")
    except DataError as error:
        assert error.place is not None
    else:
        assert formats.read(formats.write(amap, "aif").main, "g.json", "aif")[0] == amap


def test_the_encoding_may_be_old():
    amap, problems = formats.read(DATA.replace(b"Text 1", b"Text \x961"), "g.json")
    assert [item.code for item in problems if item.code.startswith("W916")] == ["W916"]
    assert amap.component["1"].gloss == "Text –1"


@pytest.mark.parametrize("data", [b"[]", b"5", b"<xml/>", b"", b'{"edges": []}', b"[" * 100_000])
def test_what_is_no_aif_at_all(data):
    with pytest.raises(DataError) as caught:
        formats.read(data, "g.json", "aif")
    assert caught.value.place is not None


def test_nothing_is_invented():
    written = json.loads(formats.write(formats.read(DATA, "g.json")[0], "aif").main)
    assert not any("timestamp" in node for node in written["nodes"])
    assert "participants" not in written


def test_names():
    assert stem("a/b/nodeset6361.aif.json") == "nodeset6361"
    assert texts([{"nodeID": 5, "personID": 7}, 5]) == [{"nodeID": "5", "personID": 7}, 5]
