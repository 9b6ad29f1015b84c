"""A reading text: what an edition says, in normal form, with its pages and sections."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from argmap.problems import Place
from argmap.text.normal import NORMALIZATION, digest, normalise


@dataclass(frozen=True, slots=True)
class Region:
    """A page or a section of a reading text: ``[start, end)`` in code points, and its name."""

    start: int
    end: int
    n: str
    label: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The text that fragments are counted in; ``content`` is None where only its fingerprint is known."""

    length: int
    sha256: str
    content: str | None = None
    pages: tuple[Region, ...] = ()
    sections: tuple[Region, ...] = ()
    opening: str = ""
    closing: str = ""
    raw_sha256: str = ""
    normalization: str = NORMALIZATION
    place: Place = field(default=Place(), compare=False)

    @classmethod
    def of(
        cls,
        content: str,
        *,
        pages: tuple[Region, ...] = (),
        sections: tuple[Region, ...] = (),
        raw_sha256: str = "",
    ) -> ReadingText:
        """A reading text with its fingerprint; the content is brought into normal form."""
        content = normalise(content)
        words = content.split(" ")
        return cls(
            length=len(content),
            sha256=digest(content),
            content=content,
            pages=pages,
            sections=sections,
            opening=" ".join(words[:5]),
            closing=" ".join(words[-5:]),
            raw_sha256=raw_sha256,
        )

    def page_at(self, offset: int) -> str:
        """The number of the page on which the offset lies; "" where pages are unknown."""
        region = _region_at(self.pages, offset)
        return region.n if region else ""

    def section_at(self, offset: int) -> Region | None:
        """The section in which the offset lies."""
        return _region_at(self.sections, offset)


def _region_at(regions: tuple[Region, ...], offset: int) -> Region | None:
    """The last region that starts at or before the offset and has not ended."""
    index = bisect_right(regions, offset, key=lambda region: region.start) - 1
    if index < 0 or offset >= regions[index].end:
        return None
    return regions[index]
