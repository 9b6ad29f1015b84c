"""Files of a corpus, grouped by the text that they annotate, and what their annotators are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def grouped(hashes: Mapping[Path, str]) -> tuple[list[tuple[str, Mapping[str, Path]]], list[Path]]:
    """Texts that more than one file annotates, and the files that stand alone.

    Args:
        hashes: For each file the hash of its text.

    Returns:
        For each text a name and its files by annotator. An annotator is called after the folder, where the files of
        every text lie in different folders; else after what in the file's name is not common to all of its text;
        else after the path.
    """
    groups: dict[str, list[Path]] = {}
    for path, text in sorted(hashes.items()):
        groups.setdefault(text, []).append(path)
    shared = [paths for paths in groups.values() if len(paths) > 1]
    alone = [paths[0] for paths in groups.values() if len(paths) == 1]
    naming: Sequence[Callable[[list[Path]], list[str]]] = (_folders, _stems, _paths)
    who = next(names for names in naming if all(len(set(names(paths))) == len(paths) for paths in shared))
    found: dict[str, Mapping[str, Path]] = {}
    for paths in shared:
        name = _common([path.stem for path in paths]).strip("-_. ") or paths[0].stem
        number = 2
        while name in found:
            name, number = f"{name.removesuffix(f' ({number - 1})')} ({number})", number + 1
        found[name] = dict(zip(who(paths), paths, strict=True))
    return list(found.items()), sorted(alone)


def _folders(paths: list[Path]) -> list[str]:
    return [path.parent.name for path in paths]


def _stems(paths: list[Path]) -> list[str]:
    stems = [path.stem for path in paths]
    begin = len(_common(stems))
    return [stem[begin:].strip("-_. ") or stem for stem in stems]


def _paths(paths: list[Path]) -> list[str]:
    return [str(path) for path in paths]


def _common(stems: list[str]) -> str:
    """What all begin with, up to the last mark between parts of a name; the whole where they are the same."""
    first, last = min(stems), max(stems)
    if first == last:
        return first
    shared = first[: next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
    return next(iter(re.findall(r"^.*[-_. ]", shared)), "")
