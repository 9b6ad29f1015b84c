import re
from dataclasses import replace
from urllib.parse import unquote

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


def test_three_maps_are_compared_in_pairs_and_have_one_report_on_cruxes():
    files = dict(build([Collection("c", (amap("a"), amap("b"), amap("d")), Correspondences())]))
    assert {"c/a--b.md", "c/a--d.md", "c/b--d.md"} <= set(files)
    assert {name for name in files if ".cruxes." in name} == {"c/positions.cruxes.html", "c/positions.cruxes.md"}
    for name in ("c/a--b.html", "c/positions.html", "index.html"):
        assert b"positions.cruxes.html" in files[name]


def test_maps_stand_in_the_order_in_which_the_links_name_them():
    maps = [amap("a"), amap("b"), amap("d")]
    links = Correspondences(links=(Link("x", "same", Ref("d.xml", "c1"), Ref("a.xml", "c1")),))
    assert [m.id for m in in_order(maps, links)] == ["d", "a", "b"]


@pytest.mark.parametrize("ident", ["../../out", "/etc/out", "..", "C:\\out", "comparison", "index.html", "a b#c?%41"])
def test_ids_never_lead_out_of_the_folder(ident):
    issue = Issue("../../issue/x", "The issue", "Is it so?")
    maps = [
        replace(m, issues=(issue,), components=tuple(replace(c, issues=(issue.id,)) for c in m.components))
        for m in (amap(ident), amap("two"))
    ]
    links = Correspondences(links=(Link("x1", "contrary", Ref(ident, "c1"), Ref("two", "c1")),))
    files = list(build([Collection(ident, tuple(maps), links)]))
    names = [name for name, _ in files]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"index\.html|[^/\\:]+/[^/\\:]+", name) and ".." not in name for name in names)
    linked = re.findall(r'(?:href|src)="([^"]+)"', dict(files)["index.html"].decode())
    assert {unquote(name) for name in linked} <= set(names)


def test_maps_of_one_id_do_not_overwrite_each_other():
    names = [name for name, _ in build([Collection("c", (amap("a"), amap("A"), amap("a")), Correspondences())])]
    assert {"c/a.html", "c/A-2.html", "c/a-3.html"} <= set(names)
    assert len({name.casefold() for name in names}) == len(names)
