from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from lxml import etree

from argmap.model import ArgumentMap, Component
from argmap.render import dot
from argmap.render.look import Look
from argmap.render.measure import clean
from argmap.render.view import Choice, select
from argmap.render.wasm import run
from tests.render.maps import big, drawable


@settings(max_examples=25, deadline=None)
@given(drawable(6))
def test_dot_is_valid_for_any_gloss(amap: ArgumentMap) -> None:
    source = dot.write(select(amap, Choice()), Look())
    assert b"</svg>" in run(source, "svg", 20)


@pytest.mark.skipif(not shutil.which("dot"), reason="no program dot")
def test_dot_is_valid_for_the_machines_own_program() -> None:
    source = dot.write(select(big(30), Choice()), Look(direction="tb"))
    done = subprocess.run(["dot", "-Tplain"], input=source.encode(), capture_output=True, check=True, timeout=20)
    assert done.stdout.count(b"\nnode ") >= 30 and not done.stderr


def test_dot_labels_are_the_glosses() -> None:
    amap = ArgumentMap("m", components=(Component("c1", "claim", r'Say "no" \N <b>'),))
    assert r"Say \"no\" \\N <b>\l" in dot.write(select(amap, Choice()), Look())


HOSTILE = (
    '" URL="javascript:alert(1)" x="',
    r"\N \G \E \T \H \L",
    r"it ends with a backslash \\",
    r"\readiness \\N",
    "R&amp;D &lt;b&gt; &#92;N &quot; & &;",
    "<b>bold</b>",
    '<img src="/etc/passwd"/>',
    '"]; b [image="/etc/passwd" stylesheet="http://evil.test/x.css" shapefile="x"]; c ["',
    "a\x00b\u202ec\n\n\nd",
    "// /* # ; { } [ ]",
)


def _svg(source: str, engine: str) -> bytes:
    if engine == "bundled":
        return run(source, "svg", 20)
    return subprocess.run(["dot", "-Tsvg"], input=source.encode(), capture_output=True, check=True, timeout=20).stdout


@pytest.mark.parametrize("engine", ["bundled", "system"])
def test_hostile_text_stays_text_in_what_graphviz_makes_of_it(engine: str) -> None:
    if engine == "system" and not shutil.which("dot"):
        pytest.skip("no program dot: what it makes of hostile labels was not looked at")
    parts = tuple(Component(f"c{n}", "claim", text) for n, text in enumerate(HOSTILE))
    odd = Component('e" URL="javascript:x', "evidence", "g")
    source = dot.write(select(ArgumentMap("m", components=(*parts, odd)), Choice()), Look(box_width=4000))
    root = etree.fromstring(_svg(source, engine), etree.XMLParser(resolve_entities=False, no_network=True))
    assert {etree.QName(node).localname for node in root.iter(etree.Element)} <= {
        "svg", "g", "title", "text", "path", "polygon", "ellipse", "polyline", "a"
    }  # fmt: skip
    keys = {key for node in root.iter(etree.Element) for key in node.attrib}
    assert not any(key.endswith("href") or key.startswith("on") for key in keys)
    shown = {group.get("id"): group for group in root.iter("{*}g") if group.get("class") == "node"}
    assert len(shown) == len(HOSTILE) + 1
    for part in parts:
        texts = ["".join(node.itertext()).replace("\xa0", " ") for node in shown[part.id].iter("{*}text")]
        tips = [node.get("{http://www.w3.org/1999/xlink}title") for node in shown[part.id].iter("{*}a")]
        assert " ".join(texts[1:]).split() == tips[0].split() == clean(part.gloss).split()
