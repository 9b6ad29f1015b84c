"""How each part of a map is to stand in Argdown: titles, what hangs below what, which steps make which argument."""

from __future__ import annotations

from typing import Any

from argmap.formats.argdown.content import Spelling
from argmap.formats.argdown.escape import is_title, title
from argmap.formats.argdown.model import ATTACK, CONTRARY, UNDERCUT
from argmap.formats.argdown.overlay import PREFIX, Ids
from argmap.formats.extra import kept
from argmap.model import ArgumentMap, Component, Relation

Below = tuple[str, str]  # a symbol, and the id of what stands after it
ENDLESS = 1 << 30


def slots(item: ArgumentMap | Component | Relation) -> dict[str, Any]:
    """What was kept of a part for Argdown."""
    return kept(PREFIX, item.extra)


class Plan:
    """Where things go. Relations that find no place stand in the frontmatter alone.

    Attributes:
        titles: Titles of components by id.
        arguments: Ids of components that are arguments.
        below: What hangs below a component: symbols with ids.
        steps: Steps of each argument, by its title.
        under: What undercuts a step, by the step's id.
        codes: Short codes that the text has of its own.
        against: What supports or attacks an argument as a whole, by the id of its last step.
    """

    def __init__(self, amap: ArgumentMap) -> None:
        self.amap = amap
        front = slots(amap).get("front")
        model = front.get("model") if isinstance(front, dict) else None
        self.codes = Spelling.of(front).codes
        self.strict = isinstance(model, dict) and model.get("mode") == "strict"
        self.kept = {ident: slots(item) for ident, item in amap.component.items()}
        self.arguments = {ident for ident, found in self.kept.items() if found.get("argument") is True}
        self.titles: dict[str, str] = {}
        self.below: dict[str, list[Below]] = {}
        self.steps: dict[str, list[Relation]] = {}
        self.under: dict[str, list[Below]] = {}
        self.against: dict[str, list[Below]] = {}
        self._names = self._name()
        self._place()

    def _name(self) -> Ids:
        """Titles: as kept, else the id; each once among statements and once among arguments."""
        taken = {True: Ids(), False: Ids()}
        for item in self.amap.components:
            wanted = self.kept[item.id].get("title")
            argument = item.id in self.arguments
            usable = isinstance(wanted, str) and is_title(wanted, argument)
            if item.id not in self.titles:
                self.titles[item.id] = taken[argument].give(str(wanted) if usable else title(item.id, argument))
        return taken[True]

    def reference(self, ident: str) -> str:
        """A component by its title in brackets."""
        return f"<{self.titles[ident]}>" if ident in self.arguments else f"[{self.titles[ident]}]"

    def _place(self) -> None:
        relations = [item for item in self.amap.relations if self.amap.relation[item.id] is item]
        targeted = {target for item in relations for target in item.targets if target not in self.titles}
        named: dict[str, str] = {}
        for item in relations:
            if self._is_step(item, targeted):
                self.steps.setdefault(self._argument(item, named), []).append(item)
        for steps in self.steps.values():
            steps.sort(key=lambda item: _number(slots(item).get("step")))
        inner = {item.id for steps in self.steps.values() for item in steps}
        ends = {steps[-1].id for steps in self.steps.values()}
        for item in relations:
            if item.id not in inner:
                self._hang(item, inner, ends)

    def _is_step(self, item: Relation, targeted: set[str]) -> bool:
        """Whether a relation becomes an inference: statements that together support one."""
        if item.name != "supports" or len(item.targets) != 1 or not item.sources or item.mutual:
            return False
        statements = all(end in self.titles and end not in self.arguments for end in (*item.sources, *item.targets))
        distinct = len(set(item.sources)) == len(item.sources)
        found = slots(item)
        asked = "argument" in found or "inference" in found or "step" in found
        return statements and distinct and (item.linked or bool(item.schemes) or item.id in targeted or asked)

    def _argument(self, item: Relation, named: dict[str, str]) -> str:
        """The title of the argument that a step belongs to."""
        wanted = slots(item).get("argument")
        base = wanted if isinstance(wanted, str) and is_title(wanted) else title(item.id)
        if base not in named:
            named[base] = self._names.give(base)
        return named[base]

    def _hang(self, item: Relation, steps: set[str], ends: set[str]) -> None:
        """File a relation below what it points at, where Argdown has a symbol for it."""
        kind = slots(item).get("type")
        if item.mutual:
            self._hang_mutual(item, kind)
            return
        if len(item.sources) != 1 or len(item.targets) != 1 or item.sources[0] not in self.titles:
            return
        (source,), (target,) = item.sources, item.targets
        if target in self.titles and target != source:
            if item.name in ("supports", "attacks"):
                symbol = "+" if item.name == "supports" else "_" if kind == UNDERCUT else "-"
                self.below.setdefault(target, []).append((symbol, source))
        elif target in steps and item.name == "undercuts" and kind != ATTACK:
            self.under.setdefault(target, []).append(("<_", source))
        elif target in ends and item.name in ("supports", "undercuts"):
            self.against.setdefault(target, []).append(("+" if item.name == "supports" else "-", source))

    def _hang_mutual(self, item: Relation, kind: object) -> None:
        if item.name != "attacks" or len(set(item.mutual)) != 2 or len(item.mutual) != 2:
            return
        one, two = item.mutual
        if not {one, two} <= set(self.titles) or {one, two} & self.arguments:
            return
        if self.strict and kind == CONTRARY:
            self.below.setdefault(two, []).append(("-", one))
        else:
            self.below.setdefault(one, []).append(("><", two))


def _number(value: object) -> int:
    """The place of a step; the last has none."""
    return value if isinstance(value, int) else ENDLESS
