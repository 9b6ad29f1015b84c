"""HTML built from safe parts: what is not marked as HTML is escaped, so nothing that a gloss contains can run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

# control characters, direction overrides, surrogates and non-characters: they only harm or hide
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NOT_IN_ID = re.compile(r"[\s:]")
_VOID = frozenset({"meta", "input", "br", "hr", "link", "col"})


class Html(str):
    """Text that is already HTML and must not be escaped again."""

    __slots__ = ()


def plain(text: str) -> str:
    r"""The text without control characters and direction overrides.

    >>> plain("a\x00b\u202ec")
    'abc'
    """
    return _UNWANTED.sub("", text)


def esc(text: str) -> Html:
    """Any text as HTML, safe between tags and in quoted attributes; HTML stays as it is.

    >>> esc('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return text if isinstance(text, Html) else Html(escape(plain(text), quote=True))


def el(name: str, /, *children: str, **attributes: str | bool) -> Html:
    """An element; plain strings among its children and attribute values are escaped.

    Underscores in attribute names become hyphens, one at the end is dropped (``class_``). True gives an
    attribute without a value; False and "" leave the attribute out, except that ``alt`` may be empty.

    >>> el("p", "a < b", class_="note", data_id="c1")
    '<p class="note" data-id="c1">a &lt; b</p>'
    """
    shown = "".join(_attribute(key, value) for key, value in attributes.items() if value or key == "alt")
    if name in _VOID:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{''.join(esc(child) for child in children)}</{name}>")


def _attribute(key: str, value: str | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{esc(str(value))}"'


def join(parts: Iterable[str], between: str = "") -> Html:
    """The parts in a row, each escaped unless it is HTML; empty ones are left out."""
    return Html(esc(between).join(esc(part) for part in parts if part))


def anchor(ident: str, family: str = "") -> str:
    """An id as it can stand in HTML: without white space, never empty.

    Ids that the page makes itself belong to a family before a colon, which no XML id contains.

    >>> anchor("c 1"), anchor("c1", "text")
    ('c_1', 'text:c1')
    """
    cleaned = _NOT_IN_ID.sub("_", plain(ident)) or "_"
    return f"{family}:{cleaned}" if family else cleaned


def target(ident: str, family: str = "") -> str:
    """The address of an id within the page, percent-encoded where needed.

    >>> target("issue.regional/é"), target("c1", "text")
    ('#issue.regional%2F%C3%A9', '#text:c1')
    """
    from urllib.parse import quote

    return "#" + quote(anchor(ident, family), safe=":")
