"""``argmap schemes``."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from argmap.cli.common import dump_json, guarded
from argmap.problems import ArgmapError
from argmap.text.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.schemes import SchemeInfo

# as in `argmap.schemes.KINDS`, which is imported only when the command runs
KINDS = ("inference", "conflict", "rephrase", "preference", "transition", "illocution")


@click.command("schemes")
@click.argument("name", nargs=-1, metavar="[NAME]")
@click.option("--kind", type=click.Choice(KINDS), help="Only schemes of this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects, with everything that is known.")
@guarded
def command(name: tuple[str, ...], kind: str | None, as_json: bool) -> None:
    """Look up argumentation schemes: what they rest on, and what to ask of them.

    Without NAME, all are listed. With a NAME, its premises, conclusion and critical questions are
    shown. Any usual name will do, also those of AIFdb and arguebuf; a part of a name lists
    all schemes that have it.

    \b
    argmap schemes                        all, by what they argue from
    argmap schemes expert opinion         one, with its critical questions
    argmap schemes CauseToEffect          by its name in AIFdb
    argmap schemes slope                  all whose names hold the word
    argmap schemes --kind conflict        the named ways to attack
    """
    from argmap import schemes

    wanted = " ".join(" ".join(name).split())
    one = schemes.find(wanted)
    shown = [one] if one else _holding(wanted)
    shown = [info for info in shown if kind in (None, info.kind)]
    if not shown:
        near = schemes.close(wanted)
        remedy = f"did you mean {near.label}? " if near else ""
        raise ArgmapError(f"no scheme{f' of kind {kind}' if kind else ''} is called {wanted}", f"{remedy}{_ALL}")
    width = shutil.get_terminal_size((100, 24)).columns
    if as_json:
        click.echo(dump_json([_data(info) for info in shown]))
    else:
        click.echo("\n".join(_entry(shown[0], width) if one else _table(shown)))


_ALL = "argmap schemes lists them all"


def _holding(part: str) -> list[SchemeInfo]:
    from argmap import schemes

    words = part.casefold().split()
    return [
        info
        for info in schemes.schemes()
        if any(all(word in name.casefold() for word in words) for name in (info.id, info.label, *info.aliases))
    ]


def _data(info: SchemeInfo) -> dict[str, object]:
    from dataclasses import asdict

    from argmap import schemes

    below = [item.id for item in schemes.narrower(info.id)]
    return {**asdict(info), "narrower": below, "node": schemes.NODE_TYPES[info.kind]}


def _table(shown: Iterable[SchemeInfo]) -> Iterator[str]:
    """Families with their schemes; a sub-type stands indented below what is broader where that is listed too."""
    from argmap import schemes

    listed = list(shown)
    depth: dict[str, int] = {}
    family = ""
    wide = max(len(info.id) for info in listed) + 8
    for info in listed:
        if info.family != family:
            family = info.family
            depth.clear()
            yield from ([""] if info is not listed[0] else [])
            yield schemes.FAMILIES[family]
        depth[info.id] = depth.get(info.broader, 0) + 1
        yield f"{'  ' * depth[info.id]}{info.id}".ljust(wide) + info.label


def _entry(info: SchemeInfo, width: int) -> Iterator[str]:
    from argmap import schemes

    yield f"{info.label}  ({info.id})"
    if info.broader:
        yield from _wrapped(f"a kind of: {schemes.by_id()[info.broader].label} ({info.broader})", width)
    below = schemes.narrower(info.id)
    if below:
        yield from _wrapped(f"kinds of it: {', '.join(item.id for item in below)}", width)
    yield from ("", "Premises")
    wide = max(len(premise.role) for premise in info.premises) + 2
    for premise in info.premises:
        yield from _wrapped(f"{premise.role.ljust(wide)}{premise.text}", width, wide)
    yield from ("", "Conclusion", *_wrapped(info.conclusion, width), "", "Critical questions")
    for number, question in enumerate(info.questions, 1):
        yield from _wrapped(f"{number}. {question}", width, 3)
    yield from ("", "Other names", *_wrapped("; ".join(_names(info)), width))
    if info.kind in ("inference", "conflict", "rephrase") and not info.is_default:
        category = f'<category xml:id="{info.id}"><catDesc>{escape(info.label.lower())}</catDesc></category>'
        yield from ("", "To declare it in the taxonomy schemes of a TEI file", f"  {category}")


def _names(info: SchemeInfo) -> Iterator[str]:
    yield from info.aliases
    yield from (f"{item.name} in AIFdb{f' (number {item.id})' if item.id else ''}" for item in info.aifdb)
    yield from ([f"{info.arguebuf} in arguebuf"] if info.arguebuf else [])


def _wrapped(text: str, width: int, hang: int = 0) -> list[str]:
    return textwrap.wrap(
        text, max(30, width), initial_indent="  ", subsequent_indent=" " * (hang + 2), break_on_hyphens=False
    )
