"""The shapes in which Web Annotations come: collections, pages, lists, Hypothesis's and Recogito's; older keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

from argmap.formats.webannotation.selectors import Target

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# older and prefixed names of keys
NAMES = {
    "@id": "id",
    "@type": "type",
    "hasBody": "body",
    "hasTarget": "target",
    "motivatedBy": "motivation",
    "annotatedBy": "creator",
    "annotatedAt": "created",
    "bodyValue": "bodyValue",
}
_IRI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|#)[^\s<>\"{}|\\^`\x00-\x20]+")
_PLAIN = "-._~!$&'()*+,;=:@/?"
Path = tuple[str | int, ...]


def entries(value: Any) -> Iterator[tuple[Any, Path]]:
    """The annotations of a file, each with the keys that lead to it; pages inside pages are followed."""
    if isinstance(value, list):
        for index, one in enumerate(value):  # Annotorious writes a link and its name as a list of two
            inner = one if isinstance(one, list) and one else None
            yield from ((two, (index, at)) for at, two in enumerate(inner)) if inner else [(one, (index,))]
        return
    if not isinstance(value, dict):
        return
    if is_annotation(value):
        yield value, ()
        return
    for key in ("rows", "annotations"):
        rows = value.get(key)
        if isinstance(rows, list):
            yield from ((one, (key, index)) for index, one in enumerate(rows))
    page: Any = value
    path: Path = ()
    while isinstance(page, dict):
        items = page.get("items", page.get("as:items"))
        here = (*path, "items")
        yield from ((one, (*here, index)) for index, one in enumerate(items if isinstance(items, list) else ()))
        page, path = (page.get("first"), (*path, "first")) if "first" in page else (page.get("next"), (*path, "next"))


def types(value: Target) -> list[str]:
    """The types of an object, without prefixes."""
    given = value.get("type", value.get("@type"))
    listed = given if isinstance(given, list) else [given]
    return [one.rpartition(":")[2] for one in listed if isinstance(one, str)]


def is_annotation(value: Target) -> bool:
    """Whether an object is one annotation."""
    return "Annotation" in types(value) or recogito(value)


def hypothesis(value: Target) -> bool:
    """Whether an object is an annotation as Hypothesis gives it."""
    return "uri" in value and "target" in value and not types(value)


def recogito(value: Target) -> bool:
    """Whether an object is an annotation as Recogito's own programs hold it."""
    target = value.get("target")
    return isinstance(value.get("bodies"), list) and isinstance(target, dict) and "selector" in target


def straight(value: Target) -> Target:
    """An annotation under the names of the recommendation; of Hypothesis and Recogito, what it holds in those words."""
    made = {NAMES.get(key.removeprefix("oa:"), key): item for key, item in value.items()}
    if recogito(value):
        return _of_recogito(made)
    return _of_hypothesis(made) if hypothesis(value) else made


def _of_recogito(made: Target) -> Target:
    target = made["target"]
    chosen = [one for one in members(target.get("selector")) if isinstance(one, dict)]
    targets = []
    for one in chosen:
        quote = [{"type": "TextQuoteSelector", "exact": one["quote"]}] if isinstance(one.get("quote"), str) else []
        place = {"type": "TextPositionSelector", "start": one.get("start"), "end": one.get("end")}
        targets.append({"type": "SpecificResource", "selector": [*quote, place]})
    bodies = [{"type": "TextualBody", **one} if isinstance(one, dict) else one for one in made.pop("bodies")]
    more = {key: target[key] for key in ("creator", "created", "updated") if target.get(key)}
    return {**made, "type": "Annotation", "body": bodies, "target": targets, **more}


def _of_hypothesis(made: Target) -> Target:
    bodies: list[Target] = []
    if isinstance(made.get("text"), str) and made["text"]:
        note = {"type": "TextualBody", "value": made.pop("text"), "format": "text/markdown", "purpose": "commenting"}
        bodies.append(note)
    tags = made.pop("tags", None)
    bodies += [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"}
        for tag in (tags if isinstance(tags, list) else ())
        if isinstance(tag, str)
    ]
    user, shown = made.pop("user", None), made.get("user_info")
    name = shown.get("display_name") if isinstance(shown, dict) else None
    named = {"name": name} if isinstance(name, str) and name else {}
    creator = {"creator": {"id": user, "type": "Person", **named}} if isinstance(user, str) and user else {}
    return {**made, "type": "Annotation", "body": bodies, **creator}


def members(value: Any) -> list[Any]:
    """One or several values as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def iri(ident: str) -> str:
    """An id as IRI: as it is where it is one, else as a fragment of this file."""
    return ident if _IRI.fullmatch(ident) else "#" + quote(ident, safe=_PLAIN, errors="surrogatepass")


def own_id(address: str) -> str:
    """The id that `iri` made an IRI of, in a file where no id begins with ``#``."""
    return unquote(address[1:], errors="surrogatepass") if address.startswith("#") else address
