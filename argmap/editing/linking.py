"""Acts on relations: link, change, reverse, give a scheme, and carry ends over to another component."""

from __future__ import annotations

from dataclasses import replace

from argmap.editing.arguments import (
    Act,
    Args,
    Desk,
    code_id,
    free_id,
    label_of,
    listed,
    proposer,
    relation,
    signed,
    words,
)
from argmap.editing.ops import Change, Op, put, take
from argmap.model import RELATIONS, ArgumentMap, Relation, Scheme
from argmap.problems import ArgmapError
from argmap.schemes import find


def link(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Relate components: several sources are linked premises; the target of an undercut is a relation."""
    name = _name(args)
    sources, target = listed(args, "sources"), words(args, "target")
    _check_ends(amap, name, sources, target)
    same = [r.id for r in amap.relations if (r.name, set(r.sources), r.targets) == (name, set(sources), (target,))]
    if same:
        raise ArgmapError(f"{same[0]} says that already", "choose another relation or target")
    who, named = signed(amap, desk)
    extra, program = proposer(amap, args)
    made = Relation(free_id(amap, "relation", desk), name, sources, (target,), annotator=who, extra=extra)
    return Op(f"{' + '.join(sources)} {name} {target}", (*named, *program, put(amap, "relation", made)))


def _name(args: Args) -> str:
    name = words(args, "name")
    if name not in RELATIONS or name == "cites":
        raise ArgmapError(f"{name!r} is no relation between passages", "supports, attacks, undercuts, restates")
    return name


def _check_ends(amap: ArgumentMap, name: str, sources: tuple[str, ...], target: str) -> None:
    missing = [source for source in sources if source not in amap.component]
    if missing or not sources:
        raise ArgmapError(f"there is no component {missing[0]!r}" if missing else "a relation needs a source", "")
    if target in sources:
        raise ArgmapError("a component cannot be related to itself", "choose another target")
    if name == "undercuts" and target not in amap.relation:
        raise ArgmapError("an undercut points at a relation", "choose the step that it denies")
    if name != "undercuts" and target not in amap.component:
        raise ArgmapError(f"there is no component {target!r}", "choose another target")


def rename(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Give a relation another name; what points at a relation stays an undercut."""
    item, name = relation(amap, words(args, "id")), _name(args)
    onto = any(target in amap.relation for target in item.targets)
    if onto != (name == "undercuts"):
        raise ArgmapError("an undercut points at a relation, all others at components", "delete it and link anew")
    return Op(f"{item.id} {name}", (put(amap, "relation", replace(item, name=name)),))


def reverse(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Turn a relation between two components round."""
    item = relation(amap, words(args, "id"))
    if len(item.sources) != 1 or len(item.targets) != 1 or item.targets[0] not in amap.component:
        raise ArgmapError(f"{item.id} cannot be turned round", "only a relation between two components can")
    return Op(
        f"turn {item.id} round", (put(amap, "relation", replace(item, sources=item.targets, targets=item.sources)),)
    )


def reason(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Say why the relation holds."""
    item = relation(amap, words(args, "id"))
    return Op(f"reason of {item.id}", (put(amap, "relation", replace(item, reason=words(args, "value"))),))


def schemes(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Set the argumentation schemes of a relation."""
    item, chosen = relation(amap, words(args, "id")), listed(args, "value")
    unknown = [name for name in chosen if name not in amap.scheme and name not in item.schemes]
    if unknown:
        raise ArgmapError(f"there is no scheme {unknown[0]}", "add it first")
    return Op(f"scheme of {item.id}", (put(amap, "relation", replace(item, schemes=chosen)),))


def new_scheme(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Give a relation a scheme by its name: one that the map declares, one of the registry, or a new one."""
    item, label = relation(amap, words(args, "id")), label_of(args)
    info = find(label)
    same = [s.id for s in amap.schemes if info and info in (find(s.id), find(s.label))]
    if same:
        chosen = tuple(dict.fromkeys((*item.schemes, same[0])))
        return Op(f"scheme of {item.id}", (put(amap, "relation", replace(item, schemes=chosen)),))
    free = info is not None and info.id not in {*desk.taken, *amap.scheme, *amap.issue, *amap.voice}
    ident = info.id if info and free else code_id(amap, "scheme", label, desk)
    made = Scheme(ident, info.label if info else label)
    changed = replace(item, schemes=(*item.schemes, made.id))
    return Op(f"scheme of {item.id}", (put(amap, "scheme", made), put(amap, "relation", changed)))


def redirect(amap: ArgumentMap, gone: set[str], kept: str) -> tuple[Change, ...]:
    """The changes that carry ends of relations over from components that go to one that stays.

    A relation that would join that one with itself goes, and so do those that point at it.
    """
    changes: list[Change] = []
    void: set[str] = set()
    for item in amap.relations:
        ends = [_carried(part, gone, kept) for part in (item.sources, item.targets, item.mutual)]
        new = replace(item, sources=ends[0], targets=ends[1], mutual=ends[2])
        if set(new.sources) & set(new.targets) or (new.mutual and len(new.mutual) < 2):
            void.add(item.id)
        elif new != item:
            changes.append(put(amap, "relation", new))
    return (*changes, *_without(amap, void))


def _carried(ids: tuple[str, ...], gone: set[str], kept: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kept if ident in gone else ident for ident in ids))


def _without(amap: ArgumentMap, void: set[str]) -> list[Change]:
    queue = [r.id for r in amap.relations if r.id in void]
    for ident in queue:
        queue += [r.id for r in amap.relations if ident in r.targets and r.id not in queue]
    left, changes = amap, []
    for ident in reversed(queue):
        changes.append(take(left, "relation", ident))
        left = replace(left, relations=tuple(r for r in left.relations if r.id != ident))
    return changes


ACTS: dict[str, Act] = {
    "link": link,
    "rename": rename,
    "reverse": reverse,
    "reason": reason,
    "schemes": schemes,
    "new-scheme": new_scheme,
}
