from argmap.compare.model import CLASSES, Comparison, Finding, IssueRow, Position, Unmatched
from argmap.model import ArgumentMap, Issue


def test_a_finding_under_two_issues_is_listed_once():
    finding = Finding("agree", "i", "c1", "c2")
    rows = tuple(
        IssueRow(Issue(i), Position(("c1",)), Position(("c2",)), (finding,), "agree", "", 1, 1) for i in ("i", "j")
    )
    comparison = Comparison(ArgumentMap("a"), ArgumentMap("b"), rows, ())
    assert comparison.findings() == [finding]


def test_silence_is_certain_only_when_all_was_weighed():
    assert Unmatched("c1", 2, 2).certain
    assert not Unmatched("c1", 1, 2).certain


def test_classes_are_distinct():
    assert len(set(CLASSES)) == len(CLASSES) == 10
