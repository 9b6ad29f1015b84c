"""The other encodings that people use in TEI, as notations that are read and written; see `argmap.tei.encodings`."""

from __future__ import annotations

from functools import partial

from argmap.formats.home import read
from argmap.formats.home import recognises as recognises_tei
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss

_TITLES = {
    "tei-seg": ("TEI with inline segments", "seg", "Components are seg elements in the text, cut and chained where "
                "they cross; paraphrases are notes that point at them."),
    "tei-annotation": ("TEI annotations", "annotation", "Components are annotation elements in listAnnotation, after "
                       "the W3C Web Annotation model."),
    "tei-interp": ("TEI interpretations", "interp", "Components are interp elements that point at passages by inst."),
    "tei-graph": ("TEI graph", "graph", "Relations are nodes of a graph, as in AIF."),
    "tei-note": ("TEI notes", "note", "Components are notes in listAnnotation; their text is the paraphrase."),
    "catma": ("CATMA TEI", "catma", "Components are CATMA's annotations, their kinds its tags; without the text."),
}  # fmt: skip


def _write(amap: ArgumentMap, name: str) -> bytes:
    from argmap.tei.encodings import encoded

    return encoded(amap, name)


def _reduced(amap: ArgumentMap, name: str) -> tuple[ArgumentMap, list[Loss]]:
    from argmap.tei.encodings import encoded_view

    return encoded_view(amap, name)


def _recognises(source: Input, name: str) -> bool:
    """Whether argmap wrote it in this encoding; files of others are TEI, whose reader takes them all."""
    mark = f'type="argmap-{name}"'.encode()
    return recognises_tei(source) and mark in source.data[:4096]


FORMATS = tuple(
    Format(
        name,
        title,
        (f".{short}.xml",),
        read=read,
        write=partial(_write, name=name),
        recognises=partial(_recognises, name=name),
        reduce=partial(_reduced, name=name),
        about=about,
    )
    for name, (title, short, about) in _TITLES.items()
)
