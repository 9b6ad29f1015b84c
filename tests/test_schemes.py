"""The registry of schemes: complete, unambiguous, and found under every spelling."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import schemes
from argmap.analysis import kinds

REPOSITORY = Path(__file__).resolve().parent.parent

# chapter 9 of Walton, Reed and Macagno 2008, by the order of its numbers
COMPENDIUM = """
position to know; expert opinion; witness testimony; popular opinion; popular practice; example; analogy;
practical reasoning from analogy; composition; division; oppositions; rhetorical argument from oppositions;
alternatives; verbal classification; definition to verbal classification; vagueness of a verbal classification;
arbitrariness of a verbal classification; interaction of act and person; values; sacrifice; the group and its members;
practical reasoning; two-person practical reasoning; waste; sunk costs; ignorance; epistemic argument from ignorance;
cause to effect; correlation to cause; sign; abductive argument; evidence to a hypothesis; consequences;
pragmatic argument from alternatives; threat; fear appeal; danger appeal; need for help; distress; commitment;
ethotic argument; generic ad hominem; pragmatic inconsistency; inconsistent commitment; circumstantial ad hominem;
bias; bias ad hominem; gradualism; slippery slope argument; precedent slippery slope; sorites slippery slope;
verbal slippery slope; full slippery slope; constitutive-rule claims; rules; exceptional case; precedent;
plea for excuse; perception; memory
"""

# numbers that AIFdb gives its schemes, with their names there, as met in its exports
AIFDB = {
    **{71: "Default Conflict", 72: "Default Inference", 144: "Default Rephrase", 161: "Default Preference"},
    **{82: "Default Transition", 168: "Default Illocuting", 74: "Asserting", 75: "Analysing", 77: "Agreeing"},
    **{78: "Disagreeing", 80: "Arguing", 101: "Restating", 91: "PureQuestioning", 73: "AssertiveQuestioning"},
    **{85: "RhetoricalQuestioning", 87: "AssertiveChallenging", 1: "Analogy", 4: "CauseToEffect", 6: "Commitment"},
    **{7: "CorrelationToCause", 14: "Example", 15: "ExpertOpinion", 16: "FalsificationOfHypothesis", 19: "Ignorance"},
    **{20: "InconsistentCommitment", 26: "PositionToKnow", 28: "PracticalReasoning", 30: "Sign"},
    **{31: "VerbalClassification", 61: "EstablishedRule"},
}

# the names of arguebuf's enumeration of supports
ARGUEBUF = """
DEFAULT POSITION_TO_KNOW EXPERT_OPINION WITNESS_TESTIMONY POPULAR_OPINION POPULAR_PRACTICE EXAMPLE ANALOGY
PRACTICAL_REASONING_FROM_ANALOGY COMPOSITION DIVISION OPPOSITIONS RHETORICAL_OPPOSITIONS ALTERNATIVES
VERBAL_CLASSIFICATION VERBAL_CLASSIFICATION_DEFINITION VERBAL_CLASSIFICATION_VAGUENESS
VERBAL_CLASSIFICATION_ARBITRARINESS INTERACTION_OF_ACT_AND_PERSON VALUES POSITIVE_VALUES NEGATIVE_VALUES SACRIFICE
THE_GROUP_AND_ITS_MEMBERS PRACTICAL_REASONING TWO_PERSON_PRACTICAL_REASONING WASTE SUNK_COSTS IGNORANCE
EPISTEMIC_IGNORANCE CAUSE_TO_EFFECT CORRELATION_TO_CAUSE SIGN ABDUCTIVE EVIDENCE_TO_HYPOTHESIS CONSEQUENCES
POSITIVE_CONSEQUENCES NEGATIVE_CONSEQUENCES PRAGMATIC_ALTERNATIVES THREAT FEAR_APPEAL DANGER_APPEAL NEED_FOR_HELP
DISTRESS COMMITMENT ETHOTIC GENERIC_AD_HOMINEM PRAGMATIC_INCONSISTENCY INCONSISTENT_COMMITMENT
CIRCUMSTANTIAL_AD_HOMINEM BIAS BIAS_AD_HOMINEM GRADUALISM SLIPPERY_SLOPE PRECEDENT_SLIPPERY_SLOPE
SORITES_SLIPPERY_SLOPE VERBAL_SLIPPERY_SLOPE FULL_SLIPPERY_SLOPE CONSTITUTIVE_RULE_CLAIMS RULES EXCEPTIONAL_CASE
PRECEDENT PLEA_FOR_EXCUSE PERCEPTION MEMORY
"""

INFOS = schemes.schemes()
NAMES = [(name, info.id) for info in INFOS for name in info.names]


def letters(name: str) -> str:
    """What is left of a name without case and separators."""
    return re.sub(r"[\W_]", "", name).casefold()


def test_ids_are_unique_and_usable_as_xml_ids():
    ids = [info.id for info in INFOS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"scheme\.[a-z]+(-[a-z]+)*", name) for name in ids)


def test_no_two_schemes_claim_one_name():
    owners = defaultdict(set)
    for name, owner in NAMES:
        owners[letters(name)].add(owner)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("info", INFOS, ids=lambda info: info.id)
def test_an_entry_is_whole(info: schemes.SchemeInfo):
    assert info.kind in schemes.KINDS
    assert info.family in schemes.FAMILIES
    assert info.premises
    assert info.questions
    roles = [premise.role for premise in info.premises]
    assert len(set(roles)) == len(roles)
    assert all(re.fullmatch(r"[a-z]+", role) for role in roles)
    sentences = [premise.text for premise in info.premises] + [info.conclusion]
    assert all(text[0].isupper() and text.endswith(".") for text in sentences)
    assert all(question[0].isupper() and question.endswith("?") for question in info.questions)
    assert len({*sentences, *info.questions}) == len(sentences) + len(info.questions)


def test_schemes_of_the_compendium_are_there_with_questions_enough():
    names = [" ".join(name.split()) for name in COMPENDIUM.split(";")]
    assert len(names) == 60
    found = [schemes.find(name) for name in names]
    assert [name for name, info in zip(names, found, strict=True) if info is None] == []
    assert len({info.id for info in found}) == 60
    assert [info.id for info in found if len(info.questions) < 3 or info.kind != "inference"] == []


def test_aifdb_numbers_and_names():
    for number, name in AIFDB.items():
        info = schemes.find_aifdb(number)
        assert info is not None
        assert info == schemes.find(name)
        assert schemes.aifdb_name(info.id) == name
    numbers = [item.id for info in INFOS for item in info.aifdb if item.id]
    assert sorted(map(int, numbers)) == sorted(AIFDB)
    assert schemes.find_aifdb(999_999) is None


def test_arguebuf_names():
    names = {f"SUPPORT_{name}" for name in ARGUEBUF.split()}
    assert len(names) == 65
    others = {"ATTACK_DEFAULT", "REPHRASE_DEFAULT", "PREFERENCE_DEFAULT"}
    assert {info.arguebuf for info in INFOS} - {""} == names | others
    for name in names | others:
        assert schemes.arguebuf_name(schemes.find(name).id) == name
    for name in set(ARGUEBUF.split()) - {"DEFAULT"}:
        assert schemes.find(name) == schemes.find(f"SUPPORT_{name}")


def test_defaults_are_told_from_named_schemes():
    assert {info.kind for info in INFOS if info.is_default} == set(schemes.KINDS)
    assert schemes.find("Default Inference").is_default
    assert schemes.find("Default") is None  # of which kind?
    assert not schemes.find("Sign").is_default


def test_subtypes_form_a_forest_in_which_they_follow_what_is_broader():
    place = {info.id: n for n, info in enumerate(INFOS)}
    for info in INFOS:
        if info.broader:
            above = schemes.by_id()[info.broader]
            assert info in schemes.narrower(above.id)
            assert above.kind == info.kind
            assert above.family != info.family or place[above.id] < place[info.id]
        seen, at = set(), info.id
        while at:
            assert at not in seen
            seen.add(at)
            at = schemes.by_id()[at].broader
    families = [info.family for info in INFOS]
    assert list(dict.fromkeys(families)) == list(schemes.FAMILIES)


def test_what_is_broader_from_the_nearest():
    assert schemes.broad("Bias Ad Hominem") == ("scheme.bias-ad-hominem", "scheme.bias")
    assert schemes.broad("FearAppeal") == ("scheme.fear-appeal", "scheme.negative-consequences", "scheme.consequences")
    assert schemes.broad("sign") == ("scheme.sign",)
    assert schemes.broad("one of my own") == ()


def test_schemes_that_the_project_uses_are_there():
    used = set()
    for path in (REPOSITORY / "annotations").rglob("*.xml"):
        used |= set(re.findall(r'xml:id="(scheme\.[a-z-]+)"', path.read_text(encoding="utf-8")))
    assert used
    assert used <= set(schemes.by_id())
    judged = kinds.FACTUAL | kinds.PRACTICAL | kinds.DEFINING
    assert {f"scheme.{name}" for name in judged} <= set(schemes.by_id())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Argument from an Established Rule", "established-rule"),
        ("argumentfromanestablishedrule", "established-rule"),
        ("argument_from_expert_opinion", "expert-opinion"),
        ("Analogy_Inference", "analogy"),
        ("From-all-the-more-so-OR-all-the-less-so", "a-fortiori"),
        ("Argument From Wisdom/Virtue/Goodwill", "wisdom-virtue-goodwill"),
        ("LackOfPTKReliability", "lack-of-ptk-reliability"),
        ("OpposedCommitment_Conflict", "opposed-commitment"),
        ("conflict from vested interest", "vested-interest"),
        ("#scheme.sign", "sign"),
        ("Ad hominem", "generic-ad-hominem"),
        ("  Ｓｉｇｎ ", "sign"),
    ],
)
def test_spellings_met_in_files(name: str, wanted: str):
    assert schemes.find(name).id == f"scheme.{wanted}"


@pytest.mark.parametrize(
    "name", ["", "   ", "argument", "argument from", "scheme.", "???", "No such scheme", "72", "values conflict"]
)
def test_unknown_names_give_none(name: str):
    assert schemes.find(name) is None
    assert schemes.aifdb_name(name) == ""
    assert schemes.arguebuf_name(name) == ""


@given(st.sampled_from(NAMES), st.data())
@settings(max_examples=150, deadline=None)
def test_case_separators_and_leads_do_not_matter(named: tuple[str, str], data: st.DataObject):
    name, owner = named
    words = [word for word in re.split(r"[\W_]+", name) if word]
    separator = data.draw(st.sampled_from(["", " ", "  ", "_", "-", ".", "/", " - "]))
    case = data.draw(st.sampled_from([str.lower, str.upper, str.title, str.capitalize, str.swapcase]))
    lead = data.draw(st.sampled_from(["", "Argument from", "argument_from_", "ArgumentFrom", "scheme.", "#scheme."]))
    told = schemes.find(lead + separator + separator.join(case(word) for word in words))
    assert told is not None
    assert told.id == owner


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_either_known_or_not(text: str):
    info = schemes.find(text)
    assert info is None or letters(text)
    near = schemes.close(text)
    assert near is None or near in INFOS


def test_a_slip_is_recognised_and_a_name_of_ones_own_left_alone():
    assert schemes.close("scheme.expert-opinon").id == "scheme.expert-opinion"
    assert schemes.close("Argument from analgoy").id == "scheme.analogy"
    assert schemes.close("scheme.philological-conjecture") is None


def test_importing_the_module_reads_nothing():
    code = "import argmap.schemes as s; print(s.schemes.cache_info().currsize, s.find('sign').id)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "scheme.sign"]
