"""Headings, scrambled small capitals, the title block, and where another article begins."""

from __future__ import annotations

import re

from argmap.text.imports.layout import Layout, letters, terminal
from argmap.text.wordlists import words

_FRONT = words("abstract summary keywords key_words résumé resumen zusammenfassung аннотация introduction")
_KNOWN = _FRONT | words(
    "conclusion conclusions references bibliography notes endnotes acknowledgements acknowledgments methods results "
    "discussion background appendix literature einleitung schluss literatur conclusión einführung preface"
)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.)\s+\w")
_RISE = re.compile(r"[^\W\d_A-ZÀ-Þ][A-ZÀ-Þ]")
_CAMEL = re.compile(r"[^\W\d_]?[^\W\d_A-ZÀ-Þ]*[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+")  # McNair, iPad: a name, not scrambled
_WORD = re.compile(r"[^\W\d_]+(?:[.’'][^\W\d_]+)*\.?")
_SMALL = words(
    "a an and as at but by for from in into nor of on onto or over per so than the to upon via vs with without "
    "against between among through toward towards under within yet"
)
_LONGEST = 14  # words in a heading


def scrambled(text: str) -> bool:
    """Whether small capitals came out as mixed case: letters rise from small to capital inside words.

    >>> scrambled("oVERViEw oF ThE maTTER"), scrambled("McDonald and the iPhone"), scrambled("USA")
    (True, False, False)
    """
    tokens = [word for word in _WORD.findall(text) if len(word) > 1]
    odd = [
        word for word in tokens if not (word.islower() or word.isupper() or word.istitle() or _CAMEL.fullmatch(word))
    ]
    rises = sum(len(_RISE.findall(word)) for word in odd)
    return bool(odd) and rises >= 2 and len(odd) >= 0.4 * len(tokens) and (len(odd) > 1 or rises > 1)


def normal_case(text: str, vocabulary: dict[str, str], *, article: bool = True) -> str:
    """Title case for scrambled small capitals; words the text writes in capitals elsewhere keep them.

    Args:
        text: The heading.
        vocabulary: Upper-case form of a word to the form in which running text writes it, for words
            that it always writes with capitals inside (acronyms).
        article: Whether the first word is capitalised even if it is small (true at a heading's start).
    """
    first = article

    def mend(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        after = text[: match.start()].rstrip()[-1:] in (":", "?", "!", ".") and match.start() > 0
        starts, first = first or after, False
        known = vocabulary.get(word.upper()) or vocabulary.get(word.upper().rstrip("."))
        if known:
            return known
        lower = word.lower()
        return lower if lower in _SMALL and not starts else lower[:1].upper() + lower[1:]

    return _WORD.sub(mend, text)


def acronyms(text: str) -> dict[str, str]:
    """Words that running text writes only with capitals throughout (U.S., NATO), by their upper-case form."""
    seen = set(re.findall(r"\b(?:(?:[^\W\d_]\.){2,}|[^\W\d_]{2,})", text))
    lower = {word.upper() for word in seen if not word.isupper()}
    return {word: word for word in seen if word.isupper() and word not in lower}


def known_heading(body: str) -> bool:
    """Whether a line is a section name found in most articles, numbered or not."""
    return re.sub(r"^[\dIVX.\s]+(?=\w{4})", "", body).strip(" .:—–-").casefold() in _KNOWN


def find_headings(layout: Layout) -> dict[int, str]:
    """Line index to the evidence for it being (part of) a heading."""
    found: dict[int, str] = {}
    order = layout.running()
    for place, index in enumerate(order):
        before = order[place - 1] if place else None
        after = order[place + 1] if place + 1 < len(order) else None
        reason = _heading(layout, index, before, after, found)
        if reason:
            found[index] = reason
    return {index: reason for index, reason in found.items() if _followed(layout, index, order)}


def _heading(layout: Layout, index: int, before: int | None, after: int | None, found: dict[int, str]) -> str:
    """The evidence for a line being a heading, "" if there is none."""
    body = layout.lines[index].body
    opens = before is None or before in found or terminal(layout.lines[before].body) or layout.gap(index) > 0
    if not opens or len(body.split()) > _LONGEST or not any(char.isalpha() for char in body):
        return ""
    if known_heading(body):
        return "a section name found in most articles"
    if scrambled(body):
        return "small capitals that extraction scrambled"
    return _plain_heading(layout, index, before, after, found)


def _plain_heading(layout: Layout, index: int, before: int | None, after: int | None, found: dict[int, str]) -> str:
    """Evidence from the place of a line alone: short, set apart, no end mark, a sentence begins after it."""
    line, body = layout.lines[index], layout.lines[index].body
    apart = layout.gap(index) > 0 or before is None or index in layout.breaks or layout.dense
    closed = after is None or layout.gap(after) > 0 or after in layout.breaks or layout.dense
    if layout.dense and before is not None and before not in found:
        apart = apart and terminal(layout.lines[before].body)
    long = line.width > 0.7 * layout.full if layout.wrapped else len(body) > 80
    if not apart or not closed or long:
        return ""
    if _NUMBERED.match(body) and not body.endswith((".", ",", ";")):
        return "a numbered short line set apart"
    plain = body[:1].isupper() and not re.search(r"[.,;:–—)\d-]$", body) and not terminal(body.rstrip("?!"))
    follows = plain and after is not None and _upper_start(layout.lines[after].body)
    return "a short line set apart, without an end mark" if follows else ""


def _followed(layout: Layout, index: int, order: list[int]) -> bool:
    """A heading needs text after it."""
    return bool(order) and index < order[-1]


def _upper_start(body: str) -> bool:
    start = body.lstrip("“\"‘'«([-–— ")
    return start[:1].isupper() or start[:1].isdigit()


def find_foreign(layout: Layout) -> tuple[int, str]:
    """Index of the line at which another article begins (the number of lines if none does), and why.

    Evidence: a section name that opens an article (Abstract, Introduction …) comes a second time, after
    a closing section such as Conclusion or References, or after most of the text.
    """
    seen: set[str] = set()
    closing = False
    for index, line in enumerate(layout.lines):
        if not known_heading(line.body) or len(line.body) > 40:
            continue
        name = letters(line.body)
        fronts = {letters(word) for word in _FRONT}
        if name in fronts and name in seen and (closing or index > 0.6 * len(layout.lines)):
            return index, f"“{line.body}” opens an article, and this text had it already"
        seen.add(name)
        closing = closing or name not in fronts
    return len(layout.lines), ""


def find_title(layout: Layout, headings: dict[int, str], title: str, authors: tuple[str, ...]) -> dict[int, str]:
    """Lines of the title block before the first heading or paragraph: role ``title`` or ``byline``."""
    region: list[int] = []
    for index in layout.running():
        line = layout.lines[index]
        if index in headings or line.width > 0.72 * layout.full or len(region) > 8 or len(line.body) > 120:
            break
        region.append(index)
    else:
        region = []
    groups: list[list[int]] = []
    for index in region:
        if groups and layout.gap(index) <= 0 and index - 1 == groups[-1][-1] and not layout.dense:
            groups[-1].append(index)
        else:
            groups.append([index])
    roles: dict[int, str] = {}
    names = {letters(author) for author in authors}
    for group in groups:
        text = " ".join(layout.lines[index].body for index in group)
        plain = letters(text)
        if plain in names or ("title" in roles.values() and like_name(text)):
            role = "byline"
        elif (
            not roles
            and not terminal(text.rstrip("?!"))
            and (not title or letters(title)[:20] in plain or plain in letters(title))
        ):
            role = "title"
        else:
            break
        roles.update(dict.fromkeys(group, role))
    return roles


def like_name(text: str) -> bool:
    """Two to five capitalised words without digits, perhaps with particles: like a person's name."""
    tokens = text.replace(",", " ").split()
    capitals = [word for word in tokens if word[:1].isupper()]
    return (
        2 <= len(tokens) <= 6
        and len(capitals) >= 2
        and not re.search(r"[\d:;?!]", text)
        and len(capitals) >= len(tokens) - 2
    )
