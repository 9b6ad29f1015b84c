"""``argmap git-setup``: once is enough, undone without a trace, refused outside a repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from tests.versions.test_git import Repository, needs_git, repository

__all__ = ["repository"]


@needs_git
def test_setup_twice_is_once_and_undo_takes_all_out(repository: Repository):
    attributes = repository.folder / ".gitattributes"
    first = attributes.read_text()
    again = CliRunner().invoke(main, ["git-setup"])
    assert (again.exit_code, again.output, attributes.read_text()) == (0, "", first)
    attributes.write_text("*.png binary\n" + first)
    dry = CliRunner().invoke(main, ["git-setup", "--undo", "--dry-run"])
    assert dry.exit_code == 0
    assert "argmap" in repository.git("config", "--local", "--list")
    undone = CliRunner().invoke(main, ["git-setup", "--undo"])
    assert undone.exit_code == 0
    assert attributes.read_text() == "*.png binary\n"
    assert "argmap" not in repository.git("config", "--local", "--list")


@needs_git
def test_setup_outside_a_repository_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = CliRunner().invoke(main, ["git-setup"])
    assert result.exit_code == 2
    assert "git" in result.output
    assert list(tmp_path.iterdir()) == []
