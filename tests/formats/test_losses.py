"""Losses: counted by element and field, taken out of the map, nothing else touched."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings

from argmap import formats
from argmap.formats.losses import merged, reduced, without
from argmap.model import (
    Annotator,
    ArgumentMap,
    BibItem,
    Component,
    Fragment,
    Issue,
    Relation,
    Scheme,
    Source,
    Voice,
)
from argmap.plugins import Format, Loss
from argmap.text.reading import ReadingText, Region
from tests.strategies import rich_maps

MAP = ArgumentMap(
    "m",
    "A title",
    Source(title="T", volume="3"),
    ReadingText.of("Two pages", pages=(Region(0, 3, "1"), Region(4, 9, "2"))),
    components=(
        Component("c1", "evidence", certainty="high", fragments=(Fragment(1, 2, score=0.5),)),
        Component("c2", "claim", certainty="low"),
        Component("c3", "claim"),
    ),
    relations=(Relation("r1", "attacks", ("c1",), ("c2",)),),
    issues=(Issue("i1", "One"),),
)


@pytest.mark.parametrize(
    ("field", "loss"),
    [
        ("component.certainty", Loss("component", "certainty", 2, ("c1", "c2"))),
        ("component.kind", Loss("component", "kind", 1, ("c1",))),
        ("relation.name", Loss("relation", "name", 1, ("r1",))),
        ("fragment.score", Loss("fragment", "score", 1, ("c1",))),
        ("source.volume", Loss("source", "volume", 1)),
        ("text.pages", Loss("text", "pages", 2)),
        ("map.title", Loss("map", "title", 1)),
        ("issues", Loss("map", "issues", 1, ("i1",))),
        ("issue.label", Loss("issue", "label", 1, ("i1",))),
    ],
)
def test_a_field_is_counted_and_emptied(field, loss):
    left, losses = without(MAP, [field])
    assert losses == [loss]
    assert left != MAP
    assert without(left, [field]) == (left, [])


def test_what_is_empty_is_no_loss():
    assert without(MAP, ["component.notes", "relation.reason", "text.sections", "source.pages"]) == (MAP, [])
    assert without(ArgumentMap("m"), ["text", "text.pages"]) == (ArgumentMap("m"), [])


def test_an_unknown_field_is_a_mistake_of_the_format():
    with pytest.raises(ValueError, match="no field colour"):
        without(MAP, ["component.colour"])


def test_a_format_may_say_itself_what_is_left():
    form = Format("x", "X", (".x",), reduce=lambda amap: (replace(amap, title=""), [Loss("map", "title", 1)]))
    assert reduced(form, MAP) == (replace(MAP, title=""), [Loss("map", "title", 1)])
    plain = Format("y", "Y", (".y",), loses=frozenset({"map.title"}))
    assert reduced(plain, MAP) == reduced(form, MAP)


def test_losses_add_up():
    one, two = Loss("component", "kind", 2, ("c1", "c2")), Loss("component", "kind", 1, ("c2",))
    assert merged([one, two, Loss("map", "text", 1)]) == [
        Loss("component", "kind", 3, ("c1", "c2")),
        Loss("map", "text", 1),
    ]
    assert str(Loss("component", "kind", 9, ("c1",))) == "component.kind: 9 (c1, …)"


@settings(max_examples=30, deadline=None)
@given(amap=rich_maps())
def test_taking_nothing_out_changes_nothing(amap):
    assert without(amap, []) == (amap, [])


def marked() -> ArgumentMap:
    """A map with a word of its own in every field of words."""
    count = iter(range(1000))

    def word() -> str:
        return f"zq{next(count)}qz"

    text = ReadingText.of(" ".join(word() for _ in range(6)), sections=(Region(0, 9, "1", word()),))
    place = Fragment(0, 5, "src:0-5", word(), word(), word(), word())
    more = (("x:y", word()),)
    c1, c2, r1, i1, i2, v1, s1, a1, b1 = (word() for _ in range(9))
    return ArgumentMap(
        word(),
        word(),
        Source(word(), (word(),), word(), word(), word(), word(), word(), (("doi", word()),)),
        text,
        components=(
            Component(c1, word(), word(), (place,), (i1,), v1, annotator=a1, certainty=word(), notes=(word(),)),
            Component(c2, "claim", word(), (Fragment(7, 999),), extra=more),
        ),
        relations=(
            Relation(r1, word(), (c1,), (c2,), (), (s1,), a1, word(), word(), more),
            Relation(word(), "cites", (c1,), (b1,)),
            Relation(word(), "supports", (c1,), (), reason=word()),
        ),
        issues=(Issue(i1, word(), word(), i2), Issue(i2, ""), Issue(word(), word())),
        voices=(Voice(v1, word()), Voice(word(), word())),
        schemes=(Scheme(s1, word()), Scheme(word(), word())),
        annotators=(Annotator(a1, word(), word(), machine=True),),
        bibliography=(BibItem(b1, word()),),
        extra=more,
    )


@pytest.mark.parametrize("name", [form.name for form in formats.built_in() if form.write and not form.read])
def test_every_word_that_is_not_said_to_be_lost_is_written(name):
    """Of notations that cannot be read back: the list of losses is held against the file itself."""
    if name == "docbin":
        pytest.importorskip("spacy")
    amap = marked()
    made = formats.write(amap, name).main
    words = set(re.findall("zq[0-9]+qz", (zlib.decompress(made) if name == "docbin" else made).decode("latin-1")))
    kept, losses = reduced(formats.named(name), amap)
    left = set(re.findall("zq[0-9]+qz", repr(kept)))
    lost = {ident for loss in losses if loss.field == "id" for ident in loss.ids}
    assert left - words <= lost and not lost & words
    assert words  # something is written at all
    again, more = reduced(formats.named(name), kept)
    assert again == kept and {loss.field for loss in more} <= {"id"}


def test_a_title_that_stands_in_for_another_is_not_lost():
    for title, lost in (("", False), ("The same", False), ("Another", True)):
        amap = ArgumentMap("m", title, Source("The same"))
        assert ("title" in {loss.field for loss in formats.losses(amap, "jsonl")}) == lost
