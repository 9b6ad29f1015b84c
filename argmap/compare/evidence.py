"""The evidence table: a row for each piece of evidence or cited source, who cites it, for which claim, how read.

Evidence of two authors stands in one row where a confirmed link says that it is the same. Cited sources
(bibliographic items) are one where their texts or their DOIs are. That an author does not cite something is
said together with the share of candidates that were weighed, and proven only where all of them were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.compare.align import LinkIndex, holds
from argmap.compare.many import Many
from argmap.compare.stance import OPPOSED, PARTIAL
from argmap.compare.table import Statement, statement
from argmap.correspondence import Link
from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component

EVIDENCE, SOURCE = "evidence", "source"
_DOI = re.compile(r"10\.\d{4,9}/\S+[^\s.,;)\]]")
Node = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a piece of evidence does in one text: a relation by id and name, and the component it bears on."""

    relation: str
    name: str
    target: Statement


@dataclass(frozen=True, slots=True)
class Use:
    """One author's use of a row's evidence: where it stands, in whose voice, and what it bears on."""

    author: int
    said: Statement
    bears: tuple[Bearing, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A confirmed link between two components of different authors, by their numbers and ids."""

    a: Node
    b: Node
    type: str
    link: str


@dataclass(frozen=True, slots=True)
class Absence:
    """An author who does not use a row's evidence: how many candidates there are, and how many were weighed."""

    author: int
    reviewed: int
    possible: int

    @property
    def certain(self) -> bool:
        """Whether every candidate was weighed (none at all is a fact of the annotation)."""
        return self.reviewed == self.possible


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence: its uses, the links that make it one, how the uses stand to each other."""

    kind: str
    text: str
    uses: tuple[Use, ...]
    same: tuple[Tie, ...] = ()
    related: tuple[Tie, ...] = ()
    reading: tuple[Tie, ...] = ()
    absent: tuple[Absence, ...] = ()

    @property
    def authors(self) -> tuple[int, ...]:
        """The authors who use it, each once."""
        return tuple(dict.fromkeys(use.author for use in self.uses))


def evidence(many: Many) -> list[EvidenceRow]:
    """All evidence and cited sources; what most authors use comes first, then the order of the texts."""
    work = _Work(many)
    rows = [work.row(group) for group in work.groups()] + list(_sources(many, work.graphs))
    return sorted(rows, key=lambda row: -len(row.authors))


class _Work:
    """The indexes that all rows need, built once."""

    def __init__(self, many: Many) -> None:
        self.many = many
        self.graphs = [MapGraph(amap) for amap in many.maps]
        self.pairs = {key: LinkIndex(c.links) for key, c in many.pairs.items()}
        self.ties: dict[Node, list[tuple[Node, Link]]] = {}
        self.weighed: dict[Node, set[Node]] = {}
        for (i, j), index in self.pairs.items():
            for (x, y), links in index.by_pair.items():
                one, other = (i, x), (j, y)
                self.weighed.setdefault(one, set()).add(other)
                self.weighed.setdefault(other, set()).add(one)
                for link in links:
                    if holds(link):
                        self.ties.setdefault(one, []).append((other, link))
                        self.ties.setdefault(other, []).append((one, link))
        self._filed: list[dict[str, list[str]]] = [_evidence_by_issue(amap) for amap in many.maps]
        self._candidates: dict[tuple[int, tuple[str, ...]], frozenset[Node]] = {}

    def component(self, node: Node) -> Component:
        return self.many.maps[node[0]].component[node[1]]

    def groups(self) -> Iterator[list[Node]]:
        """Evidence that is one and the same, as groups of nodes in the order of the texts."""
        order = [(n, c.id) for n, amap in enumerate(self.many.maps) for c in amap.components]
        place = {node: index for index, node in enumerate(order)}
        seen: set[Node] = set()
        for start in order:
            if start in seen or self.component(start).kind != EVIDENCE:
                continue
            group, queue = {start}, [start]
            while queue:
                for node, link in self.ties.get(queue.pop(), ()):
                    if link.type == "same" and node not in group:
                        group.add(node)
                        queue.append(node)
            seen |= group
            yield sorted(group, key=place.__getitem__)

    def row(self, group: list[Node]) -> EvidenceRow:
        """The row of one group."""
        uses = tuple(self.use(node) for node in group)
        inside = set(group)
        ties = [(node, other, link) for node in group for other, link in self.ties.get(node, ())]
        same = [_tie(*t) for t in ties if t[2].type == "same" and t[1] in inside]
        related = [_tie(*t) for t in ties if t[2].type in (*PARTIAL, *OPPOSED) and t[1] not in inside]
        return EvidenceRow(
            EVIDENCE,
            self.component(group[0]).gloss,
            uses,
            same=_once(same),
            related=_once(related),
            reading=_once(self.readings(uses)),
            absent=tuple(self.absences(group)),
        )

    def use(self, node: Node) -> Use:
        """What one component does in its own text."""
        amap = self.many.maps[node[0]]
        return Use(node[0], statement(amap, self.component(node)), tuple(bearings(self.graphs[node[0]], node[1])))

    def readings(self, uses: tuple[Use, ...]) -> Iterator[Tie]:
        """Links between what different authors rest on the same evidence."""
        targets = [(use.author, bearing.target.id) for use in uses for bearing in use.bears]
        known = set(targets)
        for node in dict.fromkeys(targets):
            for other, link in self.ties.get(node, ()):
                if other in known and other[0] != node[0] and link.type != "unrelated":
                    yield _tie(node, other, link)

    def absences(self, group: list[Node]) -> Iterator[Absence]:
        """The authors who do not use it, with the candidates among their evidence under a common issue."""
        present = {author for author, _ in group}
        issues = tuple(dict.fromkeys(i for node in group for i in self.component(node).issues))
        weighed = {other for node in group for other in self.weighed.get(node, ())}
        for author in range(len(self.many.maps)):
            if author not in present:
                candidates = self.candidates(author, issues)
                yield Absence(author, len(candidates & weighed), len(candidates))

    def candidates(self, author: int, issues: tuple[str, ...]) -> frozenset[Node]:
        """An author's evidence under any of the issues."""
        key = (author, issues)
        if key not in self._candidates:
            filed = self._filed[author]
            self._candidates[key] = frozenset((author, ident) for i in issues for ident in filed.get(i, ()))
        return self._candidates[key]


def bearings(graph: MapGraph, ident: str) -> Iterator[Bearing]:
    """What a component bears on directly; of an undercut, the conclusion of the step that it hits."""
    amap = graph.map
    for relation in graph.outgoing(ident):
        for target in relation.targets:
            step = amap.relation.get(target) if target not in amap.component else None
            for end in step.targets if step else (target,):
                if end in amap.component:
                    yield Bearing(relation.id, relation.name, statement(amap, amap.component[end]))


def _evidence_by_issue(amap: ArgumentMap) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for component in amap.components:
        for issue in component.issues if component.kind == EVIDENCE else ():
            found.setdefault(issue, []).append(component.id)
    return found


def _sources(many: Many, graphs: list[MapGraph]) -> Iterator[EvidenceRow]:
    """Bibliographic items, one row for each work, with the components that cite it."""
    works: dict[str, list[Use]] = {}
    texts: dict[str, str] = {}
    for author, amap in enumerate(many.maps):
        for item in amap.bibliography:
            key = work_key(item.text) or f"{author}#{item.id}"
            texts.setdefault(key, item.text or item.id)
            citing = [s for r in graphs[author].incoming(item.id, "cites") for s in r.sources if s in amap.component]
            uses = works.setdefault(key, [])
            for ident in dict.fromkeys(citing):
                bears = tuple(b for b in bearings(graphs[author], ident) if b.name != "cites")
                uses.append(Use(author, statement(amap, amap.component[ident]), bears))
            if not citing:
                uses.append(Use(author, Statement("", SOURCE, "")))
    for key, uses in works.items():
        users = {use.author for use in uses}
        absent = tuple(Absence(n, 0, 0) for n in range(len(many.maps)) if n not in users)
        yield EvidenceRow(SOURCE, texts[key], tuple(uses), absent=absent)


def work_key(text: str) -> str:
    """What makes two references one work: the DOI, else the words without case and punctuation."""
    doi = _DOI.search(text)
    return doi[0].casefold() if doi else " ".join(re.findall(r"\w+", text.casefold()))


def _tie(node: Node, other: Node, link: Link) -> Tie:
    """A link as it reads from the author with the lower number, as all links of a comparison are turned."""
    a, b = sorted((node, other))
    return Tie(a, b, link.type, link.id)


def _once(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(dict.fromkeys(ties))
