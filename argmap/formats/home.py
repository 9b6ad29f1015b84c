"""TEI as one format among others: the home form, for conversions into and out of it."""

from __future__ import annotations

from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss
from argmap.problems import Problem

_ROOTS = (b"http://www.tei-c.org/ns/1.0", b"<TEI", b"<teiCorpus")


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from TEI; see `argmap.tei.reader`."""
    from argmap.tei.reader import read as read_tei

    return read_tei(source.data, source.name, source.fetch)


def write(amap: ArgumentMap) -> bytes:
    """A new TEI file with the annotation, without the article's text."""
    from argmap.tei.newfile import new_annotation

    return new_annotation(amap)


def reduced(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back from the detached form."""
    from argmap.tei.newfile import detached_view

    has_text = amap.text is not None and amap.text.content is not None
    return detached_view(amap), [Loss("text", "content", 1)] if has_text else []


def recognises(source: Input) -> bool:
    """Whether it is XML that names TEI near its beginning."""
    head = source.data[:4096]
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
        about="Annotation in stand-off form. A file that is converted into TEI holds the annotation without the "
        "article's text; argmap attach puts it back.",
    ),
)
