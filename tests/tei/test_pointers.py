"""Every kind of pointer, and what is said of those that fail."""

from __future__ import annotations

import time

import pytest

from argmap.tei.reader import read

BODY = (
    '<p xml:id="p1">Streets laid with <hi xml:id="h">permeable</hi> stone<note xml:id="n">aside</note> flood less.</p>'
    '<p xml:id="p2"><anchor xml:id="a"/>Second  one<anchor xml:id="b"/> ends.</p>'
)
PREFIXES = (
    '<prefixDef ident="src" matchPattern="(\\d+)-(\\d+)" replacementPattern="#char=$1,$2"/>'
    '<prefixDef ident="t" matchPattern="(.+)" replacementPattern="#$1"/>'
    '<prefixDef ident="bad" matchPattern="(" replacementPattern="#$1"/>'
    '<prefixDef ident="slow" matchPattern="(a+)+b" replacementPattern="#$1"/>'
)


def edition(attributes: str, extra: str = "", body: str = BODY) -> bytes:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{PREFIXES}</teiHeader><text><body>{body}</body></text>'
        '<standOff><spanGrp type="components">'
        f'<span xml:id="c" type="claim" {attributes}/></spanGrp>{extra}</standOff></TEI>'
    ).encode()


def passages(data: bytes) -> tuple[list[str], list[str]]:
    """The passages, "" for those not resolved, and the codes of the pointers' problems."""
    amap, problems = read(data)
    assert amap.text is not None and amap.text.content is not None
    found = [amap.text.content[f.start : f.end] if f.start is not None else "" for f in amap.component["c"].fragments]
    return found, [p.code for p in problems if "matchPattern" not in p.message]


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("#p1", ["Streets laid with permeable stone flood less."]),
        ("#h", ["permeable"]),
        ("#h #p2", ["permeable", "Second one ends."]),
        ("src:0-7", ["Streets"]),
        ("#char=0,7", ["Streets"]),
        ("#char=0,7;length=99", ["Streets"]),
        ("t:h", ["permeable"]),
        ("#string-range(p1,0,7)", ["Streets"]),
        ("#string-range(p1,0,7,8,4)", ["Streets", "laid"]),
        ("#string-range(p2,0,11)", ["Second one"]),
        ("#match(p1,'laid.*stone')", ["laid with permeable stone"]),
        ("#match(p1,'e',2)", ["e"]),
        ("#match(p2,%27Sec[a-z]+%27)", ["Second"]),
        ("#range(h,p2)", ["permeable stone flood less. Second one ends."]),
        ("#range(left(h),right(h))", ["permeable"]),
        ("#range(string-index(p1,8),string-index(p1,12))", ["laid"]),
        ("#xpath(//p[2])", ["Second one ends."]),
        ("#xpath(/TEI/text/body/p[1]/hi)", ["permeable"]),
        ("#xpath(//p[@xml:id='p2'])", ["Second one ends."]),
        ("#xpath(//tei:hi)", ["permeable"]),
        ("#xpointer(id('h'))", ["permeable"]),
        ("#element(/1/2/1/2)", ["Second one ends."]),
        ("#string-range(xpath(//hi),0,4)", ["perm"]),
    ],
)
def test_pointers_that_hit(pointer, expected):
    assert passages(edition(f'target="{pointer}"')) == (expected, [])


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('from="#a" to="#b"', ["Second one"]),
        ('from="#h" to="#a"', ["permeable stone flood less."]),
        ('from="#p2"', ["Second one ends."]),
        ('from="t:a" to="t:b"', ["Second one"]),
    ],
)
def test_pairs_of_ids(attributes, expected):
    assert passages(edition(attributes)) == (expected, [])


def test_a_helper_span_stands_for_its_range():
    extra = '<span xml:id="f1" type="fragment" from="#a" to="#b"/>'
    assert passages(edition('target="#f1 #h"', extra)) == (["Second one", "permeable"], [])


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('target="#nowhere"', "E203"),
        ('target="#n"', "W210"),
        ('target="src:5-5"', "E205"),
        ('target="src:9-5"', "E205"),
        ('target="src:0-9999"', "E205"),
        ('target="src:x"', "E204"),
        ('target="other:1-2"', "E206"),
        ('target="bad:1"', "E204"),
        ('target="slow:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"', "E204"),
        ('target="neighbour.xml#p1"', "W207"),
        ('target="https://example.org/"', "E204"),
        ('target="#string-range(p1,0)"', "E204"),
        ('target="#string-range(p1,0,9999)"', "E205"),
        ('target="#string-range(nowhere,0,1)"', "E203"),
        ("target=\"#match(p1,'zebra')\"", "E203"),
        ("target=\"#match(p1,'(')\"", "E204"),
        ('target="#left(p1)"', "E205"),
        ('target="#xpath(//q)"', "E203"),
        ('target="#xpath(count(//p))"', "E203"),
        ('target="#xpath(//p[last()])"', "E204"),
        ('from="#b" to="#a"', "E205"),
        ('from="#a" to="#nowhere"', "E203"),
        ("", "E211"),
    ],
)
def test_pointers_that_miss_are_reported_and_kept(attributes, code):
    data = edition(attributes)
    amap, problems = read(data, "f.xml")
    assert code in {p.code for p in problems}
    assert all(p.place.file == "f.xml" and p.remedy for p in problems)
    assert all((f.start, f.end) == (None, None) and f.pointer for f in amap.component["c"].fragments)


def test_the_place_is_that_of_the_pointer():
    data = edition('\n   target="#nowhere"')
    _, problems = read(data, "f.xml")
    assert [(p.place.line, p.place.column) for p in problems if p.code == "E203"] == [(2, 12)]


def test_many_costly_pointers_do_not_hang():
    body = '<p xml:id="p">' + "ab " * 20_000 + "</p>" + "<p>x</p>" * 5000
    pointers = " ".join(["#match(p,'(a.*)+c')", "#xpath(//p//p//p//p)"] * 200)
    begun = time.process_time()
    _, problems = read(edition(f'target="{pointers}"', body=body))
    assert time.process_time() - begun < 30
    assert {p.code for p in problems} <= {"E203", "E204"}


def test_a_hundred_components_take_little_time():
    words = " ".join(f"word{i}" for i in range(12_000))
    spans = "".join(
        f'<span xml:id="c{i}" type="claim" target="src:{i * 50}-{i * 50 + 40}"><gloss>gloss {i}</gloss>'
        f'<fs type="fragment" corresp="src:{i * 50}-{i * 50 + 40}"><f name="start"><string>w</string></f></fs></span>'
        for i in range(100)
    )
    data = edition('target="#p"', "", f'<p xml:id="p">{words}</p>').replace(
        b"</spanGrp>", spans.encode() + b"</spanGrp>"
    )
    read(data)
    times = []
    for _ in range(5):
        begun = time.process_time()
        read(data)
        times.append(time.process_time() - begun)
    assert min(times) < 0.1
