"""Relations of the home form: ``relation`` in ``listRelation type="argument"``."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import RELATIONS, Relation
from argmap.tei.components import ComponentReader
from argmap.tei.names import SCHEMES
from argmap.tei.parse import Document, Node

_OWN = frozenset({"xml:id", "name", "active", "passive", "mutual", "ana", "resp", "cert", "xml:lang"})
_OTHER_LISTS = frozenset({"correspondences", "stances"})


def relation_elements(document: Document, components: frozenset[str]) -> Iterator[Node]:
    """Relations of arguments: in a list of that type, or between components, whatever the list is called."""
    for node in document.named("relation"):
        group = node.parent.attrs.get("type", "") if node.parent is not None else ""
        if group in _OTHER_LISTS:
            continue
        if group in ("argument", "arguments", "argumentation") or _touches(node, components):
            yield node


def _touches(node: Node, components: frozenset[str]) -> bool:
    """Whether an argument relation of an untyped list joins components, or merely bears such a name with local ends."""
    ends = ends_of(node, "active") + ends_of(node, "passive") + ends_of(node, "mutual")
    return any(end in components for end in ends) or (bool(components) and node.attrs.get("name") in RELATIONS)


def ends_of(node: Node, attribute: str) -> tuple[str, ...]:
    """The ids in an attribute; pointers to other files stay as written."""
    return tuple(value.removeprefix("#") for value in node.attrs.get(attribute, "").split())


def read_relation(node: Node, reader: ComponentReader) -> Relation:
    """One relation; what has no name or no ends is kept and reported."""
    name = node.attrs.get("name") or (node.attrs.get("ref") or node.attrs.get("key") or "").rpartition("#")[2]
    sources, targets, mutual = (ends_of(node, key) for key in ("active", "passive", "mutual"))
    if not name:
        reader.resolver.report("E214", "the relation has no name", node, "", "add name, such as supports")
    if not mutual and not (sources and targets):
        missing = "active" if targets else "passive" if sources else "active and passive"
        reader.resolver.report("E214", f"the relation lacks {missing}", node, "", "name both ends, or remove it")
    schemes, extra = _codes(node, reader)
    description = node.find("desc")
    extra += [(key, value) for key, value in node.attrs.items() if key not in _OWN]
    if mutual and (sources or targets):
        extra.append(("mutual", node.attrs["mutual"]))
        mutual = ()
    return Relation(
        id=reader.name(node),
        name=name,
        sources=sources,
        targets=targets,
        mutual=mutual,
        schemes=tuple(schemes),
        annotator=reader.annotator(node, extra),
        certainty=reader.certainty(node),
        reason=description.text() if description is not None else "",
        extra=tuple(extra),
        place=reader.document.place(node),
    )


def _codes(node: Node, reader: ComponentReader) -> tuple[list[str], list[tuple[str, str]]]:
    """Schemes, and the other codes of ``@ana``."""
    schemes: list[str] = []
    extra: list[tuple[str, str]] = []
    for value in node.attrs.get("ana", "").split():
        code = value.removeprefix("#")
        if value.startswith("#") and (reader.book.use.get(code, SCHEMES) == SCHEMES):
            schemes.append(code)
        else:
            extra.append(("ana", value))
    return schemes, extra
