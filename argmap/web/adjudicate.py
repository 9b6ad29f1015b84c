"""The page on which several people's annotations are brought to one: its routes, under the workbench's guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.adjudication.build import OPEN
from argmap.adjudication.decisions import can_both
from argmap.adjudication.differences import ABOUT, Difference, Differences
from argmap.adjudication.table import rows
from argmap.adjudication.ties import Tie
from argmap.editing.ops import SORTS, entity_json
from argmap.model import Component
from argmap.problems import ArgmapError, DataError, Place
from argmap.tei.text import has_text
from argmap.web.adjudicate_session import Adjudication
from argmap.web.app import App, as_json, assets, body_of, guarded_app, static, version_of
from argmap.web.base import Changed, Stale
from argmap.web.blocks import Layout
from argmap.web.data import sentences_of
from argmap.web.guard import Answer, Environ, Guard, refusal

PAGE = "adjudicate.html"


@dataclass
class Court:
    """What the routes work on."""

    session: Adjudication
    guard: Guard
    quit: Callable[[], None] = lambda: None


def create_adjudication_app(court: Court) -> App:
    """The WSGI callable of an adjudication.

    Raises:
        DataError: no file holds the text, so that there is nothing to show.
    """
    template = court.session.template
    if not has_text(template.document) or court.session.found.case.content is None:
        raise DataError(
            "the file holds no text to show",
            "put the article's text into one of the files with argmap attach, or use --list and --take",
            place=Place(str(template.loaded.path), 1, 1),
        )
    shipped = assets()
    return guarded_app(court.guard, lambda environ: _route(court, shipped, environ))


def _route(court: Court, shipped: Mapping[str, bytes], environ: Environ) -> Answer:
    path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
    try:
        if method == "POST":
            write = POSTS.get(path)
            if write is None:
                return refusal("404 Not Found", "there is no such act")
            return as_json(write(court, body_of(environ)))
        read = GETS.get(path)
        if read is None:
            return static(shipped, path, PAGE)
        with court.session.lock:
            return as_json(read(court))
    except ArgmapError as error:
        return _error(court, error)


def _error(court: Court, error: ArgmapError) -> Answer:
    stale, changed = isinstance(error, Stale), isinstance(error, Changed)
    content = {"error": error.message, "remedy": error.remedy, "stale": stale, "changed": changed}
    status = "409 Conflict" if stale or changed else "400 Bad Request"
    return as_json({**content, **_state(court)}, status)


def _document(court: Court) -> dict[str, Any]:
    """The text as the workbench's page has it."""
    template = court.session.template
    layout = Layout(template.document)
    amap = template.map
    return {
        "file": court.session.target.name,
        "name": amap.short_name,
        "title": amap.source.shown_title or amap.title,
        "language": amap.source.language or "en",
        "content": layout.edition.content,
        "blocks": [block.data() for block in layout.found],
        "sentences": sentences_of(template.document, amap),
        "about": list(ABOUT),
    }


def _map(court: Court) -> dict[str, Any]:
    """Everybody's components (ids are ``side:id``), the code books as one, what differs, and the state."""
    found = court.session.found
    lists = {name: [entity_json(e) for e in getattr(found.case.template, name)] for name, _ in SORTS.values()}
    many = [_marked(c, str(side), one.name) for side, one in enumerate(found.case.sides) for c in one.map.components]
    units = [
        {
            "id": ident,
            "at": unit.at,
            "label": unit.there[0].id,
            "kind": unit.there[0].kind,
            "gloss": unit.there[0].gloss,
        }
        for ident, unit in zip(found.unit_ids, found.units, strict=True)
    ]
    ties = [
        {"id": ident, "label": f"{r.id}: {' + '.join(r.sources)} {r.name} {' + '.join(r.targets)}"}
        for ident, tie in zip(found.tie_ids, found.ties, strict=True)
        for r in [next(r for side in tie.members for r in side)]
    ]
    return {
        **lists,
        "components": many,
        "relations": [],
        "locked": [],
        "sides": [{"name": one.name, "count": len(one.map.components)} for one in found.case.sides],
        "units": units,
        "ties": ties,
        **_progress(court),
    }


def _marked(item: Component, side: str, name: str) -> dict[str, Any]:
    data = entity_json(item) or {}
    return {**data, "id": f"{side}:{item.id}", "own": item.id, "side": side, "by": name}


def _progress(court: Court) -> dict[str, Any]:
    """The differences as they stand, the agreed components so far, and the state."""
    session = court.session
    told = rows(session.found, session.decisions, session.agreed)
    agreed = [_marked(item, "agreed", "agreed") for item in session.agreed.map.components]
    return {
        "differences": [_shown(session, d, row) for d, row in zip(session.found.list, told, strict=True)],
        "agreed": agreed,
        "fallen": list(session.agreed.fallen),
        **_state(court),
    }


def _shown(session: Adjudication, item: Difference, row: Mapping[str, Any]) -> dict[str, Any]:
    found = session.found
    if item.unit >= 0:
        unit = found.units[item.unit].members
        members = [f"{side}:{c.id}" for side, c in enumerate(unit) if c is not None]
        ends = None
    else:
        tie = found.ties[item.tie]
        joined = [e for side in tie.ends for one in side for part in one for e in part]
        members = [_first(found, ref) for ref in dict.fromkeys(joined) if ref[0] == "u"]
        ends = _ends(found, tie)
    return {
        **row,
        "ends": ends,
        "says": [row["says"][one.name] for one in session.found.case.sides],
        "can": [value is not None for value in item.values],
        "values": list(item.values),
        "both": can_both(item),
        "at": item.at,
        "place": [list(pair) for pair in item.place],
        "members": members,
    }


def _first(found: Differences, ref: tuple[str, str]) -> str:
    """The component of the first side that has one in a unit."""
    members = found.units[int(ref[1])].members
    return next(f"{side}:{c.id}" for side, c in enumerate(members) if c is not None)


def _ends(found: Differences, tie: Tie) -> dict[str, Any]:
    """The first relation of a tie with its ends as a new version would name them."""
    side, relation = next((s, r) for s, many in enumerate(tie.members) for r in many)
    names = {"u": found.unit_ids, "t": found.tie_ids}
    sources, targets = found.refs.of(side, relation.sources), found.refs.of(side, relation.targets)
    return {
        "name": relation.name,
        "sources": [names[sort][int(n)] for sort, n in sources if sort in names],
        "targets": [names[sort][int(n)] for sort, n in targets if sort in names],
    }


def _state(court: Court) -> dict[str, Any]:
    session = court.session
    log = session.log
    return {
        "version": session.version,
        "undo": "the last decision" if log.done else "",
        "redo": "the decision that was undone" if log.undone else "",
        "unsaved": len(session.found.list) - sum(s == OPEN for s in session.agreed.state.values()),
        "saved": session.saved_at,
        "disk": session.disk(),
        "recovered": session.recovered,
        "told": session.told,
        "annotator": session.person,
    }


def _do(court: Court, body: dict[str, Any]) -> Any:
    """``decide`` differences, or ``save`` with open ones (``partial``)."""
    name, args = body.get("act"), body.get("args")
    if name not in ("decide", "save") or not isinstance(args, dict):
        raise ArgmapError("an act has a name and arguments", "decide or save")
    with court.session.lock:
        if name == "decide":
            court.session.decide(args, version_of(body))
            return {"changes": [], **_progress(court)}
        written = court.session.save(version_of(body), partial=args.get("partial") is True)
        return {"written": written, **_state(court)}


def _undo(court: Court, body: dict[str, Any]) -> Any:
    with court.session.lock:
        court.session.undo(version_of(body))
        return {"label": "the last decision", "changes": [], **_progress(court)}


def _redo(court: Court, body: dict[str, Any]) -> Any:
    with court.session.lock:
        court.session.redo(version_of(body))
        return {"label": "the decision", "changes": [], **_progress(court)}


def _save(court: Court, body: dict[str, Any]) -> Any:
    return _do(court, {**body, "act": "save", "args": {}})


def _sign(court: Court, body: dict[str, Any]) -> Any:
    court.session.sign(str(body.get("name", "")))
    return _state(court)


def _quit(court: Court, _: dict[str, Any]) -> Any:
    court.quit()
    return {"ended": True}


GETS: Mapping[str, Callable[[Court], Any]] = {
    "/api/document": _document,
    "/api/map": _map,
    "/api/state": _state,
}
POSTS: Mapping[str, Callable[[Court, dict[str, Any]], Any]] = {
    "/api/do": _do,
    "/api/undo": _undo,
    "/api/redo": _redo,
    "/api/save": _save,
    "/api/sign": _sign,
    "/api/quit": _quit,
}
