"""An edition's annotation in other encodings: text and header stay, and the way back gives the same."""

from __future__ import annotations

import re

import pytest

from argmap import formats
from argmap.formats import Input
from argmap.tei.encodings import MARK
from argmap.tei.reader import read
from argmap.tei.recode import RECODED, recoded
from tests.tei.test_sidecar import IDS

EDITION = IDS.replace('<prefixDef ident="r"', '<prefixDef ident="src"').replace("r:0-3", "src:0-3")
ELEMENTS = {
    "tei-seg": '<seg xml:id="c1" ',
    "tei-annotation": "<annotation ",
    "tei-interp": "<interp ",
    "tei-graph": "<arc ",
    "tei-note": "<note ",
}


def _plain(amap):
    said = [
        (c.id, c.kind, c.gloss, c.issues, c.extra, [(f.start, f.end) for f in c.fragments]) for c in amap.components
    ]
    return said, amap.relations, amap.issues, amap.text, amap.id, amap.title


@pytest.mark.parametrize("name", RECODED)
def test_text_and_header_stay_there_and_back(name):
    source = Input(EDITION.encode(), "m.xml")
    amap, before = read(source.data, "m.xml")
    made = formats.write(amap, name, source)
    data = made.main.decode()
    start, end = EDITION.index("  <text>"), EDITION.index("</text>") + len("</text>")
    bare = re.sub(r'<seg xml:id="c\d[^>]*>|</seg>', "", data)
    assert made.kept and EDITION[start:end].replace("</seg>", "") in bare and "<!-- kept -->" in data
    assert f'type="{MARK}{name}"' in data and ELEMENTS[name] in data
    found, problems = read(made.main, "m.xml")
    assert found.component["c1"].fragments == amap.component["c1"].fragments  # pointers by ids stay
    assert _plain(found) == _plain(amap) and {p.code for p in problems} <= {p.code for p in before}
    assert formats.detect(Input(made.main, f"m{made.suffix}")).name == name
    home = formats.write(found, "tei", Input(made.main, "m.xml"))
    assert home.kept and EDITION[start:end] in home.main.decode() and MARK.encode() not in home.main
    assert _plain(read(home.main, "m.xml")[0]) == _plain(amap)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('ident="src"', 'ident="other"'),
        ('"c2"', '"c1"'),
        ('xml:id="voices"', 'xml:id="roles"'),
        ("</seg>", '</seg><seg xml:id="v" ana="#claim">x</seg>'),
    ],
)
def test_what_has_no_room_for_it_is_made_anew(was, now):
    assert recoded(EDITION.replace(was, now).encode(), "tei-annotation") is None


@pytest.mark.parametrize("name", RECODED)
def test_a_kind_of_file_of_its_own_stays(name):
    letter = EDITION.replace("<TEI ", '<TEI type="letter" ').encode()
    made = recoded(letter, name)
    assert b'type="letter"' in made and MARK.encode() not in made
    home = formats.write(read(made)[0], "tei", Input(made, "m.xml"))
    assert recoded(home.main, name) is not None and b'type="letter"' in home.main


def test_a_code_book_of_kinds_is_used():
    kinds = '<taxonomy xml:id="roles"><category xml:id="k.1"><catDesc>claim</catDesc></category></taxonomy>'
    edition = EDITION.replace("<classDecl>", f"<classDecl>{kinds}").encode()
    made = recoded(edition, "tei-seg")
    assert b'ana="#k.1 #i"' in made and made.count(b'<category xml:id="k.1">') == 1
    assert kinds.encode() in formats.write(read(made)[0], "tei", Input(made, "m.xml")).main


def test_valid_tei(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    edition = (shared / "encoding" / "a_full_edition.xml").read_bytes()
    for name in RECODED:
        errors = schema.validate(turbohtml.parse_xml(recoded(edition, name).decode())).errors
        assert [error.message for error in errors] == []
