"""``argmap suggest`` for one text: passages that may be components, and links between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import dump_json, output_folder_exists, show_problems
from argmap.problems import ArgmapError, DataError, Place

if TYPE_CHECKING:
    from argmap.suggest.passages import Proposals
    from argmap.text.reading import ReadingText

WIDEST = 100


def shown(path: Path, model: str | None, number: int, output: Path | None, *, as_json: bool) -> int:
    """Print the proposals for one text, or write them as JSON; returns the exit status."""
    from argmap.suggest.passages import propose
    from argmap.workspace import load, save

    if output is not None and output.suffix.lower() != ".json":
        raise ArgmapError(f"{output}: proposals are written as JSON only", "name a file such as proposals.json")
    if output is not None:
        output_folder_exists(output)
    amap, problems = load(path)
    if amap.text is None or amap.text.content is None:
        remedy = "put the annotation onto its text first: argmap attach"
        raise DataError("the file holds no text to propose anything in", remedy, place=Place(str(path), 1, 1))
    found = propose(amap.text, model)
    status = show_problems(problems)
    data = as_data(found, amap.text, amap.id)
    if output is not None:
        save(output, f"{dump_json(data)}\n".encode("utf-8", "surrogatepass"))
        click.echo(f"{output}: {len(found.items)} proposals, {len(found.relations)} links")
    else:
        click.echo(dump_json(data) if as_json else listing(found, amap.text, number))
    return status


def listing(found: Proposals, text: ReadingText, number: int) -> str:
    """The likeliest proposals in reading order, and the links between them, for the terminal."""
    from argmap.render.measure import clean

    content = text.content or ""
    best = sorted(range(len(found.items)), key=lambda index: (-found.items[index].score, index))[:number]
    lines = []
    for index in sorted(best):
        item = found.items[index]
        page = text.page_at(item.start)
        words = excerpt(content[item.start : item.end])
        where = f"p. {page}" if page else ""
        lines.append(f"{f'[{index}]':<6}{item.score:.2f}  {item.kind:<15}{where:<8}{words}")
        lines.append(f"      why: {clean('; '.join(item.reasons))}")
    links = [link for link in found.relations if {link.source, link.target} <= set(best)]
    lines += ["", "Links:"] if links else []
    for link in links:
        why = clean("; ".join(link.reasons))
        lines.append(f"{link.score:.2f}  [{link.source}] {link.name} [{link.target}]  why: {why}")
    left = len(found.items) - len(best)
    lines += [f"… and {left} more that score less (-n)"] if left > 0 else []
    return "\n".join([*lines, coverage(found)])


def excerpt(passage: str) -> str:
    """The passage in one line, its middle left out where it is long."""
    from argmap.render.measure import clean

    passage = clean(passage)
    half = (WIDEST - 3) // 2
    return passage if len(passage) <= WIDEST else f"{passage[:half].rstrip()} … {passage[-half:].lstrip()}"


def coverage(found: Proposals) -> str:
    """How many there are, who proposed them, and what they are not."""
    by = "by rule" if found.source == "rules" else f"by the model {found.source}"
    return f"{len(found.items)} passages and {len(found.relations)} links proposed {by}; nothing is decided."


def as_data(found: Proposals, text: ReadingText, name: str) -> dict[str, Any]:
    """The proposals for JSON; offsets are code points of the reading text with the given hash."""
    return {
        "text": {"id": name, "sha256": text.sha256, "length": text.length, "normalization": text.normalization},
        "source": found.source,
        "proposals": [
            {
                "kind": item.kind,
                "start": item.start,
                "end": item.end,
                "page": text.page_at(item.start),
                "score": item.score,
                "reasons": list(item.reasons),
                "words": (text.content or "")[item.start : item.end],
            }
            for item in found.items
        ],
        "relations": [
            {
                "name": link.name,
                "source": link.source,
                "target": link.target,
                "score": link.score,
                "reasons": list(link.reasons),
            }
            for link in found.relations
        ],
    }
