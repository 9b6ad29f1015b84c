"""What the tests of `argmap review` share: the command on the folder ``desk``, and the links that it left there."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.correspondence import Correspondences
from argmap.tei.correspondences import read


def run(*words: object, keys: str = "") -> Result:
    """Call argmap, with these keys typed."""
    return CliRunner().invoke(main, [*map(str, words)], input=keys)


def found(desk: Path) -> Correspondences:
    """The links in the folder, which are sound."""
    held, problems = read((desk / "correspondences.xml").read_bytes())
    assert problems == []
    return held


def review(keys: str, *more: object) -> Result:
    """Weigh pairs of the two sample maps under a name."""
    return run("review", "left.xml", "right.xml", "--name", "A. Reader", *more, keys=keys)
