"""Tokens to nodes, without recursion; a fault costs its own place and nothing more."""

from __future__ import annotations

from argmap.formats.argdown.content import Spelling, rule_text
from argmap.formats.argdown.lexer import (
    BLANK,
    COMMA,
    CONTENT,
    DATA,
    FRONT,
    HEADING,
    INFERENCE,
    INFERENCE_END,
    NEWLINE,
    NUMBER,
    ORDERED,
    RELATION,
    UNORDERED,
    Token,
    tokenize,
)
from argmap.formats.argdown.nodes import (
    CONCLUSION,
    LISTED,
    PREMISE,
    RELATED,
    TOP,
    Document,
    Heading,
    Inference,
    Said,
    Structure,
)
from argmap.formats.argdown.reader import Reader


class Parser(Reader):
    """The paragraphs of one text; see `parse`."""

    def run(self) -> Document:
        """The document."""
        while self.skip(BLANK, NEWLINE):
            pass
        if self.peek()[0] is FRONT:
            self._front()
        while self.at < self.count:
            if not self.skip(BLANK, NEWLINE):
                self._block()
        if not self.document.nodes:
            self.fault(0, "the text holds no statement, argument or heading")
        return self.document

    def _front(self) -> None:
        _, start, stop = self.peek()
        self.at += 1
        body = self.text[start:stop].strip("=")
        value = self.load(body, start + self.text[start:stop].index(body) if body else start)
        self.document.front = value
        self.spelling = Spelling.of(value)
        self.document.front_span = (start, stop)
        self.skip(NEWLINE)
        if self.peek()[0] is not BLANK:
            self.fault(self.peek()[1], "the frontmatter needs a blank line after it")

    def _block(self) -> None:
        """One paragraph, or what a fault has left of it."""
        kind, start, _ = self.peek()
        nodes = self.document.nodes
        before = self.at
        if kind is HEADING:
            nodes.append(self._heading())
        elif kind is NUMBER:
            nodes.append(self._structure())
        elif kind is ORDERED or kind is UNORDERED:
            self._list(kind)
        elif kind is RELATION:
            self.fault(start, "a paragraph cannot start with a relation: remove the blank line above, or indent less")
            self.at += 1
            nodes.extend(self.tree(TOP))
        elif kind is INFERENCE or kind is INFERENCE_END or kind is COMMA:
            self.fault(start, _STEP)
            self.skip_line()
        elif kind is FRONT:
            self.fault(start, "frontmatter may stand only at the very beginning")
            self.at += 1
        else:
            nodes.extend(self.tree(TOP))
        self._end(before)

    def _end(self, before: int) -> None:
        """After a block comes a blank line; what else follows is told, and read as a block of its own."""
        self.skip(NEWLINE)
        kind, start, _ = self.peek()
        if kind is BLANK:
            return
        self.fault(start, _unfit(kind, self.tokens[before][0]))
        if kind is DATA or self.at == before:
            self.at += 1

    def _heading(self) -> Heading:
        _, start, stop = self.peek()
        self.at += 1
        words = self.words()
        found = Heading(self.text[start:stop].count("#"), words.text, words.plain, words.tags, words=words.span)
        found.marks = words.marks
        if not words.span[1]:
            self.fault(start, "a heading without words")
        found.data, found.block = self.data()
        found.start, found.end = start, max(stop, words.span[1], found.block[1])
        return found

    def tree(self, role: str) -> list[Said]:
        """A statement or argument with all that is related to it, in order."""
        root = self.said(role)
        return [root, *self.related(root)]

    def _indent(self) -> str:
        """The white space before the token at hand."""
        start = self.tokens[self.at][1]
        between = self.text[self.tokens[self.at - 1][2] if self.at else 0 : start]
        return between[len(between.rstrip(" \t")) :]

    def related(self, root: Said | Inference) -> list[Said]:
        """The statements and arguments below another, by their indentation; a stack instead of recursion."""
        found: list[Said] = []
        levels: list[tuple[int, Said | Inference]] = []
        last: Said | Inference = root
        kinds: set[str] = set()
        start = self.peek()[1]
        while self.peek()[0] is RELATION:
            indent = self._indent()
            kinds.update(indent[:1], indent[-1:])
            while levels and len(indent) < levels[-1][0]:
                levels.pop()
                last = root
            if len(indent) > (levels[-1][0] if levels else 0) and (last is not root or not found):
                levels.append((len(indent), last))
            if not levels:
                self.fault(self.peek()[1], "a relation must be indented below what it relates to, as its siblings are")
                levels.append((max(len(indent), 1), root))
            last = self._relation(levels[-1][1])
            found.append(last)
        if len(kinds) > 1:
            self.fault(start, "tabs and spaces are mixed in the indentation; a tab counts as one column", "W918")
        return found

    def _relation(self, parent: Said | Inference) -> Said:
        """One relation with the statement or argument at its other end."""
        _, start, stop = self.peek()
        symbol = self.text[start:stop]
        self.at += 1
        if isinstance(parent, Inference) and symbol not in ("_", "<_"):
            self.fault(start, f"an inference can only be undercut with <_, not related by {symbol}")
            return self.said(RELATED)
        found = self.said(RELATED, symbol, parent)
        if symbol == "><" and found.argument:
            self.fault(start, "only statements can contradict each other: >< is not for arguments")
            found.symbol, found.parent = "", None
        return found

    def _structure(self) -> Structure:
        """A premise-conclusion structure."""
        found = Structure(start=self.peek()[1])
        concluding = open_end = False
        steps = 0
        while self.peek()[0] is NUMBER or self.peek()[0] is INFERENCE:
            kind, start, _ = self.peek()
            self.at += 1
            if kind is INFERENCE:
                if concluding:
                    self.fault(start, "a conclusion is missing before this inference")
                step = self._inference(start)
                found.items += [step, *self.related(step)]
                concluding, open_end, steps = True, False, steps + 1
                continue
            said = self.said(CONCLUSION if concluding else PREMISE)
            if said.argument:
                self.fault(start, "an argument cannot be a premise or conclusion: name a statement in [brackets]")
            else:
                found.items.append(said)
                open_end, concluding = not concluding, False
            found.items.extend(self.related(said))
        found.end = max(item.end for item in found.items) if found.items else found.start
        if concluding:
            self.fault(found.end, "a conclusion is missing after the inference: a numbered statement on the next line")
        elif open_end or not steps:
            self.fault(found.end, "an inference and a conclusion are missing: ---- and a numbered statement after it")
        return found

    def _inference(self, start: int) -> Inference:
        """The line between premises and a conclusion, plain or with rules and data between two of it."""
        found = Inference(start=start)
        rule: list[Token] = []
        rules: list[str] = []
        self.skip(NEWLINE)
        while self.peek()[0] in CONTENT or self.peek()[0] is COMMA:
            token = self.peek()
            self.at += 1
            if token[0] is COMMA:
                rules.append(rule_text(self.text, rule))
                rule = []
            elif token[0] is not NEWLINE:
                rule.append(token)
            elif self.peek()[0] not in (DATA, INFERENCE_END):
                self.fault(token[1], "inference rules stand on one line")
        if rule or rules:
            rules.append(rule_text(self.text, rule))
        found.rules = [name for name in rules if name]
        if len(found.rules) < len(rules):
            self.fault(start, "between two commas, the name of an inference rule is missing")
        found.data, _ = self.data()
        found.end = self.peek()[2] if self.peek()[0] is INFERENCE_END else self.peek()[1]
        if not self.skip(INFERENCE_END):
            self.fault(start, "the inference is never finished: write ---- or end it with --")
        elif not self.skip(NEWLINE):
            self.fault(self.peek()[1], "after an inference, the line must end")
            self.skip_line()
            self.skip(NEWLINE)
        return found

    def _list(self, kind: str) -> None:
        """A list of statements or arguments, one level deep."""
        first = self._indent()
        while self.peek()[0] is kind:
            if len(self._indent()) != len(first):
                self.fault(self.peek()[1], "lists cannot be nested, and their items are indented alike")
            self.at += 1
            self.document.nodes.extend(self.tree(LISTED))


_STEP = "an inference stands between a premise and a conclusion, with no blank line"
_LIST = "a list needs a blank line before it, and lists cannot be nested"
_UNFIT = {
    NUMBER: "a premise-conclusion structure needs a blank line before it",
    RELATION: "a relation must hang on a statement or an argument and be indented below it",
    INFERENCE: _STEP,
    INFERENCE_END: _STEP,
    HEADING: "a heading needs a blank line before it",
    ORDERED: _LIST,
    UNORDERED: _LIST,
    DATA: "only one block of data may stand here",
}


def _unfit(kind: str, block: str) -> str:
    """Why a token cannot follow a block, in words."""
    what = "heading" if block is HEADING else "paragraph"
    return _UNFIT.get(kind, f"nothing may follow the {what} here without a blank line")


def parse(text: str) -> Document:
    """The nodes of an Argdown text and what is wrong with it; never fails, and linear in the text's length."""
    return Parser(text, tokenize(text)).run()
