import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare import many as mm
from argmap.compare.many import compare_many
from argmap.render.matrix import figure, grid, pages
from argmap.render.matrix_signs import sign
from argmap.render.scene import Rect
from argmap.render.table_matrix import MEANINGS, SIGNS
from tests.compare.test_many import crowd


@settings(deadline=None, max_examples=12)
@given(st.sampled_from([2, 3, 4, 6, 9, 20]), st.integers(0, 100), st.sampled_from([340.0, 510.0, 760.0]))
def test_cells_do_not_overlap_and_hold_their_words(count, seed, width):
    texts, links = crowd(count, seed=seed)
    many, _ = compare_many(texts, links)
    made = grid(count, width, 500.0)
    scene = figure(many, many.rows, made)
    boxes = scene.boxes
    assert len(boxes) == len(many.rows) * count
    for one, other in itertools.combinations(boxes, 2):
        assert not one.rect.overlaps(other.rect, 0.01)
    for item in boxes:
        assert all(item.rect.holds(Rect(t.x, t.y - 0.7 * t.size, t.width, 0.7 * t.size), 1.5) for t in item.texts)
    for item in scene.items:
        assert all(t.x >= -0.01 and t.x + t.width <= scene.width + 0.5 for t in item.texts)


def test_pages_hold_every_row_once_and_fit():
    texts, links = crowd(3, size=40)
    many, _ = compare_many(texts, links)
    made = grid(3, 510.0, 170.0)
    sheets = pages(many, many.rows, made)
    assert len(sheets) > 1
    assert sum(len(scene.boxes) for scene in sheets) == len(many.rows) * 3
    for scene in sheets:
        assert scene.height <= 171.0 or len(scene.boxes) == 3


def test_every_status_has_a_form_a_sign_and_a_meaning_of_its_own():
    forms = {tuple((s.steps, bool(s.fill), s.dash) for s in sign(status, 0.0, 0.0)) for status in mm.STATUSES}
    assert len(forms) == len(mm.STATUSES)
    assert len(set(SIGNS.values())) == len(set(MEANINGS.values())) == len(mm.STATUSES)


@pytest.mark.parametrize("count", [2, 20])
def test_every_cell_says_in_words_what_its_sign_means(count):
    texts, links = crowd(count)
    many, _ = compare_many(texts, links)
    scene = figure(many, many.rows, grid(count, 510.0, 700.0))
    for item in scene.boxes:
        assert item.kind in item.title
