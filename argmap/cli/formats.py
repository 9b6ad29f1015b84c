"""``argmap formats``."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from argmap.cli.common import PATH, dump_json, guarded, show_problems
from argmap.plugins import Format
from argmap.problems import ArgmapError

RARELY = "what few maps have (docs/formats.md); argmap convert lists it for your file before it writes"


@click.command("formats")
@click.argument("name", default="")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of argmap JSON.")
@click.option("--layers", type=PATH, metavar="FILE", help="Print a table of the layers of a CAS, to edit.")
@guarded
def command(name: str, as_json: bool, schema: bool, layers: Path | None) -> None:
    """List the notations that argmap reads and writes, and what each of them loses.

    \b
    argmap formats                  all of them
    argmap formats argdown          one of them: versions, suffixes, losses
    argmap formats json --schema    the JSON Schema of argmap JSON
    argmap formats cas --layers export.zip > layers.toml   which layers of INCEpTION are what
    """
    from argmap import formats

    if schema:
        _show_schema(name)
        return
    if layers is not None:
        _show_layers(name, layers)
        return
    known, problems = formats.formats()
    chosen = (formats.named(name),) if name else known
    if as_json:
        click.echo(dump_json([_as_dict(form) for form in chosen]))
    elif name:
        click.echo(_details(chosen[0]))
    else:
        wide = max(len(form.name) for form in known)
        for form in known:
            ways = ("read" if form.read else "").ljust(5) + ("write" if form.write else "").ljust(6)
            click.echo(f"{form.name.ljust(wide)}  {ways} {', '.join(form.suffixes).ljust(22)} {form.title}")
    show_problems(problems)


def _show_schema(name: str) -> None:
    from argmap.formats.schema import published

    if name not in ("", "json"):
        raise ArgmapError(f"argmap has no schema of {name}", "argmap formats json --schema")
    click.echo(published(), nl=False)


def _show_layers(name: str, path: Path) -> None:
    from argmap.formats.cas import proposal
    from argmap.plugins import Input
    from argmap.workspace import documents, is_archive, neighbours, read_bytes

    if name not in ("", "cas", "cas-json"):
        raise ArgmapError(f"{name} has no layers", "argmap formats cas --layers export.zip")
    found = documents(path) if is_archive(path) else [path]
    path = found[0] if found else path
    click.echo(proposal(Input(read_bytes(path).data, str(path), neighbours(path))), nl=False)


def _details(form: Format) -> str:
    ways = " and ".join(word for word, able in (("read", form.read), ("written", form.write)) if able)
    lines = [f"{form.title} ({form.name}): {ways}", f"suffixes: {', '.join(form.suffixes)}"]
    lines += textwrap.wrap(form.about, 100)
    lines += [f"needs: pip install {form.needs}"] if form.needs else []
    lost = ", ".join(sorted(form.loses)) or (RARELY if form.reduce else "nothing")
    lines += textwrap.wrap(f"loses: {lost}", 100, subsequent_indent="  ") if form.write else []
    return "\n".join(lines)


def _as_dict(form: Format) -> dict[str, object]:
    return {
        "name": form.name,
        "title": form.title,
        "suffixes": list(form.suffixes),
        "reads": form.read is not None,
        "writes": form.write is not None,
        "loses": sorted(form.loses),
        "about": form.about,
        "needs": form.needs,
    }
