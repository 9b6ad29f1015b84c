"""What the page is told, as JSON-ready data: the document once, the map and its changes, problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from argmap.check import check
from argmap.editing.judged import still_holds
from argmap.editing.ops import SORTS, Change, Op, entity_json, fold, in_map
from argmap.editing.rebase import Clash
from argmap.model import KINDS, ArgumentMap, Component, Relation
from argmap.problems import Place, Problem
from argmap.schemes import FAMILIES, SchemeInfo, find, schemes
from argmap.tei.parse import Document
from argmap.web.blocks import Layout
from argmap.web.session import Session


def document(session: Session, sentences: list[tuple[int, int]]) -> dict[str, Any]:
    """The text: its content, blocks, sentences, and what the page's head shows. Offsets are code points."""
    amap = session.base.map
    layout = Layout(session.base.document)
    return {
        "file": session.path.name,
        "name": amap.short_name,
        "title": amap.source.shown_title or amap.title,
        "language": amap.source.language or "en",
        "content": layout.edition.content,
        "blocks": [block.data() for block in layout.found],
        "sentences": [list(pair) for pair in sentences],
        "kinds": list(KINDS),
        "schemeBook": [_scheme(info) for info in schemes() if not info.is_default],
    }


def _scheme(info: SchemeInfo) -> dict[str, Any]:
    """A scheme of the registry: what the page offers, and asks when a relation has it."""
    return {
        "id": info.id,
        "label": info.label,
        "family": FAMILIES[info.family],
        "names": " ".join(info.names),
        "premises": [[premise.role, premise.text] for premise in info.premises],
        "conclusion": info.conclusion,
        "questions": list(info.questions),
    }


def _entity(sort: str, entity: Any) -> dict[str, Any] | None:
    """An entry; a scheme says which one of the registry it is."""
    made = entity_json(entity)
    if made is not None and sort == "scheme":
        info = find(entity.id) or find(entity.label)
        made["known"] = info.id if info else ""
    return made


def sentences_of(document: Document, amap: ArgumentMap) -> list[tuple[int, int]]:
    """The sentences: the edition's own ``s`` elements where they cover the text, else by rules."""
    layout = Layout(document)
    spans = [layout.edition.span(node) for node in document.named("s")]
    found = sorted({span for span in spans if span})
    blocks = [block for block in layout.found if not block.text]
    if found and sum(end - start for start, end in found) > 0.6 * len(layout.edition.content):
        return _with_rest(found, [(block.start, block.end) for block in blocks])
    from argmap.text.sentences import splitter

    split = splitter(amap.source.language or "en")
    texts = [layout.edition.content[block.start : block.end] for block in blocks]
    return [(b.start + s, b.start + e) for b, many in zip(blocks, split(texts), strict=True) for s, e in many]


def _with_rest(spans: list[tuple[int, int]], blocks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, and blocks that hold none (headings) as sentences of their own."""
    rest = [(s, e) for s, e in blocks if not any(start < e and s < end for start, end in spans)]
    return sorted([*spans, *rest])


def whole(session: Session) -> dict[str, Any]:
    """The map and the state of the session."""
    amap = session.map
    lists = {name: [_entity(sort, item) for item in getattr(amap, name)] for sort, (name, _) in SORTS.items()}
    content = (amap.text.content if amap.text else None) or ""
    rejected = [{"id": name} for name in sorted(session.rejected) if still_holds(name, content)]
    return {**lists, "rejections": rejected, "locked": sorted(session.desk.locked), **state(session)}


def state(session: Session) -> dict[str, Any]:
    """Where things stand: version, what can be undone, whether all is saved, how the file is on disk."""
    history = session.history
    return {
        "version": session.version,
        "undo": history.done[-1].label if history.done else "",
        "redo": history.undone[-1].label if history.undone else "",
        "unsaved": len(in_map(fold(history.pending))),
        "saved": session.saved_at,
        "disk": session.disk(),
        "recovered": session.recovered,
        "told": session.told,
        "annotator": (session.annotator.name or session.annotator.id) if session.annotator else "",
    }


def step(session: Session, op: Op) -> dict[str, Any]:
    """A step that was made: the entries as they are now, and the state."""
    return {"label": op.label, "changes": [_change(c) for c in op.changes], **state(session)}


def _change(change: Change) -> dict[str, Any]:
    return {"sort": change.sort, "id": change.id, "entity": _entity(change.sort, change.after), "at": change.at}


def differences(session: Session) -> dict[str, Any]:
    """Both sides of a file that was changed by another program, in words."""
    found = session.both()
    text = (session.base.map.text.content if session.base.map.text else None) or ""
    return {
        "mine": [_said(change, text) for change in found.mine],
        "theirs": [_said(change, text) for change in found.theirs],
        "clash": [_clash(item, text) for item in found.clashes],
        "sameText": found.same_text,
    }


def _clash(item: Clash, content: str) -> dict[str, Any]:
    told = [
        {"name": name, "mine": _field(item.mine, name, content), "theirs": _field(item.theirs, name, content)}
        for name in item.fields
    ]
    return {"id": item.id, "fields": told}


def _field(entity: Any, name: str, content: str) -> str:
    """A field in words; ``""`` names the entry as a whole."""
    if entity is None:
        return "deleted"
    if not name:
        return _gist(entity)
    value = getattr(entity, name)
    if name == "fragments":
        return " … ".join(f"“{content[f.start : f.end]}”" for f in value if f.start is not None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _differing(change: Change, content: str) -> tuple[str, str]:
    """What an entry was and is, in the fields that differ."""
    names = [f.name for f in fields(change.after or change.before) if f.compare]  # type: ignore[arg-type]
    changed = [name for name in names if getattr(change.before, name) != getattr(change.after, name)]
    told = [[f"{name}: {_field(side, name, content) or 'none'}" for name in changed]
            for side in (change.before, change.after)]  # fmt: skip
    return "; ".join(told[0]), "; ".join(told[1])


def _said(change: Change, content: str) -> dict[str, str]:
    what = "added" if change.before is None else "deleted" if change.after is None else "changed"
    before, after = _differing(change, content) if what == "changed" else (_gist(change.before), _gist(change.after))
    return {
        "id": change.id,
        "sort": change.sort,
        "what": what,
        "before": before,
        "after": after,
    }


def _gist(entity: Any) -> str:
    if isinstance(entity, Component):
        return f"{entity.kind}: {entity.gloss or '(no gloss)'}"
    if isinstance(entity, Relation):
        return f"{' + '.join(entity.sources)} {entity.name} {' + '.join(entity.targets)}"
    return "" if entity is None else str(getattr(entity, "label", "") or getattr(entity, "name", "") or entity.id)


def problems(session: Session) -> list[dict[str, str]]:
    """What `argmap check` finds in the map as it stands here, each with the entry that it is about."""
    amap, subjects = _numbered(session.map)
    found = [_problem(item, subjects.get(item.place.line, "")) for item in check(amap)]
    base = session.base.map
    lines = {c.place.line: c.id for c in base.components} | {r.place.line: r.id for r in base.relations}
    told = {(item["code"], item["id"]) for item in found}
    reader = [_problem(item, lines.get(item.place.line, "")) for item in session.base.problems]
    return [item for item in reader if item["code"] != "W109" and (item["code"], item["id"]) not in told] + found


def _numbered(amap: ArgumentMap) -> tuple[ArgumentMap, dict[int, str]]:
    """The map with every entry on a line of its own, so that a problem's place tells which entry it is about."""
    subjects: dict[int, str] = {}
    lists: dict[str, Any] = {}
    for name, _ in SORTS.values():
        numbered = []
        for item in getattr(amap, name):
            subjects[len(subjects) + 1] = item.id
            numbered.append(replace(item, place=Place(amap.file, len(subjects), 1)))
        lists[name] = tuple(numbered)
    lists["components"] = tuple(
        replace(item, fragments=tuple(replace(f, place=item.place) for f in item.fragments))
        for item in lists["components"]
    )
    return replace(amap, **lists), subjects


def _problem(item: Problem, subject: str) -> dict[str, str]:
    return {
        "code": item.code,
        "severity": item.severity,
        "message": item.message,
        "remedy": item.remedy,
        "id": subject,
    }
