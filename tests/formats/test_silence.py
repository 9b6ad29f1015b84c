"""Taking the text out of a map takes it out of the slots of other notations too."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from argmap import formats
from argmap.formats.extra import keep
from argmap.formats.silence import silenced
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.text.reading import ReadingText

WORDS = "The vale should repave every one of its low streets before the next winter comes round again."
HTML = f'Foreword. <span id="node1_6" class="highlighted">{WORDS}</span> End.<br>'
XAIF = {
    "AIF": {"nodes": [{"nodeID": "1_6", "text": "Repaving is due.", "type": "I"}], "edges": [], "locutions": []},
    "text": HTML,
    "OVA": {"nodes": [], "edges": []},
}


def test_slots_that_repeat_the_text_go_with_it():
    amap = ArgumentMap(
        "m",
        text=ReadingText.of(WORDS),
        components=(
            Component("c1", "claim", "A gloss.", (Fragment(0, 8),), extra=keep("x", {"quote": WORDS, "n": 1})),
        ),
        relations=(Relation("r1", "supports", ("c1",), ("c1",), extra=keep("x", {"quote": [WORDS.upper()]})),),
        extra=(*keep("x", {"html": f"<p>{WORDS}</p>", "layout": [1, 2]}), ("n", "5")),
    )
    quiet, losses = silenced(amap)
    assert quiet.text == replace(amap.text, content=None)
    assert quiet.components[0].extra == keep("x", {"n": 1})
    assert quiet.relations[0].extra == ()
    assert quiet.extra == (*keep("x", {"layout": [1, 2]}), ("n", "5"))
    assert [(loss.element, loss.field, loss.count) for loss in losses] == [
        ("map", "extra", 1),
        ("component", "extra", 1),
        ("relation", "extra", 1),
    ]
    assert silenced(quiet) == (quiet, [])


def test_a_map_without_text_stays_as_it_is():
    amap = ArgumentMap("m", extra=keep("x", {"html": WORDS}))
    assert silenced(amap) == (amap, [])


@pytest.mark.parametrize("form", ["json", "tei", "xaif", "aif", "csv", "webannotation", "brat"])
def test_no_notation_lets_the_text_out(form):
    amap, problems = formats.read(json.dumps(XAIF).encode(), "x.json")
    assert problems == [] and amap.text is not None and WORDS in amap.text.content
    written = formats.write(silenced(amap)[0], form)
    for data in (written.main, *written.beside.values()):
        assert b"low streets before the next" not in data
