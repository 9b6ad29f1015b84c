"""Writing TEI as text: escaping, elements, and the parts that all our files share. No places, no bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from argmap.model import Annotator, Issue, Source
from argmap.tei.names import TEI_NS

INDENT = "  "
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHEN = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
Attributes = Iterable[tuple[str, str]]


def escape(text: str) -> str:
    """Character data; what XML cannot hold at all (control characters) becomes U+FFFD.

    >>> escape("a < b & c")
    'a &lt; b &amp; c'
    """
    text = _ILLEGAL.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quote(value: str) -> str:
    """An attribute's value with its quotes."""
    text = escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'


def tag(name: str, attributes: Attributes = (), *, empty: bool = False) -> str:
    """A start tag, or an empty one; attributes without a value are left out."""
    written = "".join(f" {key}={quote(value)}" for key, value in attributes if value)
    return f"<{name}{written}{'/' if empty else ''}>"


def element(name: str, text: str = "", attributes: Attributes = ()) -> str:
    """An element that holds text, or an empty one."""
    return f"{tag(name, attributes)}{escape(text)}</{name}>" if text else tag(name, attributes, empty=True)


def block(name: str, lines: Sequence[str], attributes: Attributes = ()) -> list[str]:
    """An element whose children stand on lines of their own, one step further in."""
    if not lines:
        return [tag(name, attributes, empty=True)]
    return [tag(name, attributes), *(INDENT + line for line in lines), f"</{name}>"]


def pointers(ids: Iterable[str]) -> str:
    """Ids as local pointers; what is a pointer to elsewhere stays as it is."""
    return " ".join(item if "#" in item or ":" in item else f"#{item}" for item in ids)


def tei_file(lines: Sequence[str], root: Attributes) -> bytes:
    """A whole file: declaration, root, and what it holds."""
    attributes = [("xmlns", TEI_NS), *root]
    body = "\n".join(block("TEI", lines, attributes))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def annotator_lines(annotator: Annotator) -> list[str]:
    """``respStmt`` of one annotator; a program is a name of type software."""
    kind = [("type", "software")] if annotator.machine else []
    name = element("name" if annotator.machine else "persName", annotator.name, kind)
    return block("respStmt", [element("resp", annotator.role), name], [("xml:id", annotator.id)])


def category_lines(code: str, label: str, question: str = "", children: Sequence[str] = ()) -> list[str]:
    """A category; label and question are marked apart where there is a question."""
    described = element("catDesc", label)
    if question:
        described = f"<catDesc>{element('term', label)}: {element('gloss', question)}</catDesc>"
    if not children:
        return [f"{tag('category', [('xml:id', code)])}{described}</category>"]
    return block("category", [described, *children], [("xml:id", code)])


def taxonomy_lines(name: str, categories: Sequence[str]) -> list[str]:
    """A taxonomy, or nothing where it would be empty (which TEI does not allow)."""
    return block("taxonomy", categories, [("xml:id", name)]) if categories else []


def issue_lines(issues: Sequence[Issue]) -> list[str]:
    """Issues as nested categories, in their own order; an issue whose parent is unknown stands at the top."""
    known = {issue.id for issue in issues}
    below: dict[str, list[Issue]] = {}
    for issue in issues:
        below.setdefault(issue.parent if issue.parent in known else "", []).append(issue)
    order: list[Issue] = []
    reached: set[str] = set()
    _reach(below.get("", []), below, order, reached)
    for issue in issues:  # parents in a ring hang on no top
        _reach([issue], below, order, reached)
    lines: dict[str, list[str]] = {}
    for issue in reversed(order):
        children = [line for child in below.get(issue.id, []) for line in lines.pop(child.id, [])]
        lines[issue.id] = category_lines(issue.id, issue.label, issue.question, children)
    return [line for issue in order for line in lines.get(issue.id, [])]


def _reach(tops: list[Issue], below: dict[str, list[Issue]], order: list[Issue], reached: set[str]) -> None:
    """Depth first, each issue once."""
    stack = list(reversed(tops))
    while stack:
        issue = stack.pop()
        if issue.id not in reached:
            reached.add(issue.id)
            order.append(issue)
            stack.extend(reversed(below.get(issue.id, [])))


def source_lines(source: Source) -> list[str]:
    """The article as ``biblStruct`` where it stands in something larger, else as ``bibl``."""
    kind = [("level", "a"), *([("type", "supplied")] if source.supplied else [])]
    title = element("title", source.title, kind)
    authors = [element("author", name) for name in source.authors]
    numbers = [element("idno", value, [("type", re.sub(r"\s+", "-", kind))]) for kind, value in source.identifiers]
    printed = _WHEN.fullmatch(source.date)
    date = element("date", source.date, [("when", source.date)] if printed else [])
    scopes = [
        element("biblScope", value, [("unit", unit)])
        for unit, value in (("volume", source.volume), ("page", source.pages))
        if value
    ]
    if not source.container:
        return block("bibl", [*authors, title, *scopes, *([date] if source.date else []), *numbers])
    monograph = [element("title", source.container, [("level", "j")]), *block("imprint", [date, *scopes])]
    return block("biblStruct", [*block("analytic", [*authors, title, *numbers]), *block("monogr", monograph)])


def file_description(title: str, annotators: Sequence[Annotator], source: Sequence[str], rights: str) -> list[str]:
    """``fileDesc`` of a file of ours."""
    statement = [element("title", title), *(line for who in annotators for line in annotator_lines(who))]
    return block(
        "fileDesc",
        [
            *block("titleStmt", statement),
            *block("publicationStmt", [element("p", rights)]),
            *block("sourceDesc", source or [element("p", "Made with argmap.")]),
        ],
    )
