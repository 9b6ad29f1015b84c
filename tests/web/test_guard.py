"""The keys of one workbench: no two are alike, and none is written where it could be read."""

from __future__ import annotations

from argmap.web.guard import MOST_BYTES, POLICY, Guard, refusal


def test_keys_are_long_and_fresh():
    guards = [Guard(1) for _ in range(20)]
    assert len({guard.token for guard in guards}) == 20
    assert all(len(guard.token) * 6 >= 192 for guard in guards)
    assert guards[0].address == f"http://127.0.0.1:1/?token={guards[0].token}"


def test_nothing_inline_is_ever_allowed():
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY
    assert MOST_BYTES < 10_000_000


def test_refusals_are_plain_text():
    assert refusal("403 Forbidden", "<b>").kind == "text/plain; charset=utf-8"
