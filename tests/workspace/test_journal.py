"""Journals: what was appended is there after a crash, one program at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import workspace
from argmap.problems import ArgmapError


def test_lines_outlive_the_program_that_wrote_them(tmp_path: Path):
    code = (
        "import os, sys; from pathlib import Path; from argmap.workspace import Journal\n"
        "journal = Journal(Path(sys.argv[1])); journal.append(b'one\\n'); journal.append(b'two\\n'); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.xml")], check=False)
    assert done.returncode == 9
    journal = workspace.Journal(tmp_path / "a.xml")
    assert journal.lines() == [b"one", b"two", b""]
    aside = journal.keep_apart("old")
    assert aside.read_bytes() == b"one\ntwo\n"
    assert journal.lines() == [b""]
    journal.close(remove=True)
    assert list(tmp_path.iterdir()) == [aside]


@pytest.mark.skipif(sys.platform == "win32", reason="no locks of this kind")
def test_one_program_at_a_time(tmp_path: Path):
    journal = workspace.Journal(tmp_path / "a.xml")
    with pytest.raises(ArgmapError, match="another"):
        workspace.Journal(tmp_path / "a.xml")
    journal.close()
    workspace.Journal(tmp_path / "a.xml").close()


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links cannot be told")
def test_a_link_in_its_place_is_not_followed(tmp_path: Path):
    other = tmp_path / "precious"
    other.write_bytes(b"kept")
    (tmp_path / ".a.xml.argmap-journal").symlink_to(other)
    with pytest.raises(ArgmapError):
        workspace.Journal(tmp_path / "a.xml")
    assert other.read_bytes() == b"kept"
