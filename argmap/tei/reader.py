"""Read TEI into an `ArgumentMap`: the home form, its variants, and what other tools write.

Validity is never demanded. What is sound comes back in the map, what is not becomes problems with
their places. Nothing is opened or fetched here: `fetch`, if given, hands over neighbouring files.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from argmap.model import ArgumentMap, Component, Relation
from argmap.problems import Problem
from argmap.tei.catma_text import with_text
from argmap.tei.components import ComponentReader, component_spans
from argmap.tei.fingerprint import read_fingerprint
from argmap.tei.header import read_annotators, read_bibliography, read_codes, read_source, read_title
from argmap.tei.kept import with_kept
from argmap.tei.links import other_relations
from argmap.tei.names import ROOTS
from argmap.tei.parse import Document, parse
from argmap.tei.pointers import Resolver
from argmap.tei.relations import read_relation, relation_elements
from argmap.tei.targets import Fetch, Target, Targets
from argmap.tei.variants import other_components
from argmap.text.reading import ReadingText

_NAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")


def read(data: bytes, file: str = "", fetch: Fetch | None = None) -> tuple[ArgumentMap, list[Problem]]:
    """Read an annotation, with or without its text.

    Args:
        data: The file's bytes.
        file: Its name, for messages and as the map's id where the file gives none.
        fetch: Gives the bytes of a neighbouring file that a pointer names, or None.

    Returns:
        The map, and the problems in the order of their places.

    Raises:
        DataError: the bytes are no XML that can be read.
    """
    return read_document(parse(data, file), fetch)


def read_document(document: Document, fetch: Fetch | None = None) -> tuple[ArgumentMap, list[Problem]]:
    """Read an annotation from a document that is already parsed."""
    problems = list(document.problems)
    _check_form(document, problems)
    own = Target.of(document)
    resolver = Resolver(document, Targets(own, fetch), problems)
    book = read_codes(document)
    reader = ComponentReader(document, resolver, book)
    components = [reader.span(node) for node in component_spans(document)]
    others, alias = other_components(reader)
    components += others
    relations = _relations(document, reader, components, alias)
    resolver.settle_text()
    if not components and not relations:
        remedy = "annotate it, or choose the file that holds the annotation"
        problems.append(Problem(document.place(document.root), "W109", "the file holds no argument annotation", remedy))
    amap = ArgumentMap(
        id=document.root.id or _id_from(document.file),
        title=read_title(document),
        source=read_source(document),
        text=_text(document, own, resolver),
        components=tuple(components),
        relations=tuple(relations),
        issues=tuple(book.issues),
        voices=tuple(book.voices),
        schemes=tuple(book.schemes),
        annotators=tuple(read_annotators(document)),
        bibliography=tuple(read_bibliography(document)),
        file=document.file,
    )
    amap = with_kept(with_text(amap, fetch) if others else amap, document, problems)
    if amap.text is None and not any(item.fragments for item in amap.components):
        problems = [item for item in problems if item.code != "E211"]  # a map of no text has no passages
    return amap, sorted(dict.fromkeys(problems))


def _relations(
    document: Document, reader: ComponentReader, components: list[Component], alias: dict[str, str]
) -> list[Relation]:
    ids = frozenset(item.id for item in components)
    relations = [read_relation(node, reader) for node in relation_elements(document, ids | alias.keys())]
    if alias:
        relations = [_called(item, alias) for item in relations]
    return relations + other_relations(reader, ids, alias)


def _called(relation: Relation, alias: dict[str, str]) -> Relation:
    """A relation whose ends are called as the components that they are parts of, or stand for."""

    def ends(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(alias.get(ident, ident) for ident in ids))

    return replace(
        relation, sources=ends(relation.sources), targets=ends(relation.targets), mutual=ends(relation.mutual)
    )


def _text(document: Document, own: Target, resolver: Resolver) -> ReadingText | None:
    """The text itself where it is at hand and is the one meant, else what the file knows of it."""
    known = read_fingerprint(document)
    target = resolver.text_target
    found = target.reading if target is not None else None
    if found is None:
        return known or (None if resolver.elsewhere else own.reading)
    if known is None:
        return found
    if known.sha256 and known.sha256 != found.sha256:
        message = "the text is not the one that the ranges count in (its hash differs)"
        place = document.place(document.root)
        resolver.problems.append(Problem(place, "W209", message, "attach the annotation to the text again"))
        return known if target is not own else replace(found, raw_sha256=known.raw_sha256, place=known.place)
    if known.sha256 and known.length != found.length:
        message = f"the text has {found.length} characters, not {known.length} as stated"
        resolver.problems.append(Problem(known.place, "E217", message, "count again, or remove the fingerprint"))
    pages, sections = found.pages or known.pages, found.sections or known.sections
    raw = known.raw_sha256 or found.raw_sha256
    return replace(found, pages=pages, sections=sections, raw_sha256=raw, place=known.place)


def _check_form(document: Document, problems: list[Problem]) -> None:
    """Faults of the form that do not keep the file from being read."""
    root = document.root
    if root.name not in ROOTS:
        message = f"the root element is {root.name.rpartition('}')[2]}, not TEI"
        problems.append(Problem(document.place(root), "E105", message, "choose a whole TEI document"))
    elif "2" in root.name or not document.source.decode(root.start, document.source.tag_end(root.start)).count("xmlns"):
        message = "the file is TEI P4 or has no namespace; it is read, but has no valid place for an annotation"
        problems.append(Problem(document.place(root), "W108", message, "convert it to TEI P5"))
    for node in document.repeated:
        first = document.ids[node.id]
        message = f"the id {node.id} stands twice (first in line {first.line}); pointers lead to the first"
        problems.append(
            Problem(document.place(node, _id_key(node.attrs)), "E201", message, "give one of the two a new id")
        )
    for node in document.ids.values():
        if not _NAME.fullmatch(node.id):
            message = f"the id {node.id!r} is no XML name"
            remedy = "begin with a letter; use letters, digits, points and hyphens"
            problems.append(Problem(document.place(node, _id_key(node.attrs)), "E202", message, remedy))


def _id_key(attrs: dict[str, str]) -> str:
    return "xml:id" if "xml:id" in attrs else "id"


def _id_from(file: str) -> str:
    """An id for a map whose file gives none: the file's name without its endings."""
    stem = PurePath(file.replace("\\", "/")).name.partition(".")[0]
    stem = re.sub(r"[^\w.\-]", "-", stem)
    return stem if _NAME.fullmatch(stem) else f"map-{stem}" if stem else "map"
