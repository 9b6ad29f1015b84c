"""Proposals by a trained model, and loading one without running anybody's code.

A spaCy folder names the functions that build its pipeline; loading it calls them. So the names are looked at first,
and only those of spaCy, of its network library and of argmap are let through.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.problems import ArgmapError
from argmap.suggest.passages.clauses import sentences
from argmap.suggest.passages.learn import SPANCAT, names, predict
from argmap.suggest.passages.links import Part, linked
from argmap.suggest.passages.proposals import Proposal, Proposals
from argmap.suggest.passages.rules import LEAST, proposal
from argmap.suggest.passages.samples import Sample
from argmap.suggest.passages.sentence_features import Feature, features
from argmap.text.reading import ReadingText

if TYPE_CHECKING:
    from spacy.language import Language

MOST_REASONS = 4
_FACTORIES = frozenset(["argmap_sentencizer", "argmap_components", "argmap_relations", "spancat_singlelabel"])
_FUNCTIONS = frozenset(["Adam.v1", "SGD.v1", "RAdam.v1", "compounding.v1", "warmup_linear.v1", "constant.v1"])
_REMEDY = "name a folder that argmap train has made"


def proposals_by(folder: str, text: ReadingText) -> Proposals:
    """Proposals of a model for a reading text; each reason is a term of its sum, the largest first.

    Raises:
        ArgmapError: the folder holds no model of argmap, or one that asks for code from elsewhere.
    """
    stamp = (Path(folder) / "config.cfg").stat().st_mtime_ns if (Path(folder) / "config.cfg").is_file() else 0
    nlp = load(folder, stamp)
    name = str(nlp.meta.get("name") or Path(folder).name)
    item = Sample(name, text.content or "", tuple(sentences(text, nlp.lang or "en")), ())
    labels = names(nlp)
    place = bool(nlp.config["components"][SPANCAT]["model"]["place"])
    seen = list(features(item.text, item.sentences, place=place))
    items: list[Proposal] = []
    parts: list[Part] = []
    for number, row in enumerate(predict(nlp, item)):
        best = int(row[:-1].argmax())
        if row[:-1].sum() < LEAST:
            continue
        parts.append(Part(number, 0, None, len(items)))
        start, end = item.sentences[number]
        reasons = why(nlp, item.text[start:end], seen[number], best)
        items.append(Proposal(labels[best], start, end, round(float(row[best]), 3), reasons, name))
    return Proposals(tuple(items), linked(item.text, items, parts), name)


def why(nlp: Language, passage: str, seen: list[Feature], label: int) -> tuple[str, ...]:
    """What speaks most for a label (its place among `names`) of a sentence: cues first, then learnt features."""
    from argmap.suggest.passages.architecture import contributions

    by_rule = proposal(passage)
    found = list(by_rule.reasons[:2]) if by_rule and by_rule.kind == names(nlp)[label] else []
    pipe: Any = nlp.get_pipe(SPANCAT)
    learnt = contributions(pipe.model.get_ref("output_layer"), seen, label)
    # cues of the sentence itself are told above, with the words that were met
    found += [name for gain, name in learnt if gain > 0 and not (by_rule and name.startswith("cue "))]
    return tuple(dict.fromkeys(found))[:MOST_REASONS] or ("learnt from annotated texts",)


@lru_cache(maxsize=2)
def load(folder: str, stamp: int = 0) -> Language:
    """A model made by ``argmap train``.

    Args:
        folder: Where it lies.
        stamp: When it was last changed; a changed model is read anew.

    Raises:
        ArgmapError: the folder holds no model of argmap, or one that asks for code from elsewhere.
    """
    import spacy
    from thinc.api import ConfigValidationError

    from argmap.suggest.passages import architecture, pipes

    path = Path(folder)
    if not (path / "config.cfg").is_file() or not (path / "meta.json").is_file():
        raise ArgmapError(f"{folder} holds no model", _REMEDY)
    del architecture, pipes  # importing them registers what the model is made of
    try:
        config = spacy.util.load_config(path / "config.cfg", interpolate=False)
    except (ValueError, OSError):
        raise ArgmapError(f"{folder}: config.cfg cannot be read", _REMEDY) from None
    foreign = sorted(set(strangers(config)))
    if foreign:
        raise ArgmapError(f"{folder} asks for code that is not argmap's: {foreign[0]}", _REMEDY)
    try:
        nlp = spacy.load(path)
        pipe: Any = nlp.get_pipe(SPANCAT) if SPANCAT in nlp.pipe_names else None
        ours = pipe is not None and pipe.model.has_ref("output_layer")
    except (ValueError, KeyError, TypeError, AttributeError, OSError, ConfigValidationError):
        raise ArgmapError(f"{folder} holds a model that is damaged, or of another version", _REMEDY) from None
    if not ours:
        raise ArgmapError(f"{folder} holds a spaCy model of another kind", _REMEDY)
    return nlp


def strangers(config: Any, key: str = "") -> Iterator[str]:
    """The functions that a configuration names and that are neither spaCy's nor argmap's."""
    if isinstance(config, dict):
        for name, value in config.items():
            yield from strangers(value, str(name))
    elif key == "factory" and config not in _FACTORIES:
        yield str(config)
    elif key == "source" and config:
        yield f"source {config}"
    elif key.startswith("@") and not (str(config).startswith(("spacy.", "argmap.")) or config in _FUNCTIONS):
        yield str(config)
