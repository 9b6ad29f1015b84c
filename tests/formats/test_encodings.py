"""TEI's other encodings as formats: known by what argmap writes, chosen by the suffix."""

from __future__ import annotations

import pytest

from argmap import formats


def test_suffixes_choose_them():
    assert [formats.by_suffix(name).name for name in ("a.seg.xml", "a.catma.xml", "a.xml")] == [
        "tei-seg",
        "catma",
        "tei",
    ]


@pytest.mark.parametrize("name", ["encoding/variants/v2_inline_seg.xml", "tei/samples/30-file1.xml"])
def test_files_of_others_are_tei(shared, name):
    assert formats.detect(formats.Input((shared / name).read_bytes(), name)).name == "tei"
