from __future__ import annotations

import pytest

from argmap.problems import ArgmapError
from argmap.render.wasm import Stopped, run


def test_it_answers_in_json() -> None:
    assert run("digraph { a -> b }", "json0", 20).lstrip().startswith(b"{")


def test_a_syntax_error_is_told_and_does_no_harm() -> None:
    with pytest.raises(ArgmapError, match="Graphviz"):
        run("digraph { a -> ", "json0", 20)
    assert run("digraph { a }", "json0", 20)


def test_it_can_be_stopped() -> None:
    # a minute's work on any machine, so that it cannot be done before the clock strikes
    edges = ";".join(f"{i * 7 % 3000}->{(i * i + 3 * i + 1) % 2999}" for i in range(12000))
    with pytest.raises(Stopped):
        run(f"digraph {{ {edges} }}", "json0", 0.2)
