"""Argdown as formats of argmap."""

from __future__ import annotations

import re

from argmap.formats.argdown.reading import read
from argmap.formats.argdown.writing import reduce, write
from argmap.formats.jsontext import parse, peek, text_of
from argmap.plugins import Format, Input

_TITLE = r"(?:\[[^\]\n]{1,200}\]|<[^>\n!?/=\"][^>\n=\"]{0,200}>)"
_LINE = re.compile(rf"^[ \t]*(?:(?:<?[-+_]|[-+_]>|><)[ \t]+)?{_TITLE}(?::|[ \t]*$)|^[ \t]*\(\d+\)[ \t]", re.MULTILINE)
_EMPTY_TAG = re.compile(r"<[\w:.-]+(?:\s[^<>]*)?/>")
_LOOKED_AT = 1 << 16


def recognises(source: Input) -> bool:
    """Whether a text looks like Argdown: frontmatter, or a line that only Argdown begins so."""
    if source.data[:64].lstrip()[:1] in (b"{",) or b"\x00" in source.data[:64].strip(b"\xff\xfe\x00"):
        return False
    text = text_of(source)[0][:_LOOKED_AT]
    start = text.lstrip()
    if start.startswith(("<?xml", "<!DOCTYPE")) or "</" in start or _EMPTY_TAG.match(start):
        return False
    if start.startswith("[") and peek(source) is not None and not parse(source)[1]:
        return False  # a list in JSON
    return start.startswith("===") or _LINE.search(text) is not None


FORMATS = (
    Format(
        "argdown",
        "Argdown",
        (".argdown", ".ad"),
        read=read,
        write=write,
        reduce=reduce,
        recognises=recognises,
        about="The whole syntax of Argdown 2, strict and loose; what was read is written with its layout.",
    ),
)
