"""What the bodies of an annotation say, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.webannotation.shapes import members

THESIS = "thesis"
LINK = "linking"
_TEXTS = ("classifying", "tagging", "describing", "commenting")


@dataclass
class Bodies:
    """Texts by their purpose; ``links`` are addresses of other resources, ``rest`` what is only kept."""

    classifying: list[str] = field(default_factory=list)
    tagging: list[str] = field(default_factory=list)
    describing: list[str] = field(default_factory=list)
    commenting: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    rest: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Bodies:
        """The bodies of an annotation; a text without a purpose has that of the annotation, else it is a comment."""
        made = cls()
        motives = [one for one in members(data.get("motivation")) if isinstance(one, str)]
        usual = next((one for one in motives if one in _TEXTS), "commenting")
        plain = data.get("bodyValue")
        if isinstance(plain, str):
            getattr(made, usual).append(plain)
        for one in members(data.get("body")):
            made._add(one, usual)
        return made

    def _add(self, one: Any, usual: str) -> None:
        value = one.get("value", one.get("chars")) if isinstance(one, dict) else None
        purposes = members(one.get("purpose", usual)) if isinstance(one, dict) else []
        purpose = next((item for item in purposes if item in _TEXTS), "")
        if isinstance(value, str) and purpose and not (purpose == "describing" and self.describing):
            getattr(self, purpose).append(value)
            return
        address = address_of(one)
        if address and not isinstance(value, str):
            self.links.append(address)
        self.rest.append(one)


def address_of(one: Any) -> str:
    """The address that a body or target leads to; "" for a part of a resource."""
    if isinstance(one, str):
        return one
    if not isinstance(one, dict) or "selector" in one:
        return ""
    source = one.get("source", one.get("id", one.get("@id")))
    source = source.get("id", source.get("@id")) if isinstance(source, dict) else source
    return source if isinstance(source, str) else ""
