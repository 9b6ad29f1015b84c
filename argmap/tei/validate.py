"""Validation against schemas: the argmap profile, or any schema that the user names.

Problems get the place of the element or attribute they are about, to the column, though libxml2
knows lines at most: an element found by it is looked up in the tree of `argmap.tei.parse`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from argmap.problems import ArgmapError, Place, Problem
from argmap.tei.parse import Document, Node, parse

if TYPE_CHECKING:
    from lxml import etree

RNG_SPACE = "http://relaxng.org/ns/structure/1.0"
SCH_SPACE = "http://purl.oclc.org/dsdl/schematron"
XSD_SPACE = "http://www.w3.org/2001/XMLSchema"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"

# libxml2's sentences, and ours; the first fitting one is used
_PLAIN = (
    (r"Did not expect element (\S+) there", r"the element \1 is not allowed here"),
    (r"Expecting (?:an )?element \S+, got (\S+)", r"the element \1 is not allowed here"),
    (r"Invalid attribute (\S+) for element (\S+)", r"the attribute \1 of \2 is not allowed, or its value is wrong"),
    (r"Element (\S+) failed to validate attributes", r"attributes of \1 are missing or wrong"),
    (r"Element (\S+) failed to validate content", r"the content of \1 is incomplete or wrong"),
    (r"Element (\S+) has extra content: (\S+)", r"in \1, \2 or what it holds is not allowed"),
    (r"Expecting (?:an )?element (\S+),? got nothing", r"the element \1 is missing"),
    (r"Invalid sequence in interleave", "elements are missing, or there are too many"),
)
_SUMMARY = re.compile(r"failed to validate|^Invalid sequence|^Extra element|has extra content")


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled schema: its name for messages, its kind ("rng", "sch" or "xsd"), and lxml's validator."""

    name: str
    kind: str
    validator: Any


def compile_schema(data: bytes, name: str) -> Schema:
    """Compile a RelaxNG grammar (XML syntax), a Schematron schema (XSLT 1), or a W3C XML Schema.

    Args:
        data: The schema's bytes.
        name: Its path; files that it includes are looked for beside it.

    Raises:
        ArgmapError: it is none of these, or cannot be compiled.
    """
    from lxml import etree

    remedy = "name a RelaxNG schema in XML syntax (.rng), a Schematron for XSLT 1 (.sch), or an XSD"
    try:
        root = etree.fromstring(data, _parser(), base_url=name)
        kind = {RNG_SPACE: "rng", SCH_SPACE: "sch", XSD_SPACE: "xsd"}.get(etree.QName(root).namespace or "", "")
        if not kind:
            raise ArgmapError(f"{name} is no schema that argmap can use", remedy)
        return Schema(name, kind, _compiled(root, kind))
    except (etree.LxmlError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ArgmapError(f"{name} cannot be used as a schema: {reason}", remedy) from None


def _compiled(root: etree._Element, kind: str) -> Any:
    from importlib import import_module

    from lxml import etree

    if kind == "rng":
        return etree.RelaxNG(root)
    if kind == "xsd":
        return etree.XMLSchema(root)
    if root.get("queryBinding", "xslt").lower() not in ("xslt", "xslt1"):
        raise ValueError(f"its rules are written for {root.get('queryBinding')}, not for XSLT 1")
    isoschematron = import_module("lxml.isoschematron")
    finder = isoschematron.Schematron.ASSERTS_AND_REPORTS
    return isoschematron.Schematron(root, store_report=True, error_finder=finder)


@cache
def profile() -> tuple[Schema, Schema]:
    """The two halves of the argmap profile: grammar and rules."""
    grammar = files("argmap.tei.schema").joinpath("argmap.rng").read_bytes()
    rules = files("argmap.tei.schema").joinpath("argmap.sch").read_bytes()
    return compile_schema(grammar, "argmap.rng"), compile_schema(rules, "argmap.sch")


def validate_profile(data: bytes, file: str = "") -> list[Problem]:
    """What in a file does not fit the argmap profile: E801 (grammar), E802 and W803 (rules).

    Raises:
        DataError: the bytes are no XML that can be read.
    """
    document = parse(data, file)
    grammar, rules = profile()
    return sorted((*validate(document, grammar, "E801"), *validate(document, rules, "E802", "W803")))


def validate(document: Document, schema: Schema, code: str = "E804", warning: str = "") -> list[Problem]:
    """What in a parsed file does not fit a schema.

    Args:
        document: The file.
        schema: From `compile_schema`.
        code: The code that its problems bear.
        warning: The code of those that the schema itself calls warnings; "" for the same.
    """
    from lxml import etree

    try:
        root = etree.fromstring(document.source.data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = Place(document.file, max(1, line), max(1, column))
        return [Problem(place, code, f"the file cannot be validated: {error.msg}", "mend this first")]
    tree = root.getroottree()
    sound = schema.validator.validate(tree)
    if schema.kind == "sch":
        return _rules(document, tree, schema, (code, warning or code))
    return [] if sound else list(dict.fromkeys(_grammar(document, tree, schema, code)))


def _parser() -> etree.XMLParser:
    """A parser that fetches nothing, and leaves doubled ids to the checks."""
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)


def _grammar(document: Document, tree: etree._ElementTree, schema: Schema, code: str) -> Iterator[Problem]:
    """Problems of a grammar; an element that only sums up what is wrong inside it is left out."""
    entries = list(schema.validator.error_log)
    sums = [(entry.path or "", bool(_SUMMARY.search(entry.message))) for entry in entries]
    find = _Finder(document, tree)
    for entry in entries:
        path = entry.path or ""
        # "extra content" names a child, but speaks of all that its parent holds
        about = path.rpartition("/")[0] if "extra content" in entry.message else path
        summary = bool(_SUMMARY.search(entry.message))
        if summary and any(_within(other, about, also) for other, also in sums if (other, also) != (path, summary)):
            continue
        message = _plain(entry.message)
        attribute = re.match(r"the attribute (\S+) of", message)
        node = find.at(path) or find.named(entry.line, entry.message)
        place = document.place(node, attribute.group(1) if attribute else "") if node else None
        yield Problem(place or Place(document.file, max(1, entry.line), 1), code, message, f"see {schema.name}")


def _within(other: str, path: str, also: bool) -> bool:
    """Whether one message's element lies in another's, or is the same and says more exactly what is wrong."""
    return bool(path) and (other.startswith(path + "/") or (other == path and not also))


class _Finder:
    """Our nodes for libxml2's elements; both trees are walked in document order."""

    def __init__(self, document: Document, tree: etree._ElementTree) -> None:
        ours = [node for node in document.root.walk() if not node.inside_entity]
        theirs = [element for element in tree.iter() if isinstance(element.tag, str)]
        self.tree = tree
        self.nodes: dict[Any, Node] = dict(zip(theirs, ours, strict=False)) if len(ours) == len(theirs) else {}
        self.prefixes = {prefix: uri for e in theirs for prefix, uri in e.nsmap.items() if prefix}

    def at(self, path: str | None) -> Node | None:
        """The node at an XPath."""
        hit = self.tree.xpath(path, namespaces=self.prefixes) if path else []
        return self.nodes.get(hit[0]) if isinstance(hit, list) and hit else None

    def named(self, line: int, message: str) -> Node | None:
        """The node that a message names, where libxml2 gives no path and perhaps no line; None if it may be several."""
        words = set(message.split())
        hits = [n for n in self.nodes.values() if n.name in words and line in (0, n.line)]
        return hits[0] if len(hits) == 1 else None


def _plain(message: str) -> str:
    """libxml2's message in plain words."""
    for pattern, ours in _PLAIN:
        found = re.search(pattern, message)
        if found:
            return found.expand(ours)
    return " ".join(message.split())


def _rules(document: Document, tree: etree._ElementTree, schema: Schema, codes: tuple[str, str]) -> list[Problem]:
    """Problems of a Schematron: failed assertions and reports, at the elements that they are about."""
    find = _Finder(document, tree)
    found = []
    for entry in schema.validator.validation_report.getroot().iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        node = find.at(entry.get("location"))
        place = document.place(node) if node is not None else Place(document.file, 1, 1)
        text = " ".join("".join(entry.itertext()).split())
        found.append(Problem(place, codes[entry.get("role") in ("warning", "info")], text, f"see {schema.name}"))
    return sorted(dict.fromkeys(found))
