from __future__ import annotations

import io

import pytest
from PIL import Image

from argmap.problems import ArgmapError
from argmap.render import png
from argmap.render.scene import Item, Scene, Text


def scene(text: str = "Wmm") -> Scene:
    return Scene(144, 72, (Item("i", "box", texts=(Text.at(10, 40, text, 30),)),))


def test_size_and_ink() -> None:
    picture = Image.open(io.BytesIO(png.write(scene(), dpi=144))).convert("L")
    assert picture.size == (288, 144)
    inked = [x for x in range(288) for y in range(144) if picture.getpixel((x, y)) < 100]
    assert 18 <= min(inked) <= 30
    assert max(inked) == pytest.approx(2 * (10 + scene().items[0].texts[0].width), abs=8)


def test_same_bytes() -> None:
    assert png.write(scene()) == png.write(scene())


def test_other_scripts_do_not_stop_it() -> None:
    assert png.write(scene("安全 😀"))


def test_too_big() -> None:
    with pytest.raises(ArgmapError, match="too big"):
        png.write(Scene(100_000, 100_000, ()))
