"""Running checks over a map: the built-in ones in their order, then those of plug-ins."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.check import codebook, components, glosses, passages, relations, structure, texts
from argmap.check.codes import CODES
from argmap.model import ArgumentMap
from argmap.plugins import RAISED, Check, run_guarded
from argmap.problems import Problem

BUILT_IN: tuple[Check, ...] = (
    *components.CHECKS,
    *glosses.CHECKS,
    *codebook.CHECKS,
    *relations.CHECKS,
    *structure.CHECKS,
    *passages.CHECKS,
    *texts.CHECKS,
)


def check(amap: ArgumentMap, extra: Iterable[Check] = ()) -> list[Problem]:
    """All that is wrong in one map, in the order of its file.

    Args:
        amap: The map; its own reader's problems are not repeated.
        extra: Further checks, as `argmap.plugins.checks` finds them. One that fails, or reports a code
            that it did not declare, gives a problem of its own.

    Returns:
        Problems with place, code, message and remedy. Time is linear in components, relations and text.
    """
    found = [item for one in BUILT_IN for item in one.run(amap)]
    for one in extra:
        found.extend(run_guarded(one, amap))
    return sorted(found)


def all_codes(extra: Iterable[Check] = ()) -> list[str]:
    """The codes that may be reported, those of further checks included."""
    return sorted({*CODES, RAISED.code, *(code.code for one in extra for code in one.codes)})
