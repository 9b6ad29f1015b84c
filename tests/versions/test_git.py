"""Git calls argmap: two branches of a real repository are merged, and git diff shows what changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.tei.conflicts import conflicts
from argmap.tei.parse import parse
from argmap.versions.git import readable, settings, with_lines, without_lines
from tests.versions.edits import change, sample

ROOT = Path(__file__).resolve().parents[2]
BASE = (ROOT / "annotations/sample/lund-2024.xml").read_bytes()
LINKS = (ROOT / "annotations/sample/correspondences.xml").read_bytes()

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


class Repository:
    """A new git repository with one annotation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "A. Reader")
        self.git("config", "user.email", "reader@example.org")
        self.file = folder / "map.xml"

    def git(self, *words: str, status: int = 0) -> str:
        """Call git; what it printed."""
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=self.env, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def commit(self, data: bytes) -> None:
        """Commit these bytes as the annotation."""
        self.file.write_bytes(data)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(tmp_path)
    made = Repository(tmp_path)
    result = CliRunner().invoke(main, ["git-setup"])
    assert result.exit_code == 0, result.output
    return made


def branches(repository: Repository, ours: bytes, theirs: bytes) -> None:
    """Two branches from the same start."""
    repository.commit(BASE)
    repository.git("checkout", "-q", "-b", "other")
    repository.commit(theirs)
    repository.git("checkout", "-q", "main")
    repository.commit(ours)


@needs_git
def test_two_branches_merge(repository: Repository):
    ours, theirs = change(BASE, "c1", gloss="Ours."), change(BASE, "c1", certainty="low")
    branches(repository, ours, theirs)
    repository.git("merge", "-q", "-m", "both", "other")
    assert repository.file.read_bytes() == change(ours, "c1", certainty="low")


@needs_git
def test_a_conflict_stops_the_merge_with_marks_in_a_whole_file(repository: Repository):
    ours, theirs = change(BASE, "c1", gloss="Ours."), change(BASE, "c1", gloss="Theirs.")
    branches(repository, ours, theirs)
    repository.git("merge", "-q", "-m", "both", "other", status=1)
    assert [item.of for item in conflicts(parse(repository.file.read_bytes()))] == ["c1"]
    result = CliRunner().invoke(main, ["resolve", "map.xml", "--take", "theirs"])
    assert result.exit_code == 0, result.output
    assert repository.file.read_bytes() == theirs
    repository.git("commit", "-q", "-a", "-m", "settled")


@needs_git
def test_git_diff_shows_the_gloss_and_no_markup(repository: Repository):
    repository.commit(BASE)
    repository.file.write_bytes(change(BASE, "c1", gloss="Other words."))
    shown = repository.git("diff")
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert lines == [f"-claim c1: {sample(BASE).component['c1'].gloss}", "+claim c1: Other words."]


def test_attribute_lines_come_and_go():
    assert with_lines("", ["a"]) == "a\n"
    assert with_lines("a\n", ["a"]) == "a\n"
    mine = "*.xml text merge=argmap diff=argmap\n"
    assert without_lines(f"*.png binary\n{mine}x merge=union\n") == "*.png binary\nx merge=union\n"


def test_percent_signs_of_a_path_do_not_become_git_s():
    said = settings("'/a %A b/python' -m argmap")
    assert "%%A b" in said["merge.argmap.driver"]
    assert said["merge.argmap.driver"].replace("%%", "").count("%A") == 2
    assert "%%" not in said["diff.argmap.textconv"]


def test_what_is_no_annotation_is_shown_as_it_is():
    assert readable(b"<a>\n<b/></a>") == "<a>\n<b/></a>"
    assert readable(b"not <xml") == "not <xml"
    assert readable(b"") == ""


def test_every_component_relation_and_link_is_in_the_readable_form():
    amap, shown = sample(BASE), readable(BASE)
    for entry in (*amap.components, *amap.relations):
        assert f" {entry.id}" in shown
    assert all(f"{item.kind} {item.id}" in shown and item.gloss in shown for item in amap.components)
    assert readable(LINKS).count("\nlink ") > 5
