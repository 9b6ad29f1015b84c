"""UIMA CAS XMI through ``dkpro-cassis``: from XMI with its type system to CAS JSON, and back."""

from __future__ import annotations

import json
import re
import warnings
from importlib.util import find_spec
from typing import Any

from argmap.formats.cas.document import ELEMENTS, ID, INLINE, STRUCTURES, TYPE
from argmap.plugins import FAULTS
from argmap.problems import ArgmapError, DataError, Place

REMEDY = "pip install 'argmap[cas]' (or dkpro-cassis); CAS JSON needs nothing more"


def at_hand() -> bool:
    """Whether the library is installed."""
    return find_spec("cassis") is not None


def to_data(xmi: bytes, types: bytes, file: str) -> dict[str, Any]:
    """The data of an XMI file.

    Args:
        xmi: The file.
        types: Its type system.
        file: Its name, for messages.

    Raises:
        DataError: the library is missing, or the file cannot be read or is refused.
    """
    place = Place(file, 1, 1)
    if not at_hand():
        raise DataError("UIMA CAS XMI is read through dkpro-cassis, which is not installed", REMEDY, place=place)
    for data in (xmi, types):
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data):
            raise DataError(
                "the file declares a document type, as no CAS does", "have its maker look at it", place=place
            )
    import cassis
    from cassis.typesystem import AnnotationHasNoSofa, TypeCheckError, TypeNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with warnings.catch_warnings(action="ignore"):  # argmap tells by itself what leads out of the text
            cas = cassis.load_cas_from_xmi(xmi.decode("utf-8"), cassis.load_typesystem(types.decode("utf-8")))
            value = json.loads(cas.to_json())
    except XMLSyntaxError as error:
        place = Place(file, error.lineno or 1, max(1, error.offset or 1))
        raise DataError(
            f"the XMI breaks off or is garbled: {error.msg}", "get a whole copy of it", place=place
        ) from None
    except (*FAULTS, AnnotationHasNoSofa, TypeCheckError, TypeNotFoundError) as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise DataError(
            f"the CAS cannot be read: {said}", "export it again with its type system", place=place
        ) from None
    return _numbered(value, {int(ident) for ident in re.findall(rb'xmi:id="(\d{1,15})"', xmi)})


def _numbered(value: dict[str, Any], given: set[int]) -> dict[str, Any]:
    """The data with numbers far above all others for arrays, which have none in XMI: the same at every reading."""
    fresh: dict[int, int] = {}
    for one in value[STRUCTURES]:
        if one[ID] not in given:
            fresh[one[ID]] = INLINE + len(fresh)
    if not fresh:
        return value

    def renumbered(one: dict[str, Any]) -> dict[str, Any]:
        made = {key: fresh.get(item, item) if key[:1] == "@" or key == ID else item for key, item in one.items()}
        if one[TYPE].endswith(("FSArray", "[]")) and isinstance(one.get(ELEMENTS), list):
            made[ELEMENTS] = [fresh.get(item, item) if type(item) is int else item for item in one[ELEMENTS]]
        return made

    return {**value, STRUCTURES: [renumbered(one) for one in value[STRUCTURES]]}


def from_data(value: dict[str, Any]) -> tuple[str, str]:
    """XMI and type system of the data of a CAS.

    Raises:
        ArgmapError: the library is missing, or the data hold what XMI cannot.
    """
    if not at_hand():
        raise ArgmapError("UIMA CAS XMI is written through dkpro-cassis, which is not installed", REMEDY)
    import cassis
    from cassis.typesystem import AnnotationHasNoSofa, TypeCheckError, TypeNotFoundError

    try:
        with warnings.catch_warnings(action="ignore"):
            cas = cassis.load_cas_from_json(json.dumps(value))
            return cas.to_xmi(pretty_print=True), cas.typesystem.to_xml()
    except (*FAULTS, AnnotationHasNoSofa, TypeCheckError, TypeNotFoundError) as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise ArgmapError(f"the CAS cannot be written as XMI: {said}", "write it as CAS JSON") from None
