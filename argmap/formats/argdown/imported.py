"""The JSON that Argdown's own program exports, back to Argdown's model."""

from __future__ import annotations

from typing import Any

from argmap.formats.argdown.content import Spelling
from argmap.formats.argdown.exported import marks_of, without_tags
from argmap.formats.argdown.markup import is_hidden
from argmap.formats.argdown.model import CONTRARY, ENTAILS, Edge, Element, Model, Section, Step, premises
from argmap.formats.argdown.nodes import CONCLUSION, PREMISE, RELATED, TOP, Heading, Inference, Said

_ROLES = {"premise": PREMISE, "intermediary-conclusion": CONCLUSION, "main-conclusion": CONCLUSION}
_KINDS = frozenset({"support", "attack", "undercut", "contrary", "contradictory", "entails"})
Path = tuple[str | int, ...]


class Importer:
    """Builds a model from exported data.

    Attributes:
        paths: Where in the data the faults of the model lie; a fault's offset is an index into this list.
        dangling: Relations whose ends are not there.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        front = data.get("frontMatter")
        self.model = Model(front=dict(front) if isinstance(front, dict) else {})
        self.spelling = Spelling.of(self.model.front)
        self.paths: list[Path] = [()]
        self.dangling: list[Any] = []
        self.strict = False
        self.sections: dict[str, Section] = {}
        self.element: dict[Said, Element] = {}

    def run(self) -> Model:
        """The model."""
        self._sections()
        for name, group in (("statements", self.model.statements), ("arguments", self.model.arguments)):
            entries = self.data.get(name)
            for title, item in entries.items() if isinstance(entries, dict) else ():
                if isinstance(item, dict):
                    group[title] = self._element(title, item, name == "arguments")
                else:
                    self.fault("E914", f"{title[:60]} is no object", name, title)
        for title, argument in self.model.arguments.items():
            self._structure(argument, self.data["arguments"][title].get("pcs"))
        found = self.data.get("relations")
        for place, item in enumerate(found if isinstance(found, list) else ()):
            self._relation(item, place)
        if self.strict and self.model.setting("mode") is None:  # the export does not tell; loose mode knows neither
            old = self.model.front.get("model")
            self.model.front["model"] = {**(old if isinstance(old, dict) else {}), "mode": "strict"}
        tags = self.data.get("tags")
        self.model.tags = list(tags) if isinstance(tags, dict) else []
        return self.model

    def fault(self, code: str, message: str, *path: str | int) -> None:
        """Note what is wrong and where."""
        self.model.faults.append((len(self.paths), code, message))
        self.paths.append(path)

    def _sections(self) -> None:
        """Sections in the order of the text; a stack instead of recursion."""
        top = self.data.get("sections")
        stack: list[tuple[Any, Section | None]] = [
            (item, None) for item in reversed(top if isinstance(top, list) else [])
        ]
        while stack:
            item, parent = stack.pop()
            if not isinstance(item, dict):
                self.fault("E914", "a section is no object", "sections")
                continue
            title, data, level = item.get("title"), item.get("data"), item.get("level")
            heading = Heading(level if type(level) is int else 1, str(title or ""))
            heading.marks = marks_of(heading.text, item.get("ranges"))
            heading.plain = without_tags(heading.text, heading.marks)
            heading.tags = _texts(item.get("tags"))
            heading.data = data if isinstance(data, dict) else None
            above = self.sections.get(str(item.get("parent")), parent)
            section = Section(str(item.get("id", "")), heading, above)
            self.model.sections.append(section)
            self.sections[section.ident] = section
            children = item.get("children")
            stack += [(child, section) for child in reversed(children if isinstance(children, list) else [])]

    def _element(self, title: str, item: dict[str, Any], argument: bool) -> Element:
        order = len(self.model.statements) + len(self.model.arguments)
        made = Element(title, argument, order, tags=_texts(item.get("tags")))
        made.data = dict(item["data"]) if isinstance(item.get("data"), dict) else {}
        made.section = self.sections.get(str(item.get("section")))
        members = item.get("members")
        made.members = [
            self._said(member, made)
            for member in (members if isinstance(members, list) else ())
            if isinstance(member, dict)
        ]
        if any(is_hidden(said.plain, said.marks, self.spelling) for said in made.members):
            message = f"emphasis or links of {title[:60]} fit no Argdown text; they stay in the export alone"
            self.fault("W918", message, "arguments" if argument else "statements", title)
        return made

    def _said(self, item: dict[str, Any], element: Element) -> Said:
        text, data = item.get("text"), item.get("data")
        made = Said(
            element.argument, item.get("isReference") is True, element.title, text if isinstance(text, str) else ""
        )
        made.marks = marks_of(made.text, item.get("ranges"))
        made.plain = without_tags(made.text, made.marks)
        made.tags = _texts(item.get("tags"))
        made.data = data if isinstance(data, dict) else None
        role = str(item.get("role"))
        made.role = _ROLES.get(role, TOP if item.get("isTopLevel") is True else RELATED)
        made.start = _start(item)
        self.element[made] = element
        return made

    def _structure(self, argument: Element, pcs: Any) -> None:
        lines: list[Said] = []
        steps: list[Step] = []
        argument.lines, argument.steps = lines, steps
        for item in pcs if isinstance(pcs, list) else ():
            title = item.get("title") if isinstance(item, dict) else None
            element = self.model.statements.get(title) if isinstance(title, str) else None
            if element is None:
                self.fault("E913", f"a statement of <{argument.title[:60]}> is not there", "arguments", argument.title)
                continue
            said = self._said(item, element)
            lines.append(said)
            found = item.get("inference")
            if said.role is CONCLUSION and isinstance(found, dict):
                data = found.get("data")
                inference = Inference(_texts(found.get("inferenceRules")), data if isinstance(data, dict) else None)
                inference.start = _start(found)
                steps.append(Step(argument, inference, conclusion=element, index=len(lines) - 1))
        faults = premises(argument, self.element)
        if faults and len(argument.steps) > 1:
            self.fault("W918", faults[0][2], "arguments", argument.title)

    def _relation(self, item: Any, place: int) -> None:
        source = self._end(item, "from") if isinstance(item, dict) else None
        target = self._end(item, "to") if isinstance(item, dict) else None
        if not isinstance(source, Element) or target is None:
            self.fault("E913", "a relation leads to nothing", "relations", place)
            self.dangling.append(item)
        elif item.get("relationType") not in _KINDS:
            self.fault(
                "W917", f"relations of type {str(item.get('relationType'))[:40]} are not known", "relations", place
            )
            self.dangling.append(item)
        else:
            start = _start(item) if "startLine" in item else (1 << 60) + place
            self.model.edges.append(Edge(item["relationType"], source, target, start))
            self.strict = self.strict or item["relationType"] in (CONTRARY, ENTAILS)

    def _end(self, item: dict[str, Any], side: str) -> Element | Step | None:
        title, kind = item.get(side), item.get(f"{side}Type")
        if not isinstance(title, str):
            return None
        if kind == "equivalence-class":
            return self.model.statements.get(title)
        argument = self.model.arguments.get(title)
        if kind == "inference" and argument is not None:
            index = item.get("conclusionIndex")
            return next((step for step in argument.steps if step.index == index), None)
        return argument


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _start(item: dict[str, Any]) -> int:
    """A number that grows with the place in the text."""
    line, column = item.get("startLine"), item.get("startColumn")
    return (line << 24) + min(column, 1 << 23) if type(line) is int and type(column) is int else 0
