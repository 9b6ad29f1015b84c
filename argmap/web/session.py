"""One file being annotated: its map, its history, its journal, and how it stands to the file on disk."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from argmap import workspace
from argmap.editing.acts import perform
from argmap.editing.arguments import Desk
from argmap.editing.history import History, line, replay, step_line
from argmap.editing.ops import Change, Op, apply, difference, fold, ids_of, in_map, noted
from argmap.editing.rebase import Clash, rebase
from argmap.model import ArgumentMap
from argmap.problems import ArgmapError, DataError
from argmap.tei.scaffold import header
from argmap.tei.update import says_the_same, settled, update
from argmap.web.base import Base, Changed, Stale, annotator_of, base_of, first_person, read_base


@dataclass(frozen=True, slots=True)
class Sides:
    """What the other program changed, what was changed here, and where the two differ."""

    mine: tuple[Change, ...]
    theirs: tuple[Change, ...]
    clashes: tuple[Clash, ...]
    same_text: bool


class Session:
    """Everything that the workbench does to one file. Its methods may be called from several threads."""

    def __init__(self, path: Path, person: str = "") -> None:
        """Open a file, and take up what its journal holds.

        Raises:
            ArgmapError: the file cannot be read, is a link out of its folder, or is open in another workbench.
            DataError: it is no XML, or holds no text to annotate.
        """
        self.path = workspace.real_file(path)
        self.base = read_base(self.path)
        self.map = self.base.map
        self.annotator = annotator_of(self.map, person) if person else first_person(self.map)
        self.history = History()
        self.version = 0
        self.saved_at = ""
        self.recovered = 0
        self.told: list[str] = []
        self.rejected: frozenset[str] = frozenset()
        self.lock = threading.RLock()
        self._saving = threading.Lock()
        self._seen = workspace.modified(self.path)
        self._disk = "same"
        self._kept_first = False
        self.conflict: tuple[Op, ...] = ()
        self.journal = workspace.Journal(self.path)
        self._recover()

    # ---- what the journal brings back

    def _recover(self) -> None:
        found = replay(self.journal.lines())
        if found is None:
            self.journal.clear()
            self.journal.append(line({"open": self.base.sha256}))
            return
        journalled, found = found, found.caught_up(self.base.sha256)
        if found.damaged:
            aside = self.journal.keep_apart("damaged")
            self.told.append(f"The journal was broken off; what follows the break is kept in {aside.name}.")
            self._rewrite(found.sha256, found.history, found.rejected)
        elif found is not journalled:
            self.journal.append(line({"saved": found.sha256, "covers": journalled.announced[1]}))
        self.history, self.rejected = found.history, found.rejected
        if found.sha256 == self.base.sha256:
            for op in found.history.pending:
                self.map = apply(self.map, op)
            self.recovered = _of_map(found.history.pending)
        elif _of_map(found.history.pending):
            self._disk = "changed"
            self.conflict = found.history.pending
            self.map = apply(self.map, Op("", fold(self.conflict)))
            self.recovered = _of_map(found.history.pending)
        else:
            self._begin_anew()

    def _rewrite(self, sha256: str, history: History, rejected: frozenset[str]) -> None:
        """A journal of what is sound: the proposals that were rejected, and the steps since the last save."""
        self.journal.append(line({"open": sha256}))
        if rejected:
            self.journal.append(line({"rejected": sorted(rejected)}))
        for op in history.pending:
            self.journal.append(step_line(op))

    def _begin_anew(self) -> None:
        self.history = History()
        self.journal.clear()
        self._rewrite(self.base.sha256, self.history, self.rejected)

    # ---- steps

    @property
    def desk(self) -> Desk:
        """Who works, which ids are taken, what cannot be changed."""
        used = self.base.ids | ids_of(self.history.done) | ids_of(self.history.undone)
        return Desk(self.annotator, used, self.base.locked)

    def act(self, name: str, args: Mapping[str, Any], version: int) -> Op:
        """Do something; the step is in the journal before it counts.

        Raises:
            ArgmapError: the act is not possible.
            Stale: the page has not seen the newest state.
        """
        with self.lock:
            self._fresh(version)
            op = perform(self.map, name, args, self.desk)
            if all(change.before == change.after for change in op.changes):
                return replace(op, changes=())
            self._needs_header(op)
            self.journal.append(step_line(op))
            self._take(op, self.history.push(op))
            return op

    def undo(self, version: int) -> Op:
        """Take the last step back; raises what `act` raises."""
        return self._step("undo", version)

    def redo(self, version: int) -> Op:
        """Do again what was undone last; raises what `act` raises."""
        return self._step("redo", version)

    def _step(self, name: str, version: int) -> Op:
        with self.lock:
            self._fresh(version)
            op, history = self.history.undo() if name == "undo" else self.history.redo()
            self.journal.append(line({name: True}))
            self._take(op, history)
            return op

    def _take(self, op: Op, history: History) -> None:
        self.map = apply(self.map, op)
        self.history = history
        self.rejected = noted(self.rejected, op)
        self.version += 1

    def _fresh(self, version: int) -> None:
        if version != self.version:
            raise Stale("this page is behind another one of the same workbench", "it is brought up to date")

    def _needs_header(self, op: Op) -> None:
        entries = [c for c in in_map(op.changes) if c.sort not in ("component", "relation")]
        if entries and header(self.base.document) is None:
            raise ArgmapError("the file has no teiHeader for entries of a code book", "give it a header first")

    def sign(self, name: str) -> None:
        """Who works from now on: somebody whom the map names, by id or name, or somebody new.

        Raises:
            ArgmapError: the name is empty.
        """
        with self.lock:
            self.annotator = annotator_of(self.map, name)

    # ---- the file

    @property
    def unsaved(self) -> tuple[Change, ...]:
        """What differs from the file as it was read."""
        return difference(self.base.map, settled(self.base.map, self.map))

    @property
    def left(self) -> int:
        """How many steps are not in the file yet."""
        return _of_map(self.history.pending)

    def disk(self) -> str:
        """How the file stands on disk: ``same`` as read, ``changed``, or ``gone``."""
        with self.lock:
            now = workspace.modified(self.path)
            if now != self._seen and not self.conflict:
                self._seen = now
                self._disk = self._compare()
            return self._disk

    def _compare(self) -> str:
        try:
            return "same" if workspace.read_bytes(self.path).sha256 == self.base.sha256 else "changed"
        except DataError:
            return "changed"
        except ArgmapError:
            return "gone"

    def save(self, version: int) -> int:
        """Splice all changes into the file; returns how many entries changed.

        Steps may be taken meanwhile: they are not held up, and are in the next save.

        Raises:
            Changed: the file was changed by another program; nothing is written.
            Stale: the page has not seen the newest state, or what differs was settled meanwhile.
            ArgmapError: it cannot be written, or would not say the same when read again.
        """
        with self._saving:
            with self.lock:
                self._fresh(version)
                if self.conflict or self.disk() == "changed":
                    raise Changed(f"{self.path.name} was changed by another program", "choose which version to keep")
                base, amap, changes, covers = self.base, self.map, len(self.unsaved), len(self.history.pending)
            written = self._made(base, amap) if changes else base
            with self.lock:
                if self.base is not base:
                    raise Stale("the file was taken up anew meanwhile", "save again")
                if changes:
                    self._write(written, covers)
                self.journal.append(line({"saved": self.base.sha256, "covers": covers}))
                self.history = self.history.saved(covers)
                self.saved_at = datetime.now().astimezone().strftime("%H:%M")
        return changes

    def _made(self, base: Base, amap: ArgumentMap) -> Base:
        """The new file, read again and compared; the slow part of saving, in which nothing of the session changes."""
        name = str(self.path)
        written = base_of(update(base.data, base.map, amap, name), self.path)
        says_the_same(written.map, amap, name)
        return written

    def _write(self, written: Base, covers: int) -> None:
        workspace.real_file(self.path)
        self._keep_first()
        gone = self._disk == "gone"
        self.journal.append(line({"saving": written.sha256, "covers": covers}))
        try:
            workspace.save(self.path, written.data, expect=None if gone else self.base.sha256)
        except ArgmapError as error:
            if self._compare() == "changed":
                self._disk = "changed"
                raise Changed(error.message, "choose which version to keep") from None
            raise
        # the next look at the disk compares hashes, for another program may have been there since
        self.base, self._disk, self._seen = written, "same", (0, 0)

    def _keep_first(self) -> None:
        """Before the first save, a copy of the file as it was opened, hidden beside it."""
        if not self._kept_first:
            workspace.save(self.path.with_name(f".{self.path.name}.argmap-before"), self.base.data)
            self._kept_first = True

    # ---- a file that another program changed

    def both(self) -> Sides:
        """What the other program changed, what was changed here, and where both changed the same."""
        with self.lock:
            disk = read_base(self.path)
            theirs = () if self.conflict else difference(self.base.map, settled(self.base.map, disk.map))
            clashes = rebase(self._mine(), disk.map, desk=self.desk).clashes
            return Sides(self._mine(), theirs, clashes, disk.text_hash == self.base.text_hash)

    def _mine(self) -> tuple[Change, ...]:
        return in_map(fold(self.conflict)) if self.conflict else self.unsaved

    def resolve(self, choice: str, version: int, yield_to: Collection[str] = ()) -> None:
        """Settle with a changed file: ``reload`` it (what was done here is set aside), or ``keep`` both.

        Keeping joins both sides field by field; where both changed the same field, mine holds, save for the
        entries in ``yield_to``.

        Raises:
            ArgmapError: the choice is unknown, or the text itself was changed, so that passages would not fit.
        """
        with self.lock:
            self._fresh(version)
            if choice not in ("reload", "keep"):
                raise ArgmapError(f"{choice!r} is no choice", "reload or keep")
            disk = read_base(self.path)
            if choice == "keep" and disk.text_hash != self.base.text_hash:
                raise ArgmapError("the text itself was changed, so passages would not fit", "reload the file")
            mine = rebase(self._mine(), disk.map, yield_to, self.desk).op if choice == "keep" else Op("", ())
            aside = self.journal.keep_apart("set-aside")
            self.told = [f"The steps up to here are kept in {aside.name}."]
            self.base, self.map, self.conflict = disk, disk.map, ()
            self._disk, self._seen = "same", workspace.modified(self.path)
            self._begin_anew()
            self.version += 1
            if mine.changes:
                self.journal.append(step_line(mine))
                self._take(mine, self.history.push(mine))

    def close(self) -> None:
        """End; the journal stays where there is unsaved work, or proposals that must not come back."""
        with self.lock:
            left = bool(self.left or self.conflict)
            if not left and self.rejected:
                self._begin_anew()
            self.journal.close(remove=not left and not self.rejected)


def _of_map(steps: Iterable[Op]) -> int:
    """How many steps change the map, not only what is noted beside it."""
    return sum(1 for op in steps if in_map(op.changes))
