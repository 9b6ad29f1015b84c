"""From the lines of a brat file and the text beside it to a map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.formats.arrows import joined
from argmap.formats.asides import map_told, told
from argmap.formats.brat.lines import Linked, Parsed, Remark, Span, Textbound
from argmap.formats.brat.names import PREFIX, kind_of, label_of, label_of_relation, name_of
from argmap.formats.codes import fault
from argmap.formats.doubles import Doubles
from argmap.formats.extra import keep
from argmap.formats.outside import inserted
from argmap.formats.own import Reader
from argmap.formats.rawtext import Layout
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Fragment, Issue, Relation, Voice
from argmap.plugins import Input
from argmap.problems import Place, Problem
from argmap.text.anchor import end_words
from argmap.text.normal import normalise
from argmap.text.reading import ReadingText

ASIDE = "Argmap"  # the name of notes that hold what brat has no room for
WHOLE = "map"  # their target where they speak of the map itself
ROLES = ("Arg1", "Arg2")
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The text beside: as the file has it, up to where argmap added lines of its own; None where it is not at hand."""

    raw: str | None
    layout: Layout
    length: int
    content: str = ""


class LineReader(Reader):
    """Builds what notes hold; problems stand at the note's line."""

    def __init__(self, problems: list[Problem], file: str) -> None:
        super().__init__(Input(b""), problems)
        self.place = Place(file, 1, 1)

    def tell(self, code: str, message: str, *path: str | int) -> None:
        """Note a problem at the note's line."""
        self.problems.append(fault(code, message, self.place))


@dataclass
class Reading:
    """One file on its way to a map."""

    parsed: Parsed
    file: str
    ident: str
    said: dict[str, tuple[Said, int]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # brat's id -> the map's, of components and relations
    brat_ids: dict[str, str] = field(default_factory=dict)  # of components alone, the other way round
    lines: list[str] = field(default_factory=list)

    def tell(self, code: str, message: str, line: int, column: int = 1) -> None:
        """Note a problem."""
        self.parsed.problems.append(fault(code, message, Place(self.file, line, column)))

    def asides(self) -> None:
        """Take out the notes that argmap wrote for itself."""
        rest = []
        for note in self.parsed.notes:
            if note.name != ASIDE:
                rest.append(note)
                continue
            try:
                value = json.loads(note.value or "")
            except (ValueError, RecursionError):
                value = None
            if isinstance(value, dict):
                self.said[note.target] = value, note.line
            else:
                self.tell("E914", f"the note {note.id} should hold a JSON object", note.line)
        self.parsed.notes = rest

    def about(self, ident: str) -> Said:
        """What argmap's own note says of an annotation; {} where there is none."""
        return self.said.get(ident, ({}, 0))[0]

    def plain(self, words: Words) -> ArgumentMap:
        """The map that the file gives by itself, apart from ids and what belongs together."""
        spans, links = self._unique(self.parsed.spans), self._unique(self.parsed.relations)
        for item in spans:
            self.ids[item.id] = self._own_id(item.id)
        attributes, notes = self._by_target(self.parsed.attributes), self._by_target(self.parsed.notes)
        components = tuple(
            self._component(item, words, attributes.get(item.id, []), notes.get(item.id, [])) for item in spans
        )
        relations = self._relations(links, attributes, notes)
        self._others({item.id for item in links})
        extra = keep(PREFIX, {"lines": self.lines}) if self.lines else ()
        return ArgumentMap(
            self.ident,
            text=ReadingText.of(words.content) if words.content else None,
            components=components,
            relations=relations,
            voices=tuple(Voice(i) for i in dict.fromkeys(c.voice for c in components) if i != AUTHOR_VOICE),
            issues=tuple(Issue(i) for i in dict.fromkeys(i for c in components for i in c.issues)),
            extra=extra + (words.layout.slots() if words.raw else ()),
            file=self.file,
        )

    def whole(self, plain: ArgumentMap) -> ArgumentMap:
        """The map with all that argmap's own notes say."""
        reader = LineReader(self.parsed.problems, self.file)
        spans = set(self.brat_ids.values())
        known = {(ident in spans, self.ids[ident]): one for ident, one in self.said.items() if ident in self.ids}

        def element(item: Any) -> Any:
            said, line = known.get((isinstance(item, Component), item.id), ({}, 1))
            if not said:
                return item
            reader.place = Place(self.file, line, 1)
            return told(item, said, reader)

        components = tuple(map(element, plain.components))
        relations: tuple[Relation, ...] = tuple(map(element, plain.relations))
        said, line = self.said.get(WHOLE, ({}, 1))
        reader.place = Place(self.file, line, 1)
        if said:
            plain = map_told(plain, said, reader)
            relations = inserted(relations, said.get("relations"), reader)
        return replace(plain, components=components, relations=relations)

    def _own_id(self, ident: str) -> str:
        """The id that an annotation has in argmap, unless another has it already."""
        wanted = self.about(ident).get("id")
        free = isinstance(wanted, str) and wanted not in self.brat_ids
        made = str(wanted) if free else ident
        self.brat_ids[made] = ident
        return made

    def _unique(self, items: Iterable[Any]) -> list[Any]:
        """Annotations with ids of their own; a later one with an id that is taken is renamed."""
        found: dict[str, Any] = {}
        doubles = Doubles()
        for item in items:
            ident = doubles.free(item.id, found)
            if ident != item.id:
                self.tell("E912", f"the id {item.id} is given twice", item.line)
            found[ident] = item if ident == item.id else replace(item, id=ident)
        return list(found.values())

    def _by_target(self, remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
        found: dict[str, list[Remark]] = {}
        for item in remarks:
            found.setdefault(item.target, []).append(item)
        return found

    def _component(self, item: Textbound, words: Words, attributes: list[Remark], notes: list[Remark]) -> Component:
        kind, thesis = kind_of(item.label)
        fragments, odd = self._fragments(item, words)
        values = {name: [a.value for a in attributes if a.name == name and a.value] for name in _OWN}
        rest = [[a.id, a.name, a.value] for a in attributes if not _own(a)]
        made = Component(
            self.ids[item.id],
            kind,
            gloss=next((note.value or "" for note in notes if note.name == "Gloss"), ""),
            fragments=fragments,
            issues=tuple(value for value in values["Issue"] if value),
            voice=next((value for value in values["Voice"] if value), AUTHOR_VOICE),
            thesis=thesis or any(a.name == "Thesis" for a in attributes),
            certainty=next((value for value in values["Certainty"] if value), ""),
            notes=tuple(note.value or "" for note in notes if note.name == "AnnotatorNotes"),
            place=Place(self.file, item.line, 1),
        )
        others = [[note.name, note.value] for note in notes if note.name not in ("Gloss", "AnnotatorNotes")]
        slots: Said = {
            "label": item.label if label_of(made) != item.label else None,
            "spans": odd,
            "attributes": rest,
            "notes": others,
        }
        return replace(made, extra=keep(PREFIX, {key: value for key, value in slots.items() if value}))

    def _fragments(self, item: Textbound, words: Words) -> tuple[tuple[Fragment, ...], list[Span] | None]:
        """Fragments, and the spans themselves where they do not follow from these."""
        if self.about(item.id).get("unplaced") is True:
            return (), None
        for start, end in item.spans:
            if start >= end or (words.raw is not None and end > words.length):
                what = "is empty" if start >= end else "leads out of the text"
                self.tell("E914", f"the span {start} {end} of {item.id} {what}", item.line, len(item.id) + 2)
                return (), list(item.spans)
        if words.raw is not None and item.text:
            there = " ".join(words.raw[start:end] for start, end in item.spans)
            if normalise(there) != normalise(item.text):
                message = f"{item.id} says {_start(item.text)}, but at its offsets stands {_start(there)}"
                self.tell("E915", message, item.line)
        first, last = end_words(normalise(item.text)) if words.raw is None and item.text else ("", "")
        pairs = [words.layout.reading_span(*span) for span in item.spans]
        made = [Fragment(start, end, f"src:{start}-{end}") for start, end in pairs if start < end]
        if len(made) == 1:
            made = [replace(made[0], first=first, last=last)]
        sure = [words.layout.raw_span(*pair) for pair in pairs] == list(item.spans) and len(made) == len(pairs)
        return tuple(made), None if sure else list(item.spans)

    def _relations(
        self, links: list[Linked], attributes: Mapping[str, list[Remark]], notes: Mapping[str, list[Remark]]
    ) -> tuple[Relation, ...]:
        found: dict[str, Relation] = {}
        more: dict[str, list[tuple[str, str]]] = {}  # further arrows of one relation
        known = dict(self.ids)  # components alone, so far
        for item in links:
            source, target = (known.get(self.parsed.triggers.get(end, end)) for end in item.ends)
            if source is None or target is None:
                gone = item.ends[0] if source is None else item.ends[1]
                self.tell("E913", f"{item.id} joins {gone}, which is no passage of this file", item.line)
                self.lines.append(_line(item))
                continue
            base = self.about(item.id).get("joins")
            if isinstance(base, str) and base in found:
                more.setdefault(base, []).append((source, target))
                continue
            made = self._relation(item, source, target, attributes.get(item.id, []), notes.get(item.id, []))
            found[item.id] = made
        taken: set[str] = set()
        for ident, made in found.items():
            wanted = self.about(ident).get("id")
            own = wanted if isinstance(wanted, str) and wanted not in taken else ident
            taken.add(own)
            self.ids[ident] = own
            found[ident] = joined(replace(made, id=own), more.get(ident, ()))
        return tuple(found.values())

    def _relation(
        self, item: Linked, source: str, target: str, attributes: list[Remark], notes: list[Remark]
    ) -> Relation:
        name = name_of(item.name)
        slots: Said = {
            "label": item.name if label_of_relation(name) != item.name else None,
            "roles": item.roles if item.roles != ROLES else None,
            "ends": item.ends if any(end in self.parsed.triggers for end in item.ends) else None,
            "attributes": [[a.id, a.name, a.value] for a in attributes],
            "notes": [[note.name, note.value] for note in notes if note.name != "Reason"],
        }
        undirected = self.about(item.id).get("undirected") is True
        return Relation(
            item.id,
            name,
            () if undirected else (source,),
            () if undirected else (target,),
            mutual=tuple(dict.fromkeys((source, target))) if undirected else (),
            reason=next((note.value or "" for note in notes if note.name == "Reason"), ""),
            extra=keep(PREFIX, {key: value for key, value in slots.items() if value}),
            place=Place(self.file, item.line, 1),
        )

    def _others(self, links: set[str]) -> None:
        """Keep what belongs to no component or relation; tell what refers to nothing."""
        elements = {item.id for item in self.parsed.spans} | links
        marks = {item.id for item in self.parsed.attributes} | {item.id for item in self.parsed.notes}
        known = elements | set(self.parsed.triggers) | self.parsed.normals | marks
        for other in self.parsed.others:
            self.lines.append(other.text)
            for end in other.refers:
                if end not in known:
                    self.tell(
                        "E913", f"{other.text.split(maxsplit=1)[0]} refers to {end}, which is not there", other.line
                    )
        for item in (*self.parsed.attributes, *self.parsed.notes):
            if item.target not in elements:
                self.lines.append(remark_line(item))
                if item.target not in known:
                    self.tell("E913", f"{item.id} refers to {item.target}, which is not there", item.line)


_OWN = ("Certainty", "Voice", "Issue")


def _own(item: Remark) -> bool:
    """Whether an attribute is one of those that argmap has fields for."""
    return (item.name in _OWN and item.value is not None) or (item.name == "Thesis" and item.value is None)


def remark_line(item: Remark) -> str:
    """An attribute or note as a line."""
    mark = "\t" if item.id.startswith("#") else " "
    return f"{item.id}\t{item.name} {item.target}" + ("" if item.value is None else mark + item.value)


def _line(item: Linked) -> str:
    ends = " ".join(f"{role}:{end}" for role, end in zip(item.roles, item.ends, strict=True))
    return f"{item.id}\t{item.name} {ends}\t"


def _start(words: str) -> str:
    """The first words of a text, for a message."""
    shown = " ".join(words.split()[:4])
    return f"“{shown[:40]}…”"
