"""Folders of texts and of outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import workspace
from argmap.problems import ArgmapError


def test_texts_of_a_folder(tmp_path: Path):
    for name, data in {
        "b/two.txt": b"two",
        "a.xml": b"<a/>",
        "wide.txt": "wide".encode("utf-16"),
        "binary.txt": b"\x00\x01",
        "empty.txt": b"",
        ".hidden/three.txt": b"three",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = [path.relative_to(tmp_path).as_posix() for path, _ in workspace.text_files(tmp_path)]
    assert found == ["a.xml", "wide.txt", "b/two.txt"]
    with pytest.raises(ArgmapError, match="no such folder"):
        list(workspace.text_files(tmp_path / "none"))


def test_outputs_are_written_once(tmp_path: Path):
    files = [("index.html", b"<html>"), ("case/a.svg", b"<svg/>")]
    assert list(workspace.write_outputs(tmp_path / "new", files)) == ["index.html", "case/a.svg"]
    kept = (tmp_path / "new" / "index.html").stat().st_mtime_ns
    assert list(workspace.write_outputs(tmp_path / "new", [*files[:1], ("case/a.svg", b"<svg />")]))
    assert (tmp_path / "new" / "index.html").stat().st_mtime_ns == kept
    assert (tmp_path / "new" / "case" / "a.svg").read_bytes() == b"<svg />"


def test_a_file_in_the_way_of_a_folder(tmp_path: Path):
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(ArgmapError, match="in the way") as error:
        list(workspace.write_outputs(tmp_path / "out", [("sub/index.html", b"x")]))
    assert error.value.remedy
    assert (tmp_path / "out").read_bytes() == b"a file"
