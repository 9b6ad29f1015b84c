"""Argdown text from maps: the same bytes for the same map, small changes for small changes, nothing lost."""

from __future__ import annotations

import difflib
import json
import os
import random
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argmap.formats.argdown import front, jsonform, plan, relate, splice
from argmap.formats.argdown.annotate import apply
from argmap.formats.argdown.canonical import body
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.reading import examine, read, without_layout
from argmap.formats.argdown.structures import structure
from argmap.formats.argdown.writing import canonical, reduce, write
from argmap.formats.extra import keep
from argmap.model import KINDS, ArgumentMap, Component, Issue, Relation, Scheme
from argmap.plugins import Input
from tests.strategies import rich_maps

TEXT = """\
===
title: Rents
===

# Debate

// a remark that stays
[Cap]:  Rents should   be capped. #pro
    - [Supply]: Caps cut supply.  {source: p. 3}
        + <Study>
    + Tenants need safety.

<Main>: Because.

(1) [P]: One.
(2) Two.
--
Modus ponens
--
(3) [C]: Three.
"""


def loaded(text):
    amap, problems = read(Input(text.encode() if isinstance(text, str) else text, "m.argdown"))
    assert [item for item in problems if item.severity == "error"] == []
    return amap


def changed(amap, ident, **fields):
    return replace(amap, components=tuple(replace(c, **fields) if c.id == ident else c for c in amap.components))


def with_relation(amap, *relations):
    return replace(amap, relations=(*amap.relations, *relations))


def moved(old, new):
    """Lines taken out and put in."""
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:]
    return [line for line in lines if not line.startswith("@")]


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, "\n\n  " + TEXT.split("===")[2] + "\n\n"]
)
def test_what_is_not_changed_is_written_byte_for_byte(text):
    assert write(loaded(text)) == text.encode()


@given(st.binary(max_size=80))
@example(b"\xff\xfea")
@example(b"[A]: \x81\xff")
def test_any_bytes_come_back(data):
    amap, _ = read(Input(data, "m.argdown"))
    assert write(replace(amap)) == data
    assert write(replace(amap, title="T")) != data


def test_every_file_of_the_corpus_is_written_as_it_was_and_laid_out_anew_without_loss(shared):
    for path in sorted((shared / "corpora/argdown").glob("*.argdown")):
        for data in (path.read_bytes(), b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")):
            amap, _ = read(Input(data, path.name))
            assert write(replace(amap)) == data, path.name
        bare = without_layout(amap)
        text = canonical(bare)
        again, problems = read(Input(text.encode(), path.name))
        assert again == bare and canonical(again) == text, path.name
        assert [item for item in problems if item.severity == "error"] == [], path.name


def test_other_words_change_their_line_alone():
    amap = loaded(TEXT)
    new = write(changed(amap, "Cap", gloss="Rents *must* be capped.")).decode()
    assert moved(TEXT, new) == ["-[Cap]:  Rents should   be capped. #pro", "+[Cap]:  Rents \\*must\\* be capped. #pro"]


def test_a_kind_is_a_tag_and_a_note_is_data():
    amap = loaded(TEXT)
    assert moved(TEXT, write(changed(amap, "P", kind="evidence")).decode()) == [
        "-(1) [P]: One.",
        "+(1) [P]: One. #evidence",
    ]
    new = write(changed(amap, "Supply", notes=("look",))).decode()
    assert moved(TEXT, new)[1] == '+    - [Supply]: Caps cut supply.  {"source": "p. 3", "argmap": {"notes": ["look"]}}'


def test_what_is_new_comes_at_the_end_and_all_else_stays():
    amap = loaded(TEXT)
    new = write(
        replace(amap, components=(*amap.components, Component("n", "claim", "New.", issues=("issue.Debate",))))
    ).decode()
    assert moved(TEXT, new) == ["+", "+[n]: New."]
    new = write(with_relation(amap, Relation("C.supports.Cap", "supports", ("C",), ("Cap",)))).decode()
    assert moved(TEXT, new) == ["+", "+[Cap]", "+  + [C]"]
    linked = write(with_relation(amap, Relation("L", "supports", ("C", "P"), ("Cap",)))).decode()
    assert moved(TEXT, linked) == ["+", "+<L>", "+", "+(1) [C]", "+(2) [P]", "+----", "+(3) [Cap]"]
    under = write(with_relation(amap, Relation("Cap.undercuts.Main", "undercuts", ("Cap",), ("Main",)))).decode()
    assert moved(TEXT, under) == ["+", "+<Main>", "+  <_ [Cap]"]


def test_what_is_gone_takes_its_lines_along():
    amap = loaded(TEXT)
    bare = replace(
        amap,
        components=tuple(c for c in amap.components if c.id != "Study"),
        relations=tuple(r for r in amap.relations if "Study" not in r.ends),
    )
    assert moved(TEXT, write(bare).decode()) == ["-        + <Study>"]
    apart = replace(amap, relations=tuple(r for r in amap.relations if r.name != "attacks"))
    assert "[Supply]: Caps cut supply.  {source: p. 3}\n    + <Study>" in write(apart).decode()
    assert loaded(write(apart)).relations == apart.relations


STRUCTURE = """<Arg>: An argument.
  + [Z]: Zed.

(1) [P1]: One.
(2) Two, without a title.
-- modus ponens --
(3) [C1]: Middle.   #tag
  <- [Against]
(4) [P3]: Three. {colour: red}
----
  <_ [Not so]
(5) [C2]: Last.
(6) [P1]
-- some rule {uses: [5, 6]} --
(7) [C3]
   -> [A]

"""


@pytest.mark.parametrize("gone", ["Arg.1", "Arg.2", "Arg"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_step_that_is_gone_changes_its_argument_alone(gone, newline):
    before = "// first a comment\n\n# Wells   {note: keep}\n\n[A]: First.\n  -   <Other>   // odd\n\n"
    after = "[Tail]:   spaced.  /* kept */\n\n<Second>\n\n(1) [T1]:  One.\n----\n(2)  [T2]\n  +>  [A]\n"
    whole = (before + STRUCTURE + after).replace("\n", newline)
    amap = loaded(whole)
    held = {gone}
    for _ in amap.relations:
        held |= {item.id for item in amap.relations if held & {*item.ends}}
    changed = replace(amap, relations=tuple(item for item in amap.relations if item.id not in held))
    text = write(changed).decode()
    rest = text[text.index("// first") :]
    for part in (before, after):
        assert part.replace("\n", newline) in rest
    assert rest.replace("\r\n", "").count("\n") == (rest.count("\n") if newline == "\n" else 0)
    assert without_layout(loaded(text)) == without_layout(changed)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_change_is_read_back_and_stays_in_the_files_line_endings(ending, shared):
    choice = random.Random(7)
    laid_out_anew = count = 0
    for path in sorted((shared / "corpora/argdown").glob("*.argdown"))[:: 6 if ending == "\n" else 5]:
        amap, _ = read(Input(path.read_text("utf-8").replace("\n", ending).encode(), path.name))
        for new in _mutations(amap, choice):
            data = write(new)
            assert read(Input(data, path.name))[0] == reduce(new)[0], path.name
            anew = b'"layout"' in data
            laid_out_anew, count = laid_out_anew + anew, count + 1
            assert (
                anew
                or ending not in path.read_text("utf-8").replace("\n", ending)
                or data.count(b"\n") == data.count(ending.encode())
            )
    assert laid_out_anew < count / 4


def _mutations(amap, choice):
    items = list(amap.components)
    if not items:
        return
    one = choice.choice(items)
    yield changed(amap, one.id, gloss="New [words] of e.g. 3.b, *marked* {so}")
    yield changed(amap, one.id, kind=choice.choice(KINDS), certainty="high", notes=("a }", "b"))
    yield replace(amap, components=(*items, Component("fresh", "recommendation", "Do it.")), title="Another")
    if len(items) > 2:
        a, b, c = (item.id for item in choice.sample(items, 3))
        yield with_relation(
            amap, Relation("x1", "attacks", (a,), (b,), reason="so"), Relation("x2", "supports", (a, b), (c,))
        )
    if amap.relations:
        gone = choice.choice(amap.relations).id
        yield replace(amap, relations=tuple(r for r in amap.relations if r.id != gone and gone not in r.targets))


def test_a_map_from_elsewhere_is_plain_argdown():
    amap = ArgumentMap(
        "m",
        "T",
        components=(
            Component("c1", "recommendation", "Cap rents."),
            Component("c2", "evidence", "Rents rose.", issues=("issue.a",)),
            Component("c3", "claim", ""),
        ),
        relations=(
            Relation("k1", "supports", ("c2", "c3"), ("c1",), schemes=("scheme.sign",)),
            Relation("k2", "undercuts", ("c2",), ("k1",)),
            Relation("k3", "attacks", mutual=("c1", "c3")),
            Relation("k4", "restates", ("c1",), ("c3",)),
        ),
        issues=(Issue("issue.a", "Rents", "How high?"),),
        schemes=(Scheme("scheme.sign", "Argument, from sign"),),
    )
    text = body(amap)
    assert text == (
        "[c1]: Cap rents. #recommendation\n  >< [c3]\n\n[c3]\n\n<k1>\n\n(1) [c2]\n(2) [c3]\n--\n"
        "Argument\\, from sign\n--\n  <_ [c2]\n(3) [c1]\n\n# Rents "
        '{"argmap": {"id": "issue.a"}}\n\n[c2]: Rents rose. #evidence\n'
    )
    assert loaded(canonical(amap)) == amap
    assert structure(plan.Plan(amap), "k1")[0] == "<k1>"


def test_what_somebody_changed_in_the_text_wins_over_our_data():
    amap = ArgumentMap(
        "m",
        components=(
            Component("c1", "claim", "Two  spaces."),
            Component("c2", "claim", "b"),
            Component("c3", "claim", "c"),
        ),
        relations=(
            Relation("k1", "supports", ("c2",), ("c1",), certainty="low"),
            Relation("k2", "attacks", ("c3",), ("c1",)),
        ),
    )
    text = canonical(amap)
    assert loaded(text) == amap
    edited = loaded(
        text.replace("Two spaces.", "Three.").replace("  - [c3]\n", "").replace("[c2]: b", "[c2]: b #evidence")
    )
    assert [(c.gloss, c.kind) for c in edited.components] == [("Three.", "claim"), ("b", "evidence"), ("c", "claim")]
    assert edited.relations == amap.relations[:1]


def test_an_empty_map_and_hostile_slots():
    assert loaded(canonical(ArgumentMap("e"))) == ArgumentMap("e")
    hostile = ArgumentMap(
        "h",
        components=(
            Component("]: <x> {", "odd kind", "g", extra=(*keep("argdown", {"title": 3, "tags": "x"}), ("z", "y"))),
        ),
        issues=(Issue("a", "A", parent="b"), Issue("b", "B", parent="a")),
        extra=(("other:k", "v"), *keep("argdown", {"front": {"x y": [1, None]}, "sections": "no"})),
    )
    assert loaded(canonical(hostile)) == reduce(hostile)[0]


def test_frontmatter_keeps_what_is_not_ours():
    text = "===\ntitle: T # why\nargmap: {a: 1}\nmodel:\n    mode: strict\n===\n\n[A]: a\n"
    new = front.with_own(text, parse(text), {"b": [{"c": 2}]})
    assert new == text.replace("argmap: {a: 1}\n", "").replace("strict\n", 'strict\nargmap: {\n "b": [\n  {"c": 2}]}\n')
    assert parse(new).front == {"title": "T", "model": {"mode": "strict"}, "argmap": {"b": [{"c": 2}]}}
    assert front.with_own(text, parse(text), {"a": 1}) == text
    assert apply("abc", [(1, 2, "x"), (0, 0, "-")]) == "-axc"
    assert relate.key_of(Relation("k", "attacks", mutual=("a", "b"))) == relate.key_of(
        Relation("k", "attacks", mutual=("b", "a"))
    )
    assert splice.spliced is not None


def _core():
    """Argdown's own program, where node finds it (NODE_PATH); else the reason why not."""
    if shutil.which("node") is None:
        return "node is not on this machine"
    found = subprocess.run(["node", "-e", "require('@argdown/core')"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "node does not find @argdown/core: npm install it and set NODE_PATH"


ORACLE = """
const path = require.resolve("@argdown/core"); const {argdown} = require(path.replace(/index.js$/, "argdown.js"));
const steps = ["parse-input", "build-model", "export-json"];
const run = input => argdown.run({process: steps, input, logLevel: "silent"});
process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8")).map(text => {
  const r = run(text);
  return {faults: (r.parserErrors || []).length + (r.exceptions || []).length, json: r.json || "null"};
})));
"""


def official(texts):
    done = subprocess.run(
        ["node", "-e", ORACLE],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    return [(item["faults"], json.loads(item["json"])) for item in json.loads(done.stdout)]


def in_brief(data):
    """What must be the same: titles, members with words and roles, structures, relations, sections, tags."""

    def member(item):
        text = None if item.get("isReference") else " ".join((item.get("text") or "").split())
        return (
            item["title"],
            item.get("role"),
            text,
            item.get("tags"),
            item.get("data"),
            item["startLine"],
            item["startColumn"],
        )

    def section(item):
        return (
            item["id"],
            item["level"],
            item["title"],
            item.get("tags"),
            [section(child) for child in item["children"]],
        )

    ends = ("relationType", "from", "fromType", "to", "toType", "conclusionIndex")
    groups = {
        name: {title: [member(m) for m in x["members"]] for title, x in data[name].items()}
        for name in ("arguments", "statements")
    }
    pcs = {
        t: [(m["title"], m["role"], m.get("inference", {}).get("inferenceRules")) for m in x.get("pcs", [])]
        for t, x in data["arguments"].items()
    }
    relations = sorted(json.dumps([item.get(name) for name in ends]) for item in data["relations"])
    return groups, pcs, relations, [section(item) for item in data["sections"]], data["tags"]


@pytest.mark.slow
def test_argdowns_own_program_reads_what_is_written_as_we_do(shared):
    if reason := _core():
        pytest.skip(reason)
    maps = []

    @settings(max_examples=30, database=None)
    @given(rich_maps())
    def collect(amap):
        maps.append(amap)

    collect()
    texts = [write(amap).decode() for amap in maps]
    paths = [
        path
        for path in sorted((shared / "corpora/argdown").glob("*.argdown"))
        if b"explodeArguments" not in path.read_bytes()
    ]
    texts += [path.read_bytes().decode() for path in paths]
    texts += [canonical(without_layout(read(Input(path.read_bytes(), path.name))[0])) for path in paths]
    sound = 0
    for text, (faults, data) in zip(texts, official(texts), strict=True):
        amap, problems = read(Input(text.encode(), "m.argdown"))
        if faults or data is None or any(item.severity == "error" for item in problems):
            assert text not in texts[: len(maps)]
            continue
        mine = json.loads(jsonform.write(amap))
        assert in_brief(mine) == in_brief(data), text
        assert jsonform.read(Input(json.dumps(data).encode(), "m.argdown.json"))[0].components or not amap.components
        sound += 1
    assert sound > 200


def test_reading_again_finds_the_same_model():
    found = examine(Input(TEXT.encode(), "m.argdown"))
    assert found.mapped.homes["Cap"] == "issue.Debate"
    assert {item.id for item in found.mapped.amap.components} == set(found.mapped.elements)
