"""What brat's labels are in argmap's words, and the other way round."""

from __future__ import annotations

import re

from argmap.model import RELATIONS, Component

PREFIX = "brat"
# labels that mean one of argmap's kinds beyond doubt; every other label is a kind of its own, as it is
KINDS = {"Claim": "claim", "Evidence": "evidence", "Recommendation": "recommendation"}
THESIS = "MajorClaim"
NAMES = {
    "support": "supports",
    "supports": "supports",
    "attack": "attacks",
    "attacks": "attacks",
    "undercuts": "undercuts",
    "undercut": "undercuts",
    "restates": "restates",
}
_LABELS = {kind: label for label, kind in KINDS.items()}


def kind_of(label: str) -> tuple[str, bool]:
    """The kind that a label stands for, and whether it marks the text's main claim."""
    if label == THESIS:
        return "claim", True
    known = label.capitalize()
    return KINDS.get(known, label), False


def label_of(component: Component) -> str:
    """The label that a component gets where none is kept."""
    if component.thesis and component.kind == "claim":
        return THESIS
    return _LABELS.get(component.kind) or token(component.kind) or "Component"


def name_of(label: str) -> str:
    """The relation that a label stands for; unknown ones, such as Partial-Attack, are names of their own."""
    return NAMES.get(label.lower(), label)


def label_of_relation(name: str) -> str:
    """The label of a relation where none is kept: argmap's own names as they are."""
    return name if name in RELATIONS else token(name) or "relation"


def token(value: str) -> str:
    """A value as brat can hold it: one word."""
    return re.sub(r"\s+", "_", value)


def one_line(value: str) -> str:
    """A text as brat can hold it: one line, no tabs."""
    return re.sub(r"[\t\r\n]+", " ", value)
