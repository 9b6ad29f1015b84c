"""Scenes as SVG: accessible, linked, escaped, with the letters that they use embedded.

The same scene gives the same bytes. Nothing in it is fetched from elsewhere, and nothing runs.
"""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache

from argmap.render.measure import FACES, FAMILY, advances, font_path
from argmap.render.scene import Item, Scene, Shape, Step, Text
from argmap.render.theme import Theme
from argmap.text.markup import escape

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_BAD_IN_ID = re.compile(r"[^\w.-]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEIGHT = {"bold": ' font-weight="700"', "italic": ' font-style="italic"'}


def write(scene: Scene, *, prefix: str = "", embed_font: bool = True, standalone: bool = True) -> str:
    """The scene as an SVG document.

    Args:
        scene: What to draw.
        prefix: Put before every id, so that several figures can stand in one page.
        embed_font: Put the letters used into the file, so that it looks the same on every machine.
        standalone: Begin with an XML declaration; leave it out to paste the figure into HTML.
    """
    theme = scene.theme
    width, height = number(scene.width * scene.scale), number(scene.height * scene.scale)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' if standalone else ""
    out = [
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {number(scene.width)} {number(scene.height)}" role="graphics-document document"'
        f' aria-labelledby="{prefix}title {prefix}desc" xml:lang="{attribute(scene.language or "en")}">',
        f'<title id="{prefix}title">{text(scene.title)}</title>',
        f'<desc id="{prefix}desc">{text(scene.description)}</desc>',
        _style(scene, embed_font),
        f'<rect width="{number(scene.width)}" height="{number(scene.height)}" fill="{theme.colour("page")}"/>',
        f'<g font-family="{FAMILY}, Noto Sans, Arial, sans-serif">',
    ]
    out += [_item(item, theme, prefix) for item in scene.items]
    out.append("</g>\n</svg>\n")
    return "\n".join(out)


def number(value: float) -> str:
    """A coordinate: two decimals at most, no trailing zeros, no negative zero."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def text(value: str) -> str:
    """Character data; what XML cannot hold is replaced by U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", value))


def attribute(value: str) -> str:
    """An attribute value, for use between double quotes."""
    return escape(_NOT_XML.sub("\ufffd", value), {'"': "&quot;", "'": "&#39;", "\n": " ", "\r": " ", "\t": " "})


def safe_href(href: str) -> str:
    """The link, or "" where it is neither relative nor one of the schemes http, https, mailto."""
    href = "".join(char for char in href.strip() if ord(char) > 32)
    if _SCHEME.match(href) and not href.lower().startswith(_SAFE_SCHEMES):
        return ""
    return href


def _item(item: Item, theme: Theme, prefix: str) -> str:
    ident = f' id="{attribute(prefix)}{attribute(_BAD_IN_ID.sub("_", item.id))}"' if item.id else ""
    kind = f' data-kind="{attribute(item.kind)}"' if item.kind else ""
    href = safe_href(item.href)
    label = f' role="group" aria-label="{attribute(item.title)}"' if item.title else ' aria-hidden="true"'
    if item.title and href:
        label = ""  # the link within says it; twice would be read out twice
    source = f' data-id="{attribute(item.id)}"' if item.role in ("box", "edge") else ""
    parts = [f'<g{ident} class="{attribute(item.role)}"{kind}{source}{label}>']
    if item.title:
        parts.append(f"<title>{text(item.title)}</title>")
    if href:
        parts.append(f'<a href="{attribute(href)}" aria-label="{attribute(item.title)}">')
    parts += [_shape(shape, theme) for shape in item.shapes]
    parts += [_text(line, theme) for line in item.texts]
    parts.append("</a></g>" if href else "</g>")
    return "".join(parts)


def _shape(shape: Shape, theme: Theme) -> str:
    fill = theme.colour(shape.fill) if shape.fill else "none"
    stroke = ""
    if shape.stroke:
        stroke = f' stroke="{theme.colour(shape.stroke)}" stroke-width="{number(shape.width)}"'
        if shape.dash:
            stroke += f' stroke-dasharray="{" ".join(number(v) for v in shape.dash)}"'
        if shape.round_caps:
            stroke += ' stroke-linecap="round"'
    return f'<path d="{_path(shape.steps)}" fill="{fill}"{stroke}/>'


def _path(steps: tuple[Step, ...]) -> str:
    return "".join(op + " ".join(number(v) for v in values) for op, values in steps)


def _text(line: Text, theme: Theme) -> str:
    x, content, fit = line.x, line.text, ""
    if line.rtl:
        # an isolate gives the line its own direction in every viewer; the attribute "direction" does not
        x, content, fit = line.x + line.width, f"\u2067{line.text}\u2069", ' text-anchor="end"'
    elif line.exact and len(line.text) > 1:
        fit = f' textLength="{number(line.width)}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text x="{number(x)}" y="{number(line.y)}" font-size="{number(line.size)}"{_WEIGHT.get(line.face, "")}'
        f' fill="{theme.colour(line.role)}"{fit}>{text(content)}</text>'
    )


def _style(scene: Scene, embed_font: bool) -> str:
    rules = ["a{cursor:pointer}", "a:focus{outline:2px solid currentColor}", "text{white-space:pre}"]
    if embed_font:
        for face in FACES:
            used = {ord(c) for item in scene.items for t in item.texts if t.face == face for c in t.text}
            codes = tuple(sorted(used & advances(face).keys()))
            if codes:
                rules.append(_font_rule(face, codes))
    return f"<style>{''.join(rules)}</style>"


def _font_rule(face: str, codes: tuple[int, ...]) -> str:
    data = base64.b64encode(font_subset(face, codes)).decode("ascii")
    weight = "bold" if face == "bold" else "normal"
    slant = "italic" if face == "italic" else "normal"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{slant};'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}'
    )


@lru_cache(maxsize=64)
def font_subset(face: str, codes: tuple[int, ...]) -> bytes:
    """The bundled face with only the given code points, as WOFF; the same bytes every time."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.flavor = "woff"
    options.layout_features = ["ccmp", "locl", "mark", "mkmk"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    font = TTFont(font_path(face), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=False)
    return buffer.getvalue()
