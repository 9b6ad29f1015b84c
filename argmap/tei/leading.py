"""Pointers led from one file into another: out of a file into an edition of another name, and home again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from argmap.model import ArgumentMap, Fragment
from argmap.tei.markup import block, element
from argmap.tei.parse import Document, Node
from argmap.tei.pointers import MAX_REST, Resolver, is_count
from argmap.tei.scaffold import Prefix, header
from argmap.tei.schemes import SCHEME
from argmap.tei.targets import Target, Targets
from argmap.tei.transport import Carrier

MARKER = "argmap-sidecar"
_IDENT = "edition"
_POINTING = frozenset(
    {
        "target", "targetEnd", "from", "to", "corresp", "inst", "source", "synch", "sameAs", "copyOf", "exclude",
        "select", "next", "prev", "start", "end", "ref", "who",
    }
)  # fmt: skip
Lead = Callable[[str], str]


class Outward:
    """Leads pointers into a file's own text to an edition of another name."""

    def __init__(self, document: Document, top: Node, name: str) -> None:
        self.name = name
        self.used = False
        self._inside = frozenset(node.id for node in top.walk() if node.id)
        self._resolver = Resolver(document, Targets(Target.of(document), None), [])
        own = [node for node in document.named("prefixDef") if node.attrs.get("replacementPattern", "")[:1] == "#"]
        self.renamed = [node for node in own if node.attrs["replacementPattern"].startswith("#char=")]
        ranges = {node.attrs.get("ident", "") for node in self.renamed}
        self._others = frozenset(node.attrs.get("ident", "") for node in own) - ranges
        taken = {node.attrs.get("ident", "") for node in document.named("prefixDef")}
        names = (_IDENT, *(f"{_IDENT}{n}" for n in range(2, 1000)))
        self._ident = next((i for i in names if i not in taken), "") if header(document) is not None else ""
        self._root = document.root

    def __call__(self, pointer: str) -> str:
        """The pointer, led into the edition where it leads into the text."""
        full = pointer
        if pointer.partition(":")[0] in self._others:
            full = self._resolver.expand(pointer, self._root, "")
        fragment = unquote(full[1:]) if full.startswith("#") else ""
        if is_count(fragment):
            return f"{self.name}{full}"
        if not (fragment in self._inside or SCHEME.match(fragment)):
            return pointer
        if not self._ident or len(full) > MAX_REST:
            return f"{self.name}{full}"
        self.used = True
        return f"{self._ident}:{full[1:]}"

    def declared(self) -> Prefix:
        """The prefix of pointers by ids."""
        said = element("p", f"Pointers lead into {unquote(self.name)}, which lies beside this file.")
        attributes = [
            ("ident", self._ident),
            ("n", MARKER),
            ("matchPattern", "(.+)"),
            ("replacementPattern", f"{self.name}#$1"),
        ]
        return Prefix(self._ident, tuple(block("prefixDef", [said], attributes)))


class Homeward:
    """Leads pointers into an edition of that name back into the file itself."""

    def __init__(self, document: Document, name: str) -> None:
        self.ours = [
            node
            for node in document.named("prefixDef")
            if node.attrs.get("n") == MARKER and node.attrs.get("replacementPattern") == f"{name}#$1"
        ]
        self._starts = (f"{name}#", *(f"{node.attrs.get('ident', '')}:" for node in self.ours))

    def __call__(self, pointer: str) -> str:
        """The pointer within the one file."""
        start = next((start for start in self._starts if pointer.startswith(start)), None)
        return pointer if start is None else f"#{pointer[len(start) :]}"


def point(editor: Carrier, node: Node, lead: Lead) -> None:
    """Lead the pointers of one element; what does not change stays as it is written."""
    for key, value in node.attrs.items():
        found = editor.source.attribute(node.start, key) if key in _POINTING and not node.inside_entity else None
        if not found or not any(token != lead(token) for token in value.split()):
            continue
        parts = editor.source.decode(*found).split(" ")
        editor.restore(*found, " ".join(_token(part, lead) for part in parts))


def _token(written: str, lead: Lead) -> str:
    """A pointer as a file writes it, with references and all; only its beginning changes."""
    plain = unescape(written)
    fresh = lead(plain)
    at = 0
    while at < min(len(plain), len(fresh)) and plain[-1 - at] == fresh[-1 - at]:
        at += 1
    tail = plain[len(plain) - at :]
    return fresh[: len(fresh) - at] + written[len(written) - at :] if written.endswith(tail) else _quoted(fresh)


def _quoted(text: str) -> str:
    """A value as it stands between the quotes of an attribute, of either kind."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&apos;")


def led(amap: ArgumentMap, lead: Lead) -> ArgumentMap:
    """The map with its pointers led elsewhere."""

    def fragment(item: Fragment) -> Fragment:
        return replace(item, pointer=" ".join(lead(token) for token in item.pointer.split(" ")))

    def extra(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((k, " ".join(map(lead, v.split(" "))) if k in _POINTING else v) for k, v in pairs)

    components = tuple(
        replace(item, fragments=tuple(map(fragment, item.fragments)), extra=extra(item.extra))
        for item in amap.components
    )
    relations = tuple(replace(item, extra=extra(item.extra)) for item in amap.relations)
    return replace(amap, components=components, relations=relations)
