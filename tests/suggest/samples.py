"""Two small maps about one street, and a way to make correspondences between them."""

from __future__ import annotations

from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Issue, Relation
from argmap.text.reading import ReadingText

ISSUES = (
    Issue("issue.floods", "Floods", "Does paving stop floods?"),
    Issue("issue.cost", "Cost", "What does it cost?"),
)


def component(name: str, gloss: str, *issues: str, kind: str = "claim") -> Component:
    return Component(name, kind, gloss, (Fragment(0, 9, "src:0-9"),), tuple(f"issue.{i}" for i in issues))


def left() -> ArgumentMap:
    return ArgumentMap(
        "left",
        title="Left",
        text=ReadingText.of("Something is said here."),
        components=(
            component("c1", "Permeable paving stops the floods in Harrow Vale.", "floods"),
            component("c2", "The culverts should be cleared first.", "floods", kind="recommendation"),
            component("c3", "Paving costs the town too much money.", "cost"),
            component("e1", "Gauges in Bell Street fell by a third.", "floods", kind="evidence"),
        ),
        relations=(Relation("k1", "supports", ("e1",), ("c1",)),),
        issues=ISSUES,
        file="left.xml",
    )


def right() -> ArgumentMap:
    return ArgumentMap(
        "right",
        title="Right",
        text=ReadingText.of("Something else is said here."),
        components=(
            component("c1", "Permeable paving does not stop the floods in Harrow Vale.", "floods"),
            component("c2", "Paving the streets is cheap for the town.", "cost"),
            component("c3", "Lorries break the kerbs.", "cost"),
            component("e1", "In Bell Street the gauges dropped by one third.", "floods", kind="evidence"),
        ),
        relations=(Relation("k1", "attacks", ("e1",), ("c1",)), Relation("k2", "supports", ("e1",), ("c1",))),
        issues=ISSUES,
        file="right.xml",
    )


def link(a: str, b: str, kind: str = "overlaps", status: str = "confirmed", name: str = "x1") -> Link:
    return Link(name, kind, Ref("left.xml", a), Ref("right.xml", b), status, "ann.judge", "2026-01-02", reason="read")


def links(*given: Link) -> Correspondences:
    return Correspondences("links", "Links", ISSUES, links=given, annotators=(Annotator("ann.judge", "A Judge"),))
