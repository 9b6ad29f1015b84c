from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings

from argmap.model import ArgumentMap, Component
from argmap.render import dot
from argmap.render.look import Look
from argmap.render.view import Choice, select
from argmap.render.wasm import run
from tests.render.maps import big, drawable


@settings(max_examples=25, deadline=None)
@given(drawable(6))
def test_dot_is_valid_for_any_gloss(amap: ArgumentMap) -> None:
    source = dot.write(select(amap, Choice()), Look())
    assert b"</svg>" in run(source, "svg", 20)


@pytest.mark.skipif(not shutil.which("dot"), reason="no program dot")
def test_dot_is_valid_for_the_machines_own_program() -> None:
    source = dot.write(select(big(30), Choice()), Look(direction="tb"))
    done = subprocess.run(["dot", "-Tplain"], input=source.encode(), capture_output=True, check=True, timeout=20)
    assert done.stdout.count(b"\nnode ") >= 30 and not done.stderr


def test_dot_labels_are_the_glosses() -> None:
    amap = ArgumentMap("m", components=(Component("c1", "claim", r'Say "no" \N <b>'),))
    assert r"Say \"no\" \\N <b>\l" in dot.write(select(amap, Choice()), Look())
