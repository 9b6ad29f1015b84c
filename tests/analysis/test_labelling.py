from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.attacks import Attacks, attacks
from argmap.analysis.cruxes import settle
from argmap.analysis.labelling import IN, OUT, UNDECIDED, Explainer, grounded, relabel
from tests.analysis.samples import abstract, graph, made


def labels(relations: str, components: str = "c1 c2 c3 c4", **options) -> dict[str, str]:
    frame = graph(made("a", components, relations))
    found = grounded(attacks(frame, **options))
    return {s.key.split("#")[1]: found[i] for i, s in enumerate(frame.statements)}


def test_a_chain_of_attacks():
    assert labels("k1: c2 -| c1; k2: c3 -| c2") == {"c1": IN, "c2": OUT, "c3": IN, "c4": IN}


def test_an_attack_from_linked_premises_needs_all_of_them():
    assert labels("k1: c2+c3 -| c1")["c1"] == OUT
    assert labels("k1: c2+c3 -| c1; k2: c4 -| c3")["c1"] == IN


def test_an_undercut_stops_the_step_and_leaves_its_source():
    found = labels("k1: c2 -| c1; k2: c3 -| k1")
    assert (found["c1"], found["c2"]) == (IN, IN)
    assert labels("k1: c2 -| c1; k2: c3 -| k1; k3: c4 -| k2")["c1"] == OUT


def test_an_undercut_of_a_support_changes_no_label_unless_grounds_are_needed():
    relations = "k1: c2 > c1; k2: c3 -| k1"
    assert labels(relations)["c1"] == IN
    assert labels(relations, needs_grounds=True)["c1"] == OUT


def test_one_ground_that_stands_is_enough():
    relations = "k1: c2 > c1; k2: c3 > c1; k3: c4 -| c2"
    assert labels(relations, needs_grounds=True)["c1"] == IN
    assert labels(relations + "; k4: c4 -| c3", needs_grounds=True)["c1"] == OUT


def test_grounds_in_a_circle_leave_it_open():
    assert labels("k1: c2 > c1; k2: c1 > c2", needs_grounds=True)["c1"] == UNDECIDED


def test_mutual_attack_is_undecided():
    assert labels("k1: c1 <> c2")["c1"] == UNDECIDED


@given(abstract(9), st.data())
def test_relabelling_gives_what_labelling_anew_gives(case, data):
    built = Attacks.plain(*case)
    before = grounded(built)
    units = data.draw(st.lists(st.integers(0, case[0] - 1), min_size=1, max_size=2, unique=True))
    settled = {unit: data.draw(st.sampled_from([IN, OUT])) for unit in units}
    anew = grounded(built, settled)
    changed = relabel(built, before, settled)
    assert [changed.get(unit, before[unit]) for unit in range(case[0])] == anew
    assert grounded(settle(built, settled))[: case[0]] == anew


def test_every_reason_is_true():
    """Each name that a reason gives as in, out or undecided has that label."""
    frame = graph(made("a", "c1 c2 c3 c4 c5 c6", "k1: c2+c3 -| c1; k2: c4 -| c3; k3: c5 <> c6; k4: c6 -| c4"))
    built = attacks(frame)
    found = grounded(built)
    by_name = {s.key: found[i] for i, s in enumerate(frame.statements)}
    told = Explainer(frame, built, found)
    for place, statement in enumerate(frame.statements):
        reason = told.why(place)
        assert reason.label == by_name[statement.key]
        for line in reason.lines():
            name, _, said = line.strip().partition(" is ")
            if name in by_name:
                assert said.startswith(by_name[name])


def test_a_reason_names_the_relation_that_it_follows_from():
    frame = graph(made("a", "c1 c2", "k1: c2 -| c1"))
    built = attacks(frame)
    reason = Explainer(frame, built, grounded(built)).why(0)
    assert reason.text == "a#c1 is out: a#c2 (by k1) stands"
    assert reason.steps == ("k1",)


def test_reasons_in_a_circle_end():
    frame = graph(made("a", "c1 c2", "k1: c1 <> c2"))
    built = attacks(frame)
    assert "undecided" in Explainer(frame, built, grounded(built)).why(0, depth=50).text
