"""Emphasis and links of a map's words: kept as Argdown markup beside the plain words, for as long as it says them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from argmap.formats.argdown.content import USUAL, Spelling, Words
from argmap.formats.argdown.escape import escaped_piece
from argmap.formats.argdown.lexer import tokenize
from argmap.formats.argdown.nodes import Mark
from argmap.formats.argdown.overlay import PREFIX, clean
from argmap.formats.extra import Extra, keep, kept
from argmap.model import ArgumentMap
from argmap.plugins import Loss

_SIGNS = {"bold": "**", "italic": "_", "link": ""}
_BEFORE = "x "  # so that nothing stands where a line begins
_SLOTS = frozenset(f"{PREFIX}:{name}" for name in ("markup", "markups"))


def markup(text: str, marks: Sequence[Mark], spelling: Spelling = USUAL) -> str:
    """A text's words with their emphasis and links as Argdown; "" where there are none, or it cannot be written.

    >>> markup("see a  page", [("link", 4, 10, "http://a.b"), ("bold", 0, 2, "")])
    '**see** [a page](http://a.b)'
    """
    found = [mark for mark in marks if mark[0] in _SIGNS and mark[2] < len(text)]
    if not found:
        return ""
    words, found = _cleaned(text, found)
    for careful in (False, True):
        made = _rendered(words, found, spelling, careful)
        if spoken(made, spelling) == (words, found):
            return made
    return ""


def is_hidden(text: str, marks: Sequence[Mark], spelling: Spelling) -> bool:
    """Whether a text has emphasis or links that Argdown cannot write."""
    return any(mark[0] in _SIGNS for mark in marks) and not markup(text, marks, spelling)


def spoken(made: str, spelling: Spelling = USUAL) -> tuple[str, list[Mark]]:
    """The words of markup, with their emphasis and links; no words where it holds anything else."""
    source = _BEFORE + made
    tokens = tokenize(source).found
    words = Words(spelling)
    if words.read(source, tokens, 0) < len(tokens):
        return "", []
    words.finish()
    if words.tags:
        return "", []
    shift = len(_BEFORE)
    marks = [(kind, start - shift, stop - shift, value) for kind, start, stop, value in words.marks if kind in _SIGNS]
    return words.text[shift:], marks


def _cleaned(text: str, marks: Iterable[Mark]) -> tuple[str, list[Mark]]:
    """A text on one line without spare spaces, and its marks without spaces at their ends."""
    places: list[int] = []
    made: list[str] = []
    for char in text:
        if char.isspace():
            places.append(len(made))
            if made and made[-1] != " ":
                made.append(" ")
            else:
                places[-1] = max(len(made) - 1, 0)
        else:
            places.append(len(made))
            made.append(char)
    words = "".join(made).rstrip(" ")
    found: list[Mark] = []
    for kind, first, last, value in marks:
        start, stop = places[first], min(places[last], len(words) - 1)
        start += words[start : start + 1] == " "
        stop -= words[stop : stop + 1] == " "
        if start <= stop:
            found.append((kind, start, stop, value))
    return words, sorted(found, key=lambda mark: (mark[1], -mark[2]))


def _rendered(words: str, marks: list[Mark], spelling: Spelling, careful: bool) -> str:
    """Words with signs around what is marked; ``careful`` escapes every dot and colon that could hide one."""
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    links = {start: (stop, value) for kind, start, stop, value in marks if kind == "link"}
    for kind, start, stop, _ in marks:
        before[start] = before.get(start, "") + _SIGNS[kind]
        after[stop + 1] = _SIGNS[kind] + after.get(stop + 1, "")
    out: list[str] = []
    edges = sorted({0, len(words), *before, *after})
    until = 0
    for start, stop in pairwise(edges):
        out += [after.get(start, ""), before.get(start, "")]
        if start in links:
            until, address = links[start]
            out.append(f"[{words[start : until + 1]}]({address})")
        elif start > until or not until:
            closed = start in after and words[start] in ".:"  # an escape would keep the sign from closing
            out += [words[start] * closed, escaped_piece(words[start + closed : stop], spelling.codes, careful)]
    return "".join([*out, after.get(len(words), "")])


def fresh(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """A map without the markup of words that somebody has changed since, and which parts lose it."""
    found = kept(PREFIX, amap.extra) if amap.extra else {}
    spelling = Spelling.of(found.get("front"))
    parts: dict[str, Any] = {}
    losses: list[Loss] = []
    for name, field in (("components", "gloss"), ("relations", "reason")):
        gone: list[str] = []
        items = getattr(amap, name)
        made = [
            replace(item, extra=_current(item.extra, getattr(item, field), spelling, gone, item.id))
            if any(key in _SLOTS for key, _ in item.extra)
            else item
            for item in items
        ]
        if any(new is not old for new, old in zip(made, items, strict=True)):
            parts[name] = tuple(made)
        if gone:
            losses.append(Loss(name.removesuffix("s"), "emphasis", len(gone), tuple(gone[:3])))
    extra = _with_current_sections(amap, found.get("sections"), spelling)
    return (replace(amap, **parts, extra=extra) if parts or extra is not amap.extra else amap), losses


def _current(extra: Extra, text: str, spelling: Spelling, gone: list[str], ident: str) -> Extra:
    """The slots of one part, with markup only for the words that are there."""
    found = kept(PREFIX, extra)
    made: dict[str, Any] = {"markup": _again(found.get("markup"), text, spelling)}
    given, members = found.get("markups"), found.get("members")
    if isinstance(given, list) and isinstance(members, list) and len(given) == len(members):
        pairs = zip(given, members, strict=True)
        again = [_again(one, member if isinstance(member, str) else "", spelling) for one, member in pairs]
        made["markups"] = again if any(again) else ""
    out: list[tuple[str, str]] = []
    for key, value in extra:
        name = key.removeprefix(f"{PREFIX}:")
        if key not in _SLOTS:
            out.append((key, value))
        elif made.get(name):
            out += keep(PREFIX, {name: made[name]})
        elif ident not in gone:
            gone.append(ident)
    return tuple(out)


def _again(given: object, text: str, spelling: Spelling) -> str:
    words, marks = spoken(given, spelling) if isinstance(given, str) and given else ("", [])
    return markup(words, marks, spelling) if words == clean(text) else ""


def _with_current_sections(amap: ArgumentMap, sections: object, spelling: Spelling) -> Extra:
    """The map's slots, with markup of headings only where the issues are still called so."""
    if not isinstance(sections, list) or not any(isinstance(item, dict) and "markup" in item for item in sections):
        return amap.extra
    made = []
    for item in sections:
        if isinstance(item, dict) and "markup" in item:
            issue = amap.issue.get(str(item.get("id")))
            again = _again(item["markup"], issue.label, spelling) if issue is not None else ""
            item = {**item, "markup": again}  # noqa: PLW2901
            if not again:
                del item["markup"]
        if not isinstance(item, dict) or set(item) - {"id"}:
            made.append(item)
    slot = keep(PREFIX, {"sections": made}) if made else ()
    return tuple(new for pair in amap.extra for new in (slot if pair[0] == f"{PREFIX}:sections" else (pair,)))
