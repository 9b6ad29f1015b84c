"""Names of the home format: namespaces, element groups, ids of taxonomies."""

from __future__ import annotations

TEI_NS = "http://www.tei-c.org/ns/1.0"
XML_NS = "http://www.w3.org/XML/1998/namespace"
EXAMPLES_NS = "http://www.tei-c.org/ns/Examples"
XINCLUDE_NS = "http://www.w3.org/2001/XInclude"


def words(names: str) -> list[str]:
    """Names that are parted by white space."""
    return names.split()


# Roots of a whole TEI document; TEI.2 is P4.
ROOTS = frozenset({"TEI", "teiCorpus", "TEI.2", "teiCorpus.2"})

# What lies inside `text` and is still not what one reads.
UNREAD = frozenset(
    words(
        """
        teiHeader standOff note fw figure egXML index gap certainty precision respons witDetail catchwords
        span spanGrp interp interpGrp link linkGrp listRelation relation listAnnotation annotation graph fs fLib
        fvLib join joinGrp timeline alt altGrp annotationBlock xenoData metamark addSpan delSpan damageSpan
        """
    )
)

# Elements whose two ends part words, as a line break in print would.
BLOCKS = frozenset(
    words(
        """
        text front body back group floatingText div div0 div1 div2 div3 div4 div5 div6 div7 head p ab lg l sp
        speaker stage list item label row cell table cit epigraph argument byline docTitle titlePart titlePage
        docAuthor docDate docImprint dateline salute signed opener closer trailer castList castItem castGroup u
        entry entryFree sense eTree formula opener postscript listBibl bibl biblStruct figDesc seriesStmt
        publicationStmt
        """
    )
)
BREAKS = frozenset({"lb", "pb", "cb", "gb"})

# In `choice` and `app` one branch is read: the first of these that is there, else the first child.
BRANCHES = ("corr", "reg", "expan", "lem")

DIVISIONS = frozenset({"div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7"})

ISSUES, VOICES, SCHEMES, ROLES, RELATION_NAMES = "issues", "voices", "schemes", "roles", "relations"

# Prefixes of category ids, for codes whose taxonomy is not known.
ID_PREFIXES = {"issue.": ISSUES, "voice.": VOICES, "scheme.": SCHEMES, "rel.": RELATION_NAMES}

# Further role names that are met in argument annotation; they are read as they stand.
OTHER_ROLES = frozenset(
    words(
        """
        premise conclusion thesis position majorclaim major-claim maincl reason warrant backing rebuttal
        qualifier ground grounds assumption counterclaim objection concession inference
        """
    )
)
