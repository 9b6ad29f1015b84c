"""``argmap build``."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import PATH, guarded, show_problems


@click.command("build")
@click.argument("annotations", type=PATH, default=Path("annotations"))
@click.option(
    "--output",
    "-o",
    type=PATH,
    default=Path("exports"),
    show_default=True,
    help="Folder to fill.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress lines.")
@guarded
def command(annotations: Path, output: Path, quiet: bool) -> None:
    """Rebuild all figures, tables and pages from the annotations.

    Every folder below ANNOTATIONS that holds annotation files is one collection: its maps are
    drawn, and each two of them are compared by the links in its correspondences.xml. The same
    annotations give the same files, byte for byte. Files that are not of this build are left alone.

    \b
    argmap build annotations -o exports      then open exports/index.html
    """
    from argmap.render.site import build
    from argmap.workspace import load_collections, write_outputs

    collections, problems = load_collections(annotations)
    status = show_problems(problems, most=10)
    count = 0
    for path in write_outputs(output, build(collections)):
        count += 1
        if not quiet:
            click.echo(f"  {path}", err=True)
    click.echo(f"{count} files written to {output}; open {output / 'index.html'}")
    raise SystemExit(status)
