from dataclasses import replace

import pytest
from hypothesis import given

from argmap.analysis.attacks import attacks
from argmap.analysis.cruxes import Method, candidates, standing, verdicts
from argmap.analysis.frameworks import FULL, Framework, Reading, framework
from argmap.analysis.labelling import IN, OUT, UNDECIDED
from argmap.correspondence import Correspondences
from argmap.model import ArgumentMap, Component, Relation
from argmap.problems import ArgmapError
from tests.analysis.samples import graph, linked, made
from tests.strategies import maps

SAMPLE = (made("a", "c1 c2 c3", "k1: c2 -| c1"), made("b", "c1 c2", "k1: c2 > c1"))
LINKS = linked("x1: a#c2 contrary b#c2")


def keys(frame: Framework, crux) -> tuple[str, ...]:
    ends = [crux.statement] + ([] if crux.rival is None else [crux.rival])
    return tuple(frame.statements[e].key for e in ends)


def test_a_pair_that_decides_a_thesis():
    frame = graph(*SAMPLE, links=LINKS)
    done = standing(frame)
    assert [done.labels[t] for t in frame.theses] == [UNDECIDED, IN]
    (crux,) = done.live
    assert (keys(frame, crux), crux.refs, crux.flips) == (("a#c2", "b#c2"), ("x1",), 1)
    first, second = crux.effects
    assert first.labels == (OUT, IN)
    assert second.labels == (IN, IN)
    assert second.strengths[0] < second.strengths[1]


def test_the_thesis_itself_stands_last():
    done = standing(graph(*SAMPLE, links=LINKS))
    assert [crux.itself for crux in done.cruxes] == [False, True]


def test_what_reaches_no_thesis_is_no_crux():
    frame = graph(made("a", "c1 c2 c3", "k1: c3 -| c2"))
    assert candidates(frame) == []
    assert standing(frame).cruxes == ()


def test_more_flips_stand_before_more_swing():
    a = made("a", "c1 c2 c3 c4 c5", "k1: c2 -| c1; k2: c3 > c1; k3: c4 -| c3; k4: c5 -| c2")
    done = standing(graph(a))
    assert [done.frame.statements[c.statement].key for c in done.live] == ["a#c2", "a#c3"]
    assert [c.flips for c in done.live] == [1, 0]


def test_no_thesis_no_cruxes():
    done = standing(graph(made("a", "c1 c2", "k1: c2 -| c1", theses="")))
    assert done.live == []


@pytest.mark.parametrize("labelling", ["grounded", "preferred", "stable", "semi-stable", "complete"])
@pytest.mark.parametrize("gradual", ["qe", "dfquad", "euler", "hcat"])
def test_every_semantics_sees_the_attack(labelling, gradual):
    done = standing(graph(*SAMPLE, links=LINKS), Method(labelling, gradual))
    (crux,) = done.live
    assert crux.flips == 1
    assert crux.effects[0].strengths[0] < crux.effects[0].strengths[1]


def test_weights_of_the_scholar_are_used():
    frame = graph(*SAMPLE, links=LINKS)
    plain, heavy = standing(frame), standing(frame, weights={0: 0.9})
    assert heavy.strengths[0] > plain.strengths[0]
    with pytest.raises(ArgmapError, match="outside"):
        standing(frame, weights={0: 2.0})


def proved(amap: ArgumentMap, holds: set[str], fails: set[str]) -> ArgumentMap:
    """The map in which nothing attacks some components, and something beyond doubt attacks others."""
    kept = []
    for relation in amap.relations:
        if relation.name in ("attacks", "undercuts"):
            targets = tuple(t for t in relation.targets if t not in holds)
            if relation.mutual:
                # a mutual attack is written out as single ones, so that some of them can go
                pairs = [(x, y) for x in relation.mutual for y in relation.mutual if x != y and y not in holds]
                kept += [Relation(f"{relation.id}{x}{y}", "attacks", (x,), (y,)) for x, y in pairs]
                continue
            if not targets:
                continue
            relation = replace(relation, targets=targets)  # noqa: PLW2901
        kept.append(relation)
    doubts = tuple(Component(f"no-{x}", "claim") for x in sorted(fails))
    kept += [Relation(f"k-no-{x}", "attacks", (f"no-{x}",), (x,)) for x in sorted(fails)]
    return replace(amap, components=amap.components + doubts, relations=tuple(kept))


@given(maps())
def test_settling_a_crux_in_the_map_itself_does_what_is_said(amap):
    """The labels that a crux foretells are those of a map in which it is settled by hand."""
    # without undercuts: the map settled by hand writes mutual attacks out as others, at which an undercut would not aim
    amap = replace(amap, relations=tuple(r for r in amap.relations if not any(t in amap.relation for t in r.targets)))
    reading = Reading(FULL)
    frame, _ = framework([amap], None, reading)
    done = standing(frame)
    for crux in done.cruxes:
        members = {m.id for m in frame.statements[crux.statement].members}
        for side, (holds, fails) in enumerate(((members, set()), (set(), members))):
            settled, _ = framework([proved(amap, holds, fails)], None, reading)
            labels = verdicts(attacks(settled), "grounded")
            for effect in crux.effects:
                thesis = frame.statements[effect.thesis].members[0]
                assert labels[settled.index[thesis]] == effect.labels[side]


def test_settling_a_pair_in_the_maps_does_what_is_said():
    a, b = SAMPLE
    frame = graph(a, b, links=LINKS)
    (crux,) = standing(frame).live
    for side, (holds, fails) in enumerate(((a, b), (b, a))):
        edited = {holds.id: proved(holds, {"c2"}, set()), fails.id: proved(fails, set(), {"c2"})}
        settled, _ = framework([edited["a"], edited["b"]], Correspondences())
        labels = verdicts(attacks(settled), "grounded")
        for effect in crux.effects:
            thesis = frame.statements[effect.thesis].members[0]
            assert labels[settled.index[thesis]] == effect.labels[side]


def test_what_undercuts_a_step_is_a_crux_too():
    """The step from c2 to the thesis goes through only if c3 fails; against an attack it decides the label."""
    (one,) = standing(graph(made("a", "c1 c2 c3", "k1: c2 > c1; k2: c3 -| k1"))).live
    assert one.undercuts and one.refs == ("a#k2",) and one.rival is None
    holds, fails = one.effects[0].strengths
    assert holds < fails
    found = standing(graph(made("a", "c1 c2 c3", "k1: c2 -| c1; k2: c3 -| k1"))).cruxes
    (hit,) = (crux for crux in found if crux.undercuts)
    assert hit.refs == ("a#k2",) and hit.effects[0].labels == (IN, OUT)
    assert hit.flips == 1


def test_settling_an_undercut_in_the_map_itself_does_what_is_said():
    """Without c3 the attack on the thesis has force; with something beyond doubt against c3 as well."""
    plain = "c1 c2 c3", "k1: c2 -| c1; k2: c3 -| k1"
    (hit,) = (crux for crux in standing(graph(made("a", *plain))).cruxes if crux.undercuts)
    fails = verdicts(attacks(graph(made("a", "c1 c2 c3 c4", f"{plain[1]}; k3: c4 -| c3"))), "grounded")
    holds = verdicts(attacks(graph(made("a", *plain))), "grounded")
    assert hit.effects[0].labels == (holds[0], fails[0])
