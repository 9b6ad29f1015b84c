import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Fragment, Issue
from argmap.tei.correspondences import write
from argmap.tei.newfile import new_annotation
from argmap.text.reading import ReadingText


@pytest.fixture
def folder(tmp_path):
    for name in ("one", "two"):
        amap = ArgumentMap(
            name,
            title=name,
            text=ReadingText.of("Something is said here."),
            components=(
                Component(
                    "c1", "claim", f"What {name} holds.", (Fragment(0, 9, "src:0-9"),), ("issue.i",), thesis=True
                ),
            ),
            issues=(Issue("issue.i", "The issue", "Is it so?"),),
        )
        (tmp_path / f"{name}.xml").write_bytes(new_annotation(amap))
    link = Link("x1", "contrary", Ref("one.xml", "c1"), Ref("two.xml", "c1"), reason="They cannot both hold.")
    (tmp_path / "correspondences.xml").write_bytes(write(Correspondences("links", "Links", links=(link,))))
    return tmp_path


def run(*args: object):
    return CliRunner().invoke(main, ["compare", *map(str, args)])


def test_the_links_beside_the_first_file_are_used(folder):
    result = run(folder / "one.xml", folder / "two.xml")
    assert result.exit_code == 0
    assert "The issue  disagree" in result.output


def test_json_holds_the_finding(folder):
    data = json.loads(run(folder / "one.xml", folder / "two.xml", "--json").stdout)
    assert data["issues"][0]["class"] == "disagree"


def test_a_table_is_written_and_named(folder):
    result = run(folder / "one.xml", folder / "two.xml", "-o", folder / "t.md")
    assert result.exit_code == 0
    assert "They cannot both hold." in (folder / "t.md").read_text(encoding="utf-8")


def test_a_link_to_nowhere_is_status_one_and_the_table_is_still_written(folder):
    text = (folder / "correspondences.xml").read_text(encoding="utf-8").replace("two.xml#c1", "two.xml#c9")
    (folder / "correspondences.xml").write_text(text, encoding="utf-8")
    result = run(folder / "one.xml", folder / "two.xml", "-o", folder / "t.md")
    assert result.exit_code == 1
    assert "E703" in result.stderr
    assert (folder / "t.md").is_file()


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("-o", "missing/out.svg"), "does not exist"),
        (("-o", "out.odt"), "no output format"),
        (("-o", "out.svg", "--theme", "neon"), "no theme"),
        (("-c", "nothing.xml"), "no such file"),
        (("-o", "out.svg", "--issue", "issue.none"), "issue.none"),
        (("-o", "out.svg", "--table", "schedule"), "no figure"),
        (("--table", "verdict"), "no table"),
        (("--style", "x.csl"), "--bibliography"),
        (("--bibliography", "nothing.bib"), "no such file"),
    ],
)
def test_misuse_is_one_line_and_status_two(folder, args, word):
    args = [str(folder / a) if a.endswith((".svg", ".odt", ".xml", ".bib")) else a for a in args]
    result = run(folder / "one.xml", folder / "two.xml", *args)
    assert result.exit_code == 2
    assert word in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_map_in_place_of_the_correspondences_is_refused(folder):
    result = run(folder / "one.xml", folder / "two.xml", "-c", folder / "two.xml")
    assert result.exit_code == 1
    assert "holds no correspondences" in result.stderr


@pytest.mark.parametrize("dpi", ["nan", "0", "-3", "1e9"])
def test_a_resolution_that_cannot_be(folder, dpi):
    result = run(folder / "one.xml", folder / "two.xml", "-o", folder / "out.png", "--dpi", dpi)
    assert result.exit_code == 2
    assert "dots per inch" in result.stderr


def test_it_says_where_links_are_missing(folder):
    (folder / "correspondences.xml").unlink()
    result = run(folder / "one.xml", folder / "two.xml")
    assert result.exit_code == 0
    assert "nothing links the texts yet" in result.output


def test_a_pdf_is_on_a4_unless_a_width_is_named(folder):
    for options, width in (((), 595.2756), (("--width", "150"), 425.1969)):
        target = folder / "out.pdf"
        run(folder / "one.xml", folder / "two.xml", "-o", target, *options)
        assert f"/MediaBox [ 0 0 {width}".encode() in target.read_bytes()


def test_three_texts_give_the_matrix(folder):
    third = (folder / "two.xml").read_text(encoding="utf-8").replace('xml:id="two"', 'xml:id="three"')
    (folder / "three.xml").write_text(third, encoding="utf-8")
    paths = [folder / f"{name}.xml" for name in ("one", "two", "three")]
    data = json.loads(run(*paths, "--json").stdout)
    assert [cell["text"] for cell in data["issues"][0]["cells"]] == ["one", "two", "three"]
    assert {(pair["a"], pair["b"]): pair["class"] for pair in data["issues"][0]["pairs"]}["one", "two"] == "disagree"
    result = run(*paths)
    assert result.exit_code == 0
    assert "disagree: A – B" in result.output
    for name in ("m.svg", "m.html", "m.tex", "m.csv"):
        assert run(*paths, "-o", folder / name).exit_code == 0
        assert (folder / name).stat().st_size > 100


def test_one_text_or_twenty_one_are_refused(folder):
    for number in (1, 21):
        result = run(*[folder / "one.xml"] * number)
        assert result.exit_code == 2
        assert "2 to 20" in result.stderr


def test_a_table_without_a_file_is_printed(folder):
    result = run(folder / "one.xml", folder / "two.xml", "--table", "schedule")
    assert result.exit_code == 0
    assert "| 1 | **The issue**" in result.output


def test_entries_come_from_the_bibliography_and_lacking_ones_are_named(folder):
    pytest.importorskip("citeproc")
    (folder / "refs.bib").write_text("@book{one, author={Moss, Ada}, title={On kerbs}, year=2024}", encoding="utf-8")
    result = run(folder / "one.xml", folder / "two.xml", "--bibliography", folder / "refs.bib", "-o", folder / "t.md")
    assert result.exit_code == 0
    assert "Moss, A. (2024) On kerbs" in (folder / "t.md").read_text(encoding="utf-8")
    assert "no entry for two" in result.stderr


def test_without_the_library_a_sentence_says_what_to_install(folder, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "docx", None)
    result = run(folder / "one.xml", folder / "two.xml", "-o", folder / "t.docx")
    assert result.exit_code == 2
    assert "pip install python-docx" in result.stderr
    assert not (folder / "t.docx").exists()


def test_a_picture_of_several_pages_is_several_numbered_files(folder):
    made = Path(folder / "one.xml"), Path(folder / "two.xml")
    result = run(*made, "-o", folder / "few.png", "--dpi", "40")
    assert result.exit_code == 0 and (folder / "few.png").is_file()
    for name in ("one", "two"):
        parts = tuple(
            Component(f"c{n}", "claim", f"What {name} holds of {n}.", (Fragment(0, 9, "src:0-9"),), (f"issue.i{n}",))
            for n in range(40)
        )
        issues = tuple(Issue(f"issue.i{n}", f"Issue {n}") for n in range(40))
        amap = ArgumentMap(name, title=name, text=ReadingText.of("Something is said."), components=parts, issues=issues)
        (folder / f"{name}.xml").write_bytes(new_annotation(amap))
    result = run(*made, "-o", folder / "out.png", "--dpi", "40")
    written = sorted(folder.glob("out*.png"))
    assert [path.name for path in written] == [f"out-{n}.png" for n in range(1, len(written) + 1)]
    assert len(written) > 1 and all(f"{path.name} written" in result.stderr for path in written)


def test_of_many_faults_only_some_are_printed_and_the_rest_is_counted(folder):
    links = tuple(Link(f"x{n}", "same", Ref("one.xml", f"c{n}"), Ref("two.xml", "c1")) for n in range(2, 40))
    (folder / "correspondences.xml").write_bytes(write(Correspondences("links", "Links", links=links)))
    result = run(folder / "one.xml", folder / "two.xml", "-o", folder / "t.md")
    assert result.exit_code == 1
    assert result.stderr.count("E703") == 10
    assert "… and 28 more (argmap check " in result.stderr
