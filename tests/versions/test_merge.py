"""Three-way merge: what one side changed comes over, what both changed is marked, nothing is lost, bytes stay."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.model import Annotator, ArgumentMap, Component, Issue, Relation
from argmap.problems import DataError
from argmap.tei import correspondences, entries, writer
from argmap.tei.conflicts import conflicts, resolve
from argmap.tei.detach import detach
from argmap.tei.newfile import new_annotation
from argmap.tei.parse import parse
from argmap.tei.validate import validate_profile
from argmap.versions.merge import merge
from tests.strategies import maps
from tests.tei.editions import edition
from tests.versions.edits import change, edited, sample

ROOT = Path(__file__).resolve().parents[2]
BASE = (ROOT / "annotations/sample/lund-2024.xml").read_bytes()
LINKS = (ROOT / "annotations/sample/correspondences.xml").read_bytes()
HARD = settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))


def joined(ours: bytes, theirs: bytes, base: bytes = BASE) -> bytes:
    """A merge that must leave nothing open."""
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    return found.data


def kinds(ours: bytes, theirs: bytes, base: bytes = BASE) -> list[tuple[str, str, str]]:
    """The conflicts of a merge, which are also those that the file shows."""
    found = merge(base, ours, theirs)
    assert tuple(conflicts(parse(found.data))) == found.conflicts
    return [(item.kind, item.of, item.name) for item in found.conflicts]


def dangling(amap: ArgumentMap) -> set[str]:
    """Ends of relations that are not there."""
    return {end for relation in amap.relations for end in relation.ends} - set(amap.component) - set(amap.relation)


@given(maps(max_components=5), st.data())
@HARD
def test_one_side_alone_comes_over_byte_for_byte(amap, data):
    base = new_annotation(amap)
    other = data.draw(edited(base))
    assert merge(base, base, other).data == other
    assert merge(base, other, base).data == other
    assert merge(base, other, other).data == other


@given(maps(max_components=5), st.data())
@HARD
def test_any_two_sides_give_a_file_that_holds_everything(amap, data):
    base = new_annotation(amap)
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    found = merge(base, ours, theirs)
    got, old, mine, hers = (sample(item) for item in (found.data, base, ours, theirs))
    assert not parse(found.data).repeated
    new_ids = {item.name: item.of for item in found.conflicts if item.kind == "id"}
    held = {(c.kind, c.gloss) for c in got.components}
    for side in (mine, hers):
        for item in side.components:
            if item.id not in old.component:
                assert (item.kind, item.gloss) in held
    for ident in old.component:
        gone = ident not in mine.component or ident not in hers.component
        assert ident in got.component or gone
        if ident not in mine.component and ident in hers.component and old.component[ident] != hers.component[ident]:
            assert ident in got.component
    loose = [dangling(side) for side in (old, mine, hers)]
    assert dangling(got) <= loose[0] | loose[1] | loose[2]
    assert set(new_ids.values()) <= set(got.component) | set(got.relation)


@given(maps(max_components=5), st.data())
@HARD
def test_without_conflicts_the_sides_may_be_exchanged(amap, data):
    base = new_annotation(amap)
    ours, theirs = data.draw(edited(base, most=2)), data.draw(edited(base, most=2))
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(one.conflicts) == len(other.conflicts)
    if not one.conflicts:
        first, second = sample(one.data), sample(other.data)
        assert first.component == second.component
        assert first.relation == second.relation


@given(maps(max_components=5), st.data())
@HARD
def test_settling_all_conflicts_leaves_a_file_without_marks(amap, data):
    base = new_annotation(amap)
    found = merge(base, data.draw(edited(base)), data.draw(edited(base)))
    for take in ("ours", "theirs"):
        settled = resolve(found.data, take)
        assert b"argmap-conflict" not in settled
        assert sample(settled).id == amap.id


@given(st.lists(st.tuples(st.integers(0, len(LINKS)), st.binary(max_size=4)), min_size=1, max_size=3), st.booleans())
@HARD
def test_broken_versions_are_refused_and_never_written(cuts, ours):
    broken = LINKS
    for at, put in cuts:
        broken = broken[:at] + put + broken[at + 3 :]
    other = LINKS.replace(b'cert="high"', b'cert="low"', 1)
    try:
        found = merge(LINKS, *((broken, other) if ours else (other, broken)))
    except DataError:
        return
    parse(found.data)


def test_changes_of_different_things_join_and_touch_nothing_else():
    ours = change(change(BASE, "c1", gloss="Drains are the cause."), "k2", reason="Both are needed.")
    theirs = change(change(BASE, "c1", certainty="low"), "e2", kind="claim")
    both = joined(ours, theirs)
    assert both == change(change(ours, "c1", certainty="low"), "e2", kind="claim")


def test_a_conflict_keeps_ours_and_holds_theirs():
    ours, theirs = change(BASE, "c1", gloss="Ours -- ?> <b>."), change(BASE, "c1", gloss="Theirs ?> & 'ü'.")
    found = merge(BASE, ours, theirs)
    assert kinds(ours, theirs) == [("content", "c1", "gloss")]
    assert sample(found.data).component == sample(ours).component
    assert resolve(found.data, "ours") == ours
    assert resolve(found.data, "theirs") == theirs
    line = found.data.splitlines()[found.conflicts[0].place.line - 1]
    assert line.strip().startswith(b"<?argmap-conflict")
    assert json.loads(re.search(rb"\{.*\}", line).group())["kind"] == "content"


def test_a_passage_cut_anew_by_both_comes_with_its_checks():
    fragments = [sample(BASE).component[ident].fragments for ident in ("c4", "c5")]
    ours, theirs = (change(BASE, "c1", fragments=cut) for cut in fragments)
    assert kinds(ours, theirs) == [("passage", "c1", "target")]
    found = merge(BASE, ours, theirs).data
    assert sample(found).component == sample(ours).component
    assert sample(resolve(found, "theirs")).component == sample(theirs).component
    assert resolve(found, "ours") == ours


def test_a_passage_cut_anew_by_one_side_and_another_gloss_join():
    fragments = sample(BASE).component["c4"].fragments
    cut = change(BASE, "c1", fragments=fragments)
    both = joined(change(BASE, "c1", gloss="Other words."), cut)
    assert both == change(cut, "c1", gloss="Other words.")


def test_removed_here_changed_there_stays_and_is_marked():
    without = writer.remove_component(BASE, "c3", cascade=True)
    changed = change(BASE, "c3", certainty="low")
    for ours, theirs, by in ((without, changed, "ours"), (changed, without, "theirs")):
        assert kinds(ours, theirs) == [("removed", "c3", "span")]
        found = merge(BASE, ours, theirs).data
        assert sample(found).component["c3"].certainty == "low"
        assert sample(resolve(found, by)).component.keys() == sample(without).component.keys()


def test_what_is_removed_as_a_whole_is_marked_once():
    without = writer.remove_component(BASE, "c3", cascade=True)
    assert kinds(without, change(BASE, "c3", gloss="Other words.")) == [("removed", "c3", "span")]


def test_a_group_that_one_side_left_empty_stays():
    base = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><taxonomy xml:id="issues"><category xml:id="a"/></taxonomy></TEI>'
    ours = base.replace(b'<category xml:id="a"/>', b"")
    theirs = base.replace(b"<TEI ", b'<TEI n="1" ')
    assert joined(ours, theirs, base) == ours.replace(b"<TEI ", b'<TEI n="1" ')


def test_removed_here_used_there_comes_back_with_all_it_has():
    ours = writer.remove_component(BASE, "c3", cascade=True)
    theirs = writer.add_relation(BASE, Relation("", "attacks", ("c3",), ("c5",)))
    assert kinds(ours, theirs) == [("removed", "c3", "span")]
    assert sample(merge(BASE, ours, theirs).data).component["c3"] == sample(BASE).component["c3"]


def test_an_end_left_dangling_on_purpose_brings_nothing_back():
    ours = writer.remove_component(BASE, "c3")
    found = merge(BASE, ours, change(BASE, "c1", certainty="low"))
    assert found.conflicts == ()
    assert "c3" not in sample(found.data).component


def test_both_sides_file_one_component_under_issues_of_their_own():
    issues = sample(BASE).component["c1"].issues
    other = [item.id for item in sample(BASE).issues if item.id not in issues]
    both = joined(
        change(BASE, "c1", issues=(*issues, other[0])), change(BASE, "c1", issues=(other[1],))
    )  # fmt: skip
    assert set(sample(both).component["c1"].issues) == {other[0], other[1]}


def test_two_voices_for_one_component_are_a_conflict():
    base = entries.add_entry(BASE, sample(BASE).voices[0].__class__("voice.new", "New"))
    voices = [*[item.id for item in sample(base).voices][:2], "voice.new"]
    now = sample(base).component["c1"].voice
    first, second = [voice for voice in voices if voice != now][:2]
    assert kinds(change(base, "c1", voice=first), change(base, "c1", voice=second), base) == [
        ("attribute", "c1", "ana")
    ]


def test_one_new_id_for_two_things_gives_theirs_another_and_its_relations_follow():
    fragments = [sample(BASE).component[ident].fragments for ident in ("c4", "c5")]
    sides = []
    for cut, gloss in zip(fragments, ("Mine.", "Hers."), strict=True):
        data = writer.add_component(BASE, Component("c50", "claim", gloss, cut))
        sides.append(writer.add_relation(data, Relation("k50", "supports", ("c50",), ("c1",))))
    assert kinds(*sides) == [("id", "c51", "c50"), ("id", "k51", "k50")]
    got = sample(merge(BASE, *sides).data)
    assert [got.component[name].gloss for name in ("c50", "c51")] == ["Mine.", "Hers."]
    assert [got.relation[name].sources for name in ("k50", "k51")] == [("c50",), ("c51",)]


def test_the_same_thing_added_by_both_is_there_once():
    new = Component("c50", "claim", "Ours and theirs.", sample(BASE).component["c4"].fragments)
    ours = writer.add_component(BASE, new)
    theirs = change(writer.add_component(BASE, new), "c1", certainty="low")
    both = joined(ours, theirs)
    assert sample(both).component == sample(theirs).component


def test_additions_at_one_place_both_stay_in_order():
    relation = [Relation(f"k{n}", "supports", ("c1",), (f"c{n}",)) for n in (2, 3)]
    relation = [Relation(f"n{i}", r.name, r.sources, r.targets) for i, r in enumerate(relation)]
    both = joined(writer.add_relation(BASE, relation[0]), writer.add_relation(BASE, relation[1]))
    assert [item.id for item in sample(both).relations][-2:] == ["n0", "n1"]


def test_new_groups_of_both_become_one():
    base = new_annotation(sample(BASE).__class__("m", components=sample(BASE).components[:3]))
    sides = [writer.add_relation(base, Relation(f"k{n}", "supports", ("e1",), (f"r{n}",))) for n in (1, 2)]
    got = joined(*sides, base=base)
    assert got.count(b"<listRelation") == 1
    assert [item.id for item in sample(got).relations] == ["k1", "k2"]


def test_last_members_removed_by_either_leave_no_empty_group():
    keep = sample(BASE).relations[:2]
    base = BASE
    for relation in sample(BASE).relations[2:]:
        base = writer.remove_relation(base, relation.id)
    got = joined(*(writer.remove_relation(base, item.id) for item in keep), base=base)
    assert b"<listRelation" not in got
    assert not [item for item in validate_profile(got) if item.severity == "error"]


def test_header_entries_of_both_join():
    ours = entries.add_annotator(entries.add_entry(BASE, Issue("issue.new", "New")), Annotator("ann.x", "X", "r"))
    theirs = entries.add_annotator(entries.add_entry(BASE, Issue("issue.other", "Other")), Annotator("ann.y", "Y", "r"))
    got = sample(joined(ours, theirs))
    assert {"issue.new", "issue.other"} <= set(got.issue)
    assert {"ann.x", "ann.y"} <= {item.id for item in got.annotators}


def moved(data: bytes, ident: str, below: str) -> bytes:
    """An issue hung below another one."""
    text = data.decode()
    line = re.search(rf'\n *<category xml:id="{re.escape(ident)}">.*</category>(?=\n)', text).group()
    text = text.replace(line, "")
    at = re.search(rf'<category xml:id="{re.escape(below)}"><catDesc>.*?</catDesc>', text).end()
    return (text[:at] + line.strip() + text[at:]).encode()


TREE = "".join(f'\n<category xml:id="issue.{n}"><catDesc>{n}</catDesc></category>' for n in "abc")
TREE = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><taxonomy xml:id="issues">{TREE}\n</taxonomy></TEI>'.encode()


def test_an_issue_hung_elsewhere_by_one_and_renamed_by_the_other():
    theirs = TREE.replace(b"<catDesc>a<", b"<catDesc>A new name<")
    for sides in ((moved(TREE, "issue.a", "issue.b"), theirs), (theirs, moved(TREE, "issue.a", "issue.b"))):
        got = parse(joined(*sides, base=TREE))
        node = got.ids["issue.a"]
        assert (node.parent.id, node.text()) == ("issue.b", "A new name")
        assert not got.repeated


def test_two_issues_hung_below_each_other_are_not_lost():
    found = merge(TREE, moved(TREE, "issue.a", "issue.b"), moved(TREE, "issue.b", "issue.a")).data
    assert set(parse(found).ids) == {"issues", "issue.a", "issue.b", "issue.c"}


def test_layout_of_one_side_is_kept_and_is_no_conflict():
    ours = BASE.replace(b"\n      <span", b"\n\n        <span").replace(b"<gloss>The ", b"<gloss>\n  The ")
    theirs = change(BASE, "c1", gloss="Other words.")
    both = joined(ours, theirs)
    assert sample(both).component == sample(theirs).component
    assert both.count(b"\n\n        <span") == BASE.count(b"\n      <span")


@pytest.mark.parametrize("newline", [b"\r\n", b"\r"])
def test_line_ends_changed_by_one_side(newline: bytes):
    turned = BASE.replace(b"\n", newline)
    theirs = change(BASE, "c1", gloss="Other words.")
    wanted = theirs.replace(b"\n", newline)
    assert joined(turned, theirs) == wanted
    assert joined(theirs, turned) == wanted


def test_versions_in_different_encodings_join():
    text = BASE.decode().replace("UTF-8", "UTF-16", 1)
    ours, theirs = text.encode("utf-16"), change(BASE, "c1", gloss="Ein schöner Grund — 中.")
    for sides in ((ours, theirs), (theirs, ours)):
        assert sample(joined(*sides)).component["c1"].gloss == "Ein schöner Grund — 中."


def test_comments_and_instructions_of_both_stay():
    at = b'      <span xml:id="c2"'
    ours = BASE.replace(at, b"      <!-- one --><?mine a?>\n" + at)
    theirs = BASE.replace(at, b"      <!-- two -->\n" + at)
    both = joined(ours, theirs)
    assert all(both.count(item) == 1 for item in (b"<!-- one -->", b"<?mine a?>", b"<!-- two -->"))


def test_without_a_common_version_equal_things_are_one_and_others_are_marked():
    ours, theirs = change(BASE, "c1", gloss="Mine."), change(BASE, "c2", certainty="low")
    found = merge(b"", ours, theirs)
    assert [(c.kind, c.of) for c in found.conflicts] == [("content", "c1"), ("attribute", "c2")]
    assert len(sample(found.data).components) == len(sample(BASE).components)


def test_versions_of_other_vocabularies_stay_apart_but_whole():
    theirs = BASE.replace(b"http://www.tei-c.org/ns/1.0", b"http://example.org/other")
    ours = change(BASE, "c1", gloss="Mine.")
    found = merge(BASE, ours, theirs)
    assert [item.kind for item in found.conflicts] == ["file"]
    assert found.conflicts[0].theirs == theirs.decode()
    assert sample(found.data).component == sample(ours).component


def test_ranges_cut_on_a_text_that_the_other_side_changed_are_marked():
    old = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p1">One two three four.</p></body></text>'
        b'<standOff type="argument"><spanGrp type="components">'
        b'<span xml:id="c1" type="claim" target="#p1"><gloss>G</gloss></span></spanGrp></standOff></TEI>'
    )
    theirs = old.replace(
        b"</spanGrp>", b'<span xml:id="c2" type="claim" target="#char=4,7"><gloss>H</gloss></span></spanGrp>'
    )
    assert kinds(old.replace(b"One ", b"Not one "), theirs, old) == [("text", "c2", "")]


def test_links_of_two_reviewers_join_and_a_pair_judged_twice_is_marked():
    links = correspondences.read(LINKS)[0].links
    ours = re.sub(rb'(xml:id="%s" name=)"\w+"' % links[0].id.encode(), rb'\1"overlaps"', LINKS)
    theirs = re.sub(rb'(xml:id="%s" name=)"\w+"' % links[1].id.encode(), rb'\1"overlaps"', LINKS)
    got = correspondences.read(joined(ours, theirs, base=LINKS))[0].links
    assert [link.type for link in got[:2]] == ["overlaps", "overlaps"]
    assert [link.id for link in got] == [link.id for link in links]
    other = ours.replace(b'name="overlaps"', b'name="unrelated"', 1)
    assert kinds(ours, other, LINKS) == [("attribute", links[0].id, "name")]


def test_text_put_in_by_one_side_and_a_gloss_changed_by_the_other():
    whole = edition()
    base = detach(whole)
    ours, theirs = (change(data, "c1", gloss="Other words.") for data in (base, whole))
    assert joined(ours, whole, base) == theirs
    assert joined(whole, ours, base) == theirs
