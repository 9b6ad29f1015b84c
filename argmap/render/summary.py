"""The comparison as a few lines for the terminal: each issue's class and what it follows from."""

from __future__ import annotations

from argmap.compare.model import SILENT, Comparison, Unmatched
from argmap.compare.table import relation_label
from argmap.model import ArgumentMap
from argmap.render.measure import clean
from argmap.render.said import silence
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
        lines.append(f"{label:<{wide}}  {verdict}: {row.why}" if row.why else f"{label:<{wide}}  {verdict}")
    for amap, items in ((a, comparison.only_a), (b, comparison.only_b)):
        lines += _unmatched(amap, items)
    return "\n".join([*lines, "", *provenance(comparison)]) + "\n"


def _unmatched(amap: ArgumentMap, items: tuple[Unmatched, ...]) -> list[str]:
    if not items:
        return []
    lines = ["", f"Without a counterpart: {amap.short_name} ({len(items)})"]
    for item in items[:MOST]:
        lines.append(f"  {item.component}  {clean(amap.component[item.component].gloss)} ({silence(item)})")
    if len(items) > MOST:
        lines.append(f"  … and {len(items) - MOST} more (see -o table.md)")
    return lines
