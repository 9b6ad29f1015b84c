import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare import compare
from argmap.compare import many as mm
from argmap.compare import model as m
from argmap.compare.many import compare_many, status, unique_names
from argmap.compare.model import Position
from argmap.correspondence import LINK_TYPES, Correspondences, Link, Ref, Stance
from argmap.model import ArgumentMap, Component, Issue, Relation, Source
from argmap.problems import ArgmapError
from tests.strategies import maps

ISSUES = tuple(Issue(f"issue.{n}", f"Issue {n}", f"Is it {n}?") for n in range(1, 5))


def crowd(count: int, size: int = 12, links: int = 30, seed: int = 7) -> tuple[list[ArgumentMap], Correspondences]:
    """Made-up authors with random claims, relations, links and stances; the same every time."""
    chance = random.Random(seed)
    texts = []
    for n in range(count):
        components = tuple(
            Component(
                f"c{k}",
                chance.choice(("claim", "claim", "evidence", "recommendation")),
                f"Author {n} says thing {k}.",
                issues=(chance.choice(ISSUES[: 4 - n % 2]).id,),
                voice=chance.choice(("voice.author", "voice.author", "voice.other")),
            )
            for k in range(size)
        )
        ends = [(f"c{chance.randrange(size)}", f"c{chance.randrange(size)}") for _ in range(size)]
        relations = tuple(Relation(f"k{k}", "supports", (a,), (b,)) for k, (a, b) in enumerate(ends) if a != b)
        source = Source(authors=(f"Ann {chr(65 + n)}",), date="2011")
        texts.append(ArgumentMap(f"t{n}", source=source, components=components, relations=relations, issues=ISSUES))
    found = []
    for k in range(links if count > 1 else 0):
        i, j = chance.sample(range(count), 2)
        ends = Ref(f"t{i}.xml", f"c{chance.randrange(size)}"), Ref(f"t{j}.xml", f"c{chance.randrange(size)}")
        found.append(
            Link(f"x{k}", chance.choice(LINK_TYPES), *ends, chance.choice(("confirmed", "rejected", "suggested")))
        )
    stances = tuple(
        Stance(f"s{k}", Ref(f"t{k % count}.xml", f"c{k % size}"), "issue.1", "for") for k in range(count * 2)
    )
    return texts, Correspondences(issues=ISSUES, links=tuple(found), stances=stances)


@settings(deadline=None, max_examples=20)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_every_pair_is_what_comparing_the_two_alone_gives(count, seed):
    texts, given_links = crowd(count, seed=seed)
    many, _ = compare_many(texts, given_links)
    assert list(many.pairs) == list(itertools.combinations(range(count), 2))
    for (i, j), comparison in many.pairs.items():
        assert comparison == compare(texts[i], texts[j], given_links)[0]


@settings(deadline=None, max_examples=10)
@given(maps("a", 5), maps("b", 5), maps("c", 5))
def test_cells_hold_each_component_once_per_issue_and_statuses_are_known(a, b, c):
    many, _ = compare_many([a, b, c])
    for row in many.rows:
        assert [one.author for one in row.cells] == [0, 1, 2]
        for one, amap in zip(row.cells, (a, b, c), strict=True):
            filed = {x.id for x in amap.components if (row.issue.id in x.issues if row.issue.id else not x.issues)}
            assert set(one.position.own) | set(one.position.reported) == filed
            assert one.status in mm.STATUSES
            assert bool(filed) == (one.status not in (mm.SILENT, mm.UNKNOWN))


@pytest.mark.parametrize(
    ("position", "word"),
    [
        (Position(), mm.SILENT),
        (Position(reported=("c1",)), mm.REPORTS),
        (Position(own=("c1",)), mm.SPEAKS),
        (Position(own=("c1",), stances=(("none", 1),)), mm.SPEAKS),
        (Position(own=("c1",), stances=(("for", 2), ("none", 1))), mm.FOR),
        (Position(own=("c1",), stances=(("other", 1),)), mm.OTHER),
        (Position(own=("c1",), stances=(("against", 1), ("for", 1))), mm.MIXED),
    ],
)
def test_status_of_a_position(position, word):
    assert status(position) == word


def test_an_issue_that_a_code_book_lacks_is_no_silence():
    a = ArgumentMap("a", components=(Component("c1", "claim", "x", issues=("issue.1",)),), issues=ISSUES[:1])
    b = ArgumentMap("b", components=(Component("c1", "claim", "y", issues=("issue.2",)),), issues=ISSUES[1:2])
    c = ArgumentMap("c", components=(Component("c1", "claim", "z", issues=("issue.2",)),), issues=ISSUES[:2])
    many, _ = compare_many([a, b, c])
    assert [one.status for one in many.rows[0].cells] == [mm.SPEAKS, mm.UNKNOWN, mm.SILENT]


def test_the_order_of_the_texts_mirrors_the_matrix():
    texts, links = crowd(4)
    many, _ = compare_many(texts, links)
    back, _ = compare_many(texts[::-1], links)
    mirror = {m.ONLY_A: m.ONLY_B, m.ONLY_B: m.ONLY_A}
    swapped = {row.issue.id: row for row in back.rows}
    for row in many.rows:
        other = swapped[row.issue.id]
        assert [one.status for one in row.cells] == [one.status for one in other.cells][::-1]
        kinds = {(p.a, p.b): p.kind for p in row.pairs}
        turned = {(3 - p.b, 3 - p.a): mirror.get(p.kind, p.kind) for p in other.pairs}
        assert kinds == turned


def test_too_few_and_too_many_are_refused():
    texts, _ = crowd(1)
    for number in (0, 1, 21):
        with pytest.raises(ArgmapError, match="2 to 20"):
            compare_many(texts * number)


def test_a_link_to_nowhere_is_told_once():
    texts, _ = crowd(3, links=0)
    links = Correspondences(links=(Link("x", "same", Ref("t0.xml", "c0"), Ref("t1.xml", "nowhere")),))
    _, problems = compare_many(texts, links)
    assert [p.code for p in problems] == ["E703"]


def test_names_differ_even_where_authors_and_files_are_the_same():
    source = Source(authors=("Ann Bee",), date="2011")
    texts = [ArgumentMap("one", source=source), ArgumentMap("two", source=source), ArgumentMap("two", source=source)]
    assert unique_names(texts) == ("Bee 2011 (one)", "Bee 2011 (two) 1", "Bee 2011 (two) 2")


def test_the_same_map_twice_agrees_with_itself():
    texts, _ = crowd(1, links=0)
    many, problems = compare_many([texts[0], texts[0]])
    assert problems == []
    kinds = {pair.kind for row in many.rows for pair in row.pairs}
    assert kinds <= {m.AGREE, m.AGREE_OTHER_GROUNDS, m.UNDETERMINED}


@pytest.mark.slow
def test_twenty_authors_with_a_thousand_components_each():
    texts, links = crowd(20, size=1000, links=2000)
    steps = []
    many, _ = compare_many(texts, links, lambda done, of: steps.append((done, of)))
    assert steps[-1] == (190, 190)
    assert len(many.pairs) == 190
    assert len(many.rows) == 4
