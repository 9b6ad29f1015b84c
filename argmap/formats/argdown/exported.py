"""Argdown's model as the JSON that Argdown's own program exports, and back.

Beyond what that program writes, relations have their place in the text, and ``frontMatter`` holds the frontmatter, in
which what Argdown has no syntax for stands. Other readers pass over both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from argmap.formats.argdown.model import Edge, Element, Model, Section, Step
from argmap.formats.argdown.nodes import CONCLUSION, PREMISE, RELATED, TOP, Heading, Mark, Said

Position = Callable[[int], tuple[int, int]]
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_CLASS = re.compile(r"[^a-z0-9]+")
DEEPEST = 100
_ROLES = {PREMISE: "premise", CONCLUSION: "intermediary-conclusion", TOP: "top-level-statement"}
_USED = {
    "premise": "isUsedAsPremise",
    "intermediary-conclusion": "isUsedAsIntermediaryConclusion",
    "main-conclusion": "isUsedAsMainConclusion",
    "top-level-statement": "isUsedAsTopLevelStatement",
    "relation-statement": "isUsedAsRelationStatement",
}


class Exporter:
    """Makes the exported data of one model; see `exported`."""

    def __init__(self, model: Model, position: Position) -> None:
        self.model, self.position = model, position
        group = model.front.get("group")
        groups = group.get("sections") if isinstance(group, dict) else None
        self.groups = groups if isinstance(groups, dict) else None
        self.relations: dict[object, list[dict[str, Any]]] = {}
        self.last = {item.lines[item.steps[-1].index] for item in model.arguments.values() if item.steps}
        self.structure: dict[Said, str] = {}
        for argument in model.arguments.values():
            self.structure.update(dict.fromkeys(argument.lines, argument.title))

    def run(self) -> Iterator[tuple[str, Any]]:
        """The groups of the export; of arguments and statements, iterators over titles and elements."""
        relations = [self._relation(edge) for edge in self.model.edges]
        yield "arguments", ((title, self._argument(item)) for title, item in self.model.arguments.items())
        yield "statements", ((title, self._class(item)) for title, item in self.model.statements.items())
        yield "relations", relations
        yield "sections", self._sections()
        yield (
            "tags",
            {
                tag: {"tag": tag, "cssClass": _class_name(f"tag-{tag}"), "occurrenceIndex": place}
                for place, tag in enumerate(self.model.tags)
            },
        )
        if self.model.front:
            yield "frontMatter", self.model.front

    def _relation(self, edge: Edge) -> dict[str, Any]:
        made: dict[str, Any] = {"type": "relation", "relationType": edge.kind}
        made["from"] = edge.source.title
        made["fromType"] = _type(edge.source)
        if isinstance(edge.target, Step):
            made.update(to=edge.target.argument.title, toType="inference", conclusionIndex=edge.target.index)
        else:
            made.update(to=edge.target.title, toType=_type(edge.target))
        bare = dict(made)
        for end in dict.fromkeys((edge.source, edge.target)):
            self.relations.setdefault(end, []).append(bare)
        made["startLine"], made["startColumn"] = self.position(edge.start)
        return made

    def _span(self, start: int, end: int) -> dict[str, int]:
        line, column = self.position(start)
        last, until = self.position(max(end - 1, start))
        return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": until}

    def _said(self, said: Said, role: str, title: str) -> dict[str, Any]:
        """One occurrence."""
        made: dict[str, Any] = {"type": "statement"}
        if role:
            made["role"] = role
        if said.role == TOP:
            made["isTopLevel"] = True
        if said.text or not said.reference:
            made["text"] = said.text
        if said.marks:
            made["ranges"] = ranges(said.text, said.marks)
        if said.tags:
            made["tags"] = said.tags
        made.update(self._span(said.start, said.end), title=title)
        made.update({"isReference": True} if said.reference else {})
        made.update({"data": said.data} if said.data is not None else {})
        if said in self.structure:
            made["argumentTitle"] = self.structure[said]
        return made

    def _role(self, said: Said, argument: bool) -> str:
        if argument:
            return "argument-description"
        if said in self.last:
            return "main-conclusion"
        return "relation-statement" if said.role == RELATED else _ROLES.get(said.role, "")

    def _element(self, item: Element) -> dict[str, Any]:
        members = []
        for said in item.members:
            members.append(self._said(said, self._role(said, item.argument), item.title))
        made: dict[str, Any] = {"type": _type(item), "title": item.title}
        made.update(relations=self.relations.get(item, []), members=members)
        if item.section is not None:
            made["section"] = item.section.ident
        if item.tags:
            made["tags"] = item.tags
        if item.data:
            made["data"] = item.data
        return made

    def _class(self, item: Element) -> dict[str, Any]:
        made = self._element(item)
        made.update({_USED[member["role"]]: True for member in made["members"] if member.get("role") in _USED})
        return made

    def _argument(self, item: Element) -> dict[str, Any]:
        made = self._element(item)
        by_line = {item.lines[step.index]: step for step in item.steps}
        lines = item.lines
        if len(item.steps) == 1 and by_line.keys() != {lines[-1]}:  # one step of an exploded argument
            lines = [line for line in lines if line in by_line or self._uses(item.steps[0], line)]
        made["pcs"] = []
        for line in lines:
            said = self._said(line, self._role(line, False), line.title)
            if line in by_line:
                said["inference"] = self._inference(by_line[line], len(made["pcs"]))
            made["pcs"].append(said)
        return made

    def _uses(self, step: Step, line: Said) -> bool:
        return any(line in premise.members for premise in step.premises)

    def _inference(self, step: Step, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {"type": "inference", "relations": self.relations.get(step, [])}
        made.update(inferenceRules=step.inference.rules, **self._span(step.inference.start, step.inference.end))
        if step.inference.data is not None:
            made["data"] = step.inference.data
        return {**made, "conclusionIndex": place, "argumentTitle": step.argument.title}

    def _sections(self) -> list[dict[str, Any]]:
        top: list[dict[str, Any]] = []
        known: dict[Section, tuple[list[dict[str, Any]], int]] = {}
        for section in self.model.sections:
            made = self._section(section)
            into, depth = known[section.parent] if section.parent else (top, 0)
            into.append(made)
            if section.parent is not None:
                made["parent"] = section.parent.ident
            # JSON readers have limits: what lies deeper is told by its parent's id alone
            known[section] = (made["children"], depth + 1) if depth < DEEPEST else (into, depth)
        return top

    def _section(self, section: Section) -> dict[str, Any]:
        heading: Heading = section.heading
        made: dict[str, Any] = {"type": "section", "id": section.ident, "level": heading.level}
        made.update(title=heading.text.strip(), children=[])
        if heading.tags:
            made["tags"] = heading.tags
        made["ranges"] = ranges(heading.text.lstrip(), heading.marks)
        made["startLine"], made["startColumn"] = self.position(heading.start)
        if heading.data is not None:
            made["data"] = heading.data
            for name in ("isGroup", "isClosed"):
                if name in heading.data:
                    made[name] = heading.data[name]
        chosen = self.groups.get(made["title"]) if self.groups is not None else None
        if isinstance(chosen, dict):
            made.update({name: chosen[name] for name in ("isGroup", "isClosed") if name in chosen})
        elif self.groups is not None:
            made.setdefault("isGroup", False)
        return made


def _type(item: Element) -> str:
    return "argument" if item.argument else "equivalence-class"


def _class_name(text: str) -> str:
    return _CLASS.sub("-", text.lower()).strip("-")


_SPACED = frozenset({"tag", "statement-mention", "argument-mention"})
# what a mark's value is called in an export
_VALUES = {"link": "url", "tag": "tag", "statement-mention": "title", "argument-mention": "title"}


def ranges(text: str, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """What is marked in a text as an export tells it: places count the halves of characters beyond 16 bits."""
    wide = list(_narrow(text)) if _WIDE.search(text) else None
    found = []
    for kind, start, stop, value in marks:
        places = (start, stop) if wide is None else (wide[start], wide[stop + 1] - 1)
        found.append({"type": kind, "start": places[0], "stop": places[1]})
        if kind in _VALUES:
            found[-1][_VALUES[kind]] = value
    return found


def marks_of(text: str, found: object) -> list[Mark]:
    """What is marked in a text, by the ranges of an export; those that do not fit the text are passed over."""
    given = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    places = {place: number for number, place in enumerate(_narrow(text))} if given and _WIDE.search(text) else None
    marks: list[Mark] = []
    for item in given:
        kind, start, stop = item.get("type"), item.get("start"), item.get("stop")
        if not isinstance(kind, str) or type(start) is not int or type(stop) is not int:
            continue
        if places is not None:
            start, stop = places.get(start, -1), places.get(stop + 1, len(text) + 1) - 1
        value = item.get(_VALUES.get(kind, ""), "")
        stop -= stop == len(text) and kind in _SPACED  # titles of sections lose the space at their end
        if 0 <= start <= stop < len(text) and isinstance(value, str):
            marks.append((kind, start, stop, value))
    return marks


def _narrow(text: str) -> Iterator[int]:
    """The place of each character, and of the end, as an export counts."""
    return accumulate((1 + (char > "\uffff") for char in text), initial=0)


def without_tags(text: str, marks: Sequence[Mark]) -> str:
    """A text without the tags at its end."""
    for kind, start, stop, _ in reversed(marks):
        if kind != "tag" or text[stop + 1 :].strip():
            break
        text = text[:start]
    return text


def exported(model: Model, position: Position) -> Iterator[tuple[str, Any]]:
    """The data that Argdown's program exports as JSON, group by group; see `Exporter.run`.

    Args:
        model: An Argdown text's model.
        position: Line and column, from 1, of an offset in the text.
    """
    return Exporter(model, position).run()
