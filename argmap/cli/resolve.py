"""``argmap resolve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, dump_json, first_of, guarded

if TYPE_CHECKING:
    from argmap.tei.conflicts import Conflict


def _shown(number: int, item: Conflict, file: Path) -> str:
    lines = [f"{number}  {file}:{item.place.line}:{item.place.column}: {item}"]
    for label, value in (("ours", item.ours), ("theirs", item.theirs)) if item.kind == "content" else ():
        lines.append(f"     {label}: {value}")
    return "\n".join(lines)


@click.command("resolve")
@click.argument("file", type=PATH)
@click.argument("numbers", nargs=-1, type=click.IntRange(min=1))
@click.option("--take", type=click.Choice(["ours", "theirs"]), help="Settle the conflicts named (or all) so.")
@click.option("--json", "as_json", is_flag=True, help="Print the open conflicts as JSON.")
@guarded
def command(file: Path, numbers: tuple[int, ...], take: str | None, as_json: bool) -> None:
    """Show the conflicts that a merge left in a file, or settle them.

    NUMBERS are those of the list that is shown without --take. What is not named stays open.

    \b
    argmap resolve map.xml                       the list
    argmap resolve map.xml 2 3 --take theirs     two of them as the other version says
    argmap resolve map.xml --take ours           all that is left as the file says

    Exit status: 0 nothing is open, 1 conflicts are open, 2 misuse.
    """
    from argmap.problems import ArgmapError
    from argmap.tei.conflicts import conflicts, resolve
    from argmap.tei.parse import parse
    from argmap.workspace import read_bytes, save

    loaded = read_bytes(file)
    data = loaded.data
    if take is None and numbers:
        raise ArgmapError("numbers say which conflicts, not how they are settled", "add --take ours or --take theirs")
    if take is not None:
        parse(data, str(file))
        for number in sorted(set(numbers), reverse=True) or (None,):
            data = resolve(data, take, number, str(file))
        if data != loaded.data:
            save(file, data, expect=loaded.sha256)
    found = conflicts(parse(data, str(file)))
    if as_json:
        rows = [{**item.as_dict(), "line": item.place.line, "column": item.place.column} for item in found]
        click.echo(dump_json({"conflicts": rows}))
    told = [_shown(number, item, file) for number, item in enumerate(found, 1)]
    for line in first_of(told, "--json prints them all") if not as_json else ():
        click.echo(line)
    if not found and not as_json:
        click.echo("no conflicts", err=True)
    if found:
        raise SystemExit(1)
