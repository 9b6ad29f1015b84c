"""A TEI file made to say what a map says: the same bytes where it says it already, else with only what differs changed.

A file in another encoding than the home form (inline, interp, graph …) comes out in the home form: its annotation is
taken out of the bytes and put in again; the text with its markup, and all of the header, stay.
"""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.model import ArgumentMap, Fragment
from argmap.problems import ArgmapError, DataError
from argmap.tei.detach import detach
from argmap.tei.encodings import MARK
from argmap.tei.export import attribute_free
from argmap.tei.kept import differences, keeping, kept_lines, without_kept
from argmap.tei.names import ROLES
from argmap.tei.parse import Document, Node, parse
from argmap.tei.reader import read, read_document
from argmap.tei.recode import RECODED
from argmap.tei.scaffold import MARKER
from argmap.tei.sidecar import joined
from argmap.tei.splice import Editor
from argmap.tei.strip import stripped
from argmap.tei.targets import Fetch
from argmap.tei.text import has_text
from argmap.tei.update import update
from argmap.tei.variants import variant_nodes

_NAMES = re.compile(r"[^\s#(),]+")
_WHOLE = ("id", "title", "source", "bibliography")


def rewritten(data: bytes, amap: ArgumentMap, file: str = "", fetch: Fetch | None = None) -> bytes | None:
    """The file's bytes, changed as far as the map differs from it.

    Args:
        data: A TEI file.
        amap: What it shall say.
        file: Its name, for messages.
        fetch: Gives the files that it names.

    Returns:
        The new bytes; None where a part of the file would have to change that is not the annotation's.
    """
    try:
        document = parse(data, file)
        old, _ = read_document(document, fetch)
        whole = joined(document, fetch) if old.text == amap.text and not has_text(document) else None
        if whole is not None:
            return rewritten(whole.data, whole.led(amap), file)
        return _rewritten(document, old, amap, fetch)
    except (ArgmapError, DataError):
        return None


def _rewritten(document: Document, old: ArgumentMap, amap: ArgumentMap, fetch: Fetch | None) -> bytes | None:
    data, file = document.source.data, document.file
    kind = document.root.attrs.get("type", "")
    made_anew = kind.startswith(MARK) and kind.removeprefix(MARK) not in RECODED  # without its text
    if made_anew or any(getattr(old, name) != getattr(amap, name) for name in _WHOLE):
        return None
    if old.text != amap.text:
        return _without_text(data, old, amap, file)
    foreign = variant_nodes(document)
    if not foreign and not kind.startswith(MARK):
        return data if old == amap else _changed(data, amap, file, fetch)
    if not document.named("text") or document.root in foreign:
        return None
    bare = stripped(document, [*foreign, *_roles(document)])
    bare = _unmarked(bare, file) if kind.startswith(MARK) else bare
    return _changed(bare, _counted(amap, frozenset(node.id for node in foreign)), file, fetch)


def _roles(document: Document) -> list[Node]:
    """The taxonomy of kinds that another encoding needs, where argmap put it there."""
    return [node for node in document.named("taxonomy") if node.id == ROLES and node.attrs.get("n") == MARKER]


def _unmarked(data: bytes, file: str) -> bytes:
    """The file without the word that says in which encoding it is."""
    document = parse(data, file)
    editor = Editor(document)
    editor.attribute(document.root, "type", "")
    return editor.result()


def _without_text(data: bytes, old: ArgumentMap, amap: ArgumentMap, file: str) -> bytes | None:
    """The detached file, where nothing differs but that the text is left out."""
    bare = replace(old, text=replace(old.text, content=None)) if old.text is not None else old
    return detach(data, file) if bare == amap else None


def _counted(amap: ArgumentMap, gone: frozenset[str]) -> ArgumentMap:
    """The map with pointers to be made anew from the places where ids of elements that are taken out are in them."""

    def fragment(item: Fragment) -> Fragment:
        stays = item.pointer.startswith("#") and gone.isdisjoint(_NAMES.findall(item.pointer))
        return item if stays or item.start is None else replace(item, pointer=f"src:{item.start}-{item.end}")

    components = tuple(
        replace(item, fragments=tuple(fragment(one) for one in item.fragments)) for item in amap.components
    )
    return replace(amap, components=components)


def _changed(data: bytes, amap: ArgumentMap, file: str, fetch: Fetch | None) -> bytes | None:
    """The file with the differences spliced in, and what TEI cannot hold beside it; None where it would say less."""
    data = without_kept(data, file)
    old = read(data, file, fetch)[0]
    data = update(data, old, attribute_free(amap), file)
    plain = read(data, file, fetch)[0]
    wanted = _as_written(plain, amap)
    data = keeping(data, kept_lines(differences(plain, wanted)), file)
    return data if read(data, file, fetch)[0] == wanted else None


def _as_written(plain: ArgumentMap, amap: ArgumentMap) -> ArgumentMap:
    """The map with fragments as they are read from the file where they lie at the same places."""
    components = []
    for item in amap.components:
        found = plain.component.get(item.id)
        same = found is not None and [(f.start, f.end) for f in found.fragments] == [
            (f.start, f.end) for f in item.fragments
        ]
        components.append(replace(item, fragments=found.fragments) if found is not None and same else item)
    return replace(amap, components=tuple(components))
