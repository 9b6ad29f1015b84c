"""Names of built files, whatever the ids hold."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from argmap.render.site_names import Names, plain


@given(st.text(), st.booleans())
def test_a_name_stays_in_its_folder(wanted: str, dots: bool):
    name = plain(wanted, dots=dots)
    assert re.fullmatch(r"[\w-][\w.-]*", name)
    assert ".." not in name and not name.startswith("-")
    assert plain(name, dots=dots) == name


@given(st.lists(st.text(max_size=4) | st.sampled_from(["a", "A", "a-2", "../a", "ß", "SS"]), max_size=12))
def test_every_file_has_a_name_of_its_own(wanted: list[str]):
    names = Names("comparison")
    given_names = [names.new(name) for name in wanted]
    assert len({name.casefold() for name in (*given_names, "comparison")}) == len(wanted) + 1


def test_sound_ids_stay_as_they_are():
    assert plain("merrow-2024") == "merrow-2024"
    assert plain("Überblick_2") == "Überblick_2"
    assert plain("issue.flooding.drains", dots=True) == "issue.flooding.drains"


def test_devices_of_windows_are_avoided():
    assert [plain(name, dots=True) for name in ("NUL", "com1", "aux.x", "console")] == [
        "NUL-",
        "com1-",
        "aux.x-",
        "console",
    ]
