"""``argmap compare``."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, output_folder_exists, show_problems
from argmap.cli.review import pair_options

if TYPE_CHECKING:
    from argmap.model import ArgumentMap
    from argmap.render.bibliography import Library

EVERY = 2.0  # seconds between two words on progress
REMEDY = "weigh pairs with argmap review, or name the file that holds their links with --correspondences"


def counted(context: click.Context, parameter: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """Two to twenty files, told before anything is read."""
    if not 2 <= len(value) <= 20:
        raise click.UsageError(f"{len(value)} maps cannot be compared; name 2 to 20 annotation files")
    return value


@click.command("compare")
@click.argument("maps", type=PATH, nargs=-1, metavar="A B [C ...]", callback=counted)
@click.option("--correspondences", "-c", type=PATH, help="Links and stances between the texts.")
@click.option("--output", "-o", type=PATH, help="File to write; its suffix chooses the format.")
@click.option(
    "--table", default="", metavar="NAME", help="pairs, schedule, matrix, evidence, summary or charts (see above)."
)
@click.option("--bibliography", type=PATH, help="CSL-JSON or BibTeX file: an entry for each text in printed tables.")
@click.option("--style", type=PATH, help="Citation style, a CSL file.  [default: Harvard]")
@click.option("--overview", is_flag=True, help="Figures: one row an issue instead of every link.")
@click.option("--issue", "issues", multiple=True, help="Figures: only this issue (may be repeated).")
@click.option("--theme", default="light", show_default=True, help="Figures: light, dark or print.")
@click.option(
    "--width", default="", help="Figures: millimetres, or a4, a4-landscape, slide.  [default: a4 for pdf, else 180]"
)
@click.option("--dpi", default=200.0, show_default=True, help="PNG: dots per inch.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison, or the table, as JSON.")
@guarded
@pair_options
def command(
    maps: tuple[Path, ...],
    correspondences: Path | None,
    output: Path | None,
    table: str,
    bibliography: Path | None,
    style: Path | None,
    overview: bool,
    issues: tuple[str, ...],
    theme: str,
    width: str,
    dpi: float,
    as_json: bool,
) -> None:
    """Set two to twenty authors' positions side by side.

    Reads annotation files and the links confirmed between them
    (correspondences.xml beside the first file, if none is named). Says for every issue
    what each author holds, on what grounds, and how they stand to each other.

    \b
    argmap compare a.xml b.xml                    a summary in the terminal
    argmap compare a.xml b.xml -o table.md        position by position, for a paper
    argmap compare a.xml b.xml -o figure.pdf      the figure, cut into A4 pages
    argmap compare a.xml b.xml -o o.svg --overview  one row an issue

    \b
    argmap compare a.xml b.xml --table schedule -o s.docx
    argmap compare a.xml b.xml c.xml -o m.svg     the matrix: issues down, authors across
    argmap compare a.xml b.xml c.xml -o all.xlsx  every table, a sheet each

    \b
    argmap compare a.xml b.xml --suggest          pairs that may correspond, to be weighed
    argmap compare a.xml b.xml --review           weigh them, with your name and the date

    \b
    Tables:
      pairs     position by position, two authors at a time
      schedule  one row an issue: claims, grounds, common ground, dispute, room for a finding
      matrix    issues down, authors across
      evidence  who uses which evidence or source, for which claim
      summary   plain sentences with their references
      charts    as a figure: what each files under an issue, what is tied, the links by issue

    Formats: svg, pdf, png, html, md, tex, docx, csv, json, xlsx. Word and Excel need the
    extra "office", --bibliography the extra "citations". A png that needs several pages is
    numbered: x-1.png, x-2.png.
    """
    from argmap.compare.many import compare_many
    from argmap.render.bibliography import entries
    from argmap.render.comparison import Wish
    from argmap.render.reports import data, pictures, terminal, verify, write
    from argmap.workspace import load_links, save

    form = output.suffix.lstrip(".").lower() if output is not None else ""
    wish = Wish(overview, width or ("a4" if form == "pdf" else "180"), theme, tuple(issues), dpi)
    if output is not None:
        output_folder_exists(output)
    verify(form if output is not None else "md", table, len(maps), wish)
    loaded = [load_annotated(path) for path in maps]
    links, also = load_links(maps[0], correspondences)
    texts = [amap for amap, _ in loaded]
    tell_size(texts)
    many, late = compare_many(texts, links, told("pairs of texts compared"))
    sources, lacking = entries(texts, library(bibliography, style))
    status = show_problems([*(problem for _, found in loaded for problem in found), *also, *late], most=10)
    for one in lacking:
        click.echo(one, err=True)
    if not (links.links or links.stances):
        click.echo(f"nothing links the texts yet: {REMEDY}", err=True)
    if output is not None:
        made = (
            pictures(many, table, wish) if form == "png" else [write(many, form, table, wish, sources, told("sheets"))]
        )
        for name, content in zip(numbered(output, len(made)), made, strict=True):
            save(name, content)
            click.echo(f"{name} written", err=True)
    if as_json:
        click.echo(dump_json(data(many, table)))
    elif output is None:
        click.echo(terminal(many, table, sources), nl=False)
    raise SystemExit(status)


def told(what: str) -> Callable[[int, int], None]:
    """A word on standard error every two seconds on how far the work is."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            click.echo(f"  {done} of {total} {what}", err=True)

    return tell


def numbered(output: Path, count: int) -> list[Path]:
    """The names of so many files: the one asked for, or x-1.png, x-2.png and so on."""
    if count == 1:
        return [output]
    return [output.with_name(f"{output.stem}-{n}{output.suffix}") for n in range(1, count + 1)]


def tell_size(texts: list[ArgumentMap]) -> None:
    """A word on standard error where the work takes more than a moment."""
    if sum(len(amap.components) for amap in texts) > 3_000:
        click.echo(f"comparing {len(texts) * (len(texts) - 1) // 2} pairs of texts …", err=True)


def library(bibliography: Path | None, style: Path | None) -> Library | None:
    """The bibliography and the style that are named, read.

    Raises:
        ArgmapError: a file cannot be read, or a style is named without a bibliography.
    """
    from argmap.problems import ArgmapError
    from argmap.render.bibliography import Library
    from argmap.workspace import read_bytes

    if bibliography is None:
        if style is not None:
            raise ArgmapError("--style needs --bibliography", "name the CSL-JSON or BibTeX file whose entries it sets")
        return None
    chosen = read_bytes(style).data if style is not None else None
    return Library(read_bytes(bibliography).data, str(bibliography), chosen, str(style or ""))
