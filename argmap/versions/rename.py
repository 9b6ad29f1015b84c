"""Two people gave the same new id to different things: theirs gets a new one, and what points at it follows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.tei.markup import quote
from argmap.tei.parse import Document, Node
from argmap.tei.splice import Editor

_NUMBERED = re.compile(r"(.*?)(\d{1,9})")
_ENDS = ("name", "active", "passive", "mutual")
_PASSAGE = ("target", "from", "to")


def renamed(base: Document | None, ours: Document | None, theirs: Document | None) -> tuple[bytes, dict[str, str]]:
    """Their bytes with new ids where new components or relations of both versions share one.

    Returns:
        The bytes, and for each new id the one that it replaces.
    """
    if ours is None or theirs is None:
        return b"", {}
    taken = [document for document in (base, ours, theirs) if document is not None]
    free = _Free(ident for document in taken for ident in document.ids)
    new: dict[str, str] = {}
    for name in ("span", "relation"):
        for node in theirs.named(name):
            twin = ours.ids.get(node.id)
            fresh = node.id and theirs.ids.get(node.id) is node and (base is None or node.id not in base.ids)
            if fresh and twin is not None and not _one_thing(twin, node, new):
                new[node.id] = free.after(node.id)
    return _rewritten(theirs, new) if new else theirs.source.data, {value: key for key, value in new.items()}


def _one_thing(one: Node, other: Node, new: dict[str, str]) -> bool:
    """Whether two elements of one id are the same: cut alike or glossed alike; of relations, with the same ends."""
    if one.name != other.name:
        return False
    if one.name == "relation":
        mine = [one.attrs.get(name, "").split() for name in _ENDS]
        return mine == [[_moved(word, new) for word in other.attrs.get(name, "").split()] for name in _ENDS]
    cut = [[node.attrs.get(name, "") for name in _PASSAGE] for node in (one, other)]
    glosses = [[gloss.text() for gloss in node.find_all("gloss")] for node in (one, other)]
    return (cut[0] == cut[1] and any(cut[0])) or (glosses[0] == glosses[1] and any(glosses[0]))


class _Free:
    """Ids that nobody has yet: the highest number of each stem."""

    def __init__(self, used: Iterable[str]) -> None:
        self.highest: dict[str, int] = {}
        for ident in used:
            found = _NUMBERED.fullmatch(ident)
            if found:
                stem, number = found.group(1), int(found.group(2))
                self.highest[stem] = max(number, self.highest.get(stem, 0))

    def after(self, ident: str) -> str:
        """An id with the stem of this one."""
        found = _NUMBERED.fullmatch(ident)
        stem = found.group(1) if found else f"{ident}-"
        self.highest[stem] = self.highest.get(stem, 1) + 1
        return f"{stem}{self.highest[stem]}"


def _moved(word: str, new: dict[str, str]) -> str:
    return f"#{new[word[1:]]}" if word[:1] == "#" and word[1:] in new else word


def _rewritten(document: Document, new: dict[str, str]) -> bytes:
    editor = Editor(document)
    source = document.source
    for node in document.nodes:
        for name, value in node.attrs.items() if not node.inside_entity else ():
            if name == "xml:id":
                changed = new.get(value, value) if document.ids.get(value) is node else value
            else:
                changed = " ".join(_moved(word, new) for word in value.split()) if "#" in value else value
            at = source.attribute(node.start, name) if changed != value else None
            if at is not None and changed.split() != value.split():
                editor.replace(*at, quote(changed)[1:-1].replace("'", "&apos;"))
    return editor.result()
