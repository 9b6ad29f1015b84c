"""Problem codes of the TEI reader: what each means in one line. The full table is `argmap.check.codes`."""

from __future__ import annotations

CODES: dict[str, str] = {
    "E100": "the file is no XML",
    "E101": "the XML is not well-formed",
    "E102": "the file declares XML 1.1",
    "E103": "the file's encoding cannot be read",
    "E104": "entities expand to more than is safe",
    "E105": "the root element is not one of TEI",
    "W106": "an entity is not declared in the file, or lies outside it",
    "W107": "an XInclude is not followed",
    "W108": "the file is TEI P4 or has no namespace",
    "W109": "the file holds no argument annotation",
    "E201": "an id stands twice",
    "E202": "an id is malformed",
    "E203": "a pointer hits nothing in the file",
    "E204": "a pointer cannot be understood",
    "E205": "a pointer's range is empty, turned round, or beyond the text",
    "E206": "a prefix of pointers is not declared",
    "W207": "a pointer leads to a file that is not at hand",
    "W208": "a component, relation or stance has no id of its own",
    "W209": "the text is not the one that the pointers count in",
    "W210": "a pointer leads to what is not reading text",
    "E211": "a component has no pointer into the text",
    "E212": "a span has @target together with @from or @to",
    "W213": "a certainty or score is out of range or not a number",
    "E214": "a relation has no ends or no name",
    "E215": "a link or stance of a correspondences file is incomplete",
    "W216": "what is kept in xenoData cannot be used",
    "E217": "a length stated is not that of the text or the passage",
}
