"""arguebuf JSON: atoms, schemes and edges by id, with texts, participants and analysts beside them.

It is read as if it were AIF (`argmap.formats.aif`), whose types of nodes it shares. arguebuf's own reader refuses
keys that it does not know, so what argmap has besides stands in the ``userdata`` of each node and of the file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from argmap import schemes
from argmap.formats.aif.graph import Graph, Node
from argmap.formats.aif.loader import Loader
from argmap.formats.aif.merge import merged, plain_map
from argmap.formats.aif.names import ABSENT, DEFAULTS, Spelling, hashable, resolve, spelled
from argmap.formats.aif.plain import stem
from argmap.formats.aif.writer import Written
from argmap.formats.extension import KEY
from argmap.formats.extra import keep, kept
from argmap.formats.jsontext import dump, parse, peek
from argmap.formats.own import Reader
from argmap.model import AUTHOR_VOICE, Annotator, ArgumentMap, Component, Fragment, Scheme, Voice
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem
from argmap.text.normal import normalise_with_map
from argmap.text.reading import ReadingText

PREFIX = "arguebuf"
KINDS = {"support": "RA", "attack": "CA", "rephrase": "MA", "preference": "PA"}
SLOTS = {kind: slot for slot, kind in KINDS.items()}
TEXT = "text"  # the id of a text that argmap adds
MADE = frozenset({"nodes", "edges", "majorClaim", "schemaVersion"})


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from arguebuf JSON.

    Raises:
        DataError: it is no JSON, or has no nodes by id.
    """
    value, problems = parse(source)
    if not isinstance(value, dict) or not isinstance(value.get("nodes", {}), dict) or not MADE & value.keys():
        raise DataError("the JSON has no nodes by id", "name its format with --from", place=Place(source.name, 1, 1))
    reader = _Reader(source, problems, value)
    plain, graph = _plain(value, reader, stem(source.name))
    said = _whole(_dict(value.get("userdata")).get(KEY))
    return merged(plain, graph, said, reader, (), _spell), problems


def write(amap: ArgumentMap) -> str:
    """The map as arguebuf JSON of schema version 1, in the map's own order."""
    made = Written(amap)
    silent = Input(b"")
    bare_document = _document(amap, made, {})
    bare, _ = _plain(bare_document, _Reader(silent, [], bare_document), "")
    return dump(_document(amap, made, made.finish(bare)))


class _Reader(Reader):
    """Tells places of members of objects by their place in the object, as the graph's reader asks for them."""

    def __init__(self, source: Input, problems: list[Problem], value: Mapping[str, Any]) -> None:
        super().__init__(source, problems)
        self._value = value
        self._keys: dict[str, list[str]] = {}

    def tell(self, code: str, message: str, *path: str | int) -> None:
        """Note a problem; an index into an object counts its members."""
        if len(path) > 1 and isinstance(path[0], str) and isinstance(path[1], int):
            keys = self._keys.setdefault(path[0], list(_dict(self._value.get(path[0]))))
            path = (path[0], keys[path[1]]) if path[1] < len(keys) else path
        super().tell(code, message, *path)


def _plain(value: Mapping[str, Any], reader: _Reader, ident: str) -> tuple[ArgumentMap, Graph]:
    nodes, edges = _dict(value.get("nodes")), _dict(value.get("edges"))
    loader = Loader(reader)
    graph = loader.load(
        {
            "nodes": [_node(key, item) for key, item in nodes.items()],
            "edges": [_edge(key, item) for key, item in edges.items()],
        }
    )
    rest = {key: item for key, item in value.items() if key not in MADE}
    if isinstance(rest.get("userdata"), dict):
        rest["userdata"] = {key: item for key, item in rest["userdata"].items() if key != KEY}
    texts = _Texts(value.get("resources"))
    people = _dict(value.get("participants"))
    plain = plain_map(ident, graph, keep(PREFIX, {key: item for key, item in rest.items() if item}), texts.text)
    components = tuple(
        _component(item, _dict(nodes.get(item.id)), texts, people, value.get("majorClaim")) for item in plain.components
    )
    voices = tuple(Voice(key, _name(item)) for key, item in people.items())
    analysts = tuple(Annotator(key, _name(item)) for key, item in _dict(value.get("analysts")).items())
    return replace(plain, components=components, voices=voices, annotators=analysts), graph


def _node(ident: str, given: Any) -> Any:
    """A node as AIF has it; what it says besides under a key of its own."""
    node = _dict(given)
    userdata = _dict(node.get("userdata"))
    rest = {key: item for key, item in node.items() if key not in ("atom", "scheme", "userdata")}
    own = {key: item for key, item in userdata.items() if key != KEY}
    rest |= {"userdata": own} if own else {}
    made: Node = {"nodeID": ident, "text": None, "type": None}
    if "atom" in node:
        atom = _dict(node["atom"])
        made |= {"text": atom.get("text", ""), "type": "I"}
        inner = {key: item for key, item in atom.items() if key not in ("text", "participant")}
        rest |= {"atom": inner} if inner else {}
    elif "scheme" in node:
        scheme = _dict(node["scheme"])
        slot = next((slot for slot in KINDS if slot in scheme), "")
        made |= _named(slot, scheme.get(slot))
        inner = {key: item for key, item in scheme.items() if key != slot or not isinstance(item, str)}
        rest |= {"scheme": inner} if inner else {}
    made |= {PREFIX: rest} if rest else {}
    said = _whole(userdata.get(KEY))
    return {**made, KEY: said} if isinstance(said, dict) else made


def _named(slot: str, enum: Any) -> Node:
    """Type and scheme of a node, spelled as AIFdb does."""
    if not slot:
        return {"type": "", "text": ""}
    kind = KINDS[slot]
    known = schemes.find(enum) if isinstance(enum, str) else None
    named: tuple[Scheme, ...] = (Scheme(known.id, known.label),) if known and not known.is_default else ()
    if known is None and isinstance(enum, str) and enum:
        named = (Scheme(enum, enum),)
    spelling = spelled(kind, named)
    found = {"type": kind, "text": spelling.text, "scheme": spelling.scheme, "schemeID": spelling.schemeID}
    return {key: value for key, value in found.items() if not (isinstance(value, str) and value.startswith("\0"))}


def _edge(ident: str, given: Any) -> Any:
    edge = _dict(given)
    rest = {key: item for key, item in edge.items() if key not in ("source", "target")}
    made = {"edgeID": ident, "fromID": edge.get("source"), "toID": edge.get("target"), "formEdgeID": None}
    return {**made, PREFIX: rest} if rest else made


class _Texts:
    """The first text of a file, and where references into it stand in its normal form."""

    def __init__(self, resources: Any) -> None:
        named = ((key, _dict(item).get("text")) for key, item in _dict(resources).items())
        self.ident, raw = next(((key, text) for key, text in named if isinstance(text, str) and text.strip()), ("", ""))
        self._raw: str = raw or ""
        content, origin = normalise_with_map(self._raw)
        self._starts = origin[:-1]
        self.text = ReadingText.of(content) if content else None

    def fragments(self, reference: Any) -> tuple[Fragment, ...]:
        """The fragment that a reference means; none where its words do not stand there."""
        given = _dict(reference)
        words, offset = given.get("text"), given.get("offset", 0)
        offset = int(offset) if isinstance(offset, float) and offset.is_integer() else offset
        if given.get("resource") != self.ident or not isinstance(words, str) or not words or type(offset) is not int:
            return ()
        if offset < 0 or self._raw[offset : offset + len(words)] != words or not words.strip():
            return ()
        start, end = (bisect_left(self._starts, place) for place in (offset, offset + len(words)))
        return (Fragment(start, end, f"src:{start}-{end}"),)


def _component(
    plain: Component, node: Mapping[str, Any], texts: _Texts, people: Mapping[str, Any], major: Any
) -> Component:
    atom = _dict(node.get("atom"))
    who = atom.get("participant")
    voice = who if isinstance(who, str) and who in people else AUTHOR_VOICE
    fragments = texts.fragments(atom.get("reference"))
    return replace(plain, voice=voice, fragments=fragments, thesis=plain.id == major)


def _document(amap: ArgumentMap, made: Written, said: Mapping[str, Any]) -> dict[str, Any]:
    """The file, with argmap's own objects where they are known already."""
    held = kept(PREFIX, amap.extra)
    resources = _resources(amap, _dict(held.get("resources")))
    texts = _Texts(resources)
    by_node = dict(zip((node["nodeID"] for node in made.nodes), amap.components, strict=False))
    fits = [node for node in made.nodes if node.get("type") in ("I", "EN", *SLOTS, "")]
    nodes = {node["nodeID"]: _written(node, by_node.get(node["nodeID"]), amap, texts) for node in fits}
    edges: dict[str, Any] = {}
    for edge in made.edges:
        start, end, ident = str(edge.get("fromID")), str(edge.get("toID")), edge.get("edgeID")
        if start in nodes and end in nodes:
            ident = ident if isinstance(ident, str) and ident not in edges else f"{start}-{end}"
            edges[ident] = {"source": start, "target": end, **_dict(edge.get(PREFIX))}
    major = next((ident for ident, item in by_node.items() if item.thesis), "")
    people, analysts = (_dict(held.get(key)) for key in ("participants", "analysts"))
    userdata = {**_dict(held.get("userdata")), **({KEY: said} if said else {})}
    document = {
        "nodes": nodes,
        "edges": edges,
        "resources": resources,
        "participants": {item.id: {**_dict(people.get(item.id)), "name": item.label} for item in amap.voices},
        "analysts": {item.id: {**_dict(analysts.get(item.id)), "name": item.name} for item in amap.annotators},
        "majorClaim": major,
        "schemaVersion": 1,
        "userdata": userdata,
    }
    rest = {key: item for key, item in held.items() if key not in document}
    return {**{key: item for key, item in document.items() if item or key in ("nodes", "edges")}, **rest}


def _resources(amap: ArgumentMap, held: dict[str, Any]) -> dict[str, Any]:
    """The texts of the file: as they were if they still are the map's, else the map's text before them."""
    content = amap.text.content if amap.text else None
    first = _Texts(held).text
    if not content or (first and first.content == content):
        return held
    own = {"text": content, "title": amap.source.title} if amap.source.title else {"text": content}
    return {TEXT: own, **{key: item for key, item in held.items() if key != TEXT}}


def _written(node: Node, item: Component | None, amap: ArgumentMap, texts: _Texts) -> Node:
    rest = _dict(node.get(PREFIX))
    made: Node = {}
    if node["type"] in ("I", "EN"):
        atom = _dict(rest.get("atom"))
        made["atom"] = {"text": node["text"], **atom} if isinstance(node["text"], str) else dict(atom)
        if item is not None:
            _anchor(made["atom"], item, texts)
            if item.voice in amap.voice:
                made["atom"]["participant"] = item.voice
    else:
        made["scheme"] = {**_enum(node), **_dict(rest.get("scheme"))}
    made |= {key: value for key, value in rest.items() if key not in ("atom", "scheme", "userdata")}
    userdata = {**_dict(rest.get("userdata")), **({KEY: node[KEY]} if KEY in node else {})}
    return {**made, "userdata": userdata} if userdata else made


def _anchor(atom: Node, item: Component, texts: _Texts) -> None:
    """Let an atom refer to its first fragment, unless its reference says so already."""
    have = [(f.start, f.end) for f in texts.fragments(atom.get("reference"))]
    first = next(((f.start, f.end) for f in item.fragments if f.start is not None and f.end is not None), None)
    if first is None or texts.ident != TEXT or texts.text is None or have == [first]:
        return
    words = (texts.text.content or "")[first[0] : first[1]]
    if words:
        atom["reference"] = {"resource": TEXT, "offset": first[0], "text": words}


def _enum(node: Node) -> Node:
    """The scheme of a node by arguebuf's name; {} where arguebuf has no such kind of scheme."""
    kind = node["type"]
    if kind == "":
        return {}
    slot = SLOTS[kind]
    # the name may stand under ``scheme`` or follow from the number alone; in many files the text is the type
    given = Spelling(node["text"], node.get("scheme", ABSENT), node.get("schemeID", ABSENT))
    named = resolve(kind, given).schemes if hashable(given) else ()
    name = spelled(kind, named).text
    enum = schemes.arguebuf_name(name)
    if not enum.startswith(f"{slot.upper()}_"):
        known = schemes.find(name) or name == DEFAULTS[kind][0]
        enum = name if not known and name.startswith(f"{slot.upper()}_") else f"{slot.upper()}_DEFAULT"
    return {slot: enum}


def _spell(kind: str, named: tuple[Scheme, ...]) -> Node:
    return _enum({"type": kind, "text": spelled(kind, named).text}) if kind else {}


def _whole(value: Any) -> Any:
    """Numbers without a fraction as integers: arguebuf makes all numbers of userdata floats."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _name(value: Any) -> str:
    name = _dict(value).get("name")
    return name if isinstance(name, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _recognises(source: Input) -> bool:
    value = peek(source)
    if not isinstance(value, dict) or not all(isinstance(value.get(key, {}), dict) for key in ("nodes", "edges")):
        return False  # arguebuf leaves out what is empty
    first = next(iter(value.get("nodes", {}).values()), None)
    versions = "schemaVersion" in value and bool({"nodes", "libraryVersion"} & value.keys())
    return versions or (isinstance(first, dict) and ("atom" in first or "scheme" in first))


FORMATS = (
    Format(
        "arguebuf",
        "arguebuf JSON",
        (".arguebuf.json",),
        read=read,
        write=write,
        recognises=_recognises,
        about="Schema version 1, of arguebuf 2 and 3. Metadata, references, participants, analysts and userdata are "
        "kept; what arguebuf has no slot for goes into userdata.",
    ),
)
