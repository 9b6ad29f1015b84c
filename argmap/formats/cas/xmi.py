"""UIMA CAS XMI through ``dkpro-cassis``: from XMI with its type system to CAS JSON, and back."""

from __future__ import annotations

import json
import re
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from argmap.formats.cas.document import ELEMENTS, ID, INLINE, SOFA, STRUCTURES, TYPE, VIEWS
from argmap.formats.cas.elements import without_texts
from argmap.formats.cas.layers import DEFAULT, Table
from argmap.formats.cas.mend import Mending
from argmap.formats.jsontext import text_of
from argmap.formats.xmltext import attributes, sound
from argmap.libraries import missing
from argmap.plugins import FAULTS, Input
from argmap.problems import ArgmapError, DataError, Place, Problem

if TYPE_CHECKING:
    from cassis import TypeSystem

INITIAL = "_InitialView"
WHOLE = "get a whole copy of it"


def at_hand() -> bool:
    """Whether the library is installed."""
    return find_spec("cassis") is not None


def _missing() -> ArgmapError:
    return missing("dkpro-cassis", "UIMA CAS XMI", "CAS JSON needs nothing more")


def to_data(xmi: bytes, types: bytes | None, file: str, table: Table = DEFAULT) -> tuple[dict[str, Any], list[Problem]]:
    """The data of an XMI file; of one that is cut off or garbled, what is sound.

    Args:
        xmi: The file.
        types: Its type system; None where there is none.
        file: Its name, for messages.
        table: The layers, for what the type system leaves out.

    Raises:
        DataError: the library is missing, or nothing can be read, or the file is refused.
    """
    place = Place(file, 1, 1)
    if not at_hand():
        error = _missing()
        raise DataError(error.message, error.remedy, place=place)
    for data in (xmi, types or b""):
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data):
            raise DataError(
                "the file declares a document type, as no CAS does", "have its maker look at it", place=place
            )
    import cassis

    try:
        ids = re.findall(rb'xmi:id="(\d{1,15})"', xmi)
        if types is None or len(set(ids)) < len(ids):
            return _mended(xmi, types, file, table)
        with warnings.catch_warnings(action="ignore"):
            system = cassis.load_typesystem(types.decode("utf-8-sig"))
        return _loaded(xmi.decode("utf-8-sig"), system), []
    except _faults():
        return _mended(xmi, types, file, table)


def _mended(xmi: bytes, types: bytes | None, file: str, table: Table) -> tuple[dict[str, Any], list[Problem]]:
    """What is sound of a file that cannot be read as it is."""
    source = Input(xmi, file)
    wide = xmi.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = text_of(source)[0] if wide else xmi.decode("utf-8-sig", "replace")
    mending = Mending(sound(text), types, table, file)
    if not mending.holds_something:
        place = next((item.place for item in mending.problems), Place(file, 1, 1))
        raise DataError("the XMI breaks off or is garbled before its first structure", WHOLE, place=place)
    try:
        made, system = mending.done()
        return _loaded(made, system), mending.problems
    except _faults() as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise DataError(
            f"the CAS cannot be read: {said}", "export it again with its type system", place=Place(file, 1, 1)
        ) from None


def _loaded(xmi: str, system: TypeSystem) -> dict[str, Any]:
    """The data of an XMI text, by cassis.

    The texts of the Sofas are kept from it: it would count offsets in code points, and those that lead out of the
    text, or that belong to no view, would come back as others.
    """
    import cassis

    bare, sofas = without_texts(xmi)
    with warnings.catch_warnings(action="ignore"):
        value: dict[str, Any] = json.loads(cassis.load_cas_from_xmi(bare, system).to_json())
    structures = []
    for one in value[STRUCTURES]:
        if one[TYPE] == SOFA:
            held = sofas.get(one[ID], {})
            if one.get("sofaID") != held.get("sofaID", INITIAL):
                value[VIEWS].pop(one.get("sofaID"), None)  # cassis gives every CAS a view of this name
                continue
            if "sofaString" in held:
                one["sofaString"] = held["sofaString"]
        structures.append(one)
    given = {int(ident) for ident in re.findall(r'xmi:id="(\d{1,15})"', bare)}
    return _numbered({**value, STRUCTURES: structures}, given)


def _faults() -> tuple[type[BaseException], ...]:
    """What cassis raises at data that it does not take."""
    from cassis.typesystem import AnnotationHasNoSofa, TypeCheckError, TypeNotFoundError
    from lxml.etree import XMLSyntaxError

    return (*FAULTS, AnnotationHasNoSofa, TypeCheckError, TypeNotFoundError, XMLSyntaxError)


def _numbered(value: dict[str, Any], given: set[int]) -> dict[str, Any]:
    """The data with numbers far above all others for arrays, which have none in XMI: the same at every reading."""
    by_id = {one[ID]: one for one in value[STRUCTURES]}
    order = sorted(ident for ident in by_id if ident in given)  # their numbers follow from what refers to them
    fresh: dict[int, int] = {}
    for ident in order:
        for key, item in by_id[ident].items():
            if key[:1] == "@" and item in by_id and item not in given and item not in fresh:
                fresh[item] = INLINE + len(fresh)
                order.append(item)
    for ident in by_id:
        if ident not in given and ident not in fresh:
            fresh[ident] = INLINE + len(fresh)
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
        raise _missing()
    import cassis

    sofas = {one[ID]: one for one in value[STRUCTURES] if one[TYPE] == SOFA}
    first = next(iter(sofas), None)
    # cassis gives every CAS a view of this name: the first one of a CAS that has none bears it meanwhile
    meanwhile = all(one.get("sofaID") != INITIAL for one in sofas.values())
    bare = []
    for one in value[STRUCTURES]:
        more = {"sofaID": INITIAL} if meanwhile and one[ID] == first else {}
        bare.append({**{key: item for key, item in one.items() if key != "sofaString"}, **more})
    views = value[VIEWS]
    if meanwhile and first is not None:
        views = {INITIAL if view.get("%SOFA") == first else name: view for name, view in views.items()}
    try:
        with warnings.catch_warnings(action="ignore"):
            cas = cassis.load_cas_from_json(json.dumps({**value, STRUCTURES: bare, VIEWS: views}))
            return _with_texts(cas.to_xmi(pretty_print=True), sofas), cas.typesystem.to_xml()
    except _faults() as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise ArgmapError(f"the CAS cannot be written as XMI: {said}", "write it as CAS JSON") from None


def _with_texts(xmi: str, sofas: dict[int, dict[str, Any]]) -> str:
    """An XMI text that cassis wrote, with the names and the texts of its Sofas."""

    def filled(found: re.Match[str]) -> str:
        one = sofas.get(int(found[1]), {})
        name, text = one.get("sofaID"), one.get("sofaString")
        pairs = [("sofaID", name if isinstance(name, str) else INITIAL)]
        pairs += [("sofaString", text)] if isinstance(text, str) else []
        return found[0][: found.start(2) - found.start()] + attributes(pairs)

    return re.sub(r'<cas:Sofa xmi:id="(\d+)" sofaNum="[^"]*"( sofaID="[^"]*")', filled, xmi)
