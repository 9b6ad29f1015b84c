"""Checks of single relations: they have ends, the ends exist, and they are such as the name wants."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.codes import close_to, codes, problem
from argmap.graph import INFERENCES
from argmap.model import RELATIONS, ArgumentMap, Relation
from argmap.plugins import Check
from argmap.problems import Problem

DIRECTED = ("supports", "undercuts", "cites")


def names(amap: ArgumentMap) -> Iterator[Problem]:
    """Names that are misspelt, and names that argmap does not know (the list is open)."""
    for item in amap.relations:
        if item.name in RELATIONS:
            continue
        meant = close_to(item.name, RELATIONS)
        if meant:
            yield problem("E412", item.place, f"relation {item.id} is called {item.name!r}", meant)
        else:
            yield problem("W413", item.place, f"relation {item.id} is called {item.name!r}")


def has_ends(amap: ArgumentMap) -> Iterator[Problem]:
    """A relation has a source and a target, or two mutual members."""
    for item in amap.relations:
        missing = ""
        if item.mutual:
            missing = "a second member" if len(set(item.mutual)) < 2 else ""
        elif not item.sources:
            missing = "a source and a target" if not item.targets else "a source"
        elif not item.targets:
            missing = "a target"
        if missing:
            yield problem("E214", item.place, f"relation {item.id} lacks {missing}")


def ends_exist(amap: ArgumentMap) -> Iterator[Problem]:
    """Ends are components, relations or bibliographic items of this map."""
    known = {*amap.component, *amap.relation, *(b.id for b in amap.bibliography)}
    for item in amap.relations:
        for end in dict.fromkeys(item.ends):
            if end not in known:
                message = f"relation {item.id} names {end!r}, which is not there"
                yield problem("E401", item.place, message, close_to(end, known))


def self_joined(amap: ArgumentMap) -> Iterator[Problem]:
    """No component supports or attacks itself."""
    for item in amap.relations:
        for end in dict.fromkeys(item.sources):
            if end in item.targets or end == item.id:
                yield problem("E402", item.place, f"{end} {item.name} itself in relation {item.id}")
        if item.id in item.targets:
            yield problem("E402", item.place, f"relation {item.id} points at itself")


def undercut_targets(amap: ArgumentMap) -> Iterator[Problem]:
    """An undercut points at an inference, and only undercuts point at relations."""
    for item in amap.relations:
        for target in item.targets:
            hit = amap.relation.get(target) if target not in amap.component else None
            if item.name == "undercuts" and target in amap.component:
                yield problem("E406", item.place, f"undercut {item.id} points at the component {target}")
            elif item.name == "undercuts" and hit and hit.name not in INFERENCES:
                yield problem("W409", item.place, f"undercut {item.id} points at {target}, which {hit.name}")
            elif item.name == "attacks" and hit:
                yield problem("W407", item.place, f"attack {item.id} points at the relation {target}")


def undercut_sources(amap: ArgumentMap) -> Iterator[Problem]:
    """An undercut comes from outside the step that it undercuts."""
    for item in amap.relations:
        for target in item.targets if item.name == "undercuts" else ():
            ends = amap.relation[target].ends if target in amap.relation else ()
            for source in item.sources:
                if source in ends:
                    yield problem("W408", item.place, f"{source} undercuts {target}, in which it is an end itself")


def undercut_reasons(amap: ArgumentMap) -> Iterator[Problem]:
    """An undercut says why the step does not hold."""
    for item in amap.relations:
        if item.name == "undercuts" and not item.reason.strip():
            yield problem("W416", item.place, f"undercut {item.id} gives no reason")


def citations(amap: ArgumentMap) -> Iterator[Problem]:
    """Citations, and nothing else, point at bibliographic items."""
    sources = {b.id for b in amap.bibliography}
    for item in amap.relations:
        for target in item.targets:
            if item.name == "cites" and target in amap.component:
                yield problem("E410", item.place, f"citation {item.id} points at the component {target}")
            elif item.name != "cites" and target in sources:
                yield problem("E410", item.place, f"relation {item.id} {item.name} the bibliographic item {target}")


def directions(amap: ArgumentMap) -> Iterator[Problem]:
    """Relations that run one way are not mutual."""
    for item in amap.relations:
        if item.mutual and item.name in DIRECTED:
            yield problem("E417", item.place, f"relation {item.id} is mutual, but {item.name} runs one way")


def ends_fit(amap: ArgumentMap) -> Iterator[Problem]:
    """Restatements keep the kind; evidence is not what claims are there to support."""
    for item in amap.relations:
        if item.name == "restates":
            kinds = {amap.component[end].kind for end in item.ends if end in amap.component}
            if len(kinds) > 1:
                yield problem("W414", item.place, f"relation {item.id} restates a {' as a '.join(sorted(kinds))}")
        elif item.name == "supports":
            yield from _reversed(amap, item)


def _reversed(amap: ArgumentMap, item: Relation) -> Iterator[Problem]:
    for target in item.targets:
        if target in amap.component and amap.component[target].kind == "evidence":
            for source in item.sources:
                kind = amap.component[source].kind if source in amap.component else "evidence"
                if kind in ("claim", "recommendation"):
                    yield problem("W415", item.place, f"the {kind} {source} supports the evidence {target}")


CHECKS = (
    Check("relation names", codes("E412", "W413"), names),
    Check("relation ends", codes("E214"), has_ends),
    Check("ends exist", codes("E401"), ends_exist),
    Check("self relation", codes("E402"), self_joined),
    Check("undercut targets", codes("E406", "W407", "W409"), undercut_targets),
    Check("undercut sources", codes("W408"), undercut_sources),
    Check("undercut reasons", codes("W416"), undercut_reasons),
    Check("citations", codes("E410"), citations),
    Check("directions", codes("E417"), directions),
    Check("ends fit", codes("W414", "W415"), ends_fit),
)
