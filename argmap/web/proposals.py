"""Proposals of the machine for the text at hand: made in the background, once, and only when somebody asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from argmap.editing.judged import name_of
from argmap.model import ArgumentMap
from argmap.problems import ArgmapError

Found = dict[str, Any]
Make = Callable[[ArgumentMap], Found]


class Proposals:
    """What the page asks for until it is there: ``state`` is ``working``, ``ready`` or ``failed``."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._text = ""
        self._found: Found = {}
        self._thread: threading.Thread | None = None

    def ask(self, amap: ArgumentMap) -> Found:
        """What there is for the map's text; the first question sets the work going and does not wait for it."""
        text = amap.text.sha256 if amap.text else ""
        with self._lock:
            if text != self._text or not self._found:
                self._text, self._found = text, {"state": "working", "items": [], "relations": []}
                self._thread = threading.Thread(target=self._work, args=(amap, text), daemon=True)
                self._thread.start()
            return self._found

    def wait(self, seconds: float) -> None:
        """Until the work under way is done, but not longer than this."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self, amap: ArgumentMap, text: str) -> None:
        found = _failed("the program that makes proposals stopped with an error", "see the terminal")
        try:
            found = {"state": "ready", **self._make(amap)}
        except ArgmapError as error:
            found = _failed(error.message, error.remedy)
        finally:  # whatever happened, the page must not wait for ever
            with self._lock:
                if text == self._text:
                    self._found = found


def _failed(error: str, remedy: str) -> Found:
    return {"state": "failed", "error": error, "remedy": remedy, "items": [], "relations": []}


def proposer(model: str = "") -> Make:
    """What makes proposals: by the rules, or by a trained model in a folder."""

    def make(amap: ArgumentMap) -> Found:
        from argmap.suggest.passages import propose

        if amap.text is None:
            return {"items": [], "relations": [], "source": ""}
        content = amap.text.content or ""
        made = propose(amap.text, model or None)
        items = [
            {
                "id": name_of(content, item.kind, item.start, item.end),
                "kind": item.kind,
                "start": item.start,
                "end": item.end,
                "score": round(float(item.score), 3),
                "reasons": list(item.reasons),
                "source": item.source,
            }
            for item in made.items
        ]
        relations = [
            {
                "id": f"{tie.name}:{items[tie.source]['id']}>{items[tie.target]['id']}",
                "name": tie.name,
                "source": tie.source,
                "target": tie.target,
                "score": round(float(tie.score), 3),
                "reasons": list(tie.reasons),
            }
            for tie in made.relations
        ]
        return {"items": items, "relations": relations, "source": made.source}

    return make
