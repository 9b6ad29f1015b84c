"""Values of ``type``, ``name`` and ``cert`` as TEI wants them: one word each. What they said is kept beside the TEI.

A kind such as "strong claim" is written ``strong-claim``; `argmap.tei.kept` holds its own words, so that reading the
file gives them back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from argmap.model import Component, Relation

_CERT = re.compile(r"high|medium|low|unknown|0(\.\d+)?|1(\.0+)?|\.\d+")
# what is no role of a component to TEI's reader, or no word
_NOT_ROLES = frozenset({"", "fragment", "page", "section"})
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\ue000-\uf8ff\ufff0-\uffff]+")
T = TypeVar("T", Component, Relation)


def worded(item: T) -> T:
    """A component or relation with kind, name and certainty as they can stand in TEI.

    >>> worded(Component("c1", "strong claim")).kind, worded(Component("c1", "page", certainty="fair")).certainty
    ('strong-claim', '')
    """
    certainty = item.certainty if _CERT.fullmatch(item.certainty) else ""
    if isinstance(item, Relation):
        return replace(item, name=_word(item.name), certainty=certainty)
    word = _word(item.kind)
    kind = f"other-{word}" if word in _NOT_ROLES and word else word or "other"
    return replace(item, kind=kind, certainty=certainty)


def _word(text: str) -> str:
    return _UNFIT.sub("-", text.strip())
