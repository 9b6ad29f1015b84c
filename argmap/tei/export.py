"""Any map as a new TEI file, with nothing lost in silence: the text where it is at hand, and what TEI cannot say.

The file is made, read again, and what is missing is kept in ``xenoData`` (`argmap.tei.kept`); so the round trip is
whole by construction.
"""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.plugins import Loss
from argmap.tei.home import RANGE, pointer_of, short_label, with_checks
from argmap.tei.kept import differences, kept_lines
from argmap.tei.naming import named
from argmap.tei.newfile import new_file
from argmap.tei.plaintext import text_lines
from argmap.tei.reader import read
from argmap.tei.words import worded
from argmap.text.reading import ReadingText

SHOWN = 5
_RIGHTS_TEXT = "Made from a map in another notation. Rights in the text stay with their holders."
_RIGHTS_NONE = "Annotation only. The text of the article is not part of this file."
_LISTS = ("corresp", "source", "facs", "next", "prev", "sameAs", "synch", "exclude", "select", "copyOf", "change")


def exported(amap: ArgumentMap) -> bytes:
    """A complete TEI file; the same map gives the same bytes, and reading them gives `view`."""
    whole, losses = view(amap)
    del losses
    plain = attribute_free(whole)
    lines: list[str] = []
    made = text_lines(whole.text) if whole.text is not None else None
    if whole.text is not None and made is not None:
        lines, known = made
        regions = replace(
            whole.text,
            content=None,
            pages=() if known.pages else whole.text.pages,
            sections=() if known.sections else whole.text.sections,
        )
        plain = replace(plain, text=regions)
    rights = _RIGHTS_TEXT if lines else _RIGHTS_NONE
    bare = new_file(plain, text=lines, rights=rights)
    kept = kept_lines(differences(read(bare)[0], whole))
    return new_file(plain, kept, lines, rights) if kept else bare


def attribute_free(amap: ArgumentMap) -> ArgumentMap:
    """The map as far as TEI can hold it by itself: without attributes, words and certainties that TEI does not know."""
    return replace(
        amap,
        components=tuple(_component(item) for item in amap.components),
        relations=tuple(_relation(item) for item in amap.relations),
    )


def view(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back from its file, and what it lost on the way.

    Ids are made names; ranges are counted in the file's own text. Lost are a text with characters that XML cannot hold,
    pointers into other files, and, where only the text's fingerprint is known, the later words of headings.
    """
    amap = with_checks(named(amap))
    text, losses = _text(amap.text)
    components = []
    lost = []
    for item in amap.components:
        fresh = tuple(replace(f, pointer=_pointer(f)) for f in item.fragments)
        if any(_foreign(was.pointer, now.pointer) for was, now in zip(item.fragments, fresh, strict=True)):
            lost.append(item.id)
        components.append(replace(item, fragments=fresh))
    if lost:
        losses.append(Loss("fragment", "pointer", len(lost), tuple(lost[:SHOWN])))
    return replace(amap, text=text, components=tuple(components)), losses


def _text(text: ReadingText | None) -> tuple[ReadingText | None, list[Loss]]:
    if text is None:
        return None, []
    if text.content is not None and text_lines(text) is not None:
        return text, []
    losses = [Loss("text", "content", 1)] if text.content is not None else []
    sections = tuple(replace(region, label=short_label(region.label)) for region in text.sections)
    changed = sum(was != now for was, now in zip(text.sections, sections, strict=True))
    if changed:
        losses.append(Loss("text", "sections", changed))
    return replace(text, content=None, sections=sections), losses


def _pointer(fragment: Fragment) -> str:
    """A range; of a fragment without a place, only the numbers of a range that it once had."""
    if fragment.start is not None and fragment.end is not None:
        return pointer_of(fragment, convert=True)
    found = RANGE.fullmatch(fragment.pointer)
    return f"src:{found[1]}-{found[2]}" if found and fragment.status == "lost" else ""


def _foreign(was: str, now: str) -> bool:
    """Whether a pointer said something that its range does not: a place by ids, or another file."""
    return bool(was) and was != now and not RANGE.fullmatch(was)


def _component(item: Component) -> Component:
    """A component as TEI can hold it by itself."""
    return replace(worded(item), extra=_attributes(item.extra))


def _relation(item: Relation) -> Relation:
    """A relation as TEI can hold it by itself."""
    mutual = () if item.sources or item.targets else item.mutual
    return replace(worded(item), mutual=mutual, extra=_attributes(item.extra))


def _attributes(extra: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Of what is kept, TEI's own attributes with values that fit them; each once."""
    found: dict[str, str] = {}
    for key, value in extra:
        pointing = key in _LISTS and re.fullmatch(r"#\S+( #\S+)*", value)
        if pointing or (key == "n" and value and value == " ".join(value.split())):
            found.setdefault(key, value)
    return tuple(found.items())
