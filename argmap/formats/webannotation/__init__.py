"""W3C Web Annotations (Recommendation of 2017) as JSON-LD: collections, pages, lists; Recogito's &'s too.

A component is an annotation of its passages; a relation is an annotation that links others. What the model of the
recommendation has no word for stands under a key ``argmap``, which other programs pass over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from argmap.formats.asides import aside, map_aside
from argmap.formats.derived import bare, reduced
from argmap.formats.extension import KEY
from argmap.formats.extra import kept
from argmap.formats.jsontext import dump, parse, peek, text_of
from argmap.formats.own import Reader
from argmap.formats.rawtext import Layout, layout_of, told_layout
from argmap.formats.webannotation.reader import Reading
from argmap.formats.webannotation.selectors import Text
from argmap.formats.webannotation.shapes import (
    CONTEXT,
    entries,
    hypothesis,
    iri,
    is_annotation,
    members,
    own_id,
    types,
)
from argmap.formats.webannotation.writer import PREFIX, Canonical, address_of_element, annotation, source_of, unlinkable
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from Web Annotations, and the text beside them where there is one.

    Raises:
        DataError: it is no JSON, or holds no annotation.
    """
    value, problems = parse(source)
    if not _fits(value):
        raise DataError("the JSON holds no annotation", "name its format with --from", place=Place(source.name, 1, 1))
    return _read(value, Reader(source, problems), source.name, source.fetch), problems


def write(amap: ArgumentMap) -> Callable[[str], dict[str, str]]:
    """The map as an annotation collection, and the text beside it where it is at hand, by their common name."""
    return partial(_files, bare(amap))


def _files(amap: ArgumentMap, stem: str) -> dict[str, str]:
    content = amap.text.content if amap.text is not None else None
    layout = layout_of(amap)
    raw = layout.raw(content) if content is not None else None
    outside = unlinkable(amap)
    elements: tuple[Component | Relation, ...] = (
        *amap.components,
        *(item for index, item in enumerate(amap.relations) if index not in outside),
    )
    addresses = {item.id: address_of_element(item) for item in reversed(elements)}
    canonical = Canonical(amap, Text(raw, layout, content or ""), source_of(amap, stem if raw else ""), addresses)
    ends = {end for item in elements if isinstance(item, Relation) for end in item.ends}
    items = [
        {"id": addresses[item.id], **made} if item.id in ends and not made.get("id") else made
        for item, made in ((item, annotation(item, canonical)) for item in elements)
    ]
    local = _local(amap)
    top: dict[str, Any] = {"local": True} if local else {}
    said: list[dict[str, Any]] = []
    for number, (item, made) in enumerate(zip(elements, items, strict=True), 1):
        address = made.get("id") or f"annotation-{number}"
        said.append({} if item.id == (own_id(address) if local else address) else {"id": item.id})
    data = raw.encode("utf-8", "surrogatepass") if raw else None
    document = _collection(amap, items, said, top)
    plain, found = _begun(document, Reader(Input(b""), []), "", lambda _: data).plain(document, "")
    for was, one in zip((*plain.components, *plain.relations), found, strict=True):
        index = one.path[-1]
        if isinstance(index, int) and index < len(elements) and type(elements[index]) is type(was):
            said[index].update(aside(was, elements[index]))
    top |= map_aside(plain, amap, outside)
    return {".jsonld": dump(_collection(amap, items, said, top)), **({".txt": raw} if raw else {})}


def _read(value: Any, reader: Reader, name: str, fetch: Callable[[str], bytes | None] | None) -> ArgumentMap:
    reading = _begun(value, reader, name, fetch)
    plain, found = reading.plain(value, PurePath(name).name.partition(".")[0] or "annotations")
    return replace(reading.whole(plain, found), file=name)


def _begun(value: Any, reader: Reader, name: str, fetch: Callable[[str], bytes | None] | None) -> Reading:
    top = value.get(KEY) if isinstance(value, dict) and not is_annotation(value) else None
    said = top if isinstance(top, dict) else {}
    return Reading(reader, _text(value, name, fetch, said), said)


def _text(value: Any, name: str, fetch: Callable[[str], bytes | None] | None, said: dict[str, Any]) -> Text:
    """The text that the annotations are about: beside the file under its name, or under the name they give."""
    stem = PurePath(name).name
    names = [f"{stem.rpartition('.')[0]}.txt", f"{stem.partition('.')[0]}.txt"]  # a name may have dots of its own
    one = next((one for one, _ in entries(value) if isinstance(one, dict)), {})
    for target in members(one.get("target")):
        about = target.get("source") if isinstance(target, dict) else target
        if isinstance(about, str) and about.lower().endswith(".txt") and ":" not in about:
            names.append(PurePath(unquote(about)).name)
    for wanted in dict.fromkeys(names):
        data = fetch(wanted) if fetch else None
        if data is not None:
            raw, _ = text_of(Input(data, wanted))
            content, layout = Layout.of(raw)
            return Text(raw, layout, content)
    return Text(layout=told_layout(said))


def _local(amap: ArgumentMap) -> bool:
    """Whether the ids of the map, which are no IRIs by themselves, all come back from fragments of the file."""
    groups = (amap.components, amap.relations, amap.annotators)
    ids = [amap.id, *(item.id for group in groups for item in group)]
    return all(own_id(iri(ident)) == ident for ident in ids)


def _collection(
    amap: ArgumentMap, items: list[dict[str, Any]], said: list[dict[str, Any]], top: dict[str, Any]
) -> dict[str, Any]:
    """The whole file; what argmap has to say of an annotation stands in it last."""
    held = kept(PREFIX, amap.extra)
    others = held.get("annotations")
    more = held.get("top")
    listed = [{**item, KEY: one} if one else item for item, one in zip(items, said, strict=True)]
    listed += others if isinstance(others, list) else []
    return {
        "@context": CONTEXT,
        "id": iri(amap.id),
        "type": "AnnotationCollection",
        **({"label": amap.title} if amap.title else {}),
        **(more if isinstance(more, dict) else {}),
        "total": len(listed),
        **({KEY: top} if top else {}),
        "first": {"id": f"{iri(amap.id)}-page-1", "type": "AnnotationPage", "startIndex": 0, "items": listed},
    }


def _fits(value: Any) -> bool:
    """Whether a JSON value holds annotations, or is a collection without any."""
    if isinstance(value, dict) and {"AnnotationCollection", "AnnotationPage"} & set(types(value)):
        return True
    first = next((one for one, _ in entries(value)), None)
    return isinstance(first, dict) and (is_annotation(first) or hypothesis(first))


FORMATS = (
    Format(
        "webannotation",
        "W3C Web Annotation (JSON-LD)",
        (".jsonld",),
        read=read,
        write=write,
        recognises=lambda source: _fits(peek(source)),
        reduce=reduced,
        about="Annotations of passages with position and quotation, and annotations that link them; also those of "
        "Recogito and Hypothesis. The text, where it is at hand, stands in a .txt beside.",
    ),
)
