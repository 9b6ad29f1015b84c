import pytest
from hypothesis import given, settings

from argmap.compare import compare
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue
from argmap.render import svg
from argmap.render.scene import Rect, Scene
from argmap.render.versus import MM, Style, figure, pages
from tests.compare.test_compare import linked_maps

TYPES = ("same", "broader", "narrower", "overlaps", "contrary", "contradictory")


def assert_sound(scene: Scene) -> None:
    """No box or label on another, and everything on the ground."""
    ground = Rect(0, 0, scene.width, scene.height)
    cards = [i for i in scene.items if i.role == "box"]
    labels = [i for i in scene.items if i.role == "edge"]
    for group in (cards, labels):
        for n, one in enumerate(group):
            assert ground.holds(one.rect)
            assert not any(one.rect.overlaps(other.rect, 0.01) for other in group[n + 1 :])
    assert not any(card.rect.overlaps(label.rect) for card in cards for label in labels)
    for card in cards:
        assert all(card.rect.holds(Rect(t.x, t.y - t.size * 0.7, t.width, t.size * 0.7)) for t in card.texts)
    for item in scene.items:
        assert all(t.x >= -0.01 and t.x + t.width <= scene.width + 0.5 for t in item.texts)


@settings(max_examples=25)
@given(linked_maps())
def test_nothing_overlaps_or_leaves_the_ground(case):
    a, b, links = case
    comparison, _ = compare(a, b, links)
    assert_sound(figure(comparison))
    for page in pages(comparison):
        assert_sound(page)


@pytest.fixture(scope="module")
def thirty():
    """Two maps of 30 positions under one issue, with 30 links across."""
    gloss = "A sentence of ordinary length that says what the author holds about this question."
    issues = (Issue("i", "One issue", "Is it so?"),)
    a, b = (
        ArgumentMap(
            x, components=tuple(Component(f"c{n}", "claim", gloss, issues=("i",)) for n in range(30)), issues=issues
        )
        for x in "ab"
    )
    links = tuple(Link(f"x{n}", TYPES[n % 6], Ref("a", f"c{n}"), Ref("b", f"c{(n * 7) % 30}")) for n in range(30))
    return compare(a, b, Correspondences(links=links))[0]


def test_thirty_links_do_not_overlap(thirty):
    scene = figure(thirty)
    assert_sound(scene)
    assert len([i for i in scene.items if i.role == "edge"]) == 30


def test_pages_keep_to_the_paper_and_lose_no_link(thirty):
    sheets = pages(thirty, Style())
    assert len(sheets) > 1
    assert all(sheet.height <= 260 * MM + 0.5 for sheet in sheets)
    assert sum(len([i for i in s.items if i.role == "edge"]) for s in sheets) == 30


def test_one_issue_alone_and_the_same_bytes_twice(thirty):
    assert len(figure(thirty, Style(issues=("nowhere",))).boxes) == 0
    assert svg.write(figure(thirty)) == svg.write(figure(thirty))


def test_a_silence_is_drawn_as_one():
    a = ArgumentMap("a", components=(Component("c1", "claim", "x", issues=("i",)),), issues=(Issue("i", "One"),))
    drawn = svg.write(figure(compare(a, ArgumentMap("b"))[0]))
    assert "no component is filed here" in drawn
