"""``argmap cruxes``."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, output_folder_exists, show_problems
from argmap.problems import ArgmapError

FORMATS = ("md", "html", "txt", "json")


@click.command("cruxes")
@click.argument("maps", type=PATH, nargs=-1, required=True)
@click.option("--correspondences", "-c", type=PATH, help="Links and stances between the texts.")
@click.option("--output", "-o", type=PATH, help="File to write: md or html (everything), txt or json.")
@click.option(
    "--semantics",
    type=click.Choice(["qe", "dfquad", "euler", "hcat"]),
    default="qe",
    show_default=True,
    help="Strengths: quadratic energy, DF-QuAD, Euler-based, weighted h-categoriser.",
)
@click.option(
    "--labelling",
    type=click.Choice(["grounded", "complete", "preferred", "stable", "semi-stable"]),
    default="grounded",
    show_default=True,
    help="Labels in, out, undecided: by one of Dung's semantics.",
)
@click.option("--needs-grounds", is_flag=True, help="Labels: a claim with grounds stands only if one of them does.")
@click.option(
    "--reported",
    type=click.Choice(["apart", "full", "none"]),
    default="apart",
    show_default=True,
    help="Positions that an author only reports: defeat nothing of his, count in full, or are left out.",
)
@click.option("--weight", "weights", multiple=True, metavar="ID=NUMBER", help="Base score of a component, 0 to 1.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole analysis as JSON.")
@guarded
def command(
    maps: tuple[Path, ...],
    correspondences: Path | None,
    output: Path | None,
    semantics: str,
    labelling: str,
    needs_grounds: bool,
    reported: str,
    weights: tuple[str, ...],
    as_json: bool,
) -> None:
    """Tell what a disagreement turns on.

    Reads one or more annotation files and the links confirmed between them
    (correspondences.xml beside the first file, if none is named). For every disagreement:
    how it bears on each author's thesis, what each side rests on, whether it is about facts,
    weights, definitions or remedies. Then the cruxes: what would change a thesis if it were
    settled, in order, and how far that order depends on the method.

    \b
    argmap cruxes a.xml b.xml                    the report in the terminal
    argmap cruxes a.xml b.xml -o report.md       everything, for a paper
    argmap cruxes a.xml b.xml -o report.html     everything, one offline page
    argmap cruxes a.xml                          what one argument turns on
    argmap cruxes a.xml b.xml --semantics dfquad --weight c12=0.9

    What it says follows from the maps, the links and the weights; it is no measure of truth.
    """
    from argmap.analysis.cruxes import Method
    from argmap.analysis.data import as_dict
    from argmap.analysis.frameworks import Reading
    from argmap.analysis.report import analyse
    from argmap.render.cruxes import markdown, text
    from argmap.render.cruxes_page import page
    from argmap.workspace import load_links, save

    form = output.suffix.lstrip(".").lower() if output is not None else ""
    if output is not None:
        output_folder_exists(output)
        if form not in FORMATS:
            raise ArgmapError(f"there is no output format called {form!r}", f"choose one of {', '.join(FORMATS)}")
    scores = dict(_weight(given) for given in weights)
    loaded = [load_annotated(path) for path in maps]
    links, found = load_links(maps[0], correspondences)
    analysis, late = analyse(
        [amap for amap, _ in loaded],
        links,
        method=Method(labelling, semantics, needs_grounds),
        reading=Reading(reported),
        weights=scores,
    )
    status = show_problems([*(p for _, more in loaded for p in more), *found, *late], most=10)
    if output is not None:
        shown = dump_json(as_dict(analysis)) + "\n"
        if form != "json":
            shown = page(analysis) if form == "html" else (markdown if form == "md" else text)(analysis)
        save(output, shown.encode())
        click.echo(f"{output} written", err=True)
    if as_json:
        click.echo(dump_json(as_dict(analysis)))
    elif output is None:
        click.echo(text(analysis), nl=False)
    raise SystemExit(status)


def _weight(given: str) -> tuple[str, float]:
    """A component's id and its base score."""
    name, mark, number = given.rpartition("=")
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not mark or not name or not 0 <= value <= 1:
        raise ArgmapError(f"{given!r} is no weight", "write ID=NUMBER with a number from 0 to 1, such as c12=0.8")
    return name, value
