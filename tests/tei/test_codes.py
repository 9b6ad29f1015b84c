"""The reader's table of codes holds what the reader reports, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.tei.codes import CODES

# other modules of the package have codes of their own
OTHERS = ("attach", "conflicts", "detach", "edition", "transport", "validate", "codes")


def test_every_code_is_in_the_table_and_in_use():
    folder = Path(__file__).resolve().parents[2] / "argmap" / "tei"
    modules = [path for path in folder.glob("*.py") if not path.stem.startswith(OTHERS)]
    used = {code for path in modules for code in re.findall(r"\b[EW][12]\d\d\b", path.read_text(encoding="utf-8"))}
    assert used == set(CODES)
