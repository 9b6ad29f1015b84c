"""What is shipped with the page: nothing from elsewhere, nothing that makes markup out of text."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from argmap.render.measure import FACES
from argmap.render.theme import DARK, LIGHT
from argmap.web.assets import font, theme_css

STATIC = sorted((f for f in (files("argmap.web") / "static").iterdir()), key=lambda f: f.name)


def test_colours_are_those_of_the_figures():
    css = theme_css()
    assert f"--claim:{LIGHT.colours['claim']};" in css and f"--claim:{DARK.colours['claim']};" in css
    assert all(f"/font-{face}.ttf" in css for face in FACES)
    assert all(font(face)[:4] == b"\x00\x01\x00\x00" for face in FACES)


@pytest.mark.parametrize("item", STATIC, ids=lambda f: f.name)
def test_no_asset_reaches_out_or_writes_markup(item):
    text = item.read_text(encoding="utf-8")
    assert not re.search(r"https?://|@import|//[a-z]+\.[a-z]+/", text)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser", text
    )
    assert len(text.splitlines()) <= 350
    if item.name.endswith(".html"):
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|style=", text)
    for name in re.findall(r"from \"\./([\w.]+)\"", text):
        assert name in {f.name for f in STATIC}
