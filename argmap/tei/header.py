"""What the TEI header tells: the article, the annotators, the code book, voices and schemes."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.model import KINDS, Annotator, BibItem, Issue, Scheme, Source, Voice
from argmap.tei.names import ID_PREFIXES, ISSUES, OTHER_ROLES, RELATION_NAMES, ROLES, SCHEMES, VOICES
from argmap.tei.parse import Document, Node

_TAXONOMIES = frozenset({ISSUES, VOICES, SCHEMES, ROLES, RELATION_NAMES})
_BIBLIOGRAPHIC = frozenset({"bibl", "biblStruct", "biblFull"})


@dataclass(slots=True)
class CodeBook:
    """The categories of all taxonomies, sorted by what they are for; ``kinds`` maps category ids to roles."""

    issues: list[Issue] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    schemes: list[Scheme] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    use: dict[str, str] = field(default_factory=dict)

    def use_of(self, code: str) -> str:
        """Which taxonomy a code belongs to; by its prefix, or an issue, where it is not declared."""
        known = self.use.get(code)
        if known:
            return known
        return next((use for prefix, use in ID_PREFIXES.items() if code.startswith(prefix)), ISSUES)


def read_codes(document: Document) -> CodeBook:
    """Read all taxonomies, nested categories as a hierarchy."""
    book = CodeBook()
    for taxonomy in _headers(document, "taxonomy"):
        if taxonomy.parent is not None and taxonomy.parent.name == "taxonomy":
            continue
        stack = [(child, "") for child in reversed(taxonomy.elements)]
        while stack:
            node, parent = stack.pop()
            if node.name == "taxonomy":
                stack.extend((child, "") for child in reversed(node.elements))
            elif node.name == "category":
                _add(book, document, taxonomy.id, node, parent)
                stack.extend((child, node.id) for child in reversed(node.elements))
    return book


def _add(book: CodeBook, document: Document, taxonomy: str, node: Node, parent: str) -> None:
    label, question = _description(node)
    place = document.place(node, "xml:id")
    use = taxonomy if taxonomy in _TAXONOMIES else _guess(node.id, label)
    if not node.id:
        return
    book.use[node.id] = use
    if use == ISSUES:
        book.issues.append(Issue(node.id, label, question, parent, place=place))
    elif use == VOICES:
        book.voices.append(Voice(node.id, label, place=place))
    elif use == SCHEMES:
        book.schemes.append(Scheme(node.id, label, place=place))
    elif use == ROLES:
        book.kinds[node.id] = label if label.lower() in KINDS else _role(node.id)


def _guess(code: str, label: str) -> str:
    """What a category of a taxonomy with another name is for: by its id or its label."""
    by_prefix = next((use for prefix, use in ID_PREFIXES.items() if code.startswith(prefix)), "")
    if by_prefix:
        return by_prefix
    names = {_role(code).lower(), label.lower()}
    return ROLES if names & (set(KINDS) | OTHER_ROLES) else ISSUES


def _role(code: str) -> str:
    return code.rpartition(".")[2] or code


def _description(node: Node) -> tuple[str, str]:
    """Label and question of a category: ``term`` and ``gloss`` where they are marked, else all its text."""
    described = node.find("catDesc")
    if described is None:
        return node.attrs.get("n", ""), ""
    term, gloss = described.find("term"), described.find("gloss")
    question = gloss.text() if gloss is not None else ""
    if term is not None:
        return term.text(), question
    label = described.text(frozenset({"gloss"}))
    return (label.removesuffix(":").rstrip() if question else label), question


def read_annotators(document: Document) -> list[Annotator]:
    """All who are named as responsible with an id: people, and programs."""
    found: list[Annotator] = []
    tagged: set[str] = set()
    for node in document.named("f", "respStmt", "application", "editor"):
        if node.name == "f" and node.attrs.get("name") == "catma_markupauthor":
            name = node.text() if node.parent is not None and node.parent.name == "fs" else ""
            if name and name not in tagged:
                tagged.add(name)
                found.append(Annotator(name, name, place=document.place(node)))
        if not node.id:
            continue
        place = document.place(node, "xml:id")
        if node.name == "respStmt":
            role, named = node.find("resp"), _named(node)
            machine = named is not None and named.attrs.get("type") == "software"
            found.append(Annotator(node.id, _text(named), _text(role), machine, place=place))
        elif node.name == "application":
            found.append(Annotator(node.id, _text(node.find("label")), _text(node.find("desc")), True, place=place))
        elif node.name == "editor":
            found.append(Annotator(node.id, node.text(), node.attrs.get("role", ""), place=place))
    return found


def _named(node: Node) -> Node | None:
    return next((child for child in node.elements if child.name in ("persName", "name", "orgName")), None)


def _text(node: Node | None) -> str:
    return node.text() if node is not None else ""


def read_title(document: Document) -> str:
    """The title of the file itself."""
    statements = _headers(document, "titleStmt")
    return _text(statements[0].find("title")) if statements else ""


def read_source(document: Document) -> Source:
    """The article's bibliographic facts, from ``sourceDesc``, else from the title statement."""
    root = document.root
    language = root.attrs.get("xml:lang", "")
    for description in _headers(document, "sourceDesc"):
        for node in description.walk():
            if node.name in _BIBLIOGRAPHIC and any(child.name != "ptr" for child in node.elements):
                return _source(node, language)
    statements = _headers(document, "titleStmt")
    if not statements:
        return Source(language=language)
    return Source(read_title(document), _authors(statements[0]), language=language)


def _source(node: Node, language: str) -> Source:
    fields = [item for item in node.walk() if not _inside(item, "relatedItem", node)]
    analytic = node.find("analytic")
    titles = [item for item in fields if item.name == "title"]
    title = next((t for t in titles if t.attrs.get("level") == "a"), titles[0] if titles else None)
    if analytic is not None and analytic.find("title") is not None:
        title = analytic.find("title")
    container = next((t for t in titles if t is not title and t.attrs.get("level") in ("j", "m", "s", None)), None)
    shown, supplied = _supplied(title)
    date = next((item for item in fields if item.name == "date"), None)
    return Source(
        title=shown,
        authors=_authors(analytic if analytic is not None and analytic.find("author") else node),
        date=(date.attrs.get("when") or date.text()) if date is not None else "",
        container=_text(container),
        volume=_scope(fields, "volume", "issue"),
        pages=_scope(fields, "page"),
        language=(title.attrs.get("xml:lang", "") if title is not None else "") or language,
        identifiers=tuple((item.attrs.get("type", ""), item.text()) for item in fields if item.name == "idno"),
        supplied=supplied,
    )


def _inside(item: Node, name: str, top: Node) -> bool:
    node: Node | None = item
    while node is not None and node is not top:
        if node.name == name:
            return True
        node = node.parent
    return False


def _supplied(title: Node | None) -> tuple[str, bool]:
    """A title and whether the editor supplied it: ``type="supplied"`` or a ``supplied`` element."""
    supplied = title is not None and (title.attrs.get("type") == "supplied" or title.find("supplied") is not None)
    return _text(title), supplied


def _authors(node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for item in node.walk():
        if item.name == "author":
            name = _author(item)
            if name:
                found.append(name)
    return tuple(found)


def _author(item: Node) -> str:
    """A name in reading order; ``surname, forename`` parts are put in that order where they are marked."""
    surname, forenames = (
        [n.text() for n in item.walk() if n.name == "surname"],
        [n.text() for n in item.walk() if n.name == "forename"],
    )
    return " ".join([*forenames, *surname]) if surname and forenames else item.text()


def _scope(fields: list[Node], *units: str) -> str:
    parts: list[str] = []
    for unit in units:
        for item in fields:
            if item.name == "biblScope" and unit in (item.attrs.get("unit"), item.attrs.get("type")):
                ends = [item.attrs.get("from", ""), item.attrs.get("to", "")]
                parts.append(item.text() or "–".join(dict.fromkeys(end for end in ends if end)))
                break
    return ":".join(parts)


def read_bibliography(document: Document) -> list[BibItem]:
    """All bibliographic items with an id that may be cited: outside the source description."""
    found: list[BibItem] = []
    stack = [document.root]
    while stack:
        node = stack.pop()
        if node.name in _BIBLIOGRAPHIC and node.id:
            found.append(BibItem(node.id, _reference(node), place=document.place(node, "xml:id")))
        elif node.name not in ("sourceDesc", "egXML"):
            stack.extend(reversed(node.elements))
    return found


def _reference(node: Node) -> str:
    """A reference's text; the parts of a structured one, which may touch, are parted by spaces."""
    if node.name == "bibl":
        return node.text()
    parts = []
    for item in node.walk():
        if not item.elements and not (item.text() == "" and item.name != "date"):
            parts.append(item.text() or item.attrs.get("when", ""))
    return " ".join(part for part in parts if part)


def _headers(document: Document, name: str) -> list[Node]:
    """Elements of that name in the outermost header."""
    headers = [child for child in document.root.elements if child.name == "teiHeader"]
    if document.root.name == "teiHeader":
        headers = [document.root]
    return [node for header in headers for node in header.walk() if node.name == name]
