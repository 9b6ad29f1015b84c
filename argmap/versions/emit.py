"""The bytes of a merged file, put together from the bytes of its versions."""

from __future__ import annotations

import re

from argmap.tei.conflicts import Conflict
from argmap.tei.markup import quote
from argmap.tei.names import ID_PREFIXES, VOICES
from argmap.versions.decide import Decisions, name_of
from argmap.versions.match import BASE, OURS, THEIRS, Entry
from argmap.versions.tree import Item, Version

_ATTRIBUTE = re.compile(r"""(\s+)([^\s=/>"']+)(\s*=\s*)("[^"]*"|'[^']*')""")
# groups that TEI does not allow empty: one that lost its last member goes too
_GROUPS = frozenset({"listRelation", "spanGrp", "taxonomy", "classDecl", "listPrefixDef"})
_PASSAGE = ("target", "from", "to")
_SETS = ("ana", "resp")


class Emitter:
    """Writes entries as the decisions say; new conflicts are noted in the decisions as they come up."""

    def __init__(self, decisions: Decisions, ours: Version) -> None:
        self.decisions = decisions
        self.matching = decisions.matching
        self.encode = ours.document.source.encode
        self.found: list[Conflict] = []
        self._members: dict[int, list[Entry]] = {}
        for entry in self.matching.entries:
            parent = decisions.parent(entry)
            if decisions.keeps(entry) and parent is not None:
                self._members.setdefault(id(parent), []).append(entry)

    def root(self) -> bytes:
        """The root element with all that it holds, and the marks about it before it."""
        return self._element(self.matching.root, b"", self.encode("\n"))

    def _element(self, entry: Entry, lead: bytes, gap: bytes | None = None) -> bytes:
        item = entry.any
        if item.node is None:
            return lead + self._marks(entry, lead) + item.raw
        tag, cut = self._tag(entry)
        content = self._content(entry, cut)
        if content is None:
            return b""
        marks = self._marks(entry, lead if gap is None else gap)
        if not tag.endswith("/>"):
            return lead + marks + self.encode(tag) + content + self._end_tag(entry, tag)
        if not content:
            return lead + marks + self.encode(tag)
        return lead + marks + self.encode(tag[:-2].rstrip() + ">") + content + self._end_tag(entry, tag)

    def _end_tag(self, entry: Entry, tag: str) -> bytes:
        for item in (entry.ours, entry.theirs):
            if item is not None and item.inner[1] < item.end:
                return item.version.data[item.inner[1] : item.end]
        return self.encode(f"</{tag[1:].split('>', maxsplit=1)[0].rstrip('/').split()[0]}>")

    def _marks(self, entry: Entry, lead: bytes) -> bytes:
        doubts = self.decisions.doubts.get(id(entry), [])
        self.found += doubts
        return b"".join(self.encode(doubt.mark()) + lead for doubt in doubts)

    # start tags

    def _tag(self, entry: Entry) -> tuple[str, int]:
        """The start tag, and the version whose passage it gives."""
        base, ours, theirs = entry.sides
        if ours is None or theirs is None:
            return entry.any.tag, OURS if ours is not None else THEIRS
        before = base.attrs if base is not None else {}
        if theirs.attrs in (ours.attrs, before):
            plain = base is not None and ours.tag == base.tag
            return _open(theirs.tag, ours.tag) if plain else _open(ours.tag, theirs.tag), OURS
        cut = THEIRS if _passage(ours) == _passage(base) else OURS
        if ours.attrs == before:
            return _open(theirs.tag, ours.tag), cut
        tag = ours.tag
        for name in dict.fromkeys([*ours.attrs, *theirs.attrs]):
            value = self._value(entry, name)
            if value != ours.attrs.get(name, ""):
                tag = with_attribute(tag, name, value)
        if _differ([_passage(item) for item in entry.sides]):
            self._two_passages(entry)
        return tag, cut

    def _two_passages(self, entry: Entry) -> None:
        """Both cut the passage anew: theirs goes into the mark, with the checks of its fragments."""
        said = [" ".join(word for word in _passage(item) if word) for item in entry.sides]
        theirs = entry.theirs
        if theirs is not None:
            names = " ".join(name for name in _PASSAGE if name in theirs.attrs) or "target"
            checks = "".join(_text(fs) for fs in theirs.children if _is_check(fs))
            doubt = Conflict("passage", name_of(entry.any), names, "", said[BASE], said[OURS], said[THEIRS], checks)
            self.decisions.doubt(entry, doubt)

    def _value(self, entry: Entry, name: str) -> str:
        """An attribute's value in the result, "" for none."""
        base, ours, theirs = [item.attrs.get(name, "") if item is not None else "" for item in entry.sides]
        if name in _PASSAGE:
            values = [_passage(item) for item in entry.sides]
            return theirs if values[OURS] == values[BASE] else ours
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        joined = _joined(base, ours, theirs) if name in _SETS else None
        if joined is None:
            self.decisions.doubt(entry, Conflict("attribute", name_of(entry.any), name, "", base, ours, theirs))
        return ours if joined is None else joined

    # what elements hold

    def _content(self, entry: Entry, cut: int) -> bytes | None:
        """What stands between the tags; None for a group that has lost all its members."""
        present = [item for item in entry.sides[OURS:] if item is not None]
        if any(item.solid for item in present):
            return self._solid(entry)
        members = self._order(entry, cut)
        parts = [self._element(member, self._lead(member)) for member in members]
        name = entry.any.name
        if name in _GROUPS and not any(parts) and all(item.children for item in present):
            return None
        if not members and all(not item.children for item in present):
            return present[0].content
        return b"".join(parts) + _three([item.tail if item is not None else None for item in entry.sides])

    def _solid(self, entry: Entry) -> bytes:
        base, ours, theirs = entry.sides
        if ours is None or theirs is None:
            return entry.any.content
        known = base is not None
        if ours.content == theirs.content or (base is not None and theirs.content == base.content):
            return ours.content
        if base is not None and ours.content == base.content:
            return theirs.content
        said = [_inner_meaning(item) for item in entry.sides]
        if said[OURS] == said[THEIRS] or (known and said[THEIRS] == said[BASE]):
            return ours.content
        if known and said[OURS] == said[BASE]:
            return theirs.content
        words = [_inner_text(item) for item in entry.sides]
        self.decisions.doubt(
            entry, Conflict("content", name_of(ours), ours.name, "", words[BASE], words[OURS], words[THEIRS])
        )
        return ours.content

    def _lead(self, entry: Entry) -> bytes:
        return _three([item.lead if item is not None else None for item in entry.sides])

    def _order(self, parent: Entry, cut: int) -> list[Entry]:
        """The members in our order (theirs where only they changed it), new ones behind what they follow."""
        members = {id(entry): entry for entry in self._members.get(id(parent), ())}
        if parent.any.name == "span":
            members = {key: entry for key, entry in members.items() if self._belongs(entry, cut)}
        lines = [[self.matching.of(child) for child in item.children] if item else [] for item in parent.sides]
        orders = [[entry for entry in line if id(entry) in members] for line in lines]
        common = [entry for entry in orders[OURS] if entry in set(orders[THEIRS]) & set(orders[BASE])]
        theirs_moved = (
            [e for e in orders[BASE] if e in set(common)] == common != [e for e in orders[THEIRS] if e in set(common)]
        )
        first, second = (THEIRS, OURS) if theirs_moved else (OURS, THEIRS)
        return _woven(orders[first], orders[second], list(members.values()))

    def _belongs(self, entry: Entry, cut: int) -> bool:
        """A check of a fragment goes with the version that cut the passage."""
        return not _is_check(entry.any) or entry.sides[cut] is not None


def with_attribute(tag: str, name: str, value: str) -> str:
    """A start tag with an attribute set, or taken out ("")."""
    at = re.match(r"<[^\s/>]+", tag)
    start = at.end() if at else 0
    while found := _ATTRIBUTE.match(tag, start):
        if found.group(2) == name:
            written = f"{found.group(1)}{name}{found.group(3)}{quote(value)}" if value else ""
            return tag[: found.start()] + written + tag[found.end() :]
        start = found.end()
    return f"{tag[:start]} {name}={quote(value)}{tag[start:]}" if value else tag


def _open(tag: str, other: str) -> str:
    """The tag, as a start tag where the other one is no empty tag."""
    return tag if not tag.endswith("/>") or other.endswith("/>") else tag[:-2].rstrip() + ">"


def _joined(base: str, ours: str, theirs: str) -> str | None:
    """Lists of codes joined: what either added, without what either took out; None for two voices."""
    old, mine, other = base.split(), ours.split(), theirs.split()
    kept = [code for code in mine if code not in old or code in other]
    kept += [code for code in other if code not in old and code not in kept]
    voice = tuple(prefix for prefix, name in ID_PREFIXES.items() if name == VOICES)
    if sum(code.lstrip("#").startswith(voice) for code in kept) > 1:
        return None
    return " ".join(kept)


def _three(values: list[bytes | None]) -> bytes:
    """White space: ours, unless only they changed it."""
    base, ours, theirs = values
    if ours is None or (base is not None and ours == base and theirs is not None):
        return theirs if theirs is not None else base or b""
    return ours


def _woven(first: list[Entry], second: list[Entry], members: list[Entry]) -> list[Entry]:
    """The first order, with what only the second has behind what it follows there (and behind what is new there)."""
    order = list(first)
    known = set(second)
    before: Entry | None = None
    for entry in second:
        if entry not in order:
            at = order.index(before) + 1 if before is not None else 0
            while at < len(order) and order[at] not in known:
                at += 1
            order.insert(at, entry)
        before = entry
    return order + [entry for entry in members if entry not in order]


def _passage(item: Item | None) -> list[str]:
    return [item.attrs.get(name, "") if item is not None else "" for name in _PASSAGE]


def _differ(values: list[list[str]]) -> bool:
    """Whether both sides changed something, and not alike."""
    base, ours, theirs = values
    return base not in (ours, theirs) and ours != theirs


def _is_check(item: Item) -> bool:
    return item.name == "fs" and item.attrs.get("type") == "fragment"


def _inner_meaning(item: Item | None) -> tuple[object, ...]:
    return item.version.meaning(item)[1:] if item is not None else ()


def _inner_text(item: Item | None) -> str:
    return item.version.document.source.decode(*item.inner) if item is not None else ""


def _text(item: Item) -> str:
    return item.version.document.source.decode(item.start, item.end)
