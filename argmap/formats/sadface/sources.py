"""Resources of a SADFace document, and the passages in them that atoms point at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from argmap.formats.passages import Passages
from argmap.formats.rawtext import Layout
from argmap.model import ArgumentMap, Fragment

JSON = dict[str, Any]
GAP = "\n\n"  # between the texts of two resources
USUAL = {"type": "text", "metadata": {}}
Slot = tuple[str, int, int, JSON]  # id, start and end in the joined raw text, further keys


class Resources:
    """The texts of a file, one after the other.

    Attributes:
        slots: Where each resource lies, and its further keys.
        odd: Indexes and values of what is no resource with a text and an id of its own.
    """

    def __init__(self, listed: Iterable[Any]) -> None:
        self.slots: list[Slot] = []
        self.odd: list[tuple[int, Any]] = []
        parts: list[str] = []
        ids: set[str] = set()
        at = 0
        for index, item in enumerate(listed):
            ident = item.get("id") if isinstance(item, dict) else None
            content = item.get("content") if isinstance(item, dict) else None
            if not isinstance(ident, str) or not isinstance(content, str) or ident in ids:
                self.odd.append((index, item))
                continue
            ids.add(ident)
            rest = {key: value for key, value in item.items() if key not in ("id", "content")}
            self.slots.append((ident, at, at + len(content), rest))
            parts.append(content)
            at += len(content) + len(GAP)
        self.passages = Passages(GAP.join(parts))
        self._starts = {ident: start for ident, start, _, _ in self.slots}
        self._ends = {ident: end for ident, _, end, _ in self.slots}

    def kept(self, usual_id: str) -> list[Any]:
        """What the map's ``extra`` must hold to write them again; [] for one resource as argmap writes it."""
        if not self.odd and (not self.slots or [(s[0], s[3]) for s in self.slots] == [(usual_id, USUAL)]):
            return []
        return [*([ident, start, end, rest] for ident, start, end, rest in self.slots), *(item for _, item in self.odd)]

    def fragment(self, source: Any) -> Fragment | None:
        """The fragment that an atom's source is; None where its words are not in its resource."""
        if not isinstance(source, dict):
            return None
        ident, offset, text = source.get("resource_id"), source.get("offset"), source.get("text")
        if not isinstance(ident, str) or ident not in self._starts:
            return None
        start, end = self._starts[ident], self._ends[ident]
        at = start + offset if type(offset) is int and 0 <= offset <= end - start else None
        if not isinstance(text, str):
            length = source.get("length")
            if at is None or type(length) is not int or not 0 < length <= end - at:
                return None
            text = self.passages.raw[at : at + length]
        return self.passages.find(text, at)


class Places:
    """Where fragments stand in the resources that are written.

    Args:
        amap: The map.
        kept: What `Resources.kept` once gave.
        layout: How the raw text differs from the reading text.
        usual_id: The id of the resource where there is only the map's own text.
    """

    def __init__(self, amap: ArgumentMap, kept: Any, layout: Layout, usual_id: str) -> None:
        content = amap.text.content if amap.text is not None else None
        self._content = content or ""
        self._layout = layout
        self._raw = layout.raw(self._content)
        listed = kept if isinstance(kept, list) else []
        slots = [tuple(item) for item in listed if _is_slot(item)]
        self.others = [item for item in listed if not _is_slot(item)]
        fits = slots and GAP.join(self._raw[start:end] for _, start, end, _ in slots) == self._raw
        self._slots: list[Any] = slots if fits else [(usual_id, 0, len(self._raw), USUAL)] if self._raw else []

    def resources(self) -> list[Any]:
        """The resources with their texts."""
        made = [{"id": ident, "content": self._raw[start:end], **rest} for ident, start, end, rest in self._slots]
        return [*({"id": item["id"], **{k: v for k, v in item.items() if k != "id"}} for item in made), *self.others]

    def source(self, fragment: Fragment) -> JSON | None:
        """A fragment as an atom's source; None where it does not stand in one resource."""
        if fragment.start is None or fragment.end is None or not 0 <= fragment.start < fragment.end:
            return None
        words = self._content[fragment.start : fragment.end]
        start = fragment.start + len(words) - len(words.lstrip())
        if not words.strip() or fragment.end > len(self._content):
            return None
        first, last = self._layout.raw_span(start, start + len(words.strip()))
        for ident, begin, end, _ in self._slots:
            if begin <= first and last <= end:
                return source_of(ident, self._raw[first:last], first - begin)
        return None


def source_of(resource: str, text: str, offset: int) -> JSON:
    """A source as argmap writes it."""
    return {"resource_id": resource, "text": text, "offset": offset, "length": len(text)}


def _is_slot(item: Any) -> bool:
    match item:
        case [str(), int(start), int(end), dict()] if 0 <= start <= end:
            return True
    return False
