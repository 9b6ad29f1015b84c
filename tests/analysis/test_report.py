import json

import pytest
from hypothesis import given

from argmap.analysis.cruxes import Method
from argmap.analysis.data import as_dict
from argmap.analysis.report import analyse, member_named
from argmap.problems import ArgmapError
from argmap.workspace import load, load_links
from tests.analysis.samples import graph, linked, made
from tests.conftest import REPOSITORY
from tests.strategies import maps

SAMPLE = REPOSITORY / "annotations" / "sample"


def test_the_sample_turns_on_the_trial():
    """Two essays on paving: the reading of one gauge is the one point below the theses that decides them."""
    loaded = [load(SAMPLE / f"{name}-2024.xml")[0] for name in ("merrow", "lund")]
    found, problems = analyse(loaded, load_links(SAMPLE / "any")[0])
    assert problems == []
    data = as_dict(found)
    assert [t["label"] for t in data["theses"]] == ["undecided", "undecided"]
    kinds = {d["id"]: d["kind"] for d in data["disagreements"]}
    assert kinds["x2"] == "remedies"
    assert kinds["x8"] == "facts"
    assert kinds["x11"] == "weights"
    first = data["cruxes"][0]
    assert (first["refs"], first["flips"]) == (["x6"], 2)
    assert {"x3", "x6", "x8", "x9", "x11"} <= set(next(d["deeper"] for d in data["disagreements"] if d["id"] == "x2"))


def test_the_case_study_parts_over_the_csto_and_its_theses_hang_on_nothing_contested():
    folder = REPOSITORY / "annotations" / "central-asia"
    loaded = [load(folder / name)[0] for name in ("voloshin-2012.xml", "central-asia-challenges.xml")]
    data = as_dict(analyse(loaded, load_links(folder / "any")[0], draws=5)[0])
    csto = next(d for d in data["disagreements"] if d["issues"] == ["issue.regional.csto"])
    assert (csto["a"]["component"], csto["b"]["component"]) == ("voloshin-2012#c35", "central-asia-challenges#c31")
    assert csto["a"]["up"][0]["supports"]
    assert [t["label"] for t in data["theses"]] == ["in", "in"]
    assert not any(crux["flips"] for crux in data["cruxes"])
    pairs = {(x["a"], x["b"]) for x in data["apparent"]}
    assert ("voloshin-2012#c62", "central-asia-challenges#c23") in pairs


@pytest.mark.slow
@given(maps("a"), maps("b"))
def test_any_two_maps_have_an_analysis_that_is_json(a, b):
    links = linked("x1: a#c1 contrary b#c1", "x2: a#c2 same b#c1", "x3: a#c3 overlaps b#c2")
    found, _ = analyse([a, b], links, draws=2)
    assert json.loads(json.dumps(as_dict(found))) == as_dict(found)


@pytest.mark.parametrize("method", [Method("preferred"), Method(needs_grounds=True), Method("stable", "euler", True)])
def test_one_map_alone(method):
    found, _ = analyse([made("a", "c1 c2 c3", "k1: c2 > c1; k2: c2 <> c3")], method=method, draws=2)
    assert found.disagreements == ()
    assert [c.refs for c in found.standing.live]


def test_the_same_map_twice_says_what_it_says_once():
    amap = made("a", "c1 c2 c3", "k1: c2 > c1; k2: c3 -| c2")
    once, twice = (as_dict(analyse([amap] * n, draws=3)[0]) for n in (1, 2))
    for one, two in zip(once["statements"], twice["statements"], strict=True):
        assert (one["label"], one["strength"]) == (two["label"], two["strength"])
    assert twice["disagreements"] == []


def test_an_empty_map_has_nothing_to_say():
    data = as_dict(analyse([made("a", ""), made("b", "c1")])[0])
    assert (data["cruxes"], data["disagreements"]) == ([], [])


def test_swapping_the_sides_mirrors():
    a, b = made("a", "c1 c2", "k1: c2 > c1"), made("b", "c1 c2", "k1: c2 -| c1")
    links = linked("x1: a#c2 contrary b#c2")
    ab, ba = (as_dict(analyse(pair, links, draws=3)[0]) for pair in ((a, b), (b, a)))
    assert {s["members"][0]: s["strength"] for s in ab["statements"]} == pytest.approx(
        {s["members"][0]: s["strength"] for s in ba["statements"]}
    )
    assert [c["swing"] for c in ab["cruxes"]] == pytest.approx([c["swing"] for c in ba["cruxes"]])


def test_weights_by_name():
    frame = graph(made("a", "c1 c2"), made("b", "c1"))
    assert member_named(frame, "c2") == member_named(frame, "a#c2")
    with pytest.raises(ArgmapError, match="more than one"):
        member_named(frame, "c1")
    with pytest.raises(ArgmapError, match="no component is called 'c9'"):
        member_named(frame, "c9")


def test_too_many_positions_are_told_and_all_else_stands():
    count = 26
    ids = " ".join(f"c{n}" for n in range(1, count))
    ring = [f"k{n}.{m}: c{n} -| c{(n + m - 1) % (count - 1) + 1}" for n in range(1, count) for m in (1, 2, 5, 7)]
    found, _ = analyse([made("a", ids, "; ".join(ring))], draws=2)
    assert (found.positions is None) == bool(found.too_many)
    assert found.standing.labels[0] == "undecided"
