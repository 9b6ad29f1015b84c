"""Arguments as Argdown writes them: a head, and a premise-conclusion structure with its inferences."""

from __future__ import annotations

from typing import Any

from argmap.formats.argdown.escape import escape_rule, words
from argmap.formats.argdown.overlay import clean
from argmap.formats.argdown.plan import Below, Plan, slots
from argmap.formats.argdown.yamlish import flow
from argmap.model import Relation


def element(plan: Plan, reference: str, text: str, kept: dict[str, Any], tags: list[str] | None = None) -> str:
    """A definition, or a reference where there is no text, with what was kept: tags, data, markup."""
    data = kept.get("data")
    said = words(text, texts(kept.get("tags")) if tags is None else tags, plan.codes, _text(kept.get("markup")))
    head = f"{reference}: {said}" if clean(text) else f"{reference} {said}".rstrip()
    return f"{head} {flow(data)}" if data and isinstance(data, dict) else head


def further(plan: Plan, reference: str, kept: dict[str, Any]) -> list[str]:
    """Paragraphs for the members whose words do not count."""
    members = texts(kept.get("members"))
    marked = texts(kept.get("markups"))
    marked = marked if len(marked) == len(members) else [""] * len(members)
    pairs = [(text, markup) for text, markup in zip(members, marked, strict=True) if clean(text)]
    return [f"{reference}: {words(text, [], plan.codes, markup)}" for text, markup in pairs]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def hanging(below: list[Below], plan: Plan) -> list[str]:
    """The lines of what hangs below something."""
    return [f"  {symbol} {plan.reference(ident)}" for symbol, ident in below]


def texts(value: object) -> list[str]:
    """Those members of a kept list that are texts."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def structure(plan: Plan, name: str) -> list[str]:
    """The paragraphs of one argument."""
    steps = plan.steps[name]
    found = slots(steps[-1])
    out = further(plan, f"<{name}>", found)
    head = element(plan, f"<{name}>", steps[-1].reason, found)
    out.append("\n".join([head, *hanging(plan.against.get(steps[-1].id, []), plan)]))
    lines: list[str] = []
    rows: dict[str, int] = {}
    start = count = 0
    for step in steps:
        uses = []
        for source in step.sources:
            if source not in rows:
                count += 1
                rows[source] = count
                lines.append(f"({count}) {plan.reference(source)}")
            uses.append(rows[source])
        lines += _inference(plan, step, uses, [*range(start + 1, count + 1)])
        lines += hanging(plan.under.get(step.id, []), plan)
        count += 1
        start = count - 1
        rows[step.targets[0]] = count
        lines.append(f"({count}) {plan.reference(step.targets[0])}")
    return [*out, "\n".join(lines)]


def _inference(plan: Plan, step: Relation, uses: list[int], usual: list[int]) -> list[str]:
    """The line between premises and conclusion; which premises it uses is said where it does not go without."""
    kept = slots(step).get("inference")
    data = dict(kept) if isinstance(kept, dict) else {}
    said = [data[name] for name in ("uses", "from") if isinstance(data.get(name), list)]
    if (said[0] if said else usual) != uses:
        data["uses"] = uses
    known = plan.amap.scheme
    rules = [known[ident].label or ident for ident in step.schemes if ident in known]
    parts = [", ".join(escape_rule(rule) for rule in rules if clean(rule)), flow(data) if data else ""]
    line = " ".join(part for part in parts if part)
    return ["--", line, "--"] if line else ["----"]
