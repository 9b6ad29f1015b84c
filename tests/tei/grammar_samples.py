"""Documents drawn at random from a RelaxNG grammar: whatever it allows may turn up in them.

Knows the patterns and datatypes that the argmap profile uses; any other is an error, so that the
grammar cannot grow past its test.
"""

from __future__ import annotations

import random
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
SPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

DATA = {
    "anyURI": ["#a", "src:1-2", "other.xml#c1", "https://example.org/x"],
    "Name": ["claim", "a.b-c", "evidence"],
    "NMTOKEN": ["supports", "x1"],
    "token": ["word", "two"],
    "string": ["", "any text", "5"],
    "language": ["en", "kk", "de-CH"],
    "date": ["2026-11-21"],
    "gYear": ["2026"],
    "gYearMonth": ["2026-11"],
    "dateTime": ["2026-11-21T10:00:00Z"],
    "decimal": ["0", "0.5", "1"],
    "nonNegativeInteger": ["0", "571"],
}
PATTERNS = {
    r"\S+": None,
    r"[^\s]+": None,
    r"[0-9a-f]{64}": ["0" * 64],
    r"[0-9]+(\.[0-9]+){1,2}": ["4.12.0", "4.3"],
    r"[a-z][a-z0-9+.\-]*": ["src"],
    r"\d+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": ["0.1.0", "1"],
}


class Sampler:
    """Draws documents; ``depth`` is how deep an element may lie before the shortest way out is taken."""

    def __init__(self, path: Path, seed: int, depth: int = 9) -> None:
        root = etree.parse(path).getroot()
        self.defines = {d.get("name"): list(d) for d in root.iter(RNG + "define")}
        self.start = list(root.find(RNG + "start"))
        self.random = random.Random(seed)
        self.depth = depth
        self.ids = 0
        self.used: set[str] = set()
        self.cost = self._costs()

    def document(self) -> etree._Element:
        holder = etree.Element("holder")
        self._all(self.start, holder, 0)
        return holder[0]

    def _all(self, patterns: list[etree._Element], parent: etree._Element, depth: int) -> None:
        for pattern in patterns:
            self._draw(pattern, parent, depth)

    def _draw(self, pattern: etree._Element, parent: etree._Element, depth: int) -> None:
        if not isinstance(pattern.tag, str):
            return
        kind = pattern.tag.removeprefix(RNG)
        if kind == "ref":
            self.used.add(pattern.get("name"))
            self._all(self.defines[pattern.get("name")], parent, depth)
        elif kind == "element":
            node = etree.SubElement(parent, f"{{{SPACE}}}{pattern.get('name')}")
            self._all(list(pattern), node, depth + 1)
        elif kind == "attribute":
            parent.set(pattern.get("name").replace("xml:", XML_ID[:-2]), self._value(list(pattern)))
        elif kind in ("data", "value", "list"):
            self._write(parent, self._value([pattern]))
        elif kind == "text":
            self._write(parent, self.random.choice(["", " words & more "]))
        elif kind == "choice":
            self._draw(self._pick(list(pattern), depth), parent, depth)
        elif kind == "group":
            self._all(list(pattern), parent, depth)
        elif kind in ("optional", "zeroOrMore", "oneOrMore"):
            for _ in range(self._times(kind, pattern, depth)):
                self._all(list(pattern), parent, depth)
        elif kind != "empty":
            raise NotImplementedError(kind)

    def _times(self, kind: str, pattern: etree._Element, depth: int) -> int:
        least = int(kind == "oneOrMore")
        deep = depth > self.depth and self._cost(pattern[0]) > 0
        most = least if deep else 1 if kind == "optional" else 3
        return self.random.randint(least, most)

    def _pick(self, options: list[etree._Element], depth: int) -> etree._Element:
        if depth > self.depth:
            least = min(map(self._cost, options))
            options = [option for option in options if self._cost(option) == least]
        return self.random.choice(options)

    @staticmethod
    def _write(parent: etree._Element, text: str) -> None:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _value(self, patterns: list[etree._Element]) -> str:
        return " ".join(filter(None, (self._one_value(p) for p in patterns if isinstance(p.tag, str))))

    def _one_value(self, pattern: etree._Element) -> str:
        kind = pattern.tag.removeprefix(RNG)
        if kind == "ref":
            self.used.add(pattern.get("name"))
            return self._value(self.defines[pattern.get("name")])
        if kind == "value":
            return pattern.text
        if kind == "choice":
            return self._one_value(self.random.choice(list(pattern)))
        if kind in ("list", "group"):
            return self._value(list(pattern))
        if kind == "oneOrMore":
            return " ".join(self._value(list(pattern)) for _ in range(self.random.randint(1, 2)))
        if kind != "data":
            raise NotImplementedError(kind)
        if pattern.get("type") == "ID":
            self.ids += 1
            return f"id{self.ids}"
        limits = [PATTERNS[p.text] for p in pattern.iter(RNG + "param") if p.get("name") == "pattern"]
        return self.random.choice((limits and limits[0]) or DATA[pattern.get("type")])

    def _cost(self, pattern: etree._Element) -> int:
        """How many elements at least a pattern puts under one another."""
        kind = pattern.tag.removeprefix(RNG) if isinstance(pattern.tag, str) else "empty"
        if kind == "ref":
            return self.cost.get(pattern.get("name"), 99)
        inner = [self._cost(child) for child in pattern if isinstance(child.tag, str)]
        if kind == "element":
            return 1 + max(inner, default=0)
        if kind in ("optional", "zeroOrMore", "text", "empty", "data", "value", "attribute", "list"):
            return 0
        return min(inner) if kind == "choice" else max(inner, default=0)

    def _costs(self) -> dict[str, int]:
        self.cost = {}
        for _ in range(20):
            self.cost = {
                name: max((self._cost(p) for p in body if isinstance(p.tag, str)), default=0)
                for name, body in self.defines.items()
            }
        return self.cost
