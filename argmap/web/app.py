"""The workbench as a WSGI application: every request is checked, then answered from one session."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from argmap.editing.arguments import listed
from argmap.problems import ArgmapError
from argmap.render.measure import FACES
from argmap.web import data
from argmap.web.assets import font, theme_css
from argmap.web.base import Changed, Stale
from argmap.web.graph import NothingToDraw, figure
from argmap.web.guard import HEADERS, MOST_BYTES, Answer, Environ, Guard, refusal
from argmap.web.proposals import Proposals, proposer
from argmap.web.session import Session

Start = Callable[[str, list[tuple[str, str]]], Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]
MOST_HEADER = 60_000  # bytes: what the page is told about folded boxes
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


@dataclass
class Bench:
    """What the routes work on."""

    session: Session
    guard: Guard
    guidelines: str = ""
    idle: int = 0
    quit: Callable[[], None] = lambda: None
    proposals: Proposals = field(default_factory=lambda: Proposals(proposer()))
    sentences: list[tuple[int, int]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)


def create_app(bench: Bench) -> App:
    """The WSGI callable of a workbench."""
    shipped = assets()
    return guarded_app(bench.guard, lambda environ: _route(bench, shipped, environ))


def assets() -> Mapping[str, bytes]:
    """The files of the pages, by name."""
    return {f.name: f.read_bytes() for f in (files(__package__) / "static").iterdir() if _is_asset(f.name)}


def guarded_app(guard: Guard, route: Callable[[Environ], Answer]) -> App:
    """A WSGI callable that lets nothing through but what the guard allows."""

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        answer = guard.refuse(environ) or route(environ)
        headers = [("Content-Type", answer.kind), ("Content-Length", str(len(answer.body)))]
        start(answer.status, [*headers, *HEADERS, *answer.headers])
        return [answer.body]

    return app


def _is_asset(name: str) -> bool:
    return name.endswith(tuple(TYPES))


def _route(bench: Bench, shipped: Mapping[str, bytes], environ: Environ) -> Answer:
    path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
    try:
        if method == "POST":
            write = POSTS.get(path)
            if write is None:
                return refusal("404 Not Found", "there is no such act")
            return as_json(write(bench, body_of(environ)))
        if path == "/graph.svg":
            return _graph(bench, environ)
        read = GETS.get(path)
        if read:
            return as_json(read(bench))
        return static(shipped, path)
    except ArgmapError as error:
        return _error(bench, error)


def static(shipped: Mapping[str, bytes], path: str, page: str = "index.html") -> Answer:
    """A file of the package by its plain name; nothing else can be named."""
    name = path.removeprefix("/") or page
    if name == "theme.css":
        return Answer("200 OK", "text/css; charset=utf-8", theme_css().encode())
    if name.startswith("font-") and name.removeprefix("font-").removesuffix(".ttf") in FACES:
        return Answer("200 OK", "font/ttf", font(name.removeprefix("font-").removesuffix(".ttf")))
    if name not in shipped:
        return refusal("404 Not Found", "there is no such file")
    kind = next(kind for end, kind in TYPES.items() if name.endswith(end))
    return Answer("200 OK", f"{kind}; charset=utf-8", shipped[name])


def _graph(bench: Bench, environ: Environ) -> Answer:
    query = {
        key: values[0] for key, values in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True).items()
    }
    steps = query.get("steps", "1")
    amount = int(steps) if steps.isascii() and steps.isdigit() and len(steps) < 3 else None if steps == "all" else 1
    with bench.session.lock:
        amap = bench.session.map
    try:
        drawn = figure(amap, query.get("id", ""), amount, query.get("issue"))
    except NothingToDraw:
        return Answer("204 No Content", "image/svg+xml", b"")
    folds = json.dumps({name: list(ids) for name, ids in drawn.folds.items()}, ensure_ascii=True)
    headers = (("Argmap-Folds", folds),) if len(folds) < MOST_HEADER else ()
    return Answer("200 OK", "image/svg+xml; charset=utf-8", drawn.svg.encode("utf-8", "replace"), headers)


def body_of(environ: Environ) -> dict[str, Any]:
    """The JSON object that was sent.

    Raises:
        ArgmapError: it is none.
    """
    raw = environ["wsgi.input"].read(min(int(environ["CONTENT_LENGTH"]), MOST_BYTES))
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise ArgmapError("the request is no JSON", "send an object") from None
    if not isinstance(found, dict):
        raise ArgmapError("the request is no JSON object", "send an object")
    return found


def as_json(content: Any, status: str = "200 OK") -> Answer:
    """Data as the answer."""
    return Answer(status, "application/json", json.dumps(content, ensure_ascii=True).encode("ascii"))


def _error(bench: Bench, error: ArgmapError) -> Answer:
    """Errors as data: 409 where the page or the file is behind, else 400."""
    stale, changed = isinstance(error, Stale), isinstance(error, Changed)
    content = {"error": error.message, "remedy": error.remedy, "stale": stale, "changed": changed}
    return as_json({**content, **data.state(bench.session)}, "409 Conflict" if stale or changed else "400 Bad Request")


def version_of(body: Mapping[str, Any]) -> int:
    """The version of the map that the page has seen."""
    version = body.get("version")
    if type(version) is not int:
        raise ArgmapError("version must be a number", "send the version that the page shows")
    return version


def _do(bench: Bench, body: dict[str, Any]) -> Any:
    name, args = body.get("act"), body.get("args")
    if not isinstance(name, str) or not isinstance(args, dict):
        raise ArgmapError("an act has a name and arguments", "send act and args")
    with bench.session.lock:
        return data.step(bench.session, bench.session.act(name, args, version_of(body)))


def _undo(bench: Bench, body: dict[str, Any]) -> Any:
    with bench.session.lock:
        return data.step(bench.session, bench.session.undo(version_of(body)))


def _redo(bench: Bench, body: dict[str, Any]) -> Any:
    with bench.session.lock:
        return data.step(bench.session, bench.session.redo(version_of(body)))


def _save(bench: Bench, body: dict[str, Any]) -> Any:
    written = bench.session.save(version_of(body))  # not under the lock: keys go on while the file is written
    with bench.session.lock:
        return {"written": written, **data.state(bench.session)}


def _resolve(bench: Bench, body: dict[str, Any]) -> Any:
    with bench.session.lock:
        bench.session.resolve(str(body.get("choice")), version_of(body), listed(body, "theirs"))
        return {"text": bench.session.map.text is not None, **data.state(bench.session)}


def _sign(bench: Bench, body: dict[str, Any]) -> Any:
    bench.session.sign(str(body.get("name", "")))
    return data.state(bench.session)


def _quit(bench: Bench, _: dict[str, Any]) -> Any:
    bench.quit()
    return {"ended": True}


GETS: Mapping[str, Callable[[Bench], Any]] = {
    "/api/document": lambda bench: {
        **data.document(bench.session, bench.sentences),
        "guidelines": bench.guidelines,
        "idle": bench.idle,
        "others": len(bench.others),
    },
    "/api/others": lambda bench: bench.others,
    "/api/map": lambda bench: data.whole(bench.session),
    "/api/state": lambda bench: data.state(bench.session),
    "/api/problems": lambda bench: data.problems(bench.session),
    "/api/proposals": lambda bench: bench.proposals.ask(bench.session.map),
    "/api/differences": lambda bench: data.differences(bench.session),
}
POSTS: Mapping[str, Callable[[Bench, dict[str, Any]], Any]] = {
    "/api/do": _do,
    "/api/undo": _undo,
    "/api/redo": _redo,
    "/api/save": _save,
    "/api/resolve": _resolve,
    "/api/sign": _sign,
    "/api/quit": _quit,
}
