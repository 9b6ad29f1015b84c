"""What a user can do to a map: every act takes the map and plain arguments and gives the step to apply."""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.editing import linking
from argmap.editing.arguments import (
    Act,
    Args,
    Desk,
    code_id,
    component,
    fragments,
    free_id,
    label_of,
    listed,
    proposer,
    signed,
    spans,
    words,
)
from argmap.editing.judged import turned_down
from argmap.editing.ops import SORTS, Change, Op, Rejection, apply, in_map, put, take
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Issue, Relation, Voice
from argmap.problems import ArgmapError

CERTAINTIES = ("", "high", "medium", "low", "unknown")
_NAME = re.compile(r"[^\W\d_][\w.\- ]{0,60}")


def perform(amap: ArgumentMap, name: str, args: Args, desk: Desk) -> Op:
    """The step that an act makes.

    Raises:
        ArgmapError: there is no such act, an argument does not fit, or an entry cannot be changed.
    """
    act = ACTS.get(name)
    if act is None:
        raise ArgmapError(f"there is no act called {name!r}", f"acts: {', '.join(ACTS)}")
    op = act(amap, args, desk)
    for change in op.changes:
        if change.before is not None and change.id in desk.locked:
            remedy = "only span and relation elements in standOff can be changed here"
            raise ArgmapError(f"{change.id} is not written in the home form", remedy)
    return replace(op, key=words(args, "key")[:200])


def mark(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Make a passage a component; ``proposed`` names the program that proposed it, if one did."""
    kind = _kind(args)
    who, named = signed(amap, desk)
    extra, program = proposer(amap, args)
    ident = free_id(amap, kind, desk)
    made = Component(ident, kind, words(args, "gloss"), fragments(spans(amap, args)), annotator=who, extra=extra)
    return Op(f"mark {kind} {ident}", (*named, *program, put(amap, "component", made)))


def reject(_: ArgumentMap, args: Args, __: Desk) -> Op:
    """Turn proposals of the machine down, by their names; noted in the journal alone."""
    names = [name for name in listed(args, "ids") if name]
    if not names:
        raise ArgmapError("there is no proposal to reject", "choose one")
    said = f"a proposed {names[0].partition(':')[0]}" if len(names) == 1 else f"{len(names)} proposals"
    return Op(f"reject {said}", tuple(Change("rejection", name, None, Rejection(name)) for name in names))


def repeat(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Make every one of several passages a component like another one: kind, gloss, issues, voice, certainty."""
    item = component(amap, words(args, "id"))
    who, named = signed(amap, desk)
    made: list[Component] = []
    for pair in spans(amap, args):
        taken = Desk(desk.annotator, desk.taken | {c.id for c in made}, desk.locked)
        ident = free_id(amap, item.kind, taken)
        like = replace(item, id=ident, fragments=fragments([pair]), thesis=False, annotator=who, notes=(), extra=())
        made.append(like)
    changes = tuple(put(amap, "component", one) for one in made)
    return Op(f"{item.id} again, {len(made)} times", (*named, *changes))


def _kind(args: Args) -> str:
    kind = words(args, "kind")
    if not _NAME.fullmatch(kind):
        raise ArgmapError(
            f"{kind!r} cannot be a kind", "use claim, evidence, recommendation, or your own letters and spaces"
        )
    return kind


def gloss(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Set the gloss."""
    item = component(amap, words(args, "id"))
    return Op(f"gloss of {item.id}", (put(amap, "component", replace(item, gloss=words(args, "value"))),))


def retype(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Give a component another kind; its id stays."""
    item = component(amap, words(args, "id"))
    kind = _kind(args)
    return Op(f"{item.id} is {kind}", (put(amap, "component", replace(item, kind=kind)),))


def thesis(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Mark a component as the thesis, or take the mark away; the mark moves from whichever had it."""
    item = component(amap, words(args, "id"))
    others = [put(amap, "component", replace(c, thesis=False)) for c in amap.theses if c.id != item.id]
    changed = put(amap, "component", replace(item, thesis=not item.thesis))
    label = f"{item.id} is no longer the thesis" if item.thesis else f"{item.id} is the thesis"
    return Op(label, (*(others if not item.thesis else ()), changed))


def respan(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Set the passages of a component."""
    item = component(amap, words(args, "id"))
    changed = replace(item, fragments=fragments(spans(amap, args), item.fragments))
    return Op(f"extent of {item.id}", (put(amap, "component", changed),))


def certainty(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """How sure the annotator is of a component or relation."""
    ident, value = words(args, "id"), words(args, "value")
    if value not in CERTAINTIES:
        raise ArgmapError(f"{value!r} is no certainty", f"choose one of {', '.join(CERTAINTIES[1:])}")
    if ident in amap.relation:
        return Op(f"certainty of {ident}", (put(amap, "relation", replace(amap.relation[ident], certainty=value)),))
    return Op(f"certainty of {ident}", (put(amap, "component", replace(component(amap, ident), certainty=value)),))


def note(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Set the notes of a component; every entry of the list is a note."""
    item = component(amap, words(args, "id"))
    notes = tuple(text for text in listed(args, "value") if text)
    return Op(f"note on {item.id}", (put(amap, "component", replace(item, notes=notes)),))


def issues(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """File a component under these issues."""
    item = component(amap, words(args, "id"))
    chosen = listed(args, "value")
    unknown = [name for name in chosen if name not in amap.issue and name not in item.issues]
    if unknown:
        raise ArgmapError(f"there is no issue {unknown[0]}", "add it to the code book first")
    return Op(f"issues of {item.id}", (put(amap, "component", replace(item, issues=chosen)),))


def new_issue(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Add an issue to the code book, and file a component under it if one is named."""
    label, parent = label_of(args), words(args, "parent")
    if parent and parent not in amap.issue:
        raise ArgmapError(f"there is no issue {parent}", "choose one of the code book")
    made = Issue(code_id(amap, parent or "issue", label, desk), label, words(args, "question"), parent)
    changes: tuple[Change, ...] = (put(amap, "issue", made),)
    if args.get("id"):
        item = component(amap, words(args, "id"))
        changes = (*changes, put(amap, "component", replace(item, issues=(*item.issues, made.id))))
    return Op(f"new issue {label}", changes)


def voice(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Whose position a component is: a known voice, a new one by its ``label``, or the author's own."""
    item = component(amap, words(args, "id"))
    changes: tuple[Change, ...] = ()
    chosen = words(args, "value") or AUTHOR_VOICE
    if args.get("label"):
        made = Voice(code_id(amap, "voice", label_of(args), desk), label_of(args))
        chosen, changes = made.id, (put(amap, "voice", made),)
    elif chosen not in (AUTHOR_VOICE, item.voice) and chosen not in amap.voice:
        raise ArgmapError(f"there is no voice {chosen}", "add it first")
    return Op(f"voice of {item.id}", (*changes, put(amap, "component", replace(item, voice=chosen))))


def delete(amap: ArgumentMap, args: Args, _: Desk) -> Op:
    """Take components or relations out, with the relations that touch them."""
    ids = listed(args, "ids")
    gone = dict.fromkeys(ids)
    if not gone or not all(i in amap.component or i in amap.relation for i in gone):
        raise ArgmapError("what should be deleted is not there", "it may have been deleted already")
    queue = list(gone)
    for end in queue:
        more = [r.id for r in amap.relations if end in r.ends and r.id not in gone]
        gone.update(dict.fromkeys(more))
        queue += more
    left = amap
    changes: list[Change] = []
    for ident in reversed(queue):
        sort = "relation" if ident in amap.relation else "component"
        changes.append(take(left, sort, ident))
        name = SORTS[sort][0]
        kept = tuple(item for item in getattr(left, name) if item.id != ident)
        left = replace(left, **{name: kept})  # type: ignore[arg-type]
    taken = [item for change in changes if isinstance(item := change.before, Component | Relation)]
    return Op(f"delete {', '.join(ids)}", (*changes, *turned_down(amap, taken)))


def split(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Cut a component in two at an offset; the second half has the same codes and a gloss of its own to write."""
    item, at = component(amap, words(args, "id")), args.get("at")
    pairs = [(f.start, f.end) for f in item.fragments if f.start is not None and f.end is not None]
    if type(at) is not int or not pairs or not min(s for s, _ in pairs) < at < max(e for _, e in pairs):
        raise ArgmapError(f"{item.id} cannot be cut there", "choose a word inside it")
    first = [[s, min(e, at)] for s, e in pairs if s < at]
    second = [[max(s, at), e] for s, e in pairs if e > at]
    head = replace(item, fragments=fragments(spans(amap, {"spans": first}), item.fragments))
    tail = Component(
        free_id(amap, item.kind, desk),
        item.kind,
        "",
        fragments(spans(amap, {"spans": second}), item.fragments),
        item.issues,
        item.voice,
        annotator=item.annotator,
        certainty=item.certainty,
    )
    return Op(f"split {item.id}", (put(amap, "component", head), put(amap, "component", tail)))


def merge(amap: ArgumentMap, args: Args, desk: Desk) -> Op:
    """Make several components one: the first keeps its id and kind, takes over passages, notes, issues, relations."""
    items = [component(amap, ident) for ident in listed(args, "ids")]
    if len(items) < 2:
        raise ArgmapError("merging takes two components or more", "choose another with Space")
    kept, gone = items[0], {item.id for item in items[1:]}
    pairs = [[f.start, f.end] for c in items for f in c.fragments if f.start is not None and f.end is not None]
    old = [f for c in items for f in c.fragments]
    joined = replace(
        kept,
        gloss=kept.gloss or next((c.gloss for c in items if c.gloss), ""),
        fragments=fragments(spans(amap, {"spans": pairs}), old) if pairs else kept.fragments,
        issues=tuple(dict.fromkeys(name for c in items for name in c.issues)),
        notes=tuple(dict.fromkeys(text for c in items for text in c.notes)),
        thesis=any(c.thesis for c in items),
    )
    moved = linking.redirect(amap, gone, kept.id)
    taken = in_map(delete(apply(amap, Op("", moved)), {"ids": sorted(gone)}, desk).changes)
    return Op(f"merge {', '.join(c.id for c in items)}", (put(amap, "component", joined), *moved, *taken))


ACTS: dict[str, Act] = {
    "mark": mark,
    "reject": reject,
    "repeat": repeat,
    "gloss": gloss,
    "retype": retype,
    "thesis": thesis,
    "spans": respan,
    "split": split,
    "merge": merge,
    "certainty": certainty,
    "note": note,
    "issues": issues,
    "new-issue": new_issue,
    "voice": voice,
    "delete": delete,
    **linking.ACTS,
}
