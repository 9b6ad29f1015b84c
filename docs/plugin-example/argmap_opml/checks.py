"""A check: glosses should fit a figure."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap
from argmap.plugins import Check, Code
from argmap.problems import Problem

MOST = 40
# codes of plug-ins: any letter and number that argmap itself does not use (argmap check --codes)
CODE = Code("W991", "a gloss is too long for a figure", f"say it in at most {MOST} words")


def run(amap: ArgumentMap) -> Iterator[Problem]:
    """A warning for each gloss of more than `MOST` words, at the component's place."""
    for component in amap.components:
        words = len(component.gloss.split())
        if words > MOST:
            message = f"the gloss of {component.id} has {words} words"
            yield Problem(component.place, CODE.code, message, CODE.remedy)


CHECK = Check("long-gloss", (CODE,), run)
