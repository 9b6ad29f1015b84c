from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare.evidence import EVIDENCE, SOURCE, evidence, work_key
from argmap.compare.many import compare_many
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, BibItem, Component, Relation
from tests.compare.test_many import crowd


def text(ident: str, *, cited: str = "") -> ArgumentMap:
    relations = [Relation("k1", "supports", ("e1",), ("c1",))]
    if cited:
        relations.append(Relation("k2", "cites", ("e1",), ("b1",)))
    components = (
        Component("e1", "evidence", f"{ident} counts forty.", issues=("i",)),
        Component("c1", "claim", f"{ident} concludes.", issues=("i",)),
    )
    items = (BibItem("b1", cited),) if cited else ()
    return ArgumentMap(ident, components=components, relations=tuple(relations), bibliography=items)


def link(kind: str, a: str, b: str, ident: str, status: str = "confirmed") -> Link:
    return Link(ident, kind, Ref("a", a), Ref("b", b), status)


def test_evidence_confirmed_as_the_same_is_one_row_and_says_how_it_is_read():
    links = (link("same", "e1", "e1", "x1"), link("contrary", "c1", "c1", "x2"))
    (row,) = evidence(compare_many([text("a"), text("b")], Correspondences(links=links))[0])
    assert row.authors == (0, 1)
    assert [tie.link for tie in row.same] == ["x1"]
    assert [(tie.type, tie.link) for tie in row.reading] == [("contrary", "x2")]
    assert [(u.author, b.name, b.target.id) for u in row.uses for b in u.bears] == [
        (0, "supports", "c1"),
        (1, "supports", "c1"),
    ]


def test_a_suggested_or_rejected_link_joins_nothing_but_a_rejected_one_counts_as_weighed():
    for status, weighed in (("suggested", 0), ("rejected", 1)):
        links = (link("same", "e1", "e1", "x1", status),)
        rows = evidence(compare_many([text("a"), text("b")], Correspondences(links=links))[0])
        assert [row.authors for row in rows] == [(0,), (1,)]
        assert [(a.author, a.reviewed, a.possible, a.certain) for a in rows[0].absent] == [
            (1, weighed, 1, weighed == 1)
        ]


def test_one_work_cited_by_both_is_one_row():
    a, b = text("a", cited="Moss, A. (2024) On kerbs."), text("b", cited="MOSS A 2024: On Kerbs")
    rows = [row for row in evidence(compare_many([a, b])[0]) if row.kind == SOURCE]
    assert [row.authors for row in rows] == [(0, 1)]
    assert work_key("doi:10.1000/AB.c and more") == work_key("see https://doi.org/10.1000/ab.C.")


@settings(deadline=None, max_examples=15)
@given(st.integers(2, 5), st.integers(0, 1000))
def test_every_piece_of_evidence_stands_in_exactly_one_row(count, seed):
    texts, links = crowd(count, seed=seed)
    rows = evidence(compare_many(texts, links)[0])
    uses = [(use.author, use.said.id) for row in rows for use in row.uses]
    wanted = {(n, c.id) for n, amap in enumerate(texts) for c in amap.components if c.kind == EVIDENCE}
    assert len(uses) == len(set(uses))
    assert wanted <= set(uses)
    for row in rows:
        assert sorted([*row.authors, *(a.author for a in row.absent)]) == list(range(count))
        assert all(a.reviewed <= a.possible for a in row.absent)
