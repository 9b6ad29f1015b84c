"""``argmap schemes``: all, one, some, none."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from argmap import schemes
from argmap.cli.main import main
from argmap.cli.schemes import KINDS


def run(*words: str):
    return CliRunner().invoke(main, ["schemes", *words])


def ids(text: str) -> list[str]:
    """The ids that stand at the beginnings of lines."""
    return re.findall(r"^ +(scheme\.[a-z-]+)", text, re.MULTILINE)


def test_the_list_holds_every_scheme_once_below_what_is_broader():
    result = run()
    assert result.exit_code == 0
    assert ids(result.stdout) == [info.id for info in schemes.schemes()]
    indent = {name: len(space) for space, name in re.findall(r"^( +)(scheme\S+)", result.stdout, re.MULTILINE)}
    assert indent["scheme.expert-opinion"] > indent["scheme.position-to-know"]
    titles = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert titles == list(schemes.FAMILIES.values())


@pytest.mark.parametrize("name", [["expert", "opinion"], ["ExpertOpinion"], ["SUPPORT_EXPERT_OPINION"]])
def test_one_scheme_with_all_that_a_scholar_asks(name: list[str]):
    result = run(*name)
    info = schemes.by_id()["scheme.expert-opinion"]
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    told = [premise.text for premise in info.premises] + [premise.role for premise in info.premises]
    for text in (info.label, info.id, info.broader, info.conclusion, *info.questions, *told, info.arguebuf):
        assert text in shown


def test_json_holds_everything_and_is_a_list_in_every_case():
    every = json.loads(run("--json").stdout)
    assert [item["id"] for item in every] == [info.id for info in schemes.schemes()]
    (one,) = json.loads(run("sign", "--json").stdout)
    info = schemes.by_id()["scheme.sign"]
    assert one["questions"] == list(info.questions)
    assert one["aifdb"] == [{"name": "Sign", "id": "30"}]
    assert one["node"] == "RA"
    (broad,) = json.loads(run("position to know", "--json").stdout)
    assert "scheme.expert-opinion" in broad["narrower"]


def test_a_part_of_a_name_lists_all_that_have_it():
    found = ids(run("slope").stdout)
    assert found == [info.id for info in schemes.schemes() if "slope" in info.id]
    assert len(found) > 1


def test_kinds():
    assert KINDS == schemes.KINDS
    assert ids(run("--kind", "conflict").stdout) == [i.id for i in schemes.schemes() if i.kind == "conflict"]
    assert run("sign", "--kind", "conflict").exit_code == 2


def test_an_unknown_name_is_refused_with_the_likely_one():
    result = run("analgoy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Argument from analogy" in result.stderr
    far = run("xyzzy")
    assert far.exit_code == 2
    assert "argmap schemes" in far.stderr
