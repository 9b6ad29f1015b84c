"""argmap: from printed articles to a comparison of their authors' arguments.

The names below are loaded on first use, so that ``import argmap`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as type checkers read it; the module typing is not loaded for it
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "ArgumentMap": "argmap.model",
    "Component": "argmap.model",
    "Relation": "argmap.model",
    "MapGraph": "argmap.graph",
    "Problem": "argmap.problems",
    "ArgmapError": "argmap.problems",
    "load": "argmap.workspace",
}

__all__ = [
    "ArgmapError",
    "ArgumentMap",
    "Component",
    "MapGraph",
    "Problem",
    "Relation",
    "__version__",
    "load",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its module on first use (PEP 562)."""
    if name not in _EXPORTS:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    return getattr(import_module(_EXPORTS[name]), name)
