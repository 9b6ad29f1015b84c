"""Web Annotations as others write them: Recogito, Hypothesis, collections; selectors of all kinds, faults located."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.extra import kept
from argmap.problems import DataError

TEXT = "Kerbs  should go 🚲 soon.\nWheels stumble; wheels stop."
RECOGITO = [
    {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#a1",
        "type": "Annotation",
        "body": [
            {"type": "TextualBody", "value": "Claim", "purpose": "tagging"},
            {"type": "TextualBody", "value": "traffic", "purpose": "tagging", "created": "2026-01-02T03:04:05Z"},
            {"type": "TextualBody", "value": "main point?", "purpose": "commenting"},
        ],
        "creator": {"id": "https://example.org/ann", "name": "Ann"},
        "target": {
            "selector": [
                {"type": "TextQuoteSelector", "exact": "soon"},
                {"type": "TextPositionSelector", "start": 20, "end": 24},  # counted by a browser
            ]
        },
    },
    {
        "id": "#a2",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "a premise", "purpose": "describing"},
        "target": {"source": "kerbs.txt", "selector": {"type": "TextPositionSelector", "start": 26, "end": 40}},
    },
    {
        "id": "#r1",
        "type": "Annotation",
        "motivation": "linking",
        "body": [{"type": "TextualBody", "value": "support", "purpose": "tagging"}],
        "target": [{"id": "#a2"}, {"id": "#a1"}],
    },
]
HYPOTHESIS = {
    "total": 2,
    "rows": [
        {
            "id": "h1",
            "user": "acct:ann@example.org",
            "uri": "https://example.org/kerbs",
            "text": "Is it so?",
            "tags": ["evidence", "access"],
            "created": "2026-01-02T03:04:05+00:00",
            "document": {"title": ["Kerbs"]},
            "target": [
                {
                    "source": "https://example.org/kerbs",
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 2},
                        {"type": "TextPositionSelector", "start": 5, "end": 90},
                        {
                            "type": "TextQuoteSelector",
                            "exact": "the dropped kerb of our street helps us all",
                            "prefix": "a",
                        },
                    ],
                }
            ],
        },
        {
            "id": "h2",
            "uri": "u",
            "text": "Yes.",
            "tags": [],
            "references": ["h1"],
            "target": [{"source": "https://example.org/kerbs"}],
            "document": {"title": ["On kerbs"]},
        },
    ],
}


def load(value, text: str | None = TEXT, name: str = "kerbs.json"):
    """A map from annotations and the text beside them."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return formats.read(data, name, fetch=lambda wanted: text.encode() if text and wanted == "kerbs.txt" else None)


def again(amap):
    """What is read of what is written, and the file."""
    written = formats.write(amap, "webannotation")
    side = {f"kerbs{suffix}": data for suffix, data in written.beside.items()}
    return formats.read(written.main, "kerbs.jsonld", fetch=side.get), json.loads(written.main)


def test_recogito():
    amap, problems = load(RECOGITO)
    assert problems == []
    first, second = amap.components
    assert (first.id, first.kind, first.issues, first.notes, first.annotator) == (
        "#a1", "claim", ("traffic",), ("main point?",), "https://example.org/ann",
    )  # fmt: skip
    assert amap.passage(first) == "soon"
    assert (second.gloss, amap.passage(second)) == ("a premise", "Wheels stumble")
    (link,) = amap.relations
    assert (link.id, link.name, link.sources, link.targets) == ("#r1", "supports", ("#a2",), ("#a1",))
    assert amap.annotators[0].name == "Ann"


def test_what_was_not_changed_goes_out_as_it_came():
    amap, _ = load(RECOGITO)
    (back, problems), written = again(amap)
    assert (back, problems) == (amap, [])
    items = [{key: value for key, value in one.items() if key != "argmap"} for one in written["first"]["items"]]
    assert items[0] == RECOGITO[0]
    assert items[1:] == RECOGITO[1:]


def test_the_text_lies_beside_under_the_whole_name():
    value = [
        {
            "id": "x",
            "type": "Annotation",
            "target": {"source": "urn:a", "selector": {"type": "TextQuoteSelector", "exact": "Wheels stumble"}},
        }
    ]
    texts = {"kerbs.v2.txt": TEXT.encode()}
    amap, problems = formats.read(json.dumps(value).encode(), "kerbs.v2.jsonld", fetch=texts.get)
    assert problems == [] and amap.passage(amap.components[0]) == "Wheels stumble"


def test_hypothesis_without_the_text():
    amap, problems = load(HYPOTHESIS, None)
    assert [item.code for item in problems] == ["W920"]  # the quotation is shortened
    (one,) = amap.components
    assert (one.id, one.kind, one.issues, one.notes) == ("h1", "evidence", ("access",), ("Is it so?",))
    (fragment,) = one.fragments
    assert (fragment.start, fragment.end) == (5, 90)
    assert fragment.first.startswith("the") and fragment.last.endswith("all") and len(fragment.sha256) == 64
    assert len(kept("wa", amap.extra)["annotations"]) == 1  # the reply
    who = {"user": "acct:ann@h", "user_info": {"display_name": "Ann Lee"}, "document": {"title": ["On kerbs"]}}
    named = [{**one, **who} for one in HYPOTHESIS["rows"]]
    amap, _ = load({"export_date": "2024-02-01T10:00:00Z", "annotations": named}, None)
    assert (amap.title, [item.name for item in amap.annotators]) == ("On kerbs", ["Ann Lee"])


def test_recogito_s_own_form_and_links_of_annotorious():
    at = len(TEXT[: TEXT.index("Wheels stumble")].encode("utf-16-le")) // 2  # browsers count so
    own = {"id": "b1", "bodies": [{"id": "x", "purpose": "tagging", "value": "evidence"}],
           "target": {"annotation": "b1", "creator": {"id": "ann", "name": "Ann"},
                      "selector": [{"quote": "Wheels stumble", "start": at, "end": at + 14, "range": {}}]}}  # fmt: skip
    amap, problems = load([own])
    (item,) = amap.components
    assert (item.kind, item.annotator, amap.passage(item), problems) == ("evidence", "ann", "Wheels stumble", [])
    assert again(amap)[0] == (amap, [])
    link, plain = ({"id": ident, "motivation": "linking", "target": start, "body": end}
                   for ident, start, end in (("l1", "#a1", "#a2"), ("l2", "#a2", "#a1")))  # fmt: skip
    meta = {"motivation": "tagging", "body": [{"value": "attacks"}], "target": "l1"}
    amap, problems = load([*RECOGITO[:2], [link, meta], plain])
    assert [(r.id, r.name, r.sources, r.targets) for r in amap.relations] == [
        ("l1", "attacks", ("#a1",), ("#a2",)), ("l2", "linking", ("#a2",), ("#a1",))
    ]  # fmt: skip
    assert problems == [] and again(amap)[0] == (amap, [])


def test_a_quoted_passage_is_not_kept_where_the_text_is_not_at_hand():
    amap, _ = load(HYPOTHESIS, None)
    assert "dropped kerb of our street" not in formats.write(amap, "json").main.decode()
    (back, problems), written = again(amap)
    assert (back, problems) == (amap, [])
    selectors = written["first"]["items"][0]["target"][0]["selector"]
    assert [one["type"] for one in selectors] == ["RangeSelector", "TextPositionSelector"]


@pytest.mark.parametrize(
    ("selector", "passage", "code"),
    [
        ({"type": "TextQuoteSelector", "exact": "Wheels stumble"}, "Wheels stumble", None),
        ({"type": "TextQuoteSelector", "exact": "heels", "prefix": "; w"}, "heels", None),
        ({"type": "TextQuoteSelector", "exact": "heels"}, "", "E914"),  # it stands there twice
        ({"type": "TextQuoteSelector", "exact": "pedals"}, "", "E914"),
        ({"type": "TextPositionSelector", "start": 0, "end": 5}, "Kerbs", None),
        ({"type": "TextPositionSelector", "start": 9, "end": 99}, "", "E914"),
        ({"type": "RangeSelector", "startSelector": {"type": "TextPositionSelector", "start": 0, "end": 1},
          "endSelector": {"type": "TextPositionSelector", "start": 5, "end": 6}}, "Kerbs", None),
        ([{"type": "TextPositionSelector", "start": 0, "end": 4}, {"type": "TextQuoteSelector", "exact": "should go"}],
         "should go", "W920"),
        ({"type": "XPathSelector", "value": "/p"}, "", "W917"),
        ({"type": "FragmentSelector", "value": "char=0,5"}, "Kerbs", None),
    ],
)  # fmt: skip
def test_selectors(selector, passage, code):
    value = [{"id": "x", "type": "Annotation", "target": {"source": "kerbs.txt", "selector": selector}}]
    amap, problems = load(value)
    assert amap.passage(amap.components[0]) == passage
    assert [item.code for item in problems] == ([code] if code else [])
    (back, _), _ = again(amap)
    assert back == amap


def test_several_targets_are_several_fragments():
    places = [
        {"source": "kerbs.txt", "selector": {"type": "TextPositionSelector", "start": s, "end": e}}
        for s, e in ((0, 5), (41, 47))
    ]
    amap, _ = load({"type": "AnnotationPage", "items": [{"id": "x", "type": "Annotation", "target": places}]})
    assert amap.passage(amap.components[0]) == "Kerbs … wheels"


def test_collections_pages_and_older_names():
    items = [
        {"@id": "x", "@type": "oa:Annotation", "oa:hasTarget": "http://example.org/", "oa:hasBody": {"chars": "hm"}}
    ]
    page = {"type": "AnnotationPage", "items": [], "next": {"type": "AnnotationPage", "items": items}}
    amap, problems = load({"type": "AnnotationCollection", "id": "urn:set", "label": "A set", "first": page})
    assert (amap.id, amap.title, amap.components[0].notes, problems) == ("urn:set", "A set", ("hm",), [])


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"id": "#a1", "type": "Annotation", "target": "kerbs.txt"}, "E912"),
        ({"id": 7, "type": "Annotation", "target": "kerbs.txt"}, "E914"),
        ({"id": "#x", "type": "Annotation"}, "E914"),
        ("not an object", "E914"),
        ({"id": "#x", "type": "Annotation", "motivation": "linking", "target": [{"id": "#a1"}, {"id": "#zz"}]}, "E913"),
        ({"id": "#x", "type": "Annotation", "motivation": "linking", "target": []}, "E914 E913"),
    ],
)
def test_faults_have_their_place_and_lose_nothing(extra, code):
    data = json.dumps([*RECOGITO, extra], indent=1).encode()
    amap, problems = load(data)
    assert " ".join(item.code for item in problems) == code
    assert {item.place.line for item in problems} == {len(json.dumps(RECOGITO, indent=1).split("\n"))}
    assert {"#a1", "#a2"} <= set(amap.component) and "#r1" in amap.relation


def test_hostile_keys_and_self_edges():
    value = [
        {"id": "__proto__", "type": "Annotation", "target": "kerbs.txt", "constructor": {"__proto__": 1}},
        {
            "id": "l",
            "type": "Annotation",
            "motivation": "linking",
            "target": [{"id": "__proto__"}, {"id": "__proto__"}],
        },
    ]
    amap, problems = load(value)
    assert problems == []
    assert amap.relations[0].sources == amap.relations[0].targets == ("__proto__",)
    assert again(amap)[0] == (amap, [])


@pytest.mark.parametrize("value", [{}, [], [1], {"type": "Note"}])
def test_what_holds_no_annotation(value):
    with pytest.raises(DataError):
        formats.read(json.dumps(value).encode(), "x.json", "webannotation")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cut_and_garbled_files_are_read_or_refused(data):
    whole = bytearray(json.dumps(RECOGITO, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        amap, problems = formats.read(bytes(whole[: data.draw(st.integers(0, len(whole)))]), "x.json", "webannotation")
    except DataError:
        return
    assert all(item.place.line and item.place.column for item in problems)
    assert formats.write(amap, "webannotation").main


def test_many_annotations_take_linear_time():
    count = 4000
    items = [
        {
            "id": f"#a{n}",
            "type": "Annotation",
            "target": {
                "source": "kerbs.txt",
                "selector": {"type": "TextPositionSelector", "start": n * 2, "end": n * 2 + 1},
            },
        }
        for n in range(count)
    ]
    items += [
        {"id": f"#r{n}", "type": "Annotation", "motivation": "linking", "target": [{"id": f"#a{n}"}, {"id": "#a0"}]}
        for n in range(count)
    ]
    amap, problems = load(items, "🚲 " * count)
    assert (len(amap.components), len(amap.relations), problems) == (count, count, [])


def places(value):
    """Every key and index of a JSON value, with what holds it."""
    stack, found = [value], []
    while stack:
        one = stack.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        found += [(one, key) for key in keys]
        stack += [one[key] for key in keys]
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_values_of_the_wrong_kind_end_nothing(data):
    value = json.loads(json.dumps(RECOGITO))
    odd = st.sampled_from([None, 7, -1, "x", "#a1", [], {}, {"id": "x"}, True, 1e9, ["a", 3]])
    for _ in range(data.draw(st.integers(1, 3))):
        found = places(value)
        if found:
            holder, key = found[data.draw(st.integers(0, len(found) - 1))]
            holder[key] = data.draw(odd)
    try:
        amap, _ = load(value)
    except DataError:
        return
    assert again(amap)[0][0] == amap
