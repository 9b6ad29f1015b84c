"""The lists of what goes with a ``seg``, held against TEI's schema."""

from __future__ import annotations

from lxml import etree

from argmap.tei.names import UNREAD
from argmap.tei.phrases import IN_SEG, TAKES_SEG

RNG = "{http://relaxng.org/ns/structure/1.0}"
WRAPPERS = {f"{RNG}{name}" for name in ("define", "choice", "zeroOrMore", "element")}


def _held(patterns, name):
    """The elements that may stand at any place in an element of all that it holds."""
    found, queue = set(), [child for child in patterns[name][0] if child.tag.startswith(RNG)]
    while queue:
        item = queue.pop()
        target = patterns.get(item.get("name")) if item.tag == f"{RNG}ref" else None
        if target is not None and target[0].tag == f"{RNG}element":
            found.add(target[0].get("name"))
        elif target is not None and not item.get("name").startswith("att."):
            queue.extend(part for whole in target for part in whole)
        elif item.tag in WRAPPERS:
            queue.extend(item)
    return found


def test_the_lists_are_those_of_the_schema(shared):
    tree = etree.parse(shared / "tei" / "schema" / "tei_all-4.12.0.rng")
    patterns = {}
    for item in tree.iter(f"{RNG}define"):
        own = item.find(f"{RNG}element")
        patterns.setdefault(item.get("name"), []).append(own if own is not None else item)
    assert _held(patterns, "seg") == IN_SEG
    assert all("seg" in _held(patterns, name) for name in TAKES_SEG)
    assert {"p", "ab", "l", "head", "item", "cell", "quote", "hi", "s", "corr", "lem"} <= TAKES_SEG
    assert not {"div", "body", "list", "lg", "table", "row", "choice", "app", "cit", "sp"} & TAKES_SEG
    assert not {"p", "ab", "div", "head", "item", "row"} & IN_SEG and "note" in UNREAD & IN_SEG
