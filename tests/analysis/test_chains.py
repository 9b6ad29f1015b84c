from argmap.analysis.chains import chains, grounds, support_steps
from argmap.analysis.frameworks import Member
from tests.analysis.samples import graph, linked, made

C = {n: Member(0, f"c{n}") for n in range(1, 9)}


def test_the_shortest_way_to_the_thesis_with_what_stands_beside_it():
    frame = graph(made("a", "c1 c2 c3 c4", "k1: c2+c3 > c1; k2: c4 > c2; k3: c4 > c3; k4: c3 > c4"))
    (chain,) = chains(frame, C[4])
    assert [(s.relation, s.source.id, s.target.id, [m.id for m in s.beside]) for s in chain.steps] == [
        ("k2", "c4", "c2", []),
        ("k1", "c2", "c1", ["c3"]),
    ]
    assert chain.supports


def test_two_attacks_make_a_support():
    frame = graph(made("a", "c1 c2 c3", "k1: c2 -| c1; k2: c3 -| c2"))
    assert [chains(frame, C[n])[0].supports for n in (2, 3)] == [False, True]


def test_an_undercut_counts_against_what_the_step_does():
    frame = graph(made("a", "c1 c2 c3 c4", "k1: c2 > c1; k2: c3 -| k1; k3: c4 -| c1; k4: c3 -| k3"))
    (through_support,) = chains(frame, C[3])
    assert (through_support.steps[0].onto, through_support.supports) == ("k1", False)
    frame = graph(made("a", "c1 c2 c3", "k3: c2 -| c1; k4: c3 -| k3"))
    assert chains(frame, C[3])[0].supports


def test_the_thesis_itself_and_what_leads_nowhere():
    frame = graph(made("a", "c1 c2"))
    assert chains(frame, C[1])[0].steps == ()
    assert chains(frame, C[2]) == ()


def test_chains_keep_to_their_own_author():
    a, b = made("a", "c1 c2", "k1: c2 > c1"), made("b", "c1 c2 c3", "k1: c3 > c2")
    frame = graph(a, b, links=linked("x1: a#c2 same b#c2"))
    assert chains(frame, Member(1, "c3")) == ()
    assert [m.id for m, _ in grounds(frame, Member(0, "c1")).beneath] == ["c2"]


def test_grounds_down_to_where_the_supports_end():
    frame = graph(made("a", "c1 c2 c3 e1 c4", "k1: c2+c3 > c1; k2: e1 > c2; k3: c4 -| c1"))
    found = grounds(frame, C[1])
    assert [(g.relation, g.supports, [m.id for m in g.premises]) for g in found.direct] == [
        ("k1", True, ["c2", "c3"]),
        ("k3", False, ["c4"]),
    ]
    assert {m.id for m in found.last} == {"c3", "e1"}
    assert {m.id: d for m, d in found.beneath} == {"c2": 1, "c3": 1, "e1": 2}
    assert support_steps(frame, frame.index[C[1]], 0) == ("k1", "k2")


def test_circles_of_support_end():
    frame = graph(made("a", "c1 c2", "k1: c2 > c1; k2: c1 > c2"))
    assert [m.id for m, _ in grounds(frame, C[1]).beneath] == ["c2"]
    assert grounds(frame, C[1]).last == ()
