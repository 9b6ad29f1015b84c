"""A report on agreement for readers: lines for the terminal, Markdown, and a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from argmap.analysis.agreement.report import Report, TextRow
from argmap.analysis.agreement.scores import Score

_HEAD = ("coefficient", "value", "95 % interval", "items", "remarks")
_ROWS = ("about", "page", "one says", "the other says", "passage")
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem} caption{text-align:left;font-weight:600}
th,td{border-bottom:1px solid #8886;padding:.25rem .6rem;text-align:left;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums} tr{break-inside:avoid}
"""


def text(report: Report) -> str:
    """The scores, part by part, and how many disagreements there are."""
    lines = [f"{' / '.join(report.coders)} on {', '.join(report.texts)}", *_text_rows(report)]
    width = max(len(score.name) for score in report.scores)
    for part, scores in _parts(report):
        lines += ["", part]
        for score in scores:
            row = f"  {score.name:{width}}  {number(score.value):>6}  {_interval(score):15}  {_items(score)}"
            lines += [row.rstrip(), *(f"  {'':{width}}  ! {warning}" for warning in score.warnings)]
    lines += [
        "",
        *report.notes,
        f"{len(report.disagreements)} disagreements (argmap agree … -o report.html lists them)",
    ]
    return "\n".join(lines) + "\n"


def markdown(report: Report) -> str:
    """Tables for a paper's appendix."""
    lines = [f"# Agreement of {_md(', '.join(report.coders))}", "", f"Texts: {_md(', '.join(report.texts))}", ""]
    if report.by_text:
        lines += ["## Text by text", "", *_md_table(_text_head(report), _by_text(report)), ""]
    for part, scores in _parts(report):
        lines += [f"## {part.capitalize()}", "", *_md_table(_HEAD, [_row(score) for score in scores]), ""]
    lines += ["## Method", "", *(f"- {_md(note)}" for note in report.notes), "", "## Disagreements", ""]
    lines += _md_table(("text", "coders", *_ROWS), _disagreements(report))
    return "\n".join(lines) + "\n"


def html(report: Report) -> str:
    """A page of its own."""
    title = escape(f"Agreement of {', '.join(report.coders)}")
    tables = _html_table("text by text", _text_head(report), _by_text(report)) if report.by_text else ""
    tables += "".join(_html_table(part, _HEAD, [_row(score) for score in scores]) for part, scores in _parts(report))
    notes = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
    rows = _html_table("disagreements", ("text", "coders", *_ROWS), _disagreements(report))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1>"
        f"<p>{escape(', '.join(report.texts))}</p>\n{tables}<ul>{notes}</ul>\n{rows}</main></body></html>\n"
    )


def number(value: float | None) -> str:
    """Three decimals; a dash where there is no value.

    >>> number(0.5), number(None)
    ('0.500', '–')
    """
    return "–" if value is None else f"{value:.3f}"


def _parts(report: Report) -> Iterator[tuple[str, list[Score]]]:
    for part in dict.fromkeys(score.part for score in report.scores):
        yield part, [score for score in report.scores if score.part == part]


def _interval(score: Score) -> str:
    return f"{score.interval[0]:.3f}–{score.interval[1]:.3f}" if score.interval else ""


def _items(score: Score) -> str:
    return f"{score.items} {score.unit}"


def _row(score: Score) -> list[str]:
    return [score.name, number(score.value), _interval(score), _items(score), "; ".join(score.warnings)]


def _text_head(report: Report) -> list[str]:
    return ["text", "coders", "components", *(name for name, _ in report.by_text[0].figures), "disagreements"]


def _by_text(report: Report) -> list[list[str]]:
    return [_text_row(row) for row in report.by_text]


def _text_row(row: TextRow) -> list[str]:
    figures = [number(value) for _, value in row.figures]
    return [row.name, ", ".join(row.coders), str(row.components), *figures, str(row.disagreements)]


def _text_rows(report: Report) -> Iterator[str]:
    """The table text by text, in columns."""
    if not report.by_text:
        return
    rows = [_text_head(report), *_by_text(report)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    yield ""
    for row in rows:
        yield "  ".join(
            cell.ljust(wide) if at < 2 else cell.rjust(wide)
            for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
        )


def _disagreements(report: Report) -> list[list[str]]:
    return [
        [item.text, f"{item.one} / {item.other}", item.about, item.page, item.says, item.counter, item.passage]
        for item in report.disagreements
    ]


def _md_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return lines + [f"| {' | '.join(_md(cell) for cell in row)} |" for row in rows]


def _md(cell: str) -> str:
    cell = " ".join(cell.split())
    for mark in "\\`*_[]<>|#":
        cell = cell.replace(mark, f"\\{mark}")
    return cell


def _html_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        f"<table><caption>{escape(caption.capitalize())}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>\n"
    )
