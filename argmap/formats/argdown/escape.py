"""Plain text as Argdown: what would be read as syntax is escaped, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Container

from argmap.formats.argdown.content import SHORT_CODES
from argmap.formats.argdown.overlay import clean

_SYNTAX = re.compile(r"[\\#*_\[{<]|@(?=[\[<])|/(?=[/*])|(?<==)=(?==)|=(?===)|(?<===)=|(?<=@)i(?=nclude\()")
_CODE = re.compile(r"([.:])(" + "|".join(map(re.escape, sorted(SHORT_CODES, key=len, reverse=True))) + r")\1")
_MENTION = re.compile(r"(@(?:\[[^\]\r\n]+\]|<[^>\r\n]+>))")
# what lies between two dots or two colons, whichever of them begin it
_PAIRED = re.compile(r"(?=(\.[^\s]+?\.|:[^\s]+?:))")
_STOPS = re.compile(r"[.:]")
_RULE = re.compile(r"[,]|-(?=-)|(?<=-)-")
_PLAIN_TAG = re.compile(r"[A-Za-z0-9-]+\Z")
_NO_TITLE = re.compile(r"[\[\]<>\r\n]|\A[-\s]|\s\Z|@include\(|\A\Z")
_FIRST = re.compile(r"\A(?:[-+_ ]|!--)+")  # what no title of ours begins with
_SYMBOL = re.compile(r"[-+_]|!--")


def escape(text: str, codes: Container[str] = ()) -> str:
    r"""A text on one line that Argdown reads as these very words.

    Args:
        text: The words.
        codes: Short codes that the text they go into has of its own.

    >>> escape("a [b] costs 3*4 _and_ more.")
    'a \\[b] costs 3\\*4 \\_and\\_ more.'
    """
    return escaped_piece(clean(text), codes)


def escaped_piece(text: str, codes: Container[str] = (), careful: bool = False) -> str:
    """A part of a text on one line, spaces at its ends included; ``careful`` escapes all dots and colons."""
    parts = _MENTION.split(text)
    # a dot before a mention may pair with one behind it; so where anything is escaped, all dots are
    all_stops = len(parts) > 1 and any(_needs_escape(word, codes) for part in parts[::2] for word in part.split(" "))
    all_stops = all_stops or careful
    # mentions stand as they are, between every two parts that do not
    return "".join(part if place % 2 else _escaped(part, all_stops, codes) for place, part in enumerate(parts))


def _escaped(text: str, all_stops: bool, codes: Container[str] = ()) -> str:
    return " ".join(_word(word, all_stops, codes) for word in text.split(" "))


def _needs_escape(word: str, codes: Container[str]) -> bool:
    if _SYNTAX.search(word) is not None or _CODE.search(word) is not None:
        return True
    return bool(codes) and any(found[1] in codes for found in _PAIRED.finditer(word))


def _word(word: str, all_stops: bool, codes: Container[str]) -> str:
    made = _SYNTAX.sub(r"\\\g<0>", word)
    # two dots or colons with no space between hide what is between them, escapes included
    if all_stops or (_needs_escape(word, codes) and len(_STOPS.findall(word)) > 1):
        made = _STOPS.sub(r"\\\g<0>", made)
    return made


def escape_rule(name: str) -> str:
    """The name of an inference rule between two hyphens, where commas part them and nothing is mentioned."""
    return _RULE.sub(r"\\\g<0>", _escaped(clean(name), False))


def tag(name: str) -> str:
    """A tag as Argdown writes it; "" for a name that cannot be one."""
    if _PLAIN_TAG.match(name):
        return f"#{name}"
    return f"#({name})" if name and not re.search(r"[)\r\n]", name) else ""


def is_title(text: str, argument: bool = True) -> bool:
    """Whether a text can stand in brackets as it is, in definitions and in references.

    An argument's must not begin like a relation or a comment: ``<-``, ``<+``, ``<_``, ``<!--``.
    """
    return _NO_TITLE.search(text) is None and not (argument and _SYMBOL.match(text))


def title(text: str, argument: bool = True) -> str:
    """A title as near to a text as brackets allow."""
    if is_title(text, argument):
        return text
    return _FIRST.sub("", clean(re.sub(r"[\[\]<>@]", " ", text))) or "untitled"


def words(text: str, tags: list[str], codes: Container[str] = (), markup: str = "") -> str:
    """A statement's words with its tags after them; as markup where there is some."""
    return " ".join(part for part in (markup or escape(text, codes), *map(tag, tags)) if part)
