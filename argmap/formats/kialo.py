"""Kialo's text export of a discussion: a numbered outline of theses, pros and cons; read, not written.

A claim's number is its place in the outline: ``1.2.`` stands below ``1.``. ``-> See 1.2.`` stands for a claim that
is written elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from argmap.formats.codes import fault
from argmap.formats.extra import keep
from argmap.formats.jsontext import text_of
from argmap.model import ArgumentMap, BibItem, Component, Relation
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem

PREFIX = "kialo"
_TITLE = re.compile(r"\s*Discussion (?:Title|Name):[ \t]*(.*)")
_ENTRY = re.compile(r"(\d+(?:\.\d+)*)\.[ \t]+(?:(Pro|Con):[ \t]*)?(.*)")
_SEE = re.compile(r"->\s*See\s+(?:discussion\s+)?(\d+(?:\.\d+)*)\.?\s*", re.IGNORECASE)
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(((?:[^\s()]|\([^\s()]*\))+)\)")
_ESCAPE = re.compile(r"\\([\[\]\\*_()`>#-])")
_NAMES = {"Pro": "supports", "Con": "attacks"}


@dataclass
class _Entry:
    number: str
    side: str
    line: int
    words: list[str] = field(default_factory=list)

    @property
    def parent(self) -> str:
        return self.number.rpartition(".")[0]


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from a Kialo export: claims, supports and attacks, linked pages as cited sources.

    Raises:
        DataError: there is no numbered claim.
    """
    text, problems = text_of(source)
    title, entries = _outline(text)
    if not entries:
        raise DataError("there is no numbered claim", "export the discussion as text", place=Place(source.name, 1, 1))
    return _Reading(source.name, problems).run(title, entries), problems


def _outline(text: str) -> tuple[str, list[_Entry]]:
    """Title and entries; lines that begin no entry go on with the one before, numbered lists inside a claim too."""
    title = ""
    root = 0  # number of the last thesis
    entries: list[_Entry] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _ENTRY.match(line)
        heading = _TITLE.match(line) if not entries else None
        if found and (found[2] or "." in found[1] or not entries or found[1] == str(root + 1)):
            root = int(found[1][:9]) if "." not in found[1] else root
            entries.append(_Entry(found[1], found[2] or "", number, [found[3]]))
        elif heading:
            title = heading[1].strip()
        elif entries:
            entries[-1].words.append(line)
    return title, entries


@dataclass
class _Reading:
    file: str
    problems: list[Problem]
    components: dict[str, Component] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    pages: dict[str, BibItem] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)  # those whose relation there is

    def run(self, title: str, entries: list[_Entry]) -> ArgumentMap:
        waiting: list[tuple[_Entry, str]] = []
        stands: dict[str, str] = {}  # number -> component that stands there
        again: dict[int, str] = {}  # line -> component, where its number was given before
        for entry in entries:
            raw = "\n".join(entry.words).strip()
            see = _SEE.fullmatch(raw)
            if see:
                waiting.append((entry, see[1]))
                continue
            ident = entry.number
            if ident in self.components:
                self.tell("E912", f"the number {ident} is given twice", entry)
                ident = again[entry.line] = f"{ident}-{entry.line}"
            self.claim(ident, raw, entry)
            stands.setdefault(entry.number, ident)
        numbers = {entry.number: wanted for entry, wanted in waiting}
        for entry, wanted in waiting:
            self.point(entry, wanted, stands, numbers)
        for entry in entries:
            self.lead(entry, stands, again.get(entry.line, stands[entry.number]))
        return ArgumentMap(
            id=PurePath(self.file).name.partition(".")[0] or PREFIX,
            title=title,
            components=tuple(self.components.values()),
            relations=tuple(self.relations),
            bibliography=tuple(self.pages.values()),
            file=self.file,
        )

    def claim(self, ident: str, raw: str, entry: _Entry) -> None:
        gloss = _plain(raw)
        extra = keep(PREFIX, {"text": raw}) if gloss != raw else ()
        self.components[ident] = Component(ident, "claim", gloss, thesis=not entry.parent, extra=extra)
        for label, address in _LINK.findall(raw):
            page = self.pages.setdefault(address, BibItem(f"source-{len(self.pages) + 1}", address))
            self.relations.append(
                Relation(f"cites-{len(self.relations) + 1}", "cites", (ident,), (page.id,), reason=_plain(label))
            )

    def point(self, entry: _Entry, wanted: str, stands: dict[str, str], numbers: dict[str, str]) -> None:
        """Find the claim that a link stands for, through other links; one that leads nowhere is a claim of its own."""
        seen = {entry.number}
        target = wanted
        while target in numbers and target not in stands and target not in seen:
            seen.add(target)
            target = numbers[target]
        if target in stands:
            stands[entry.number] = stands[target]
            return
        self.tell("E913", f"the link leads to {wanted}, which is not there", entry)
        self.claim(entry.number, entry.words[0].strip(), entry)
        stands[entry.number] = entry.number

    def lead(self, entry: _Entry, stands: dict[str, str], own: str) -> None:
        """The relation of an entry to the one it stands under."""
        parent = entry.parent
        if not parent:
            return
        if parent not in stands:
            self.tell("E913", f"{entry.number} stands under {parent}, which is not there", entry)
            return
        if not entry.side:
            self.tell("E914", f"{entry.number} is neither pro nor con", entry)
            return
        name = _NAMES[entry.side]
        ident = f"r{entry.number}-{entry.line}" if entry.number in self.numbers else f"r{entry.number}"
        self.numbers.add(entry.number)
        self.relations.append(Relation(ident, name, (own,), (stands[parent],)))

    def tell(self, code: str, message: str, entry: _Entry) -> None:
        self.problems.append(fault(code, message, Place(self.file, entry.line, 1)))


def _plain(raw: str) -> str:
    """A claim's words: links by their label, escapes undone, one line."""
    return " ".join(_ESCAPE.sub(r"\1", _LINK.sub(r"\1", raw)).split())


def recognises(source: Input) -> bool:
    """Whether it is text whose first words are those of an export, or whose first lines are an outline with sides."""
    head = source.data[:4000].decode("utf-8", "replace").lstrip("\ufeff")
    return bool(_TITLE.match(head)) or bool(re.search(r"^1\.\s.*\n+1\.1\.\s+(?:Pro|Con):", head, re.MULTILINE))


FORMATS = (
    Format(
        "kialo",
        "Kialo text export",
        (".txt",),
        read=read,
        recognises=recognises,
        about="Read only. Theses, pros and cons; 'See' links become relations of the claim they lead to; web pages "
        "that a claim links become cited sources.",
    ),
)
