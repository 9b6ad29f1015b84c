"""The one table of problem codes: what each means, and what to do about it.

``E`` codes are errors, ``W`` codes warnings. Hundreds group them: 1 reading XML, 2 ids and pointers (both mostly
the reader's, titles in `argmap.tei.codes`), 3 components and glosses, 4 relations, 5 passages, 6 code book and
annotators, 7 correspondences, 8 schemas, 9 plug-ins
and the notations of other programs (`argmap.formats.codes`).
Codes are never given a new meaning; `docs/codes.md` lists them for readers.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.formats.codes import CODES as FORMAT_CODES
from argmap.plugins import BROKEN, RAISED, Code
from argmap.problems import ArgmapError, Place, Problem
from argmap.tei.codes import CODES as READER_CODES

_OWN = (
    Code("E110", "a merge left a choice open", "argmap resolve shows and settles it, or edit and delete the mark"),
    Code("W218", "a pointer to an id of the file lacks its #", "write #id (--fix does)"),
    Code("E219", "a hash is no SHA-256", "write 64 digits from 0 to f, in small letters, or remove it"),
    Code("E220", "a page or section is turned round, overlaps another, or ends beyond the text", "mend its range"),
    Code("E301", "a component's kind is misspelt", "write claim, evidence or recommendation"),
    Code("W302", "a component's kind is not known", "use claim, evidence or recommendation where one fits"),
    Code("E303", "a component has no gloss", "say in one sentence of your own what the passage holds"),
    Code("W304", "a gloss repeats the source's words", "say it in your own words; names, figures and terms may stay"),
    Code("W305", "two components have the same gloss", "make them say how they differ, or relate them by restates"),
    Code("W306", "a gloss is more than one short sentence", "cut it to one sentence of at most 40 words"),
    Code("W307", "a gloss is a placeholder", "write the gloss"),
    Code("W310", "no component is marked as the thesis", 'mark the main claim as the thesis; in TEI, subtype="thesis"'),
    Code("W311", "several components are marked as the thesis", "keep the mark on the one that the whole text is for"),
    Code("W312", "the thesis is not the author's own, or is evidence", "mark a claim or recommendation of the author"),
    Code("W313", "nothing supports the thesis", "add the relations that lead to it"),
    Code("W314", "a component takes part in no relation", "relate it, or leave it out if nothing rests on it"),
    Code("W315", "there are components but not one relation", "add the relations between them"),
    Code("W316", "a component is filed under no issue", "file it under the issue whose question it helps to answer"),
    Code("W317", "a component or relation names no annotator", "say who; in TEI, add @resp to it or to its group"),
    Code("E401", "a relation's end does not exist", "mend the id, or remove the relation"),
    Code("E402", "a relation joins a component with itself", "mend one of its ends, or remove it"),
    Code("E403", "support runs in a circle", "break it; where the author repeats a claim, relate the two by restates"),
    Code("E404", "the same source both supports and attacks the same target", "keep one of the two"),
    Code("W405", "one of two components supports the other, which attacks it", "check the direction of both relations"),
    Code("E406", "an undercut does not point at a relation", "let it point at the relation's id, or make it an attack"),
    Code("W407", "an attack points at a relation", "call it undercuts"),
    Code("W408", "an undercut comes from an end of the relation that it undercuts", "check source and target"),
    Code("W409", "an undercut points at what is no inference", "undercut only supports, attacks and undercuts"),
    Code("E410", "a citation misses a source, or another relation hits one", "use cites, and only for bibliography"),
    Code("W411", "the same relation is given twice", "keep one; linked premises are one relation with several sources"),
    Code("E412", "a relation's name is misspelt", "write supports, attacks, undercuts, restates or cites"),
    Code(
        "W413", "a relation's name is not known", "use supports, attacks, undercuts, restates or cites where one fits"
    ),
    Code("W414", "restates joins components of different kinds", "make the kinds agree, or use another relation"),
    Code("W415", "a claim or recommendation supports evidence", "check the direction: reasons rest on evidence"),
    Code("W416", "an undercut gives no reason", "say why the step does not hold; in TEI, in its desc"),
    Code("E417", "a relation that has a direction is given as mutual", "use active and passive"),
    Code("E418", "relations point at each other in a circle", "let one of them point at a component, or remove it"),
    Code("E501", "a fragment's words are not those that were annotated", "argmap check --fix finds them if they moved"),
    Code("W502", "a component's fragments are out of order", "list them in the order of the text (--fix does)"),
    Code("E503", "two fragments of one component overlap", "join them, or mend their borders"),
    Code("W504", "two components of one annotator have the same extent", "keep one, or cut them apart"),
    Code("W505", "a passage begins or ends within a word", "move the border to the word's"),
    Code("W506", "a passage begins or ends with white space", "move the border (--fix does)"),
    Code("W507", "a range has no fingerprint", "let argmap check --fix add its words and hash"),
    Code("W508", "a fragment was attached by likeness only", "compare it with the text, then remove its status"),
    Code("E509", "a fragment is lost", "mark its passage again, or remove the component"),
    Code("W510", "a passage is longer than 200 words", "cut it to the smallest stretch that says the whole thought"),
    Code("E601", "an issue is used but not declared", "add it to the code book (taxonomy issues), or mend its id"),
    Code("E602", "a voice is used but not declared", "add it to the voices (taxonomy voices), or mend its id"),
    Code("E603", "a scheme is used but not declared", "add it to the schemes (taxonomy schemes), or mend its id"),
    Code("E604", "an annotator is used but not declared", "add a respStmt with this xml:id, or mend the id"),
    Code("E605", "an issue stands below one that is not there, or below itself", "mend the parent's id"),
    Code("W606", "an issue is declared but never used", "file components under it, or remove it"),
    Code("W607", "a voice is declared but never used", "use it, or remove it"),
    Code("W608", "an entry of the code book has no label", "give it a label"),
    Code("W609", "two entries of the code book have the same label", "join them, or say how they differ"),
    Code("W610", "a component is filed under an issue and under a broader one", "keep the more specific of the two"),
    Code("W611", "the same value is listed twice", "remove one of them (--fix does)"),
    Code("W612", "an issue has different words in two files", "make label, question and parent the same"),
    Code("E613", "two files have the same id", "give each TEI element its own xml:id"),
    Code("W614", "a name differs between two files", "make the names the same, or the ids differ"),
    Code(
        "W615", "a scheme's id is nearly that of a usual scheme", "mend the id, or keep it if another scheme is meant"
    ),
    Code("E701", "a link's type is unknown", "same, broader, narrower, overlaps, contrary, contradictory, unrelated"),
    Code("E702", "a link's status is unknown", "write confirmed, rejected or suggested"),
    Code("E703", "a link or stance names a component that does not exist", "mend the id, or remove the entry"),
    Code("W704", "a link or stance names a file that is not at hand", "check the path; it counts from this folder"),
    Code("E705", "a link stays within one text", "use relations inside a text, correspondences between texts"),
    Code("E706", "two confirmed links differ about one pair", "keep the one that holds, reject the other"),
    Code("W707", "the same link or stance is given twice", "keep one of them"),
    Code("W708", "a judged link lacks its annotator, date or reason", "add @resp, @when and a desc"),
    Code("E709", "a date is not of the form 2026-11-21", "write year-month-day"),
    Code(
        "E710", "a stance or link is under an issue that is not declared", "add the issue to this file, or mend its id"
    ),
    Code("E711", "a stance is unknown", "write for, against, qualified, other or none"),
    Code("W712", "a stance is taken on an issue the component is not filed under", "file it there, or mend the issue"),
    Code("E713", "a component has two stances on the same issue", "keep one"),
    Code("E801", "the file does not fit the argmap profile", "see docs/encoding.md for the home form"),
    Code("E802", "the file breaks a rule of the argmap profile", "see docs/encoding.md for the home form"),
    Code("W803", "the profile's rules advise against something", "see the message"),
    Code("E804", "the file does not fit the schema named", "see the message"),
    BROKEN,
    RAISED,
    *FORMAT_CODES.values(),
)


# what to do about the reader's codes; its messages often know better
_READER_REMEDIES = {
    "E100": "choose a TEI file; printed text goes through argmap import, other notations through argmap convert",
    "E101": "open the file in an XML editor and mend it there",
    "E102": "declare version 1.0",
    "E103": "save the file as UTF-8",
    "E104": "remove the DOCTYPE",
    "E105": "choose a file whose root is TEI",
    "W106": "write the character itself",
    "W107": "put the text in, or check that file",
    "W108": "convert the file to TEI P5",
    "W109": "nothing, if it is meant to hold none",
    "E201": "give one of them another id, and mend what points at it",
    "E202": "start it with a letter; letters, digits, '.', '-' and '_' may follow",
    "E203": "mend the pointer, or put the id where it should lead",
    "E204": "write #id, or src:START-END",
    "E205": "mark the passage again",
    "E206": "declare it in listPrefixDef",
    "W207": "put the file where the pointer says; it counts from this file's folder",
    "W208": "add an xml:id, so that others can point at it",
    "W209": "run argmap attach with this text, and look at its report",
    "W210": "point at the running text",
    "E211": "add @target, or @from and @to",
    "E212": "keep either @target, or @from and @to",
    "W213": "write high, medium, low, unknown or a number from 0 to 1",
    "E214": "name what it starts from and what it points at",
    "E215": "name both ends, the type and the status",
    "W216": "take the element from a whole copy of the file, or remove it",
    "E217": "count again, or remove it: the hash and the range suffice",
}


def _table() -> dict[str, Code]:
    table: dict[str, Code] = {}
    reader = (Code(code, title, _READER_REMEDIES.get(code, "")) for code, title in READER_CODES.items())
    for entry in sorted((*_OWN, *reader), key=lambda entry: (entry.code[1:], entry.code)):
        if entry.code in table:
            raise ValueError(f"the code {entry.code} is given twice")
        table[entry.code] = entry
    return table


CODES: dict[str, Code] = _table()


def codes(*names: str) -> tuple[Code, ...]:
    """The table's entries of these names, for a check's contract."""
    return tuple(CODES[name] for name in names)


def problem(code: str, place: Place, message: str, remedy: str = "") -> Problem:
    """A problem of the table, with the table's remedy unless a better one is at hand."""
    return Problem(place, code, message, remedy or CODES[code].remedy)


def close_to(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known word most like this one; "" where none is.

    >>> close_to("suports", ["supports", "attacks"])
    'did you mean supports?'
    """
    from difflib import get_close_matches

    by_fold = {item.casefold(): item for item in known}
    match = get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.75)
    return f"did you mean {by_fold[match[0]]}?" if match else ""


def narrow(problems: Iterable[Problem], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Problem]:
    """The problems whose codes are selected and not ignored, by whole code or by prefix ("E", "W2", "E214").

    Of two patterns that fit, the longer decides, so that ``select=["W304"], ignore=["W"]`` leaves W304.
    """
    chosen, left = tuple(select), tuple(ignore)

    def wanted(code: str) -> bool:
        yes = max((len(p) for p in chosen if code.startswith(p)), default=-1 if chosen else 0)
        no = max((len(p) for p in left if code.startswith(p)), default=-1)
        return yes >= 0 and yes > no

    return [item for item in problems if wanted(item.code)]


def patterns(text: Iterable[str], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Code patterns from the command line ("W2,E214"), each of which must fit a code of the table.

    Raises:
        ArgmapError: a pattern fits no code.
    """
    names = [*CODES, *known]
    found = tuple(part.strip().upper() for item in text for part in item.split(",") if part.strip())
    for part in found:
        if not any(name.startswith(part) for name in names):
            remedy = close_to(part, names) or "argmap check --codes lists them all"
            raise ArgmapError(f"there is no problem code {part}", remedy)
    return found
