from __future__ import annotations

import io

import pytest
from PIL import Image

from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError
from argmap.render.figures import FORMATS, Wish, make, verify
from argmap.render.view import Choice
from tests.render.maps import big

MAGIC = {"svg": b"<?xml", "pdf": b"%PDF-", "png": b"\x89PNG", "dot": b"digraph", "md": b"# ", "txt": b"Body 2012"}


@pytest.mark.parametrize("form", MAGIC)
def test_every_format_is_what_it_says_and_repeats(form: str) -> None:
    one = make(big(9), form, Wish(engine="bundled"))
    assert one.files[0].startswith(MAGIC[form])
    assert make(big(9), form, Wish(engine="bundled")) == one


def test_formats_are_all_tried() -> None:
    assert set(FORMATS) == {*MAGIC, "html"}


@pytest.mark.parametrize(
    ("form", "wish", "said"),
    [
        ("gif", Wish(), "gif"),
        ("", Wish(), "no format was named"),
        ("svg", Wish(theme="pink"), "pink"),
        ("svg", Wish(direction="up"), "up"),
        ("svg", Wish(fold="half"), "half"),
        ("svg", Wish(width="a9"), "a9"),
        ("svg", Wish(cluster="voice"), "voice"),
        ("png", Wish(dpi=1), "dots per inch"),
    ],
)
def test_unknown_wishes_are_refused(form: str, wish: Wish, said: str) -> None:
    with pytest.raises(ArgmapError, match=said):
        verify(form, wish)


def test_svg_folds_and_says_so_while_pdf_takes_pages() -> None:
    svg = make(big(60), "svg", Wish(engine="bundled"))
    assert len(svg.files) == 1 and "of 60 components" in svg.notes[0]
    pdf = make(big(60), "pdf", Wish(engine="bundled"))
    assert pdf.notes == () and pdf.files[0].count(b"/Type /Page\n") > 3


def test_pages_of_svg_are_files() -> None:
    made = make(big(40), "svg", Wish(engine="bundled", pages=True))
    assert len(made.files) > 2 and all(f.startswith(b"<?xml") for f in made.files)


def test_everything_on_one_sheet_when_asked() -> None:
    made = make(big(60), "svg", Wish(engine="bundled", fold="none"))
    assert all(f'data-id="c{n}"'.encode() in made.files[0] for n in range(60)) and not made.notes
    small = make(big(60), "svg", Wish(engine="bundled", fold="none", width="a4"))
    assert "too small to read" in small.notes[0]


@pytest.mark.parametrize(("width", "mm"), [("a4", 184), ("a5", 128), ("90", 90)])
def test_png_has_the_size_on_paper(width: str, mm: float) -> None:
    picture = Image.open(io.BytesIO(make(big(9), "png", Wish(width=width, dpi=150, engine="bundled")).files[0]))
    assert picture.width <= mm / 25.4 * 150 + 1
    assert picture.width > 0.3 * mm / 25.4 * 150


def test_a_picture_too_big_is_refused() -> None:
    with pytest.raises(ArgmapError, match="too big"):
        make(big(120), "png", Wish(fold="none", dpi=2400, engine="bundled"))


def test_letters_that_a_pdf_cannot_show_are_told() -> None:
    amap = ArgumentMap("m", components=(Component("c1", "claim", "地区安全"),))
    assert "1 line has letters" in make(amap, "pdf", Wish()).notes[0]
    assert make(amap, "svg", Wish()).notes == ()
    assert make(big(3), "pdf", Wish()).notes == ()


def test_links_lead_to_the_page() -> None:
    made = make(big(3), "svg", Wish(link="page.html", engine="bundled"))
    assert b'href="page.html#c0"' in made.files[0]
    assert b"<a " not in make(big(3), "svg", Wish(engine="bundled")).files[0]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_pictures_are_drawn_with_letters(theme: str) -> None:
    """Ink where the gloss stands: a machine without fonts would leave the boxes empty."""
    made = make(big(2), "png", Wish(theme=theme, choice=Choice(root="c1"), engine="bundled"))
    grey = Image.open(io.BytesIO(made.files[0])).convert("L")
    middle = grey.crop((grey.width // 4, grey.height // 3, 3 * grey.width // 4, 2 * grey.height // 3))
    low, high = middle.getextrema()
    assert high - low > 150
