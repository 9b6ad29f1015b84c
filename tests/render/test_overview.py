import itertools

from hypothesis import given, settings

from argmap.compare import compare
from argmap.compare import model as m
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Issue
from argmap.render.overview import chief, overview, pages
from argmap.render.scene import Rect
from argmap.render.versus import MM
from tests.compare.test_compare import linked_maps


@settings(max_examples=25)
@given(linked_maps())
def test_rows_follow_one_another_and_hold_their_text(case):
    a, b, links = case
    comparison, _ = compare(a, b, links)
    scene = overview(comparison)
    rows = [i for i in scene.items if i.role == "box"]
    assert len(rows) == len([r for r in comparison.rows if r.kind != m.SILENT])
    for one, other in itertools.pairwise(rows):
        assert one.rect.bottom <= other.rect.y + 0.01
    for row in rows:
        assert all(row.rect.holds(Rect(t.x, t.y - t.size * 0.7, t.width, t.size * 0.7)) for t in row.texts)
    assert all(
        page.height <= 260 * MM + 1 or len([i for i in page.items if i.role == "box"]) == 1
        for page in pages(comparison)
    )


def test_the_gravest_pair_stands_for_an_issue():
    def side(ident):
        return ArgumentMap(
            ident,
            components=tuple(Component(f"c{n}", "claim", f"{ident}{n}", issues=("i",)) for n in (1, 2)),
            issues=(Issue("i", "I"),),
        )

    links = (
        Link("x1", "same", Ref("a", "c1"), Ref("b", "c1")),
        Link("x2", "contrary", Ref("a", "c2"), Ref("b", "c2")),
    )
    comparison, _ = compare(side("a"), side("b"), Correspondences(links=links))
    assert chief(comparison.rows[0]) == ("c2", "c2")


def test_a_reported_position_stands_for_its_author_only_where_there_is_no_other():
    def side(ident, voice):
        components = tuple(
            Component(f"c{n}", "claim", f"{ident}{n}", issues=("i",), voice=voice if n == 1 else AUTHOR_VOICE)
            for n in (1, 2)
        )
        return ArgumentMap(ident, components=components, issues=(Issue("i", "I"),))

    links = (
        Link("x1", "contrary", Ref("a", "c1"), Ref("b", "c1")),
        Link("x2", "same", Ref("a", "c2"), Ref("b", "c2")),
    )
    for kept, wanted in ((links, "c2"), (links[:1], "c1")):
        comparison, _ = compare(side("a", "voice.x"), side("b", AUTHOR_VOICE), Correspondences(links=kept))
        assert chief(comparison.rows[0]) == (wanted, wanted)
