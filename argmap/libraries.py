"""Libraries that only some uses need: imported when they are, and named where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from argmap.problems import ArgmapError


def needed(module: str, package: str, use: str = "this format", instead: str = "") -> Any:
    """A library, imported now.

    Args:
        module: What is imported.
        package: What pip calls it.
        use: What needs it.
        instead: What does without it.

    Raises:
        ArgmapError: it is not installed; the remedy says what to install.
    """
    try:
        return import_module(module)
    except ImportError:
        raise missing(package, use, instead) from None


def missing(package: str, use: str, instead: str = "") -> ArgmapError:
    """The error of a package that is not installed."""
    remedy = f"install it: python -m pip install {package}"
    return ArgmapError(f"{use} needs {package}, which is not installed", f"{remedy}; {instead}" if instead else remedy)
