"""Sentence boundaries: a blank spaCy pipeline with rules of our own, or a pipeline that the user names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from argmap.problems import ArgmapError
from argmap.text.wordlists import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COMPONENT = "argmap_sentences"
_OPEN = "“\"‘'«([{„‚"
_CLOSE = "”\"’'»)\\]}"
_END = re.compile(
    rf"(?P<mark>(?<![.!?…])[.!?…]+)(?P<close>[{_CLOSE}]*)(?P<note>\d{{1,3}}|[⁰¹²³⁴-⁹]+)?(?:\s+(?=\S)|(?<=\s\.)(?=[^\W\d_a-zß-ÿ]))"
)
_NEXT = re.compile(rf"[{_OPEN}\-–— ]*(\w+(?:[-’']\w+)*\.?)")
# stand before a name: a capital after them never begins a sentence
_TITLES = words(
    "mr mrs ms dr prof st gen col lt sgt capt rev hon sen rep gov pres amb messrs mme mlle herr hr fr maj cmdr adm"
)
# stand before a number: a capitalised word after them does begin one
_COUNTERS = words("no nos nr art arts sec p pp vol vols ch chap fig figs para bd s l ll tab eq")
_JOINING = words("cf viz vs e.g i.e esp resp incl z.b d.h bzw vgl ca approx")
# after a day's number with a point, as German writes dates
_MONTHS = words("januar februar märz april mai juni juli august september oktober november dezember")
_OTHERS = _JOINING | words("al ed eds trans u.a jr sr inc ltd corp etc usw")
# words that begin a sentence wherever they are capitalised: an end mark before them was lost
UNANNOUNCED = re.compile(
    r"(?<=[\w’)] )(?:These|Those|They|However|Moreover|Furthermore|Nevertheless)(?=,? +[a-z]|,? +[A-Z]\w+ )"
)

Span = tuple[int, int]


def splitter(language: str = "en", pipeline: str = "") -> Callable[[list[str]], list[list[Span]]]:
    """A function that finds the sentences of many texts.

    Args:
        language: Language code of the built-in rules (``en``, ``de-AT``); an unknown one is read as ``xx``.
        pipeline: Name or folder of an installed spaCy pipeline; "" for the built-in rules.

    Raises:
        ArgmapError: the pipeline is not installed, or it sets no sentence boundaries.
    """
    nlp = _named(pipeline) if pipeline else _blank(language.split("-", maxsplit=1)[0].lower() or "xx")

    def split(texts: list[str]) -> list[list[Span]]:
        return [_spans(doc, pipeline) for doc in nlp.pipe(texts)]

    return split


def _spans(doc: Doc, pipeline: str) -> list[Span]:
    if pipeline and not doc.has_annotation("SENT_START") and len(doc) > 1:
        raise ArgmapError(f"the pipeline {pipeline} sets no sentence boundaries", "name one with a parser or senter")
    return [(sent.start_char, sent.end_char) for sent in doc.sents if sent.text.strip()]


@lru_cache(maxsize=4)
def _blank(language: str) -> Language:
    """A blank pipeline of a language: spaCy's sentencizer, then the rules below."""
    import spacy
    from spacy.language import Language
    from spacy.util import compile_prefix_regex

    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank("xx")
    prefixes = [*(nlp.Defaults.prefixes or ()), r"\.(?=[^\W\d_])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    nlp.max_length = 100_000_000
    rules = getattr(tokenizer, "rules", None) or {}
    known = {key[:-1].lower() for key in rules if key.endswith(".") and len(key) > 3} | _OTHERS
    starters = {word for word in nlp.Defaults.stop_words if word.isalpha()}
    if not Language.has_factory(COMPONENT):
        Language.factory(COMPONENT, func=_make)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(COMPONENT, config={"abbreviations": sorted(known), "starters": sorted(starters)})
    return nlp


def _named(pipeline: str) -> Language:
    import spacy

    try:
        return spacy.load(pipeline)
    except OSError:
        raise ArgmapError(
            f"the spaCy pipeline {pipeline} is not installed",
            "install it, or leave --pipeline out for the built-in rules",
        ) from None


def _make(nlp: Language, name: str, abbreviations: list[str], starters: list[str]) -> Callable[[Doc], Doc]:
    """Factory of the component; the two lists are part of the pipeline's configuration."""
    import numpy

    short, openers = frozenset(abbreviations), frozenset(starters)

    def component(doc: Doc) -> Doc:
        given, space, length, spaced = doc.to_array(["SENT_START", "IS_SPACE", "LENGTH", "SPACY"]).astype("int64").T
        begins = (length + spaced).cumsum() - length - spaced
        starts = numpy.where(numpy.isin(begins, boundaries(doc.text, short, openers)), 1, -1)
        foreign = [at for at in numpy.flatnonzero(given == 1) if at and _foreign_mark(doc[int(at)])]
        starts[foreign] = 1
        starts = numpy.where(space > 0, given, starts)
        starts[:1] = given[:1]
        # All at once: to set the mark of one token, spaCy looks at every token of the text.
        marks: Any = starts.astype("uint64").reshape(-1, 1)
        return doc.from_array(["SENT_START"], marks)

    return component


def _foreign_mark(token: Any) -> bool:
    """Whether the sentence that begins here was parted off by an end mark of another script (such as 。)."""
    before = token.nbor(-1).text
    return bool(before.strip()) and not any(c in ".!?…" + _CLOSE + _OPEN for c in before)


def boundaries(text: str, abbreviations: Iterable[str] = _OTHERS, starters: Iterable[str] = ()) -> list[int]:
    """Offsets at which sentences begin, the first left out.

    Args:
        text: A paragraph.
        abbreviations: Short forms, lower case, without their last point.
        starters: Function words, lower case: capitalised after an abbreviation, they begin a sentence.

    >>> text = 'He met J. Doe in the U.S. Senate (cf. Art. 5). “Why?” he asked. It ended.'
    >>> [text[at:at + 6] for at in boundaries(text)]
    ['“Why?”', 'It end']
    """
    short, openers = frozenset(abbreviations), frozenset(starters)
    found: list[int] = []
    for match in _END.finditer(text):
        start = match.end()
        word = _NEXT.match(text, start)
        following = word[1] if word else ""
        if not following and not match["mark"].endswith(("!", "?")):
            continue
        if following[:1].islower() or not _ends(text, match, following, short, openers):
            continue
        found.append(start)
    found += [match.start() for match in UNANNOUNCED.finditer(text)]
    return sorted(set(found))


def _ends(text: str, match: re.Match[str], following: str, short: frozenset[str], openers: frozenset[str]) -> bool:
    """Whether an end mark, followed by a word that is not in small letters, ends its sentence."""
    if match["mark"] != ".":
        return match["mark"].strip(".") != "" or following[:1].isupper()
    before = re.search(r"(?:[^\W\d_]+\.)*[^\W\d_]+$", text[max(0, match.start() - 40) : match.start()])
    last = before.group() if before and match["close"] in ("", ")") else ""
    if following.rstrip(".").lower() in _MONTHS and re.search(
        r"\b[0-3]?\d$", text[max(0, match.start() - 3) : match.start()]
    ):
        return False
    plain = last.lower()
    if plain in _COUNTERS:
        return not (following[:1].isdigit() or re.fullmatch(r"[IVXLC]+\.?", following))
    if plain in _JOINING or (plain in _TITLES and last[:1].isupper()):
        return False
    initial = len(last) == 1 and last.isupper()
    if initial or "." in last or plain in short:
        return following[:1].isupper() and following.rstrip(".").lower() in openers
    return True
