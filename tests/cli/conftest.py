"""Fixtures of the command tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.tei.correspondences import write
from argmap.tei.newfile import new_annotation
from tests.suggest.samples import left, link, links, right


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, made the current one, with two small maps and one pair that was weighed already."""
    monkeypatch.chdir(tmp_path)
    for amap in (left(), right()):
        (tmp_path / amap.file).write_bytes(new_annotation(amap))
    (tmp_path / "correspondences.xml").write_bytes(write(links(link("c3", "c3", "unrelated"))))
    return tmp_path
