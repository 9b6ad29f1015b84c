import re

import pytest

from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue, Relation, Source
from argmap.render.site import Collection, build, in_order


def amap(ident: str) -> ArgumentMap:
    return ArgumentMap(
        ident,
        source=Source(title=f"On {ident} & <others>", authors=(f"Ann {ident.title()}",), date="2011"),
        components=(
            Component("c1", "claim", f"What {ident} holds.", issues=("issue.i",), thesis=True),
            Component("e1", "evidence", f"What {ident} reports.", issues=("issue.i",)),
        ),
        relations=(Relation("k1", "supports", ("e1",), ("c1",)),),
        issues=(Issue("issue.i", "The issue", "Is it so?"),),
    )


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    links = Correspondences(title="Two", links=(Link("x1", "contrary", Ref("one", "c1"), Ref("two", "c1")),))
    return dict(build([Collection("case", (amap("one"), amap("two")), links)]))


def test_the_index_names_every_file_that_is_for_readers(built):
    index = built["index.html"].decode()
    linked = set(re.findall(r'(?:href|src)="([^"]+)"', index))
    assert linked <= set(built)
    pictures_of_issues = {name for name in built if name.endswith("issue.i.svg")}
    assert set(built) - linked == {"index.html"} | pictures_of_issues
    assert "On one &amp; &lt;others&gt;" in index


def test_links_out_of_the_figures_hit_pages_that_are_built(built):
    for name, data in built.items():
        if name.endswith(".svg"):
            folder = name.rpartition("/")[0]
            for href in re.findall(r'<a href="([^"#]+)#', data.decode()):
                assert f"{folder}/{href}" in built


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes(built):
    links = Correspondences(title="Two", links=(Link("x1", "contrary", Ref("one", "c1"), Ref("two", "c1")),))
    assert dict(build([Collection("case", (amap("one"), amap("two")), links)])) == built


def test_three_maps_are_compared_in_pairs():
    names = [name for name, _ in build([Collection("c", (amap("a"), amap("b"), amap("d")), Correspondences())])]
    assert {"c/a--b.md", "c/a--d.md", "c/b--d.md"} <= set(names)


def test_maps_stand_in_the_order_in_which_the_links_name_them():
    maps = [amap("a"), amap("b"), amap("d")]
    links = Correspondences(links=(Link("x", "same", Ref("d.xml", "c1"), Ref("a.xml", "c1")),))
    assert [m.id for m in in_order(maps, links)] == ["d", "a", "b"]
