"""Positions, quotations and bodies taken by themselves."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.rawtext import Layout
from argmap.formats.webannotation.bodies import Bodies, address_of
from argmap.formats.webannotation.selectors import Text, fragment_of, quoted, with_quotes, without_quotes
from argmap.plugins import Input

ASTRAL = st.text(st.sampled_from("ab é🚲𝄞\n"), min_size=1, max_size=30)


def text_of(raw: str) -> Text:
    """A text as it is read from a file."""
    content, layout = Layout.of(raw)
    return Text(raw, layout, content)


@given(raw=ASTRAL, cuts=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_positions_of_browsers_are_told_by_their_quotations(raw, cuts):
    start, end = sorted(min(cut, len(raw)) for cut in cuts)
    if start == end:
        return
    text = text_of(raw)
    units = [len(raw[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    text.wide = True
    assert text.position(*units) == (start, end)
    assert text.checked(*units, raw[start:end]) == (start, end)


def test_a_quotation_with_its_surroundings():
    text = text_of("one  two three. one two four.")
    assert text.find({"exact": "one two"}) is None
    assert text.find({"exact": "one two", "suffix": " four"}) == (15, 22)
    assert text.find({"exact": "two", "prefix": "three. one ", "suffix": ""}) == (19, 22)
    assert quoted(0, 3, "one two") == {"exact": "one", "suffix": " two"}


def test_kept_targets_get_their_words_back():
    whole = {
        "source": "s",
        "selector": [{"type": "TextQuoteSelector", "exact": "one", "suffix": " two"}, {"type": "X"}],
    }
    bare = without_quotes(whole)
    assert bare["selector"] == [{"type": "TextQuoteSelector", "suffix": 4}, {"type": "X"}]
    assert with_quotes(bare, [{"type": "TextQuoteSelector", **quoted(0, 3, "one two")}]) == whole
    assert with_quotes(bare, []) == {"source": "s", "selector": [{"type": "X"}]}


def test_a_selector_narrows_down_what_the_one_before_it_selects():
    text = text_of("one two three one two")
    quote = {"type": "TextQuoteSelector", "exact": "two three"}
    within = {"type": "TextPositionSelector", "start": 4, "end": 9}
    chars = {"type": "FragmentSelector", "value": "char=4,13"}

    def place(selector: dict[str, object]) -> tuple[int | None, int | None, str]:
        found, _ = fragment_of({"selector": selector}, text)
        assert found is not None
        return found.start, found.end, found.status

    assert place({**quote, "refinedBy": within}) == place({**chars, "refinedBy": within}) == (8, 13, "")
    last = {"type": "TextQuoteSelector", "exact": "ee"}
    assert place({**quote, "refinedBy": {**within, "refinedBy": last}}) == (11, 13, "")
    for lost in ({"type": "XPathSelector", "value": "/p"}, {**within, "end": 10}, {**last, "exact": "t"}):
        assert place({**quote, "refinedBy": lost}) == (None, None, "lost")


def test_every_target_gets_its_own_words_back():
    words = "one  two three"
    given = [
        {"source": "t.txt", "selector": {"type": "XPathSelector", "value": "/p[1]"}},
        "t.txt",
        {"source": "t.txt", "selector": {"type": "TextQuoteSelector", "exact": "two", "refinedBy": {"type": "Svg"}}},
        {"source": "t.txt", "selector": {"type": "TextQuoteSelector", "exact": "three", "prefix": "o ", "suffix": ""}},
    ]
    one = {"id": "urn:a", "type": "Annotation", "motivation": "classifying", "bodyValue": "claim", "target": given}
    source = Input(json.dumps(one).encode(), "t.jsonld", lambda _: words.encode())
    amap, problems = formats.read(source.data, source.name, "webannotation", source.fetch)
    assert {item.code for item in problems} == {"W917", "E914"}
    assert [amap.text.content[f.start : f.end] for f in amap.components[0].fragments if f.start] == ["three"]
    written = json.loads(formats.write(amap, "webannotation").main)
    assert written["first"]["items"][0]["target"] == given


def test_bodies_by_what_they_are_for():
    data = {
        "motivation": ["tagging"],
        "bodyValue": "a",
        "body": [
            "http://example.org/x",
            {"type": "TextualBody", "value": "b"},
            {"type": "TextualBody", "value": "c", "purpose": "describing"},
            {"type": "TextualBody", "value": "d", "purpose": "describing"},
            {"type": "TextualBody", "value": "e", "purpose": "assessing"},
        ],
    }
    made = Bodies.of(data)
    assert (made.tagging, made.describing, made.links) == (["a", "b"], ["c"], ["http://example.org/x"])
    assert [one["value"] if isinstance(one, dict) else one for one in made.rest] == ["http://example.org/x", "d", "e"]
    assert address_of({"source": {"id": "x"}}) == "x"
    assert address_of({"source": "x", "selector": {}}) == address_of(7) == ""
