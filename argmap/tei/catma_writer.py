"""CATMA's TEI export as CATMA itself imports it: tag sets, annotation instances, and the text cut into slices.

CATMA takes only annotations whose ids begin with ``CATMA_``, properties that their tag declares, tags with a colour and
an author, and a header with author, publisher and the version of the form. Our ids travel as a property; CATMA gives
new ids to all annotations on import, but keeps properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

from argmap.model import ArgumentMap, Component
from argmap.tei.catma import AUTHOR, COLOUR, OWN_ID, PREFIX
from argmap.tei.markup import block, element, pointers, tag

_VERSION = "5"
_WHEN = "1970-01-01T00:00:00.000+0000"  # the form asks for a time of each tag, and nothing is known of any
# Okabe and Ito's colours, which most eyes tell apart
_COLOURS = (0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00)
_PROPERTIES = (COLOUR, AUTHOR, "gloss", OWN_ID)


@dataclass(frozen=True, slots=True)
class CatmaLines:
    """Lines of the tag set and of the ``text``, and the instance that stands for each component that has a passage."""

    declared: list[str]
    text: list[str]
    instances: dict[str, str]


def catma_lines(amap: ArgumentMap, kinds: Sequence[str]) -> CatmaLines:
    """The components with passages as CATMA's annotations; their kinds are its tags."""
    placed = [item for item in amap.components if any(_stretches(item))]
    instances = {item.id: _instance(amap, item) for item in placed}
    tags = {kind: _made_id(kind) for kind in kinds}
    colours = {kind: str(_COLOURS[n % len(_COLOURS)] - 0x1000000) for n, kind in enumerate(kinds)}
    declared = [line for kind in kinds for line in _tag_lines(kind, tags[kind], colours[kind])]
    if declared:
        name = [("xml:id", _made_id("argmap")), ("n", f"argmap {_WHEN}")]
        declared = block("fsdDecl", declared, name)
    authors = {item.id: item.name or item.id for item in amap.annotators}
    marked: list[str] = []
    for item in placed:
        ident = instances[item.id]
        values = (
            colours[item.kind],
            authors.get(item.annotator, item.annotator),
            item.gloss,
            item.id if ident != item.id else "",
        )
        features = [_feature(key, value) for key, value in zip(_PROPERTIES, values, strict=True) if value]
        marked += block("fs", features, [("xml:id", ident), ("type", tags[item.kind])])
    body = block("body", block("ab", _slices(amap, instances), [("type", "catma")]))
    return CatmaLines(declared, block("text", [*body, *marked]), instances)


def catma_head(lines: list[str]) -> list[str]:
    """The header's lines with what CATMA asks of it: an author, a publisher, the version of the form."""
    described = block("fs", [_feature("version", _VERSION)], [("xml:id", f"{PREFIX}TECH_DESC")])
    named = any("<author>" in line for line in lines)
    made: list[str] = []
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        if line.strip() == "</titleStmt>" and not named:
            made.append(f"{indent}  <author/>")
        if made and made[-1].strip() == "<publicationStmt>":
            rights = [element("publisher", "argmap"), *block("availability", [line.strip()])]
            made += [indent + part for part in rights]
            continue
        made.append(line)
        if line.strip() == "</sourceDesc>":
            made += [indent + part for part in block("sourceDesc", block("ab", described))]
    return made


def _made_id(name: str) -> str:
    """An id as CATMA makes them; the same for the same name."""
    plain = name if name.isprintable() else repr(name)  # lone surrogates have no bytes
    return f"{PREFIX}{uuid5(NAMESPACE_URL, plain)}".upper()


def _instance(amap: ArgumentMap, item: Component) -> str:
    return item.id if item.id.startswith(PREFIX) else _made_id(f"argmap:{amap.id}:{item.id}")


def _tag_lines(kind: str, name: str, colour: str) -> list[str]:
    values = {COLOUR: [element("string", colour)], AUTHOR: [element("string", "argmap")]}
    features = [
        line
        for key in _PROPERTIES
        for line in block(
            "fDecl",
            block("vRange", block("vColl", values.get(key, []))),
            [("xml:id", _made_id(f"{name}:{key}")), ("name", key)],
        )
    ]
    return block("fsDecl", [element("fsDescr", kind), *features], [("xml:id", name), ("n", _WHEN), ("type", name)])


def _feature(name: str, value: str) -> str:
    return f"{tag('f', [('name', name)])}{element('string', value)}</f>"


def _stretches(item: Component) -> Iterator[tuple[int, int]]:
    """Where its passages begin and end."""
    for f in item.fragments:
        if f.start is not None and f.end is not None and f.start < f.end:
            yield f.start, f.end


def _slices(amap: ArgumentMap, instances: dict[str, str]) -> list[str]:
    """The text cut at all borders of passages, each slice with the annotations that cover it."""
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for item in amap.components:
        for start, end in _stretches(item):
            starts.setdefault(start, []).append(instances[item.id])
            ends.setdefault(end, []).append(instances[item.id])
    length = amap.text.length if amap.text is not None else 0
    cuts = sorted({0, length, *starts, *ends})
    open_now: dict[str, int] = {}
    lines: list[str] = []
    for start, end in pairwise(cuts):
        for ident in ends.get(start, ()):
            open_now[ident] -= 1
            if not open_now[ident]:
                del open_now[ident]
        for ident in starts.get(start, ()):
            open_now[ident] = open_now.get(ident, 0) + 1
        who = list(open_now)
        pointer = f"catma://{amap.id}#char={start},{end}"
        lead = tag("ptr", [("target", pointer), ("type", "inclusion")], empty=True)
        lines.append(f"{tag('seg', [('ana', pointers(who))])}{lead}</seg>" if who else lead)
    return lines
