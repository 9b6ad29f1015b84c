"""XMI that is cut off or garbled: all that is sound is loaded, and what is not has its place."""

from __future__ import annotations

import re

import pytest

from argmap import formats
from argmap.problems import DataError
from tests.formats.cas.test_cas import TEXT, exported, needs_cassis

pytestmark = needs_cassis


def read(data: bytes, files: dict[str, bytes]):
    return formats.read(data, "a.xmi", fetch=files.get)


def there_and_back(amap, files):
    """The same map from what is written of it."""
    made = formats.write(amap, "cas")
    side = {**files, "a.TypeSystem.xml": made.beside[".TypeSystem.xml"]}
    return formats.read(made.main, "a.xmi", fetch=side.get)[0]


def test_wherever_it_breaks_off_whole_structures_are_loaded():
    files = exported()
    whole = files["a.xmi"]
    ends = {ident: whole.index(b"<", whole.index(f'xmi:id="{ident}"'.encode()) + 1) for ident in "245"}
    ends["3"] = whole.index(b"</custom:Unit>") + len(b"</custom:Unit>")
    ends["text"] = whole.index(b"<cas:View")
    for cut in range(whole.index(b'<custom:Unit xmi:id="3"'), len(whole) - len(b"</xmi:XMI>"), 23):
        amap, problems = read(whole[:cut], files)
        assert set(amap.component) == {ident for ident in "234" if ends[ident] <= cut}
        assert set(amap.relation) == {ident for ident in "5" if ends[ident] <= cut}
        text = amap.text.content if amap.text else ""
        assert text == (" ".join(TEXT.split()) if ends["text"] <= cut else "")
        codes = [item.code for item in problems]
        assert codes.count("E911") == 1 and ("E913" in codes) == (not text)
        assert all(item.place.line >= 1 and item.place.column >= 1 for item in problems)
        assert there_and_back(amap, files) == amap


def test_a_component_whose_text_is_gone_keeps_what_is_known():
    files = exported()
    amap, _ = read(files["a.xmi"][: files["a.xmi"].index(b"<cas:Sofa")], files)
    first = amap.component["2"]
    assert (first.kind, [(f.start, f.end) for f in first.fragments]) == ("claim", [(3, 18)])  # UTF-16 units, as given
    (link,) = amap.relations
    assert (link.name, link.sources, link.targets) == ("supports", ("3",), ("2",))


@pytest.mark.parametrize(
    ("old", "new", "code", "gone"),
    [
        (' label="PRO"', ' lable="PRO"', "W917", ()),
        (' members="2', ' members="77', "E913", ()),
        ('<custom:Unit xmi:id="4"', '<custom:Unti xmi:id="4"', "W917", ("4",)),
        ('xmi:id="4"', 'xmi:id="2"', "E912", ("4",)),
        ('xmi:id="4"', 'xmi:id="four"', "E914", ("4",)),
        ('begin="38"', 'begin="3x"', "E914", ()),
        ('sure="3"', 'sure="three"', "E914", ()),
        ('head="3"', 'head="99"', "E913", ()),
        ('value="Warrant"/>', 'value="Warrant"', "E911", ("4", "5")),
        ('value="Warrant"', 'value="War\x00rant"', "", ()),
        ("<custom:Unit xmi:id=", "<wrong:Unit xmi:id=", "E914", ("2", "3", "4", "5")),
    ],
)
def test_one_fault_costs_no_more_than_its_structure(old, new, code, gone):
    files = exported()
    data = files["a.xmi"].decode().replace(old, new).encode()
    assert data != files["a.xmi"]
    amap, problems = read(data, files)
    assert code in {item.code for item in problems} or not code
    assert {"2", "3", "4", "5"} - set(gone) <= {*amap.component, *amap.relation}
    assert amap.text and amap.text.content == " ".join(TEXT.split())
    assert there_and_back(amap, files) == amap


def test_a_type_system_that_is_missing_or_broken():
    files = exported()
    system = files["TypeSystem.xml"]
    for number, types in enumerate((None, system[: len(system) // 2], system.replace(b"uima.tcas.Annotation", b"x.y"))):
        side = {"a.layers.toml": files["a.layers.toml"], **({} if types is None else {"TypeSystem.xml": types})}
        amap, problems = read(files["a.xmi"], side)
        assert {item.code for item in problems} <= {"E911", "W917", "W918"} and problems, number
        assert next((item.kind, amap.passage(item)) for item in amap.components) == ("claim", "Kerbs should go")
        assert [(item.name, item.sources, item.targets) for item in amap.relations] == [("supports", ("3",), ("2",))]
        assert there_and_back(amap, side) == amap


def test_nothing_at_all_is_refused_with_a_place():
    files = exported()
    for data in (files["a.xmi"][:300], b"<xmi:XMI", b"\x00"):
        with pytest.raises(DataError) as caught:
            formats.read(data, "a.xmi", "cas", files.get)
        assert caught.value.place is not None and caught.value.place.line and caught.value.place.column


def test_offsets_are_read_and_written_as_they_are():
    """Offsets inside a character of two units, out of the text, or of what no view lists, do not move."""
    files = exported()
    data = files["a.xmi"].decode()
    data = data.replace('begin="38" end="46"', 'begin="1" end="999"').replace(
        'members="2 3 4 5 6 7"', 'members="2 4 5 7"'
    )
    amap, _ = read(data.encode(), files)
    made = formats.write(amap, "cas").main.decode()
    places = re.compile(r'xmi:id="(\d+)" sofa="1" begin="(\d+)" end="(\d+)"')
    assert dict.fromkeys(places.findall(made)).keys() >= set(places.findall(data)) - {("6", "3", "8")}


def test_a_view_of_another_name_and_parts_that_say_nothing_new():
    files = exported()
    data = files["a.xmi"].replace(b"_InitialView", b"Other")
    amap, problems = read(data, files)
    assert problems == [] and len(amap.components) == 3 and amap.text is not None
    assert b'sofaID="Other"' in formats.write(amap, "cas").main and there_and_back(amap, files) == amap
    table = files["a.layers.toml"].replace(b'kind = "value"', b'kind = "value"\nid = "value"')
    table = table.replace(b'name = "label"', b'name = "label"\nid = "label"')
    more = b'<custom:Link xmi:id="15" sofa="1" begin="3" end="18" Governor="3" Dependent="2" label="PRO"/>'
    data = files["a.xmi"].replace(b"<type:Token", more + b"<type:Token").replace(b"2 3 4 5 6", b"2 3 4 5 15 6")
    side = {**files, "a.layers.toml": table}
    amap, _ = read(data, side)
    assert len(amap.relations) == 1 and formats.write(amap, "cas").main.count(b"<custom:Link ") == 2
    assert there_and_back(amap, side) == amap
