from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from lxml import etree

from argmap.model import ArgumentMap, Component, Relation
from argmap.render import svg
from argmap.render.layout import draw
from argmap.render.look import Look
from argmap.render.scene import Scene
from argmap.render.theme import THEMES
from argmap.render.view import Choice, select
from tests.render.maps import big, drawable

NS = {"s": "http://www.w3.org/2000/svg"}


def scene(amap: ArgumentMap, **wishes: object) -> Scene:
    return draw(select(amap, Choice()), Look(engine="bundled", **wishes))  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(drawable(8))
def test_any_gloss_gives_well_formed_inert_xml(amap: ArgumentMap) -> None:
    root = etree.fromstring(svg.write(scene(amap, href=lambda c: f"p.html#{c.id}"), embed_font=False).encode())
    names = {etree.QName(node).localname for node in root.iter(etree.Element)}
    assert names <= {"svg", "title", "desc", "style", "rect", "g", "a", "path", "text"}
    assert not any(key.lower().startswith("on") for node in root.iter(etree.Element) for key in node.attrib)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_component_is_named_and_linked() -> None:
    amap = big(12)
    root = etree.fromstring(svg.write(scene(amap, href=lambda c: f"page.html#{c.id}")).encode())
    assert root.get("role") == "graphics-document document"
    assert root.findtext("s:title", namespaces=NS) and "Thesis:" in root.findtext("s:desc", namespaces=NS)
    for component in amap.components:
        (box,) = root.xpath(f"//s:g[@class='box'][@data-id='{component.id}']", namespaces=NS)
        link = box.find("s:a", NS)
        assert link.get("href") == f"page.html#{component.id}"
        assert component.gloss in link.get("aria-label") and box.get("aria-label") is None  # read out once
        shown = "".join("".join(box.itertext()).split())
        assert "".join(component.gloss.split()) in shown


@pytest.mark.parametrize("href", ["javascript:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_links_that_run_are_dropped(href: str) -> None:
    assert svg.safe_href(href) == ""


@pytest.mark.parametrize("href", ["#c1", "a/b.html#c1", "https://example.org/x?y=1", "mailto:a@example.org"])
def test_other_links_stay(href: str) -> None:
    assert svg.safe_href(href) == href


def test_same_scene_same_bytes() -> None:
    one = svg.write(scene(big(20)))
    svg.font_subset.cache_clear()
    assert svg.write(scene(big(20))) == one


def test_the_letters_used_are_embedded() -> None:
    amap = ArgumentMap("m", components=(Component("c1", "claim", "Ζεῦς → Ψ", thesis=True),))
    styles = svg.write(scene(amap))
    found: set[int] = set()
    for data in re.findall(r"data:font/woff;base64,([^\"]+)", styles):
        found |= set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap())
    assert {ord(c) for c in "Ζεῦς→Ψ"} <= found
    assert "@font-face" not in svg.write(scene(amap), embed_font=False)
    assert {url[:6] for url in re.findall(r"url\((.{6})", styles)} == {'"data:'}


def test_prefix_keeps_figures_apart() -> None:
    text = svg.write(scene(big(5)), prefix="fig2-", standalone=False)
    assert text.startswith("<svg") and 'id="fig2-c0"' in text and 'aria-labelledby="fig2-title fig2-desc"' in text


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_kinds_and_relations_differ_without_colour(theme) -> None:
    """Strip all colour: the outlines of kinds and the marks of relations must still differ."""
    kinds = ("claim", "evidence", "recommendation")
    amap = ArgumentMap("m", components=tuple(Component(k, k, "Same words") for k in kinds))
    root = etree.fromstring(svg.write(scene(amap, theme=theme), embed_font=False).encode())
    boxes = root.xpath("//s:g[@class='box']", namespaces=NS)
    shapes = {tuple(len(p.get("d")) for p in box.iterfind(".//s:path", NS)) for box in boxes}
    letters = {box.xpath(".//s:text/text()", namespaces=NS)[0] for box in boxes}
    assert len(shapes) == 3 and letters == {"C", "E", "R"}
    relations = tuple(Relation(n, n, ("claim",), ("evidence",)) for n in ("supports", "attacks", "restates"))
    root = etree.fromstring(
        svg.write(scene(ArgumentMap("m", components=amap.components, relations=relations))).encode()
    )
    dashes = {p.get("stroke-dasharray") for p in root.xpath("//s:g[@class='edge']/s:path[1]", namespaces=NS)}
    assert len(dashes) == 3


def test_right_to_left_lines_end_at_the_right_edge() -> None:
    amap = ArgumentMap("m", components=(Component("c1", "claim", "ביטחון האזור תלוי בשכנים"),))
    root = etree.fromstring(svg.write(scene(amap), embed_font=False).encode())
    line = next(t for t in root.iterfind(".//s:text", NS) if t.text.startswith("\u2067"))
    assert line.get("text-anchor") == "end"
