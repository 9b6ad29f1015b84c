from argmap.compare import compare
from argmap.model import ArgumentMap, Component, Issue, Source
from argmap.render.summary import summary


def test_one_line_an_issue_and_what_has_no_counterpart():
    a = ArgumentMap(
        "a",
        source=Source(authors=("Ann Bee",), date="2011"),
        components=tuple(Component(f"c{n}", "claim", f"gloss {n}", issues=("i",)) for n in range(7)),
        issues=(Issue("i", "First issue"),),
    )
    text = summary(compare(a, ArgumentMap("b", title="The other"))[0])
    assert "First issue  only Bee 2011: the annotation files no component of the other author under it" in text
    assert "Without a counterpart: Bee 2011 (7)" in text
    assert "… and 2 more" in text


def test_control_characters_of_a_gloss_never_reach_the_terminal():
    a = ArgumentMap("a", components=(Component("c1", "claim", "red \x1b[31m gloss", issues=("i",)),))
    assert "\x1b" not in summary(compare(a, ArgumentMap("b"))[0])
