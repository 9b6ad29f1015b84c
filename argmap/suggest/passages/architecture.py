"""The network of a trained model: one linear layer over hashed, named features of each sentence, then softmax.

Linear, because a hundred sentences do not feed more; and because what a linear layer adds up can be told: the reasons
that are shown are its largest terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.util import registry
from thinc.api import Model, SparseLinear_v2, add, chain, softmax_activation

from argmap.suggest.passages.cues import KINDS
from argmap.suggest.passages.rules import log_odds
from argmap.suggest.passages.sentence_features import Feature, features

NAME = "argmap.SentenceModel.v1"


def sentence_model(kinds: list[str], place: bool, length: int, nO: int | None = None) -> Model[Any, Any]:
    """Registered as ``argmap.SentenceModel.v1``: (docs, spans) to the chance of each label.

    What is learnt is added to what the rules say, so that little data correct the rules and do not replace them.

    Args:
        kinds: The labels in the component's order.
        place: Whether the place of a sentence in its text counts.
        length: Size of the weight table into which features are hashed.
        nO: Number of labels; found when the model is initialised.
    """
    linear = SparseLinear_v2(nO=nO, length=length)
    seen: Model[Any, Any] = Model("argmap_sentence_features", _forward, attrs={"place": place})
    by_rule: Model[Any, Any] = Model("argmap_rules", _rules, attrs={"kinds": list(kinds)})
    model: Model[Any, Any] = chain(add(chain(seen, linear), by_rule), softmax_activation())
    model.set_ref("output_layer", linear)
    return model


def _passages(docs: Any, spans: Any) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """The text of each doc, and its spans (token places) as code points."""
    at = 0
    for doc, count in zip(docs, spans.lengths, strict=True):
        places = spans.dataXd[at : at + int(count)]
        at += int(count)
        yield doc.text, tuple((doc[int(start)].idx, _end(doc, int(end))) for start, end in places)


def _forward(model: Model[Any, Any], X: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """Docs and their spans as keys, values and lengths."""
    rows = [row for text, chars in _passages(*X) for row in hashed(text, chars, model.attrs["place"])]
    lengths = np.array([len(keys) for keys, _ in rows], dtype="int32")
    if not rows:
        return (np.zeros(0, "uint64"), np.zeros(0, "f"), lengths), lambda gradient: []
    joined = np.concatenate([keys for keys, _ in rows]), np.concatenate([values for _, values in rows])
    return (*joined, lengths), lambda gradient: []


def _rules(model: Model[Any, Any], X: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """What the rules add for each label, in log odds against none; nothing for kinds that they do not know."""
    kinds = model.attrs["kinds"]
    rows = [rule_scores(text[start:end]) for text, chars in _passages(*X) for start, end in chars]
    found = np.zeros((len(rows), len(kinds) + 1), dtype="f")
    for place, kind in enumerate(kinds):
        if kind in KINDS:
            found[:, place] = [row[KINDS.index(kind)] for row in rows]
    return found, lambda gradient: []


@lru_cache(maxsize=200_000)
def rule_scores(passage: str) -> tuple[float, float, float]:
    """Log odds of claim, evidence and recommendation by rule, calibrated, and not surer than twenty to one."""
    return tuple(max(-3.0, min(3.0, value)) for value in log_odds(passage))  # type: ignore[return-value]


def _end(doc: Any, end: int) -> int:
    last = doc[end - 1]
    return int(last.idx + len(last.text))


@lru_cache(maxsize=1000)
def hashed(
    text: str, spans: tuple[tuple[int, int], ...], place: bool
) -> tuple[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]], ...]:
    """The features of every sentence as 64-bit keys and their values."""
    return tuple(
        (np.array([key_of(name) for name, _ in found], dtype="uint64"), np.array([v for _, v in found], dtype="f"))
        for found in features(text, spans, place=place)
    )


@lru_cache(maxsize=200_000)
def key_of(name: str) -> int:
    """A feature's key, the same on every machine."""
    from spacy.strings import get_string_id

    return int(get_string_id(name))


def contributions(linear: Model[Any, Any], found: list[Feature], label: int) -> list[tuple[float, str]]:
    """How much each feature adds for a label beyond what it adds for the others on average, largest first."""
    keys = np.array([key_of(name) for name, _ in found], dtype="uint64")
    ones = np.array([value for _, value in found], dtype="f")
    scores = linear.predict((keys, ones, np.ones(len(found), dtype="int32"))) - linear.get_param("b")
    others = np.delete(scores, label, axis=1).mean(axis=1)
    gains = scores[:, label] - others
    return sorted(
        ((float(gain), name) for gain, (name, _) in zip(gains, found, strict=True)), key=lambda x: (-x[0], x[1])
    )


registry.architectures.register(NAME, func=sentence_model)
