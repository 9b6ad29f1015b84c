"""The cue lexicon: which English expressions speak for claim, evidence and recommendation, and how strongly.

One row per group: name, label shown in reasons, points for the three kinds, expressions parted by semicolons (regular
expressions of whole words), further patterns, and whether capitals count. The points are log odds, set from general
knowledge of the language; groups and expressions were added after a look at AbstRCT train, and nothing else.
`rules` turns sums of points into chances.
"""

from __future__ import annotations

Row = tuple[str, str, tuple[float, float, float], str, tuple[str, ...], bool]

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_THINKS = "believe|think|argue|contend|maintain|hold|submit|claim|suspect|doubt|conclude"
_BE = "(?:is|are|was|were|be|been|seems|seem|appears|appear|remains|remain|becomes|become)"
_VITAL = "(?:necessary|essential|vital|imperative|crucial|indispensable|urgent|important|worthwhile|wise|worth|time)"

LEXICON: tuple[Row, ...] = (
    (
        "conclusion",
        "conclusion",
        (2.0, -0.5, 1.6),
        """therefore; thus; hence; consequently; accordingly; it follows that; in conclusion; to conclude; in sum;
        in short; overall; ultimately; as a result; as a consequence; for (?:this|these|that|such) reasons?;
        this means; which means; that is why; this is why""",
        (r"(?:^|(?<=[.;] ))So,?\s",),
        False,
    ),
    (
        "finding",
        "says what follows",
        (1.2, 0.6, 0.0),
        """(?:this|these|that|it|results?|findings?|data|evidence|study|figures) (?:(?:clearly|strongly|may|might) )?
        (?:shows?|suggests?|indicates?|demonstrates?|implies|imply|proves?|confirms?|supports?|reveals?)""",
        (),
        False,
    ),
    (
        "stance",
        "the author's own stance",
        (1.8, -0.3, 1.0),
        f"""(?:i|we) (?:(?:strongly|firmly|also|would|therefore) )?(?:{_THINKS}|am convinced);
        in (?:my|our) (?:view|opinion); (?:my|our) (?:thesis|argument|claim|contention|conclusion)""",
        (),
        False,
    ),
    (
        "epistemic",
        "how sure",
        (0.8, -0.2, 0.0),
        """may; might; could; would; cannot; can not; likely; unlikely; probably; perhaps; possibly; certainly;
        clearly; obviously; undoubtedly; surely; evidently; apparently; seems?; appears?; in reality; of course""",
        (),
        False,
    ),
    (
        "value",
        "evaluation",
        (0.7, -0.2, 0.2),
        """important; crucial; key; vital; essential; dangerous; wrong; false; mistaken; effective; ineffective;
        harmful; safe; better; worse; best; worst; superior; inferior; failure; failed?; fails; success;
        successful; threats?; problems?; problematic; challenges?; weak; strong; poor; good; bad; unfair; fair;
        unjust; serious; severe; useful; useless; difficult; impossible; lacks?; insufficient;
        feasible; tolerated; beneficial; benefits?; advantages?; drawbacks?; improves?; improvement; harms?""",
        (),
        False,
    ),
    (
        "cause",
        "cause and effect",
        (0.7, 0.0, 0.0),
        """causes?; caused; leads? to; led to; results? in; resulted in; contributes? to; contributed to; stems? from;
        due to; owing to; because of; thanks to; gives? rise to; prevents?; undermines?; depends? on""",
        (),
        False,
    ),
    (
        "contrast",
        "contrast",
        (0.6, 0.0, 0.1),
        """however; nevertheless; nonetheless; on the contrary; on the other hand; in contrast; rather; instead; yet""",
        (r"(?:^|(?<=[.,;] ))But\b",),
        False,
    ),
    (
        "concession",
        "concession",
        (0.5, 0.2, 0.0),
        "although; though; even if; even though; despite; in spite of; while; whereas; admittedly; granted that",
        (),
        False,
    ),
    (
        "reason",
        "ground",
        (0.4, 0.5, 0.0),
        "because(?! of); given that; since; as shown by; insofar as; in view of; after all",
        (),
        False,
    ),
    (
        "addition",
        "goes on",
        (0.2, 0.3, 0.0),
        "in fact; indeed; moreover; furthermore; in addition; also; besides",
        (),
        False,
    ),
    (
        "comparison",
        "comparison",
        (0.3, 0.4, 0.0),
        r"""(?:more|less|fewer|higher|lower|greater|smaller|longer|shorter)(?:\s+[-\w]+){0,2} than;
        compared (?:with|to)""",
        (),
        False,
    ),
    (
        "example",
        "example",
        (-0.3, 1.2, -0.5),
        """for example; for instance; such as; in the case of; as an example; a case in point; namely;
        to illustrate""",
        (r"\be\.g\.",),
        False,
    ),
    (
        "reporting",
        "reporting",
        (-0.2, 1.1, -0.3),
        """according to; as reported by; said; says; told; reported; reports that; stated; states that; announced;
        noted; notes that; observed; wrote; writes; declared; warned; explained; claimed; claims that; argued;
        argues; stressed; emphasi[sz]ed; acknowledged; admitted""",
        (),
        False,
    ),
    ("quotation", "quotation", (-0.3, 0.6, -0.3), "", (r"[“\"][^“”\"]{12,2000}[”\"]",), False),
    (
        "source",
        "source of data",
        (0.0, 0.7, -0.2),
        """surveys?; polls?; census; statistics; data; study; studies; trials?; experiments?; reports?; figures show;
        records?; results""",
        (),
        False,
    ),
    (
        "share",
        "figure",
        (-0.3, 1.3, -0.5),
        "",
        (
            r"(?<![\w.])\d+(?:[.,·]\d+)*\s?(?:%|per\s?cent\b)",
            r"(?<![\w.])[$€£]\s?\d[\d,.]*(?:\s(?:million|billion))?",
        ),
        False,
    ),
    (
        "statistic",
        "statistic",
        (0.0, 1.5, -0.5),
        "mean; median; average; odds ratio; hazard ratio; standard deviation; confidence interval",
        (r"\bp\s?[<>=≤≥]\s?0?[.·]\d+",),
        False,
    ),
    (
        "number",
        "figure",
        (-0.1, 0.7, -0.3),
        "(?:two|three|four|five|six|seven|eight|nine|ten|hundreds|thousands|millions|half|third|quarter) of",
        (r"(?<![\w.,·/-])(?!(?:1[5-9]|20)\d\d\b)\d+(?:[.,·]\d+)*(?!\w|\s?%|[.,·/-]\d|\s?per\s?cent)",),
        False,
    ),
    (
        "date",
        "date",
        (-0.2, 0.6, -0.5),
        f"(?:in|on|since|by|until) (?:{_MONTHS})",
        (r"\b(?:1[5-9]|20)\d\d\b",),
        False,
    ),
    (
        "result",
        "result reported",
        (0.2, 1.2, -0.3),
        r"""(?:statistically\s+)?significant(?:ly)?; no (?:clear|marked) difference; there (?:was|were);
        (?:was|were)(?:\s+(?:not|also|significantly))? (?:found|seen|similar|associated|higher|lower|greater|observed);
        occurred; showed; found that; did not differ""",
        (),
        False,
    ),
    (
        "change",
        "change observed",
        (0.1, 0.7, -0.2),
        """increased; decreased; rose; fell; grew; declined; dropped; doubled; tripled; improved; reduced; worsened;
        remained""",
        (),
        False,
    ),
    (
        "citation",
        "citation",
        (-0.1, 1.0, -0.3),
        "",
        (
            r"\([A-Z][^()]{1,60}\b(?:1[5-9]|20)\d\d[a-z]?[^()]{0,20}\)",
            r"\bet al\b",
            r"\[\d+(?:[,–-]\s?\d+)*\]",
            r"(?<=[a-z][.,”\"])\d{1,3}(?=\s|$)",
        ),
        True,
    ),
    ("demand", "demand", (-0.8, -1.2, 3.0), r"should(?!\s+have\b); ought to; had better; let us; shall", (), False),
    (
        "need",
        "need",
        (-0.3, -0.8, 2.8),
        r"""must(?!\s+have\b); needs? to; have to; has to; (?:is|are) needed; (?:is|are) required; need for;
        in need of""",
        (),
        False,
    ),
    (
        "advice",
        "advice",
        (-0.8, -0.8, 3.0),
        """recommend; recommends; recommended; recommendations?; urge; urges; urged; advise; advises; advocate;
        advocates; propose; proposes; (?:we|i) suggest that; calls? (?:for|on|upon); advisable; encourage""",
        (),
        False,
    ),
    (
        "necessity",
        "need",
        (-0.3, -0.8, 2.8),
        rf"""{_BE}(?:\s+\w+)?\s+{_VITAL}(?:\s+for(?:\s+\w+){{1,4}})?\s+(?:to|that);
        would be (?:better|wise|wiser|advisable|best) to; merits?; deserves?""",
        (),
        False,
    ),
    ("question", "question", (-1.0, -1.5, -1.0), "", (r"\?[”\"’')]*$",), False),
    (
        "announcement",
        "tells what the text does",
        (-1.2, -1.2, -1.2),
        """(?:aim|purpose|objective|goal)s? of (?:this|the|our);
        (?:this|the present|our) (?:article|paper|essay|study|section|chapter|trial)
        (?:examine|discusse|consider|explore|describe|analy[sz]e|ask|aim|investigate|compare|evaluate)[sd]?;
        as follows; (?:we|i) (?:investigated?|examined?|assess(?:ed)?|evaluated?|compared?|aim|aimed)""",
        (r"(?:^|(?<=: ))To (?:determine|assess|compare|evaluate|investigate|examine|study|test)\b",),
        False,
    ),
    (
        "method",
        "tells how a study was made",
        (-1.2, -1.8, -1.0),
        """(?:was|were)(?: (?:then|also|randomly))? (?:conducted|performed|carried out|assigned|randomi[sz]ed|enrolled|
        recruited|assessed|evaluated|measured|treated|included|collected|administered|given|asked|interviewed|
        allocated|sampled|selected); randomly; to receive; a total of; underwent; questionnaires?; completed the;
        controlled trial; (?:we|i) (?:conducted|collected|interviewed|analy[sz]ed|used)""",
        (),
        False,
    ),
)
