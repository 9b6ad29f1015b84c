"""``argmap agree``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, output_folder_exists
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.analysis.agreement.data import Document

FORMS = ("html", "md", "json")


@click.command("agree")
@click.argument("annotators", nargs=-1, type=PATH, metavar="A B …")
@click.option("--output", "-o", type=PATH, help="Write the report with all disagreements (.html, .md, .json).")
@click.option(
    "--same",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Share of a passage from which two components are the same.",
)
@click.option(
    "--window",
    default=0,
    type=click.IntRange(min=0),
    help="Relations: only pairs at most so many components apart. [default: all]",
)
@click.option(
    "--rounds", default=1000, show_default=True, type=click.IntRange(0, 100_000), help="Draws of the bootstrap."
)
@click.option("--seed", default=1, show_default=True, help="Of the random numbers.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@guarded
def command(
    annotators: tuple[Path, ...],
    output: Path | None,
    same: float,
    window: int,
    rounds: int,
    seed: int,
    as_json: bool,
) -> None:
    """Measure how far annotators agree, and list where they do not.

    Each argument is one annotator: a file, or a folder whose files have the same names in every folder. All files of
    a name must be annotations of the same text.

    Boundaries, kinds, issues and relations are reported apart; there is no blended score. Every coefficient comes
    with what it rests on, with an interval where there are documents or sections enough, and with a warning where it
    means little.

    \b
    argmap agree anna.xml boris.xml
    argmap agree anna.xml boris.xml -o agreement.html
    argmap agree anna/ boris/ clara/ --window 10
    """
    from argmap import workspace
    from argmap.analysis.agreement.parts import Options
    from argmap.analysis.agreement.report import agree
    from argmap.render import agreement

    form = output.suffix.lstrip(".").lower() if output is not None else ""
    if output is not None:
        output_folder_exists(output)
        if form not in FORMS:
            raise ArgmapError(f"a report cannot be written as .{form}", "use .html, .md or .json")
    if len(annotators) < 2:
        raise ArgmapError("agreement needs two annotators", "name two files or folders, or more")
    coders = _names(annotators)
    documents = _documents(annotators, coders)
    report = agree(coders, documents, Options(same, window, rounds, seed))
    if output is not None:
        made = {"html": agreement.html, "md": agreement.markdown}.get(form)
        written = made(report) if made else dump_json(report.as_dict()) + "\n"
        workspace.save(output, written.encode("utf-8"))
        click.echo(f"{output} written", err=True)
    if as_json:
        click.echo(dump_json(report.as_dict()))
    elif output is None:
        click.echo(agreement.text(report), nl=False)


def _names(paths: tuple[Path, ...]) -> list[str]:
    """What the annotators are called: the names of their files or folders, or the whole paths where those are alike."""
    names = [path.stem if not path.is_dir() else path.resolve().name for path in paths]
    return names if len(set(names)) == len(names) else [str(path) for path in paths]


def _documents(paths: tuple[Path, ...], coders: list[str]) -> list[Document]:
    from argmap.analysis.agreement.data import document

    folders = [path.is_dir() for path in paths]
    if not any(folders):
        maps = {name: load_annotated(path)[0] for name, path in zip(coders, paths, strict=True)}
        return [document(paths[0].stem, maps)]
    if not all(folders):
        odd = ", ".join(str(path) for path, folder in zip(paths, folders, strict=True) if folder)
        remedy = "name a file for each annotator, or a folder for each"
        raise ArgmapError(f"files and folders cannot be mixed: {odd} is a folder", remedy)
    shared = set.intersection(*({item.name for item in path.glob("*.xml")} for path in paths)) - {"correspondences.xml"}
    if not shared:
        raise ArgmapError(
            "the folders have no file name in common", "give the files of one text the same name everywhere"
        )
    for path in paths:
        for item in sorted(path.glob("*.xml")):
            if item.name not in shared and item.name != "correspondences.xml":
                click.echo(f"{item} is left out: not every annotator has it", err=True)
    return [
        document(name, {who: load_annotated(path / name)[0] for who, path in zip(coders, paths, strict=True)})
        for name in sorted(shared)
    ]
