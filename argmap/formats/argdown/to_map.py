"""Argdown's model to an `ArgumentMap`, with the fields that Argdown has no syntax for taken from its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from argmap import schemes
from argmap.formats.argdown.content import Spelling
from argmap.formats.argdown.kinds import NAMES, defined, kind_of
from argmap.formats.argdown.markup import markup
from argmap.formats.argdown.model import SYMMETRIC, Edge, Element, Model, Section, Step
from argmap.formats.argdown.nodes import Said
from argmap.formats.argdown.overlay import KEY, PREFIX, Filler, Ids, clean, slug
from argmap.formats.argdown.relate import Entries
from argmap.formats.extra import Extra, keep
from argmap.formats.quick import claim, relation
from argmap.model import ArgumentMap, Component, Issue, Relation, Scheme
from argmap.problems import Place

# fields of the map that the frontmatter's ``argmap`` may hold as they are
PARTS = ("id", "title", "source", "text", "voices", "schemes", "annotators", "bibliography")


@dataclass(slots=True)
class Mapped:
    """A map, which element of the text each part of it came from, and in which section components stand."""

    amap: ArgumentMap
    elements: dict[str, Element] = field(default_factory=dict)
    origins: list[tuple[Relation, Edge | Step]] = field(default_factory=list)
    sections: dict[str, Section] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


class Mapper:
    """Makes a map from one model; see `to_map`."""

    def __init__(self, model: Model, stem: str, file: str, place: Callable[[int], Place]) -> None:
        self.model = model
        self.stem, self.file, self.place = stem, file, place
        own = model.front.get(KEY)
        self.own: dict[str, Any] = own if isinstance(own, dict) else {}
        self.filler = Filler(self.tell)
        self.spelling = Spelling.of(model.front)
        self.ids: dict[Element, str] = {}
        self.starts: dict[Element, int] = {}
        self.steps: dict[Step, str] = {}
        self.numbers: dict[Step, int] = {}
        self.issue_of: dict[Section, str] = {}
        self.schemes: dict[str, Scheme] = {}
        self.scheme_ids = Ids()
        self.result = Mapped(ArgumentMap(stem))

    def tell(self, code: str, message: str, offset: int) -> None:
        """Note what is wrong."""
        self.model.faults.append((offset, code, message))

    def run(self) -> Mapped:
        """The map with its origins."""
        issues = self._issues()
        parts = self._parts()
        self.schemes = {item.label or item.id: item for item in parts["schemes"]}
        known = {item.id for item in parts["schemes"]}
        self.scheme_ids = Ids(known)
        self._name()
        components = self._components()
        relations = self._relations()
        used = {ident for relation in relations for ident in relation.schemes}
        fresh = (item for item in self.schemes.values() if item.id in used and item.id not in known)
        parts["schemes"] = (*parts["schemes"], *fresh)
        made = ArgumentMap(**parts, components=components, relations=relations, file=self.file)
        self.result.amap = replace(made, issues=issues, extra=(*self._extra(), *parts["extra"]))
        return self.result

    def _parts(self) -> dict[str, Any]:
        """Fields of the map that stand in the frontmatter."""
        title = self.model.front.get("title")
        given = {"id": self.stem, "title": clean(title) if isinstance(title, str) else ""}
        data = {name: self.own[name] for name in (*PARTS, "extra") if name in self.own}
        if clean(str(data.get("title", ""))) != given["title"] and "title" in self.model.front:
            data.pop("title", None)
        made: ArgumentMap = self.filler.build(ArgumentMap, data, (), **given, file=self.file)
        return {name: getattr(made, name) for name in (*PARTS, "extra")}

    def _extra(self) -> tuple[tuple[str, str], ...]:
        """What of the frontmatter and of headings the map has no field for."""
        listed = self.own.get("kept")
        if isinstance(listed, list):
            pairs = [pair for pair in listed if isinstance(pair, list) and len(pair) == 2]
            return tuple((str(name), str(value)) for name, value in pairs)
        front = {name: value for name, value in self.model.front.items() if name not in (KEY, "title")}
        if not isinstance(self.model.front.get("title", ""), str):
            front["title"] = self.model.front["title"]
        found: dict[str, Any] = {"front": front} if front else {}
        sections = []
        for section, ident in self.issue_of.items():
            data = {name: value for name, value in (section.heading.data or {}).items() if name != KEY}
            depth = self.depth(section)
            more: dict[str, Any] = {"tags": section.heading.tags, "data": data}
            more["markup"] = markup(section.heading.plain, section.heading.marks, self.spelling)
            more["level"] = section.heading.level if section.heading.level != depth else 0
            if any(more.values()):
                sections.append({"id": ident, **{name: value for name, value in more.items() if value}})
        if sections:
            found["sections"] = sections
        return keep(PREFIX, found)

    @staticmethod
    def depth(section: Section) -> int:
        """How deep a section lies, from 1."""
        count, above = 1, section.parent
        while above is not None:
            count, above = count + 1, above.parent
        return count

    def _issues(self) -> tuple[Issue, ...]:
        """The headings as issues; what the frontmatter says about them over it, and issues without a heading."""
        listed = [item for item in self.own.get("issues", ()) if isinstance(item, dict) and "id" in item]
        known = {str(item["id"]): item for item in listed}
        ids = Ids()
        made: dict[str, Issue] = {}
        for section in self.model.sections:
            own = (section.heading.data or {}).get(KEY)
            if isinstance(own, dict) and own.get("issue") is False:
                continue
            wanted = own.get("id") if isinstance(own, dict) else None
            label = clean(section.heading.plain)
            free = isinstance(wanted, str) and wanted not in ids.taken
            ident = ids.give(wanted if free else f"issue.{slug(label)}")  # type: ignore[arg-type]
            self.issue_of[section] = ident
            self.result.sections[ident] = section
            parent = self.issue_of.get(section.parent, "") if section.parent else ""
            entry = dict(known.pop(ident, {}))
            if entry.pop("heading", entry.get("label")) != label:
                entry["label"] = label
            place = self.place(section.heading.start)
            self.filler.offset = section.heading.start
            made[ident] = self.filler.build(Issue, {**entry, "id": ident}, (), label=label, parent=parent, place=place)
        self.filler.offset = 0
        rest = {ident: self.filler.build(Issue, entry, ()) for ident, entry in known.items()}
        made = {**made, **rest}
        order = [str(item["id"]) for item in listed if str(item["id"]) in made]
        return tuple(made[ident] for ident in dict.fromkeys([*order, *made]))

    def _name(self) -> None:
        """Ids of the elements that become components: those given in data, then those made from titles."""
        elements = [*self.model.statements.values(), *self.model.arguments.values()]
        elements = sorted((item for item in elements if not item.steps), key=self.start_of)
        ids = Ids()
        for element in elements:
            wanted = self.extension(element).get("id")
            if isinstance(wanted, str) and wanted:
                if wanted in ids.taken:
                    self.tell("E912", f"the id {wanted[:60]} is given twice", element.members[0].start)
                    continue
                ids.taken.add(wanted)
                self.ids[element] = wanted
        for element in elements:
            if element not in self.ids:
                self.ids[element] = ids.give(slug(element.title))
        self.ids = {element: self.ids[element] for element in elements}
        self.taken = ids

    def start_of(self, element: Element) -> tuple[int, int]:
        """Where an element is defined, or else where it stands first; and a tie-break."""
        start, order = defined(element)
        self.starts[element] = start
        return start, order

    @staticmethod
    def extension(element: Element) -> dict[str, Any]:
        """Our own fields of an element."""
        found = element.data.get(KEY)
        return found if isinstance(found, dict) else {}

    def _components(self) -> tuple[Component, ...]:
        made = []
        for element, ident in self.ids.items():
            component = self._component(element, ident)
            self.result.elements[component.id] = element
            self.result.homes[component.id] = self.issue_of.get(element.section, "") if element.section else ""
            made.append(component)
        order = self.own.get("order")
        if isinstance(order, list):
            rank = {name: place for place, name in enumerate(order) if isinstance(name, str)}
            made.sort(key=lambda item: rank.get(item.id, len(rank)))
        return tuple(made)

    def _component(self, element: Element, ident: str) -> Component:
        canonical = element.canonical
        gloss = clean(canonical.plain) if canonical else ""
        kind, tags = kind_of(element)
        section = self.issue_of.get(element.section, "") if element.section else ""
        start = self.starts[element]
        extra = self._kept(element, canonical, ident, tags)
        own = self.extension(element)
        if not own:
            issues = (section,) if section else ()
            return claim(ident, gloss, extra, kind=kind or "claim", issues=issues, place=self.place(start))
        data = {name: value for name, value in own.items() if name not in ("id", "section", "whole")}
        if kind:
            data.pop("kind", None)
        if clean(str(data.get("gloss", gloss))) != gloss:
            del data["gloss"]
        if own.get("section", section) != section:
            data.pop("issues", None)
        more = data.get("extra")
        if own.get("whole") is not True:
            data["extra"] = [*map(list, extra), *(more if isinstance(more, list) else [])]
        self.filler.offset = start
        given = {"kind": kind or "claim", "gloss": gloss, "issues": (section,) if section else ()}
        made: Component = self.filler.build(Component, data, (), id=ident, **given)
        return replace(made, place=self.place(start))

    def _kept(self, element: Element, canonical: Said | None, ident: str, tags: list[str]) -> Extra:
        """What the model has no field for: title, tags, data, emphasis, further members."""
        more = len(element.members) > 1 or (canonical is not None and canonical.marks)
        if element.title == ident and not (element.argument or tags or element.data or more):
            return ()
        data = {name: value for name, value in element.data.items() if name != KEY}
        found: dict[str, Any] = {
            "title": element.title if element.title != ident else "",
            "argument": element.argument,
            "tags": tags,
            "data": data,
            **(self._said(element, canonical) if more else {}),
        }
        if not any(found.values()):
            return ()
        return keep(PREFIX, {name: value for name, value in found.items() if value})

    def _said(self, element: Element, canonical: Said | None) -> dict[str, Any]:
        """Further members, and what is emphasised or linked."""
        said = [item for item in element.members if not item.reference and item is not canonical and clean(item.plain)]
        marked = [markup(item.plain, item.marks, self.spelling) for item in said]
        return {
            "markup": markup(canonical.plain, canonical.marks, self.spelling) if canonical else "",
            "members": [clean(item.plain) for item in said],
            "markups": marked if any(marked) else [],
        }

    def _relations(self) -> tuple[Relation, ...]:
        """Steps and edges in the order of the text, with the frontmatter's entries over them."""
        taken = Ids(self.ids.values())
        arguments = sorted(self.model.arguments.values(), key=lambda item: item.order)
        for argument in arguments:
            for number, step in enumerate(argument.steps, 1):
                self.numbers[step] = number
                last = number == len(argument.steps)
                self.steps[step] = taken.give(slug(argument.title) + ("" if last else f".{number}"))
        found: list[tuple[int, Relation, Edge | Step]] = []
        for step in self.steps:
            found.append((step.inference.start, self._step(step), step))
        for edge in self.model.edges:
            found.append((edge.start, self._edge(edge, taken), edge))
        found.sort(key=lambda entry: entry[0])
        entries = Entries(self.own.get("relations"), self.filler)
        made = entries.over([(relation, origin) for _, relation, origin in found])
        self.result.origins = made.origins
        return made.relations

    def _step(self, step: Step) -> Relation:
        """An inference: linked premises, a conclusion, rules as schemes; the argument's words as the reason."""
        argument = step.argument
        last = step is argument.steps[-1]
        ident = self.steps[step]
        bare = len(step.premises) == 1 and not step.inference.rules  # else it would be written as a plain support
        found: dict[str, Any] = {"argument": argument.title if argument.title != ident or bare else ""}
        if not last:
            found["step"] = self.numbers[step]
        found["inference"] = step.inference.data
        reason = ""
        if last:
            canonical = argument.canonical
            reason = clean(canonical.plain) if canonical else ""
            found.update(self._said(argument, canonical))
            found["tags"], found["data"] = argument.tags, argument.data
        return Relation(
            ident,
            "supports",
            tuple(self.ids[premise] for premise in step.premises),
            (self.ids[step.conclusion],) if step.conclusion else (),
            schemes=tuple(dict.fromkeys(self.scheme(rule).id for rule in step.inference.rules)),
            reason=reason,
            extra=keep(PREFIX, {**{name: value for name, value in found.items() if value}, **self._apart(step)}),
            place=self.place(step.inference.start),
        )

    def _apart(self, step: Step) -> dict[str, str]:
        """The section of an argument, where it is not that of its conclusion."""
        own, other = step.argument.section, step.conclusion.section if step.conclusion else None
        last = step is step.argument.steps[-1]
        return {"section": self.issue_of.get(own, "") if own else ""} if last and own is not other else {}

    def scheme(self, rule: str) -> Scheme:
        """The scheme of a rule's name: one of the map's own, else of the registry, else a new one."""
        name = clean(rule)
        if name not in self.schemes:
            known = schemes.find(name)
            ident = known.id if known is not None and not known.is_default else f"scheme.{slug(name)}"
            self.schemes[name] = Scheme(self.scheme_ids.give(ident), name)
        return self.schemes[name]

    def _end(self, element: Element) -> str:
        """The id that stands for an element: its component, or the last step of a reconstructed argument."""
        return self.steps[element.steps[-1]] if element.steps else self.ids[element]

    def _edge(self, edge: Edge, taken: Ids) -> Relation:
        aim = edge.target
        if isinstance(aim, Step) and aim not in self.steps:  # a step that breaks off before its conclusion
            aim = aim.argument
        target = self.steps[aim] if isinstance(aim, Step) else self._end(aim)
        at_step = isinstance(aim, Step) or bool(aim.steps)
        source = self._end(edge.source)
        name, usual = NAMES[edge.kind, at_step]
        extra = () if usual else keep(PREFIX, {"type": edge.kind})
        ident, place = taken.give(f"{source}.{name}.{target}"), self.place(edge.start)
        if edge.kind in SYMMETRIC:
            return Relation(ident, name, mutual=(source, target), extra=extra, place=place)
        return relation(ident, name, (source,), (target,), extra=extra, place=place)


def to_map(model: Model, stem: str, file: str, place: Callable[[int], Place]) -> Mapped:
    """The map that a model describes.

    Args:
        model: What the text says; what is wrong with its data is added to its faults.
        stem: The map's id where the text gives none.
        file: The file's name, for messages.
        place: Gives the place of an offset.
    """
    return Mapper(model, stem, file, place).run()
