"""Maps in the other encodings that people use in TEI: inline segments, annotations, interpretations, graphs, CATMA.

Each is what its name says to other programs. What the encoding has no place for is kept in ``xenoData`` as in the home
form (`argmap.tei.kept`), so that reading gives the map back. The kind of file stands in ``@type`` of the root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Relation
from argmap.plugins import Loss
from argmap.tei.catma_writer import catma_head, catma_lines
from argmap.tei.export import attribute_free, view
from argmap.tei.home import EMPTY_STATE, pointer_of
from argmap.tei.kept import differences, kept_lines
from argmap.tei.markup import block, category_lines, element, pointers, tag, tei_file
from argmap.tei.names import ROLES
from argmap.tei.naming import LISTS, is_name
from argmap.tei.newfile import header_lines, stand_off_lines
from argmap.tei.plaintext import MakeMarker, plain_marker, text_lines
from argmap.tei.reader import read
from argmap.tei.scaffold import MARKER
from argmap.tei.segments import Segments

MARK = "argmap-"
_GRAPH = {"supports": "RA", "attacks": "CA", "undercuts": "CA", "restates": "MA"}


@dataclass(slots=True)
class Parts:
    """What an encoding makes of a map: lines of the ``standOff``, what writes the text, and additions to the header.

    ``rest`` is what goes into the ``standOff`` in the home form after all, ``head`` what the header's lines become.
    """

    lines: list[str]
    rest: ArgumentMap
    marker: MakeMarker = plain_marker
    more: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    head: Callable[[list[str]], list[str]] = list


def encoded(amap: ArgumentMap, name: str) -> bytes:
    """A TEI file in one of `ENCODINGS`; reading it gives what `encoded_view` gives."""
    whole, _ = encoded_view(amap, name)
    plain = attribute_free(whole)
    roles = role_names(plain)
    parts = ENCODINGS[name](plain, roles)
    lines, rest = parts.text, parts.rest
    made = text_lines(whole.text, parts.marker) if whole.text is not None and not lines else None
    if made is not None and rest.text is not None:
        lines, known = made
        text = replace(
            rest.text,
            content=None,
            pages=() if known.pages else rest.text.pages,
            sections=() if known.sections else rest.text.sections,
        )
        rest = replace(rest, text=text)
    head = parts.head(header_lines(plain, roles=role_lines(plain, roles), more=parts.more))
    stand_off = [*stand_off_lines(rest), *parts.lines] or EMPTY_STATE
    root = [("type", MARK + name), ("xml:id", plain.id), ("xml:lang", plain.source.language)]

    def file(kept: list[str]) -> bytes:
        home = block("standOff", stand_off, [("type", "argument")])
        return tei_file([*block("teiHeader", [*head, *kept]), *lines, *home], root)

    bare = file([])
    kept = kept_lines(differences(read(bare)[0], whole))
    return file(kept) if kept else bare


def encoded_view(amap: ArgumentMap, name: str) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back from such a file, and what it lost; CATMA's form holds no text."""
    if name != "catma" or amap.text is None or amap.text.content is None:
        return view(amap)
    whole, losses = view(amap)
    if whole.text is not None and whole.text.content is not None:
        whole, more = view(replace(whole, text=replace(whole.text, content=None)))
        losses = [Loss("text", "content", 1), *losses, *more]
    return whole, losses


def role_names(amap: ArgumentMap) -> dict[str, str]:
    """A category id for each kind of component."""
    taken = {item.id for part in LISTS for item in getattr(amap, part)}
    found: dict[str, str] = {}
    for kind in dict.fromkeys(item.kind for item in amap.components):
        name = f"role.{kind}" if is_name(f"role.{kind}") else f"role.{len(found) + 1}"
        while name in taken:
            name = f"role.{name}"
        taken.add(name)
        found[kind] = name
    return found


def role_lines(amap: ArgumentMap, roles: dict[str, str]) -> list[str]:
    """The taxonomy of the kinds; none where its name is taken."""
    if any(item.id == ROLES for part in LISTS for item in getattr(amap, part)):
        return []
    listed = [line for kind, name in roles.items() for line in category_lines(name, kind)]
    return block("taxonomy", listed, [("xml:id", ROLES), ("n", MARKER)]) if listed else []


def _codes(item: Component, role: str = "") -> str:
    voice = [item.voice] if item.voice and item.voice != AUTHOR_VOICE else []
    return pointers([*([role] if role else []), *item.issues, *voice])


def _judged(item: Component, role: str = "") -> list[tuple[str, str]]:
    """Codes, annotator, certainty."""
    who = pointers([item.annotator]) if item.annotator else ""
    return [("ana", _codes(item, role)), ("resp", who), ("cert", item.certainty)]


def _targets(item: Component) -> str:
    written = (pointer_of(f, convert=" " in f.pointer) for f in item.fragments)  # a pair of ids becomes a range
    return " ".join(dict.fromkeys(name for name in written if name))


def _typed(item: Component) -> list[tuple[str, str]]:
    return [("type", item.kind), ("subtype", "thesis" if item.thesis else "")]


def _segments(amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    content = amap.text.content if amap.text is not None else None
    placed = [item for item in amap.components if content and _in_text(item, len(content))]
    taken = [item.id for part in LISTS for item in getattr(amap, part)]
    parts, segments = inline_parts(amap, placed, roles, taken)
    return replace(parts, marker=segments.marker)


def inline_parts(
    amap: ArgumentMap, placed: list[Component], roles: dict[str, str], taken: Iterable[str]
) -> tuple[Parts, Segments]:
    """Some of a map's components as segments in the text, and what stands outside the text because of that.

    Args:
        amap: The map.
        placed: The components that can stand in the text.
        roles: Category ids of the kinds.
        taken: Ids that no segment may have besides.
    """
    inline = {item.id for item in placed}
    others = tuple(item for item in amap.components if item.id not in inline)

    def attributes(item: Component) -> list[tuple[str, str]]:
        return [("subtype", "thesis" if item.thesis else ""), *_judged(item, roles[item.kind])]

    said = [line for item in placed for line in _said(item)]
    lines = block("listAnnotation", said, [("type", "notes")]) if said else []
    return Parts(lines, replace(amap, components=others)), Segments(placed, attributes, [*taken, *roles.values()])


def _in_text(item: Component, length: int) -> bool:
    return any(f.start is not None and f.end is not None and f.start < min(f.end, length) for f in item.fragments)


def _said(item: Component) -> Iterator[str]:
    """Paraphrase and comments of a segment, as notes that point at it."""
    if item.gloss:
        yield element("note", item.gloss, [("type", "gloss"), ("target", f"#{item.id}")])
    for note in item.notes:
        yield element("note", note, [("type", "comment"), ("target", f"#{item.id}")])


def _annotations(amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    lines: list[str] = []
    pointing = [item for item in amap.components if _targets(item)]
    for item in pointing:
        said = [("gloss", item.gloss)] if item.gloss or item.notes else []
        notes = [*said, *(("comment", note) for note in item.notes)]
        inner = [element("note", words, [("type", kind)]) for kind, words in notes]
        attributes = [("xml:id", item.id), ("target", _targets(item)), *_judged(item, roles[item.kind])]
        lines += block("annotation", inner, attributes)
    group = block("listAnnotation", lines, [("type", "components")]) if lines else []
    others = tuple(item for item in amap.components if not _targets(item))
    return Parts(group, replace(amap, components=others))


def _interps(amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    del roles
    lines = [
        element("interp", item.gloss, [("xml:id", item.id), *_typed(item), ("inst", _targets(item)), *_judged(item)])
        for item in amap.components
    ]
    group = block("interpGrp", lines, [("type", "components")]) if lines else []
    return Parts(group, replace(amap, components=()))


def _notes(amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    del roles
    lines = [
        element("note", item.gloss, [("xml:id", item.id), *_typed(item), ("target", _targets(item)), *_judged(item)])
        for item in amap.components
    ]
    group = block("listAnnotation", lines, [("type", "components")]) if lines else []
    return Parts(group, replace(amap, components=()))


def _graph(amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    del roles
    taken = {item.id for part in LISTS for item in getattr(amap, part)}
    nodes: dict[str, str] = {}
    for item in amap.components:
        name = f"n.{item.id}"
        while name in taken:
            name = f"n.{name}"
        taken.add(name)
        nodes[item.id] = name
    drawn = _drawn(amap, frozenset(nodes))
    lines = [
        tag("node", [("xml:id", name), ("type", "I"), ("value", f"#{ident}")], empty=True)
        for ident, name in nodes.items()
    ]
    arcs: list[str] = []
    for relation in drawn:
        kind = _GRAPH.get(relation.name, "RA")
        lines.append(
            f"{tag('node', [('xml:id', relation.id), ('type', kind)])}{element('label', relation.name)}</node>"
        )
        ends = [(nodes.get(end, end), relation.id) for end in relation.sources]
        ends += [(relation.id, nodes.get(end, end)) for end in relation.targets]
        arcs += [tag("arc", [("from", f"#{first}"), ("to", f"#{last}")], empty=True) for first, last in ends]
    graph = block("graph", [*lines, *arcs], [("type", "directed")]) if lines else []
    left = {item.id for item in drawn}
    return Parts(graph, replace(amap, relations=tuple(item for item in amap.relations if item.id not in left)))


def _drawn(amap: ArgumentMap, components: frozenset[str]) -> list[Relation]:
    """The relations that a graph can draw: from components to components or to relations that are drawn."""
    found = [
        item
        for item in amap.relations
        if item.name and item.sources and item.targets and not item.mutual and set(item.sources) <= components
    ]
    while True:
        known = components | {item.id for item in found}
        kept = [item for item in found if set(item.targets) <= known]
        if len(kept) == len(found):
            return kept
        found = kept


def _catma(amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    made = catma_lines(amap, list(roles))
    names = made.instances
    others = tuple(item for item in amap.components if item.id not in names)

    def ends(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(ident, ident) for ident in ids)

    relations = tuple(
        replace(item, sources=ends(item.sources), targets=ends(item.targets), mutual=ends(item.mutual))
        for item in amap.relations
    )
    rest = replace(amap, components=others, relations=relations)
    return Parts([], rest, more=made.declared, text=made.text, head=catma_head)


ENCODINGS: dict[str, Callable[[ArgumentMap, dict[str, str]], Parts]] = {
    "tei-seg": _segments,
    "tei-annotation": _annotations,
    "tei-interp": _interps,
    "tei-graph": _graph,
    "tei-note": _notes,
    "catma": _catma,
}
