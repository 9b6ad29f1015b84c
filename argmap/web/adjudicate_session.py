"""Several people's files being adjudicated: their differences, the decisions, the journal, the agreed file."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from argmap import workspace
from argmap.adjudication.build import Agreed, agree
from argmap.adjudication.decisions import Decision, checked, holding, log_line, replay
from argmap.adjudication.differences import Differences, differences
from argmap.adjudication.file import agreed_file
from argmap.adjudication.sides import case
from argmap.adjudication.table import answers
from argmap.editing.arguments import clean
from argmap.editing.history import line
from argmap.model import ArgumentMap
from argmap.problems import ArgmapError, Problem
from argmap.tei.parse import Document, parse
from argmap.tei.reader import read_document
from argmap.web.base import Changed, Stale
from argmap.workspace import Loaded


@dataclass(frozen=True)
class Input:
    """One annotator's file as it was read; it is never written."""

    loaded: Loaded
    document: Document
    map: ArgumentMap
    problems: tuple[Problem, ...]


def read_input(path: Path) -> Input:
    """Read one file.

    Raises:
        ArgmapError: it is missing or not readable.
        DataError: it is no XML that can be read.
    """
    loaded = workspace.read_bytes(path)
    document = parse(loaded.data, str(path))
    amap, problems = read_document(document, workspace.neighbours(path))
    return Input(loaded, document, amap, tuple(problems))


def find(inputs: Sequence[Input], least: float = 0.5) -> Differences:
    """The differences of files; raises what `argmap.adjudication.sides.case` raises."""
    return differences(case([(item.loaded.path.stem, item.map) for item in inputs]), least)


class Adjudication:
    """All that is done in one adjudication. Its methods may be called from several threads."""

    def __init__(self, files: Sequence[Path], target: Path, person: str = "", least: float = 0.5) -> None:
        """Read the files, and take up what the journal of the agreed file holds.

        Raises:
            ArgmapError: a file cannot be read, they are not of one text, or the agreed file is in the way or in use.
            DataError: a file is no XML.
        """
        self.inputs = [read_input(path) for path in files]
        self.found = find(self.inputs, least)
        self.target = workspace.real_file(target)
        self._refuse_input_as_target()
        self.person = clean(person)[:200]
        self.version = 0
        self.saved_at = ""
        self.told: list[str] = []
        self.lock = threading.RLock()
        self.journal = workspace.Journal(self.target)
        try:
            self._recover()
        except ArgmapError:
            self.journal.close(remove=not any(self.journal.lines()))
            raise
        self.recovered = len(self.decisions)

    def _refuse_input_as_target(self) -> None:
        for item in self.inputs:
            if workspace.same_file(self.target, item.loaded.path):
                raise ArgmapError(f"{self.target} is one of the annotators' files", "choose another name with -o")

    def _recover(self) -> None:
        kept = replay(self.journal.lines())
        self.expect = kept.saved
        if self.disk() == "changed":
            raise ArgmapError(
                f"{self.target} is there already, and not as this adjudication left it",
                "choose another name with -o, or move it away",
            )
        if kept.damaged:
            aside = self.journal.keep_apart("damaged")
            self.told.append(f"The journal was broken off; all of it is kept in {aside.name}.")
            for item in kept.log.decisions.values():
                self.journal.append(log_line([item]))
            self.journal.append(line({"saved": kept.saved}) if kept.saved else b"")
            kept = replay(self.journal.lines())
        self.log = kept.log
        self._settle()
        lost = len(self.log.decisions) - len(self.decisions)
        if lost:
            self.told.append(f"{lost} decisions are of differences that are gone, since a file was changed.")

    @property
    def template(self) -> Input:
        """The file from which the agreed one is made."""
        return self.inputs[max(self.found.case.own, 0)]

    def _settle(self) -> None:
        """Work out what comes of the decisions."""
        self.decisions: Mapping[str, Decision] = holding(self.found, self.log.decisions)
        self.agreed: Agreed = agree(self.found, self.decisions, self.person, self.template.document.ids)

    # ---- decisions

    def decide(self, given: Mapping[str, Any], version: int) -> list[str]:
        """Decide the differences ``ids`` alike; without a choice what was decided is taken back.

        Returns:
            The ids of the differences that were decided.

        Raises:
            ArgmapError: nobody signs, or one of them cannot be decided so; none is, then.
            Stale: the page has not seen the newest state.
        """
        ids = given.get("ids")
        if not isinstance(ids, list) or not 0 < len(ids) <= 10_000:
            raise ArgmapError("a decision names its differences", "send ids")
        with self.lock:
            self._fresh(version)
            self._step([self._made({**given, "id": ident}) for ident in dict.fromkeys(map(str, ids))])
            return [str(ident) for ident in ids]

    def _made(self, given: Mapping[str, Any]) -> Decision:
        if not given.get("choice"):
            return Decision(str(given["id"]), "")
        if not self.person:
            raise ArgmapError("nobody signs the decisions", "give your name first (--as)")
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return checked(self.found, {**given, "who": self.person, "when": when})

    def take(self, data: bytes, file: str) -> int:
        """Take the decisions of a sheet; those that are as they were already are not made again.

        Raises:
            ArgmapError: one of them is not possible, or nobody signs; none is taken, then.
            DataError: it is no sheet.
        """
        with self.lock:
            made = [self._made(given) for given in answers(data, file)]
            fresh = [item for item in made if _core(item) != _core(self.decisions.get(item.id))]
            if fresh:
                self._step(fresh)
            return len(fresh)

    def _step(self, made: Sequence[Decision]) -> None:
        self.journal.append(log_line(made))
        self.log = self.log.decide(made)
        self._after()

    def undo(self, version: int) -> None:
        """Take the last step back; raises ArgmapError where there is none."""
        self._back("undo", version)

    def redo(self, version: int) -> None:
        """Do again what was undone last; raises ArgmapError where there is nothing."""
        self._back("redo", version)

    def _back(self, name: str, version: int) -> None:
        with self.lock:
            self._fresh(version)
            log = self.log.undo() if name == "undo" else self.log.redo()
            self.journal.append(line({name: True}))
            self.log = log
            self._after()

    def _after(self) -> None:
        self._settle()
        self.version += 1

    def _fresh(self, version: int) -> None:
        if version != self.version:
            raise Stale("this page is behind another one of the same adjudication", "it is brought up to date")

    def sign(self, name: str) -> None:
        """Who decides from now on.

        Raises:
            ArgmapError: the name is empty.
        """
        plain = clean(name)[:200]
        if not plain:
            raise ArgmapError("the adjudicator's name is empty", "give a name, such as Jo Fox")
        with self.lock:
            self.person = plain
            self._settle()

    # ---- the agreed file

    def disk(self) -> str:
        """How the agreed file stands on disk: ``same`` as last saved (or not there yet), ``changed``, or ``gone``."""
        if not self.target.exists():
            return "gone" if self.expect else "same"
        return "same" if workspace.read_bytes(self.target, empty=True).sha256 == self.expect else "changed"

    def save(self, version: int, *, partial: bool = False) -> int:
        """Write the agreed file; returns how many differences are decided in it.

        Raises:
            ArgmapError: something is open and that is not allowed, or the file cannot be written.
            Changed: the agreed file, or an annotator's, was changed by another program.
        """
        with self.lock:
            self._fresh(version)
            data = agreed_file(self.template.loaded.data, self.found, self.decisions, self.agreed, partial=partial)
            for item in self.inputs:
                if workspace.read_bytes(item.loaded.path).sha256 != item.loaded.sha256:
                    raise Changed(f"{item.loaded.path} was changed meanwhile", "start again; the decisions are kept")
            if self.disk() == "changed":
                raise Changed(f"{self.target} was changed by another program", "move it away, then save again")
            workspace.real_file(self.target)
            self.expect = workspace.replace_file(self.target, data, "" if self.disk() == "gone" else self.expect)
            self.journal.append(line({"saved": self.expect}))
            self.saved_at = datetime.now().astimezone().strftime("%H:%M")
            return sum(value == "decided" for value in self.agreed.state.values())

    def close(self) -> None:
        """End; the journal stays where anything was decided."""
        with self.lock:
            self.journal.close(remove=not self.log.done and not self.log.undone and not self.expect)


def _core(item: Decision | None) -> tuple[Any, ...]:
    return (item.choice, item.side, item.value, item.reason) if item is not None else ()
