"""Relations in other encodings: ``link`` in ``linkGrp``, and AIF-like ``graph`` with inferences as nodes."""

from __future__ import annotations

from argmap.model import RELATIONS, Relation
from argmap.tei.components import GROUPS, ComponentReader
from argmap.tei.parse import Node

_TARGETS = frozenset({"conclusion", "target", "to", "passive", "attacked", "supported"})
_SCHEME_NODES = {"RA": "supports", "CA": "attacks", "MA": "restates"}


def other_relations(reader: ComponentReader, components: frozenset[str], alias: dict[str, str]) -> list[Relation]:
    """Relations in forms other than ``relation``; ``alias`` leads from parts of components to the whole."""
    found: list[Relation] = []
    for node in reader.document.named("link", "graph"):
        if node.name == "link":
            relation = _link(reader, node, components, alias)
            if relation is not None:
                found.append(relation)
        elif node.name == "graph":
            found += _graph(reader, node, components, alias)
    return found


def _link(reader: ComponentReader, node: Node, components: frozenset[str], alias: dict[str, str]) -> Relation | None:
    """A link between components; ``targFunc`` says which end is which, else the last is what is argued for."""
    ids = [value.removeprefix("#") for value in node.attrs.get("target", "").split()]
    ends = [alias.get(ident, ident) for ident in ids]
    group = node.parent if node.parent is not None and node.parent.name == "linkGrp" else None
    grouped = group is not None and group.attrs.get("type") in GROUPS
    if not grouped and not (len(ends) > 1 and all(end in components for end in ends)):
        return None
    name = node.attrs.get("type", "")
    if len(ends) < 2 or not name:
        reader.resolver.report("E214", "the link has no type or fewer than two ends", node, "", "name both ends")
    functions = (node.attrs.get("targFunc") or (group.attrs.get("targFunc", "") if group else "")).split()
    if len(functions) != len(ends):
        functions = [""] * (len(ends) - 1) + ["target"] if ends else []
    pairs = list(zip(ends, functions, strict=True))
    targets = tuple(end for end, function in pairs if function in _TARGETS) or tuple(ends[-1:])
    extra: list[tuple[str, str]] = []
    return Relation(
        id=reader.name(node),
        name=name,
        sources=tuple(end for end in ends if end not in targets),
        targets=targets,
        annotator=reader.annotator(node, extra),
        certainty=reader.certainty(node),
        extra=tuple(extra),
        place=reader.document.place(node),
    )


def _graph(reader: ComponentReader, graph: Node, components: frozenset[str], alias: dict[str, str]) -> list[Relation]:
    """Inference nodes become relations: what leads into them are sources, what they lead to is the target."""
    stands_for: dict[str, str] = {}
    inferences: list[Node] = []
    for node in graph.find_all("node"):
        value = node.attrs.get("value", "").removeprefix("#")
        value = alias.get(value, value)
        if value in components:
            stands_for[node.id] = value
        elif node.id:
            stands_for[node.id] = node.id
            inferences.append(node)
    if not any(value in components for value in stands_for.values()):
        return []
    into: dict[str, list[str]] = {}
    out: dict[str, list[str]] = {}
    for arc in graph.find_all("arc"):
        first, last = (arc.attrs.get(key, "").removeprefix("#") for key in ("from", "to"))
        into.setdefault(last, []).append(stands_for.get(first, first))
        out.setdefault(first, []).append(stands_for.get(last, last))
    known = {node.id for node in inferences}
    return [_inference(reader, node, into.get(node.id, []), out.get(node.id, []), known) for node in inferences]


def _inference(
    reader: ComponentReader, node: Node, sources: list[str], targets: list[str], known: set[str]
) -> Relation:
    sources = [source for source in sources if source not in known]  # an inference that leads here attacks this one
    label = node.find("label")
    text = label.text() if label is not None else ""
    kind = node.attrs.get("type", "")
    name = text if text in RELATIONS else _SCHEME_NODES.get(kind, text or kind)
    if name == "attacks" and any(target in known for target in targets):
        name = "undercuts"
    if not sources or not targets:
        reader.resolver.report("E214", "no arc leads to or from the inference", node, "", "draw both, or remove it")
    extra: list[tuple[str, str]] = []
    return Relation(
        id=reader.name(node),
        name=name,
        sources=tuple(sources),
        targets=tuple(targets),
        annotator=reader.annotator(node, extra),
        certainty=reader.certainty(node),
        reason=text if text not in RELATIONS and text != name else "",
        extra=tuple(extra),
        place=reader.document.place(node),
    )
