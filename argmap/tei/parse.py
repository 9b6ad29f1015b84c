"""XML with exact places: one expat pass gives the tree, and for every part its bytes in the file.

Safe on hostile files: nothing is fetched (external entities, DTDs, XInclude), the expansion of
entities is bounded, depth costs no stack, duplicate or malformed ids do not matter. The tree is
for reading only; files are changed by `argmap.tei.splice`, never by writing a tree out.
"""

from __future__ import annotations

from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from argmap.problems import DataError, Place, Problem
from argmap.tei.names import TEI_NS, XINCLUDE_NS, XML_NS
from argmap.tei.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_EXPANSION = 1_000_000
LITERAL, REFERENCE, CDATA, HOLE = range(4)


class Text:
    """A run of characters: where its bytes start, how it is written, and where it stands in the streams.

    ``at`` counts characters from the start of the document; ``raw`` is its offset in the raw reading
    text, -1 where it is not part of it.
    """

    __slots__ = ("at", "how", "raw", "start", "text")

    def __init__(self, text: str, start: int, how: int, at: int) -> None:
        self.text = text
        self.start = start
        self.how = how
        self.at = at
        self.raw = -1


class Node:
    """An element: ``start`` is the byte of its ``<``, ``close`` that of its end tag (or what follows an empty tag).

    ``raw`` and ``raw_end`` are its offsets in the raw reading text, ``at`` and ``at_end`` in the
    stream of all characters. ``inside_entity`` elements have no bytes of their own. Names of other
    vocabularies are written ``{namespace}name``.
    """

    __slots__ = (
        "at", "at_end", "attrs", "children", "close", "column", "inside_entity", "line", "name", "parent",
        "raw", "raw_end", "start",
    )  # fmt: skip

    def __init__(self, name: str, attrs: dict[str, str], parent: Node | None, start: int) -> None:
        self.name = name
        self.attrs = attrs
        self.parent = parent
        self.children: list[Node | Text] = []
        self.start = start
        self.close = start
        self.line = 0
        self.column = 0
        self.at = 0
        self.at_end = 0
        self.raw = -1
        self.raw_end = -1
        self.inside_entity = False

    @property
    def id(self) -> str:
        """Its ``xml:id`` (P4: ``id``), or ""."""
        return self.attrs.get("xml:id") or self.attrs.get("id", "")

    @property
    def elements(self) -> list[Node]:
        """Its child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def find(self, *path: str) -> Node | None:
        """The first element reached by a path of child names."""
        return next(iter(self.find_all(*path)), None)

    def find_all(self, *path: str) -> list[Node]:
        """All elements reached by a path of child names, in document order."""
        found = [self]
        for name in path:
            found = [child for node in found for child in node.elements if child.name == name]
        return found

    def text(self, skip: frozenset[str] = frozenset()) -> str:
        """Its characters, white space collapsed; elements named in ``skip`` are left out."""
        parts: list[str] = []
        stack: list[Node | Text] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, Text):
                parts.append(item.text)
            elif item is self or item.name not in skip:
                stack.extend(reversed(item.children))
        return " ".join("".join(parts).split())


class Document:
    """A parsed file: its bytes, its tree, its ids, and what was odd about its XML."""

    def __init__(self, source: Source, nodes: list[Node], texts: list[Text], problems: list[Problem]) -> None:
        self.source = source
        self.file = source.file
        self.root = nodes[0]
        self.nodes = nodes
        self.texts = texts
        self.problems = problems
        self.ids: dict[str, Node] = {}
        self.repeated: list[Node] = []
        self._named: dict[str, list[Node]] = {}
        for node in nodes:
            self._named.setdefault(node.name, []).append(node)
            if node.id and self.ids.setdefault(node.id, node) is not node:
                self.repeated.append(node)

    def named(self, *names: str) -> list[Node]:
        """All elements of these names, in document order."""
        if len(names) == 1:
            return self._named.get(names[0], [])
        return [node for node in self.nodes if node.name in names]

    def place(self, node: Node, attribute: str = "") -> Place:
        """Where the element's start tag stands, or, if it can be seen there, the value of its attribute."""
        if attribute and not node.inside_entity:
            found = self.source.attribute(node.start, attribute)
            if found:
                return self._ahead(node, found[0])
        return Place(self.file, node.line, node.column)

    def _ahead(self, node: Node, byte: int) -> Place:
        between = self.source.decode(node.start, byte).replace("\r\n", "\n").replace("\r", "\n")
        lines = between.count("\n")
        if lines:
            return Place(self.file, node.line + lines, len(between) - between.rfind("\n"))
        return Place(self.file, node.line, node.column + len(between))

    def end(self, node: Node) -> int:
        """The byte just past the element."""
        inner = self.source.tag_end(node.start)
        if self.source.is_empty_tag(inner):
            return inner
        return self.source.tag_end(node.close)

    def inner(self, node: Node) -> tuple[int, int]:
        """The bytes between start tag and end tag; both the tag's end where the tag is an empty one."""
        inner = self.source.tag_end(node.start)
        return (inner, inner) if self.source.is_empty_tag(inner) else (inner, node.close)


def parse(data: bytes, file: str = "") -> Document:
    """Parse a file's bytes.

    Raises:
        DataError: the bytes are no well-formed XML 1.0 in an encoding that can be read, or would
            expand without bound; the place is given.
    """
    source = Source(data, file)
    return _Builder(source).run()


class _Builder:
    """Receives expat's events. Every event asks expat for its place, so nothing is buffered."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.nodes: list[Node] = []
        self.node: Node | None = None
        self.texts: list[Text] = []
        self.problems: list[Problem] = []
        self.names: dict[str, str] = {}
        self.at = 0
        self.expanded = 0
        self.cdata = False
        parser = self.parser
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartCdataSectionHandler = self.cdata_start
        parser.EndCdataSectionHandler = self.cdata_end
        parser.SkippedEntityHandler = self.skipped
        parser.ExternalEntityRefHandler = self.external
        parser.XmlDeclHandler = self.declaration

    def run(self) -> Document:
        try:
            self.parser.Parse(self.source.data, True)
        except expat.ExpatError as error:
            raise self.refusal(error) from None
        except (LookupError, ValueError) as error:
            raise self.refuse("E103", f"the encoding cannot be read: {error}", "save the file as UTF-8") from None
        if not self.nodes:  # expat reports this itself; the check is for the type
            raise self.refuse("E100", "there is no element in the file", "choose an XML file")
        return Document(self.source, self.nodes, self.texts, self.problems)

    def here(self) -> Place:
        return Place(self.source.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def refuse(self, code: str, message: str, remedy: str) -> DataError:
        return DataError(f"{code} {message}", remedy, place=self.here())

    def refusal(self, error: expat.ExpatError) -> DataError:
        place = Place(self.source.file, error.lineno, error.offset + 1)
        words = expat.ErrorString(error.code) or "not well-formed"
        if "amplification" in words:
            return DataError("E104 its entities expand without bound", "remove the DOCTYPE", place=place)
        remedy = _REMEDIES.get(words, "open the file in an XML editor and mend it there")
        return DataError(f"E101 the XML is not well-formed: {words}", remedy, place=place)

    def declaration(self, version: str, _encoding: str | None, _standalone: int) -> None:
        if version != "1.0":
            remedy = 'change the first line to <?xml version="1.0"?>; characters that only 1.1 allows must go'
            raise self.refuse("E102", f"the file declares XML {version}, which no TEI tool reads", remedy)

    def name(self, full: str) -> str:
        known = self.names.get(full)
        if known is None:
            space, _, local = full.rpartition(" ")
            known = local if space in ("", TEI_NS) else f"xml:{local}" if space == XML_NS else f"{{{space}}}{local}"
            self.names[full] = known
        return known

    def start(self, full: str, attrs: dict[str, str]) -> None:
        parser = self.parser
        name = self.name(full)
        if attrs:
            attrs = {(self.name(key) if " " in key else key): value for key, value in attrs.items()}
        node = Node(name, attrs, self.node, parser.CurrentByteIndex)
        node.line = parser.CurrentLineNumber
        node.column = parser.CurrentColumnNumber + 1
        node.at = self.at
        if self.source.begins_reference(node.start):
            node.inside_entity = True
            self.bound(1)
        self.nodes.append(node)
        if self.node is not None:
            self.node.children.append(node)
        self.node = node
        if name.startswith("{" + XINCLUDE_NS):
            self.problems.append(
                Problem(self.here(), "W107", "an XInclude is not followed", "put the text in, or read that file")
            )

    def end(self, _full: str) -> None:
        node = self.node
        if node is not None:
            node.close = self.parser.CurrentByteIndex
            node.at_end = self.at
            self.node = node.parent

    def characters(self, text: str) -> None:
        start = self.parser.CurrentByteIndex
        how = CDATA if self.cdata else LITERAL
        if not self.cdata and self.source.begins_reference(start):
            how = REFERENCE
            self.bound(len(text))
        self.add(text, start, how)

    def add(self, text: str, start: int, how: int) -> None:
        item = Text(text, start, how, self.at)
        self.at += len(text)
        self.texts.append(item)
        if self.node is not None:
            self.node.children.append(item)

    def bound(self, amount: int) -> None:
        self.expanded += amount
        if self.expanded > MAX_EXPANSION:
            raise self.refuse("E104", "its entities expand to more than a million characters", "remove the DOCTYPE")

    def cdata_start(self) -> None:
        self.cdata = True

    def cdata_end(self) -> None:
        self.cdata = False

    def skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.hole(name, "is declared in a DTD that is not read")

    def external(self, context: str | None, _base: Any, _system: str | None, _public: str | None) -> int:
        if context is not None:
            self.hole(context.rpartition("\f")[2], "lies in another file, which is not opened")
        return 1

    def hole(self, name: str, why: str) -> None:
        """An entity whose text is not known: the usual character of that name, or U+FFFD."""
        point = name2codepoint.get(name)
        shown = f"; it is taken for U+{point:04X}" if point else ""
        remedy = "write the character itself" if point else "put the text in its place"
        self.problems.append(Problem(self.here(), "W106", f"the entity &{name}; {why}{shown}", remedy))
        self.add(chr(point) if point else "\ufffd", self.parser.CurrentByteIndex, HOLE)


_REMEDIES = {
    "undefined entity": "write the character itself, or &#…; with its number",
    "mismatched tag": "close each element before the one around it",
    "no element found": "the file is cut off or empty: take it from its source again",
    "syntax error": "the file is no XML: choose another",
    "unbound prefix": "declare the prefix with xmlns:…=… on the root element",
    "junk after document element": "remove what follows the root's end tag",
    "unknown encoding": "save the file as UTF-8",
    "duplicate attribute": "remove one of the two",
}
