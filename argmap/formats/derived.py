"""What a text at hand gives by itself need not be said again: the words and hashes of passages in it."""

from __future__ import annotations

from dataclasses import replace

from argmap.model import ArgumentMap, Component, Fragment
from argmap.plugins import Loss
from argmap.tei.home import checked


def bare(amap: ArgumentMap) -> ArgumentMap:
    """The map without first words, last words and hashes of fragments where its text gives the same."""
    content = amap.text.content if amap.text is not None else None
    if content is None:
        return amap
    components = tuple(_bare(item, content) for item in amap.components)
    return amap if components == amap.components else replace(amap, components=components)


def reduced(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as notations give it back that hold its text; nothing is lost."""
    return bare(amap), []


def _bare(component: Component, content: str) -> Component:
    fragments = tuple(_without(item, content) for item in component.fragments)
    return component if fragments == component.fragments else replace(component, fragments=fragments)


def _without(fragment: Fragment, content: str) -> Fragment:
    plain = replace(fragment, first="", last="", sha256="")
    return plain if fragment.sha256 and checked(plain, content) == fragment else fragment
