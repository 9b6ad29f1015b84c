"""Files: what is read, what is refused, and that a save is whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import workspace
from argmap.problems import ArgmapError, DataError


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".argmap-tmp")]


def test_what_is_read_knows_its_hash(tmp_path: Path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"\xef\xbb\xbf<a/>\r\n")
    loaded = workspace.read_bytes(path)
    assert loaded.data == b"\xef\xbb\xbf<a/>\r\n"
    assert loaded.sha256 == hashlib.sha256(loaded.data).hexdigest()


def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path):
    (tmp_path / "empty").touch()
    for path, kind in ((tmp_path / "none", ArgmapError), (tmp_path, ArgmapError), (tmp_path / "empty", DataError)):
        with pytest.raises(kind) as error:
            workspace.read_bytes(path)
        assert str(path) in str(error.value)
        assert error.value.remedy


@given(old=st.binary(), new=st.binary())
def test_a_save_replaces_the_whole(tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes):
    folder = tmp_path_factory.mktemp("save")
    path = folder / "a.xml"
    path.write_bytes(old)
    workspace.save(path, new)
    assert path.read_bytes() == new
    assert leftovers(folder) == []


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"as read")
    loaded = workspace.read_bytes(path)
    path.write_bytes(b"changed by another program")
    with pytest.raises(ArgmapError, match="changed by another program"):
        workspace.save(path, b"mine", expect=loaded.sha256)
    assert path.read_bytes() == b"changed by another program"
    workspace.save(path, b"mine", expect=hashlib.sha256(b"changed by another program").hexdigest())
    assert path.read_bytes() == b"mine"


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions and links")
def test_permissions_and_links_stay(tmp_path: Path):
    path = tmp_path / "real.xml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.xml"
    link.symlink_to(path)
    workspace.save(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o7777 == 0o640
    mask = os.umask(0o027)
    try:
        workspace.save(tmp_path / "fresh.xml", b"new")
    finally:
        os.umask(mask)
    assert (tmp_path / "fresh.xml").stat().st_mode & 0o7777 == 0o640


def test_a_save_without_a_place_is_refused(tmp_path: Path):
    with pytest.raises(ArgmapError, match="does not exist"):
        workspace.save(tmp_path / "none" / "a.xml", b"x")
    with pytest.raises(ArgmapError, match="is a folder"):
        workspace.save(tmp_path, b"x")
    assert list(tmp_path.iterdir()) == []


def test_edit_saves_once_all_changes_or_none(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"<TEI/>")
    before = path.stat()
    workspace.edit(path, lambda data: data)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    workspace.edit(path, lambda data: data + b"\n", lambda data: data + b"<!-- x -->")
    assert path.read_bytes() == b"<TEI/>\n<!-- x -->"

    def refuse(data: bytes) -> bytes:
        raise ArgmapError("not possible")

    with pytest.raises(ArgmapError, match="not possible"):
        workspace.edit(path, lambda data: b"", refuse)
    assert path.read_bytes() == b"<TEI/>\n<!-- x -->"


def test_edit_does_not_overwrite_what_another_program_wrote(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"<TEI/>")

    def meanwhile(data: bytes) -> bytes:
        path.write_bytes(b"<TEI>other</TEI>")
        return b"<TEI>mine</TEI>"

    with pytest.raises(ArgmapError, match="changed"):
        workspace.edit(path, meanwhile)
    assert path.read_bytes() == b"<TEI>other</TEI>"


@pytest.mark.slow
def test_two_programs_that_edit_one_file_lose_nothing(tmp_path: Path):
    """Each of two processes adds a hundred lines, reading anew whenever it is refused; all of them arrive."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"start\n")
    code = (
        "import sys; from argmap.workspace import edit; from argmap.problems import ArgmapError\n"
        "done = 0\n"
        "while done < 100:\n"
        "    try: edit(sys.argv[1], lambda data: data + f'{sys.argv[2]}{done}\\n'.encode()); done += 1\n"
        "    except ArgmapError as error: assert 'changed by another' in str(error), error\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    both = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [process.wait(60) for process in both] == [0, 0]
    expected = {"start", *(f"{name}{number}" for name in "ab" for number in range(100))}
    assert set(path.read_text(encoding="utf-8").split()) == expected
    assert leftovers(tmp_path) == []


def test_a_name_of_the_greatest_length_can_be_saved(tmp_path: Path):
    for name in ("n" * 251 + ".xml", "ü" * 125 + ".xml"):
        workspace.save(tmp_path / name, b"whole")
        assert (tmp_path / name).read_bytes() == b"whole"


@pytest.mark.skipif(sys.platform == "win32", reason="needs devices that are files")
def test_devices_are_neither_read_nor_replaced():
    with pytest.raises(ArgmapError, match="device"):
        workspace.read_bytes(Path("/dev/zero"))
    workspace.save(Path("/dev/null"), b"gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116 - the device itself is meant


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_a_full_device_is_told():
    with pytest.raises(ArgmapError, match="No space left"):
        workspace.save(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)  # noqa: PTH116 - the device itself is meant


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(tmp_path: Path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    workspace.save(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_a_link_is_the_same_file(tmp_path: Path):
    path, link, copy = (tmp_path / name for name in "abc")
    path.write_bytes(b"x")
    copy.write_bytes(b"x")
    os.link(path, link)
    assert workspace.same_file(path, link)
    assert not workspace.same_file(path, copy)
    assert not workspace.same_file(path, tmp_path / "absent")
