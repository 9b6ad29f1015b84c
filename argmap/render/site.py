"""All outputs of a folder of annotations: figures, tables, pages and an index, as paths and bytes.

Pure: the caller writes. The same maps give the same bytes on every machine, for the bundled
Graphviz and the bundled fonts are used whatever else is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import quote

from argmap.analysis.report import analyse
from argmap.compare.align import belongs
from argmap.compare.many import FEWEST, MOST, Many, compare_many
from argmap.correspondence import Correspondences, Ref
from argmap.model import ArgumentMap
from argmap.render import bibliography, cruxes, cruxes_page, reports
from argmap.render import comparison as outputs
from argmap.render.look import Look
from argmap.render.pages import Press, paged, single
from argmap.render.paper import paper
from argmap.render.site_index import Entry, Listing, index_page
from argmap.render.site_names import Names
from argmap.render.view import Choice, select

COMPARED = ("md", "csv", "json", "html")
ENGINE = "bundled"
TOGETHER = "Positions by issue: matrix, schedule, evidence, summary"
CRUXES = (("what the disagreements turn on: cruxes (page)", "cruxes.html"), ("cruxes (Markdown)", "cruxes.md"))


@dataclass(frozen=True)
class Collection:
    """A folder of annotations that belong together: its name, its maps, and the links between them."""

    name: str
    maps: tuple[ArgumentMap, ...]
    correspondences: Correspondences


def in_order(maps: list[ArgumentMap], links: Correspondences) -> list[ArgumentMap]:
    """The maps in the order in which the correspondences first name them; unnamed ones last, as given."""
    named = [ref for stance in links.stances for ref in (stance.component,)]
    named += [ref for link in links.links for ref in (link.a, link.b)]
    files = list(dict.fromkeys(ref.file for ref in named))

    def place(amap: ArgumentMap) -> int:
        return next((n for n, file in enumerate(files) if belongs(Ref(file, ""), amap)), len(files))

    return sorted(maps, key=place)


def build(collections: list[Collection]) -> Iterator[tuple[str, bytes]]:
    """Every output file of the collections, as a relative path and its content, the index last."""
    listings = []
    folders = Names("index.html", dots=True)
    for collection in collections:
        folder = folders.new(collection.name)
        names = Names()
        stems = [names.new(amap.id) for amap in collection.maps]
        entries: list[Entry] = []
        for stem, amap in zip(stems, collection.maps, strict=True):
            entries.append(Entry(stem, _map_title(amap), _figures(amap)))
            for path, data in _map_files(stem, amap):
                yield f"{folder}/{path}", data
        together = names.new("positions") if FEWEST <= len(collection.maps) <= MOST else ""
        joint = quote(f"{together}.cruxes.html") if together and len(collection.maps) > FEWEST else ""
        for (one, a), (other, b) in combinations(zip(stems, collection.maps, strict=True), 2):
            name = names.new("comparison" if len(collection.maps) == 2 else f"{one}--{other}")
            found = compare_many([a, b], collection.correspondences)[0]
            title = f"{a.short_name} and {b.short_name} compared"
            entries.append(Entry(name, title, _comparison_figures(own=not joint), compared=True))
            for path, data in _comparison_files(name, found, (f"{one}.html", f"{other}.html"), joint):
                yield f"{folder}/{path}", data
        if together:
            entries.append(Entry(together, TOGETHER, _together_figures(collection)))
            for path, data in _together_files(together, collection):
                yield f"{folder}/{path}", data
        listings.append(Listing(folder, collection.correspondences.title or collection.name, tuple(entries)))
    yield "index.html", index_page(listings).encode()


def _map_title(amap: ArgumentMap) -> str:
    title = amap.source.shown_title or amap.title
    return f"{amap.short_name}: {title}" if title and title != amap.short_name else amap.short_name


def _figures(amap: ArgumentMap) -> tuple[tuple[str, str], ...]:
    return (
        ("page to explore", "html"),
        ("figure (SVG)", "svg"),
        ("all pages for print (PDF)", "pdf"),
        ("outline and table (Markdown)", "md"),
    )


def _comparison_figures(*, own: bool) -> tuple[tuple[str, str], ...]:
    """The outputs of a pair; ``own`` tells whether it has a report on cruxes of its own."""
    return (
        ("report to explore", "html"),
        *(CRUXES if own else ()),
        ("charts: positions and links by issue (SVG)", "charts.svg"),
        ("overview (SVG)", "overview.svg"),
        ("overview for print (PDF)", "overview.pdf"),
        ("every link, for print (PDF)", "pdf"),
        ("table (Markdown)", "md"),
        ("table (CSV)", "csv"),
        ("data (JSON)", "json"),
    )


def _together_figures(collection: Collection) -> tuple[tuple[str, str], ...]:
    report = (("report to explore", "html"), *CRUXES) if len(collection.maps) > FEWEST else ()
    return (
        *report,
        ("matrix (SVG)", "svg"),
        ("matrix for print (PDF)", "pdf"),
        ("schedule of issues (Markdown)", "schedule.md"),
        ("schedule of issues (LaTeX)", "schedule.tex"),
        ("evidence (Markdown)", "evidence.md"),
        ("summary in plain sentences (Markdown)", "summary.md"),
    )


def _together_files(name: str, collection: Collection) -> Iterator[tuple[str, bytes]]:
    """What shows all authors of a collection at once; formats that need an optional library are left out."""
    many = compare_many(collection.maps, collection.correspondences)[0]
    sources = bibliography.entries(many.maps)[0]
    yield f"{name}.svg", reports.write(many, "svg", "matrix")
    yield f"{name}.pdf", reports.write(many, "pdf", "matrix", outputs.Wish(width="a4"))
    for form in ("md", "tex"):
        yield f"{name}.schedule.{form}", reports.write(many, form, "schedule", sources=sources)
    for table in ("evidence", "summary"):
        yield f"{name}.{table}.md", reports.write(many, "md", table, sources=sources)
    if len(collection.maps) > FEWEST:
        yield f"{name}.html", reports.write(many, "html", wish=outputs.Wish(cruxes=quote(f"{name}.cruxes.html")))
        yield from _cruxes_files(name, many)


def _cruxes_files(name: str, many: Many) -> Iterator[tuple[str, bytes]]:
    """The report on cruxes of two or more authors."""
    analysis = analyse(many.maps, many.given)[0]
    yield f"{name}.cruxes.html", cruxes_page.page(analysis, back=quote(f"{name}.html")).encode()
    yield f"{name}.cruxes.md", cruxes.markdown(analysis).encode()


def _map_files(stem: str, amap: ArgumentMap) -> Iterator[tuple[str, bytes]]:
    from argmap.render import html, markdown, pdf, svg

    page = quote(f"{stem}.html")
    press = Press(Look(engine=ENGINE, href=lambda component: f"{page}#{component.id}"), paper("a4"))
    view = select(amap, Choice())
    yield f"{stem}.svg", svg.write(single(view, press)).encode()
    yield f"{stem}.pdf", pdf.write(paged(view, press), press.sheet)
    yield f"{stem}.md", markdown.write(view).encode()
    yield f"{stem}.html", html.page(amap, engine=ENGINE).encode()


def _comparison_files(name: str, many: Many, pages: tuple[str, str], joint: str) -> Iterator[tuple[str, bytes]]:
    """The outputs of a pair; ``joint`` is the address of the report on the cruxes of all authors ("" for none)."""
    homes = (quote(pages[0]), quote(pages[1]))
    comparison = many.pairs[0, 1]
    issues = Names("overview", "charts", "cruxes", dots=True)
    wish = outputs.Wish(homes=homes, cruxes=joint or quote(f"{name}.cruxes.html"))
    for form in COMPARED:
        yield f"{name}.{form}", outputs.write(comparison, form, wish, many)
    if not joint:
        yield from _cruxes_files(name, many)
    yield f"{name}.charts.svg", reports.write(many, "svg", "charts")
    yield f"{name}.pdf", outputs.write(comparison, "pdf", outputs.Wish(width="a4"))
    for form in ("svg", "pdf"):
        yield f"{name}.overview.{form}", outputs.write(comparison, form, outputs.Wish(overview=True, width="a4"))
    for row in comparison.rows:
        if any(finding.link for finding in row.findings) and row.issue.id:
            wish = outputs.Wish(width="180", issues=(row.issue.id,))
            yield f"{name}.{issues.new(row.issue.id)}.svg", outputs.write(comparison, "svg", wish)
