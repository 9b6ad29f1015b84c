"""Drawings of a shared dot are those of a process for each; a graph that fails spoils none after it."""

from __future__ import annotations

import shutil
import stat
import subprocess
import threading

import pytest

from argmap.problems import ArgmapError
from argmap.render import dots, engine
from tests.render.test_engine import plan

pytestmark = pytest.mark.skipif(not shutil.which("dot"), reason="no program dot")


def alone(source):
    return subprocess.run(["dot", "-Tjson0"], input=source.encode(), capture_output=True, check=False).stdout


def test_the_same_bytes_in_any_company():
    sources = [engine.to_dot(plan(count, count + 3)) for count in (1, 2, 9, 40, 9)]
    wanted = [alone(source) for source in sources]
    dot = dots.Dot()
    try:
        assert [dot.ask(source, 20) for source in sources] == wanted
        assert [dot.ask(source, 20) for source in reversed(sources)] == wanted[::-1]
    finally:
        dot.close()


@pytest.mark.parametrize("broken", ["digraph { a -> ; }", "digraph {", ""])
def test_a_broken_graph_spoils_no_other(broken):
    dot = dots.Dot()
    good = engine.to_dot(plan(5, 6))
    try:
        assert dot.ask(broken, 20) is None
        assert dot.ask(good, 20) == alone(good)
    finally:
        dot.close()


def test_a_runaway_layout_is_stopped_and_the_next_one_works():
    with dots.shared():
        with pytest.raises(ArgmapError, match=r"more than 0\.2 seconds"):
            engine.place(plan(1500, 4000), engine="system", seconds=0.2)
        assert engine.place(plan(3, 2), engine="system") == engine.place(plan(3, 2), engine="system")


def test_no_process_is_left_and_other_threads_have_their_own():
    found = []
    with dots.shared():
        running = dots.running()
        engine.place(plan(3, 2), engine="system")
        process = running._process
        assert process.poll() is None
        thread = threading.Thread(target=lambda: found.append(dots.running()))
        thread.start()
        thread.join()
    assert found == [None] and dots.running() is None and process.poll() is not None


@pytest.mark.parametrize("script", ["exit 3", "cat > /dev/null", "exec sleep 60"])
def test_a_dot_that_cannot_be_kept_running_is_not_used_so(script, tmp_path, monkeypatch):
    program = tmp_path / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr(dots, "_TRIAL", 0.1)
    dot = dots.Dot(str(program))
    assert dot.ask("digraph {}", 1) is None
    assert dot._process is None
    assert dots.Dot(str(tmp_path / "none")).ask("digraph {}", 1) is None
