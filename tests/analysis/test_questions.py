from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.questions import HOLDS, NEAR, REPORTS, SILENT, SPEAKS
from argmap.analysis.report import analyse
from tests.analysis.samples import linked, made


def asked(maps, *links: str):
    return analyse(maps, linked(*links), draws=2)[0].questions


def stands(question):
    return [[(s.how, s.position, s.member.id if s.member else "") for s in group] for group in question.stands]


MAPS = [
    made("a", "c1 c2", "k1: c2 > c1", issues="c2:i"),
    made("b", "c1 c2", "k1: c2 > c1", issues="c2:i"),
    made("c", "c1 c2", "k1: c2 > c1", issues="c2:i"),
    made("d", "c1 ~c2 c3", issues="c3:i"),
    made("e", "c1", issues="c1:j"),
    made("f", "c1 c3", issues="c3:i"),
]


def test_everybody_has_a_place():
    links = ("x1: a#c2 contrary b#c2", "x2: a#c2 same c#c2", "x3: b#c2 same d#c2", "x4: a#c2 broader d#c3")
    (one,) = asked(MAPS, *links)
    assert [d.id for d in one.disagreements] == ["x1"] and one.issues == ("i",) and (one.rank, one.of) == (1, 1)
    assert stands(one) == [
        [(HOLDS, 1, "c2")],
        [(HOLDS, 2, "c2")],
        [(HOLDS, 1, "c2")],
        [(NEAR, 1, "c3"), (REPORTS, 2, "c2")],
        [(SILENT, 0, "")],
        [(SPEAKS, 0, "c3")],
    ]


def test_two_against_a_third_are_not_made_one():
    (one,) = asked(MAPS[:3], "x1: a#c2 contrary b#c2", "x2: c#c2 contrary b#c2")
    assert len(one.positions) == 3 and len({s.position for group in one.stands for s in group}) == 3


def test_two_authors_need_no_question_and_one_side_that_is_reported_makes_none():
    assert asked(MAPS[:2], "x1: a#c2 contrary b#c2") == ()
    assert asked(MAPS[1:4], "x1: b#c2 contrary d#c2") == ()


PAIRS = [("a", "b"), ("a", "c"), ("b", "c")]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.sampled_from(PAIRS), st.sampled_from("12"), st.sampled_from("12")), max_size=7))
def test_questions_are_what_links_connect(chosen):
    links = sorted(chosen)
    lines = [f"x{n}: {p}#c{i} contrary {q}#c{j}" for n, ((p, q), i, j) in enumerate(links)]
    reach = {f"{x}{i}": {f"{x}{i}"} for x in "abc" for i in "12"}
    for _ in reach:  # the closure by brute force
        for (p, q), i, j in links:
            both = reach[p + i] | reach[q + j]
            reach[p + i] = reach[q + j] = both
            for name in both:
                reach[name] = both
    want = {frozenset(group) for group in reach.values() if len(group) > 1}
    maps = [made(x, "c1 c2") for x in "abc"]
    analysis = analyse(maps, linked(*lines), draws=1)[0]
    frame = analysis.frame
    got = [frozenset(frame.statements[p].key.replace("#c", "") for p in q.positions) for q in analysis.questions]
    assert set(got) == want and len(got) == len(want)
    assert sorted(d.id for q in analysis.questions for d in q.disagreements) == sorted(x.split(":")[0] for x in lines)
