"""Data to train with: a spaCy DocBin, and JSON lines as Hugging Face datasets read them. Written, not read.

Both hold one document for each map: relations lead across sentences, so nothing smaller keeps them. Sentence borders
are given, for those who cut the document into pieces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.formats.jsontext import compact
from argmap.formats.losses import counted, unused, without
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.plugins import Format, Loss

if TYPE_CHECKING:
    from spacy.language import Language

_HALVES = re.compile("[\ud800-\udfff]")
KEY = "argmap"
LOSES = frozenset(
    {
        "map.extra",
        "map.bibliography",
        "component.extra",
        "relation.extra",
        "fragment.first",
        "fragment.last",
        "fragment.sha256",
        "fragment.pointer",
        "fragment.status",
        "fragment.score",
        "issue.question",
        "issue.parent",
        "voice.label",
        "scheme.label",
        "annotators",
        "text.pages",
        "text.sections",
        "source.authors",
        "source.date",
        "source.container",
        "source.volume",
        "source.pages",
        "source.identifiers",
    }
)


def reduce(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as far as both hold it, and what they do not.

    The article's title stands in for a map's that has none. Relations without a pair of ends are left out, passages
    outside the text that is written, and entries of the code book that nothing is filed under.
    """
    other = amap.title and amap.source.title != amap.title
    amap, losses = without(amap, LOSES | {"source.title"} if other else LOSES)
    text = _text(amap)
    components = tuple(
        replace(item, fragments=tuple(one for one in item.fragments if _inside(one, text))) for item in amap.components
    )
    losses += counted("component", "fragments", _changed(amap.components, components))
    losses += counted("map", "relations", (item.id for item in amap.relations if not _pairs(item)))
    relations = tuple(item for item in amap.relations if _pairs(item))
    amap, more = unused(replace(amap, components=components, relations=relations))
    return amap, sorted([*losses, *more])


def _changed(old: Iterable[Component], new: Iterable[Component]) -> Iterator[str]:
    return (one.id for one, other in zip(old, new, strict=True) if one != other)


def jsonl(amap: ArgumentMap) -> str:
    """The map as one line of JSON; the same keys and kinds of values in every line, so that lines make a table."""
    text = _text(amap)
    line = {
        "id": amap.id,
        "title": amap.title or amap.source.title,
        "language": amap.source.language,
        "text": text,
        "sentences": [{"start": start, "end": end} for start, end in _sentences(amap, text)],
        "spans": _spans(amap, text),
        "components": _components(amap),
        "relations": _relations(amap),
    }
    return compact(line) + "\n"


def docbin(amap: ArgumentMap) -> bytes:
    """The map as a spaCy DocBin with one document.

    ``doc.spans["argmap"]`` holds the passages, widened to whole tokens: their label is the kind, their id the
    component's; several spans with one id are parts of one component. ``doc.user_data["argmap"]`` holds exact offsets,
    components and relations as in `jsonl`.
    """
    from spacy.tokens import Doc, DocBin, Span

    text = _whole(_text(amap))
    spans = _spans(amap, text)
    nlp = _blank(amap.source.language.split("-", maxsplit=1)[0].lower() or "xx")
    tokens = nlp.make_doc(text)
    starts = {start for start, _ in _sentences(amap, text)}
    doc = Doc(  # made at once; setting the borders one by one goes through all tokens for each
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=[token.idx in starts or token.i == 0 for token in tokens],
    )
    found = []
    for item in spans:
        span = doc.char_span(item["start"], item["end"], alignment_mode="expand")
        if span is not None and len(span):
            label = _whole(item["label"]) or "component"
            found.append(Span(doc, span.start, span.end, label=label, span_id=_whole(item["id"])))
    doc.spans[KEY] = found
    user_data = {
        "id": amap.id,
        "title": amap.title or amap.source.title,
        "language": amap.source.language,
        "spans": spans,
        "components": _components(amap),
        "relations": _relations(amap),
    }
    doc.user_data[KEY] = json.loads(_whole(json.dumps(user_data, ensure_ascii=False)))
    made: bytes = DocBin(attrs=["ORTH", "SPACY", "SENT_START"], store_user_data=True, docs=[doc]).to_bytes()
    return made


def _whole(text: str) -> str:
    """The text without halves of characters (lone surrogates), which have no bytes."""
    return _HALVES.sub("\ufffd", text)


def _text(amap: ArgumentMap) -> str:
    return (amap.text.content if amap.text is not None else None) or ""


@lru_cache(maxsize=4)
def _blank(language: str) -> Language:
    """A tokenizer for the language, or for any where spaCy has none of its own at hand."""
    import spacy

    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank("xx")
    nlp.max_length = 100_000_000
    return nlp


def _sentences(amap: ArgumentMap, text: str) -> list[tuple[int, int]]:
    from argmap.text.sentences import splitter

    return splitter(amap.source.language or "en")([text])[0] if text else []


def _spans(amap: ArgumentMap, text: str) -> list[dict[str, Any]]:
    """The passages, in the order of the components; parts of one passage have one id."""
    return [
        {"id": item.id, "label": item.kind, "start": one.start, "end": one.end}
        for item in amap.components
        for one in item.fragments
        if _inside(one, text)
    ]


def _inside(fragment: Fragment, text: str) -> bool:
    start, end = fragment.start, fragment.end
    return start is not None and end is not None and 0 <= start < end <= len(text)


def _components(amap: ArgumentMap) -> list[dict[str, Any]]:
    labels = {issue.id: issue.label or issue.id for issue in amap.issues}
    return [
        {
            "id": item.id,
            "label": item.kind,
            "gloss": item.gloss,
            "thesis": item.thesis,
            "voice": item.voice,
            "issues": [labels.get(ident, ident) for ident in item.issues],
            "issue_ids": list(item.issues),
            "certainty": item.certainty,
            "annotator": item.annotator,
            "notes": list(item.notes),
        }
        for item in amap.components
    ]


def _relations(amap: ArgumentMap) -> list[dict[str, Any]]:
    """Pairs of ids; pairs of one relation have one id, ``mutual`` pairs hold both ways; a tail may be a relation."""
    return [
        {
            "id": item.id,
            "label": item.name,
            "head": head,
            "tail": tail,
            "mutual": bool(item.mutual),
            "schemes": list(item.schemes),
            "reason": item.reason,
            "certainty": item.certainty,
            "annotator": item.annotator,
        }
        for item in amap.relations
        for head, tail in _pairs(item)
    ]


def _pairs(item: Relation) -> list[tuple[str, str]]:
    if item.mutual:
        return list(pairwise(item.mutual))
    return [(head, tail) for head in item.sources for tail in item.targets]


FORMATS = (
    Format(
        "docbin",
        "spaCy DocBin",
        (".spacy",),
        write=docbin,
        loses=LOSES,
        reduce=reduce,
        about='Written only. Passages in doc.spans["argmap"], components and relations in doc.user_data["argmap"]; '
        "spaCy alone reads it.",
    ),
    Format(
        "jsonl",
        "JSON lines (Hugging Face datasets)",
        (".jsonl",),
        write=jsonl,
        loses=LOSES,
        reduce=reduce,
        about="Written only. One line for each map: text, sentences, spans with labels, components, pairs of "
        "relations. Lines of several maps make one file.",
    ),
)
