"""Archives for tests."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><text><body><p><s xml:id="s1">Stones.</s></p></body></text>'
    '<standOff type="argument"><spanGrp type="components"><span xml:id="c1" type="claim" target="#s1">'
    "<gloss>There are stones.</gloss></span></spanGrp></standOff></TEI>"
)


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in files.items():
            held.writestr(name, data)
    return made.getvalue()


def tarred(files: Mapping[str, bytes | str], mode: str = "w:gz") -> bytes:
    """A tar file."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as held:  # type: ignore[call-overload]
        for name, data in files.items():
            item = tarfile.TarInfo(name)
            raw = data.encode() if isinstance(data, str) else data
            item.size = len(raw)
            held.addfile(item, io.BytesIO(raw))
    return made.getvalue()
