"""Where the accessibility audit's script may be found: the npm package axe-core, if somebody installed it."""

from __future__ import annotations

import os
from pathlib import Path

from tests.conftest import REPOSITORY


def script() -> Path | None:
    """``axe.min.js``, named in ARGMAP_AXE or in a ``node_modules`` folder beside or above the project."""
    named = os.environ.get("ARGMAP_AXE")
    places = [Path(named)] if named else [
        folder / "node_modules" / "axe-core" / "axe.min.js" for folder in (REPOSITORY, *REPOSITORY.parents)
    ]  # fmt: skip
    return next((path for path in places if path.is_file()), None)
