"""``argmap train``: learn from annotated articles what to propose in others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import PATH, dump_json, guarded, load_annotated, show_problems
from argmap.problems import ArgmapError, DataError, Place

if TYPE_CHECKING:
    from argmap.suggest.passages.learn import Settings
    from argmap.suggest.passages.samples import Sample
    from argmap.suggest.passages.trial import Trial


@click.command("train")
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option("--output", "-o", type=PATH, required=True, help="Folder for the model; an older model is replaced.")
@click.option("--language", help="Language code (en, de, …); default: that of the first text.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**31), help="Same seed, same figures.")
@click.option("--steps", default=300, show_default=True, type=click.IntRange(1, 100_000), help="Training steps.")
@click.option("--json", "as_json", is_flag=True, help="Print settings and figures as JSON.")
@guarded
def command(files: tuple[Path, ...], output: Path, language: str | None, seed: int, steps: int, as_json: bool) -> None:
    """Learn from annotated articles, and save a spaCy model that proposes components.

    FILES are annotated editions with their text, or folders of them. First some texts are held out, and what a
    model finds in them is printed: precision, recall and F1 of each kind, and which kinds it takes for each other.
    The model that is saved has learnt from all texts. It is an ordinary spaCy folder.

    \b
    argmap train corpus/ -o model              every edition in the folder
    argmap train a.xml b.xml c.xml -o model
    argmap suggest new.xml --model model       what it proposes for another text
    """
    from argmap.suggest.passages.learn import Settings, enough, shown_config
    from argmap.suggest.passages.trial import held_out, rounds
    from argmap.workspace.models import model_folder, save_model

    model_folder(output)
    samples, found, status = read(files)
    settings = Settings(language=(language or found or "en").split("-", maxsplit=1)[0].lower(), seed=seed, steps=steps)
    enough(samples)
    trial = with_bar(
        "held-out texts", rounds(samples, settings) * steps, lambda tick: held_out(samples, settings, tick)
    )
    nlp = with_bar("all texts", steps, lambda tick: trained(samples, settings, tick))
    nlp.meta["name"] = output.name or "model"
    save_model(output, nlp.to_disk)
    if as_json:
        click.echo(dump_json(as_data(samples, settings, trial, shown_config(nlp))))
    else:
        click.echo(report(samples, trial, shown_config(nlp)))
        click.echo(f"{output}: the model, learnt from {_texts(samples)}")
    raise SystemExit(status)


def trained(samples: list[Sample], settings: Settings, tick: Any) -> Any:
    """The final model."""
    from argmap.suggest.passages.learn import train

    return train(samples, settings, tick)


def with_bar(label: str, length: int, work: Any) -> Any:
    """Do the work with a progress bar on standard error; it is given a function to call at each step."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        return work(lambda: bar.update(1))


def read(files: tuple[Path, ...]) -> tuple[list[Sample], str, int]:
    """The samples of all files, the language of the first, and the exit status that the data's problems ask for."""
    from argmap.suggest.passages.samples import sample
    from argmap.workspace import annotation_files, load

    samples, problems, language = [], [], ""
    for path in annotation_files(files):
        # of a folder, files without annotation are passed over; a file that was named must have one
        amap, more = load_annotated(path) if path in files else load(path)
        if not amap.components:
            continue
        problems += more
        language = language or amap.source.language
        item = sample(amap)
        if item is None:
            remedy = "put it onto its text first: argmap attach"
            raise DataError("the file holds no text to learn from", remedy, place=Place(str(path), 1, 1))
        samples.append(item)
    if not samples:
        places = ", ".join(map(str, files))
        raise ArgmapError(f"{places}: there is no annotated article here", "name annotated editions, or their folder")
    return samples, language, show_problems(problems)


def report(samples: list[Sample], trial: Trial | None, config: str) -> str:
    """Settings, figures and confusion table for the terminal."""
    lines = [config, "", totals(samples)]
    if trial is None:
        return "\n".join([*lines, "No held-out figures: that takes two texts, each with enough annotated sentences."])
    lines += [
        f"Held-out figures ({trial.method}):",
        f"{'kind':<16}{'precision':>10}{'recall':>8}{'F1':>6}{'number':>8}",
    ]
    lines += [
        f"{row.kind or '(none)':<16}{row.precision:>10.2f}{row.recall:>8.2f}{row.f1:>6.2f}{row.number:>8}"
        for row in trial.figures
    ]
    lines.append(
        f"macro-F1 {trial.macro_f1:.3f}; rules alone {trial.rules_macro_f1:.3f}, "
        f"always the commonest {trial.majority_macro_f1:.3f}"
    )
    if trial.macro_f1 <= trial.rules_macro_f1:
        lines.append("The model finds no more than the rules do: annotate more texts, or texts more alike.")
    heads = [kind or "(none)" for kind in trial.kinds]
    width = max(len(head) for head in heads) + 2
    lines += ["", "Rows: as annotated. Columns: as proposed."]
    lines.append(" " * width + "".join(f"{head:>{width}}" for head in heads))
    for head, row in zip(heads, trial.confusion, strict=True):
        lines.append(f"{head:<{width}}" + "".join(f"{number:>{width}}" for number in row))
    return "\n".join([*lines, ""])


def totals(samples: list[Sample]) -> str:
    """What there was to learn from, in one sentence."""
    number = sum(len(item.labels) for item in samples)
    return f"{_texts(samples)}, {number} sentences, {sum(item.labelled for item in samples)} of them annotated."


def _texts(samples: list[Sample]) -> str:
    """How many texts there are; where several people annotated one, how many annotations of them."""
    number = len({item.text for item in samples})
    told = f"{number} text{'' if number == 1 else 's'}"
    return told if number == len(samples) else f"{len(samples)} annotations of {told}"


def as_data(samples: list[Sample], settings: Settings, trial: Trial | None, config: str) -> dict[str, Any]:
    """All of it for JSON."""
    from dataclasses import asdict

    return {
        "settings": asdict(settings),
        "config": config,
        "texts": [{"name": item.name, "sentences": len(item.labels), "annotated": item.labelled} for item in samples],
        "held_out": asdict(trial) if trial else None,
    }
