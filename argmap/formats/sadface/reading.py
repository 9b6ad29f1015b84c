"""From a SADFace document to a map: what the notation gives, and what argmap said besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from argmap.formats.asides import map_told, told
from argmap.formats.doubles import Doubles
from argmap.formats.extension import KEY
from argmap.formats.extra import keep
from argmap.formats.outside import inserted
from argmap.formats.own import Reader
from argmap.formats.sadface.names import PREFIX, TYPES, UNDIRECTED, resolve, slug, spelled, uuid_of
from argmap.formats.sadface.sources import JSON, Resources, source_of
from argmap.model import Annotator, ArgumentMap, Component, Relation, Scheme

LISTS = ("resources", "nodes", "edges", "metadata")
ATOM_KEYS = ("id", "type", "text", "sources", "metadata")
STEP_KEYS = ("id", "type", "name", "metadata")
# of documents before version 0.2, which had no core metadata; the first two tell them
EARLY = ("analyst_name", "analyst_email", "id", "created", "edited", "title", "notes", "description")
# the version that the Python library of that name gives: its attacks run from the attacked to the attacker
LIBRARY = re.compile(r"0\.5\.\d")


class Reading:
    """One pass over each list of a document.

    Args:
        document: The file's value.
        reader: Tells what does not fit.
    """

    def __init__(self, document: Mapping[str, Any], reader: Reader) -> None:
        self._document = document
        self._tell = reader.tell
        self._reader = reader
        self._names: dict[str, str] = {}  # id in the file -> id in the map
        self._types: dict[str, str] = {}
        self._doubles = Doubles()
        self._schemes: dict[str, Scheme] = {}
        self._slots: dict[str, Any] = {}
        self._said: dict[str, list[JSON]] = {"atoms": [], "steps": []}
        self._core: JSON = {}
        self._backward: set[str] = set()
        self._sources: dict[str, list[str]] = {}
        self._targets: dict[str, list[str]] = {}
        self._top: JSON = {}

    def plain(self) -> ArgumentMap:
        """The map that the notation alone gives."""
        core = self._core = self._metadata()
        ident = own_id(core.get("id"), self._top) or "sadface"
        resources = self._resources(uuid_of(ident, "resource"))
        nodes = self._nodes()
        self._edges()
        claim = self._claim()
        components = [self._component(*item, resources) for item in nodes if self._types[item[0]] == "atom"]
        components = [replace(item, thesis=True) if item.id == claim else item for item in components]
        steps = [self._step(*item) for item in nodes if self._types[item[0]] in TYPES]
        known = EARLY if self._early() else ()
        self._slots["top"] = {key: value for key, value in self._document.items() if key not in (*LISTS, *known)}
        person, title = core.get("analyst_name"), core.get("title")
        reading = resources.passages.reading()
        return ArgumentMap(
            id=ident,
            title=title if isinstance(title, str) else "",
            text=reading,
            components=tuple(components),
            relations=tuple(steps),
            schemes=tuple(self._schemes.values()),
            annotators=(Annotator(f"ann.{slug(person)}", person),) if isinstance(person, str) and person else (),
            extra=(resources.passages.layout.slots() if reading else ()) + kept_slots(self._slots),
        )

    def whole(self, plain: ArgumentMap) -> ArgumentMap:
        """The map with what argmap said besides, as far as the file still says the same as then."""
        beside = self._top.get("relations")
        listed = beside if isinstance(beside, list) else []
        top = {key: value for key, value in self._top.items() if key not in ("id", "relations")}
        pairs = zip(plain.relations, self._said["steps"], strict=True)
        relations = [told(item, said, self._reader) for item, said in pairs]
        atoms = zip(plain.components, self._said["atoms"], strict=True)
        return replace(
            map_told(plain, top, self._reader),
            components=tuple(told(*pair, self._reader) for pair in atoms),
            relations=tuple(inserted(relations, listed, self._reader)),
        )

    def _list(self, key: str) -> list[Any]:
        value = self._document.get(key)
        if isinstance(value, list) or value is None:
            return value or []
        self._tell("E914", f"{key} should be a list, not {type(value).__name__}", key)
        return []

    def _metadata(self) -> JSON:
        """The file's core data; what of it and of other namespaces has no field is put by."""
        value = self._document.get("metadata", {} if self._early() else None)
        if not isinstance(value, dict):
            if value is not None:
                self._tell("E914", f"metadata should be an object, not {type(value).__name__}", "metadata")
            return {}
        core, said = value.get("core"), value.get(KEY)
        if self._early():
            core = {key: item for key, item in self._document.items() if key in EARLY}
        self._top = said if isinstance(said, dict) else {}
        self._slots["metadata"] = {key: item for key, item in value.items() if key not in ("core", KEY)}
        known: JSON = core if isinstance(core, dict) else {}
        fields = {key for key in ("id", "analyst_name", "title") if isinstance(known.get(key), str)}
        self._slots["core"] = {
            key: item for key, item in known.items() if key not in fields and key != "version" and item != ""
        }
        return known

    def _early(self) -> bool:
        """Whether what is core metadata since version 0.2 stands in the document itself."""
        metadata = self._document.get("metadata")
        core = metadata.get("core") if isinstance(metadata, dict) else None
        return core is None and any(isinstance(self._document.get(key), str) for key in EARLY[:2])

    def _claim(self) -> str:
        """The atom that the core metadata name as the claim; what is none is put by."""
        given = self._core.get("claim")
        ident = self._names.get(given, "") if isinstance(given, str) else ""
        if self._types.get(ident) != "atom":
            return ""
        self._slots["core"].pop("claim")
        return ident

    def _resources(self, usual_id: str) -> Resources:
        made = Resources(self._list("resources"))
        for index, _ in made.odd:
            self._tell("E914", "a resource should have a text, and an id of its own", "resources", index)
        self._slots["resources"] = made.kept(usual_id)
        return made

    def _nodes(self) -> list[tuple[str, JSON, int]]:
        """Atoms and steps with the ids that they have in the map; nodes of other types are put by."""
        found: list[tuple[str, JSON, int]] = []
        others: list[Any] = []
        for index, node in enumerate(self._list("nodes")):
            kind = node.get("type") if isinstance(node, dict) else None
            if not isinstance(kind, str) or (kind != "atom" and kind not in TYPES):
                self._tell("W917", f"a node of the type {str(kind)[:40]} is kept as it is", "nodes", index)
                others.append(node)
                continue
            ident = self._ident(node, index)
            self._types[ident] = kind
            if kind == "conflict" and node.get("name") == "attack" and LIBRARY.match(str(self._core.get("version"))):
                self._backward.add(ident)
            found.append((ident, node, index))
        self._slots["nodes"] = others
        if self._backward:
            what = "run from the attacked to the attacker, as the library sadface draws them; they are turned round"
            self._tell("W920", f"attacks ({len(self._backward)}) {what}", "nodes")
        return found

    def _ident(self, node: JSON, index: int) -> str:
        """The id that a node has in the map: its own one where argmap gave it a UUID."""
        given = node.get("id")
        raw = str(given) if isinstance(given, str) or type(given) is int else ""
        if not raw:
            self._tell("E914", f"the id of a node should be a text, not {str(given)[:40]}", "nodes", index)
            raw = f"node{index + 1}"
        own = own_id(raw, said_of(node))
        ident = raw if own in self._types else own
        if raw in self._names or ident in self._types:
            self._tell("E912", f"the id {raw} is given twice", "nodes", index)
            # a name that stands for another id is taken too
            ident = self._doubles.free(ident, self._types, () if ident in self._types else (ident,))
        self._names.setdefault(raw, ident)
        return ident

    def _edges(self) -> None:
        """Note sources and targets of each step; edges that cannot be one are kept as they are."""
        stray: list[Any] = []
        odd: list[Any] = []
        seen: set[tuple[str, str]] = set()
        for index, edge in enumerate(self._list("edges")):
            first, last = (edge.get(key) if isinstance(edge, dict) else None for key in ("source_id", "target_id"))
            start, end = self._names.get(str(first), ""), self._names.get(str(last), "")
            if start in self._backward or end in self._backward:
                start, end = end, start
            code, why = self._fault(start, end, (start, end) in seen)
            if code:
                self._tell(code, f"the edge from {str(first)[:60]} to {str(last)[:60]} {why}", "edges", index)
                stray.append(edge)
                continue
            seen.add((start, end))
            if self._types[start] == "atom":
                self._sources.setdefault(end, []).append(start)
            else:
                self._targets.setdefault(start, []).append(end)
            if edge != edge_of(str(first), str(last)):
                odd.append([start, end, {key: edge[key] for key in edge if key not in ("source_id", "target_id")}])
        self._slots.update({"edges": odd, "stray": stray})

    def _fault(self, start: str, end: str, doubled: bool) -> tuple[str, str]:
        if not start or not end:
            return "E913", "leads to nothing"
        if start == end or self._types[start] == self._types[end] == "atom":
            return "W918", "joins what SADFace does not join"
        return ("W918", "is there twice") if doubled else ("", "")

    def _component(self, ident: str, node: JSON, index: int, resources: Resources) -> Component:
        text, listed = node.get("text"), node.get("sources")
        slots: dict[str, Any] = {} if isinstance(text, str) else {"text": text}
        fragments, odd, lost = [], [], []
        for source in listed if isinstance(listed, list) else ():
            found = resources.fragment(source)
            if found is None:
                lost.append(source)
                self._tell("W918", "the words of a source are not in its resource", "nodes", index)
                continue
            fragments.append(found)
            usual = source_of(source["resource_id"], str(source.get("text")), source.get("offset", -1))
            if source != usual or found.status:
                odd.append([found.start, found.end, source])
        slots |= {"sources": odd, "lost": lost, **more_of(node, ATOM_KEYS)}
        self._said["atoms"].append({key: value for key, value in said_of(node).items() if key not in ("id", "of")})
        gloss = text if isinstance(text, str) else ""
        return Component(ident, "claim", gloss, tuple(fragments), extra=kept_slots(slots))

    def _step(self, ident: str, node: JSON, index: int) -> Relation:
        """The relation that a node stands for; a conflict that leads to several atoms from none is undirected."""
        kind, name = self._types[ident], node.get("name")
        given = name if isinstance(name, str) else ""
        relation, scheme = resolve(kind, given)
        sources, targets = tuple(self._sources.get(ident, ())), tuple(self._targets.get(ident, ()))
        atoms = all(self._types[target] == "atom" for target in targets)
        mutual = targets if relation == "attacks" and atoms and not sources and len(targets) > 1 else ()
        if mutual:
            targets, scheme = (), None if given == UNDIRECTED else scheme
        elif not sources or not targets:
            what = "conclusion" if sources else "premise"
            self._tell("W918", f"the step {ident} has no {what}", "nodes", index)
        if relation == "attacks" and not atoms:
            relation = "undercuts"
        if scheme:
            self._schemes.setdefault(scheme.id, scheme)
        usual = spelled(relation, scheme, bool(mutual))
        slots = {"name": given if given != usual else "", **more_of(node, STEP_KEYS)}
        self._said["steps"].append({key: value for key, value in said_of(node).items() if key != "id"})
        return Relation(ident, relation, sources, targets, mutual, schemes=(scheme.id,) if scheme else (),
                        extra=kept_slots(slots))  # fmt: skip


def own_id(given: Any, said: Mapping[str, Any]) -> str:
    """The id that argmap noted, else the one that is given."""
    own = said.get("id")
    return own if isinstance(own, str) and own else given if isinstance(given, str) else ""


def said_of(node: JSON) -> JSON:
    """What argmap said of a node."""
    metadata = node.get("metadata")
    said = metadata.get(KEY) if isinstance(metadata, dict) else None
    return said if isinstance(said, dict) else {}


def more_of(node: JSON, known: tuple[str, ...]) -> JSON:
    """What a node has beyond the known keys, and what others say of it in its metadata."""
    metadata = node.get("metadata")
    others = {key: item for key, item in metadata.items() if key != KEY} if isinstance(metadata, dict) else metadata
    return {"metadata": others, "more": {key: value for key, value in node.items() if key not in known}}


def kept_slots(slots: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Slots for ``extra``, without the empty ones."""
    return keep(PREFIX, {key: value for key, value in slots.items() if value})


def edge_of(start: str, end: str) -> JSON:
    """An edge as argmap writes it."""
    return {"id": uuid_of("edge", start, end), "source_id": start, "target_id": end}
