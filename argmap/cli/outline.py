"""``argmap outline``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, show_problems


@click.command("outline")
@click.argument("file", type=PATH)
@click.option("--root", default="", metavar="ID", help="Only this component and its grounds.")
@click.option("--depth", type=click.IntRange(0), help="With --root or from the theses: so many levels down.")
@click.option("--issue", default="", metavar="ISSUE", help="Only components filed under this issue or below it.")
@click.option("--kind", default="", help="Only claim, evidence, recommendation, thesis …")
@click.option("--section", default="", metavar="N", help="Only components of this section of the text.")
@click.option("--width", type=click.IntRange(40), help="Columns.  [default: the terminal's]")
@click.option("--json", "as_json", is_flag=True, help="Print the tree as JSON, one object a line of the tree.")
@guarded
def command(
    file: Path,
    root: str,
    depth: int | None,
    issue: str,
    kind: str,
    section: str,
    width: int | None,
    as_json: bool,
) -> None:
    """Show the argument as a tree in the terminal.

    Every conclusion is followed by its grounds. The signs: + supports, − attacks, × undercuts
    the step, = restates, & one of several premises that only work together.

    \b
    argmap outline a.xml                 from the theses down
    argmap outline a.xml --depth 2       the main lines only
    argmap outline a.xml --root c12      the grounds of one claim
    argmap outline a.xml --json          for other programs
    """
    from argmap.render.text import write
    from argmap.render.view import Choice, select

    amap, problems = load_annotated(file)
    status = show_problems(problem for problem in problems if problem.severity == "error")
    view = select(amap, Choice(root, depth, issue, kind, section))
    if as_json:
        click.echo(dump_json(_data(view)))
    else:
        click.echo(write(view, width=width or shutil.get_terminal_size((100, 24)).columns), nl=False)
    raise SystemExit(status)


def _data(view: Any) -> list[dict[str, Any]]:
    from argmap.render.tree import walk

    return [
        {
            "level": len(twig.trail),
            "component": twig.component or None,
            "kind": view.map.component[twig.component].kind if twig.component else None,
            "gloss": view.map.component[twig.component].gloss if twig.component else None,
            "page": view.map.page(view.map.component[twig.component]) or None if twig.component else None,
            "relation": twig.relation.id if twig.relation else None,
            "name": twig.relation.name if twig.relation else None,
            "linked": twig.relation.linked if twig.relation else False,
            "against": twig.hits or None,
            "again": twig.again,
        }
        for twig in walk(view)
    ]
