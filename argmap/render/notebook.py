"""A map as a diagram in a notebook: one SVG to put into a page that holds others."""

from __future__ import annotations

import re

from argmap.model import ArgumentMap
from argmap.render import svg
from argmap.render.look import Look
from argmap.render.pages import Press, single
from argmap.render.paper import paper
from argmap.render.view import Choice, select


def diagram(amap: ArgumentMap) -> str:
    """The map as an SVG element, as much of it from the top as is legible on a slide; "" for an empty map.

    Raises:
        ArgmapError: Graphviz fails, or takes too long.
    """
    if not amap.components:
        return ""
    scene = single(select(amap, Choice()), Press(Look(), paper("slide")))
    return svg.write(scene, prefix=re.sub(r"\W", "-", amap.id) + "-", standalone=False)
