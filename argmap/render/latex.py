r"""A document as LaTeX: booktabs tables that run over pages. Everything is escaped; no gloss can be a command.

The file compiles as it is, with pdfLaTeX for Latin script and with LuaLaTeX or XeLaTeX for any; between the
marks "table begins" and "table ends" stands what belongs into a paper of one's own.
"""

from __future__ import annotations

import re
from math import ceil, floor

from argmap.render.document import EM, NOTE, STRONG, Cell, Document, Line, Run, Section, Table
from argmap.render.measure import clean

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "-": "{-}",  # no dashes out of two hyphens
    "!": "{!}",  # nor Spanish marks out of !` and ?`
    "?": "{?}",
    "*": "{*}",  # after a line break it would be read as part of the command
    "≠": r"\ensuremath{\neq}",
    "≈": r"\ensuremath{\approx}",
    "∥": r"\ensuremath{\parallel}",
    "−": r"\ensuremath{-}",
    "→": r"\ensuremath{\rightarrow}",
    "×": r"\texttimes{}",
    "\u00a0": "~",
    "\u200b": "",
    "\u2011": "{-}",
}
OPENING = {
    '"': (r"\textquotedblleft{}", r"\textquotedblright{}"),
    "'": (r"\textquoteleft{}", r"\textquoteright{}"),
}
PREAMBLE = r"""\documentclass[a4paper,10pt%(landscape)s]{article}
%% needs: booktabs, longtable, array, ragged2e; pdfLaTeX for Latin script, LuaLaTeX or XeLaTeX for any
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{lmodern}
\else
  \usepackage{fontspec}
\fi
\usepackage{textcomp}
\usepackage[margin=%(margin)s]{geometry}
\usepackage{array,booktabs,longtable,ragged2e}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\setlength{\LTcapwidth}{\linewidth}
\setlength{\emergencystretch}{3em}
"""


LETTERS, LETTERS_WIDE = 105.0, 200.0  # on a whole line of a portrait or landscape table
LONG, PIECE = 12, 5  # letters: a word that may need a hyphen; and the pieces of one that no hyphens help
ENDLESS = re.compile(r"\S{31,}")
PART = 18  # lines that always stay together


def escape(text: str) -> str:
    r"""Plain text that LaTeX prints as it is; straight quotation marks come out as opening and closing ones.

    >>> print(escape("50% of $x_1$"))
    50\% of \$x\_1\$
    """
    made = []
    before = " "
    shown = clean(text)
    breaks = {n for word in ENDLESS.finditer(shown) for n in range(word.start() + PIECE, word.end(), PIECE)}
    for n, char in enumerate(shown):
        if n in breaks:
            made.append(r"\allowbreak{}")
        if char in OPENING:
            opening = before.isspace() or before in "([{“‘—–/"
            made.append(OPENING[char][0 if opening else 1])
        else:
            made.append(SPECIAL.get(char, char))
        before = char
    return "".join(made)


def write(document: Document) -> str:
    """The document as a LaTeX file that compiles by itself."""
    landscape = document.landscape
    head = PREAMBLE % {"landscape": ",landscape" if landscape else "", "margin": "15mm" if landscape else "25mm"}
    parts = [head, r"\begin{document}", rf"\section*{{{escape(document.title)}}}"]
    for section in document.sections:
        parts += _section(section, small=landscape)
    if document.footer:
        lines = [rf"{escape(one)}\par" for one in document.footer]
        parts += [r"\medskip\hrule\medskip", r"{\footnotesize", *lines, "}"]
    return "\n".join([*parts, r"\end{document}", ""])


def _section(section: Section, *, small: bool) -> list[str]:
    parts = [rf"\subsection*{{{escape(section.heading)}}}"] if section.heading else []
    if section.bullets and section.lines:
        items = [rf"  \item {{}}{_line(one)}" for one in section.lines]
        parts += [r"\begin{itemize}", *items, r"\end{itemize}"]
    else:
        parts += [f"{_line(one)}\n" for one in section.lines]
    return parts + (_table(section.table, small=small) if section.table else [])


def _table(table: Table, *, small: bool) -> list[str]:
    """A longtable whose head is repeated on every page; widths are shares of the line, rounded so that they fit."""
    total = sum(column.share for column in table.columns)
    gaps = 2 * (len(table.columns) - 1)
    widths = [
        rf">{{\RaggedRight\arraybackslash}}p{{\dimexpr {floor(column.share / total * 1e4) / 1e4:.4f}\linewidth"
        rf"-{ceil(gaps * column.share / total * 1e3) / 1e3:.3f}\tabcolsep\relax}}"
        for column in table.columns
    ]
    heads = " & ".join(rf"\hspace{{0pt}}\textbf{{{escape(column.head)}}}" for column in table.columns)
    letters = [column.share / total * (LETTERS_WIDE if small else LETTERS) for column in table.columns]
    body: list[str] = []
    for row in table.rows:
        body += [" & ".join(_cell(one) for one in part) + r" \\" for part in _parts(row, letters)]
        body.append(r"\addlinespace")
    return [
        "% ---- table begins",
        r"{\footnotesize" if small else r"{\small",
        rf"\begin{{longtable}}{{@{{}}{''.join(widths)}@{{}}}}",
        r"\toprule",
        *([rf"{heads} \\", r"\midrule"] if any(column.head for column in table.columns) else []),
        r"\endhead",
        r"\bottomrule",
        r"\endlastfoot",
        *body[:-1],
        r"\end{longtable}",
        "}",
        "% ---- table ends",
    ]


def _parts(row: tuple[Cell, ...], letters: list[float]) -> list[list[Cell]]:
    """A row cut at paragraphs into rows that a page can break between; each column flows by itself."""
    columns = []
    for made, wide in zip(row, letters, strict=True):
        parts: list[list[Line]] = [[]]
        used = 0
        for one in made:
            need = 1 + int(sum(len(run.text) for run in one) / max(1.0, wide))
            if parts[-1] and used + need > PART:
                parts.append([])
                used = 0
            parts[-1].append(one)
            used += need
        columns.append([tuple(part) for part in parts])
    height = max(len(column) for column in columns)
    return [[column[n] if n < len(column) else () for column in columns] for n in range(height)]


def _cell(made: Cell) -> str:
    return r" \par ".join(_line(one) for one in made)


def _line(one: Line) -> str:
    if not one:
        return ""
    first = "".join(run.text for run in one).split(maxsplit=1)
    # TeX does not hyphenate the first word of a column, unless something stands before it
    lead = r"\hspace{0pt}" if first and len(first[0]) > LONG else "{}"
    return lead + "".join(_run(run) for run in one)


def _run(run: Run) -> str:
    text = escape(run.text)
    lead = " " if run.text[:1].isspace() else ""
    tail = " " if text and run.text[-1:].isspace() else ""
    command = {STRONG: r"\textbf{%s}", EM: r"\emph{%s}", NOTE: r"{\scriptsize %s}"}.get(run.style, "%s")
    return lead + command.replace("%s", text) + tail
