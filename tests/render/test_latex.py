import re

from hypothesis import given
from hypothesis import strategies as st

from argmap.render.document import Column, Document, cell, em, line, note, strong, tabled
from argmap.render.latex import SPECIAL, escape, write
from argmap.render.measure import clean

TRICKY = st.text(st.sampled_from("\\{}$&#%_^~<>|\"'`[]-!?*aB1 é≠\u00a0"), max_size=60)
BACK = {made: char for char, made in SPECIAL.items()} | {
    r"\textquotedblleft{}": '"',
    r"\textquotedblright{}": '"',
    r"\textquoteleft{}": "'",
    r"\textquoteright{}": "'",
}
BACK[r"\allowbreak{}"] = ""  # within endless words
BACK["{-}"] = "-"  # the hyphen that may not break comes out as a plain one
TOKEN = re.compile("|".join(re.escape(made) for made in sorted(BACK, key=len, reverse=True) if made) + "|.", re.DOTALL)


@given(TRICKY)
def test_escaping_can_be_undone_and_leaves_nothing_special(text):
    made = escape(text)
    tokens = TOKEN.findall(made)
    assert "".join(BACK.get(token, token) for token in tokens) == clean(text).replace("\u200b", "")
    for token in tokens:
        if token not in BACK:
            assert token not in "\\{}$&#%_^~"


@given(TRICKY, TRICKY)
def test_braces_balance_and_every_row_has_its_cells(one, other):
    section = tabled("", (Column("a & b"), Column("c")), [[cell(line(strong(one), em(other))), cell(line(note(one)))]])
    text = write(Document(one, (section,), (other,)))
    bare = re.sub(r"\\[\\{}]", "", text)
    assert bare.count("{") == bare.count("}")
    body = text[text.index("\\endlastfoot") : text.index("\\end{longtable}")]
    rows = [row for row in body.splitlines() if row.endswith(r"\\")]
    assert all(len(re.findall(r"(?<!\\)&", row)) == 1 for row in rows)


def test_a_word_without_end_may_break_and_any_other_stays_whole():
    assert max(map(len, escape("w" * 500).split(r"\allowbreak{}"))) < 10
    assert escape("Ostrander-Featherstonehaugh") == "Ostrander{-}Featherstonehaugh"


def test_a_tall_row_is_cut_so_that_pages_can_break_and_loses_nothing():
    lines = [f"paragraph {n} " + "word " * 30 for n in range(40)]
    text = write(Document("t", (tabled("", (Column("a"), Column("b")), [[cell(*lines), cell("short")]]),)))
    assert sum(row.endswith(r"\\") for row in text.splitlines()) > 5
    assert [int(n) for n in re.findall(r"paragraph (\d+)", text)] == list(range(40))
