"""Regular expressions from files, matched in linear time: a hostile pattern can neither hang nor explode.

The patterns of ``prefixDef/@matchPattern`` and of the pointer scheme ``match()`` come from whoever
wrote the file, so Python's backtracking `re` is no tool for them. This is Thompson's construction
with captures (R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009). Read are
literals, escapes, ``.``, classes, groups, ``|``, ``? * + {m,n}`` (also lazy), ``^`` and ``$``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_PROGRAM = 2000
MAX_STEPS = 1_000_000

Test = Callable[[str], object]
Code = tuple[str, object, int]  # (operation, argument, other branch)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_COUNT = re.compile(r"\{(\d{1,3})(,(\d{0,3}))?\}")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class PatternError(ValueError):
    """The pattern is malformed, uses what is not supported, or would cost too much."""


class Budget:
    """A number of steps that all the pointers of one file may take together."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take steps away.

        Raises:
            PatternError: none are left.
        """
        self.left -= steps
        if self.left < 0:
            raise PatternError("the pointers of this file take too long to follow")


@dataclass(slots=True)
class _Thread:
    pc: int
    saved: tuple[int, ...]


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str) -> None:
        self.source = source
        parser = _Parser(source)
        self._program = [*parser.program(), ("match", None, 0)]
        self.groups = parser.groups
        self.steps = 0
        self._prefix = self._literal_prefix()

    def _literal_prefix(self) -> str:
        """The characters that every match begins with; a search leaps from one place where they stand to the next."""
        chars: list[str] = []
        for operation, argument, _ in self._program:
            if operation != "literal" or not isinstance(argument, str):
                break
            chars.append(argument)
        return "".join(chars)

    def fullmatch(self, text: str) -> tuple[str, ...] | None:
        """The groups' text ("" for those not taken part), or None where the whole text does not match."""
        saved = self._run(text, whole=True)
        if saved is None:
            return None
        pairs = [saved[2 * i : 2 * i + 2] for i in range(1, self.groups + 1)]
        return tuple(text[low:high] if high >= 0 else "" for low, high in pairs)

    def search(self, text: str) -> tuple[int, int] | None:
        """Start and end of the first match (leftmost, then as the quantifiers prefer)."""
        saved = self._run(text, whole=False)
        return (saved[0], saved[1]) if saved else None

    def _run(self, text: str, *, whole: bool) -> tuple[int, ...] | None:
        size, groups = len(text), 2 * self.groups + 2 if whole else 2
        current: list[_Thread] = []
        best: tuple[int, ...] | None = None
        self.steps = 0
        at = 0
        while at <= size:
            if not current:
                if best is not None or (whole and at):
                    break
                at = self._next_start(text, at, whole=whole)
                if at < 0:
                    break
            if best is None and (at == 0 or not whole):
                self._add(current, {t.pc for t in current}, 0, (at, *(-1,) * (groups - 1)), at, size)
            following: list[_Thread] = []
            found = self._advance(current, following, text, at, whole=whole)
            best = found or best
            current = following
            at += 1
        return best

    def _next_start(self, text: str, at: int, *, whole: bool) -> int:
        """Where a match may begin next; -1 where it can begin nowhere."""
        if whole or not self._prefix:
            return at
        return text.find(self._prefix, at)

    def _advance(
        self, current: list[_Thread], following: list[_Thread], text: str, at: int, *, whole: bool
    ) -> tuple[int, ...] | None:
        """Take one character; returns the match that ends before it, which ends all threads of lower preference."""
        self.steps += len(current) + 1
        if self.steps > MAX_STEPS:
            raise PatternError("matching it would take too long")
        size, char = len(text), text[at : at + 1]
        seen: set[int] = set()
        for thread in current:
            operation, argument, _ = self._program[thread.pc]
            if operation == "match":
                if not whole or at == size:
                    return (thread.saved[0], at, *thread.saved[2:])
            elif char and (char == argument if operation == "literal" else callable(argument) and argument(char)):
                self._add(following, seen, thread.pc + 1, thread.saved, at + 1, size)
        return None

    def _add(
        self, threads: list[_Thread], seen: set[int], pc: int, saved: tuple[int, ...], at: int, length: int
    ) -> None:
        """Follow jumps, splits and marks without consuming a character, in order of preference."""
        stack = [(pc, saved)]
        while stack:
            pc, saved = stack.pop()
            if pc in seen:
                continue
            seen.add(pc)
            self.steps += 1
            operation, argument, other = self._program[pc]
            if operation == "jump":
                stack.append((other, saved))
            elif operation == "split" and isinstance(argument, int):
                stack.append((other, saved))
                stack.append((argument, saved))
            elif operation == "save":
                kept = (*saved[:other], at, *saved[other + 1 :]) if len(saved) > other else saved
                stack.append((pc + 1, kept))
            elif operation == "edge":
                if at == (0 if argument == "^" else length):
                    stack.append((pc + 1, saved))
            else:
                threads.append(_Thread(pc, saved))


class _Parser:
    """Recursive descent to relative code; nesting is bounded by ``MAX_DEPTH``."""

    MAX_DEPTH = 40

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.groups = 0
        self.depth = 0

    def program(self) -> list[Code]:
        code = self.alternatives()
        if self.at < len(self.source):
            raise PatternError("a parenthesis is closed that was not opened")
        return [_absolute(item, index) for index, item in enumerate(code)]

    def alternatives(self) -> list[Code]:
        self.depth += 1
        if self.depth > self.MAX_DEPTH:
            raise PatternError("it is nested too deeply")
        code = self.sequence()
        while self.peek() == "|":
            self.at += 1
            other = self.sequence()
            code = [("split", 1, len(code) + 2), *code, ("jump", None, len(other) + 1), *other]
            self.bounded(code)
        self.depth -= 1
        return code

    def sequence(self) -> list[Code]:
        code: list[Code] = []
        while self.peek() not in ("", "|", ")"):
            code += self.repeated(self.atom())
            self.bounded(code)
        return code

    def bounded(self, code: list[Code]) -> None:
        if len(code) > MAX_PROGRAM:
            raise PatternError("it is too large")

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def atom(self) -> list[Code]:
        char = self.peek()
        self.at += 1
        if char == "(":
            return self.group()
        if char == "[":
            return self.char_class()
        if char == ".":
            return [("char", lambda c: c not in "\r\n", 0)]
        if char in "^$":
            return [("edge", char, 0)]
        if char == "\\":
            return [("char", self.escape(), 0)]
        if char in "*+?{":
            raise PatternError(f"{char} repeats nothing")
        return [("literal", char, 0)]

    def group(self) -> list[Code]:
        if self.source.startswith("?:", self.at):
            self.at += 2
            code = self.alternatives()
        elif self.peek() == "?":
            raise PatternError("look-around and options are not supported")
        else:
            self.groups += 1
            number = self.groups
            code = [("save", None, 2 * number), *self.alternatives(), ("save", None, 2 * number + 1)]
        if self.peek() != ")":
            raise PatternError("a parenthesis is not closed")
        self.at += 1
        return code

    def char_class(self) -> list[Code]:
        found = _CLASS.match(self.source, self.at - 1)
        if not found:
            raise PatternError("a bracket is not closed")
        self.at = found.end()
        try:
            return [("char", re.compile(found.group()).fullmatch, 0)]
        except (re.error, OverflowError, FutureWarning) as error:
            raise PatternError(f"the class {found.group()} is malformed") from error

    def escape(self) -> Test:
        char = self.peek()
        self.at += 1
        if char in tuple("dDsSwW"):
            return re.compile("\\" + char).fullmatch
        if not char or (char.isalnum() and char not in _ESCAPES):
            raise PatternError(f"the escape \\{char} is not supported")
        return _ESCAPES.get(char, char).__eq__

    def repeated(self, code: list[Code]) -> list[Code]:
        while True:
            low, high = self.quantifier()
            if low < 0:
                return code
            lazy = self.peek() == "?"
            self.at += lazy
            code = self.copies(code, low, high, lazy)
            self.bounded(code)

    def quantifier(self) -> tuple[int, int]:
        """Least and most repetitions (most -1: without end); (-1, 0) where none is written."""
        char = self.peek()
        if char and char in "*+?":
            self.at += 1
            return {"*": (0, -1), "+": (1, -1), "?": (0, 1)}[char]
        found = _COUNT.match(self.source, self.at)
        if not found:
            return (-1, 0)
        self.at = found.end()
        low = int(found.group(1))
        high = low if not found.group(2) else int(found.group(3)) if found.group(3) else -1
        return (low, high)

    def copies(self, code: list[Code], low: int, high: int, lazy: bool) -> list[Code]:
        if len(code) * max(low, high, 1) > MAX_PROGRAM:
            raise PatternError("it is too large")
        size = len(code)
        result = code * low
        if high < 0:
            split: Code = ("split", size + 2, 1) if lazy else ("split", 1, size + 2)
            return [*result, split, *code, ("jump", None, -(size + 1))]
        for _ in range(high - low):
            optional: Code = ("split", size + 1, 1) if lazy else ("split", 1, size + 1)
            result += [optional, *code]
        return result


def _absolute(item: Code, index: int) -> Code:
    """An instruction with its relative branches turned into places in the program."""
    operation, argument, other = item
    if operation not in ("split", "jump"):
        return item
    return (operation, argument + index if isinstance(argument, int) else argument, other + index)
