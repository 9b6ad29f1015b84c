"""A model's folder is whole or not there, whatever happens while it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.problems import ArgmapError
from argmap.workspace.models import model_folder, save_model


def write(folder: Path, text: str = "new") -> None:
    """What stands for a model."""
    folder.mkdir()
    (folder / "config.cfg").write_text(text, encoding="utf-8")


def test_a_model_is_written_and_an_older_one_replaced(tmp_path: Path):
    target = tmp_path / "model"
    save_model(target, lambda folder: write(folder, "old"))
    (target / "left over").touch()
    save_model(target, write)
    assert [path.name for path in target.iterdir()] == ["config.cfg"]
    assert (target / "config.cfg").read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_what_breaks_off_leaves_nothing_half(tmp_path: Path, error: type[BaseException]):
    target = tmp_path / "model"
    save_model(target, lambda folder: write(folder, "old"))

    def broken(folder: Path) -> None:
        write(folder)
        raise error

    with pytest.raises(error):
        save_model(target, broken)
    assert (target / "config.cfg").read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(error):
        save_model(tmp_path / "second", broken)
    assert list(tmp_path.iterdir()) == [target]


def test_other_things_are_not_overwritten(tmp_path: Path):
    (tmp_path / "file").touch()
    (tmp_path / "heap").mkdir()
    (tmp_path / "heap" / "letters.txt").touch()
    (tmp_path / "link").symlink_to(tmp_path / "heap")
    for name in ("file", "heap", "link", "no/such/place"):
        with pytest.raises(ArgmapError):
            model_folder(tmp_path / name)
        with pytest.raises(ArgmapError):
            save_model(tmp_path / name, write)
    assert (tmp_path / "heap" / "letters.txt").is_file()


def test_an_empty_folder_will_do(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    save_model(tmp_path / "empty", write)
    assert (tmp_path / "empty" / "config.cfg").is_file()
