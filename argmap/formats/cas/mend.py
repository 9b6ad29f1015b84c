"""An XMI file that cannot be read as it is, made whole: what is sound in it stays, what is missing is completed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from argmap.formats.cas.document import SOFA
from argmap.formats.cas.elements import Element, Gap, scanned
from argmap.formats.cas.layers import Table
from argmap.formats.cas.system import Types
from argmap.formats.codes import fault
from argmap.formats.xmltext import attributes, content
from argmap.problems import Place, Problem

if TYPE_CHECKING:
    from cassis import TypeSystem

NULL, VIEW, ID = "uima.cas.NULL", "uima.cas.View", "xmi:id"
_TYPE = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*")
_ARRAY = re.compile(r"^uima\.cas\.\w+(?:Array|List)$")
_NUMBER = re.compile(r"0*[1-9]\d{0,8}")
_FITS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("Integer", "Short", "Long", "Byte"), re.compile(r"-?\d{1,18}")),
    **dict.fromkeys(("Float", "Double"), re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?|NaN|-?Infinity")),
    "Boolean": re.compile("true|false"),
    "hex": re.compile(r"(?:[0-9A-Fa-f]{2})*"),
    "empty": re.compile(""),
}


class Mending:
    """One file on its way to XMI that dkpro-cassis takes.

    Args:
        text: The file.
        types: Its type system, as far as it is there.
        table: Says which features of relations refer to others, where the type system does not.
        file: The name of the file, for messages.
    """

    def __init__(self, text: str, types: bytes | None, table: Table, file: str) -> None:
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._file = file
        self.problems: list[Problem] = []
        self._types = Types(types, table)
        self._told: set[str] = set()
        self._sofas: dict[int, dict[str, str]] = {}
        self._views: dict[int, list[str]] = {}
        self._structures: dict[int, Element] = {}
        self._length = len(text)
        for item in scanned(text):
            if isinstance(item, Gap):
                self._gap(item)
            else:
                self._sort(item)
        self._complete()
        if self._types.broken:
            self._tell("E911", "the type system is cut off or garbled; what is whole of it was loaded", 0)

    @property
    def holds_something(self) -> bool:
        """Whether a structure or a text was found at all."""
        return bool(self._structures or any("sofaString" in sofa for sofa in self._sofas.values()))

    def done(self) -> tuple[str, TypeSystem]:
        """The file made whole, and its type system with what it left out."""
        spaces: dict[str, str] = {"uima.cas": "cas"}
        body = []
        for ident, element in self._structures.items():
            body.append(self._written(ident, element, spaces))
        for ident, held in self._sofas.items():
            body.append(f"<cas:Sofa{attributes([(ID, str(ident)), *held.items()])}/>")
        for sofa in self._sofas:
            members = " ".join(self._members(sofa))
            body.append(f"<cas:View{attributes([('sofa', str(sofa)), ('members', members)])}/>")
        named = "".join(attributes([(f"xmlns:{prefix}", _space(package))]) for package, prefix in spaces.items())
        root = f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"{named} xmi:version="2.0">'
        return f"{root}{''.join(body)}</xmi:XMI>", self._types.system

    def _tell(self, code: str, message: str, at: int) -> None:
        line = bisect_right(self._lines, at)
        self.problems.append(fault(code, message, Place(self._file, line, at - self._lines[line - 1] + 1)))

    def _gap(self, gap: Gap) -> None:
        if gap.cut:
            self._tell("E911", "the XMI breaks off here; what stands before was loaded", gap.start)
        else:
            shown = " ".join(gap.text[:40].split())
            self._tell("E911", f"the XMI is garbled here, and what cannot be read is left out: {shown}", gap.start)

    def _sort(self, element: Element) -> None:
        """Put an element where it belongs; one without a type or with a doubled id is told."""
        if element.type in (NULL, VIEW):
            number = _number(element.attributes.get("sofa"))
            if element.type == VIEW and number is not None:
                self._views.setdefault(number, element.attributes.get("members", "").split())
            return
        if not _TYPE.fullmatch(element.type):
            self._tell("E914", "the type of an element is not declared; the element is left out", element.start)
            return
        ident = _number(element.attributes.get(ID))
        if element.type == SOFA:
            if ident is not None:
                self._sofa(ident, element)
            return
        known = {*self._structures, *self._sofas}
        if ident is None or ident in known:
            said = "lacks a number as id" if ident is None else f"has the id {ident}, which is given twice"
            self._tell("E914" if ident is None else "E912", f"a structure ({element.type}) {said}", element.start)
            ident = -len(self._structures) - 1  # until all ids are known
        self._structures[ident] = element

    def _sofa(self, ident: int, element: Element) -> None:
        if ident in self._sofas:
            self._tell("E912", f"the id {ident} of a Sofa is given twice", element.start)
            return
        named = {held["sofaID"] for held in self._sofas.values()}
        given = element.attributes.get("sofaID") or "_InitialView"
        name = given if given not in named else f"{given}-{ident}"
        number = element.attributes.get("sofaNum", "")
        held = {"sofaNum": number if _number(number) is not None else str(len(self._sofas) + 1), "sofaID": name}
        for key in ("mimeType", "sofaURI", "sofaString"):
            if key in element.attributes:
                held[key] = element.attributes[key]
        self._sofas[ident] = held

    def _complete(self) -> None:
        """Give numbers to structures that have none of their own, and Sofas to those whose Sofa is gone."""
        for clash in [ident for ident in self._sofas if ident in self._structures]:
            self._structures[-len(self._structures) - 1] = self._structures.pop(clash)
        last = max((*self._structures, *self._sofas, 0))
        whole: dict[int, Element] = {}
        for ident, element in self._structures.items():
            last += ident < 0
            whole[last if ident < 0 else ident] = element
        self._structures = whole
        named = Counter(_number(element.attributes.get("sofa")) for element in whole.values())
        if not self._sofas:
            wanted = next((ident for ident, _ in named.most_common() if ident is not None and ident not in whole), None)
            self._sofas[last + 1 if wanted is None else wanted] = {"sofaNum": "1", "sofaID": "_InitialView"}
        if not any("sofaString" in held for held in self._sofas.values()):
            message = "the text (cas:Sofa) is not in what is left; passages are known by their offsets alone"
            self._tell("E913", message, self._length)

    def _members(self, sofa: int) -> list[str]:
        """The members of a view that are there, and of its Sofa the structures that are in no view."""
        first = next(iter(self._sofas))
        listed = self._views.get(sofa, [])
        members = [one for one in dict.fromkeys(listed) if _number(one) in self._structures]
        if len(members) < len(set(listed)):
            self._tell("E913", f"the view of the Sofa {sofa} names members that are not there", self._length)
        placed = {one for members in self._views.values() for one in members}
        for ident, one in self._structures.items():
            alone = "sofa" in one.attributes or not self._views
            if alone and str(ident) not in placed and (self._sofa_of(one) or first) == sofa:
                members += [] if _ARRAY.search(one.type) else [str(ident)]
        return members

    def _sofa_of(self, element: Element) -> int | None:
        number = _number(element.attributes.get("sofa"))
        return number if number in self._sofas else None

    def _written(self, ident: int, element: Element, spaces: dict[str, str]) -> str:
        """An element with those of its features that its type knows, or that can be added to it, and that fit it."""
        self._types.describe(element, lambda message: self._once(message, element))
        package, _, local = element.type.rpartition(".")
        prefix = spaces.setdefault(package or "uima.noNamespace", f"n{len(spaces)}")
        pairs = [(ID, str(ident))]
        for name, value in element.attributes.items():
            if ":" in name or name == "xmlns":
                continue
            kept = self._value(element, name, value)
            if kept is not None:
                pairs.append((name, kept))
        pairs += [(name, "0") for name in self._types.needed(element.type) if name not in dict(pairs)]
        if self._types.knows(element.type, "sofa") and "sofa" not in dict(pairs):
            pairs.append(("sofa", str(next(iter(self._sofas)))))
        inner = "".join(
            f"<{name}>{content(text)}</{name}>" for name, text in element.texts if self._types.texts(element.type, name)
        )
        return f"<{prefix}:{local}{attributes(pairs)}>{inner}</{prefix}:{local}>"

    def _once(self, message: str, element: Element) -> None:
        if message not in self._told:
            self._told.add(message)
            self._tell("W917", message, element.start)

    def _value(self, element: Element, name: str, value: str) -> str | None:
        """A value as it can stand, or None; what does not fit is told."""
        if name == "sofa":
            return None if self._sofa_of(element) is None else value
        way = self._types.way(element.type, name)
        if way == "reference" and _number(value) not in self._structures:
            self._tell(
                "E913", f"{name} of {element.attributes.get(ID)} leads to {value}, which is not there", element.start
            )
            return None
        if way == "references":
            there = [one for one in value.split() if _number(one) in self._structures]
            if len(there) < len(value.split()):
                self._tell("E913", f"{name} of {element.attributes.get(ID)} leads to what is not there", element.start)
            return " ".join(there)
        fits: Callable[[str], Any] = _FITS[way].fullmatch if way in _FITS else lambda _: way != "none"
        each = value.split() if self._types.several(element.type, name) else [value]
        if not all(map(fits, each)):
            self._tell("E914", f"{name} of {element.attributes.get(ID)} has a value that does not fit", element.start)
            return None
        return value


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and _NUMBER.fullmatch(value) else None


def _space(package: str) -> str:
    return f"http:///{package.replace('.', '/')}.ecore"
