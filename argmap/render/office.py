"""What Word and Excel files have in common: the optional libraries, and archives that are the same every time."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = (2000, 1, 1)  # a date that says that it is none
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def still(data: bytes) -> bytes:
    """The same archive with every time stamp fixed and its members in the order of their names.

    The list of content types stays first, as readers of these formats expect it.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>%04d-%02d-%02dT00:00:00Z\g<2>" % EPOCH, content)
            entry = zipfile.ZipInfo(name, (*EPOCH, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            new.writestr(entry, content)
    return made.getvalue()
