from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from argmap.render import pdf
from argmap.render.layout import draw
from argmap.render.look import Look
from argmap.render.pages import Press, paged
from argmap.render.paper import paper
from argmap.render.view import Choice, select
from tests.render.maps import big


def scenes(count: int = 8, **wishes: object) -> list:
    return [draw(select(big(count), Choice()), Look(engine="bundled", **wishes))]  # type: ignore[arg-type]


def test_same_bytes_every_time() -> None:
    assert pdf.write(scenes()) == pdf.write(scenes())


def test_the_page_is_as_big_as_the_figure_or_the_sheet() -> None:
    (scene,) = scenes()
    free = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf.write([scene]))
    assert free and float(free[1]) == pytest.approx(scene.width, abs=0.1)
    a4 = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf.write([scene], paper("a4")))
    assert a4 and float(a4[1]) == pytest.approx(595.28, abs=0.1)


def test_web_links_are_kept_and_scripts_dropped() -> None:
    data = pdf.write(scenes(2, href=lambda c: f"https://example.org/#{c.id}"))
    assert data.count(b"/URI (https://example.org/#c") == 2
    assert b"javascript" not in pdf.write(scenes(2, href=lambda c: "javascript:alert(1)"))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext")
def test_text_can_be_searched_and_fonts_are_embedded(tmp_path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(
        pdf.write(paged(select(big(30), Choice()), Press(Look(engine="bundled"), paper("a4"))), paper("a4"))
    )
    words = " ".join(subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode().split())
    assert "THESIS" in words and "folded group" in words and "A big map" in words
    fonts = subprocess.run(["pdffonts", file], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts
    for line in fonts:
        embedded = line.split()[-5]
        assert embedded == "yes", line
