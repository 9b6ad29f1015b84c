"""The lines of a brat file, taken apart by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.codes import fault
from argmap.problems import Place, Problem

Span = tuple[int, int]
_SPAN = re.compile(r"(\S+)[ ](\d{1,12}[ ]\d{1,12}(?:;\d{1,12}[ ]\d{1,12})*)[ ]?")
_RELATION = re.compile(r"(\S+)[ ]+([^\s:]+):(\S+)[ ]+([^\s:]+):(\S+)\s*")
_ATTRIBUTE = re.compile(r"(\S+)[ ](\S+)(?:[ ](.*))?")
_NOTE = re.compile(r"(\S+)[ ](\S+)[ ]?")
_EVENT = re.compile(r"([^\s:]+):(\S+)((?:[ ]+[^\s:]+:\S+)*)\s*")
_NORMAL = re.compile(r"(\S+)[ ](\S+)[ ](\S+)[ ]?")
_MEMBERS = re.compile(r"(\S+)((?:[ ]+\S+)+)[ ]?")


@dataclass(frozen=True, slots=True)
class Textbound:
    """``T1<tab>Label 0 5;9 12<tab>text``."""

    id: str
    label: str
    spans: tuple[Span, ...]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Linked:
    """``R1<tab>Name Arg1:T1 Arg2:T2``; ``ends`` and ``roles`` are pairs, the source first."""

    id: str
    name: str
    roles: tuple[str, str]
    ends: tuple[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """An attribute (``A``, ``M``) or a note (``#``) of an annotation; an attribute without a value has None."""

    id: str
    name: str
    target: str
    value: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Other:
    """A line that argmap only keeps, and the ids it refers to."""

    text: str
    refers: tuple[str, ...]
    line: int


@dataclass
class Parsed:
    """A whole file; ``triggers`` leads from an event to the annotation that it stands on."""

    spans: list[Textbound] = field(default_factory=list)
    relations: list[Linked] = field(default_factory=list)
    attributes: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    triggers: dict[str, str] = field(default_factory=dict)
    normals: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, file: str) -> Parsed:
    """All lines of a file; one that breaks the rules is told, and kept."""
    made = Parsed()
    for number, line in _lines(text):
        head, _, rest = line.partition("\t")
        known = head[:1] in _KINDS and (bool(head[1:]) or head == "*")
        if known and _KINDS[head[0]](made, head, rest, number):
            continue
        code, what = ("E915", "is not as a brat line of its kind is") if known else ("W917", "is of no known kind")
        made.problems.append(fault(code, f"the line {head[:20]!r} {what}", Place(file, number, 1)))
        made.others.append(Other(line, (), number))
    return made


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, empty ones left out; only line feeds end a line, as brat has it."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            yield number, line.removesuffix("\r")


def _textbound(made: Parsed, ident: str, rest: str, number: int) -> bool:
    data, _, words = rest.partition("\t")
    found = _SPAN.fullmatch(data)
    if found:
        pairs = (pair.split(" ") for pair in found[2].split(";"))
        spans = tuple((int(start), int(end)) for start, end in pairs)
        made.spans.append(Textbound(ident, found[1], spans, words, number))
    return found is not None


def _linked(made: Parsed, ident: str, rest: str, number: int) -> bool:
    found = _RELATION.fullmatch(rest)
    if found:
        made.relations.append(Linked(ident, found[1], (found[2], found[4]), (found[3], found[5]), number))
    return found is not None


def _attribute(made: Parsed, ident: str, rest: str, number: int) -> bool:
    found = _ATTRIBUTE.fullmatch(rest)
    if found:
        value = found[3] or None
        made.attributes.append(Remark(ident, found[1], found[2], value, number))
    return found is not None


def _note(made: Parsed, ident: str, rest: str, number: int) -> bool:
    data, tab, words = rest.partition("\t")
    found = _NOTE.fullmatch(data)
    if found:
        made.notes.append(Remark(ident, found[1], found[2], words if tab else None, number))
    return found is not None


def _event(made: Parsed, ident: str, rest: str, number: int) -> bool:
    found = _EVENT.fullmatch(rest)
    if found:
        made.triggers.setdefault(ident, found[2])
        ends = tuple(item.partition(":")[2] for item in found[3].split())
        made.others.append(Other(f"{ident}\t{rest}", (found[2], *ends), number))
    return found is not None


def _normal(made: Parsed, ident: str, rest: str, number: int) -> bool:
    found = _NORMAL.fullmatch(rest.partition("\t")[0])
    if found:
        made.normals.add(ident)
        made.others.append(Other(f"{ident}\t{rest}", (found[2],), number))
    return found is not None


def _members(made: Parsed, ident: str, rest: str, number: int) -> bool:
    found = _MEMBERS.fullmatch(rest)
    if found:
        made.others.append(Other(f"{ident}\t{rest}", tuple(found[2].split()), number))
    return found is not None


_KINDS = {
    "T": _textbound,
    "R": _linked,
    "A": _attribute,
    "M": _attribute,
    "#": _note,
    "E": _event,
    "N": _normal,
    "*": _members,
}
