"""``argmap resolve``: some conflicts settled, others left; what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_merge import call, desk

__all__ = ["desk"]


def test_some_are_settled_and_others_stay_open(desk: Path):
    for side in ("ours", "theirs"):
        path = desk / f"{side}.xml"
        path.write_bytes(path.read_bytes().replace(b'xml:id="c2" type="claim"', f'xml:id="c2" type="{side}"'.encode()))
    call("merge", "base.xml", "ours.xml", "theirs.xml", "-o", "out.xml", status=1)
    assert call("resolve", "out.xml", status=1).count("out.xml:") == 2
    call("resolve", "out.xml", "2", "--take", "theirs", status=1)
    assert b'type="theirs"' in (desk / "out.xml").read_bytes()
    call("resolve", "out.xml", "--take", "ours")
    left = (desk / "out.xml").read_bytes()
    assert b"Ours." in left
    assert b"argmap-conflict" not in left


@pytest.mark.parametrize("words", [["1"], ["1", "--take", "ours"], ["--take", "mine"], ["0", "--take", "ours"]])
def test_misuse(desk: Path, words: list[str]):
    before = (desk / "base.xml").read_bytes()
    call("resolve", "base.xml", *words, status=2)
    assert (desk / "base.xml").read_bytes() == before
