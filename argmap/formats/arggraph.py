"""arggraph XML of the argumentative microtext corpora (Peldszus and Stede 2016): reading, and the format itself.

Text units (``edu``) make up argument units (``adu``, directly or through a ``joint``); edges join these: ``sup``,
``exa`` (support by example), ``reb`` (attack), ``und`` (undercut, its target is an edge), ``add`` (a further linked
premise, its target is an edge). What argmap knows beyond that stands in a processing instruction that others skip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from argmap.formats.arggraph_write import EXAMPLE, NAMES, OPPONENT, PREFIX, joined, native
from argmap.formats.codes import fault
from argmap.formats.derived import bare, reduced
from argmap.formats.doubles import Doubles
from argmap.formats.extra import keep
from argmap.formats.twin import restored, twin
from argmap.formats.xmltext import parse
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Fragment, Relation
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem
from argmap.tei.parse import Document, Node
from argmap.text.normal import normalise
from argmap.text.reading import ReadingText

# what may stand before the root element; nothing is tried twice, so hostile beginnings take linear time
_ROOT = re.compile(
    rb"(?:\s+|(?>(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)))*+<arggraph[\s>/]", re.DOTALL
)
_REMARK = re.compile(rb"<\?argmap (.*?)\?>", re.DOTALL)


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from one arggraph; its text is that of the units, joined by spaces.

    Raises:
        DataError: it is no XML, or no arggraph.
    """
    found = _REMARK.search(source.data)
    amap, notes = restored(source, found[1].decode("utf-8", "replace") if found else None, write)
    if amap is not None:
        return replace(amap, file=source.name), notes
    document, problems = parse(source)
    if document.root.name != "arggraph":
        place = Place(source.name, document.root.line, document.root.column)
        raise DataError(f"the root is {document.root.name}, not arggraph", "name its format with --from", place=place)
    return _Reading(document, [*problems, *notes]).run(source.name)


def write(amap: ArgumentMap) -> str:
    """The map as arggraph XML, with a remark that holds the rest where arggraph cannot hold all."""
    amap = bare(amap)
    plain = native(amap)
    again, problems = read(Input(plain.encode("utf-8")))
    if again == amap and not problems:
        return plain
    head, _, rest = plain.partition("\n")
    return f"{head}\n<?argmap {twin(amap)}?>\n{rest}"


@dataclass
class _Reading:
    """One pass over the units and one over the edges; targets that are edges may stand in any order."""

    document: Document
    problems: list[Problem]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    stray: list[dict[str, str]] = field(default_factory=list)

    def run(self, file: str) -> tuple[ArgumentMap, list[Problem]]:
        root = self.document.root
        content = self.units()
        adus, joints, edges = (self.by_id(name) for name in ("adu", "joint", "edge"))
        segments = {ident: node for ident, node in edges.items() if node.attrs.get("type") == "seg"}
        units = self.segments(segments, adus, joints)
        components = tuple(self.component(ident, node, units.get(ident, [])) for ident, node in adus.items())
        relations = self.relations({i: node for i, node in edges.items() if node.attrs.get("type") != "seg"}, adus)
        broken = next((item.place for item in self.problems if item.code == "E911"), None)
        if broken is not None:
            used = {unit for listed in units.values() for unit in listed}
            components += self.left_over({*adus, *edges}, used, broken)
        extra = {
            "attributes": {key: value for key, value in root.attrs.items() if key != "id"},
            "edus": [[ident, *self.spans[ident], more] for ident, more in self.edus.items()],
            "joints": list(joints),
            "segments": [[i, node.attrs.get("src", ""), node.attrs.get("trg", "")] for i, node in segments.items()],
            "stray": self.stray,
        }
        amap = ArgumentMap(
            id=root.id or "arggraph",
            text=ReadingText.of(content) if content else None,
            components=components,
            relations=relations,
            voices=(OPPONENT,) if any(item.reported for item in components) else (),
            schemes=(EXAMPLE,) if any(item.schemes for item in relations) else (),
            extra=keep(PREFIX, {key: value for key, value in extra.items() if value}),
            file=file,
        )
        return amap, self.problems

    def units(self) -> str:
        """The text of the edus in order; notes where each stands in it."""
        parts: list[str] = []
        at = 0
        self.edus: dict[str, dict[str, str]] = {}
        for ident, node in self.by_id("edu").items():
            text = normalise(node.text())
            self.spans[ident] = (at, at + len(text))
            self.edus[ident] = {key: value for key, value in node.attrs.items() if key != "id"}
            if text:
                parts.append(text)
                at += len(text) + 1
        return " ".join(parts)

    def left_over(self, taken: set[str], used: set[str], place: Place) -> tuple[Component, ...]:
        """Of a file that breaks off, a component for each unit whose argument unit or edge is gone with the rest."""
        made: list[Component] = []
        doubles = Doubles()
        for unit, (start, end) in self.spans.items():
            if unit in used or start == end:
                continue
            ident = doubles.free(unit, taken)
            taken.add(ident)
            made.append(Component(ident, "claim", fragments=(Fragment(start, end, f"src:{start}-{end}"),)))
        if made:
            message = f"{len(made)} text units have no argument unit in what is left; each is a component of its own"
            self.problems.append(fault("W920", message, place))
        return tuple(made)

    def by_id(self, name: str) -> dict[str, Node]:
        """Elements by id; a second one with an id is given another."""
        found: dict[str, Node] = {}
        for index, node in enumerate(item for item in self.document.root.elements if item.name == name):
            ident = node.attrs.get("id") or f"{name}-{index + 1}"
            if ident in found:
                place = self.document.place(node, "id")
                self.problems.append(fault("E912", f"the id {ident} stands twice among the {name}s", place))
                ident = f"{ident}-{index + 1}"
            found[ident] = node
        return found

    def segments(
        self, segments: dict[str, Node], adus: dict[str, Node], joints: dict[str, Node]
    ) -> dict[str, list[str]]:
        """The edus of each adu, also those that a joint brings, in the order of the edges."""
        into: dict[str, list[str]] = {}
        for ident in list(segments):
            node = segments[ident]
            source, target = node.attrs.get("src", ""), node.attrs.get("trg", "")
            if (source in self.spans or source in joints) and (target in adus or target in joints):
                into.setdefault(target, []).append(source)
            else:
                self.dangling(node)
                del segments[ident]
        return {
            ident: [
                unit
                for source in into.get(ident, [])
                for unit in (into.get(source, []) if source in joints else [source])
                if unit in self.spans
            ]
            for ident in adus
        }

    def dangling(self, node: Node) -> None:
        """An edge that joins what is not there is told, and kept as it is."""
        message = f"the edge {node.attrs.get('id', '')} joins what is not there"
        self.problems.append(fault("E913", message, self.document.place(node)))
        self.stray.append(dict(node.attrs))

    def component(self, ident: str, node: Node, units: list[str]) -> Component:
        side = node.attrs.get("type", "pro")
        fragments = tuple(
            Fragment(start, end, f"src:{start}-{end}") for start, end in joined(self.spans[unit] for unit in units)
        )
        voice = OPPONENT.id if side == "opp" else AUTHOR_VOICE
        extra = keep(PREFIX, {"type": side}) if side not in ("pro", "opp") else ()
        return Component(ident, "claim", fragments=fragments, voice=voice, extra=extra)

    def relations(self, edges: dict[str, Node], adus: dict[str, Node]) -> tuple[Relation, ...]:
        """Relations in the order of their first edges; ``add`` edges bring further premises."""
        added = {ident: node for ident, node in edges.items() if node.attrs.get("type") == "add"}
        base = {
            ident: node
            for ident, node in edges.items()
            if ident not in added and node.attrs.get("src") in adus and self._leads(node, edges, adus)
        }
        for ident, node in edges.items():
            if ident not in base and ident not in added:
                self.dangling(node)
        sources: dict[str, list[tuple[str, str]]] = {ident: [] for ident in base}
        for ident, node in added.items():
            target = _base_of(node, added)
            if target in base and node.attrs.get("src") in adus:
                sources[target].append((node.attrs["src"], ident))
            else:
                self.dangling(node)
        return tuple(_relation(ident, node, sources[ident]) for ident, node in base.items())

    def _leads(self, node: Node, edges: dict[str, Node], adus: dict[str, Node]) -> bool:
        """Whether an edge's target is there; a stray one that is itself in the air does not count."""
        target = node.attrs.get("trg", "")
        if target in adus:
            return True
        aim = edges.get(target)
        return aim is not None and aim.attrs.get("type") not in ("seg", "add") and aim.attrs.get("src") in adus


def _base_of(node: Node, added: dict[str, Node]) -> str:
    """The edge that an ``add`` edge ends at, through other ``add`` edges; circles end."""
    seen: set[str] = set()
    target = node.attrs.get("trg", "")
    while target in added and target not in seen:
        seen.add(target)
        target = added[target].attrs.get("trg", "")
    return target


def _relation(ident: str, node: Node, added: list[tuple[str, str]]) -> Relation:
    kind = node.attrs.get("type", "")
    return Relation(
        ident,
        NAMES.get(kind, kind or "supports"),
        tuple(dict.fromkeys([node.attrs["src"], *(source for source, _ in added)])),
        (node.attrs["trg"],),
        schemes=(EXAMPLE.id,) if kind == "exa" else (),
        extra=keep(PREFIX, {"add": [edge for _, edge in added]}) if added else (),
    )


def recognises(source: Input) -> bool:
    """Whether its root element is arggraph, however much argmap has to say before it."""
    return _ROOT.match(source.data, 3 * source.data.startswith(b"\xef\xbb\xbf")) is not None


FORMATS = (
    Format(
        "arggraph",
        "arggraph XML (argumentative microtexts)",
        (".arggraph.xml", ".xml"),
        read=read,
        write=write,
        recognises=recognises,
        reduce=reduced,
        about="Text units, argument units with joints, support, example, rebuttal, undercut and added premises. What "
        "arggraph has no element for is kept in a processing instruction, which other programs skip.",
    ),
)
