"""Argdown text to tokens, in one pass whose time grows with the text alone.

The rules are those of Argdown 2.0: which characters start what, and where. Two deviations are meant: an
apostrophe is no indentation, and a comment may end with the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from argmap.formats.argdown.ahead import Ahead

# kinds of tokens
TEXT, NEWLINE, BLANK, ESCAPE, SPECIAL, LINK, TAG, MENTION, OPEN, CLOSE = [
    "text",
    "newline",
    "blank",
    "escape",
    "special",
    "link",
    "tag",
    "mention",
    "open",
    "close",
]
STATEMENT_DEF, STATEMENT_REF, ARGUMENT_DEF, ARGUMENT_REF = ["[]:", "[]", "<>:", "<>"]
RELATION, NUMBER, ORDERED, UNORDERED, HEADING = ["relation", "number", "ordered", "unordered", "heading"]
INFERENCE, INFERENCE_END, COMMA, DATA, FRONT = ["inference", "inference-end", "comma", "data", "frontmatter"]
# the same objects as the names of groups below, so that kinds can be compared by identity
_LINE_KINDS = {kind: kind for kind in (INFERENCE, RELATION, NUMBER, ORDERED, UNORDERED)}
# a statement's own words, in the order in which they may come
CONTENT = frozenset({TEXT, NEWLINE, ESCAPE, SPECIAL, LINK, TAG, MENTION, OPEN, CLOSE})

Token = tuple[str, int, int]

_LINE = re.compile(
    r"[ \t]*(?:(?P<inference>--)|(?P<relation>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s))|(?P<number>\(\d+\))"
    r"|(?P<ordered>\d+\.(?=\s))|(?P<unordered>\*(?=\s)))"
)
_HEADING = re.compile(r"#+ ")
_TEXT = re.compile(r"(?:[^\\@#*_\[\]{}<.:/\r\n]++|[.:](?=\s|\Z)|/(?![/*]))++")
_RULE_TEXT = re.compile(r"(?:[^\\{.:/<\r\n,-]++|[.:](?=\s|\Z)|/(?![/*])|-(?!-)|<(?!!--))++")
_NEWLINE = re.compile(r"[ \t]*(?>\r\n|\n|\r)")
_BLANK = re.compile(r"(?:[ \t]*(?>\r\n|\n|\r)){2,}")
_BLANKS = re.compile(r"(?:[ \t]*(?>\r\n|\n|\r))+")
_SPACES = re.compile(r"[ \t]+")
_ESCAPE = re.compile(r"\\[^\r\n] *")
_SPECIAL = re.compile(r"(?:\.[^\s]+?\.|:[^\s]+?:)[ \t]?")
_TAG_WORD = re.compile(r"#[A-Za-z\[\\\]^_`0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+[ \t]?")
_CLOSE_AHEAD = re.compile(r"[ \t]|(?=[\n\r)}_.,!?;:\-*])|\Z")
_INFERENCE_END = re.compile(r"-{2,}")


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, and offsets at which something was left open or cannot be read."""

    found: list[Token] = field(default_factory=list)
    unclosed: list[tuple[int, str]] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)


class Lexer:
    """One run over one text; see `tokenize`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ahead = Ahead(text)
        self.tokens = Tokens()
        self.ranges: list[str] = []
        self.in_inference = False
        self._starts = {
            "\\": self._escape,
            ".": self._special,
            ":": self._special,
            "/": self._comment,
            "<": self._angle,
            "[": self._bracket,
            "{": self._data,
            "#": self._tag,
            "@": self._mention,
            "*": self._emphasis,
            "_": self._emphasis,
        }

    def run(self) -> Tokens:
        """All tokens."""
        text, end, tokens = self.text, len(self.text), self.tokens.found
        position = 0
        while position < end:
            if self.in_inference:
                position = self._inference(position)
                continue
            last = tokens[-1][0] if tokens else BLANK
            if (last is NEWLINE or last is BLANK) and not text[position].isalpha():
                moved = self._line_start(position, last)
                if moved > position:
                    position = moved
                    continue
            found = _TEXT.match(text, position)
            if found is None:
                position = self._other(position)
                continue
            start, position = found.span()
            while start < position and text[start] in " \t":
                start += 1
            if start < position:
                tokens.append((TEXT, start, position))
        return self.tokens

    def _other(self, position: int) -> int:
        char = self.text[position]
        if char in "\r\n":
            return self._line_break(position)
        handler = self._starts.get(char)
        moved = handler(position) if handler else position
        if moved > position:
            return moved
        return self._mark(position)

    def _mark(self, position: int, length: int = 1) -> int:
        """A mark that marks nothing here is text, with the space after it."""
        stop = position + length
        return self._add(TEXT, position, stop + self.text.startswith((" ", "\t"), stop))

    def _add(self, kind: str, start: int, stop: int) -> int:
        self.tokens.found.append((kind, start, stop))
        return stop

    def _line_break(self, position: int) -> int:
        found = _BLANK.match(self.text, position)
        if found is not None:
            self.ranges.clear()
            return self._add(BLANK, position, found.end())
        line = _NEWLINE.match(self.text, position)
        return self._add(NEWLINE, position, line.end() if line else position + 1)

    def _line_start(self, position: int, last: str) -> int:
        """What may stand only where a line begins; the same position where none of it does."""
        text = self.text
        blank = _BLANKS.match(text, position)
        if blank is not None and last is BLANK:
            return blank.end()
        if blank is not None:
            return self._line_break(position)
        found = _LINE.match(text, position)
        if found is not None and not text.startswith("<!--", position):
            kind = _LINE_KINDS[found.lastgroup or ""]
            self.in_inference = kind is INFERENCE
            return self._add(kind, found.start(kind), found.end())
        heading = _HEADING.match(text, position)
        if heading is not None:
            return self._add(HEADING, position, heading.end())
        if text.startswith("===", position):
            return self._front(position)
        return position

    def _front(self, position: int) -> int:
        """Frontmatter: from one run of equals signs to the next."""
        start = position
        while start < len(self.text) and self.text[start] == "=":
            start += 1
        closing = self.ahead.find("===", start)
        if closing >= len(self.text):
            self.tokens.unclosed.append((position, "==="))
            return position
        while closing < len(self.text) and self.text[closing] == "=":
            closing += 1
        return self._add(FRONT, position, closing)

    def _escape(self, position: int) -> int:
        found = _ESCAPE.match(self.text, position)
        if found is None:
            self.tokens.strange.append(position)
            return position
        return self._add(ESCAPE, position, found.end())

    def _special(self, position: int) -> int:
        found = _SPECIAL.match(self.text, position)
        return self._add(SPECIAL, position, found.end()) if found else position

    def _comment(self, position: int) -> int:
        text = self.text
        if text.startswith("//", position):
            return self._after_comment(self.ahead.line_end(position))
        if text.startswith("/*", position):
            return self._closed(position, "/*", "*/")
        return position

    def _closed(self, position: int, opening: str, closing: str) -> int:
        """A comment with an end mark; without it, the opening is text."""
        stop = self.ahead.find(closing, position + len(opening))
        if stop >= len(self.text):
            self.tokens.unclosed.append((position, opening))
            return self._mark(position, len(opening))
        return self._after_comment(stop + len(closing))

    def _after_comment(self, position: int) -> int:
        """A comment that has its line for itself takes the line break along."""
        found = self.tokens.found
        if not found or found[-1][0] is BLANK:
            blank = _BLANKS.match(self.text, position) if found else None
            return blank.end() if blank else position
        if found[-1][0] is NEWLINE and not _BLANK.match(self.text, position):
            line = _NEWLINE.match(self.text, position)
            return line.end() if line else position
        return position

    def _angle(self, position: int) -> int:
        text = self.text
        if text.startswith("<!--", position):
            return self._closed(position, "<!--", "-->")
        return self._titled(position, ">", (ARGUMENT_DEF, ARGUMENT_REF))

    def _bracket(self, position: int) -> int:
        text, close = self.text, self.ahead.find("]", position + 1)
        if close > position + 1 and text.startswith("(", close + 1):
            stop = self.ahead.find(")", close + 2)
            if close + 2 < stop < len(text):
                return self._add(LINK, position, stop + 1 + text.startswith((" ", "\t"), stop + 1))
        return self._titled(position, "]", (STATEMENT_DEF, STATEMENT_REF))

    def _titled(self, position: int, closing: str, kinds: tuple[str, str]) -> int:
        """A definition, or else a reference: title in brackets on one line."""
        line_end = self.ahead.line_end(position)
        stop = self.ahead.find(closing + ":", position + 2)
        if stop < line_end:
            return self._add(kinds[0], position, stop + 2)
        stop = self.ahead.find(closing, position + 2)
        if stop < line_end and self.text[position + 1] != "-":
            return self._add(kinds[1], position, stop + 1)
        return position

    def _mention(self, position: int) -> int:
        closing = {"[": "]", "<": ">"}.get(self.text[position + 1 : position + 2])
        if closing is None:
            return position
        stop = self.ahead.find(closing, position + 3)
        if stop >= self.ahead.line_end(position):
            return position
        return self._add(MENTION, position, stop + 1 + self.text.startswith((" ", "\t"), stop + 1))

    def _tag(self, position: int) -> int:
        text = self.text
        if text.startswith("#(", position):
            stop = self.ahead.find(")", position + 2)
            if position + 2 < stop < len(text):
                return self._add(TAG, position, stop + 1 + text.startswith((" ", "\t"), stop + 1))
        found = _TAG_WORD.match(text, position)
        return self._add(TAG, position, found.end()) if found else position

    def _data(self, position: int) -> int:
        stop = self.ahead.data_end(position)
        if stop < 0:
            self.tokens.unclosed.append((position, "{"))
            return position
        return self._add(DATA, position, stop)

    def _emphasis(self, position: int) -> int:
        """Bold or italic: the end of the innermost range, or the start of a new one."""
        text, char = self.text, self.text[position]
        for mark in (char * 2, char):
            if self.ranges and self.ranges[-1] == mark and text.startswith(mark, position):
                ahead = _CLOSE_AHEAD.match(text, position + len(mark))
                if ahead is not None and self.tokens.found[-1][2] == position:
                    self.ranges.pop()
                    return self._add(CLOSE, position, ahead.end())
        for mark in (char * 2, char):
            after = position + len(mark)
            if text.startswith(mark, position) and not text[after : after + 1].isspace():
                self.ranges.append(mark)
                return self._add(OPEN, position, after)
        return position

    def _inference(self, position: int) -> int:
        """Inside an inference line; a blank line ends it, finished or not."""
        text = self.text
        blank = _BLANK.match(text, position)
        if blank is not None:
            self.in_inference = False
            return self._line_break(position)
        line = _NEWLINE.match(text, position)
        if line is not None:
            return self._add(NEWLINE, position, line.end())
        end = _INFERENCE_END.match(text, position)
        if end is not None:
            self.in_inference = False
            return self._add(INFERENCE_END, position, end.end())
        return self._in_inference(position)

    def _in_inference(self, position: int) -> int:
        """One token of rules or data."""
        text = self.text
        words = _SPACES.match(text, position) or _RULE_TEXT.match(text, position)
        if words is not None:
            return words.end() if words[0].isspace() else self._add(TEXT, position, words.end())
        if text[position] == ",":
            return self._add(COMMA, position, position + 1)
        if text.startswith("<!--", position):
            return self._closed(position, "<!--", "-->")
        moved = self._starts[text[position]](position)
        return moved if moved > position else self._mark(position)


def tokenize(text: str) -> Tokens:
    """The tokens of an Argdown text; never fails, and linear in the text's length."""
    return Lexer(text).run()


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text start."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]


def line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    line = bisect_left(starts, offset + 1)
    return line, offset - starts[line - 1] + 1
