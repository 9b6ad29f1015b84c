"""Text as OVA keeps it: HTML in which a span with an id marks what a node stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from html import escape, unescape

from argmap.model import Component, Fragment
from argmap.text.normal import normalise_with_map
from argmap.text.reading import ReadingText

Stretch = tuple[int, int]
_TOKEN = re.compile(
    r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>"
    r"|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});"
)
_ID = re.compile(r"""(?:^|\s)id\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))""", re.IGNORECASE)
_BREAKS = re.compile("article|blockquote|br|d[dlt]|div|footer|h[1-6r]|header|li|ol|p|pre|section|t[dhr]|table|ul")
_HIDDEN = frozenset({"script", "style"})
_CLOSED = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _HIDDEN}


def read(html: str) -> tuple[ReadingText | None, dict[str, tuple[Fragment, ...]]]:
    """The reading text of an HTML text, and the fragments that its spans mark, by the spans' ids.

    Nothing is interpreted: tags are dropped, entities resolved, scripts, styles and comments left out.
    """
    raw, spans = _stripped(html)
    content, origin = normalise_with_map(raw)
    if not content:
        return None, {}
    starts = origin[:-1]
    found: dict[str, list[Stretch]] = {}
    for ident, begin, finish in spans:
        start, end = bisect_left(starts, begin), bisect_left(starts, finish)
        start += content[start : start + 1] == " "
        end -= content[end - 1 : end] == " "
        if start < end:
            found.setdefault(ident, []).append((start, end))
    return ReadingText.of(content), {ident: _fragments(stretches) for ident, stretches in found.items()}


def owner(ident: str, known: Iterable[str]) -> str:
    """The node that a span's id names: ``node7`` of OVA or a bare ``7``; "" for none of those known."""
    bare = ident.removeprefix("node")
    return bare if bare in known else ident if ident in known else ""


def write(content: str, components: Iterable[tuple[str, Component]]) -> str:
    """A reading text as HTML, with a span for each fragment.

    Args:
        content: The text.
        components: Ids of nodes, and what they stand for. Of fragments that cross each other, the later has no span.
    """
    marks = sorted(
        (fragment.start, -fragment.end, order, ident)
        for order, (ident, item) in enumerate(components)
        for fragment in item.fragments
        if fragment.start is not None
        and fragment.end is not None
        and 0 <= fragment.start < fragment.end <= len(content)
    )
    parts: list[str] = []
    open_ends: list[int] = []
    at = 0
    for start, negative, _, ident in marks:
        at = _close(parts, content, open_ends, at, start)
        if open_ends and -negative > open_ends[-1]:
            continue
        parts += [escape(content[at:start], quote=False), f'<span id="node{escape(ident)}" class="highlighted">']
        open_ends.append(-negative)
        at = start
    at = _close(parts, content, open_ends, at, len(content))
    return "".join([*parts, escape(content[at:], quote=False)])


def _close(parts: list[str], content: str, open_ends: list[int], at: int, until: int) -> int:
    """Write as far as the ends of the spans that end at or before a place; returns how far that is."""
    while open_ends and open_ends[-1] <= until:
        end = open_ends.pop()
        parts += [escape(content[at:end], quote=False), "</span>"]
        at = end
    return at


def _stripped(html: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without tags, and id, start and end of each span with an id."""
    parts: list[str] = []
    spans: list[tuple[str, int, int]] = []
    stack: list[tuple[str, int]] = []
    length = at = 0
    for token in _TOKEN.finditer(html):
        if token.start() < at:  # inside a comment or a script
            continue
        piece = html[at : token.start()]
        at = token.end()
        name = (token[2] or "").lower()
        if token[0].startswith("&"):
            piece += unescape(token[0])
        elif _BREAKS.fullmatch(name):
            piece += "\n"
        parts.append(piece)
        length += len(piece)
        if token[0] == "<!--":
            end = html.find("-->", at)
            at = end + 3 if end >= 0 else len(html)
        elif name in _HIDDEN and not token[1]:
            closed = _CLOSED[name].search(html, at)
            at = closed.start() if closed else len(html)
        elif name == "span" and not token[1]:
            given = _ID.search(token[3])
            stack.append((unescape(next(filter(None, given.groups()), "")) if given else "", length))
        elif name == "span" and stack:
            spans.append((*stack.pop(), length))
    rest = html[at:]
    spans += [(ident, start, length + len(rest)) for ident, start in stack]
    return "".join([*parts, rest]), sorted((item for item in spans if item[0]), key=lambda item: item[1:])


def _fragments(stretches: list[Stretch]) -> tuple[Fragment, ...]:
    """Fragments of one node, in order; those that touch are one."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Fragment(start, end, f"src:{start}-{end}") for start, end in joined)
