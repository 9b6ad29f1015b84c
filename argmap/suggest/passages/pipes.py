"""spaCy components, usable in any pipeline: ``nlp.add_pipe("argmap_components")``, then ``"argmap_relations"``.

Results stand in ``doc.spans["argmap"]`` (label: the kind; ``span._.argmap_score``, ``span._.argmap_reasons``; scores
also in ``.attrs["scores"]``, where spaCy's own span categorizer puts them) and in ``doc._.argmap_relations``.
spaCy finds this module through entry points, so argmap need not be imported.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from argmap.suggest.passages.clauses import divide
from argmap.suggest.passages.links import Part, linked
from argmap.suggest.passages.proposals import Proposal, ProposedRelation
from argmap.suggest.passages.rules import proposals
from argmap.text.sentences import boundaries

KEY = "argmap"
SUGGESTER = "argmap.sentences.v1"
Component = Callable[[Doc], Doc]

for _name, _default in (("argmap_score", 0.0), ("argmap_reasons", ())):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=_default)
if not Doc.has_extension("argmap_relations"):
    Doc.set_extension("argmap_relations", default=())


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """The sentences of a doc in code points: its own where it has them, else by argmap's rules."""
    if doc.has_annotation("SENT_START"):
        spans = [(sent.start_char, sent.end_char) for sent in doc.sents]
    else:
        starts = [0, *boundaries(doc.text), len(doc.text)]
        spans = list(pairwise(starts))
    trimmed = []
    for start, end in spans:
        passage = doc.text[start:end]
        left = len(passage) - len(passage.lstrip())
        trimmed.append((start + left, start + len(passage.rstrip())))
    return [span for span in trimmed if span[0] < span[1]]


def make_sentencizer(nlp: Language, name: str) -> Component:
    """Factory of ``argmap_sentencizer``: argmap's sentence boundaries, where a doc has none yet."""

    def component(doc: Doc) -> Doc:
        if not doc.has_annotation("SENT_START"):
            starts = {0, *boundaries(doc.text)}
            for token in doc:
                token.is_sent_start = token.idx in starts or token.i == 0
        return doc

    return component


def make_components(nlp: Language, name: str, spans_key: str = KEY) -> Component:
    """Factory of ``argmap_components``: the rules of `argmap.suggest.passages.rules` (English)."""

    def component(doc: Doc) -> Doc:
        found = proposals(doc.text, sentence_spans(doc))
        fill(doc, found.items, spans_key)
        return doc

    return component


def fill(doc: Doc, items: tuple[Proposal, ...], spans_key: str = KEY) -> None:
    """Put proposals into a doc as a span group; boundaries inside a token widen to it."""
    spans: list[Span] = []
    scores: list[float] = []
    for item in items:
        span = doc.char_span(item.start, item.end, label=item.kind, alignment_mode="expand")
        if span is None:
            continue
        span._.argmap_score, span._.argmap_reasons = item.score, item.reasons
        spans.append(span)
        scores.append(item.score)
    doc.spans[spans_key] = spans
    doc.spans[spans_key].attrs["scores"] = np.array(scores, dtype="f")


def make_relations(nlp: Language, name: str, spans_key: str = KEY) -> Component:
    """Factory of ``argmap_relations``: links between the spans that a component before it has set."""

    def component(doc: Doc) -> Doc:
        doc._.argmap_relations = relations(doc, spans_key)
        return doc

    return component


def relations(doc: Doc, spans_key: str = KEY) -> tuple[ProposedRelation, ...]:
    """The links between the spans of a group; their ends count its spans in order of place."""
    spans = list(doc.spans[spans_key]) if spans_key in doc.spans else []
    order = sorted(range(len(spans)), key=lambda index: (spans[index].start_char, spans[index].end_char))
    items = [Proposal(span.label_, span.start_char, span.end_char, 0.0) for span in (spans[index] for index in order)]
    found = linked(doc.text, items, parts_of(doc.text, sentence_spans(doc), items))
    return tuple(
        ProposedRelation(link.name, order[link.source], order[link.target], link.score, link.reasons) for link in found
    )


def parts_of(text: str, sentences: list[tuple[int, int]], items: list[Proposal]) -> list[Part]:
    """Where each proposal stands among the sentences and clauses of its text."""
    parts = []
    number = 0
    for index, item in enumerate(items):
        while number + 1 < len(sentences) and sentences[number + 1][0] <= item.start:
            number += 1
        if not sentences:
            continue
        start, end = sentences[number]
        _, join = divide(text[start:end])
        whole = item.end - item.start > (end - start) * 0.9
        parts.append(Part(number, 0, None if whole else join, index))
    return parts


def sentence_suggester(docs: list[Doc], *, ops: Any = None) -> Any:
    """The candidates of the span categorizer: every sentence of every doc, as token places."""
    from thinc.api import get_current_ops
    from thinc.types import Ragged

    ops = get_current_ops() if ops is None else ops
    spans = [[(sent.start, sent.end) for sent in doc.sents] for doc in docs]
    flat = [span for group in spans for span in group]
    data = ops.asarray2i(flat) if flat else ops.alloc2i(0, 2)
    return Ragged(data, ops.asarray1i([len(group) for group in spans]))


def make_suggester() -> Callable[..., Any]:
    """Registered as ``argmap.sentences.v1``."""
    return sentence_suggester


# functions first: spaCy looks them up here through the entry points while they are being registered
Language.factory("argmap_sentencizer", func=make_sentencizer, assigns=["token.is_sent_start"])
Language.factory("argmap_components", func=make_components, default_config={"spans_key": KEY}, assigns=["doc.spans"])
Language.factory("argmap_relations", func=make_relations, default_config={"spans_key": KEY}, requires=["doc.spans"])
registry.misc.register(SUGGESTER, func=make_suggester)
