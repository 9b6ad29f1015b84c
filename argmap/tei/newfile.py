"""A whole new annotation file from a map: the detached form, without the article's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from argmap.model import ArgumentMap, BibItem
from argmap.tei.home import (
    EMPTY_STATE,
    component_lines,
    fingerprint_lines,
    pointer_of,
    prefix_lines,
    region_lines,
    relation_line,
    short_label,
    with_checks,
)
from argmap.tei.markup import (
    block,
    category_lines,
    element,
    file_description,
    issue_lines,
    source_lines,
    taxonomy_lines,
    tei_file,
)
from argmap.tei.names import ISSUES, SCHEMES, VOICES
from argmap.text.reading import ReadingText

_RIGHTS = "Annotation only. The text of the article is not part of this file."
_PROFILE = (
    "Argument annotation by the argmap profile: components are span elements in standOff, their type is the "
    "argumentative role, gloss is the annotator's paraphrase. Several values in target make up one discontinuous "
    "passage; several values in ana all hold at once; several values in active act jointly (linked premises), while "
    "independent support is given by relations of its own. What a group says with resp, cert or ana holds for its "
    "members unless they say otherwise."
)


def new_annotation(amap: ArgumentMap) -> bytes:
    """A complete TEI file with the annotation, its code book, and its text's fingerprint; the same map, the same bytes.

    Reading it gives the map back (`detached_view`): without the text's content, fragments as ranges.
    """
    return new_file(with_checks(amap))


def new_file(amap: ArgumentMap, kept: Sequence[str] = (), text: Sequence[str] = (), rights: str = _RIGHTS) -> bytes:
    """A complete TEI file of a map whose fragments have their checks.

    Args:
        amap: The map; its pages and sections are written as regions.
        kept: Lines that end the header.
        text: Lines of the ``text`` element, none for a file without the text.
        rights: What the header says about the text.
    """
    body = block("teiHeader", [*header_lines(amap, rights), *kept])
    stand_off = stand_off_lines(amap)
    body += [*text, *block("standOff", stand_off or EMPTY_STATE, [("type", "argument")])]
    return tei_file(body, [("xml:id", amap.id), ("xml:lang", amap.source.language)])


def detached_view(amap: ArgumentMap) -> ArgumentMap:
    """The map as it comes back from its detached file."""
    amap = with_checks(amap)
    text = amap.text
    if text is not None:
        sections = tuple(replace(region, label=short_label(region.label)) for region in text.sections)
        text = replace(text, content=None, sections=sections)
    components = tuple(
        replace(item, fragments=tuple(replace(f, pointer=pointer_of(f, convert=True)) for f in item.fragments))
        for item in amap.components
    )
    return replace(amap, text=text, components=components)


def header_lines(
    amap: ArgumentMap, rights: str = _RIGHTS, roles: Sequence[str] = (), more: Sequence[str] = ()
) -> list[str]:
    """What stands in the header; ``roles`` is a further taxonomy, ``more`` comes behind the taxonomies."""
    codes = [
        *taxonomy_lines(ISSUES, issue_lines(amap.issues)),
        *taxonomy_lines(VOICES, [line for item in amap.voices for line in category_lines(item.id, item.label)]),
        *taxonomy_lines(SCHEMES, [line for item in amap.schemes for line in category_lines(item.id, item.label)]),
        *roles,
    ]
    encoding = [
        *block("editorialDecl", block("interpretation", [element("p", _PROFILE)])),
        *block("listPrefixDef", prefix_lines()),
        *(block("classDecl", codes) if codes else []),
        *more,
    ]
    return [
        *file_description(amap.title, amap.annotators, source_lines(amap.source), rights),
        *block("encodingDesc", encoding),
    ]


def stand_off_lines(amap: ArgumentMap) -> list[str]:
    """What stands in the ``standOff``, in the home form."""
    spans = [
        line
        for item in amap.components
        for line in component_lines(item, lambda fragment: pointer_of(fragment, convert=True))
    ]
    relations = [relation_line(item) for item in amap.relations]
    return [
        *text_facts(amap.text),
        *(block("spanGrp", spans, [("type", "components")]) if spans else []),
        *(block("listRelation", relations, [("type", "argument")]) if relations else []),
        *(block("listBibl", [_item(item) for item in amap.bibliography]) if amap.bibliography else []),
    ]


def text_facts(text: ReadingText | None) -> list[str]:
    """What is known of the text: fingerprint, pages, sections."""
    return [*fingerprint_lines(text), *region_lines(text)] if text is not None else []


def _item(item: BibItem) -> str:
    return element("bibl", item.text, [("xml:id", item.id)])
