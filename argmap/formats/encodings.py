"""The other encodings that people use in TEI, as notations that are read and written; see `argmap.tei.encodings`."""

from __future__ import annotations

import re
from functools import partial

from argmap.formats.home import read
from argmap.formats.home import recognises as recognises_tei
from argmap.formats.home import reduced as reduced_home
from argmap.formats.home import rewrite as rewrite_home
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss, Output
from argmap.problems import DataError

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


def _rewrite(source: Input, amap: ArgumentMap, name: str) -> bytes | None:
    """The edition that the map was read from with its annotation in this encoding; its text and header stay."""
    from argmap.tei.recode import recoded

    whole = rewrite_home(source, amap) if amap.text is not None and amap.text.content is not None else None
    try:
        return recoded(whole, name, source.name) if whole is not None else None
    except DataError:
        return None


def _reduced(amap: ArgumentMap, name: str) -> tuple[ArgumentMap, list[Loss]]:
    from argmap.tei.encodings import encoded_view

    return encoded_view(amap, name)


def _recognises(source: Input, name: str) -> bool:
    """Whether argmap wrote it in this encoding; files of others are TEI, whose reader takes them all."""
    mark = f'type="argmap-{name}"'.encode()
    return recognises_tei(source) and mark in source.data[:4096]


_ELSEWHERE = re.compile(rb"""replacementPattern\s*=\s*["'][^"'#:]+\.(?:xml|tei)#""")
_TEXT = re.compile(rb"<(?:\w+:)?text[\s>]")


def _write_sidecar(amap: ArgumentMap) -> Output:
    from argmap.tei.sidecar import made

    return made(amap)


def _rewrite_sidecar(source: Input, amap: ArgumentMap) -> Output | None:
    """The edition that the map was read from, taken apart; its text stays as it is, byte for byte."""
    from argmap.tei.sidecar import apart

    whole = rewrite_home(source, amap) if amap.text is not None and amap.text.content is not None else None
    try:
        return apart(whole, source.name) if whole is not None else None
    except DataError:
        return None


def _recognises_sidecar(source: Input) -> bool:
    """Whether argmap wrote it, or it holds no text and declares a prefix that leads into another TEI file."""
    if not recognises_tei(source):
        return False
    if b'type="argmap-tei-sidecar"' in source.data[:4096]:
        return True
    return _ELSEWHERE.search(source.data) is not None and _TEXT.search(source.data) is None


SIDECAR = Format(
    "tei-sidecar",
    "TEI sidecar, beside its edition",
    (".sidecar.xml",),
    read=read,
    write=_write_sidecar,
    recognises=_recognises_sidecar,
    reduce=reduced_home,
    rewrite=_rewrite_sidecar,
    about="The annotation in a file of its own that points into an edition by name: NAME.sidecar.xml beside "
    "NAME.edition.xml. A TEI edition keeps the bytes of its text, and converting the pair into tei gives it back.",
)

FORMATS = (
    SIDECAR,
    *(
        Format(
            name,
            title,
            (f".{short}.xml",),
            read=read,
            write=partial(_write, name=name),
            recognises=partial(_recognises, name=name),
            reduce=partial(_reduced, name=name),
            about=about,
            rewrite=partial(_rewrite, name=name) if name != "catma" else None,
        )
        for name, (title, short, about) in _TITLES.items()
    ),
)
