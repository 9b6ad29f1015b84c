import pytest

from argmap.compare import model as m
from argmap.compare.model import Finding, Position
from argmap.compare.stance import issue_class

OWN, REPORTED, NONE = Position(own=("c1",)), Position(reported=("c2",)), Position()


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (OWN, NONE, m.ONLY_A),
        (NONE, OWN, m.ONLY_B),
        (OWN, REPORTED, m.ONLY_A),
        (REPORTED, REPORTED, m.UNDETERMINED),
        (NONE, NONE, m.SILENT),
        (OWN, OWN, m.UNDETERMINED),
    ],
)
def test_without_findings_the_class_follows_from_who_speaks(a, b, kind):
    assert issue_class(a, b, [], 0, len(a.own) * len(b.own))[0] == kind


@pytest.mark.parametrize(
    ("kinds", "whole"),
    [
        ([m.AGREE], m.AGREE),
        ([m.AGREE, m.AGREE_OTHER_GROUNDS], m.AGREE),
        ([m.AGREE, m.AGREE_IN_PART], m.AGREE_IN_PART),
        ([m.DISAGREE, m.OTHER_REMEDY], m.DISAGREE),
        ([m.DISAGREE, m.AGREE], m.AGREE_IN_PART),
        ([m.SAME_EVIDENCE], m.SAME_EVIDENCE),
    ],
)
def test_the_class_of_an_issue_from_its_findings(kinds, whole):
    findings = [Finding(kind, "i", f"a{n}", f"b{n}") for n, kind in enumerate(kinds)]
    assert issue_class(OWN, OWN, findings, 1, 1)[0] == whole
