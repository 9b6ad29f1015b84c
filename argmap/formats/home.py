"""TEI as one format among others: the home form, for conversions into and out of it."""

from __future__ import annotations

import re

from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss
from argmap.problems import Problem

_ASIDE = re.compile(rb"<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)  # may quote whatever it likes
_ROOTS = (b"http://www.tei-c.org/ns/1.0", b"<TEI", b"<teiCorpus")


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from TEI; see `argmap.tei.reader`. Of a file that breaks off, what stands whole before that place.

    Raises:
        DataError: it is no XML, or refused.
    """
    from argmap.formats.xmltext import parse
    from argmap.tei.reader import read_document

    document, problems = parse(source)
    amap, found = read_document(document, source.fetch)
    return amap, [*(item for item in problems if item not in document.problems), *found]


def write(amap: ArgumentMap) -> bytes:
    """A new TEI file, with the text where it is at hand; see `argmap.tei.export`."""
    from argmap.tei.export import exported

    return exported(amap)


def rewrite(source: Input, amap: ArgumentMap) -> bytes | None:
    """The TEI file that the map was read from, with what differs changed; see `argmap.tei.rewrite`."""
    from argmap.tei.rewrite import rewritten

    return rewritten(source.data, amap, source.name, source.fetch) if recognises(source) else None


def reduced(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back, with ids that are XML names."""
    from argmap.tei.export import view

    return view(amap)


def recognises(source: Input) -> bool:
    """Whether it is XML that names TEI near its beginning."""
    head = _ASIDE.sub(b"", source.data[:4096])
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and any(root in head for root in _ROOTS)


FORMATS = (
    Format(
        "tei",
        "TEI P5, the home form",
        (".xml", ".tei"),
        read=read,
        write=write,
        recognises=recognises,
        reduce=reduced,
        rewrite=rewrite,
        about="Annotation in stand-off form, with the article's text where it is at hand. What TEI has no place for is "
        "kept in xenoData of the header; ids that are no XML names get names, and come back in other notations. A TEI "
        "file that is converted into TEI keeps every byte that says the same.",
    ),
)
