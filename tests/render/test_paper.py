from __future__ import annotations

import pytest

from argmap.problems import ArgmapError
from argmap.render.look import Look
from argmap.render.paper import COLUMN, MM, NARROW, PAPERS, fit, largest, paper, shrink, widths
from argmap.render.view import Choice, select
from tests.render.maps import big

LOOK = Look(engine="bundled")


def test_scale_on_paper() -> None:
    view = select(big(5), Choice())
    scene = fit(view, LOOK, paper("a4"))
    assert scene is not None and 1 <= scene.scale <= 1.25
    crowd = shrink(select(big(60), Choice()), LOOK, paper("a4"))
    assert crowd.scale == pytest.approx(largest(crowd, paper("a4"))) and crowd.scale < 1


@pytest.mark.parametrize(("name", "wide"), [("a4", 210), ("a5", 148), ("120", 120), ("85mm", 85), ("85.5 mm", 85.5)])
def test_paper_names(name: str, wide: float) -> None:
    assert paper(name).width == pytest.approx(wide * MM)


@pytest.mark.parametrize("name", ["", "a9", "-5", "12", "99999", "1e3", "letter;"])
def test_no_such_paper(name: str) -> None:
    with pytest.raises(ArgmapError, match="no paper width"):
        paper(name)


def test_text_on_slides_is_larger() -> None:
    assert PAPERS["slide"].least > 1.2


def test_narrow_boxes_are_for_columns_only() -> None:
    assert NARROW in widths("lr", paper("85")) and paper("85").inner[0] < COLUMN
    assert NARROW not in widths("lr", paper("a4"))


def test_too_much_for_one_sheet_is_said_without_a_layout() -> None:
    assert fit(select(big(200), Choice()), LOOK, paper("a5")) is None
