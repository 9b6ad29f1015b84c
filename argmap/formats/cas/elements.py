"""The elements of an XMI file, found one by one, so that what is garbled between them does not matter.

XMI is flat: below its root stands an element for each structure, with attributes and, for lists of texts, children
that hold a text each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CAS = "http:///uima/cas.ecore"
_ATTRIBUTE = r"""\s+[\w:.\-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')"""
_ROOT = re.compile(rf"<[\w.\-]+:XMI((?:{_ATTRIBUTE})*)\s*(/?)>")
_END = re.compile(r"\s*</[\w.\-]+:XMI\s*>")
_CHILD = rf"<(?P<child>[\w.\-]+)(?:{_ATTRIBUTE})*\s*(?:/>|>[^<]*</(?P=child)\s*>)"
_ELEMENT = re.compile(
    rf"<(?P<prefix>[\w.\-]+):(?P<local>[\w.\-]+)(?P<attributes>(?:{_ATTRIBUTE})*)\s*"
    rf"(?:/>|>(?P<inner>(?:\s*{_CHILD})*\s*)</(?P=prefix):(?P=local)\s*>)"
)
_PAIR = re.compile(r"""([\w:.\-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_INNER = re.compile(rf"<([\w.\-]+)(?:{_ATTRIBUTE})*\s*(?:/>|>([^<]*)</)")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


@dataclass
class Element:
    """One element: where it begins and ends, the type that its name stands for ("": none), attributes, texts inside."""

    start: int
    end: int
    type: str
    attributes: dict[str, str]
    texts: list[tuple[str, str]]


@dataclass
class Gap:
    """A stretch that is no whole element; ``cut`` where the file ends in it or after it."""

    start: int
    text: str
    cut: bool = False


def scanned(text: str) -> Iterator[Element | Gap]:
    """The elements of an XMI file and what is garbled between them, in order; nothing where the root is not there."""
    root = _ROOT.search(text)
    if root is None or root[2]:
        return
    spaces = {key.partition(":")[2]: value for key, value in _pairs(root[1]) if key.startswith("xmlns:")}
    at = root.end()
    for found in _ELEMENT.finditer(text, at):
        yield from _gap(text, at, found.start())
        at = found.end()
        attributes = dict(_pairs(found["attributes"]))
        own = {key.partition(":")[2]: value for key, value in attributes.items() if key.startswith("xmlns:")}
        space = {**spaces, **own}.get(found["prefix"], "")
        texts = [(name, decoded(held)) for name, held in _INNER.findall(found["inner"] or "")]
        yield Element(found.start(), at, _type(space, found["local"]), attributes, texts)
    end = _END.match(text, at) or _END.search(text, at)
    if end is not None:
        yield from _gap(text, at, end.start())
    else:
        rest = text[at:].strip()
        yield Gap(text.index(rest, at) if rest else len(text), rest, cut=True)


def without_texts(xmi: str) -> tuple[str, dict[int, dict[str, str]]]:
    """An XMI file without the texts of its Sofas, and the attributes of these by their numbers."""
    sofas: dict[int, dict[str, str]] = {}
    parts: list[str] = []
    at = 0
    named = re.search(rf"""xmlns:([\w.\-]+)\s*=\s*["']{CAS}["']""", xmi)
    prefix = re.escape(named[1]) if named else "cas"
    for found in re.finditer(rf"<{prefix}:Sofa(?:{_ATTRIBUTE})*", xmi):
        held = dict(_pairs(found[0].partition(":Sofa")[2]))
        number = held.get("xmi:id", "")
        if not number.isdecimal():
            continue
        sofas[int(number)] = held
        text = re.search(r"""\ssofaString\s*=\s*(?:"[^"<]*"|'[^'<]*')""", found[0])
        if text is not None:
            parts.append(xmi[at : found.start() + text.start()])
            at = found.start() + text.end()
    return "".join([*parts, xmi[at:]]), sofas


def decoded(raw: str) -> str:
    """What a stretch of XML says: references become characters; what is none stays as it is."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3]]
        point = int(found[1]) if found[1] else int(found[2], 16)
        return chr(point) if point < 0x110000 else "\ufffd"

    return _REFERENCE.sub(character, raw) if "&" in raw else raw


def _pairs(attributes: str) -> list[tuple[str, str]]:
    """Attributes with their values; white space in them counts as spaces, as XML has it."""
    found = _PAIR.findall(attributes)
    return [(name, decoded(re.sub(r"\r\n|[\t\r\n]", " ", double or single))) for name, double, single in found]


def _type(space: str, local: str) -> str:
    """The name of a type from a namespace, as UIMA makes it."""
    if not space.startswith("http:///") or not space.endswith(".ecore"):
        return ""
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return local if package == "uima.noNamespace" else f"{package}.{local}"


def _gap(text: str, start: int, end: int) -> Iterator[Gap]:
    between = text[start:end]
    if between.strip():
        yield Gap(start + len(between) - len(between.lstrip()), between.strip())
