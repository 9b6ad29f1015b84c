"""The home form as lines of markup: components, relations, fragments' checks, fingerprint, pages, sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Fragment, Relation
from argmap.tei.markup import block, element, pointers, tag
from argmap.text.anchor import end_words as edge_words
from argmap.text.normal import digest
from argmap.text.reading import ReadingText, Region

LABEL_WORDS = 4
_NUMBERS = re.compile(r"(?:[A-Za-z][\w.+-]*:\d+-\d+|#char=\d+,\d+)")
# a range of a text, in any prefix or in RFC 5147's form
RANGE = re.compile(r"(?:[A-Za-z][\w.+-]*:|[^#]*#char=)(\d+)[-,](\d+)")
_ATTRIBUTE = re.compile(r"(?:xml:)?[A-Za-z_][\w.-]*")
# TEI wants something in a standOff.
EMPTY_STATE = ['<fs type="state">', '  <f name="state"><string>nothing yet</string></f>', "</fs>"]
PointerOf = Callable[[Fragment], str]


def range_pointer(start: int, end: int, prefix: str = "src") -> str:
    """A range of the reading text as pointer; without a prefix in RFC 5147 syntax."""
    return f"{prefix}:{start}-{end}" if prefix else f"#char={start},{end}"


def pointer_of(fragment: Fragment, prefix: str = "src", *, convert: bool = False) -> str:
    """How a fragment is written: as it was where it points by ids, else (or with ``convert``) as a range."""
    counted = fragment.start is not None and fragment.end is not None
    if counted and (convert or not fragment.pointer or _NUMBERS.fullmatch(fragment.pointer)):
        return range_pointer(fragment.start or 0, fragment.end or 0, prefix)
    return fragment.pointer


def with_checks(amap: ArgumentMap) -> ArgumentMap:
    """The map with first words, last words and hash in every fragment whose passage is at hand."""
    content = amap.text.content if amap.text is not None else None
    if content is None:
        return amap
    components = tuple(
        replace(item, fragments=tuple(checked(f, content) for f in item.fragments)) for item in amap.components
    )
    return replace(amap, components=components)


def checked(fragment: Fragment, content: str | None) -> Fragment:
    """The fragment with its first and last words and its hash, taken from the text where they are not known yet."""
    if content is None or fragment.start is None or fragment.end is None or fragment.sha256:
        return fragment
    passage = content[fragment.start : fragment.end]
    first, last = edge_words(passage)
    return replace(fragment, first=first, last=last, sha256=digest(passage))


def _unchecked(fragment: Fragment) -> Fragment:
    """Without the words and the hash of what may have been another passage; a lost one keeps them."""
    if fragment.start is None or fragment.end is None:
        return fragment
    return replace(fragment, first="", last="", sha256="")


def component_attributes(component: Component, pointer: PointerOf) -> list[tuple[str, str]]:
    """The attributes of a component's span, in the order in which we write them."""
    extra = [(key, value) for key, value in component.extra if _ATTRIBUTE.fullmatch(key)]
    special = dict(extra)
    voice = [component.voice] if component.voice and component.voice != AUTHOR_VOICE else []
    codes = [pointers([*component.issues, *voice]), *(value for key, value in extra if key == "ana")]
    subtype = "thesis" if component.thesis else special.get("subtype", "")
    return [
        ("xml:id", component.id),
        ("type", component.kind),
        ("subtype", subtype),
        *_target([pointer(f) for f in component.fragments]),
        ("ana", " ".join(code for code in codes if code)),
        ("resp", special.get("resp") or pointers([component.annotator] if component.annotator else [])),
        ("cert", component.certainty),
        *((key, value) for key, value in extra if key not in ("ana", "resp", "subtype")),
    ]


def _target(written: Sequence[str]) -> list[tuple[str, str]]:
    """``from`` and ``to`` for a single pair of ids, else ``target``; a pair among others becomes ``range()``."""
    names = list(dict.fromkeys(name for name in written if name))
    if len(names) == 1 and " " in names[0]:
        first, _, last = names[0].partition(" ")
        return [("from", first), ("to", last)]
    joined = " ".join(_pair(name) if " " in name else name for name in names)
    return [("target", joined)]


def _pair(name: str) -> str:
    first, _, last = name.partition(" ")
    head, mark, start = first.rpartition("#")
    return f"{head}{mark}range({start},{last.rpartition('#')[2]})"


def component_lines(component: Component, pointer: PointerOf, content: str | None = None) -> list[str]:
    """A component's span with paraphrase, notes and checks."""
    children = [element("gloss", component.gloss)] if component.gloss else []
    children += note_lines(component.notes)
    children += check_lines(component.fragments, pointer, content)
    return block("span", children, component_attributes(component, pointer))


def note_lines(notes: Iterable[str]) -> list[str]:
    """The annotator's notes."""
    return [element("note", note, [("type", "comment")]) for note in notes]


def check_lines(fragments: Iterable[Fragment], pointer: PointerOf, content: str | None) -> list[str]:
    """``fs type="fragment"`` for every fragment given by numbers, as far as something is known of it."""
    lines: list[str] = []
    for fragment in fragments:
        written = pointer(fragment)
        if not _NUMBERS.fullmatch(written):
            continue
        known = checked(_unchecked(fragment), content) if content is not None else fragment
        features = [
            *_string("start", known.first),
            *_string("end", known.last),
            *_string("sha256", known.sha256),
            *(_feature("status", "symbol", known.status) if known.status else []),
            *(_feature("score", "numeric", number(known.score)) if known.score is not None else []),
        ]
        lines += block("fs", features, [("type", "fragment"), ("corresp", written)]) if features else []
    return lines


def number(value: float) -> str:
    """A number in plain decimal notation."""
    text = repr(float(value))
    return f"{value:.12f}".rstrip("0").rstrip(".") if "e" in text else text.removesuffix(".0")


def _string(name: str, text: str) -> list[str]:
    return [f"{tag('f', [('name', name)])}{element('string', text)}</f>"] if text else []


def _feature(name: str, kind: str, value: str) -> list[str]:
    return [f"{tag('f', [('name', name)])}{tag(kind, [('value', value)], empty=True)}</f>"]


def relation_attributes(relation: Relation) -> list[tuple[str, str]]:
    """The attributes of a relation, in the order in which we write them."""
    extra = [(key, value) for key, value in relation.extra if _ATTRIBUTE.fullmatch(key)]
    special = dict(extra)
    codes = [pointers(relation.schemes), *(value for key, value in extra if key == "ana")]
    return [
        ("xml:id", relation.id),
        ("name", relation.name),
        ("active", pointers(relation.sources)),
        ("passive", pointers(relation.targets)),
        ("mutual", pointers(relation.mutual)),
        ("ana", " ".join(code for code in codes if code)),
        ("resp", special.get("resp") or pointers([relation.annotator] if relation.annotator else [])),
        ("cert", relation.certainty),
        *((key, value) for key, value in extra if key not in ("ana", "resp", "mutual")),
    ]


def relation_line(relation: Relation) -> str:
    """A relation, with its reason."""
    attributes = relation_attributes(relation)
    if not relation.reason:
        return tag("relation", attributes, empty=True)
    return f"{tag('relation', attributes)}{element('desc', relation.reason)}</relation>"


def fingerprint_lines(text: ReadingText, ident: str = "src.text") -> list[str]:
    """``fs type="text"``: what is known of the text without holding it."""
    features = [
        *_feature("normalization", "symbol", text.normalization),
        *_feature("unit", "symbol", "codepoint"),
        *_feature("length", "numeric", str(text.length)),
        *_string("sha256", text.sha256),
        *_string("start", text.opening),
        *_string("end", text.closing),
        *_string("raw-sha256", text.raw_sha256),
    ]
    return block("fs", features, [("type", "text"), ("xml:id", ident)])


def region_lines(text: ReadingText, prefix: str = "src") -> list[str]:
    """Pages and sections, so that they are known without the text; section headings are cut to a few words."""
    lines: list[str] = []
    for kind, regions in (("page", text.pages), ("section", text.sections)):
        spans = [line for region in regions for line in _region(kind, region, prefix)]
        lines += block("spanGrp", spans, [("type", f"{kind}s")]) if spans else []
    return lines


def _region(kind: str, region: Region, prefix: str) -> list[str]:
    attributes = [("type", kind), ("n", region.n), ("target", range_pointer(region.start, region.end, prefix))]
    label = short_label(region.label)
    if not label:
        return [tag("span", attributes, empty=True)]
    return [f"{tag('span', attributes)}{element('gloss', label)}</span>"]


def short_label(label: str) -> str:
    """At most four words of a heading."""
    return " ".join(label.split()[:LABEL_WORDS])


def prefix_lines(ident: str = "src", marker: str = "") -> list[str]:
    """``prefixDef`` for ranges of this file's reading text."""
    attributes = [
        ("ident", ident),
        ("n", marker),
        ("matchPattern", r"(\d+)-(\d+)"),
        ("replacementPattern", "#char=$1,$2"),
    ]
    explained = (
        "Offsets count Unicode code points from 0 in the normalised reading text (argmap-text-1); the end is "
        "exclusive. The fragment syntax is that of RFC 5147."
    )
    return block("prefixDef", [element("p", explained)], attributes)
