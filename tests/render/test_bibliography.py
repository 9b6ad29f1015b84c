import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Source
from argmap.problems import DataError
from argmap.render.bibliography import Library, entries, plain

BIB = b"""@article{first, author={Moss, Ada and M{\\"u}ller, J}, title={On {Kerbs}}, journal={Streets}, year={2024},
  volume={3}, number={1}, pages={81--96}, doi={10.1000/kerb}}"""
CSL = json.dumps(
    [
        {
            "id": "x",
            "type": "article-journal",
            "title": "On kerbs",
            "author": [{"family": "Moss", "given": "Ada"}],
            "issued": {"date-parts": [[2024]]},
            "container-title": "Streets",
        }
    ]
).encode()


def amap(ident: str, **fields) -> ArgumentMap:
    return ArgumentMap(ident, source=Source(**fields))


def test_plain_entries_invent_nothing():
    assert plain(Source("On kerbs")) == "On kerbs (undated)."
    assert plain(Source("On kerbs", supplied=True)) == "[On kerbs] (undated)."
    assert plain(Source("On kerbs", ("A", "B", "C"), "2024", identifiers=(("doi", "10.1/x"), ("sha", "f")))) == (
        "A, B and C (2024). On kerbs. DOI 10.1/x."
    )
    assert plain(Source()) == "[no title] (undated)."


def test_entries_are_found_by_key_doi_or_title():
    pytest.importorskip("citeproc")
    texts = [
        amap("first"),
        amap("second", identifiers=(("DOI", "10.1000/KERB"),)),
        amap("third", title="On kerbs!"),
        amap("fourth", title="Other"),
    ]
    found, lacking = entries(texts, Library(BIB, "refs.bib"))
    assert found[0] == found[1] == found[2]
    assert found[0].startswith("Moss, A. and Müller, J. (2024)")
    assert "pp. 81–96" in found[0]
    assert found[3] == "Other (undated)."
    assert len(lacking) == 1
    assert "fourth" in lacking[0]


def test_csl_json_and_a_style_of_ones_own():
    pytest.importorskip("citeproc")
    style = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>t</title><id>t</id><updated>2024-01-01T00:00:00Z</updated></info>
      <citation><layout><text variable="title"/></layout></citation>
      <bibliography><layout><text variable="title" suffix=" !"/></layout></bibliography></style>"""
    found, _ = entries([amap("x")], Library(CSL, "refs.json", style, "own.csl"))
    assert found == ("On kerbs !",)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"@article{a,", "x.bib"),
        (b"@article{a, title={x", "x.bib"),
        (b"\xff\xfe", "x.bib"),
        (b"{", "x.json"),
        (b"3", "x.json"),
        (b'[{"title": "no id"}]', "x.json"),
    ],
)
def test_broken_files_are_told_and_never_hang(data, name):
    pytest.importorskip("citeproc")
    with pytest.raises(DataError, match=name):
        entries([amap("a")], Library(data, name))


def test_a_broken_style_is_told():
    pytest.importorskip("citeproc")
    with pytest.raises(DataError, match=r"own\.csl"):
        entries([amap("first")], Library(BIB, "refs.bib", b"<style/>", "own.csl"))


@settings(deadline=2000, max_examples=60)
@given(st.text("@abc{}\"=,\\$ #\n%'", max_size=40))
def test_no_bibtex_makes_it_crash_or_hang(text):
    pytest.importorskip("citeproc")
    try:
        found, _ = entries([amap("a", title="t")], Library(f"@book{{a{text}".encode(), "x.bib"))
    except DataError:
        return
    assert len(found) == 1
