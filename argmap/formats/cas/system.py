"""The type system of an XMI file, as far as it is sound, completed with what the file itself shows."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from keyword import iskeyword
from typing import TYPE_CHECKING

from argmap.formats.cas.elements import Element, decoded
from argmap.formats.cas.layers import Table

if TYPE_CHECKING:
    from cassis import TypeSystem
    from cassis.typesystem import Feature

ANNOTATION, BASE, TOP = "uima.tcas.Annotation", "uima.cas.AnnotationBase", "uima.cas.TOP"
STRING, STRINGS = "uima.cas.String", ("uima.cas.StringArray", "uima.cas.StringList")
_MANY = re.compile(r"uima\.cas\.(\w+?)(Array|List)")
_NAME = re.compile(r"[A-Za-z]\w*")
_TYPE = re.compile(r"<typeDescription\b[^<]*>(.*?)</typeDescription\s*>", re.DOTALL)
_FEATURE = re.compile(r"<featureDescription\b[^<]*>(.*?)</featureDescription\s*>", re.DOTALL)
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError)


class Types:
    """What types and features there are.

    Args:
        data: The type system's file; None where there is none.
        table: Says which features of relations refer to others, where the type system does not.
    """

    def __init__(self, data: bytes | None, table: Table) -> None:
        self._ends = {(layer.type, layer.features[end]) for layer in table.relations for end in ("source", "target")}
        self.broken = False  # whether the file could not be read as it is
        self._made: set[str] = set()
        self._given = data is not None
        self.system = self._loaded(data)

    def _loaded(self, data: bytes | None) -> TypeSystem:
        import cassis
        from cassis.typesystem import TypeCheckError, TypeNotFoundError
        from lxml.etree import XMLSyntaxError

        if data is not None:
            try:
                with warnings.catch_warnings(action="ignore"):
                    return cassis.load_typesystem(data.decode("utf-8-sig"))
            except (*FAULTS, TypeCheckError, TypeNotFoundError, XMLSyntaxError):
                self.broken = True
        return _rebuilt((data or b"").decode("utf-8", "replace"))

    def describe(self, element: Element, tell: Callable[[str], None]) -> None:
        """Add what an element has and its type has not; ``tell`` hears of it."""
        name = element.type
        if not self.system.contains_type(name, True):
            placed = {"begin", "end"} <= element.attributes.keys()
            above = ANNOTATION if placed else BASE if "sofa" in element.attributes else TOP
            self.system.create_type(name, above)
            self._made.add(name)
            self._say(tell, f"the type system has no {name}; it is read as the file shows it")
        if name.startswith("uima."):
            return
        for feature in dict.fromkeys([*element.attributes, *(child for child, _ in element.texts)]):
            if self._feature(name, feature) or not _NAME.fullmatch(feature) or iskeyword(feature) or feature == "xmiID":
                continue
            listed = any(child == feature for child, _ in element.texts)
            kind = STRINGS[0] if listed else ANNOTATION if (name, feature) in self._ends else STRING
            with warnings.catch_warnings(action="ignore"):
                self.system.create_feature(name, feature, kind)
            if name not in self._made:
                self._say(tell, f"the type system has no feature {feature} of {name}; it is read as the file shows it")

    def _say(self, tell: Callable[[str], None], message: str) -> None:
        if self._given:
            tell(message)

    def _feature(self, type_name: str, name: str) -> Feature | None:
        known = self.system.get_type(type_name)
        return known.get_feature(f"{name}_" if name in ("self", "type") else name)

    def knows(self, type_name: str, name: str) -> bool:
        """Whether a type has a feature."""
        return self._feature(type_name, name) is not None

    def needed(self, type_name: str) -> tuple[str, ...]:
        """The features without which a structure cannot stand."""
        return ("begin", "end") if self.system.is_instance_of(type_name, ANNOTATION) else ()

    def way(self, type_name: str, name: str) -> str:
        """What the attribute of a feature holds.

        The name of a primitive type, ``reference``, ``references``, ``hex``, ``empty`` (its values stand in children),
        ``text``; ``none`` for a feature that there is not.
        """
        feature = self._feature(type_name, name)
        if feature is None:
            return "none"
        held = type_name if name == "elements" and _MANY.fullmatch(type_name) else feature.rangeType.name
        many = _MANY.fullmatch(held)
        if many is None:
            plain = self.system.is_primitive(feature.rangeType)
            return held.removeprefix("uima.cas.").replace("String", "text") if plain else "reference"
        if held == feature.rangeType.name and feature.multipleReferencesAllowed:
            return "reference"
        kinds = {"FS": "references", "Byte": "hex", "String": "empty"}
        return kinds.get(many[1], many[1])

    def several(self, type_name: str, name: str) -> bool:
        """Whether the attribute of a feature holds several values with spaces between."""
        feature = self._feature(type_name, name)
        held = type_name if name == "elements" else feature.rangeType.name if feature is not None else ""
        return _MANY.fullmatch(held) is not None

    def texts(self, type_name: str, name: str) -> bool:
        """Whether a feature holds a list of texts, written as children."""
        if type_name in STRINGS and name == "elements":
            return True
        feature = self._feature(type_name, name)
        return feature is not None and feature.rangeType.name in STRINGS and not feature.multipleReferencesAllowed


def _rebuilt(text: str) -> TypeSystem:
    """A type system from the descriptions that are whole."""
    import cassis

    system = cassis.TypeSystem()
    waiting = {name: (above, inner) for name, above, inner in map(_described, _TYPE.findall(text)) if name}
    found = dict(waiting)
    while waiting:
        ready = [name for name, (above, _) in waiting.items() if above not in waiting or above == name]
        for name in ready or list(waiting):  # of those that are above each other, none is ready
            above = waiting.pop(name)[0]
            if not system.contains_type(name, True):
                fits = system.contains_type(above, True) and not _MANY.fullmatch(above)
                system.create_type(name, above if fits else ANNOTATION)
    for name, (_, inner) in found.items():
        for described in _FEATURE.findall(inner):
            _add(system, name, described)
    return system


def _described(block: str) -> tuple[str, str, str]:
    """Name, supertype and the rest of a description; "" as name where it is not sound."""
    head = block.partition("<features")[0]
    name = _inside(head, "name")
    return name if re.fullmatch(r"[A-Za-z][\w.]*", name) else "", _inside(head, "supertypeName") or ANNOTATION, block


def _add(system: TypeSystem, name: str, described: str) -> None:
    feature, kind = _inside(described, "name"), _inside(described, "rangeTypeName")
    if name.startswith("uima.") or not _NAME.fullmatch(feature) or not system.contains_type(kind, True):
        return
    if system.get_type(name).get_feature(feature) is None and not iskeyword(feature):
        shared = True if _inside(described, "multipleReferencesAllowed") == "true" else None
        with warnings.catch_warnings(action="ignore"):
            system.create_feature(name, feature, kind, multipleReferencesAllowed=shared)


def _inside(text: str, name: str) -> str:
    found = re.search(rf"<{name}>([^<]*)</{name}>", text)
    return decoded(found[1]).strip() if found else ""
