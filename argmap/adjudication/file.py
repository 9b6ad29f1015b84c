"""The agreed map as a file: the template's bytes with what changed spliced in, and every decision in its header."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.adjudication.build import Agreed
from argmap.adjudication.decisions import Decision
from argmap.adjudication.differences import Differences
from argmap.adjudication.table import revisions
from argmap.problems import ArgmapError
from argmap.tei.revisions import add_revisions
from argmap.tei.update import update, verify


def agreed_file(
    data: bytes, found: Differences, decisions: Mapping[str, Decision], agreed: Agreed, *, partial: bool = False
) -> bytes:
    """The file to save.

    Args:
        data: The template's file, as ``found.case.base`` was read from it.
        found: The differences.
        decisions: What was decided, by difference.
        agreed: What came of it.
        partial: Whether open differences may stay; then every annotator's version of them is in the file.

    Raises:
        ArgmapError: something is still open, or the file cannot take the entries; there are no bytes then.
    """
    if agreed.open and not partial:
        raise ArgmapError(
            f"{agreed.open} of {len(found.list)} differences are open",
            "decide them, or save a partial file (--partial): it keeps every annotator's version",
        )
    base = found.case.base
    made = update(data, base, agreed.map, base.file)
    made = add_revisions(made, revisions(found, decisions, agreed), base.file)
    verify(made, agreed.map, base.file)
    return made
