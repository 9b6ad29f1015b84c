"""The comparison as a few lines for the terminal: each issue's class and what it follows from."""

from __future__ import annotations

from argmap.compare.coverage import because
from argmap.compare.many import Many
from argmap.compare.model import SILENT, Comparison, Unmatched
from argmap.compare.table import relation_label
from argmap.model import ArgumentMap
from argmap.render.document import words
from argmap.render.measure import clean
from argmap.render.said import footer, issue_name, silence
from argmap.render.table_matrix import SIGNS, between, headed, legend, letters
from argmap.render.tables import provenance

MOST = 5


def summary(comparison: Comparison) -> str:
    """Plain text, one line an issue, then the chief positions without a counterpart, then the provenance."""
    a, b = comparison.a, comparison.b
    rows = [row for row in comparison.rows if row.kind != SILENT]
    wide = max((len(row.issue.label or row.issue.id) for row in rows), default=0)
    lines = [f"{a.short_name}  |  {b.short_name}", ""]
    for row in rows:
        label = clean(row.issue.label or row.issue.id or "no issue given")
        verdict = relation_label(row.kind, a, b)
        why = because(row)
        lines.append(f"{label:<{wide}}  {verdict}: {why}" if why else f"{label:<{wide}}  {verdict}")
    for amap, items in ((a, comparison.only_a), (b, comparison.only_b)):
        lines += _unmatched(amap, items)
    return "\n".join([*lines, "", *provenance(comparison)]) + "\n"


def overview(many: Many) -> str:
    """The matrix of many authors in plain text: a sign for each, then the pairs whose positions are tied."""
    names = headed(many)
    lines = [*names, "", legend(many), ""]
    wide = max((len(issue_name(row.issue)) for row in many.rows), default=0)
    for row in many.rows:
        signs = "  ".join(f"{key} {SIGNS[one.status]}" for key, one in zip(letters(len(names)), row.cells, strict=True))
        lines.append(f"{clean(issue_name(row.issue)):<{wide}}  {signs}")
        lines += [f"{'':<{wide}}    {clean(words((one,)))}" for one in between(many, row)]
    return "\n".join([*lines, "", *footer(many)]) + "\n"


def _unmatched(amap: ArgumentMap, items: tuple[Unmatched, ...]) -> list[str]:
    if not items:
        return []
    lines = ["", f"Without a counterpart: {amap.short_name} ({len(items)})"]
    for item in items[:MOST]:
        lines.append(f"  {item.component}  {clean(amap.component[item.component].gloss)} ({silence(item)})")
    if len(items) > MOST:
        lines.append(f"  … and {len(items) - MOST} more (see -o table.md)")
    return lines
