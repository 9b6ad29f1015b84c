"""Checks of how relations stand to each other: circles, contradictions, repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from argmap.check.codes import codes, problem
from argmap.graph import MapGraph, strong_components
from argmap.model import ArgumentMap, Relation
from argmap.plugins import Check
from argmap.problems import Problem


def circles(amap: ArgumentMap) -> Iterator[Problem]:
    """Support that comes back to where it started; reported where the first relation of the circle stands."""
    graph = MapGraph(amap)
    for group in graph.cycles("supports"):
        if len(group) > 1:
            path = circle(graph, group)
            inside = [r for r in graph.outgoing(path[0], "supports") if path[1] in r.targets]
            yield problem("E403", inside[0].place, "support runs in a circle: " + " → ".join(path))


def circle(graph: MapGraph, group: list[str]) -> list[str]:
    """A shortest circle of support through the first of a group, its first node repeated at the end."""
    return shortest_circle(group, lambda node: [t for r in graph.outgoing(node, "supports") for t in r.targets])


def shortest_circle(group: list[str], step: Callable[[str], list[str]]) -> list[str]:
    """A shortest way from the first of a strongly connected group back to it, the first repeated at the end."""
    inside = set(group)
    before: dict[str, str] = {}
    queue = [group[0]]
    for node in queue:
        targets = step(node)
        if group[0] in targets and node != group[0]:
            return [group[0], *_way(before, node), group[0]]
        for target in targets:
            if target in inside and target not in before and target != group[0]:
                before[target] = node
                queue.append(target)
    return [*group, group[0]]


def _way(before: dict[str, str], node: str) -> list[str]:
    """The nodes after the start that lead to a node."""
    way = [node]
    while before[way[-1]] in before:
        way.append(before[way[-1]])
    return way[::-1]


def rings(amap: ArgumentMap) -> Iterator[Problem]:
    """Relations whose ends are relations lead to components at last; none stands, by way of others, on itself."""
    order = {item.id: index for index, item in enumerate(amap.relations)}
    relation, component = amap.relation, amap.component

    def ends(name: str) -> list[str]:
        return [end for end in relation[name].ends if end in relation and end not in component]

    for group in strong_components(list(order), ends):
        if len(group) > 1:
            path = shortest_circle(sorted(group, key=order.__getitem__), ends)
            yield problem("E418", relation[path[0]].place, "relations point in a circle: " + " → ".join(path))


def for_and_against(amap: ArgumentMap) -> Iterator[Problem]:
    """One component both supports and attacks another, or supports one that attacks it."""
    supports: dict[str, list[Relation]] = {}
    for item in amap.relations:
        for source in dict.fromkeys(item.sources if item.name == "supports" else ()):
            supports.setdefault(source, []).append(item)
    for item in amap.relations:
        if item.name != "attacks":
            continue
        found = dict(_supported(supports, item.sources, item.targets))
        found |= {pair: ident for pair, ident in _supported(supports, item.mutual, item.mutual) if pair[0] != pair[1]}
        for (source, target), ident in found.items():
            message = f"{source} attacks {target} ({item.id}) and supports it ({ident})"
            yield problem("E404", item.place, message)
        for (target, source), ident in () if item.mutual else _supported(supports, item.targets, item.sources):
            if (source, target) not in found:
                message = f"{source} attacks {target} ({item.id}), which supports it ({ident})"
                yield problem("W405", item.place, message)


def _supported(
    supports: Mapping[str, list[Relation]], sources: Iterable[str], targets: Sequence[str]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Pairs of which the one supports the other, and by which relation: the last, where there are several.

    Looks at what supports rather than at all pairs, of which a relation of many ends has very many.
    """
    wanted = dict.fromkeys(targets)
    for source in dict.fromkeys(sources):
        found: dict[str, str] = {}
        for item in supports.get(source, ()):
            short, long = sorted((wanted, dict.fromkeys(item.targets)), key=len)
            found.update((target, item.id) for target in short if target in long)
        yield from (((source, target), found[target]) for target in found)


def repeated(amap: ArgumentMap) -> Iterator[Problem]:
    """The same relation by the same annotator stands there twice."""
    first: dict[tuple[object, ...], str] = {}
    for item in amap.relations:
        ends = (frozenset(item.sources), frozenset(item.targets), frozenset(item.mutual))
        key = (item.name, item.annotator, *ends)
        if any(ends) and key in first:
            yield problem("W411", item.place, f"relation {item.id} says the same as {first[key]}")
        first.setdefault(key, item.id)


CHECKS = (
    Check("circular support", codes("E403"), circles),
    Check("rings of relations", codes("E418"), rings),
    Check("for and against", codes("E404", "W405"), for_and_against),
    Check("repeated relation", codes("W411"), repeated),
)
