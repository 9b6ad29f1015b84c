import re
from urllib.parse import unquote

import pytest

from argmap.compare.many import compare_many
from argmap.compare.many_data import address
from argmap.model import ArgumentMap, Component, Issue
from argmap.render.comparison import Wish
from argmap.render.html_tags import anchor
from argmap.render.many_page import page
from tests.compare.test_many import crowd


@pytest.fixture(scope="module")
def many():
    texts, links = crowd(4, links=40)
    return compare_many(texts, links)[0]


def test_every_cell_and_every_pair_has_one_address_and_no_link_leads_nowhere(many):
    text = page(many, Wish())
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert {anchor(address(row.issue.id, one.id)) for row in many.rows for one in many.maps} <= set(ids)
    pairs = {f"{row.issue.id}@t{p.a}--t{p.b}" for row in many.rows for p in row.pairs}
    assert pairs <= set(ids)
    assert {unquote(target) for target in re.findall(r'href="#([^"]+)"', text)} <= set(ids)


def test_only_the_issues_asked_for(many):
    text = page(many, Wish(issues=("issue.2",)))
    assert re.findall(r'<section id="(issue\.[^"]*)"', text) == ["issue.2"]


def test_nothing_that_a_gloss_holds_can_run():
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    texts = [
        ArgumentMap(
            f"t{n}", title=evil, components=(Component("c1", "claim", evil, issues=("i",)),), issues=(Issue("i", evil),)
        )
        for n in range(3)
    ]
    text = page(compare_many(texts)[0], Wish())
    assert "<script>alert" not in text
    assert "<img" not in text


def test_nothing_is_fetched(many):
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page(many, Wish()))
