"""One file being annotated: its map, its history, its journal, and how it stands to the file on disk."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from argmap import workspace
from argmap.editing.acts import perform
from argmap.editing.arguments import Desk, clean, code_id
from argmap.editing.history import History, line, replay, step_line
from argmap.editing.ops import Change, Op, apply, difference, find, fold, ids_of
from argmap.model import Annotator, ArgumentMap
from argmap.problems import ArgmapError, DataError, Place, Problem
from argmap.tei.components import component_spans
from argmap.tei.parse import Document, parse
from argmap.tei.reader import read_document
from argmap.tei.scaffold import header
from argmap.tei.text import has_text
from argmap.tei.update import settled, update, verify


class Stale(ArgmapError):
    """The page spoke of another state than the one at hand: another tab was faster."""


class Changed(ArgmapError):
    """The file on disk is no longer the one that was read."""


@dataclass(frozen=True)
class Base:
    """The file as read: its bytes, their hash, its document and map, and the reader's problems."""

    data: bytes
    sha256: str
    document: Document
    map: ArgumentMap
    problems: tuple[Problem, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids in the file."""
        return frozenset(self.document.ids)

    @cached_property
    def locked(self) -> frozenset[str]:
        """Components and relations that are not written in the home form."""
        nodes = (*component_spans(self.document), *self.document.named("relation"))
        return frozenset({*self.map.component, *self.map.relation} - {node.id for node in nodes})


class Session:
    """Everything that the workbench does to one file. Its methods may be called from several threads."""

    def __init__(self, path: Path, person: str = "") -> None:
        """Open a file, and take up what its journal holds.

        Raises:
            ArgmapError: the file cannot be read, is a link out of its folder, or is open in another workbench.
            DataError: it is no XML, or holds no text to annotate.
        """
        self.path = workspace.real_file(path)
        self.base = _read(self.path)
        self.map = self.base.map
        self.annotator = annotator_of(self.map, person) if person else _first_person(self.map)
        self.history = History()
        self.version = 0
        self.saved_at = ""
        self.recovered = 0
        self.told: list[str] = []
        self.lock = threading.RLock()
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
        if found.damaged:
            aside = self.journal.keep_apart("damaged")
            self.told.append(f"The journal was broken off; what follows the break is kept in {aside.name}.")
            self._rewrite(found.sha256, found.history)
        self.history = found.history
        if found.sha256 == self.base.sha256:
            for op in found.history.pending:
                self.map = apply(self.map, op)
            self.recovered = len(found.history.pending)
        elif found.history.pending:
            self._disk = "changed"
            self.conflict = found.history.pending
            self.map = apply(self.map, Op("", fold(self.conflict)))
            self.recovered = len(found.history.pending)
        else:
            self._begin_anew()

    def _rewrite(self, sha256: str, history: History) -> None:
        """A journal of what is sound: the steps since the last save."""
        self.journal.append(line({"open": sha256}))
        for op in history.pending:
            self.journal.append(step_line(op))

    def _begin_anew(self) -> None:
        self.history = History()
        self.journal.clear()
        self.journal.append(line({"open": self.base.sha256}))

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
        self.version += 1

    def _fresh(self, version: int) -> None:
        if version != self.version:
            raise Stale("this page is behind another one of the same workbench", "it is brought up to date")

    def _needs_header(self, op: Op) -> None:
        if header(self.base.document) is None and any(c.sort not in ("component", "relation") for c in op.changes):
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

        Raises:
            Changed: the file was changed by another program; nothing is written.
            ArgmapError: it cannot be written, or would not say the same when read again.
        """
        with self.lock:
            self._fresh(version)
            if self.conflict or self.disk() == "changed":
                raise Changed(f"{self.path.name} was changed by another program", "choose which version to keep")
            return self._write()

    def _write(self) -> int:
        changes = len(self.unsaved)
        if changes:
            name = str(self.path)
            data = update(self.base.data, self.base.map, self.map, name)
            verify(data, self.map, name)
            workspace.real_file(self.path)
            self._keep_first()
            gone = self._disk == "gone"
            try:
                workspace.save(self.path, data, expect=None if gone else self.base.sha256)
            except ArgmapError as error:
                if self._compare() == "changed":
                    self._disk = "changed"
                    raise Changed(error.message, "choose which version to keep") from None
                raise
            self.base = _read(self.path)
            self._disk, self._seen = "same", workspace.modified(self.path)
        self.journal.append(line({"saved": self.base.sha256}))
        self.history = self.history.saved()
        self.saved_at = datetime.now().astimezone().strftime("%H:%M")
        return changes

    def _keep_first(self) -> None:
        """Before the first save, a copy of the file as it was opened, hidden beside it."""
        if not self._kept_first:
            workspace.save(self.path.with_name(f".{self.path.name}.argmap-before"), self.base.data)
            self._kept_first = True

    # ---- a file that another program changed

    def both(self) -> dict[str, Any]:
        """What the other program changed, what was changed here, and what both did."""
        with self.lock:
            disk = _read(self.path)
            mine = fold(self.conflict) if self.conflict else self.unsaved
            theirs = () if self.conflict else difference(self.base.map, settled(self.base.map, disk.map))
            clash = {(c.sort, c.id) for c in mine} & {(c.sort, c.id) for c in theirs}
            same_text = _text_hash(disk) == _text_hash(self.base)
            return {"mine": mine, "theirs": theirs, "clash": sorted(i for _, i in clash), "sameText": same_text}

    def resolve(self, choice: str, version: int) -> None:
        """Settle with a changed file: ``reload`` it (what was done here is set aside), or ``keep`` both, mine on top.

        Raises:
            ArgmapError: the choice is unknown, or the text itself was changed, so that passages would not fit.
        """
        with self.lock:
            self._fresh(version)
            if choice not in ("reload", "keep"):
                raise ArgmapError(f"{choice!r} is no choice", "reload or keep")
            disk = _read(self.path)
            if choice == "keep" and _text_hash(disk) != _text_hash(self.base):
                raise ArgmapError("the text itself was changed, so passages would not fit", "reload the file")
            mine = Op("my changes", fold(self.conflict) if self.conflict else self.unsaved)
            aside = self.journal.keep_apart("set-aside")
            self.told = [f"The steps up to here are kept in {aside.name}."]
            self.base, self.map, self.conflict = disk, disk.map, ()
            self._disk, self._seen = "same", workspace.modified(self.path)
            self._begin_anew()
            self.version += 1
            mine = rebased(mine, disk.map) if choice == "keep" else Op("", ())
            if mine.changes:
                self.journal.append(step_line(mine))
                self._take(mine, self.history.push(mine))

    def close(self) -> None:
        """End; the journal stays where there is unsaved work."""
        with self.lock:
            self.journal.close(remove=not self.history.pending and not self.conflict)


def rebased(op: Op, amap: ArgumentMap) -> Op:
    """The step with what was there before taken from another map; relations that lost an end there are left out."""
    after = apply(amap, op)
    ends = {*after.component, *after.relation}
    changes = []
    for change in op.changes:
        touched = getattr(change.after, "ends", ())
        before = find(amap, change.sort, change.id)
        if all(end in ends for end in touched) and before != change.after:
            changes.append(replace(change, before=before))
    return replace(op, changes=tuple(changes))


def annotator_of(amap: ArgumentMap, name: str) -> Annotator:
    """The annotator of that id or name, or a new one.

    Raises:
        ArgmapError: the name is empty.
    """
    plain = clean(name)[:200]
    if not plain:
        raise ArgmapError("the annotator's name is empty", "give a name, such as Ada Moss")
    known = [item for item in amap.annotators if plain in (item.id, item.name)]
    return known[0] if known else Annotator(code_id(amap, "ann", plain, Desk()), plain, "annotation")


def _read(path: Path) -> Base:
    loaded = workspace.read_bytes(path)
    document = parse(loaded.data, str(path))
    amap, problems = read_document(document, workspace.neighbours(path))
    content = amap.text.content if amap.text else None
    if not has_text(document) or not content:
        raise DataError(
            "the file holds no text to annotate",
            "put the article's text into it with argmap attach, or make an edition with argmap import",
            place=Place(str(path), 1, 1),
        )
    return Base(loaded.data, loaded.sha256, document, amap, tuple(problems))


def _text_hash(base: Base) -> str:
    return base.map.text.sha256 if base.map.text else ""


def _first_person(amap: ArgumentMap) -> Annotator | None:
    """The first annotator that the file names and that is no program."""
    return next((item for item in amap.annotators if not item.machine), None)
