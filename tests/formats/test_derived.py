"""Words and hashes of passages are not said where the text beside gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap import formats
from argmap.formats.derived import bare, reduced
from argmap.model import ArgumentMap, Component, Fragment
from argmap.tei.home import with_checks
from argmap.text.reading import ReadingText

PLAIN = ArgumentMap(
    "m",
    text=ReadingText.of("Rents rise every year, and nothing at all is built."),
    components=(
        Component("T1", "claim", fragments=(Fragment(0, 21, "src:0-21"), Fragment(27, 51, "src:27-51"))),
        Component("T2", "claim", fragments=(Fragment(0, 5, "src:0-5", "Other", "words", "ab" * 32),)),
    ),
)


def test_only_what_the_text_gives_is_left_out():
    full = with_checks(PLAIN)
    assert full.components[0] != PLAIN.components[0] and full.components[1] == PLAIN.components[1]
    assert bare(full) == PLAIN and reduced(PLAIN) == (PLAIN, [])
    away = replace(full, text=replace(full.text, content=None))
    assert bare(away) == away


@pytest.mark.parametrize("name", ["brat", "arggraph", "webannotation", "cas-json", "xaif"])
def test_files_do_not_repeat_it_and_home_form_has_it_again(name):
    full = with_checks(replace(PLAIN, components=PLAIN.components[:1]))
    written = formats.write(full, name)
    hashes = [item.sha256.encode() for item in full.components[0].fragments]
    assert not any(item in written.main for item in hashes)
    assert written == formats.write(bare(full), name)
    beside = {f"m{suffix}": data for suffix, data in written.beside.items()}
    again, problems = formats.read(written.main, f"m{written.suffix}", name, beside.get)
    assert problems == [] and with_checks(again).components[0].fragments == full.components[0].fragments
