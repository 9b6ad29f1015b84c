"""``argmap detach``."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from argmap.cli.main import main
from argmap.tei.detach import detach
from tests.tei.editions import BY_IDS


def run(*words: str | Path):
    return CliRunner().invoke(main, ["detach", *map(str, words)])


def test_it_writes_what_the_library_makes(tmp_path: Path):
    article, target = tmp_path / "article.xml", tmp_path / "annotation.xml"
    article.write_bytes(BY_IDS)
    result = run(article, "-o", target)
    assert (result.exit_code, result.output) == (0, f"{target} written\n")
    assert target.read_bytes() == detach(BY_IDS)
    assert article.read_bytes() == BY_IDS


def test_it_says_when_it_rewrites(tmp_path: Path, shared: Path):
    result = run(shared / "encoding" / "variants" / "v3_interp.xml", "-o", tmp_path / "out.xml")
    assert result.exit_code == 0
    assert "spans in standOff" in result.output


def test_without_text_it_writes_nothing(tmp_path: Path):
    article, target = tmp_path / "article.xml", tmp_path / "annotation.xml"
    article.write_bytes(detach(BY_IDS))
    result = run(article, "-o", target)
    assert result.exit_code == 1
    assert "holds no text" in result.output
    assert not target.exists()
