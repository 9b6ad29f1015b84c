"""From Web Annotations to a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.formats.asides import map_told, told
from argmap.formats.doubles import Doubles
from argmap.formats.extension import KEY
from argmap.formats.extra import keep
from argmap.formats.outside import inserted
from argmap.formats.own import Reader
from argmap.formats.webannotation.bodies import LINK, THESIS, Bodies, address_of
from argmap.formats.webannotation.selectors import Target, Text, fragment_of, kind, placed, quotation, selectors
from argmap.formats.webannotation.shapes import (
    CONTEXT,
    Path,
    entries,
    is_annotation,
    members,
    own_id,
    straight,
    types,
)
from argmap.formats.webannotation.writer import PREFIX, Canonical, source_of, state, without_words
from argmap.model import KINDS, Annotator, ArgumentMap, Component, Fragment, Issue, Relation
from argmap.text.reading import ReadingText

NAMES = {"support": "supports", "attack": "attacks", "undercut": "undercuts", "restate": "restates", "cite": "cites"}


@dataclass(frozen=True, slots=True)
class Found:
    """One annotation on its way: its id in the map, what it holds, what argmap said of it, where it stands."""

    id: str
    data: Target
    said: Mapping[str, Any]
    path: Path

    @property
    def targets(self) -> list[Any]:
        """What it is about."""
        return members(self.data.get("target"))

    @property
    def linking(self) -> bool:
        """Whether it joins other annotations."""
        return LINK in members(self.data.get("motivation"))


@dataclass
class Reading:
    """One file on its way to a map; ``top`` is what argmap said of the file as a whole."""

    reader: Reader
    text: Text
    top: Mapping[str, Any]
    addresses: dict[str, str] = field(default_factory=dict)  # address -> id in the map
    annotators: dict[str, Annotator] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._local = self.top.get("local") is True
        self._labels: dict[str, str] = {}
        self._names: dict[str, str] = {}
        listed = self.top.get("issues")
        for one in listed if isinstance(listed, list) else ():
            match one:
                case {"id": str(ident)}:
                    label = one.get("label")
                    self._labels.setdefault(label if isinstance(label, str) and label else ident, ident)

    def plain(self, value: Any, ident: str) -> tuple[ArgumentMap, list[Found]]:
        """The map that the annotations give by themselves, and the annotations in the order of its elements."""
        found = self._annotations(value)
        links = [item for item in found if item.linking]
        spans = [item for item in found if not item.linking and not self._about_others(item)]
        components = [self._component(item) for item in spans]
        self._shortened(spans)
        self._placeless(spans)
        known = {item.id for item in (*spans, *links)}
        self._names = self._said_of_links(found, links)
        pairs = [(self._relation(item, known), item) for item in links]
        relations = [(made, item) for made, item in pairs if made is not None]
        taken = {id(item) for item in (*spans, *(item for _, item in relations))}
        others = [without_words(item.data) for item in found if id(item) not in taken]
        about = next((_about(one) for item in spans for one in item.targets if _about(one)), None)
        slots = {"about": about, "top": _top(value), "annotations": others}
        label = value.get("label") if isinstance(value, dict) else None
        address = value.get("id") if isinstance(value, dict) and not is_annotation(value) else None
        amap = ArgumentMap(
            self._id(address) if isinstance(address, str) and address else ident,
            title=label if isinstance(label, str) else _title(spans),
            text=ReadingText.of(self.text.content) if self.text.content else None,
            issues=tuple(self.issues.values()),
            annotators=tuple(self.annotators.values()),
            extra=keep(PREFIX, {key: one for key, one in slots.items() if one})
            + (self.text.layout.slots() if self.text.raw else ()),
        )
        canonical = Canonical(amap, self.text, source_of(amap))
        made = replace(
            amap,
            components=tuple(_held(one, item, canonical) for one, item in zip(components, spans, strict=True)),
            relations=tuple(_held(one, item, canonical) for one, item in relations),
        )
        return made, [*spans, *(item for _, item in relations)]

    def whole(self, plain: ArgumentMap, found: Iterable[Found]) -> ArgumentMap:
        """The map with what stands under argmap's own key."""
        elements = (*plain.components, *plain.relations)
        made = [told(one, item.said, self.reader) for one, item in zip(elements, found, strict=True)]
        count = len(plain.components)
        components = tuple(item for item in made[:count] if isinstance(item, Component))
        relations = tuple(item for item in made[count:] if isinstance(item, Relation))
        if self.top:
            plain = map_told(plain, self.top, self.reader)
            relations = inserted(relations, self.top.get("relations"), self.reader)
        return replace(plain, components=components, relations=relations)

    def _annotations(self, value: Any) -> list[Found]:
        """All annotations with ids of their own; what is none is told."""
        found: dict[str, Found] = {}
        doubles = Doubles()
        for one, path in entries(value):
            if not isinstance(one, dict):
                self.reader.tell("E914", f"an annotation should be an object, not {type(one).__name__}", *path)
                continue
            data = straight(one)
            said = data.pop(KEY, None)
            said = said if isinstance(said, dict) else {}
            address = data.get("id")
            if address is not None and not isinstance(address, str):
                self.reader.tell("E914", "the id of an annotation should be a text", *path)
                address = data["id"] = str(address)
            wanted = said.get("id")
            ident = wanted if isinstance(wanted, str) else self._id(address or f"annotation-{len(found) + 1}")
            if ident in found:
                self.reader.tell("E912", f"the id {ident} is given twice", *path)
                ident = doubles.free(ident, found)
            if address:
                self.addresses.setdefault(address, ident)
            found[ident] = Found(ident, data, said, path)
            if not found[ident].targets:
                self.reader.tell("E914", f"the annotation {ident} has no target", *path)
        return list(found.values())

    def _id(self, address: str) -> str:
        return own_id(address) if self._local else address

    def _about_others(self, item: Found) -> bool:
        """Whether an annotation speaks of another one, as a reply does; Hypothesis lists what it replies to."""
        answered = members(item.data.get("references"))
        return any(address_of(one) in self.addresses for one in item.targets) or any(
            isinstance(one, str) and one in self.addresses for one in answered
        )

    def _said_of_links(self, found: Iterable[Found], links: Iterable[Found]) -> dict[str, str]:
        """Names of links that stand in an annotation of their own, as Annotorious writes them."""
        joined = {item.id for item in links}
        ends = ((self.addresses.get(address_of(one), ""), item) for item in found for one in item.targets)
        tags = ((ident, Bodies.of(item.data).tagging) for ident, item in ends if ident in joined and not item.linking)
        return {ident: given[0] for ident, given in tags if given}

    def _component(self, item: Found) -> Component:
        bodies = Bodies.of(item.data)
        tags = bodies.tagging
        kind = next(iter(bodies.classifying), "")
        if not kind:
            kind = next((tag.lower() for tag in tags if tag.lower() in KINDS), "")
            tags = [tag for tag in tags if not kind or tag.lower() != kind]
        labels = [tag for tag in dict.fromkeys(tags) if tag != THESIS]
        issues = tuple(self._labels.get(label, label) for label in labels)
        for issue, label in zip(issues, labels, strict=True):
            self.issues.setdefault(issue, Issue(issue, label))
        return Component(
            item.id,
            kind or "claim",
            gloss=next(iter(bodies.describing), ""),
            fragments=tuple(self._fragments(item)),
            issues=issues,
            thesis=THESIS in tags,
            annotator=self._annotator(item),
            notes=tuple(bodies.commenting),
        )

    def _shortened(self, found: Iterable[Found]) -> None:
        """Tell, once, that without the text only the ends of quoted passages are kept."""
        quoting = [
            item for item in found for one in item.targets if isinstance(one, dict) and quotation(one) is not None
        ]
        if self.text.raw is None and quoting:
            message = f"without the text, only the first and last words of {len(quoting)} quoted passages are kept"
            self.reader.tell("W920", message, *quoting[0].path)

    def _placeless(self, found: Iterable[Found]) -> None:
        """Tell, once, of passages that are named by a page's markup alone."""
        by_kind: dict[str, int] = {}
        first: Path = ()
        for item in found:
            for one in item.targets:
                if isinstance(one, dict) and not placed(one):
                    names = [kind(selector) for selector in selectors(one)]
                    by_kind.update({name: by_kind.get(name, 0) + 1 for name in names[:1]})
                    first = first or item.path if names else first
        if by_kind:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(by_kind.items()))
            self.reader.tell("W917", f"passages that these alone select have no place in the text: {listed}", *first)

    def _fragments(self, item: Found) -> Iterable[Fragment]:
        for one in item.targets:
            if not isinstance(one, dict):
                continue
            fragment, fault = fragment_of(one, self.text)
            if fragment is not None and fault:
                code = "W920" if fragment.status == "moved" else "E914"
                self.reader.tell(code, f"the annotation {item.id}: {fault}", *item.path)
            if fragment is not None:
                yield fragment

    def _annotator(self, item: Found) -> str:
        for one in members(item.data.get("creator")):
            data = {"id": one} if isinstance(one, str) else one if isinstance(one, dict) else {}
            name = data.get("name", data.get("nickname"))
            address = data.get("id", data.get("@id", name))
            if isinstance(address, str) and address:
                ident = self._id(address)
                label = name if isinstance(name, str) else ""
                if ident not in self.annotators or label:
                    self.annotators[ident] = Annotator(ident, label, machine="Software" in types(data))
                return ident
        return ""

    def _relation(self, item: Found, known: set[str]) -> Relation | None:
        """The relation that an annotation is; None, and a problem, where an end is missing.

        Its sources are the annotations in its bodies; without any, its first target is the source. Where both are
        plain addresses, it leads from the target to the body: so Annotorious has it.
        """
        bodies = Bodies.of(item.data)
        links = [one for one in bodies.links if one in self.addresses]
        ends = [address_of(one) for one in item.targets]
        sources, targets = (links, ends) if links else (ends[:1], ends[1:])
        if links and isinstance(item.data.get("body"), str) and isinstance(item.data.get("target"), str):
            sources, targets = targets, sources
        ids = [[self.addresses.get(end, "") for end in side] for side in (sources, targets)]
        if not all(end in known for side in ids for end in side) or not sources or not targets:
            gone = next((end for end in (*sources, *targets) if self.addresses.get(end, "") not in known), "too few")
            self.reader.tell("E913", f"the annotation {item.id} joins {gone or 'what'}, which is not there", *item.path)
            return None
        given = next(iter([*bodies.classifying, *bodies.tagging]), self._names.get(item.id, LINK))
        return Relation(
            item.id,
            NAMES.get(given.lower(), given),
            tuple(dict.fromkeys(ids[0])),
            tuple(dict.fromkeys(ids[1])),
            annotator=self._annotator(item),
            reason=next(iter(bodies.describing), ""),
        )


def _held(element: Any, item: Found, canonical: Canonical) -> Any:
    """An element that keeps its annotation, unless argmap would write that annotation just so."""
    if {**item.data, "@context": 0} == {**canonical.element(element), "@context": 0}:
        return element
    slots = {"annotation": without_words(item.data), "state": state(element)}
    return replace(element, extra=keep(PREFIX, slots))


def _title(found: Iterable[Found]) -> str:
    """The title of the document that all annotations of Hypothesis are about; "" for several or none."""
    titles: set[str] = set()
    for item in found:
        document = item.data.get("document")
        given = document.get("title") if isinstance(document, dict) else None
        titles.update(one for one in members(given)[:1] if isinstance(one, str))
    return titles.pop() if len(titles) == 1 else ""


def _about(one: Any) -> Any:
    """What a target is about, or is part of."""
    return one.get("source") if isinstance(one, dict) else one


def _top(value: Any) -> Target:
    """What a collection says of itself, its annotations and counts apart."""
    if not isinstance(value, dict) or "target" in value:
        return {}
    made = ("items", "first", "last", "next", "prev", "rows", "annotations", "total", "startIndex", "partOf", KEY)
    rest = {key: one for key, one in value.items() if key not in (*made, "id", "type", "@id", "@type")}
    usual = (("@context", CONTEXT), ("label", str(rest.get("label"))))
    return {key: one for key, one in rest.items() if (key, one) not in usual}
