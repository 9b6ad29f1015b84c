"""The profile is a pure restriction of TEI: whatever it allows, tei_all allows."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from argmap.tei.edition import edition_from_text
from argmap.tei.validate import profile
from tests.tei.grammar_samples import Sampler
from tests.tei.test_edition import FOREIGN, LIST, OPTIONS
from tests.text.imports.test_clean import SAMPLE
from tests.text.printer import article

GRAMMAR = Path(str(files("argmap.tei.schema").joinpath("argmap.rng")))
RULES = GRAMMAR.with_suffix(".sch")
PROBLEMS = Path(__file__).resolve().parents[1] / "data/problems"
# files that are no valid TEI, and are not meant to be
INVALID = {
    "E100",
    "E101",
    "E102",
    "E103",
    "E104",
    "E105",
    "W106",
    "W107",
    "W108",
    "E202",
    "W213",
    "E214",
    "E709",
    "E204",
    "E412",
}


@pytest.fixture(scope="session")
def tei_all(shared):
    """A check of a file against tei_all; errors as text."""
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei/schema/tei_all-4.12.0.rng").read_text(encoding="utf-8"))

    def errors(data: bytes) -> list[str]:
        result = schema.validate(turbohtml.parse_xml(data.decode()))
        return [f"{error.path}: {error.message}" for error in result.errors]

    return errors


def sample(seed: int, depth: int) -> tuple[bytes, set[str]]:
    drawn = Sampler(GRAMMAR, seed, depth)
    return etree.tostring(drawn.document()), drawn.used


@pytest.mark.parametrize("seed", range(12))
def test_samples_of_the_grammar_fit_it(seed):
    grammar, _ = profile()
    assert grammar.validator.validate(etree.fromstring(sample(seed, 5)[0])), grammar.validator.error_log


@pytest.mark.slow
def test_whatever_the_profile_allows_tei_allows(tei_all):
    used: set[str] = set()
    for seed in range(60):
        data, patterns = sample(seed, 5)
        used |= patterns
        assert tei_all(data) == [], seed
    assert used == set(Sampler(GRAMMAR, 0).defines)


def test_the_oracle_itself_refuses_what_is_not_tei(tei_all):
    data, _ = sample(1, 3)
    assert tei_all(data.replace(b"<ns0:fileDesc>", b"<ns0:fileDesc><ns0:zebra/>"))


VALID = [path for path in sorted(PROBLEMS.rglob("*.xml")) if path.stem not in INVALID]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_problem_files_are_valid_tei_unless_their_problem_is_that_they_are_not(path, tei_all):
    assert tei_all(path.read_bytes()) == []


@pytest.mark.slow
def test_lxml_and_the_full_schema_agree_on_the_samples(shared, tei_all):
    """The other validator, eleven seconds to compile, on a few of the same files, and on editions of print."""
    schema = etree.RelaxNG(etree.parse(shared / "tei/schema/tei_all-4.12.0.rng"))
    for seed in range(8):
        data, _ = sample(seed, 4)
        assert schema.validate(etree.fromstring(data)), schema.error_log
    for name in ("one.xml", "links.xml"):
        assert schema.validate(etree.parse(PROBLEMS / "with" / name)), schema.error_log
    for text in (SAMPLE, LIST, FOREIGN, article(2, double=True).text):
        schema.assertValid(etree.fromstring(edition_from_text(text.encode(), OPTIONS)[0]))


def test_the_rules_are_sound_schematron_for_xslt_1():
    """An editor needs queryBinding, messages in every assertion, and declared prefixes."""
    root = etree.parse(RULES).getroot()
    space = {"s": "http://purl.oclc.org/dsdl/schematron"}
    assert root.get("queryBinding") == "xslt"
    assert (
        root.xpath("count(//s:assert[not(normalize-space())] | //s:report[not(normalize-space())])", namespaces=space)
        == 0
    )
    assert root.xpath("//s:ns/@prefix", namespaces=space) == ["tei"]


def test_both_files_say_how_to_name_them_in_an_editor():
    for path in (GRAMMAR, RULES):
        assert f'<?xml-model href="{path.name}"' in path.read_text(encoding="utf-8")
