"""The header of an imported edition: what is known about the source, and what the import did to its text."""

from __future__ import annotations

import re
import unicodedata

from argmap import __version__
from argmap.text.imports.clean_data import Cleaned
from argmap.text.imports.options import ImportOptions
from argmap.text.imports.report import KINDS, Report
from argmap.text.markup import escape, quoteattr
from argmap.text.normal import NORMALIZATION

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[^\W\d][\w.-]*")


def header(cleaned: Cleaned, options: ImportOptions, report: Report) -> tuple[str, str]:
    """The ``teiHeader`` element, and the ``xml:id`` for the edition's root."""
    title, supplied = _title(cleaned, options)
    identity = options.id if _NAME.fullmatch(options.id) else _slug(options.id or title)
    kind = ' type="supplied"' if supplied else ""
    authors = "".join(f"\n        <author>{_text(name)}</author>" for name in options.authors)
    return (
        f"""  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title{kind}>{_text(title)}</title>{authors}
      </titleStmt>
      <publicationStmt>
        <p>A working edition, made from a printed text with argmap. Rights in the text stay with their holders.</p>
      </publicationStmt>
      <sourceDesc>
{_source(title, kind, options, report)}
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
{_editorial(report)}
      <appInfo>
        <application ident="argmap" version={quoteattr(_version())}><label>argmap import</label></application>
      </appInfo>
    </encodingDesc>
  </teiHeader>
""",
        identity,
    )


def _title(cleaned: Cleaned, options: ImportOptions) -> tuple[str, bool]:
    """The title and whether it is not the printed one: the option, else the text's title block, else its opening."""
    if options.title:
        bracketed = options.title.startswith("[") and options.title.endswith("]")
        return (options.title[1:-1] if bracketed else options.title), options.title_supplied or bracketed
    for block in cleaned.blocks:
        if block.kind == "title":
            return " ".join(cleaned.text[block.start : block.end].split()), False
    first = next((b for b in cleaned.blocks if b.kind in ("p", "item")), cleaned.blocks[0])
    words = cleaned.text[first.start : first.end].split()
    return " ".join(words[:5]) + (" …" if len(words) > 5 else ""), True


def _source(title: str, kind: str, options: ImportOptions, report: Report) -> str:
    authors = [f"<author>{_text(name)}</author>" for name in options.authors]
    digest = f'<idno type="raw-sha256">{report.raw_sha256}</idno>'
    if report.source:
        digest += f'<idno type="file-sha256">{report.source.sha256}</idno>'
    when = (
        f"<date when={quoteattr(options.date)}/>" if _is_date(options.date) else f"<date>{_text(options.date)}</date>"
    )
    scopes = [f'<biblScope unit="volume">{_text(options.volume)}</biblScope>'] if options.volume else []
    scopes += [_pages(options.pages)] if options.pages else []
    imprint = "<imprint>" + when.replace("<date></date>", "<date/>") + "".join(scopes) + "</imprint>"
    if options.container:
        inner = [f'<title level="a"{kind}>{_text(title)}</title>', *authors, digest]
        outer = [f'<title level="j">{_text(options.container)}</title>', imprint]
        parts = ["<analytic>", *(f"  {line}" for line in inner), "</analytic>"]
        parts += ["<monogr>", *(f"  {line}" for line in outer), "</monogr>"]
    else:
        inner = [*authors, f"<title{kind}>{_text(title)}</title>", digest, imprint]
        parts = ["<monogr>", *(f"  {line}" for line in inner), "</monogr>"]
    lines = "\n".join("          " + part for part in parts)
    return f'        <biblStruct xml:id="src">\n{lines}\n        </biblStruct>'


def _pages(pages: str) -> str:
    ends = re.fullmatch(r"\s*(\w+)\s*[-–—]+\s*(\w+)\s*", pages)
    attributes = f" from={quoteattr(ends.group(1))} to={quoteattr(ends.group(2))}" if ends else ""
    return f'<biblScope unit="page"{attributes}>{_text(pages)}</biblScope>'


def _editorial(report: Report) -> str:
    """What was normalised, by kind and number, and how to count in the text."""
    counts = report.counts()
    made = "; ".join(
        f"{KINDS[kind]} ({number})" for kind, number in counts.items() if kind not in ("suspect", "layout")
    )
    hyphens = "some" if counts.get("line-end-hyphen", 0) + counts.get("real-hyphen", 0) else "all"
    return f"""      <editorialDecl>
        <correction status="unknown" method="silent"><p>Misprints of the source stay as they are.</p></correction>
        <hyphenation eol="{hyphens}"><p>Words broken at line ends are joined; hyphens that belong to a word stay,
          as the rest of the text shows.</p></hyphenation>
        <quotation marks="all"><p>Quotation marks stay as they are in the source.</p></quotation>
        <segmentation><p>Paragraphs, sentences and pages were found by rule. Page numbers in square brackets are
          counted, not printed.</p></segmentation>
        <normalization method="markup">
          <p>Found in the extracted text: {_text(made) or "nothing to mend"}.</p>
          <p>The import report lists every place; with it {_given_back(report)}.
            The reading text ({NORMALIZATION}) leaves out note marks, notes, page furniture and
            matter of other articles.</p>
        </normalization>
      </editorialDecl>"""


def _given_back(report: Report) -> str:
    """What edition and report together give back."""
    if report.source:
        return "the text as extracted, named by its SHA-256,\n            can be given back"
    return "the raw file, named by its SHA-256, can be given\n            back byte for byte"


def _version() -> str:
    """The program's version in the form that TEI allows for it."""
    match = re.match(r"\d+(?:\.\d+){0,3}", __version__)
    return match.group() if match else "0"


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", text))


def _slug(text: str) -> str:
    """An id made of a title: small ASCII letters, digits and hyphens, a letter first, at most 40 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = "-".join(words)[:40].rstrip("-")
    return slug if slug[:1].isalpha() else f"text-{slug}".rstrip("-")


def _text(text: str) -> str:
    """Escaped, with what XML cannot hold left out."""
    return escape(_NOT_XML.sub("", text))
