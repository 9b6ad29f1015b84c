"""Components of the home form: ``span`` elements with a role, a paraphrase, codes, and pointers into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model import AUTHOR_VOICE, KINDS, Component, Fragment
from argmap.tei.header import CodeBook
from argmap.tei.names import ISSUES, OTHER_ROLES, ROLES, VOICES
from argmap.tei.parse import Document, Node
from argmap.tei.pointers import Range, Resolver

GROUPS = frozenset({"components", "argument", "arguments", "argumentation"})
_NOT_ROLES = frozenset({"fragment", "page", "section"})
_OWN = frozenset(
    {"xml:id", "type", "subtype", "target", "from", "to", "ana", "resp", "cert", "xml:lang", "inst", "targetEnd"}
)
_CERT = frozenset({"high", "medium", "low", "unknown", ""})


def component_spans(document: Document) -> Iterator[Node]:
    """The spans that are components: in a group of components, or of a known role outside other groups."""
    roles = set(KINDS) | OTHER_ROLES
    for node in document.named("span"):
        if node.attrs.get("type") in _NOT_ROLES:
            continue
        group = node.parent if node.parent is not None and node.parent.name == "spanGrp" else None
        if (
            (group is not None and group.attrs.get("type") in GROUPS)
            or node.attrs.get("type", "").lower() in roles
            or _in_argument(node)
        ):
            yield node


def _in_argument(node: Node) -> bool:
    """Whether a typed span stands directly in a ``standOff`` for arguments."""
    parent = node.parent
    own = parent is not None and parent.name == "standOff" and parent.attrs.get("type") in GROUPS
    return own and bool(node.attrs.get("type"))


class ComponentReader:
    """Turns annotation elements into components; ``resolver`` finds their passages."""

    def __init__(self, document: Document, resolver: Resolver, book: CodeBook) -> None:
        self.document = document
        self.resolver = resolver
        self.book = book
        self.unnamed = 0
        self._given: set[str] = set()
        self._doubles: dict[str, int] = {}
        self.pointing: dict[str, dict[str, list[Node]]] = {}

    def span(self, node: Node) -> Component:
        """A ``span`` of the home form (or an old one whose text is the paraphrase)."""
        gloss = node.find("gloss")
        paraphrase = gloss.text() if gloss is not None else node.text(frozenset({"note", "fs", "certainty", "desc"}))
        return self.component(node, self.fragments(node), paraphrase)

    def component(
        self, node: Node, fragments: tuple[Fragment, ...], gloss: str, extra: tuple[tuple[str, str], ...] = ()
    ) -> Component:
        """A component from any element that bears the usual attributes."""
        kind, issues, voice, others = self.codes(node)
        subtype = node.attrs.get("subtype", "")
        if subtype and subtype != "thesis":
            others.append(("subtype", subtype))
        rest = [(key, value) for key, value in node.attrs.items() if key not in _OWN]
        if not fragments:
            self.resolver.report("E211", "the component points at no passage", node, "", "add target or from and to")
        return Component(
            id=self.name(node),
            kind=kind,
            gloss=gloss,
            fragments=fragments,
            issues=tuple(issues),
            voice=voice,
            thesis=subtype == "thesis",
            annotator=self.annotator(node, others),
            certainty=self.certainty(node),
            notes=tuple(note.text() for note in node.find_all("note") if note.attrs.get("type") != "gloss"),
            extra=tuple(rest + others) + extra,
            place=self.document.place(node),
        )

    def name(self, node: Node) -> str:
        """What a component or relation is called: its id; of several with one id the later ones get a number."""
        ident = node.id or self.fresh(node)
        if ident in self._given:
            base, number = ident, self._doubles.get(ident, 1)
            while ident in self._given or ident in self.document.ids:
                number += 1
                ident = f"{base}-{number}"
            self._doubles[base] = number
        self._given.add(ident)
        return ident

    def fresh(self, node: Node) -> str:
        """An id for an element that has none, so that it can be spoken of; reported."""
        self.unnamed += 1
        while (name := f"unnamed.{self.unnamed}") in self.document.ids:
            self.unnamed += 1
        self.resolver.report(
            "W208", f"the {node.name} has no xml:id; it is called {name} here", node, "", "give it one"
        )
        return name

    def codes(self, node: Node) -> tuple[str, list[str], str, list[tuple[str, str]]]:
        """Kind, issues, voice, and whatever else ``@ana`` holds (with that of the group, if there is none)."""
        kind, voice = node.attrs.get("type", ""), AUTHOR_VOICE
        issues: list[str] = []
        others: list[tuple[str, str]] = []
        for value in inherited(node, "ana").split():
            code = value.removeprefix("#")
            use = self.book.use_of(code) if value.startswith("#") else ""
            if code in KINDS and code not in self.book.use:  # a role that is not declared
                use = ROLES
            if use == ROLES:
                kind = kind or self.book.kinds.get(code, code)
            elif use == VOICES:
                voice = code
            elif use == ISSUES:
                issues.append(code)
            else:
                others.append(("ana", value))
        return kind, issues, voice, others

    def annotator(self, node: Node, others: list[tuple[str, str]]) -> str:
        """The id of the first who is responsible; where there are more, all are kept beside it."""
        value = inherited(node, "resp")
        if len(value.split()) > 1:
            others.append(("resp", value))
        return (value.split() or [""])[0].removeprefix("#")

    def certainty(self, node: Node) -> str:
        """The certainty as written; a value that is neither a word of TEI's nor 0 to 1 is reported."""
        value = inherited(node, "cert")
        number = re.fullmatch(r"[01](\.\d*)?|\.\d+", value)
        if value not in _CERT and not (number and float(value) <= 1):
            remedy = "write high, medium, low, unknown, or a number from 0 to 1"
            self.resolver.report("W213", f"cert={value!r} is no certainty", node, "cert", remedy)
        return value

    def fragments(self, node: Node, attribute: str = "target") -> tuple[Fragment, ...]:
        """All fragments that an element points at, in the order of its pointers."""
        if node.attrs.get("from"):
            if node.attrs.get("target"):
                self.resolver.report("E212", "there is both target and from", node, "target", "keep one of them")
            first = node.attrs["from"]
            last = node.attrs.get("to") or first
            pointer = first if first == last else f"{first} {last}"
            where = self.resolver.between(first, last, node)
            return (self.fragment(node, pointer, where, "from", checks_of(node).get(pointer)),)
        checks = checks_of(node)
        found: list[Fragment] = []
        for pointer in node.attrs.get(attribute, "").split():
            found += [
                self.fragment(node, pointer, where, attribute, checks.get(pointer))
                for where in self.resolver.ranges(pointer, node, attribute)
            ]
        return tuple(found)

    def fragment(self, node: Node, pointer: str, where: Range, attribute: str, check: Node | None = None) -> Fragment:
        """One fragment with the words and the hash that are kept for it."""
        score, status = feature(check, "score"), feature(check, "status")
        stated = feature(check, "length")
        width = None if where[0] is None or where[1] is None else where[1] - where[0]
        if check is not None and stated and width is not None and stated != str(width):
            self.resolver.report("E217", f"{pointer} does not hold {stated} characters", check)
        start, end = where if status != "lost" else (None, None)  # the numbers count in a text that is gone
        return Fragment(
            start=start,
            end=end,
            pointer=pointer,
            first=feature(check, "start"),
            last=feature(check, "end"),
            sha256=feature(check, "sha256"),
            status=status,
            score=number_of(score),
            place=self.document.place(node, attribute),
        )


def inherited(node: Node, attribute: str) -> str:
    """An attribute of the element, or of the group (``spanGrp``, ``listRelation`` …) that holds it."""
    own = node.attrs.get(attribute)
    inline = node.name == "seg"  # what is around it belongs to the text, or is another component
    if own is None and node.parent is not None and node.parent.name != "standOff" and not inline:
        own = node.parent.attrs.get(attribute)
    return own or ""


def checks_of(node: Node) -> dict[str, Node]:
    """The ``fs type="fragment"`` of a span, by the pointer that they check."""
    return {fs.attrs.get("corresp", ""): fs for fs in node.find_all("fs") if fs.attrs.get("type") == "fragment"}


def feature(fs: Node | None, name: str) -> str:
    """The value of one feature: the text of its ``string``, or the ``@value`` of its ``symbol`` or ``numeric``."""
    for item in fs.find_all("f") if fs is not None else ():
        if item.attrs.get("name") == name:
            value = next(iter(item.elements), item)
            return value.attrs.get("value") or value.text()
    return ""


def number_of(text: str) -> float | None:
    """A score written as a decimal number; None for anything else."""
    return float(text) if re.fullmatch(r"\d{1,9}(\.\d{1,17})?", text) else None
