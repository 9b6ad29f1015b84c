"""``argmap merge``."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import PATH, dump_json, first_of, guarded, output_folder_exists

LONG = 1_500_000  # bytes of all versions, about a thousand components each: this takes more than two seconds


@click.command("merge")
@click.argument("base", type=PATH)
@click.argument("ours", type=PATH)
@click.argument("theirs", type=PATH)
@click.option("--output", "-o", type=PATH, help="File to write; without it the result goes to standard output.")
@click.option("--name", default="", help="What messages call the file; git says its path.")
@click.option("--json", "as_json", is_flag=True, help="Print the conflicts as JSON (needs -o).")
@guarded
def command(base: Path, ours: Path, theirs: Path, output: Path | None, name: str, as_json: bool) -> None:
    """Join what two people changed in one annotation since their common version.

    Works on annotations and on correspondences files, element by element: what only one side changed is taken
    over. Where both changed the same thing, OURS stays in its place, a mark before it holds what THEIRS says,
    and `argmap check` reports it as E110 until `argmap resolve` or an editor has settled it. A component that one
    side removed and the other changed, or newly relates, is kept. The result is always well-formed.

    \b
    argmap merge base.xml mine.xml hers.xml -o joined.xml
    argmap resolve joined.xml                              what is open
    argmap git-setup                                       let git do this by itself

    BASE may be empty where both sides added the file. Exit status: 0 joined, 1 conflicts are marked, 2 misuse.
    """
    from argmap.problems import ArgmapError
    from argmap.versions.merge import merge
    from argmap.workspace import read_bytes, save

    if output is not None:
        output_folder_exists(output)
    elif as_json:
        raise ArgmapError("--json prints the conflicts, so the result needs a file", "name it with -o")
    before = read_bytes(base, empty=True)
    mine, hers = read_bytes(ours), read_bytes(theirs)
    if len(before.data) + len(mine.data) + len(hers.data) > LONG:
        click.echo("joining long files …", err=True)
    merged = merge(before.data, mine.data, hers.data, name or str(ours))
    if output is None:
        click.echo(merged.data, nl=False)
    else:
        save(output, merged.data)
    where = name or output or ours
    told = [f"{where}:{item.place.line}:{item.place.column}: {item}" for item in merged.conflicts]
    for line in first_of(told, "-o and --json print them all") if not as_json else ():
        click.echo(line, err=True)
    if as_json:
        found = [{**c.as_dict(), "line": c.place.line, "column": c.place.column} for c in merged.conflicts]
        click.echo(dump_json({"conflicts": found}))
    if merged.conflicts:
        raise SystemExit(1)
