"""The charts on a comparison's page: their marks lead to the links, their labels to the issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from argmap.compare.many import Many, MatrixRow
from argmap.render.charts import Ground, filed, links
from argmap.render.html_page import drawing
from argmap.render.html_tags import Html, el, target
from argmap.render.scene import Scene

WIDTH = 510.0  # points: the width of an A4 page without its margins, so that paper bears the sizes as they are


def section(many: Many, rows: Iterable[MatrixRow], address: Callable[[str], str]) -> Html:
    """Both charts; ``address`` is where a link has its row in the page ("" for nowhere)."""
    shown = list(rows)
    ground = Ground(WIDTH, link=address, issue=lambda ident: target(ident or "issue.none"))
    drawn = [_figure(filed(many, ground, shown), "filed"), _figure(links(many, ground, shown), "links")]
    return el("section", el("h2", "Charts"), *drawn, id="am:charts", class_="charts")


def _figure(scene: Scene, name: str) -> Html:
    return el("div", drawing(replace(scene, scale=1.0), f"chart:{name}."), class_="figure")
