"""``argmap render``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from argmap.cli.common import PATH, guarded, load_annotated, output_folder_exists, show_problems

MANY = 40  # components that take a while


@click.command("render")
@click.argument("file", type=PATH)
@click.option("--output", "-o", type=PATH, required=True, help="File to write; its suffix chooses the format.")
@click.option("--root", default="", metavar="ID", help="Only this component and its grounds.")
@click.option("--depth", type=click.IntRange(0), help="With --root or from the theses: so many levels down.")
@click.option("--issue", default="", metavar="ISSUE", help="Only components filed under this issue or below it.")
@click.option("--kind", default="", help="Only claim, evidence, recommendation, thesis …")
@click.option("--section", default="", metavar="N", help="Only components of this section of the text.")
@click.option("--direction", default="", metavar="lr|tb", help="Theses at the left (lr) or on top (tb).")
@click.option("--theme", default="light", show_default=True, help="light, dark or print.")
@click.option("--width", default="", help="a4, a4-landscape, a5, slide, or millimetres.  [default: a4]")
@click.option(
    "--fold",
    default="auto",
    show_default=True,
    metavar="auto|branch|issue|section|none",
    help="How what does not fit is grouped; none draws all, however big.",
)
@click.option("--pages/--one-page", default=None, help="All components on several sheets, or one figure.")
@click.option("--group", default="", metavar="issue|section", help="Frame what belongs together.")
@click.option("--schemes", is_flag=True, help="Write argumentation schemes on the lines.")
@click.option("--link", metavar="PAGE", help="Page that the boxes lead to.  [default: the .html beside the output]")
@click.option("--dpi", default=200.0, show_default=True, help="PNG: dots per inch.")
@click.option("--engine", default="", metavar="system|bundled", help="Which Graphviz.  [default: $ARGMAP_GRAPHVIZ]")
@guarded
def command(
    file: Path,
    output: Path,
    root: str,
    depth: int | None,
    issue: str,
    kind: str,
    section: str,
    direction: str,
    theme: str,
    width: str,
    fold: str,
    pages: bool | None,
    group: str,
    schemes: bool,
    link: str | None,
    dpi: float,
    engine: str,
) -> None:
    """Draw an argument map.

    A map that is too big to be read on one sheet is not shrunk: svg and png show the theses
    and what stands below them, the rest in folded groups; pdf gives an overview and then
    every component in full on further pages.

    \b
    argmap render a.xml -o map.pdf                    for print: overview and pages
    argmap render a.xml -o map.svg                    one figure, legible on A4
    argmap render a.xml -o map.svg --fold none        everything on one big sheet
    argmap render a.xml -o c12.svg --root c12 --depth 2   one claim and its grounds
    argmap render a.xml -o drugs.png --issue drugs --width 120
    argmap render a.xml -o map.pdf --fold issue       one page (or more) an issue
    argmap render a.xml -o map.html                   a page to explore, works offline

    Formats: svg, pdf, png, dot, html, md, txt. Several sheets of svg or png are
    numbered: map-1.svg, map-2.svg.
    """
    from argmap.render.figures import Wish, make, verify
    from argmap.render.view import Choice
    from argmap.workspace import save

    form = output.suffix.lstrip(".").lower()
    target = f"{output.stem}.html" if link is None else link or None
    choice = Choice(root, depth, issue, kind, section)
    wish = Wish(choice, direction, theme, width, fold, pages, schemes, group, target, dpi, engine)
    output_folder_exists(output)
    verify(form, wish)
    amap, problems = load_annotated(file)
    status = show_problems(problem for problem in problems if problem.severity == "error")
    if len(amap.components) > MANY:
        with click.progressbar(length=2 * len(amap.components), label="drawing …", file=sys.stderr) as bar:
            made = make(amap, form, wish, bar.update)
            bar.update(max(0, 2 * len(amap.components) - bar.pos))
    else:
        made = make(amap, form, wish)
    names = [output]
    if len(made.files) > 1:
        names = [output.with_name(f"{output.stem}-{n}{output.suffix}") for n in range(1, len(made.files) + 1)]
    for name, data in zip(names, made.files, strict=True):
        save(name, data)
        click.echo(f"{name} written", err=True)
    for note in made.notes:
        click.echo(note, err=True)
    if form == "html" and amap.text is not None and amap.text.content:
        click.echo("it holds the article's text: mind the copyright before you pass it on (argmap detach)", err=True)
    raise SystemExit(status)
