"""Araucaria's AML: a text, and trees of argument units over it; read, not written.

An argument unit (``AU``) is a proposition with what stands below it: ``LA`` holds linked premises, ``CA`` one premise
that supports by itself, ``REFUTATION`` one that attacks. AIFdb's own export has neither the root ``ARG`` nor escaped
characters; both are mended before the file is read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from argmap import schemes
from argmap.formats.amltext import Source, opened, recognises
from argmap.formats.codes import fault
from argmap.formats.extra import keep
from argmap.formats.passages import Passages
from argmap.model import AUTHOR_VOICE, Annotator, ArgumentMap, Component, Fragment, Relation, Scheme, Voice
from argmap.model import Source as Article
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem
from argmap.tei.parse import Node

Mark = tuple[str, str]  # the name of a scheme, and the number of its instance
PREFIX = "aml"
GROUPS = ("LA", "CA", "REFUTATION")
KNOWN = frozenset({*GROUPS, "ARG", "AU", "PROP", "PROPTEXT", "OWNER", "INSCHEME", "TEXT", "EDATA", "SCHEMESET"})


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from AML; its text is that of the element ``TEXT``, where offset and words agree with it.

    Raises:
        DataError: it is no XML, or no AML.
    """
    file, problems = opened(source)
    root = file.document.root
    if root.name != "ARG":
        remedy = "name its format with --from"
        raise DataError(f"the root is {root.name}, not ARG", remedy, place=Place(source.name, root.line, root.column))
    return _Reading(file, problems).run(source.name), problems


@dataclass
class _Reading:
    file: Source
    problems: list[Problem]
    components: dict[str, Component] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    units: dict[Node, str] = field(default_factory=dict)  # argument unit -> id of its proposition
    marks: dict[Node, list[Mark]] = field(default_factory=dict)  # argument unit -> schemes that it is in
    drawn: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=set)
    extra: dict[str, Any] = field(default_factory=dict)

    def run(self, name: str) -> ArgumentMap:
        document = self.file.document
        text = document.root.find("TEXT")
        self.passages = Passages(_raw(text)) if text is not None else Passages("")
        self.annotator, article = self.about(document.root.find("EDATA"))
        for unit in document.named("AU"):
            self.unit(unit)
        for group in document.named(*GROUPS):
            self.group(group)
        self.keep_rest()
        reading = self.passages.reading()
        layout = self.passages.layout.slots() if reading else ()
        return ArgumentMap(
            id="aml",
            title=article.title,
            source=article,
            text=reading,
            components=tuple(self.components.values()),
            relations=tuple(self.relations.values()),
            voices=tuple(self.voices.values()),
            schemes=tuple(self.schemes.values()),
            annotators=(self.annotator,) if self.annotator else (),
            extra=layout + keep(PREFIX, self.extra),
            file=name,
        )

    def about(self, data: Node | None) -> tuple[Annotator | None, Article]:
        """Who made the analysis, and what of; all of it is kept as well."""
        if data is None:
            return None, Article()
        self.extra["edata"] = self.file.written(data)
        found = {child.name: child.text() for child in data.elements}
        author = found.get("AUTHOR", "")
        annotator = Annotator(f"ann.{_slug(author)}", author, "argument annotation") if author else None
        return annotator, Article(title=found.get("SOURCE", ""))

    def unit(self, unit: Node) -> None:
        """The component of an argument unit; the same proposition drawn twice is one."""
        prop = unit.find("PROP")
        if prop is None:
            self.tell("E914", "an argument unit has no proposition", unit)
            return
        words = prop.find("PROPTEXT")
        said = _raw(words) if words is not None else ""
        given = prop.attrs.get("identifier", "")
        ident = given or self.free(f"p{len(self.units) + 1}")
        fragments = self.fragments(words, said)
        extra: dict[str, Any] = {key: value for key, value in prop.attrs.items() if key != "identifier"}
        if extra.get("missing") == "no":
            del extra["missing"]
        gloss = "" if fragments else " ".join(said.split())
        owners = [owner.attrs.get("name") or owner.text() for owner in prop.find_all("OWNER")]
        marks = [(item.attrs.get("scheme", ""), item.attrs.get("schid", "")) for item in prop.find_all("INSCHEME")]
        self.marks[unit] = marks
        more = {"offset": words.attrs.get("offset") if words is not None else None, "owners": owners[1:], "in": marks}
        extra = {**({"attributes": extra} if extra else {}), **{key: value for key, value in more.items() if value}}
        made = Component(
            ident,
            "claim",
            gloss,
            fragments,
            voice=self.voice(owners[0]) if owners and owners[0] else AUTHOR_VOICE,
            thesis=unit.parent is None or unit.parent.name == "ARG",
            annotator=self.annotator.id if self.annotator else "",
            extra=keep(PREFIX, extra),
        )
        self.units[unit] = self.added(made, prop)

    def added(self, made: Component, prop: Node) -> str:
        """The id under which a component stands in the map."""
        known = self.components.get(made.id)
        if known is None:
            self.components[made.id] = made
            return made.id
        if (known.gloss, known.fragments) == (made.gloss, made.fragments):
            self.tell("W920", f"{made.id} is drawn twice; it is one component with all that is below it", prop)
            return made.id
        self.tell("E912", f"the id {made.id} stands for two propositions", prop, "identifier")
        ident = self.free(made.id)
        self.components[ident] = replace(made, id=ident)
        return ident

    def free(self, base: str) -> str:
        """An id that no component and no relation has."""
        ident, number = base, 1
        while ident in self.components or ident in self.relations:
            number += 1
            ident = f"{base}-{number}"
        return ident

    def fragments(self, words: Node | None, said: str) -> tuple[Fragment, ...]:
        """Where a proposition stands in the text; none for what the text only implies."""
        if words is None or not self.passages.content:
            return ()
        given = words.attrs.get("offset", "").strip()
        if not re.fullmatch(r"-?\d{1,18}", given):
            if given:
                self.tell("E914", f"the offset {given[:40]!r} is no number", words, "offset")
            return ()
        if int(given) < 0:
            return ()
        found = self.passages.find(said, int(given))
        if found is None or found.status:
            self.tell("W918", f"at {given} the text has other words", words, "offset")
        return (found,) if found else ()

    def voice(self, name: str) -> str:
        ident = f"voice.{_slug(name)}"
        ident = f"{ident}-speaking" if ident == AUTHOR_VOICE else ident
        self.voices.setdefault(ident, Voice(ident, name))
        return ident

    def group(self, group: Node) -> None:
        """The relation of a group of premises; each of a ``CA``'s premises counts by itself."""
        units = [unit for unit in group.elements if unit in self.units]
        conclusion = group.parent
        target = self.units.get(conclusion) if conclusion is not None else None
        if not units or conclusion is None or target is None:
            self.tell("E913", f"{group.name} joins nothing", group)
            return
        name = "attacks" if group.name == "REFUTATION" else "supports"
        for members in [units] if group.name == "LA" else [[unit] for unit in units]:
            self.relation(name, members, conclusion, target)

    def relation(self, name: str, members: list[Node], conclusion: Node, target: str) -> None:
        sources = tuple(dict.fromkeys(self.units[unit] for unit in members))
        made = Relation(
            self.free(f"r{len(self.relations) + 1}"), name, sources, (target,), schemes=self.named(members, conclusion)
        )
        same = (made.name, made.sources, made.targets)
        if same not in self.drawn:
            self.drawn.add(same)
            self.relations[made.id] = made

    def named(self, members: list[Node], conclusion: Node) -> tuple[str, ...]:
        """The schemes of a step: those that its premises are in, unless a premise only concludes in them below."""
        held = Counter(mark for unit in members for mark in dict.fromkeys(self.marks[unit]))
        above = self.marks[conclusion]
        ids = []
        for unit in members:
            groups = (group for group in unit.elements if group.name in GROUPS)
            below = {mark for group in groups for other in group.elements for mark in self.marks.get(other, ())}
            for mark in self.marks[unit]:
                if mark[0] and (mark not in below or mark in above or held[mark] > 1):
                    ids.append(self.scheme(mark[0]))
        return tuple(dict.fromkeys(ids))

    def scheme(self, name: str) -> str:
        known = schemes.find(name)
        made = Scheme(known.id, known.label) if known else Scheme(f"scheme.{_slug(name)}", name)
        self.schemes.setdefault(made.id, made)
        return made.id

    def keep_rest(self) -> None:
        """Keep what has no field: the scheme set, and every element that is not known, as it is written."""
        schemeset = self.file.document.root.find("SCHEMESET")
        if schemeset is not None:
            self.extra["schemeset"] = self.file.written(schemeset)
        kept = []
        for node in self.file.document.nodes:
            inside = node.parent
            if (
                node.name in KNOWN
                or inside is None
                or inside.name not in KNOWN
                or inside.name in ("EDATA", "SCHEMESET")
            ):
                continue
            self.tell("W917", f"the element {node.name} is not one of AML", node)
            unit = inside if inside.name == "AU" else inside.parent
            kept.append([self.units.get(unit, "") if unit is not None else "", self.file.written(node)])
        if kept:
            self.extra["elements"] = kept

    def tell(self, code: str, message: str, node: Node, attribute: str = "") -> None:
        self.problems.append(fault(code, message, self.file.place(node, attribute)))


def _raw(node: Node) -> str:
    """The characters of an element with its white space."""
    return "".join(child.text for child in node.children if not isinstance(child, Node))


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unnamed"


FORMATS = (
    Format(
        "aml",
        "Araucaria AML",
        (".aml", ".xml"),
        read=read,
        recognises=recognises,
        about="Read only. Linked premises stay linked, convergent ones apart; refutations attack; owners are voices, "
        "schemes those of the step; implicit premises have no passage. AIFdb's variant without a root is read too.",
    ),
)
