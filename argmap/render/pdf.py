"""Scenes as PDF: vector, fonts embedded, boxes linked, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from typing import Any

from argmap.render.measure import FACES, FAMILY, font_path
from argmap.render.paper import Paper
from argmap.render.scene import Item, Scene, Shape, Text
from argmap.render.svg import safe_href

FONT = FAMILY.replace(" ", "")


def write(scenes: Iterable[Scene], sheet: Paper | None = None) -> bytes:
    """The scenes as pages of one document.

    Args:
        scenes: One per page.
        sheet: The paper; each figure stands at its top, centred. Without it pages are as big as figures.
    """
    from reportlab.pdfgen.canvas import Canvas

    pages = list(scenes)
    _register()
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        invariant=1,
        pageCompression=1,
        initialFontName=f"{FONT}-regular",
        lang=pages[0].language if pages else None,
    )
    canvas.setCreator("argmap")
    if pages:
        canvas.setTitle(pages[0].title)
        canvas.setSubject(pages[0].description)
    for number, scene in enumerate(pages, 1):
        _page(canvas, scene, sheet, number if len(pages) > 1 else 0)
    canvas.save()
    return buffer.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face in FACES:
        pdfmetrics.registerFont(TTFont(f"{FONT}-{face}", str(font_path(face))))


def _page(canvas: Any, scene: Scene, sheet: Paper | None, number: int) -> None:
    wide, high = scene.width * scene.scale, scene.height * scene.scale
    size = (sheet.width, max(sheet.height, high)) if sheet else (wide, high)
    left, top = ((size[0] - wide) / 2, min(sheet.margin, size[1] - high)) if sheet else (0.0, 0.0)
    canvas.setPageSize(size)
    canvas.setFillColor(scene.theme.colour("page"))
    canvas.rect(0, 0, *size, stroke=0, fill=1)
    if number and sheet:
        canvas.setFont(f"{FONT}-regular", 7.0)
        canvas.setFillColor(scene.theme.colour("muted"))
        canvas.drawRightString(size[0] - sheet.margin, sheet.margin / 2, str(number))
        canvas.bookmarkPage(f"page{number}")
        canvas.addOutlineEntry(scene.title or f"Page {number}", f"page{number}", 0, 0)
    canvas.translate(left, size[1] - top)
    canvas.scale(scene.scale, scene.scale)
    for item in scene.items:
        for shape in item.shapes:
            _shape(canvas, scene, shape)
        for line in item.texts:
            _text(canvas, scene, line)
        _link(canvas, item)
    canvas.showPage()


def _shape(canvas: Any, scene: Scene, shape: Shape) -> None:
    path = canvas.beginPath()
    for op, values in shape.steps:
        flipped = [-v if i % 2 else v for i, v in enumerate(values)]
        if op == "M":
            path.moveTo(*flipped)
        elif op == "L":
            path.lineTo(*flipped)
        elif op == "C":
            path.curveTo(*flipped)
        else:
            path.close()
    if shape.fill:
        canvas.setFillColor(scene.theme.colour(shape.fill))
    if shape.stroke:
        canvas.setStrokeColor(scene.theme.colour(shape.stroke))
        canvas.setLineWidth(shape.width)
        canvas.setDash(list(shape.dash))
        canvas.setLineCap(1 if shape.round_caps else 0)
    canvas.drawPath(path, stroke=1 if shape.stroke else 0, fill=1 if shape.fill else 0)


def _text(canvas: Any, scene: Scene, line: Text) -> None:
    canvas.setFont(f"{FONT}-{line.face}", line.size)
    canvas.setFillColor(scene.theme.colour(line.role))
    canvas.drawString(line.x, -line.y, line.text)


def _link(canvas: Any, item: Item) -> None:
    """A web link on a box; links into a page ("#c1") have no meaning in a PDF of their own."""
    href = safe_href(item.href)
    if href and not href.startswith("#") and item.rect:
        r = item.rect
        canvas.linkURL(href, (r.x, -r.bottom, r.right, -r.y), relative=1)
