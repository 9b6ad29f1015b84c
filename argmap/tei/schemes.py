"""TEI's pointer schemes: ``string-range() match() range() left() right() string-index() xpath()``.

They count characters in the stream of all text after their element, markup ignored, white space as
it stands (TEI Guidelines, chapter Linking). argmap reads them and never writes them. Of XPath, only
plain location paths are read (names, ``//``, ``[3]``, ``[@n='4']``, ``id('x')``): they cost no more
than a walk over the tree.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from argmap.tei.parse import Document, Node
from argmap.tei.pattern import Pattern, PatternError
from argmap.tei.targets import Target
from argmap.tei.text import EditionText

SCHEME = re.compile(r"(string-range|match|range|left|right|string-index|xpath|xpath1|xpath2|element|xpointer)\(")
_STEP = re.compile(
    r"(//?)(?:(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)|(\*))(?:\[(?:(\d{1,6})|@([\w:.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\"))\])?"
)
_ID_CALL = re.compile(r"(?:id\((?:'([^']*)'|\"([^\"]*)\")\)|//\*\[@xml:id\s*=\s*(?:'([^']*)'|\"([^\"]*)\")\])")


class SchemeError(ValueError):
    """A pointer that cannot be understood (E204) or that hits nothing (E203, E205)."""

    def __init__(self, message: str, code: str = "E204") -> None:
        super().__init__(message)
        self.code = code


def resolve_scheme(target: Target, fragment: str) -> list[tuple[int, int]]:
    """The ranges of the reading text that a scheme pointer names.

    Raises:
        SchemeError: it cannot be understood, or hits nothing.
    """
    name, args = _call(fragment)
    try:
        return _resolve(target, name, args, fragment)
    except PatternError as error:
        raise SchemeError(str(error)) from None


def _resolve(target: Target, name: str, args: list[str], fragment: str) -> list[tuple[int, int]]:
    if target.document is None or target.edition is None:
        raise SchemeError("the file that it leads to has no TEI text", "E203")
    edition = target.edition
    if name == "string-range":
        return _string_ranges(edition, args)
    if name == "match":
        return [_match(edition, args)]
    if name == "range":
        return _ranges(edition, args)
    if name in ("left", "right", "string-index"):
        raise SchemeError("it names a point, not a passage", "E205")
    element = _locate(edition, fragment)
    span = edition.span(element)
    if span is None:
        raise SchemeError("it leads to what is not reading text", "W210")
    return [span]


def _call(fragment: str) -> tuple[str, list[str]]:
    name, _, rest = fragment.partition("(")
    if not rest.endswith(")"):
        raise SchemeError("its parenthesis is not closed")
    return name, _arguments(rest[:-1])


def _arguments(text: str) -> list[str]:
    """Split at the commas outside quotes, brackets and parentheses."""
    parts, depth, quote, start = [], 0, "", 0
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _locate(edition: EditionText, pointer: str) -> Node:
    """The element that an id, ``element()``, ``xpath()`` or ``xpointer()`` names."""
    document = edition.document
    pointer = pointer.strip().removeprefix("#")
    if pointer in document.ids:
        return document.ids[pointer]
    if pointer.endswith(")") and re.match(r"(xpath\d?|xpointer|element)\(", pointer):
        pointer = pointer.partition("(")[2][:-1].strip()
        return _locate(edition, pointer)
    called = _ID_CALL.match(pointer)
    nodes = [document.root]
    path = pointer
    if called:
        name = next(value for value in called.groups() if value is not None)
        if name not in document.ids:
            raise SchemeError(f"there is no element {name}", "E203")
        nodes, path = [document.ids[name]], pointer[called.end() :]
    elif re.match(r"(/\d+)+$", path):
        return _child_sequence(document, path)
    elif not path.startswith("/"):
        raise SchemeError(f"there is no element {pointer}", "E203")
    return _walk_path(edition, nodes, path, rooted=not called)


def _child_sequence(document: Document, path: str) -> Node:
    node = document.root
    for index, step in enumerate(path.split("/")[1:]):
        siblings = [node] if index == 0 else node.elements
        if not 1 <= int(step) <= len(siblings):
            raise SchemeError("it hits nothing", "E203")
        node = siblings[int(step) - 1]
    return node


def _walk_path(edition: EditionText, nodes: list[Node], path: str, *, rooted: bool) -> Node:
    at = 0
    while at < len(path):
        step = _STEP.match(path, at)
        if not step:
            raise SchemeError(f"the path {path} is more than a plain location path")
        edition.budget.spend(len(edition.document.nodes) + len(nodes) + 1000)
        nodes = _step(edition.document.root, nodes, step, rooted=rooted and at == 0)
        at = step.end()
    if not nodes:
        raise SchemeError("it hits nothing", "E203")
    return nodes[0]


def _step(root: Node, nodes: list[Node], step: re.Match[str], *, rooted: bool) -> list[Node]:
    """The nodes one step on; a number counts among the matches below one parent, as in XPath."""
    axis, name, _, number, key, value, other = step.groups()
    parents: list[Node | None] = [None] if rooted else list(nodes)
    if axis == "//":
        parents = [*([None] if rooted else []), *_all_below(root, nodes)]
    found: list[Node] = []
    for parent in parents:
        children = parent.elements if parent is not None else nodes
        hits = [child for child in children if name is None or child.name == name]
        if key:
            wanted = value if value is not None else other
            hits = [child for child in hits if child.attrs.get(key) == wanted]
        if number:
            hits = hits[int(number) - 1 : int(number)] if int(number) else []
        found += hits
    return found


def _all_below(root: Node, nodes: list[Node]) -> list[Node]:
    """The nodes and all below them, each once, in one walk over the tree."""
    chosen = {id(node) for node in nodes}
    found: list[Node] = []
    stack = [(root, False)]
    while stack:
        node, inside = stack.pop()
        inside = inside or id(node) in chosen
        if inside:
            found.append(node)
        stack.extend((child, inside) for child in reversed(node.elements))
    return found


def _string_ranges(edition: EditionText, args: list[str]) -> list[tuple[int, int]]:
    """Pairs of offset and length, counted from the start of the element."""
    numbers = args[1:]
    if not numbers or len(numbers) % 2 or not all(re.fullmatch(r"\d{1,12}", number) for number in numbers):
        raise SchemeError("string-range() takes an element and pairs of offset and length")
    start = _locate(edition, args[0]).at
    pairs = zip(map(int, numbers[::2]), map(int, numbers[1::2]), strict=True)
    return [_stream(edition, start + offset, start + offset + length) for offset, length in pairs]


def _stream(edition: EditionText, start: int, end: int) -> tuple[int, int]:
    texts = edition.document.texts
    total = texts[-1].at + len(texts[-1].text) if texts else 0
    if end > total:
        raise SchemeError("it reaches beyond the end of the text", "E205")
    low, high = edition.stream_offset(start), edition.stream_offset(end, end=True)
    if low is None or high is None or low >= high:
        raise SchemeError("nothing readable stands there", "E205")
    return low, high


def _match(edition: EditionText, args: list[str]) -> tuple[int, int]:
    """The n-th place in the element's text that a regular expression matches."""
    if len(args) not in (2, 3):
        raise SchemeError("match() takes an element, a regular expression in quotes, and perhaps a number")
    node = _locate(edition, args[0])
    source = args[1][1:-1] if args[1][:1] in ("'", '"') and args[1][-1:] == args[1][:1] else args[1]
    nth = int(args[2]) if len(args) == 3 and re.fullmatch(r"\d{1,4}", args[2]) else 1
    text = _characters(edition, node)
    start = 0
    try:
        pattern = Pattern(source)
        for _ in range(max(1, nth)):
            try:
                found = pattern.search(text[start:])
            finally:
                edition.budget.spend(pattern.steps)
            if found is None or found[0] == found[1]:
                raise SchemeError("no words there match it", "E203")
            low, high = start + found[0], start + found[1]
            start = high
    except PatternError as error:
        raise SchemeError(f"the regular expression cannot be used: {error}") from None
    return _stream(edition, node.at + low, node.at + high)


def _characters(edition: EditionText, node: Node) -> str:
    """All characters of an element, as TEI pointers see them."""
    texts = edition.document.texts
    first = bisect_left(texts, node.at, key=lambda item: item.at)
    last = bisect_left(texts, node.at_end, key=lambda item: item.at)
    edition.budget.spend(last - first)
    return "".join(item.text for item in texts[first:last])


def _ranges(edition: EditionText, args: list[str]) -> list[tuple[int, int]]:
    """``range(a,b)``: from the start of one element, or point, to the end of another."""
    if len(args) % 2 or not args[0]:
        raise SchemeError("range() takes pairs of elements")
    found = []
    for first, last in zip(args[::2], args[1::2], strict=True):
        low, high = _point(edition, first, end=False), _point(edition, last, end=True)
        found.append(_stream(edition, low, high))
    return found


def _point(edition: EditionText, pointer: str, *, end: bool) -> int:
    name, mark, rest = pointer.partition("(")
    if mark and name in ("left", "right", "string-index"):
        args = _arguments(rest.removesuffix(")"))
        node = _locate(edition, args[0])
        if name == "string-index":
            if len(args) != 2 or not re.fullmatch(r"\d{1,12}", args[1]):
                raise SchemeError("string-index() takes an element and an offset")
            return node.at + int(args[1])
        return node.at if name == "left" else node.at_end
    node = _locate(edition, pointer)
    return node.at_end if end else node.at
