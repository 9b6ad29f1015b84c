import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.correspondence import LINK_TYPES
from argmap.problems import ArgmapError
from argmap.suggest import suggest
from argmap.suggest.review import Review, Reviewer, as_link, begin, file_names
from tests.suggest.samples import left, link, links, right

WHO = Reviewer("ann.me", "2026-11-21")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("confirm"), st.sampled_from(LINK_TYPES), st.text(max_size=9)),
        st.tuples(st.just("reject"), st.sampled_from(["", *LINK_TYPES]), st.text(max_size=9)),
        st.just(("skip",)),
    ),
    max_size=8,
)


def start() -> Review:
    return begin(suggest(left(), right()))


def test_a_decision_bears_what_the_person_said():
    review = start().confirm("overlaps", "  both blame\nthe rulers ", "high")
    assert [(d.type, d.status, d.reason, d.certainty) for d in review.decisions] == [
        ("overlaps", "confirmed", "both blame the rulers", "high")
    ]


def test_rejecting_an_open_type_rejects_the_weakest_tie():
    review = start()
    while review.current.hint is not None:
        review = review.skip()
    assert review.reject().decisions[-1].type == "overlaps"


def test_rejecting_a_hint_rejects_its_type():
    review = start()
    while review.current.hint is None:
        review = review.skip()
    assert review.reject().decisions[-1].type == review.current.hint.type


@given(STEPS)
def test_undo_restores_exactly(steps):
    review = start()
    states = [review]
    for name, *rest in steps:
        if review.current is None:
            break
        review = getattr(review, name)(*rest)
        states.append(review)
    for state in reversed(states):
        assert review == state
        review = review.undo()
    assert review == states[0]


@given(STEPS)
def test_every_pair_is_met_once(steps):
    review = start()
    for name, *rest in steps:
        if review.current is None:
            break
        review = getattr(review, name)(*rest)
    met = [(d.a, d.b) for d in review.decisions] + [(c.a, c.b) for c in review.skipped]
    assert len(met) == len(set(met)) == review.at


def test_misuse_is_refused():
    with pytest.raises(ArgmapError, match="sam"):
        start().confirm("sam")
    with pytest.raises(ArgmapError, match="sure"):
        start().confirm("same", certainty="sure")
    with pytest.raises(ArgmapError, match="no pair"):
        Review(()).skip()


def test_a_new_link_names_the_files_as_the_others_do():
    known = links(link("c3", "c2"))
    made = as_link(start().confirm("same").decisions[0], left(), right(), WHO, known)
    assert (made.id, str(made.a).split("#")[0], made.annotator, made.date) == ("", "left.xml", "ann.me", "2026-11-21")


def test_file_names_without_any_link():
    assert file_names(left(), right(), links()) == ("left.xml", "right.xml")


def test_an_open_suggestion_is_decided_in_its_place_and_direction():
    turned = link("c1", "c1", status="suggested", name="x9").swapped()
    decision = next(
        state.decisions[0]
        for candidate in start().candidates
        if (candidate.a, candidate.b) == ("c1", "c1")
        for state in [Review((candidate,)).confirm("broader")]
    )
    made = as_link(decision, left(), right(), WHO, links(turned))
    assert (made.id, made.type, made.a.file) == ("x9", "narrower", "right.xml")
