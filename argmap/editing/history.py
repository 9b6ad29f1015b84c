"""What was done, what was undone, and what is saved: a pure record of steps that a journal can bring back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from argmap.editing.ops import Op, from_json, inverse, join, noted, to_json
from argmap.problems import ArgmapError, DataError

MOST = 2000  # steps that can be undone


@dataclass(frozen=True, slots=True)
class History:
    """``done`` and ``undone`` steps, the newest last; ``pending`` is all that was applied since the last save."""

    done: tuple[Op, ...] = ()
    undone: tuple[Op, ...] = ()
    pending: tuple[Op, ...] = ()

    def push(self, op: Op) -> History:
        """With one more step; it joins the one before if both have the same key."""
        last = self.done[-1] if self.done else None
        joined = last is not None and bool(op.key) and last.key == op.key
        done = (*self.done[:-1], join(last, op)) if joined and last is not None else (*self.done, op)
        return History(done[-MOST:], (), (*self.pending, op))

    def undo(self) -> tuple[Op, History]:
        """The step that takes the last one back, and the history after it.

        Raises:
            ArgmapError: there is nothing to undo.
        """
        if not self.done:
            raise ArgmapError("there is nothing to undo", "everything is as it was when the file was opened")
        op = self.done[-1]
        back = inverse(op)
        # without its key: what is typed after an undo is a step of its own
        left = tuple(replace(item, key="") for item in self.done[-2:-1])
        return back, History((*self.done[:-2], *left), (*self.undone, replace(op, key="")), (*self.pending, back))

    def redo(self) -> tuple[Op, History]:
        """The step that was undone last, and the history after doing it again.

        Raises:
            ArgmapError: there is nothing to redo.
        """
        if not self.undone:
            raise ArgmapError("there is nothing to redo", "nothing was undone since the last step")
        op = self.undone[-1]
        return op, History((*self.done, op), self.undone[:-1], (*self.pending, op))

    def saved(self, covers: int | None = None) -> History:
        """As it is once the first ``covers`` of the pending steps are in the file; all of them where it is not said."""
        return replace(self, pending=() if covers is None else self.pending[covers:])


def line(record: Mapping[str, Any]) -> bytes:
    """A journal's record as one line."""
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def step_line(op: Op) -> bytes:
    """The record of a step."""
    return line({"do": to_json(op)})


@dataclass(frozen=True, slots=True)
class Replay:
    """What a journal says: the hash of the file that its pending steps start from, and the history.

    ``announced`` is the hash that the file has if the save that began last was done, and how many of the pending
    steps it holds then: steps go on while a file is written.
    """

    sha256: str
    history: History
    damaged: int = 0
    rejected: frozenset[str] = frozenset()
    announced: tuple[str, int] = ("", 0)

    def caught_up(self, sha256: str) -> Replay:
        """For a file that was being written when the program was killed: written, if it has the announced hash."""
        if sha256 == self.sha256 or sha256 != self.announced[0]:
            return self
        return replace(self, sha256=sha256, history=self.history.saved(self.announced[1]))


def replay(lines: Iterable[bytes]) -> Replay | None:
    """Read a journal; None where it holds no record.

    What comes after a broken line (a program killed while it wrote) is dropped and counted as damaged, because
    later steps may rest on the one that was lost.
    """
    found: Replay | None = None
    rest = [item for item in lines if item.strip()]
    for index, item in enumerate(rest):
        try:
            found = _record(found, json.loads(item))
        except (ValueError, KeyError, TypeError, ArgmapError):
            return replace(found, damaged=len(rest) - index) if found else None
    return found


def _record(found: Replay | None, record: Mapping[str, Any]) -> Replay:
    if "open" in record or "saved" in record:
        sha, covers = str(record.get("open") or record.get("saved")), record.get("covers")
        if found is None:
            return Replay(sha, History())
        history = found.history.saved(None if covers is None else int(covers))
        return replace(found, sha256=sha, history=history, announced=("", 0))
    if found is None:
        raise DataError("the journal does not begin with the file it belongs to")
    if "saving" in record:
        return replace(found, announced=(str(record["saving"]), int(record["covers"])))
    if "rejected" in record:
        return replace(found, rejected=found.rejected.union(map(str, record["rejected"])))
    if "do" in record:
        op = from_json(record["do"])
        return replace(found, history=found.history.push(op), rejected=noted(found.rejected, op))
    step = found.history.undo() if "undo" in record else found.history.redo() if "redo" in record else None
    if step is None:
        raise DataError("a journal entry is of no known kind")
    return replace(found, history=step[1], rejected=noted(found.rejected, step[0]))
