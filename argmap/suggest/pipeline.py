"""Lemmas and entities from a spaCy pipeline that the user has, in place of light stems and capitalised words.

Any pipeline will do: without a lemmatizer (or where it leaves a word without a lemma) the light stem stays, without
entities the capitals count. A pipeline for another language reads that language's words; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.problems import ArgmapError
from argmap.suggest.sparse import fold
from argmap.suggest.words import STOP, names, stem

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

UNTOLD = frozenset(["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"])  # entities, but no names


@dataclass
class Pipeline:
    """Reads texts with spaCy, each text once."""

    name: str
    nlp: Language
    read: dict[str, Doc] = field(default_factory=dict)

    def learn(self, texts: Iterable[str]) -> None:
        """Read all texts that are new, in one go."""
        new = list(dict.fromkeys(text for text in texts if text not in self.read))
        self.read.update(zip(new, self.nlp.pipe(new), strict=True))

    def stems(self, text: str) -> list[str]:
        """Lemmas of the words that carry content, in order, repeated as they are."""
        return [_lemma(token) for token in self._doc(text) if _tells(token)]

    def surface(self, text: str) -> dict[str, str]:
        """For each lemma the first word of the text that has it, as written."""
        found: dict[str, str] = {}
        for token in self._doc(text):
            if _tells(token):
                found.setdefault(_lemma(token), token.text)
        return found

    def names(self, text: str) -> frozenset[str]:
        """Lemmas inside entities (dates and quantities apart); capitalised words where the pipeline knows none."""
        doc = self._doc(text)
        if not _finds_entities(self.nlp):
            capitals = names(text)
            return frozenset(_lemma(token) for token in doc if stem(fold(token.text)) in capitals)
        inside = [token for entity in doc.ents if entity.label_ not in UNTOLD for token in entity]
        return frozenset(_lemma(token) for token in inside if _tells(token))

    def _doc(self, text: str) -> Doc:
        self.learn([text])
        return self.read[text]


def load(name: str) -> Pipeline:
    """The pipeline of that name.

    Args:
        name: An installed pipeline's package, its folder, or a bare language code such as ``en``: then a blank
            pipeline with the lemma tables of ``spacy-lookups-data``.

    Raises:
        ArgmapError: there is none, or it cannot be used here.
    """
    import spacy

    faults = (ImportError, OSError, ValueError, KeyError, AttributeError)
    try:
        return Pipeline(name, spacy.load(name))
    except faults as error:
        told = error
    try:
        if len(name) > 3 or not name.isalpha():
            raise told
        nlp = spacy.blank(name)
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
        nlp.initialize()
    except faults as error:
        remedy = "name an installed pipeline or its folder; for bare lemmas: pip install spacy-lookups-data, --nlp en"
        reason = " ".join(str(error).split())[:120]
        raise ArgmapError(f"the spaCy pipeline {name} cannot be used: {reason}", remedy) from None
    return Pipeline(f"spaCy's lookups for {name}", nlp)


def _lemma(token: Token) -> str:
    return fold(token.lemma_) or stem(fold(token.text))


def _tells(token: Token) -> bool:
    """Whether a word carries content: no punctuation, no word of grammar in its language or in English."""
    word = fold(token.text)
    if not word or token.is_stop or word in STOP:
        return False
    return len(word) > 1 or word.isdigit() or not word.isascii()


def _finds_entities(nlp: Language) -> bool:
    return any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names)
