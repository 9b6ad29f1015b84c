"""Relations as Argdown reads them: of reconstructed arguments, in strict mode, and with exploded arguments."""

from __future__ import annotations

from argmap.formats.argdown.model import (
    ATTACK,
    CONTRADICTORY,
    CONTRARY,
    ENTAILS,
    SUPPORT,
    SYMMETRIC,
    UNDERCUT,
    Builder,
    Edge,
    Element,
    Model,
    Step,
    key,
)
from argmap.formats.argdown.nodes import PREMISE, Document


def build(document: Document) -> Model:
    """The model of a parsed text, its relations interpreted as its frontmatter asks for."""
    model = Builder(document).run()
    if model.setting("transformArgumentRelations") is not False:
        _through_structures(model)
    if model.setting("mode") == "strict":
        _strictly(model)
    _without_redundant(model)
    if model.setting("explodeArguments"):
        _exploded(model)
    _similar(model)
    return model


def _through_structures(model: Model) -> None:
    """What starts at a reconstructed argument starts at its conclusion; what undercuts it, at its last step."""
    known = {key(edge): edge for edge in model.edges}
    kept: list[Edge] = []
    for edge in model.edges:
        old = key(edge)
        last = edge.source.steps[-1] if edge.source.steps else None
        if last is not None and last.conclusion is not None:
            edge.source = last.conclusion
        if edge.kind == UNDERCUT and isinstance(edge.target, Element) and edge.target.steps:
            edge.target = edge.target.steps[-1]
        new = key(edge)
        if new != old and edge.source is edge.target:
            continue  # a relation from an argument to its own conclusion says nothing new
        other = edge if new == old else known.setdefault(new, edge)
        if other is edge:
            kept.append(edge)
        else:
            other.said += edge.said
    model.edges = kept


def _strictly(model: Model) -> None:
    """Between statements, support is entailment, and attack contrariety, which has no direction."""
    known: dict[tuple[str, object, object], Edge] = {}
    kept: list[Edge] = []
    for edge in model.edges:
        if not edge.source.argument and isinstance(edge.target, Element) and not edge.target.argument:
            edge.kind = {SUPPORT: ENTAILS, ATTACK: CONTRARY}.get(edge.kind, edge.kind)
        other = known.setdefault(key(edge), edge) if edge.kind == CONTRARY else edge
        if other is edge:
            kept.append(edge)
        else:
            other.said += edge.said
    model.edges = kept


def _without_redundant(model: Model) -> None:
    """An attack on an argument says nothing new where it attacks one of its premises already."""
    hit: dict[Element, set[Element | Step]] = {}
    for edge in model.edges:
        if edge.kind in (ATTACK, CONTRADICTORY, CONTRARY) and not edge.source.argument:
            hit.setdefault(edge.source, set()).add(edge.target)
            if edge.kind in SYMMETRIC and isinstance(edge.target, Element):
                hit.setdefault(edge.target, set()).add(edge.source)
    model.edges = [edge for edge in model.edges if not _redundant(model, edge, hit)]


def _redundant(model: Model, edge: Edge, hit: dict[Element, set[Element | Step]]) -> bool:
    if edge.kind != ATTACK or edge.source.argument or not isinstance(edge.target, Element) or not edge.target.lines:
        return False
    attacked = hit.get(edge.source, set())
    premises = (line.title for line in edge.target.lines if line.role is PREMISE)
    return any(model.statements[title] in attacked for title in premises)


def _exploded(model: Model) -> None:
    """Each step of an argument as an argument of its own, the last with the relations."""
    arguments: dict[str, Element] = {}
    moved: dict[Element, Element] = {}
    for title, argument in model.arguments.items():
        if len(argument.steps) < 2:
            arguments[title] = argument
            continue
        for number, step in enumerate(argument.steps, 1):
            part = Element(f"{title} - {number}", True, argument.order, argument.members, argument.tags)
            part.data, part.section, part.steps = argument.data, argument.section, [step]
            part.lines = argument.lines
            step.argument = part
            arguments[part.title] = moved[argument] = part
    model.arguments = arguments
    for edge in model.edges:
        edge.source = moved.get(edge.source, edge.source)
        if isinstance(edge.target, Element):
            edge.target = moved.get(edge.target, edge.target)


def _similar(model: Model) -> None:
    """References to what is defined nowhere, where something is that differs in case or spaces only."""
    for group, marks in ((model.statements, "[]"), (model.arguments, "<>")):
        defined = {" ".join(title.split()).casefold(): title for title, item in group.items() if item.canonical}
        for title, item in group.items():
            like = defined.get(" ".join(title.split()).casefold(), title)
            if like != title and item.canonical is None and item.members:
                shown, other = (f"{marks[0]}{name[:60]}{marks[1]}" for name in (title, like))
                model.faults.append((item.members[0].start, "W918", f"{shown} has no text, but {other} has: a slip?"))
