from __future__ import annotations

import shutil
import threading
import time

import pytest

from argmap.problems import ArgmapError
from argmap.render.engine import Cluster, Link, Node, Placed, Plan, choose, place, to_dot

ENGINES = [
    pytest.param("system", marks=pytest.mark.skipif(not shutil.which("dot"), reason="no program dot")),
    "bundled",
]


def plan(count: int, links: int, seed: int = 7) -> Plan:
    nodes = tuple(Node(f"n{i}", 100, 40) for i in range(count))
    pairs = [(i * seed * 31 % count, (i * i + seed) % count) for i in range(links)]
    return Plan(nodes, tuple(Link(f"l{i}", f"n{a}", f"n{b}", 2) for i, (a, b) in enumerate(pairs)))


@pytest.mark.parametrize("engine", ENGINES)
def test_premises_stand_right_of_their_conclusion(engine: str) -> None:
    placed = place(Plan((Node("top", 50, 20), Node("ground", 60, 30)), (Link("l", "ground", "top"),)), engine=engine)
    assert placed.nodes["top"][0] < placed.nodes["ground"][0]
    assert placed.links["l"][0][0] > placed.links["l"][-1][0]
    assert placed.height == pytest.approx(30, abs=1)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_runaway_layout_is_stopped_and_the_next_one_works(engine: str) -> None:
    start = time.monotonic()
    with pytest.raises(ArgmapError, match=r"more than 0\.3 seconds"):
        place(plan(1500, 4000), engine=engine, seconds=0.3)
    assert time.monotonic() - start < 8
    assert place(plan(3, 2), engine=engine).nodes


@pytest.mark.parametrize("engine", ENGINES)
def test_cycles_and_loops_end(engine: str) -> None:
    nodes = (Node("a", 50, 20), Node("b", 50, 20))
    links = (Link("1", "a", "b"), Link("2", "b", "a"), Link("3", "a", "a"), Link("4", "a", "b", 1, 1, False))
    placed = place(Plan(nodes, links), engine=engine)
    assert set(placed.links) == {"1", "2", "3", "4"}


@pytest.mark.parametrize("engine", ENGINES)
def test_clusters_have_frames(engine: str) -> None:
    whole = plan(6, 5)
    framed = Plan(whole.nodes, whole.links, clusters=(Cluster("one", ("n1", "n2")), Cluster("two", ("n4",))))
    placed = place(framed, engine=engine)
    x, y, w, h = placed.clusters["one"]
    assert all(x < placed.nodes[n][0] < x + w and y < placed.nodes[n][1] < y + h for n in ("n1", "n2"))


def test_bundled_layouts_repeat_exactly_also_in_threads() -> None:
    wanted = place(plan(30, 40), engine="bundled")
    found: list[Placed] = []
    threads = [threading.Thread(target=lambda: found.append(place(plan(30, 40), engine="bundled"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 4


def test_hostile_names_cannot_break_the_syntax() -> None:
    evil = 'a"; b -> c [label="<b>"]; //\\'
    plan_ = Plan((Node(evil, 10, 10), Node("x:y", 10, 10)), (Link("->", evil, "x:y"),))
    assert evil not in to_dot(plan_)
    assert set(place(plan_, engine="bundled").nodes) == {evil, "x:y"}


def test_nothing_to_place() -> None:
    assert place(Plan((), ())) == Placed(0.0, 0.0, {}, {}, {})


def test_choice_of_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_GRAPHVIZ", "bundled")
    assert choose() == "bundled"
    monkeypatch.setenv("ARGMAP_GRAPHVIZ", "gold-plated")
    with pytest.raises(ArgmapError, match="gold-plated"):
        choose()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ArgmapError, match="no program dot"):
        choose("system")
    assert choose("auto") == "bundled"


def test_a_failing_dot_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    fake = tmp_path / "dot"
    fake.write_text("#!/bin/sh\necho 'Error: out of luck' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ArgmapError, match="out of luck"):
        place(plan(2, 1), engine="system")
