"""Pointers into text: from what a file writes to ranges of the reading text.

Read are element ids, pairs of ids (``from``/``to``, anchors), ``src:START-END`` and other prefixes
of a ``prefixDef``, RFC 5147 ``#char=START,END``, and TEI's schemes (`argmap.tei.schemes`). Nothing
is guessed: what cannot be resolved becomes a problem, and the pointer is kept as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from argmap.problems import Problem
from argmap.tei.parse import Document, Node
from argmap.tei.pattern import Budget, Pattern, PatternError
from argmap.tei.schemes import SCHEME, SchemeError, resolve_scheme
from argmap.tei.targets import Target, Targets

Range = tuple[int | None, int | None]

SRC_MATCH = r"(\d+)-(\d+)"
_SRC = re.compile(r"(\d{1,12})-(\d{1,12})")
_CHAR = re.compile(r"(?:char=(\d{1,12}),(\d{1,12})(?:;.*)?|range\(/\.(\d{1,12}),/\.(\d{1,12})\))")
_PREFIX = re.compile(r"([A-Za-z][A-Za-z0-9.+-]*):(?!//)(.*)", re.DOTALL)
_NO_PREFIX = frozenset({"http", "https", "mailto", "file", "urn", "doi", "data", "catma", "javascript"})
_MAX_POINTER = 4000
MAX_REST = 1000


@dataclass(frozen=True, slots=True)
class Prefix:
    """One ``prefixDef``: pointers ``ident:rest`` whose rest matches are rewritten."""

    pattern: Pattern | None
    source: str
    replacement: str

    def expand(self, rest: str) -> str | None:
        """The full pointer, or None where the pattern does not match the whole rest."""
        if self.source == SRC_MATCH:
            quick = _SRC.fullmatch(rest)
            groups: tuple[str, ...] | None = quick.groups() if quick else None
        elif self.source == "(.+)":
            groups = (rest,) if rest else None
        else:
            groups = self.pattern.fullmatch(rest) if self.pattern and len(rest) <= MAX_REST else None
        if groups is None:
            return None
        return re.sub(r"\$(\d)", lambda m: _group(groups, int(m.group(1)), rest), self.replacement)


def _group(groups: tuple[str, ...], number: int, whole: str) -> str:
    if number == 0:
        return whole
    return groups[number - 1] if number <= len(groups) else ""


def is_count(fragment: str) -> bool:
    """Whether a pointer's fragment counts characters, as RFC 5147 has it."""
    return _CHAR.fullmatch(fragment) is not None


class Resolver:
    """Resolves the pointers of one document and gathers what went wrong."""

    def __init__(self, document: Document, targets: Targets, problems: list[Problem]) -> None:
        self.document = document
        self.targets = targets
        self.problems = problems
        self.prefixes = self._prefixes()
        self._budget = Budget(3_000_000)
        own = targets.own.reading
        self.text_target: Target | None = targets.own if own is not None and own.length else None
        self.elsewhere = False

    def _prefixes(self) -> dict[str, list[Prefix]]:
        found: dict[str, list[Prefix]] = {}
        for node in self.document.named("prefixDef"):
            source = node.attrs.get("matchPattern", "")
            pattern = None
            if source != SRC_MATCH:
                try:
                    pattern = Pattern(source)
                except PatternError as error:
                    self.report("E204", f"the matchPattern cannot be used: {error}", node, "matchPattern")
            prefix = Prefix(pattern, source, node.attrs.get("replacementPattern", ""))
            found.setdefault(node.attrs.get("ident", ""), []).append(prefix)
        return found

    def settle_text(self) -> None:
        """Where no pointer has led to a text: take that which a prefix of ranges names."""
        for prefix in (one for many in self.prefixes.values() for one in many):
            name, ranges, _ = prefix.replacement.partition("#char=")
            target = self.targets.get(name) if self.text_target is None and ranges else None
            if target is not None and target.reading is not None and target.reading.length:
                self.text_target = target

    def report(self, code: str, message: str, node: Node, attribute: str = "", remedy: str = "") -> None:
        """Add a problem at an element or at one of its attributes."""
        place = self.document.place(node, attribute)
        self.problems.append(Problem(place, code, message, remedy or _REMEDIES.get(code, "")))

    def expand(self, pointer: str, node: Node, attribute: str) -> str:
        """The pointer with its prefix replaced."""
        found = _PREFIX.fullmatch(pointer)
        if not found or found.group(1) in _NO_PREFIX or pointer.startswith("#"):
            return pointer
        ident, rest = found.groups()
        for prefix in self.prefixes.get(ident, ()):
            full = self._expand(prefix, rest)
            if full is not None:
                return full
        if ident in self.prefixes:
            self.report("E204", f"the pointer {pointer} does not fit the pattern of its prefix", node, attribute)
            return ""
        self.report("E206", f"the prefix {ident}: of {pointer} is not declared", node, attribute)
        quick = _SRC.fullmatch(rest) if ident == "src" else None
        return f"#char={quick.group(1)},{quick.group(2)}" if quick else ""

    def _expand(self, prefix: Prefix, rest: str) -> str | None:
        try:
            full = prefix.expand(rest)
            self._budget.spend(prefix.pattern.steps if prefix.pattern else 1)
            return full
        except PatternError:
            return None

    def ranges(self, pointer: str, node: Node, attribute: str = "target") -> list[Range]:
        """The ranges that one pointer names; ``[(None, None)]`` where it cannot be resolved."""
        full = self.expand(pointer, node, attribute) if len(pointer) <= _MAX_POINTER else ""
        if not full:
            return [(None, None)]
        name, mark, fragment = full.partition("#")
        if not mark:
            self.report("E204", f"the pointer {pointer} names no part of a text", node, attribute)
            return [(None, None)]
        fragment = unquote(fragment)
        counted = _CHAR.fullmatch(fragment)
        if counted:
            return [self._counted(name, counted, pointer, node, attribute)]
        target = self._target(name, pointer, node, attribute)
        if target is None:
            return [(None, None)]
        try:
            return list(self._inside(target, fragment, pointer, node, attribute))
        except SchemeError as error:
            self.report(error.code, f"{pointer}: {error}", node, attribute)
            return [(None, None)]

    def of_node(self, node: Node) -> Range:
        """The range of an element of this document, such as an inline segment."""
        own = self.targets.own
        span = own.edition.span(node) if own.edition is not None else None
        if span is None:
            self.report("W210", f"the {node.name} is not in the reading text", node)
            return (None, None)
        return span

    def between(self, first: str, last: str, node: Node) -> Range:
        """The range from the start of one element to the end of another (anchors have no width)."""
        start = self._edge(first, node, "from", end=False)
        end = self._edge(last, node, "to", end=True)
        if start is None or end is None:
            return (None, None)
        if end <= start:
            self.report("E205", f"nothing stands between {first} and {last}", node, "to")
            return (None, None)
        return (start, end)

    def _edge(self, pointer: str, node: Node, attribute: str, *, end: bool) -> int | None:
        full = self.expand(pointer, node, attribute)
        name, _, fragment = full.partition("#")
        fragment = unquote(fragment)
        if full and fragment and not _CHAR.fullmatch(fragment) and not SCHEME.match(fragment):
            target = self._target(name, pointer, node, attribute)
            element = self._element(target, fragment, pointer, node, attribute) if target else None
            if target is None or element is None or target.edition is None:
                return None
            point = target.edition.point(element, end=end)
            if point is None:
                self.report("W210", f"{pointer} leads to what is not reading text", node, attribute)
            return point
        found = self.ranges(pointer, node, attribute)
        return found[-1][1] if end else found[0][0]

    def _target(self, name: str, pointer: str, node: Node, attribute: str) -> Target | None:
        target = self.targets.get(name)
        if target is None:
            self.report("W207", f"the pointer {pointer} leads to {name}, which is not at hand", node, attribute)
        elif target.reading is not None and self.text_target is None:
            self.text_target = target
        elif target.reading is not None and target is not self.text_target:
            self.report("W209", f"the pointer {pointer} leads to a second text, {name}", node, attribute)
            return None
        return target

    def _counted(self, name: str, found: re.Match[str], pointer: str, node: Node, attribute: str) -> Range:
        """A range given by numbers. It holds even where the text is not at hand."""
        start, end = (int(value) for value in found.groups() if value is not None)
        if "://" in name:
            self.elsewhere = True
            return (start, end) if start < end else (None, None)
        if self.text_target is None:
            target = self.targets.get(name)
            if target is not None and target.reading is not None:
                self.text_target = target
        reading = self.text_target.reading if self.text_target else None
        if end <= start or (reading is not None and end > reading.length):
            beyond = f", the text has {reading.length} characters" if reading and end > reading.length else ""
            self.report("E205", f"{pointer} is no range of the text{beyond}", node, attribute)
            return (None, None)
        return (start, end)

    def _inside(self, target: Target, fragment: str, pointer: str, node: Node, attribute: str) -> list[Range]:
        if SCHEME.match(fragment):
            return list(resolve_scheme(target, fragment))
        element = self._element(target, fragment, pointer, node, attribute)
        if element is None:
            return [(None, None)]
        return self._of_element(target, element, pointer, node, attribute)

    def _element(self, target: Target, fragment: str, pointer: str, node: Node, attribute: str) -> Node | None:
        element = target.document.ids.get(fragment) if target.document else None
        if element is None:
            self.report("E203", f"{pointer} hits nothing", node, attribute)
        return element

    def _of_element(self, target: Target, element: Node, pointer: str, node: Node, attribute: str) -> list[Range]:
        if element.name == "span" and element is not node and element.attrs.get("type") == "fragment":
            return [(f[0], f[1]) for f in self._helper(element)]
        span = target.edition.span(element) if target.edition else None
        if span is None:
            self.report("W210", f"{pointer} leads to what is not reading text", node, attribute)
            return [(None, None)]
        return [span]

    def _helper(self, element: Node) -> list[Range]:
        """A helper ``span type="fragment"``: it may not lead to a helper again."""
        first = element.attrs.get("from", "")
        if first:
            return [self.between(first, element.attrs.get("to", first), element)]
        found: list[Range] = []
        for pointer in element.attrs.get("target", "").split():
            again = self.document.ids.get(pointer.removeprefix("#"))
            if again is not None and again.attrs.get("type") == "fragment":
                self.report("E204", f"{pointer} leads from one fragment to another", element, "target")
            else:
                found += self.ranges(pointer, element)
        return found or [(None, None)]


_REMEDIES = {
    "E203": "give the place that id, or correct the pointer",
    "E204": "write #id, src:START-END, or from and to",
    "E205": "correct the numbers, or attach the annotation to its text again",
    "E206": "add a prefixDef for it to the header",
    "W207": "put that file where the pointer says, or attach the annotation",
    "W209": "attach the annotation to the text that you want",
    "E217": "count again, or remove it: the hash and the range suffice",
    "W210": "point at a passage inside the text",
}
