"""The sidecar form: the annotation in a file of its own, whose pointers lead into an edition by its file name.

`apart` makes two files of one, `joined` makes one of two; with what `apart` made it gives the one file's bytes again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from argmap.model import ArgumentMap
from argmap.tei.attach_text import put_text
from argmap.tei.components import ComponentReader, component_spans
from argmap.tei.detach import marked
from argmap.tei.export import exported
from argmap.tei.fingerprint import fingerprint_element
from argmap.tei.header import read_codes
from argmap.tei.home import fingerprint_lines
from argmap.tei.kept import differences, keeping, kept_element, kept_lines, without_kept
from argmap.tei.leading import Homeward, Lead, Outward, led, point
from argmap.tei.markup import block, file_description, source_lines, tei_file
from argmap.tei.names import ISSUES, ROLES, SCHEMES, VOICES
from argmap.tei.parse import Document, Node, parse
from argmap.tei.pointers import Resolver
from argmap.tei.reader import read, read_document
from argmap.tei.relations import relation_elements
from argmap.tei.scaffold import alone, declare_prefix, fingerprint_id, prefix_used, stand_off
from argmap.tei.strip import stripped
from argmap.tei.targets import Fetch, Target, Targets
from argmap.tei.text import has_text
from argmap.tei.transport import Carrier, is_derived, text_element

SUFFIX, EDITION = ".sidecar.xml", ".edition.xml"
KIND = "argmap-tei-sidecar"
_RIGHTS = "Rights in the text stay with their holders."
_SPANS = frozenset({"fragment", "page", "section"})
_CODES = frozenset({ISSUES, VOICES, SCHEMES, ROLES})
Files = dict[str, bytes]


def edition_name(stem: str) -> str:
    """How pointers name the edition that lies beside a sidecar.

    >>> edition_name("Rent, 2nd try")
    'Rent%2C%202nd%20try.edition.xml'
    """
    return quote(stem + EDITION, safe="", errors="surrogatepass")


def made(amap: ArgumentMap) -> Files | Callable[[str], Files]:
    """A new sidecar and its edition by their common name; of a map without its text the sidecar alone, in ranges."""
    data = exported(amap)
    document = parse(data)
    if not has_text(document):
        editor = Carrier(document)
        editor.attribute(document.root, "type", KIND)
        return {SUFFIX: editor.result()}
    edition = _new_edition(amap, document)
    return cache(lambda stem: {SUFFIX: _sidecar(document, edition_name(stem))[0], EDITION: edition})


def _new_edition(amap: ArgumentMap, document: Document) -> bytes:
    """The text of a new file with the article's own data."""
    top = text_element(document)
    title = amap.source.title or amap.title
    head = block("teiHeader", file_description(title, (), source_lines(amap.source), _RIGHTS))
    text = document.source.decode(top.start, document.end(top))
    root = [("xml:id", document.root.id), ("xml:lang", amap.source.language)]
    return tei_file([*head, *text.replace("\n  ", "\n").split("\n")], root)


def apart(data: bytes, file: str = "") -> Callable[[str], Files] | None:
    """What makes a sidecar and its edition of an annotated edition, for a common name.

    The edition keeps every byte but those of the annotation; the sidecar every byte but those of the text.

    Args:
        data: A TEI file in the home form.
        file: Its name, for messages.

    Returns:
        None where the annotation stands inside the text, or cannot be led into another file.

    Raises:
        DataError: it holds no text, or several.
    """
    document = parse(data, file)
    top = text_element(document)
    whole = read_document(document)[0]
    annotation = _annotation(document)
    ids = {node.id for node in annotation}
    if any(_within(node, document, top) for node in annotation) or any(c.id not in ids for c in whole.components):
        return None
    edition = stripped(document, [*annotation, *_header_parts(document, annotation)])

    def files(stem: str) -> Files:
        name = edition_name(stem)
        sidecar, lead = _sidecar(document, name, whole)
        return {SUFFIX: _whole(sidecar, edition, led(whole, lead)), EDITION: edition}

    files = cache(files)
    sample = files("map")
    found = read(sample[SUFFIX], "", lambda _: edition)[0]
    same = led(whole, Outward(document, top, edition_name("map"))) == found
    return files if same and not read(edition)[0].components else None


def _annotation(document: Document) -> list[Node]:
    """The elements of the annotation, in the home form, and what is known of the text."""
    spans = [node for node in document.named("span") if node.attrs.get("type") in _SPANS]
    components = list(component_spans(document))
    relations = relation_elements(document, frozenset(node.id for node in components))
    known = fingerprint_element(document)
    return [*components, *relations, *spans, *([known] if known is not None else [])]


def _header_parts(document: Document, annotation: list[Node]) -> list[Node]:
    """What of the header serves the annotation alone: code book, prefixes of ranges, what is kept of other notations.

    What something else in the file points at stays.
    """
    gone = [node for node in document.named("taxonomy") if node.id in _CODES]
    kept = kept_element(document)
    gone += [kept] if kept is not None else []
    inside = {id(below) for node in (*annotation, *gone) for below in node.walk()}
    used = {
        token[1:]
        for node in document.nodes
        if id(node) not in inside
        for value in node.attrs.values()
        for token in value.split()
        if token.startswith("#")
    }
    gone = [node for node in gone if not any(below.id in used for below in node.walk())]
    for node in document.named("prefixDef"):
        counted = node.attrs.get("replacementPattern", "").startswith("#char=")
        if counted and not prefix_used(document, node.attrs.get("ident", ""), *annotation):
            gone.append(node)
    return gone


def _within(node: Node, document: Document, top: Node) -> bool:
    return top.start <= node.start < document.end(top)


def _whole(sidecar: bytes, edition: bytes, wanted: ArgumentMap) -> bytes:
    """The sidecar with what is kept of other notations brought up to its pointers."""

    def fetch(_: str) -> bytes:
        return edition

    if read(sidecar, "", fetch)[0] == wanted:
        return sidecar
    bare = without_kept(sidecar)
    return keeping(bare, kept_lines(differences(read(bare, "", fetch)[0], wanted)))


def _sidecar(document: Document, name: str, whole: ArgumentMap | None = None) -> tuple[bytes, Lead]:
    """The file without its text, its pointers led into the edition; ``whole`` where its fingerprint is to be added."""
    top = text_element(document)
    lead = Outward(document, top, name)
    editor = Carrier(document)
    editor.restore(document.source.blank_before(top.start), document.end(top), "")
    for node in document.nodes:
        if not _within(node, document, top):
            point(editor, node, lead)
    for node in lead.renamed:
        found = document.source.attribute(node.start, "replacementPattern")
        if found:
            editor.restore(found[0], found[0], name)
    if lead.used:
        declare_prefix(editor, lead.declared())
    if not document.root.attrs.get("type"):
        editor.attribute(document.root, "type", KIND)
    place = stand_off(document)
    if whole is not None and whole.text is not None and place is not None and fingerprint_element(document) is None:
        editor.inside(
            place, [marked(line) for line in fingerprint_lines(whole.text, fingerprint_id(document))], first=True
        )
    return editor.result(), lead


@dataclass(frozen=True, slots=True)
class Joined:
    """A sidecar and its edition as one file, and how pointers of the map change by that."""

    data: bytes
    lead: Lead

    def led(self, amap: ArgumentMap) -> ArgumentMap:
        """The map of the sidecar as it is read from the one file."""
        return led(amap, self.lead)


def joined(document: Document, fetch: Fetch | None) -> Joined | None:
    """The edition's text put into the annotation that points into it.

    Returns:
        None where the file points into no edition that is at hand, or where ids of the two would get confused.

    Raises:
        DataError: the edition holds several texts.
    """
    targets = Targets(Target.of(document), fetch)
    reader = ComponentReader(document, Resolver(document, targets, []), read_codes(document))
    for node in component_spans(document):
        reader.fragments(node)
    target = reader.resolver.text_target
    if target is None or target is targets.own or target.document is None:
        return None
    edition, name = target.document, targets.name_of(target)
    inside = list(text_element(edition).walk())
    ids = {node.id for node in inside if node.id}
    if ids & document.ids.keys() or _strays(edition, inside, ids | document.ids.keys()):
        return None
    lead = Homeward(document, name)
    editor = Carrier(document)
    put_text(editor, edition)
    for node in document.nodes:
        point(editor, node, lead)
        pattern = node.attrs.get("replacementPattern", "") if node.name == "prefixDef" else ""
        found = document.source.attribute(node.start, "replacementPattern") if pattern.startswith(f"{name}#") else None
        if node in lead.ours:
            editor.remove(alone(node))
        elif found:
            editor.restore(found[0], found[0] + document.source.width(name), "")
    known = fingerprint_element(document)
    if known is not None and is_derived(known):
        editor.remove(known)
    if document.root.attrs.get("type") == KIND:
        editor.attribute(document.root, "type", "")
    return Joined(editor.result(), lead)


def _strays(edition: Document, inside: list[Node], known: set[str]) -> bool:
    """Whether the text points at something in the edition that would not come along."""
    return any(
        token[:1] == "#" and token[1:] in edition.ids and token[1:] not in known
        for node in inside
        for value in node.attrs.values()
        for token in value.split()
    )
