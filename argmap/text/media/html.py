"""A web page's main article: found by where the paragraphs stand; the rest of the page goes into the report."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from argmap.problems import DataError, Place
from argmap.text.imports.hints import Extracted, Source
from argmap.text.media.flow import MARK, PAGE, Block, Flow, Note, collapse, local
from argmap.text.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LOST = "markup, links, scripts and pictures; the text as extracted, the article first, is the raw text"
_SILENT = words("script style noscript template iframe svg canvas video audio object select textarea")
_ASIDE = words("nav footer form button dialog menu")
_BLOCKS = words(
    "address article aside blockquote body center dd details div dl dt fieldset figure figcaption footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr li main nav ol p pre section summary table ul"
)
_HEADS = words("h1 h2 h3 h4 h5 h6")
_AWAY = re.compile(
    r"^(?:share|sharing|social|related|recommended|comments?|cookie|newsletter|subscribe|promo|advert|ads?|breadcrumbs?|"
    r"sidebar|menu|navbar|pagination|skip-link|toolbar|metrics|print-only|screen-reader-text|visually-hidden|sr-only)"
    r"(?:[-_].*)?$",
    re.I,
)
_PULLQUOTE = re.compile(r"^pull[-_]?quote", re.I)
_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
MAX_BYTES = 50_000_000
_MOST = 0.8


def is_html(raw: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    head = raw[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:]
    return bool(_START.match(head))


def read_html(raw: bytes, file: str = "") -> Extracted:
    """The article of a web page.

    Raises:
        DataError: the page is too large or holds no text.
    """
    from lxml import etree, html

    place = Place(file, 1, 1)
    if len(raw) > MAX_BYTES:
        raise DataError("the page is larger than any article", "save the article alone", place=place)
    try:
        root = html.document_fromstring(
            raw, parser=html.HTMLParser(encoding=_encoding(raw), remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise DataError("the page holds no text", "choose another file", place=place) from None
    reader = _Reader(root)
    reader.run()
    builder = reader.flow.finish(place, "page")
    source = Source("html", hashlib.sha256(raw).hexdigest(), len(raw), f"lxml {etree.__version__}", _LOST)
    title = reader.meta("citation_title") or reader.meta("og:title")
    authors = tuple(reader.all_meta("citation_author"))
    return Extracted(builder.text(), builder.hints, source, [], title, authors, root.get("lang") or "")


def _encoding(raw: bytes) -> str | None:
    """UTF-8 where the bytes are, else what the page declares (None)."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


class _Reader:
    """Walks the page; what stands outside the article is left out of the edition, not of the report."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.flow = Flow()
        self.block = Block()
        self.kind = ("", "")
        self.ids = {node.get("id"): node for node in root.iter() if isinstance(node.tag, str) and node.get("id")}
        self.targets: dict[HtmlElement, str] = {}
        self.main = _main(root)

    def meta(self, name: str) -> str:
        """The content of a meta element, "" if there is none."""
        return next(iter(self.all_meta(name)), "")

    def all_meta(self, name: str) -> list[str]:
        """The contents of all meta elements of a name."""
        found = [node for node in self.root.iter("meta") if name in (node.get("name"), node.get("property"))]
        return [collapse(node.get("content") or "").strip() for node in found if node.get("content")]

    def run(self) -> None:
        """The article, then the rest."""
        self._find_notes()
        self._walk(self.main)
        self._close()
        for text in self._outside(self.root):
            self.flow.leave_out(text, "outside the article")

    def _find_notes(self) -> None:
        """Links from a raised or bracketed number to an element further on are note marks; their targets are notes."""
        order = {node: place for place, node in enumerate(self.main.iter())}
        for link in self.main.iter("a"):
            target = self.ids.get((link.get("href") or "").partition("#")[2] or None)
            text = collapse("".join(link.itertext())).strip()
            called = link.get("role") == "doc-noteref" or re.fullmatch(
                r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[ivx]{1,5})[\])]?", text
            )
            if target is None or not called or order.get(target, -1) < order[link]:
                continue
            whole = _note_block(target)
            if whole is not None and whole not in self.targets and not any(node is link for node in whole.iter()):
                self.targets[whole] = text.strip("[]()")
                link.set("argmap-mark", "1")
            elif whole in self.targets:
                link.set("argmap-mark", "1")

    def _outside(self, node: HtmlElement) -> Iterator[str]:
        """The text of the body that is not in the article, from the top of the page down."""
        if node is self.main:
            return
        yield node.text or ""
        for child in node:
            if local(child) not in ("head", *_SILENT):
                if any(inner is self.main for inner in child.iter()):
                    yield from self._outside(child)
                else:
                    yield " ".join(_texts(child))
            yield child.tail or ""

    def _close(self) -> None:
        """End the block that is open."""
        kind, why = self.kind
        if kind == "title" and self.flow.titled:
            kind, why = "head", "a heading of the page"
        if kind == "title" and any(piece.strip() for _, piece in self.block.pieces):
            self.flow.titled = True
        self.flow.block(self.block, kind, why)
        self.block, self.kind = Block(), ("", "")

    def _walk(self, node: HtmlElement) -> None:
        name = local(node)
        if name in _SILENT or not name:
            return
        if node is not self.main and _away(node):
            self.flow.leave_out(" ".join(_texts(node)), "navigation, a form or hidden matter inside the article")
            return
        if node in self.targets:
            self._close()
            self.flow.note(Note(self.targets[node], " ".join(_texts(node, marks=False))), "a note that the text calls")
            return
        if self._page(node) or self._whole(node, name):
            return
        if name in _BLOCKS:
            empty = not any(piece.strip() for _, piece in self.block.pieces)
            carried = self.kind if empty and name in ("p", "div") and self.kind[0] in ("item", "caption") else None
            self._close()
            self.kind = carried or _kind(node, name)
            self._inside(node)
            self._close()
        elif node.get("argmap-mark") or (name == "sup" and re.fullmatch(r"\s*\d{1,3}\s*", "".join(node.itertext()))):
            self.block.add("".join(node.itertext()), MARK)
        else:
            self.block.add(" " if name == "br" else "")
            self._inside(node)

    def _inside(self, node: HtmlElement) -> None:
        kind = self.kind
        self.block.add(node.text)
        for child in node:
            self._walk(child)
            if not self.block.pieces and kind[0] in ("item", "head", "title", "byline", "caption"):
                self.kind = kind
            self.block.add(child.tail)

    def _whole(self, node: HtmlElement, name: str) -> bool:
        """Tables and pull-quotes are taken as one block."""
        quote = any(_PULLQUOTE.match(word) for word in (node.get("class") or "").split())
        if name != "table" and not quote:
            return False
        self._close()
        if name == "table":
            if len(list(node.iter("tr"))) == 1 or node.get("role") == "presentation":
                self._inside(node)
                self._close()
                return True
            self.block.add(_table(node))
        else:
            self.block.add(" ".join(_texts(node)))
        self.flow.block(self.block, "pullquote" if quote else "table", "marked as one")
        self.block = Block()
        return True

    def _page(self, node: HtmlElement) -> bool:
        """Whether an element says that a page of the printed edition begins."""
        said = f"{node.get('role') or ''} {node.get('epub:type') or ''}"
        if "doc-pagebreak" not in said and "pagebreak" not in said:
            return False
        label = node.get("aria-label") or node.get("title") or "".join(node.itertext())
        self.block.add(re.sub(r"(?i)^\s*page\s+|\W+$", "", label).strip(), PAGE)
        return True


def _table(node: HtmlElement) -> str:
    """A table's text, cells set off by bars and rows by semicolons; as it comes where it holds more than cells."""
    rows = [[" ".join(_texts(cell)) for cell in row.iter("td", "th")] for row in node.iter("tr")]
    whole = " ".join(_texts(node))
    made = "; ".join(" | ".join(row) for row in rows if any(row))
    return made if "".join(whole.split()) == "".join("".join(map("".join, rows)).split()) else whole


def _kind(node: HtmlElement, name: str) -> tuple[str, str]:
    if name == "h1":
        return "title", "the first heading of the first order"
    if name in _HEADS:
        return "head", f"a heading ({name})"
    if name == "figcaption":
        return "caption", "a caption"
    words = (node.get("class") or "").casefold().split()
    if "byline" in words or node.get("rel") == "author" or node.get("itemprop") == "author":
        return "byline", "marked as the author's line"
    return ("item", "an item of a list") if name == "li" else ("", "")


def _note_block(target: HtmlElement) -> HtmlElement | None:
    """The block that a note's anchor stands in, no larger than a note."""
    node: HtmlElement | None = target
    while node is not None and local(node) not in ("li", "p", "div", "aside", "dd", "section"):
        node = node.getparent()
    return node if node is not None and sum(1 for _ in node.iter("p", "li")) <= 8 else None


def _away(node: HtmlElement) -> bool:
    """Whether an element inside the article is none of its text."""
    if local(node) in _ASIDE or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if node.get("role") in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog"):
        return True
    if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", node.get("style") or "", re.I):
        return True
    return any(_AWAY.match(word) for word in [*(node.get("class") or "").split(), node.get("id") or ""])


def _texts(node: HtmlElement, *, marks: bool = True) -> list[str]:
    """The words of an element, block by block; without ``marks``, links back to the text are left out."""
    found: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(node, False)]
    while stack:
        here, tail = stack.pop()
        if tail:
            found.append(here.tail or "")
            continue
        back = not marks and (
            here.get("role") == "doc-backlink" or re.fullmatch(r"\s*[↩↑^←\ufe0e]+\s*", "".join(here.itertext()))
        )
        if local(here) in _SILENT or not local(here) or back:
            continue
        found.append((" " if local(here) in _BLOCKS else "") + (here.text or ""))
        for child in reversed(here):
            stack += [(child, True), (child, False)]
    text = collapse("".join(found)).strip()
    return [text] if text else []


def _main(root: HtmlElement) -> HtmlElement:
    """The smallest element that holds four fifths of the text of paragraphs outside navigation."""
    weights: dict[HtmlElement, int] = {}

    def weigh(node: HtmlElement) -> int:
        if local(node) in _SILENT or not local(node) or _away(node):
            return 0
        total = sum(weigh(child) for child in node)
        if local(node) in ("p", "pre", "blockquote", "li", "dd") or (local(node) == "div" and _bare(node)):
            linked = sum(len("".join(link.itertext())) for link in node.iter("a"))
            total = max(total, len("".join(node.itertext())) - 2 * linked)
        weights[node] = max(0, total)
        return weights[node]

    body = root.find("body")
    node = root if body is None else body
    weigh(node)
    while True:
        best = max(node, key=lambda child: weights.get(child, 0), default=None)
        if (
            best is None
            or weights.get(best, 0) < _MOST * max(1, weights.get(node, 0))
            or local(best) in ("p", "pre", "li")
        ):
            return node
        node = best


def _bare(node: HtmlElement) -> bool:
    """Whether a div holds text of its own and no block: a paragraph without its name."""
    return not any(local(child) in _BLOCKS for child in node) and len("".join(node.itertext()).strip()) > 60
