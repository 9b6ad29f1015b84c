"""Where the accessibility audit's script is: in the package axe-playwright-python of the extra ``browser``."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from tests.conftest import REPOSITORY


def script() -> Path | None:
    """``axe.min.js``: named in ARGMAP_AXE, in the Python package, or in a ``node_modules`` folder above the project."""
    named = os.environ.get("ARGMAP_AXE")
    if named:
        return Path(named)
    package = find_spec("axe_playwright_python")
    shipped = [Path(place) / "axe.min.js" for place in (package.submodule_search_locations or ())] if package else []
    above = [f / "node_modules" / "axe-core" / "axe.min.js" for f in (REPOSITORY, *REPOSITORY.parents)]
    return next((path for path in (*shipped, *above) if path.is_file()), None)
