"""A map as Argdown in its plainest layout: issues as headings, a paragraph for each component, then arguments.

Linked premises, steps with a scheme and what is undercut become premise-conclusion structures; other relations hang
below what they point at.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.formats.argdown.escape import escape
from argmap.formats.argdown.overlay import KEY, Ids, clean, slug
from argmap.formats.argdown.plan import Plan, slots
from argmap.formats.argdown.structures import element, further, hanging, structure, texts
from argmap.formats.argdown.yamlish import flow
from argmap.model import KINDS, ArgumentMap, Component, Issue


def body(amap: ArgumentMap) -> str:
    """The whole text but for the frontmatter and for what Argdown has no syntax for."""
    plan = Plan(amap)
    tree = _tree(amap.issues)
    filed: dict[str, list[str]] = {}
    for item in amap.components:
        if amap.component[item.id] is item:
            section = next((ident for ident in item.issues if ident in tree), "")
            filed.setdefault(section, []).extend(paragraph(item, plan))
    homes = {item.id: next((ident for ident in item.issues if ident in tree), "") for item in amap.components}
    for name, steps in plan.steps.items():
        section = slots(steps[-1]).get("section", homes[steps[-1].targets[0]])
        filed.setdefault(section if section in tree else "", []).extend(structure(plan, name))
    out = filed.get("", [])
    ids = Ids()
    for ident, depth in tree.items():
        out += [_heading(plan, amap.issue[ident], depth, ids), *filed.get(ident, [])]
    if not out:  # a text must hold something
        out = [f"# {escape(amap.title or amap.id) or 'Empty'} {flow({KEY: {'issue': False}})}"]
    return "\n\n".join(out) + "\n"


def paragraph(item: Component, plan: Plan) -> list[str]:
    """A component: its further members, then itself with what hangs below it."""
    found = plan.kept[item.id]
    reference = plan.reference(item.id)
    data = found.get("data")
    data = data if isinstance(data, dict) else {}
    tags = texts(found.get("tags"))
    usual = data["kind"] if data.get("kind") in KINDS else "claim"
    if item.kind in KINDS and (item.kind != usual or set(tags) & set(KINDS)):
        tags = [item.kind, *(name for name in tags if name != item.kind)]
    own = element(plan, reference, item.gloss, found, tags)
    return [*further(plan, reference, found), "\n".join([own, *hanging(plan.below.get(item.id, []), plan)])]


def _tree(issues: Iterable[Issue]) -> dict[str, int]:
    """Issues that a root leads to, each before those below it, with their depth from 1."""
    children: dict[str, list[str]] = {}
    known = {item.id for item in issues}
    for item in issues:
        children.setdefault(item.parent if item.parent in known else "", []).append(item.id)
    found: dict[str, int] = {}
    stack = [(ident, 1) for ident in reversed(children.get("", []))]
    while stack:
        ident, depth = stack.pop()
        if ident and ident not in found:
            found[ident] = depth
            stack += [(child, depth + 1) for child in reversed(children.get(ident, []))]
    return found


def _heading(plan: Plan, issue: Issue, depth: int, ids: Ids) -> str:
    """The heading of an issue, with what was kept of it, and its id where that does not follow from the words."""
    kept = slots(plan.amap).get("sections")
    entries = [item for item in kept if isinstance(item, dict)] if isinstance(kept, list) else []
    found = next((item for item in entries if item.get("id") == issue.id), {})
    data = found.get("data")
    data = data if isinstance(data, dict) else {}
    label = clean(issue.label) or issue.id
    if ids.give(f"issue.{slug(label)}") != issue.id:
        data = {**data, KEY: {"id": issue.id}}
        ids.taken.add(issue.id)
    level = found.get("level")
    marks = "#" * (level if isinstance(level, int) and 0 < level < 100 else depth)
    words = element(plan, "", label, {**found, "data": data})
    return f"{marks} {words.removeprefix(': ')}"
