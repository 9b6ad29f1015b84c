"""A derived index over a map: neighbours, support trees, cycles, connected parts. Never stored.

Nodes are the ids of components and of relations (an undercut points at a relation). All walks are
breadth-first in the map's own order, so results are the same every time, and cycles end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from argmap.model import ArgumentMap, Relation

if TYPE_CHECKING:
    import networkx

N = TypeVar("N", bound=Hashable)
INFERENCES = frozenset({"supports", "attacks", "undercuts"})


class MapGraph:
    """Adjacency lists over one map, built once in linear time."""

    def __init__(self, amap: ArgumentMap) -> None:
        self.map = amap
        self.into: dict[str, list[Relation]] = {}
        self.out: dict[str, list[Relation]] = {}
        self.ties: dict[str, list[Relation]] = {}
        for relation in amap.relations:
            for target in relation.targets:
                self.into.setdefault(target, []).append(relation)
            for source in relation.sources:
                self.out.setdefault(source, []).append(relation)
            for member in relation.mutual:
                self.ties.setdefault(member, []).append(relation)

    def incoming(self, node: str, *names: str) -> list[Relation]:
        """Relations whose target is the node; only those named, if names are given."""
        return [r for r in self.into.get(node, ()) if not names or r.name in names]

    def outgoing(self, node: str, *names: str) -> list[Relation]:
        """Relations in which the node is a source; only those named, if names are given."""
        return [r for r in self.out.get(node, ()) if not names or r.name in names]

    def premises(self, node: str) -> list[str]:
        """Ids of the components that support the node directly, in order, each once."""
        return list(dict.fromkeys(s for r in self.incoming(node, "supports") for s in r.sources))

    def attackers(self, node: str) -> list[str]:
        """Ids of the components that attack or undercut the node directly, mutual attacks included."""
        direct = [s for r in self.incoming(node, "attacks", "undercuts") for s in r.sources]
        mutual = [m for r in self.ties.get(node, ()) if r.name == "attacks" for m in r.mutual if m != node]
        return list(dict.fromkeys(direct + mutual))

    def beneath(self, root: str, depth: int | None = None) -> dict[str, int]:
        """All that bears on a node (supports, attacks, undercuts, and those on the relations between).

        What undercuts the way to a node stands beside that way's sources; what undercuts an undercut stands beneath
        the undercut's own sources, so that a debate about one inference becomes a branch.

        Returns:
            Component ids in breadth-first order with their distance from the root (0 for itself).
        """
        step = partial(self._sources_of, told=set(), under=set())
        return self._walk(root, step, depth)

    def beneath_all(self, roots: Iterable[str], others: Iterable[str] = ()) -> tuple[list[str], list[str]]:
        """All that bears on any of some nodes, in linear time, however many of them share what is beneath.

        Args:
            roots: Nodes to begin with.
            others: Nodes at which a further walk begins, where none has reached them so far.

        Returns:
            The nodes at which walks began, and all nodes, each once: as `beneath` gives them from one after the other.
        """
        step = partial(self._sources_of, told=set(), under=set())
        found: dict[str, int] = {}
        starts = list(dict.fromkeys(roots))
        for root in starts:
            if root not in found:
                self._walk(root, step, None, found)
        for root in others:
            if root not in found:
                starts.append(root)
                self._walk(root, step, None, found)
        return starts, list(found)

    def above(self, root: str, depth: int | None = None) -> dict[str, int]:
        """All that a node bears on, with the distance."""
        return self._walk(root, partial(self._targets_of, told=set(), hit=set()), depth)

    def path(self, source: str, target: str) -> list[str]:
        """A shortest way from a node to one that it bears on, both included; [] where there is none.

        Of several that are as short, the first in the map's order; linear in the part that is walked.
        """
        back: dict[str, str] = {source: ""}
        queue = deque([source])
        step = partial(self._targets_of, told=set(), hit=set())
        while queue and target not in back:
            node = queue.popleft()
            for near in step(node):
                if near not in back and (near in self.map.component or near in self._relation_ids):
                    back[near] = node
                    queue.append(near)
        way = [target] if target in back else []
        while way and back[way[-1]]:
            way.append(back[way[-1]])
        return way[::-1]

    def roots(self) -> list[str]:
        """Components that support or attack nothing, in the map's order; theses first."""
        ids = [c.id for c in self.map.components if not self.outgoing(c.id, *INFERENCES)]
        theses = {c.id for c in self.map.theses}
        return list(dict.fromkeys([i for i in ids if i in theses] + ids))

    def unconnected(self) -> list[str]:
        """Components that take part in no relation at all."""
        touched = {end for relation in self.map.relations for end in relation.ends}
        return [c.id for c in self.map.components if c.id not in touched]

    def parts(self) -> list[list[str]]:
        """Connected parts of the map as lists of component ids, largest first, then in the map's order."""
        order = {c.id: i for i, c in enumerate(self.map.components)}
        seen: set[str] = set()
        found = []
        for component in self.map.components:
            if component.id in seen:
                continue
            part = self._joined(component.id)
            seen.update(part)
            found.append(sorted((i for i in part if i in order), key=order.__getitem__))
        return sorted(found, key=lambda part: (-len(part), order[part[0]]))

    def cycles(self, *names: str) -> list[list[str]]:
        """Groups of components that reach themselves through the named relations (default: supports).

        Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion.
        """
        wanted = names or ("supports",)
        order = {c.id: i for i, c in enumerate(self.map.components)}

        relations = self.map.relations
        place = {id(relation): number for number, relation in enumerate(relations)}

        # a relation is a node between its ends: else one of many sources and many targets counts for each pair of them
        def step(node: str | int) -> Iterable[str | int]:
            if isinstance(node, str):
                return [place[id(relation)] for relation in self.outgoing(node, *wanted)]
            return [target for target in relations[node].targets if target in order]

        groups = strong_components(list[str | int](order), step)
        looping = [[node for node in group if isinstance(node, str)] for group in groups if len(group) > 1]
        return sorted((sorted(g, key=order.__getitem__) for g in looping), key=lambda g: order[g[0]])

    @cached_property
    def _relation_ids(self) -> frozenset[str]:
        return frozenset(r.id for r in self.map.relations)

    @cached_property
    def _on_relations(self) -> frozenset[int]:
        """Relations with a relation for a target."""
        ids, components = self._relation_ids, self.map.component
        return frozenset(
            id(r) for r in self.map.relations if any(end in ids and end not in components for end in r.targets)
        )

    def _reached(self, relation: Relation) -> list[str]:
        """What is hit with a relation: its targets, and of an undercut its sources."""
        direct = [end for end in relation.targets if end in self.map.component or end not in self._relation_ids]
        return [*direct, *(relation.sources if id(relation) in self._on_relations else ())]

    def _sources_of(self, node: str, told: set[int], under: set[int]) -> list[str]:
        """What bears on a node; in one walk each relation tells its ends once, however many nodes it touches.

        Args:
            node: The node.
            told: Relations that told their ends.
            under: Relations that told them as what bears on another relation.
        """
        found: list[str] = []
        for relation in _fresh(self.incoming(node, *INFERENCES), told):
            found.extend(relation.sources)
            for other in _fresh(self.incoming(relation.id, *INFERENCES), under):
                found.extend(other.sources)
        for relation in self.outgoing(node, *INFERENCES):
            if id(relation) in self._on_relations:
                for other in _fresh(self.incoming(relation.id, *INFERENCES), under):
                    found.extend(other.sources)
        for relation in _fresh(self.ties.get(node, ()), told):
            found.extend(relation.mutual)
        return found

    def _targets_of(self, node: str, told: set[int], hit: set[int]) -> list[str]:
        """What a node bears on, as `_sources_of`; ``hit`` are relations that were targets themselves."""
        found: list[str] = []
        for relation in _fresh(self.outgoing(node, *INFERENCES), told):
            for target in relation.targets:
                aim = self.map.relation.get(target) if target not in self.map.component else None
                if aim is None:
                    found.append(target)
                else:
                    found.extend(end for each in _fresh((aim,), hit) for end in self._reached(each))
        return found

    def _joined(self, root: str) -> set[str]:
        """Ids that hang together with a node; every relation is looked at once, however many ends it has."""
        found = {root}
        done: set[int] = set()
        queue = deque([root])
        while queue:
            node = queue.popleft()
            relations = [*self.into.get(node, ()), *self.out.get(node, ()), *self.ties.get(node, ())]
            if node not in self.map.component and node in self.map.relation:
                relations.append(self.map.relation[node])
            for relation in relations:
                if id(relation) in done:
                    continue
                done.add(id(relation))
                pointed = (relation.id,) if relation.id in self.into else ()
                for near in (*relation.ends, *pointed):
                    if near not in found and (near in self.map.component or near in self._relation_ids):
                        found.add(near)
                        queue.append(near)
        return found

    def _walk(
        self, root: str, step: Callable[[str], Iterable[str]], depth: int | None, known: dict[str, int] | None = None
    ) -> dict[str, int]:
        distance = {} if known is None else known
        distance[root] = 0
        queue = deque([root])
        while queue:
            node = queue.popleft()
            if depth is not None and distance[node] >= depth:
                continue
            for near in step(node):
                if near not in distance and (near in self.map.component or near in self._relation_ids):
                    distance[near] = distance[node] + 1
                    queue.append(near)
        return distance


def _fresh(relations: Iterable[Relation], told: set[int]) -> Iterator[Relation]:
    """Relations that are not yet among those told, which they are from now on."""
    for relation in relations:
        if id(relation) not in told:
            told.add(id(relation))
            yield relation


def strong_components(nodes: list[N], step: Callable[[N], Iterable[N]]) -> list[list[N]]:
    """Strongly connected components, each as a list of nodes, each after all that it leads to.

    Tarjan's algorithm (SIAM J. Comput. 1, 1972), without recursion; linear in nodes and edges.
    """
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    stack: list[N] = []
    on_stack: set[N] = set()
    groups: list[list[N]] = []
    for start in nodes:
        if start in index:
            continue
        work = [(start, iter(step(start)))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, rest = work[-1]
            follow = next(rest, None)
            if follow is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    groups.append(_unwind(stack, on_stack, node))
            elif follow not in index:
                index[follow] = low[follow] = len(index)
                stack.append(follow)
                on_stack.add(follow)
                work.append((follow, iter(step(follow))))
            elif follow in on_stack:
                low[node] = min(low[node], index[follow])
    return groups


def _unwind(stack: list[N], on_stack: set[N], root: N) -> list[N]:
    group = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        group.append(node)
        if node == root:
            return group


def to_networkx(amap: ArgumentMap) -> networkx.MultiDiGraph:
    """The map as a `networkx.MultiDiGraph`.

    Components are nodes. A relation with one source and one target that nothing points at is an
    edge; a linked, mutual or undercut relation is a node of kind "relation" between its ends.
    """
    import networkx

    graph = networkx.MultiDiGraph(id=amap.id, title=amap.title)
    for c in amap.components:
        graph.add_node(c.id, kind=c.kind, gloss=c.gloss, issues=list(c.issues), voice=c.voice, thesis=c.thesis)
    pointed = {target for r in amap.relations for target in r.targets}
    for r in amap.relations:
        if len(r.sources) == 1 and len(r.targets) == 1 and r.id not in pointed:
            graph.add_edge(r.sources[0], r.targets[0], key=r.id, name=r.name, reason=r.reason)
            continue
        graph.add_node(r.id, kind="relation", name=r.name, reason=r.reason)
        for source in r.sources:
            graph.add_edge(source, r.id, key=f"{r.id}:{source}", name=r.name)
        for target in r.targets:
            graph.add_edge(r.id, target, key=f"{r.id}:{target}", name=r.name)
        for member in r.mutual:
            graph.add_edge(member, r.id, key=f"{r.id}:{member}", name=r.name)
    return graph
