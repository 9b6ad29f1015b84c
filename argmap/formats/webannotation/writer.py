"""From a map to Web Annotations; what was read from others goes out as it came where nothing in it was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from argmap.formats.extra import kept
from argmap.formats.jsontext import compact
from argmap.formats.outside import outside
from argmap.formats.webannotation.bodies import LINK, THESIS, Bodies
from argmap.formats.webannotation.selectors import (
    AROUND,
    FARTHEST,
    Target,
    Text,
    placed,
    selector_of,
    with_quotes,
    without_quotes,
)
from argmap.formats.webannotation.shapes import iri, members
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.text.normal import digest

PREFIX = "wa"
# keys of an annotation that are made anew where an element was changed
MADE = ("id", "type", "body", "bodyValue", "target", "creator", "motivation")


def source_of(amap: ArgumentMap, beside: str = "") -> Any:
    """What the annotations are about: as it was read, else the text's address, else a file.

    Args:
        amap: The map.
        beside: The name of the text that lies beside, before its suffix; "" where there is none.
    """
    about = kept(PREFIX, amap.extra).get("about")
    if about:
        return about
    for kind, value in amap.source.identifiers:
        if kind.lower() == "doi" and not value.startswith("http"):
            return iri(f"https://doi.org/{value}")
        if value.startswith(("http://", "https://", "urn:")):
            return iri(value)
    name = quote(beside, safe="", errors="surrogatepass") if beside else iri(amap.id).removeprefix("#")
    return f"{name}.txt"


def unlinkable(amap: ArgumentMap) -> set[int]:
    """Indexes of relations that no annotation can stand for: an end is missing, or is itself such a relation."""
    known = {*amap.component, *amap.relation}

    def linkable(item: Relation) -> bool:
        mutual = len(set(item.mutual)) == len(item.mutual) > 1 and not item.sources and not item.targets
        whole = mutual if item.mutual else bool(item.sources and item.targets)
        return whole and known.issuperset(item.ends)

    return outside(amap, linkable)


class Canonical:
    """Annotations of a map in the form in which argmap writes them.

    Args:
        amap: The map, for labels and names.
        text: The text that positions count in.
        source: What the annotations are about.
        addresses: Those of elements, where they are not made of their ids.
    """

    def __init__(self, amap: ArgumentMap, text: Text, source: Any, addresses: Mapping[str, str] | None = None) -> None:
        self._addresses = addresses or {}
        self._labels = {item.id: item.label or item.id for item in amap.issues}
        self._annotators = {item.id: item for item in amap.annotators}
        self._text = text
        self._source = source

    def component(self, item: Component) -> Target:
        """A component as an annotation of its passages, or of the whole text."""
        bodies = [_body("classifying", item.kind)]
        bodies += [_body("describing", item.gloss)] if item.gloss else []
        bodies += [_body("tagging", self._labels.get(ident, ident)) for ident in item.issues]
        bodies += [_body("tagging", THESIS)] if item.thesis else []
        bodies += [_body("commenting", note) for note in item.notes]
        return self._whole(item, "classifying", bodies, self.targets(item.fragments))

    def relation(self, item: Relation) -> Target:
        """A relation as a link: its sources are bodies, its targets are targets."""
        sources, targets = item.sources, item.targets
        if item.mutual:
            sources, targets = item.mutual[:1], item.mutual[1:]
        bodies = [_body("classifying", item.name)]
        bodies += [_body("describing", item.reason)] if item.reason else []
        bodies += [{"type": "SpecificResource", "purpose": LINK, "source": self._address(ident)} for ident in sources]
        return self._whole(item, LINK, bodies, [self._address(ident) for ident in targets])

    def element(self, item: Component | Relation) -> Target:
        """Either of them."""
        return self.component(item) if isinstance(item, Component) else self.relation(item)

    def targets(self, fragments: Iterable[Fragment], around: int = AROUND) -> list[Any]:
        """One target for each fragment, or the source as a whole where none has a place."""
        chosen = [selector_of(item, self._text, around) for item in fragments]
        made = [{"type": "SpecificResource", "source": self._source, "selector": one} for one in chosen if one]
        return made or [self._source]

    def _address(self, ident: str) -> str:
        return self._addresses.get(ident) or iri(ident)

    def _whole(self, item: Component | Relation, motivation: str, bodies: list[Target], targets: list[Any]) -> Target:
        made: Target = {"id": self._address(item.id), "type": "Annotation", "motivation": motivation}
        if item.annotator:
            who = self._annotators.get(item.annotator)
            name = {"name": who.name} if who and who.name else {}
            kind = "Software" if who and who.machine else "Person"
            made["creator"] = {"id": iri(item.annotator), "type": kind, **name}
        return {**made, "body": bodies, "target": targets[0] if len(targets) == 1 else targets}


def _body(purpose: str, value: str) -> Target:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def state(item: Component | Relation) -> str:
    """A mark of all that annotations say of an element."""
    if isinstance(item, Component):
        places = [[f.start, f.end] if f.start is not None else f.sha256 for f in item.fragments]
        said: list[Any] = [item.kind, item.gloss, places, item.issues, item.thesis, item.annotator, item.notes]
    else:
        said = [item.name, item.sources, item.targets, item.mutual, item.annotator, item.reason]
    return digest(compact(said))[:8]


def address_of_element(item: Component | Relation) -> str:
    """The address that an element had where it was read, else one made of its id."""
    original = kept(PREFIX, item.extra).get("annotation")
    address = original.get("id") if isinstance(original, dict) else None
    return address if isinstance(address, str) and address else iri(item.id)


def annotation(item: Component | Relation, canonical: Canonical) -> Target:
    """An element as it was read, if nothing in it was changed; else made anew, with what argmap does not know."""
    held = kept(PREFIX, item.extra)
    original = held.get("annotation")
    made = canonical.element(item)
    if not isinstance(original, dict):
        return made
    if held.get("state") == state(item):
        fragments = item.fragments if isinstance(item, Component) else ()
        return with_words(original, [canonical.targets([one], FARTHEST) for one in fragments])
    rest = Bodies.of(original).rest
    more = {key: value for key, value in original.items() if key not in MADE}
    return {**made, "id": address_of_element(item), **more, "body": [*made["body"], *rest]}


def with_words(original: Target, targets: list[list[Any]]) -> Target:
    """A kept annotation with the quotations of its fragments, of which every target with a place has one."""
    given = members(original.get("target"))
    rest = iter(targets)
    fresh = []
    for one in given:
        selected = isinstance(one, dict) and placed(one)
        found = next(rest, []) if selected else []
        chosen = found[0].get("selector", []) if found and isinstance(found[0], dict) else []
        fresh.append(with_quotes(one, chosen) if selected else one)
    if not given:
        return original
    return {**original, "target": fresh if isinstance(original["target"], list) else fresh[0]}


def without_words(data: Mapping[str, Any]) -> Target:
    """An annotation without the words that it quotes."""
    targets = members(data.get("target"))
    if not targets:
        return dict(data)
    fresh = [without_quotes(one) for one in targets]
    return {**data, "target": fresh if isinstance(data["target"], list) else fresh[0]}
