"""One file, its journal, and others who write it: nothing is lost, nothing is overwritten unseen."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from argmap import workspace
from argmap.problems import ArgmapError, DataError
from argmap.tei.update import says_the_same
from argmap.web.base import Changed, Stale
from argmap.web.session import Session
from argmap.workspace import load
from tests.web.bench import SAMPLE, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample(tmp_path)


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    made = Session(path, "Ada Moss")
    yield made
    made.close()


def mark(session: Session, start: int = 0, end: int = 20, gloss: str = "g") -> str:
    op = session.act("mark", {"kind": "claim", "spans": [[start, end]], "gloss": gloss}, session.version)
    return op.changes[-1].id


def journal(path: Path) -> Path:
    return path.with_name(f".{path.name}.argmap-journal")


def killed(session: Session) -> None:
    """What is left of a session when its program is killed: the system lets go of the journal."""
    os.close(session.journal._file)


def test_saving_writes_what_was_done_and_nothing_else(session: Session, path: Path):
    ident = mark(session)
    assert path.read_bytes() == SAMPLE.read_bytes()
    assert session.save(session.version) == 2  # the component, and who made it
    amap = load(path)[0]
    assert amap.component[ident].annotator == "ann.ada-moss"
    text = slice(SAMPLE.read_bytes().index(b"<text>"), SAMPLE.read_bytes().index(b"</text>"))
    assert SAMPLE.read_bytes()[text] in path.read_bytes()
    assert session.save(session.version) == 0
    for _ in range(len(session.history.done)):
        session.undo(session.version)
    session.save(session.version)
    assert path.read_bytes() == SAMPLE.read_bytes()
    assert path.with_name(f".{path.name}.argmap-before").read_bytes() == SAMPLE.read_bytes()


def test_a_killed_program_loses_nothing_that_was_answered(path: Path):
    first = Session(path, "Ada Moss")
    idents = [mark(first, n * 30, n * 30 + 20) for n in range(4)]
    first.undo(first.version)
    before = first.map
    killed(first)
    again = Session(path, "Ada Moss")
    assert again.map == before and again.recovered == 6 - 1
    again.redo(again.version)
    assert idents[-1] in again.map.component
    for _ in range(4):
        again.undo(again.version)
    assert again.map == again.base.map
    again.close()


def test_a_journal_that_broke_off_keeps_what_is_whole(path: Path):
    first = Session(path)
    mark(first)
    after_one = first.map
    mark(first, 40, 60)
    killed(first)
    whole = journal(path).read_bytes()
    journal(path).write_bytes(whole[:-25])
    again = Session(path)
    assert again.map == after_one
    assert "broken off" in again.told[0]
    assert journal(path).with_name(f"{journal(path).name}-damaged").read_bytes().startswith(whole[:-25])
    mark(again, 40, 60)
    killed(again)
    third = Session(path)
    assert len(third.map.components) == len(after_one.components) + 1
    third.close()


def test_the_journal_goes_when_all_is_saved_and_stays_otherwise(path: Path):
    session = Session(path)
    mark(session)
    session.close()
    assert journal(path).is_file()
    session = Session(path)
    session.save(session.version)
    session.close()
    assert not journal(path).exists()


def test_undo_goes_on_after_a_save_and_a_restart(path: Path):
    first = Session(path)
    ident = mark(first)
    first.save(first.version)
    killed(first)
    again = Session(path)
    assert again.recovered == 0
    again.undo(again.version)
    assert ident not in again.map.component
    again.save(again.version)
    assert load(path)[0].components == load(SAMPLE)[0].components
    again.close()


def test_a_second_workbench_on_the_same_file_is_refused(session: Session, path: Path):
    with pytest.raises(ArgmapError, match="another workbench"):
        Session(path)
    mark(session)


def test_two_tabs_do_not_overwrite_each_other(session: Session):
    seen = session.version
    mark(session)
    with pytest.raises(Stale):
        session.act("delete", {"ids": ["c1"]}, seen)
    with pytest.raises(Stale):
        session.save(seen)
    assert "c1" in session.map.component


def replaced(path: Path, old: bytes, new: bytes) -> None:
    """Another program writes the file, as git does: a new file under the same name."""
    data = path.read_bytes()
    assert old in data
    other = path.with_suffix(".new")
    other.write_bytes(data.replace(old, new, 1))
    other.replace(path)


OLD, NEW = b"Among several causes of the floods", b"Of all causes of the floods"


def test_a_file_that_was_changed_is_never_overwritten(session: Session, path: Path):
    mark(session)
    replaced(path, OLD, NEW)
    now = path.read_bytes()
    assert session.disk() == "changed"
    with pytest.raises(Changed):
        session.save(session.version)
    assert path.read_bytes() == now
    both = session.both()
    assert [c.id for c in both.theirs] == ["c1"] and both.same_text and not both.clashes
    assert {c.sort for c in both.mine} == {"component", "annotator"}


def test_a_change_in_the_very_moment_of_saving_is_seen(session: Session, path: Path, monkeypatch: pytest.MonkeyPatch):
    mark(session)
    keep = session._keep_first
    monkeypatch.setattr(session, "_keep_first", lambda: (keep(), replaced(path, OLD, NEW)))
    with pytest.raises(Changed):
        session.save(session.version)
    assert NEW in path.read_bytes()


def test_a_change_right_after_saving_is_seen(session: Session, path: Path, monkeypatch: pytest.MonkeyPatch):
    mark(session)
    save = workspace.save

    def and_another(target: Path, data: bytes, **rest: str | None) -> None:
        save(target, data, **rest)
        if target == path:
            replaced(path, OLD, NEW)

    monkeypatch.setattr(workspace, "save", and_another)
    session.save(session.version)
    assert session.disk() == "changed"
    monkeypatch.undo()
    other = mark(session, 100, 120)
    with pytest.raises(Changed):
        session.save(session.version)
    session.resolve("keep", session.version)
    session.save(session.version)
    assert other in load(path)[0].component and NEW in path.read_bytes()


def test_keep_both_or_reload(session: Session, path: Path):
    ident = mark(session)
    replaced(path, OLD, NEW)
    session.disk()
    session.resolve("keep", session.version)
    assert session.map.component["c1"].gloss.startswith("Of all causes")
    session.save(session.version)
    assert {"c1", ident} <= set(load(path)[0].component) and NEW in path.read_bytes()
    other = mark(session, 100, 120)
    replaced(path, NEW, OLD)
    session.resolve("reload", session.version)
    assert other not in session.map.component and not session.history.done
    assert list(path.parent.glob(".*-set-aside"))
    with pytest.raises(ArgmapError, match="no choice"):
        session.resolve("both", session.version)


def test_a_changed_text_cannot_be_kept(session: Session, path: Path):
    mark(session)
    replaced(path, b"In four of the last six winters", b"In nearly all of the last six winters")
    assert not session.both().same_text
    with pytest.raises(ArgmapError, match="text itself"):
        session.resolve("keep", session.version)


def test_a_file_changed_while_the_workbench_was_closed(path: Path):
    first = Session(path)
    ident = mark(first)
    killed(first)
    replaced(path, OLD, NEW)
    again = Session(path)
    assert again.disk() == "changed" and ident in again.map.component
    with pytest.raises(Changed):
        again.save(again.version)
    again.resolve("keep", again.version)
    again.save(again.version)
    assert ident in load(path)[0].component and NEW in path.read_bytes()
    again.close()


def test_steps_taken_while_the_file_is_written_are_kept(path: Path):
    """A step that comes in the middle of saving is not held up; it is open afterwards, also after a kill."""
    session = Session(path, "Ada Moss")
    mark(session, 0, 20, "before")
    late: list[str] = []
    whole = session._made
    steps = threading.Thread(target=lambda: late.append(mark(session, 40, 60, "meanwhile")))

    def slow(*args: Any) -> Any:
        steps.start()
        steps.join(5)  # it would wait for ever if saving held the session
        return whole(*args)

    session._made = slow  # type: ignore[method-assign]
    assert session.save(session.version)
    assert late and session.left == 1 and late[0] not in load(path)[0].component
    killed(session)
    again = Session(path, "Ada Moss")
    assert again.recovered == 1 and again.disk() == "same"
    says_the_same(again.map, session.map)
    again.undo(again.version)
    again.undo(again.version)
    again.save(again.version)
    again.close()
    assert path.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize("meanwhile", [0, 1])
def test_killed_between_the_file_and_the_word_that_it_is_saved(path: Path, meanwhile: int):
    """The file is then the one that was announced: nobody is asked what another program did."""
    session = Session(path, "Ada Moss")
    mark(session)
    session.save(session.version)
    for n in range(meanwhile):
        mark(session, 40 + n, 60, "later")
    killed(session)
    rows = [row for row in journal(path).read_bytes().splitlines(keepends=True) if b'"saved"' not in row]
    journal(path).write_bytes(b"".join(rows))
    for _ in range(2):  # the second time from the journal that the first left
        again = Session(path, "Ada Moss")
        assert (again.disk(), again.conflict, again.recovered) == ("same", (), meanwhile)
        says_the_same(again.map, session.map)
        mark(again, 70, 80)
        again.save(again.version)
        again.undo(again.version)
        again.save(again.version)
        session.map, meanwhile = again.map, 0
        killed(again)


def test_a_file_that_is_gone_is_written_anew(session: Session, path: Path):
    mark(session)
    path.unlink()
    assert session.disk() == "gone"
    session.save(session.version)
    assert len(load(path)[0].components) == len(load(SAMPLE)[0].components) + 1


def test_links_out_of_the_folder_are_refused(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    target = sample(tmp_path / "elsewhere")
    (tmp_path / "link.xml").symlink_to(target)
    with pytest.raises(ArgmapError, match="leads out of its folder"):
        Session(tmp_path / "link.xml")
    (tmp_path / "elsewhere" / "near.xml").symlink_to("article.xml")
    near = Session(tmp_path / "elsewhere" / "near.xml")
    mark(near)
    near.save(near.version)
    assert (tmp_path / "elsewhere" / "near.xml").is_symlink()
    near.close()


def test_a_link_put_in_place_of_the_file_or_the_journal(tmp_path: Path):
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "secret").write_bytes(b"keep me")
    (tmp_path / "work").mkdir()
    path = sample(tmp_path / "work")
    journal(path).symlink_to(victim / "secret")
    with pytest.raises(ArgmapError, match="journal"):
        Session(path)
    journal(path).unlink()
    session = Session(path)
    mark(session)
    other = sample(victim, "other.xml")
    path.unlink()
    path.symlink_to(other)
    with pytest.raises(ArgmapError):
        session.save(session.version)
    assert other.read_bytes() == SAMPLE.read_bytes()
    assert (victim / "secret").read_bytes() == b"keep me"
    session.close()


def test_files_that_cannot_be_annotated(tmp_path: Path):
    bare = tmp_path / "bare.xml"
    bare.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/></TEI>')
    with pytest.raises(DataError, match="no text"):
        Session(bare)


TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Here &{0}; it is.</p></body></text></TEI>'
BOMB = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">{0}]>' + TEI.format("i")
OUTSIDE = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{0}">]>' + TEI.format("x")


def test_hostile_xml(tmp_path: Path):
    names = "abcdefghi"
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    (tmp_path / "bomb.xml").write_text(BOMB.format(bomb))
    with pytest.raises(DataError):
        Session(tmp_path / "bomb.xml")
    (tmp_path / "secret.txt").write_text("the secret")
    (tmp_path / "xxe.xml").write_text(OUTSIDE.format((tmp_path / "secret.txt").as_uri()))
    session = Session(tmp_path / "xxe.xml")
    assert session.map.text is not None and "secret" not in (session.map.text.content or "")
    session.close()


def test_a_read_only_file_keeps_the_work(session: Session, path: Path):
    mark(session)
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    path.chmod(0o444)
    with pytest.raises(ArgmapError, match="read-only"):
        session.save(session.version)
    assert session.history.pending


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2])
def test_kill_nine_at_any_moment(path: Path, wait: float):
    """A process marks and says what it was promised; killed at some moment, all that it said is there."""
    code = (
        "import sys; from pathlib import Path; from argmap.web.session import Session\n"
        "s = Session(Path(sys.argv[1]))\n"
        "for n in range(400):\n"
        "    op = s.act('mark', {'kind': 'claim', 'spans': [[n * 9, n * 9 + 5]]}, s.version)\n"
        "    print(op.changes[-1].id, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip()]
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.kill()
        told += process.stdout.read().split()
    again = Session(path)
    assert set(told) <= set(again.map.component)
    assert len(again.map.components) - 26 - len(told) in (0, 1)
    again.close()


def test_a_save_keeps_line_ends_and_permissions(tmp_path: Path):
    path = sample(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    session = Session(path, "Ada Moss")
    mark(session)
    session.save(session.version)
    session.close()
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > SAMPLE.read_bytes().count(b"\n")
    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o640
