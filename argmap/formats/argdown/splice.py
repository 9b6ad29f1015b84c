"""A changed map written into the text that it was read from: only the places that say something else change.

What is done here in the text itself: other words, other kinds, statements and relations that are gone or new. All
else becomes data (`argmap.formats.argdown.annotate`). The result is read again, and taken only if it says exactly
what the map says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from argmap.formats.argdown.annotate import Edit, annotated, apply, bearer, parts
from argmap.formats.argdown.canonical import paragraph
from argmap.formats.argdown.escape import tag, words
from argmap.formats.argdown.model import Edge, Element, Step
from argmap.formats.argdown.nodes import NO_SPAN, RELATED, TOP, Said
from argmap.formats.argdown.overlay import KEY, clean
from argmap.formats.argdown.plan import Plan, slots
from argmap.formats.argdown.reading import Read
from argmap.formats.argdown.relate import key_of
from argmap.formats.argdown.structures import hanging, structure
from argmap.formats.argdown.yamlish import flow
from argmap.model import KINDS, ArgumentMap, Component

_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_TITLE = re.compile(r"^(title[ \t]*:[ \t]*)[^\r\n]*", re.MULTILINE)
_NUMBERED = re.compile(r"\[Untitled [^\]]+\]")
_LABEL = re.compile(r"\(\d+\)")
_MENTION = re.compile(r"\[[^\]\n]*\]|<[^>\n]*>")
_BLANKS = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")


def spliced(found: Read, wanted: ArgumentMap, examine: Callable[[str], Read]) -> str | None:
    """The text with the changes, or None where that cannot be done place by place.

    Args:
        found: The text as it was read.
        wanted: What it is to say, without the slot that keeps a layout.
        examine: Reads a text.
    """
    text = _Splicer(found, wanted).run()
    if text is None:
        return None
    if wanted.title != found.mapped.amap.title and "title" in found.model.front:
        text = _TITLE.sub(lambda line: f"{line[1]}{flow(wanted.title)}", text, count=1)
    front = found.model.front.get(KEY)
    own = {name: value for name, value in (front if isinstance(front, dict) else {}).items() if name != "layout"}
    own.update(parts(wanted, examine(text).mapped.amap))
    if "title" in found.model.front and " ".join(wanted.title.split()) == wanted.title:
        own.pop("title", None)
    text = annotated(text, wanted, own, examine)
    return text if examine(text).mapped.amap == wanted else None


class _Splicer:
    """Works out the edits; see `spliced`."""

    def __init__(self, found: Read, wanted: ArgumentMap) -> None:
        self.text, self.mapped = found.source.text, found.mapped
        self.known, self.wanted = found.mapped.amap, wanted
        self.plan = Plan(wanted)
        self.edits: list[Edit] = []
        self.added: list[str] = []
        self.places: dict[str, Edit] = {}  # of arguments that are written anew, by title
        self.loose: dict[str, str] = {}  # words of statements that stood in them
        self.gone: set[Said] = set()
        self.below: dict[object, list[Said]] = {}
        self.ends: dict[Said, Element] = {}
        self.idents = {element: ident for ident, element in found.mapped.elements.items()}
        for element in (*found.model.statements.values(), *found.model.arguments.values()):
            for member in element.members:
                self.ends[member] = element
                self.below.setdefault(member.parent, []).append(member)

    def run(self) -> str | None:
        """The text with all that changes in its own syntax; None where a change cannot be made so."""
        moved = self._moved()
        loose = [origin for relation, origin in self.mapped.origins if relation.id in moved]
        if not all(self._detach(said) for origin in loose if isinstance(origin, Edge) for said in origin.said):
            return None
        arguments = dict.fromkeys(origin.argument for origin in loose if isinstance(origin, Step))
        if not all(map(self._dissolve, arguments)):
            return None
        self._settle()
        for item in self.known.components:
            changed = self.wanted.component.get(item.id)
            element = self.mapped.elements[item.id]
            if changed is not None:
                self._reword(element, item, changed)
            elif not all(map(self._remove, element.members)):
                return None
        self._add(moved)
        self._title()
        self.edits += [(start, end, made) for start, end, made in self.places.values()]
        if any(one[1] > two[0] for one, two in zip(sorted(self.edits), sorted(self.edits)[1:], strict=False)):
            return None
        text = apply(self.text, self.edits)
        if not self.added:
            return text
        newline = "\r\n" if "\r\n" in self.text else "\n"
        body = text.rstrip()
        parts = "\n\n".join(self.added).replace("\n", newline)
        return body + (newline * 2 if body else "") + parts + (text[len(body) :] or newline)

    def _title(self) -> None:
        """Titles for statements without one that are named elsewhere now, or that would be numbered otherwise."""
        named = set(_NUMBERED.findall("\n".join(self.added)))
        counted = False
        for ident, element in self.mapped.elements.items():
            if not element.members:
                continue
            said = element.members[0]
            if not element.anonymous or ident not in self.plan.titles or said in self.gone:
                counted = counted or element.anonymous
                continue
            reference = self.plan.reference(ident)
            if (counted or reference in named) and said.words != NO_SPAN:
                self.edits.append((said.words[0], said.words[0], f"{reference}: "))

    def _moved(self) -> set[str]:
        """Relations that are gone, or that must be written in another way than they are."""
        inner = {item.id for steps in self.plan.steps.values() for item in steps}
        moved = set()
        for relation, origin in self.mapped.origins:
            now = self.wanted.relation.get(relation.id)
            if now is None or key_of(now) != key_of(relation) or (now.id in inner and isinstance(origin, Edge)):
                moved.add(relation.id)
        return moved | self._beside(moved)

    def _beside(self, moved: set[str]) -> set[str]:
        """What moves too where a step of an argument does: its other steps, and all that hangs on any of them."""
        steps = {origin: item.id for item, origin in self.mapped.origins if isinstance(origin, Step)}
        arguments = {origin.argument for origin, ident in steps.items() if ident in moved}
        held = {child for one in arguments for item in self._held(one) for child in self.below.get(item, [])}
        found = {ident for origin, ident in steps.items() if origin.argument in arguments}
        for item, origin in self.mapped.origins:
            if isinstance(origin, Edge) and not held.isdisjoint(origin.said):
                found.add(item.id)
        return found

    def _held(self, argument: Element) -> list[object]:
        """All that something can hang on in an argument: its lines, inferences and occurrences."""
        return [*argument.lines, *(step.inference for step in argument.steps), *argument.members]

    def _dissolve(self, argument: Element) -> bool:
        """Take an argument with its steps away; what is left of it is written anew in its place."""
        lines, inside = argument.lines, self._held(argument)
        children = [child for item in inside for child in self.below.get(item, [])]
        if any(child not in self.gone for child in children) or not all(map(self._remove, argument.members)):
            return False
        for said in lines:
            ident = self.idents[self.ends[said]]
            words = self.text[said.start : said.end].strip()
            if ident in self.wanted.component and not (said.reference and not said.tags and not said.block[1]):
                if ident in self.loose:
                    return False
                self.loose[ident] = f"{self.plan.reference(ident)}: {words}" if said.head == NO_SPAN else words
            self.gone.add(said)
        start = self.text.rfind("\n", 0, lines[0].start) + 1
        last = max([lines[-1].end, *(child.end for child in children if child.end > start)])
        blank = _BLANKS.match(self.text, last)
        end = blank.end() if blank else last
        self.places[argument.title] = (start, end, "")
        return True

    def _settle(self) -> None:
        """Leave out edits inside arguments that go as a whole; these begin with the blank lines below what goes too."""
        regions = sorted((start, end) for start, end, _ in self.places.values())
        starts = [start for start, _ in regions]

        def outside(at: int) -> bool:
            found = bisect_right(starts, at) - 1
            return found < 0 or at >= regions[found][1]

        self.edits = [edit for edit in self.edits if outside(edit[0])]
        ends = {end for _, end, made in self.edits if not made}
        for title, (start, end, made) in self.places.items():
            at = start
            while at and self.text[at - 1].isspace():
                at -= 1
            above = _LINE_END.match(self.text, at)
            if above is not None and above.end() in ends:
                self.places[title] = (above.end(), end, made)

    def _detach(self, said: Said) -> bool:
        """Take what is written below another element away from there: a reference goes, a definition moves."""
        if said in self.gone:
            return True
        last, stack = said, [said]
        while stack:
            for child in self.below.get(stack.pop(), []):
                last = child if child.end > last.end else last
                stack.append(child)
        lost = self.idents.get(self.ends[said], "") not in self.wanted.component
        if lost and last is not said:
            return False
        alone = last is said and said.reference and not said.tags and not said.block[1]
        if not alone and not lost:
            start = self.text.rfind("\n", 0, said.start) + 1
            indent = len(self.text[start : said.start]) - len(self.text[start : said.start].lstrip())
            lines = self.text[said.start : last.end].rstrip().splitlines() or [""]
            if self.ends[said].anonymous:
                lines[0] = f"{self.plan.reference(self.idents[self.ends[said]])}: {lines[0]}"
            self.added.append("\n".join([lines[0], *(line[min(indent, _indent(line)) :] for line in lines[1:])]))
        return self._cut(said, last.end)

    def _remove(self, said: Said) -> bool:
        """One occurrence of what is gone, if nothing hangs on it and no structure needs it."""
        if said in self.gone:
            return True
        if any(child not in self.gone for child in self.below.get(said, [])) or said.role not in (TOP, RELATED):
            return False
        return self._cut(said, said.end)

    def _cut(self, said: Said, end: int) -> bool:
        """Remove the lines from an occurrence to an end; at the top level, the blank line after them too."""
        start = self.text.rfind("\n", 0, said.start) + 1
        ahead = _LINE_END.match(self.text, len(self.text[:end].rstrip()) if end == len(self.text) else end)
        if self.text[start : said.start].strip(" \t+-<>_"):
            return False
        stop = ahead.end() if ahead is not None else end
        if ahead is None and self.text[end - 1 : end] not in "\r\n":
            return False
        if said.role == TOP:
            blank = _BLANKS.match(self.text, stop)
            stop = blank.end() if blank else stop
        self.gone.add(said)
        self.edits.append((start, stop, ""))
        return True

    def _reword(self, element: Element, old: Component, new: Component) -> None:
        """Other words or another kind of one component."""
        said = bearer(element)
        same_words = clean(old.gloss) == clean(new.gloss)
        if said is None or said in self.gone or (same_words and old.kind == new.kind):
            return
        usual = element.data["kind"] if element.data.get("kind") in KINDS else "claim"
        others = {name for member in element.members if member is not said for name in member.tags}
        needed = new.kind in KINDS and (new.kind != usual or bool(others & set(KINDS)))
        tags = [*([new.kind] if needed else []), *(name for name in said.tags if name not in KINDS)]
        if same_words and set(said.tags) <= set(tags):  # a tag more: the words stay as they are
            start = said.words[1] or max(said.head[1], said.end if not said.block[1] else 0)
            start = len(self.text[:start].rstrip()) if start - said.start < 1000 else start
            self.edits.append((start, start, "".join(f" {tag(name)}" for name in tags if name not in said.tags)))
            return
        self._say(said, clean(new.gloss), tags, slots(new).get("markup", ""))

    def _say(self, said: Said, gloss: str, tags: list[str], markup: str) -> None:
        """Other words at one occurrence, its title and data as they were."""
        start, stop = said.words if said.words != NO_SPAN else (said.head[1], said.head[1])
        tail = self.text[start:stop]
        space = tail[len(tail.rstrip()) :]
        if said.reference:
            more = [name for name in tags if name not in said.tags]
            self.edits.append((start, stop, f": {words(gloss, more, self.plan.codes, markup)}"))
        elif gloss or not said.title:
            lead = "" if said.words != NO_SPAN else " "
            self.edits.append((start, stop, f"{lead}{words(gloss, tags, self.plan.codes, markup)}{space}"))
        else:  # a title without words is a reference
            marks = "<>" if said.argument else "[]"
            made = " ".join([f"{marks[0]}{said.title}{marks[1]}", *map(tag, tags)])
            self.edits.append((said.head[0], stop, f"{made}{space}"))

    def _add(self, moved: set[str]) -> None:
        """Paragraphs at the end for components and relations that are new or written anew."""
        fresh = {item.id for item in self.wanted.relations if item.id not in self.known.relation or item.id in moved}
        plan = Plan(replace(self.wanted, relations=tuple(item for item in self.wanted.relations if item.id in fresh)))
        for item in self.wanted.components:
            if item.id not in self.known.component:
                self.added += paragraph(item, plan)
            elif item.id in plan.below:
                self.added.append("\n".join([plan.reference(item.id), *hanging(plan.below[item.id], plan)]))
        for name in plan.steps:
            self._build(plan, name)
        self.added += self.loose.values()
        self._name_all()
        for relation, origin in self.mapped.origins:
            if isinstance(origin, Step) and origin is origin.argument.steps[-1] and relation.id not in moved:
                below = [*self.plan.against.get(relation.id, []), *self.plan.under.get(relation.id, [])]
                below = [pair for pair in below if self._is_new(pair[1], relation.id, fresh)]
                if below:
                    self.added.append("\n".join([f"<{origin.argument.title}>", *hanging(below, self.plan)]))

    def _name_all(self) -> None:
        """Mention what is not mentioned any more, but still belongs to the map."""
        said = {*_MENTION.findall("\n".join([*self.added, *(made for _, _, made in self.places.values())]))}
        for ident, element in self.mapped.elements.items():
            here = any(member not in self.gone for member in element.members)
            if element.members and not here and ident in self.wanted.component:
                reference = self.plan.reference(ident)
                if reference not in said:
                    self.added.append(reference)

    def _build(self, plan: Plan, name: str) -> None:
        """An argument that is new, or written anew: where it stood, if it did, its statements in their own words."""
        parts = structure(plan, name)
        ends = {end for step in plan.steps[name] for end in (*step.sources, *step.targets)}
        lines = parts[-1].split("\n")
        for number, line in enumerate(lines):
            head, _, reference = line.partition(" ")
            ident = next((end for end in ends if reference == plan.reference(end)), "")
            if _LABEL.fullmatch(head) and ident in self.loose:
                lines[number] = f"{head} {self.loose.pop(ident)}"
        made = [*parts[:-1], "\n".join(lines)]
        if name not in self.places:
            self.added += made
            return
        start, end, _ = self.places[name]
        newline = "\r\n" if "\r\n" in self.text else "\n"
        self.places[name] = (start, end, "".join(f"{part}\n\n" for part in made).replace("\n", newline))

    def _is_new(self, source: str, target: str, fresh: set[str]) -> bool:
        return any(
            item.id in fresh and item.sources == (source,) and item.targets == (target,)
            for item in self.wanted.relations
        )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
