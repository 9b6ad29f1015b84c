"""``argmap compare``."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, output_folder_exists, show_problems

REMEDY = "put their correspondences.xml beside the first file, or name it with --correspondences"


@click.command("compare")
@click.argument("a", type=PATH)
@click.argument("b", type=PATH)
@click.option("--correspondences", "-c", type=PATH, help="Links and stances between the two.")
@click.option("--output", "-o", type=PATH, help="File to write; its suffix chooses the format.")
@click.option("--overview", is_flag=True, help="Figures: one row an issue instead of every link.")
@click.option("--issue", "issues", multiple=True, help="Figures: only this issue (may be repeated).")
@click.option("--theme", default="light", show_default=True, help="Figures: light, dark or print.")
@click.option(
    "--width", default="", help="Figures: millimetres, or a4, a4-landscape, slide.  [default: a4 for pdf, else 180]"
)
@click.option("--dpi", default=200.0, show_default=True, help="PNG: dots per inch.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole comparison as JSON.")
@guarded
def command(
    a: Path,
    b: Path,
    correspondences: Path | None,
    output: Path | None,
    overview: bool,
    issues: tuple[str, ...],
    theme: str,
    width: str,
    dpi: float,
    as_json: bool,
) -> None:
    """Set two authors' positions side by side.

    Reads two annotation files and the links that a person confirmed between them
    (correspondences.xml beside the first file, if none is named). Says for every issue
    what each author holds, on what grounds, and how the two stand to each other.

    \b
    argmap compare a.xml b.xml                    a summary in the terminal
    argmap compare a.xml b.xml -o table.md        the table for a paper
    argmap compare a.xml b.xml -o figure.pdf      the figure, cut into A4 pages
    argmap compare a.xml b.xml -o o.svg --overview  one row an issue

    Formats: svg, pdf, png, html, md, csv, json.
    """
    from argmap.compare import compare
    from argmap.compare.data import as_dict
    from argmap.render.comparison import Wish, verify, write
    from argmap.render.summary import summary
    from argmap.workspace import load_links, save

    form = output.suffix.lstrip(".").lower() if output is not None else ""
    wish = Wish(overview, width or ("a4" if form == "pdf" else "180"), theme, tuple(issues), dpi)
    if output is not None:
        output_folder_exists(output)
        verify(form, wish)
    first, found = load_annotated(a)
    second, more = load_annotated(b)
    links, also = load_links(a, correspondences)
    comparison, late = compare(first, second, links)
    status = show_problems([*found, *more, *also, *late])
    if not (links.links or links.stances):
        click.echo(f"nothing links the two yet: {REMEDY}", err=True)
    if output is not None:
        save(output, write(comparison, form, wish))
        click.echo(f"{output} written", err=True)
    if as_json:
        click.echo(dump_json(as_dict(comparison)))
    elif output is None:
        click.echo(summary(comparison), nl=False)
    raise SystemExit(status)
