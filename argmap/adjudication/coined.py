"""Issues and voices that an adjudicator made: known by their label in decisions, by an id in the agreed map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from argmap.adjudication.decisions import NEW, Decision
from argmap.adjudication.differences import Differences
from argmap.editing.arguments import Desk, code_id
from argmap.model import ArgumentMap, Component, Issue, Voice


@dataclass(frozen=True)
class Coined:
    """New entries by how decisions name them."""

    issues: Mapping[str, Issue]
    voices: Mapping[str, Voice]

    def settled(self, made: Decision) -> Decision:
        """A decision that names entries by their ids."""
        if made.choice != "new":
            return made
        ids = {name: e.id for name, e in self.issues.items()} | {name: e.id for name, e in self.voices.items()}
        if isinstance(made.value, list):
            return replace(made, value=[ids.get(part, part) if isinstance(part, str) else part for part in made.value])
        return replace(made, value=ids.get(made.value, made.value)) if isinstance(made.value, str) else made

    def into(self, amap: ArgumentMap, parts: Iterable[Component]) -> ArgumentMap:
        """The map with those entries that a component has."""
        items = list(parts)
        used = {ident for item in items for ident in (*item.issues, item.voice)}
        return replace(
            amap,
            issues=tuple(dict.fromkeys((*amap.issues, *(e for e in self.issues.values() if e.id in used)))),
            voices=tuple(dict.fromkeys((*amap.voices, *(e for e in self.voices.values() if e.id in used)))),
        )


def labels(found: Differences, decisions: Mapping[str, Decision], about: str) -> list[str]:
    """How decisions about issues (or voices) name new entries; each once, in the order of the differences."""
    made = [decisions[d.id].value for d in found.list if d.about == about and d.id in decisions]
    named = [part for value in made for part in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(part for part in named if isinstance(part, str) and part.startswith(NEW)))


def coined(found: Differences, decisions: Mapping[str, Decision], taken: Iterable[str]) -> Coined:
    """All new entries that decisions name; labels that differ in case alone are one entry."""
    made: dict[str, dict[str, Any]] = {"issue": {}, "voice": {}}
    amap, used = found.case.template, {*taken}
    for about, sort in (("issue", Issue), ("voice", Voice)):
        known: dict[str, Any] = {}
        for name in labels(found, decisions, about):
            label = name.removeprefix(NEW)
            if label.casefold() not in known:
                entry = sort(code_id(amap, about, label, Desk(taken=frozenset(used))), label)
                used.add(entry.id)
                known[label.casefold()] = entry
            made[about][name] = known[label.casefold()]
    return Coined(made["issue"], made["voice"])
