"""Argument graphs of Carneades 4 in YAML: statements, arguments, issues; read, not written.

An argument's premises are linked unless its scheme is the weighing function ``convergent``; its undercutter is a
statement that attacks the step. Positions of one issue exclude each other. What an argument graph says besides
(assumptions, tests, schemes, weighing functions, the language of predicates) is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from argmap import schemes
from argmap.formats.codes import fault
from argmap.formats.doubles import Doubles
from argmap.formats.extra import keep
from argmap.formats.yamltext import Loaded, parse
from argmap.model import ArgumentMap, BibItem, Component, Issue, Relation, Scheme
from argmap.plugins import Format, Input
from argmap.problems import DataError, Problem

PREFIX = "carneades"
WEIGHING = ("linked", "convergent", "cumulative", "factorized")  # what arguments name as schemes and is none
PARTS = ("statements", "arguments", "issues")
OTHERS = ("assumptions", "tests", "labels", "language", "argument_schemes", "issue_schemes",
          "weighing_functions", "meta", "references")  # fmt: skip
_KEY = re.compile(
    rb"^(statements|arguments|issues|assumptions|tests|language|argument_schemes|meta)[ \t]*:", re.MULTILINE
)
_TERM = re.compile(r"(¬?)\s*([^\s(),¬]+)\((.*)\)\Z", re.DOTALL)
_GAP = re.compile(r"\s*([(),])\s*")
_SLOT = re.compile(r"%[svdq]")
JSON = dict[str, Any]


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from a Carneades argument graph.

    Raises:
        DataError: it is no YAML, or has neither statements nor arguments.
    """
    loaded, problems = parse(source)
    if not isinstance(loaded.value, dict) or not loaded.value.keys() & {*PARTS, "assumptions", "argument_schemes"}:
        place = loaded.place()
        raise DataError("there are neither statements nor arguments", "name its format with --from", place=place)
    return _Reading(loaded, problems).run(source.name), problems


@dataclass
class _Reading:
    loaded: Loaded
    problems: list[Problem]
    components: dict[str, Component] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    stray: dict[str, JSON] = field(default_factory=dict)
    filed: dict[str, list[str]] = field(default_factory=dict)

    def run(self, name: str) -> ArgumentMap:
        value: JSON = self.loaded.value
        self.doubles = Doubles()
        meta = value.get("meta")
        about: JSON = meta if isinstance(meta, dict) else {}
        self.terms: dict[str, str] = {}  # term without needless space -> statement
        self.language: JSON = self.section("language")
        self.labels = dict(self.tested())
        self.assumed = {squeezed(text) for text in _texts(value.get("assumptions"))}
        issues = [self.issue(key, entry) for key, entry in self.section("issues").items()]
        for key, entry in self.section("statements").items():
            self.statement(key, entry)
        self.titles = self.scheme_titles()
        for key, entry in self.entries("arguments"):
            self.argument(key, entry)
        for issue in issues:
            self.exclude(issue)
        for text in _texts(value.get("assumptions")):
            self.find(text)  # what only the language puts in words
        kept = {key: value[key] for key in OTHERS if value.get(key)}
        unknown = {key: item for key, item in value.items() if key not in (*OTHERS, *PARTS)}
        for key in unknown:
            self.tell("W917", f"the part {key[:60]} is not one of Carneades", key)
        title = about.get("title")
        return ArgumentMap(
            id=PurePath(name).name.partition(".")[0] or PREFIX,
            title=title if isinstance(title, str) else "",
            components=tuple(self.components.values()),
            relations=tuple(self.relations.values()),
            issues=tuple(item for item, _ in issues),
            schemes=tuple(self.schemes.values()),
            bibliography=tuple(_cited(self.section("references"))),
            extra=keep(PREFIX, {**kept, **({"stray": self.stray} if self.stray else {}), **unknown}),
            file=name,
        )

    def tell(self, code: str, message: str, *path: str | int) -> None:
        self.problems.append(fault(code, message, self.loaded.place(*path)))

    def section(self, key: str) -> JSON:
        """A part of the file that is a mapping."""
        value = self.loaded.value.get(key)
        if isinstance(value, dict):
            return value
        if value is not None and not isinstance(value, list):
            self.tell("E914", f"{key} should be a mapping, not {type(value).__name__}", key)
        return {}

    def entries(self, key: str) -> Iterator[tuple[str, Any]]:
        """Ids and entries of a part that is a mapping, or a list of mappings with ids."""
        value = self.loaded.value.get(key)
        if not isinstance(value, list):
            yield from self.section(key).items()
            return
        for index, entry in enumerate(value):
            given = entry.get("id") if isinstance(entry, dict) else None
            yield str(given) if isinstance(given, str | int) else f"a{index + 1}", entry

    def tested(self) -> Iterator[tuple[str, str]]:
        """The label that a test expects of each statement."""
        for label, listed in self.section("tests").items():
            for text in _texts(listed):
                yield squeezed(text), label

    def statement(self, ident: str, entry: Any) -> None:
        more = {key: item for key, item in entry.items() if key != "text"} if isinstance(entry, dict) else {}
        text = entry.get("text") if isinstance(entry, dict) else entry
        if text is not None and not isinstance(text, str | int | float):
            self.tell("E914", f"the statement {ident[:60]} should be a text", "statements", ident)
            more["text"], text = text, None
        if ident in self.terms.values() or squeezed(ident) in self.terms:
            self.tell("E912", f"the statement {ident[:60]} is given twice", "statements", ident)
        self.add(ident, ident if text is None else str(text), more)

    def add(self, ident: str, text: str, more: JSON) -> str:
        term = squeezed(ident)
        self.terms.setdefault(term, ident)
        if term in self.assumed:
            more = {"assumed": True, **more}
        if term in self.labels:
            more = {**more, "expected": self.labels[term]}
        filed = tuple(dict.fromkeys(self.filed.get(term, ())))
        gloss = " ".join(text.split())
        self.components[ident] = Component(ident, "claim", gloss, issues=filed, extra=keep(PREFIX, more))
        return ident

    def find(self, text: Any) -> str:
        """The statement of this term, made of the language of the file where it is not listed; "" for none."""
        if not isinstance(text, str | int | float) or isinstance(text, bool):
            return ""
        term = squeezed(str(text))
        if term in self.terms:
            return self.terms[term]
        spoken = self.spoken(term)
        return self.add(str(text), spoken, {"spoken": True}) if spoken else ""

    def spoken(self, term: str) -> str:
        """A term in words, by the pattern that the file has for its predicate; "" where it has none."""
        found = _TERM.match(term)
        if not found:
            return ""
        arguments = split_arguments(found[3])
        pattern = self.language.get(f"{found[2]}/{len(arguments)}")
        if not isinstance(pattern, str):
            return ""
        words = iter(arguments)
        return ("Not: " if found[1] else "") + _SLOT.sub(lambda slot: next(words, slot[0]), pattern)

    def scheme_titles(self) -> dict[str, str]:
        """Titles of the schemes that the file defines."""
        found = {}
        for ident, entry in self.entries("argument_schemes"):
            meta = entry.get("meta") if isinstance(entry, dict) else None
            title = meta.get("title") if isinstance(meta, dict) else None
            found[ident] = title if isinstance(title, str) else ident
        return found

    def argument(self, ident: str, entry: Any) -> None:
        """The relation of an argument; several where its premises count each by itself."""
        path = ("arguments", ident)
        if not isinstance(entry, dict):
            self.tell("E914", f"the argument {ident[:60]} should be a mapping", *path)
            return
        conclusion = self.find(entry.get("conclusion"))
        roles = [(role, text, self.find(text)) for role, text in premises_of(entry.get("premises"))]
        for _, text, found in roles:
            if not found:
                self.tell("E913", f"the premise {str(text)[:60]} of {ident[:60]} is no statement", *path, "premises")
        if not conclusion:
            said = str(entry.get("conclusion"))[:60]
            self.tell("E913", f"the conclusion {said} of {ident[:60]} is no statement", *path, "conclusion")
            self.stray[ident] = entry
            return
        name = entry.get("scheme")
        used = ("conclusion", "premises", "undercutter", "id")
        more = {key: item for key, item in entry.items() if key not in used and (key != "scheme" or name in WEIGHING)}
        if any(role for role, _, _ in roles):
            more["roles"] = {found: role for role, _, found in roles if found}
        lost = [text for _, text, found in roles if not found]
        more |= {"lost": lost} if lost else {}
        sources = tuple(dict.fromkeys(found for _, _, found in roles if found))
        if not sources:
            self.tell("W918", f"the argument {ident[:60]} has no premise", *path)
        named = (self.scheme(name),) if isinstance(name, str) and name and name not in WEIGHING else ()
        groups = [(one,) for one in sources] if name == "convergent" and sources else [sources]
        ids = [self.relate(ident, "supports", group, (conclusion,), named, more) for group in groups]
        if entry.get("undercutter"):
            self.undercut(ident, entry["undercutter"], tuple(ids))

    def relate(
        self,
        ident: str,
        name: str,
        sources: tuple[str, ...],
        targets: tuple[str, ...],
        named: tuple[str, ...],
        more: JSON,
    ) -> str:
        free = self.doubles.free(ident, self.relations, self.components)
        self.relations[free] = Relation(free, name, sources, targets, schemes=named, extra=keep(PREFIX, more))
        return free

    def undercut(self, ident: str, text: Any, steps: tuple[str, ...]) -> None:
        found = self.find(text)
        if found:
            self.relate(f"{ident}-undercutter", "undercuts", (found,), steps, (), {})
        else:
            said = f"the undercutter {str(text)[:60]} of {ident[:60]} is no statement"
            self.tell("E913", said, "arguments", ident, "undercutter")
            self.stray[f"{ident}-undercutter"] = {"undercutter": text}

    def scheme(self, name: str) -> str:
        label = self.titles.get(name, name)
        known = schemes.find(name) or schemes.find(label)
        slug = re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unnamed"
        made = Scheme(known.id, known.label) if known else Scheme(f"scheme.{slug}", label)
        self.schemes.setdefault(made.id, made)
        return made.id

    def issue(self, ident: str, entry: Any) -> tuple[Issue, JSON]:
        """An entry of the code book, and what the file says of it; its positions are filed under it."""
        value = entry if isinstance(entry, dict) else {}
        if not isinstance(entry, dict):
            self.tell("E914", f"the issue {ident[:60]} should be a mapping", "issues", ident)
        meta = value.get("meta")
        title = meta.get("title") if isinstance(meta, dict) else None
        for text in _texts(value.get("positions")):
            self.filed.setdefault(squeezed(text), []).append(ident)
        return Issue(ident, title if isinstance(title, str) else ident), value

    def exclude(self, issue: tuple[Issue, JSON]) -> None:
        """The positions of an issue exclude each other."""
        item, value = issue
        found = []
        for text in _texts(value.get("positions")):
            found.append(self.find(text))
            if not found[-1]:
                self.tell("E913", f"the position {text[:60]} of {item.id[:60]} is no statement", "issues", item.id)
        members = tuple(dict.fromkeys(one for one in found if one))
        more = {key: entry for key, entry in value.items() if key != "positions"}
        ident = self.relate(f"{item.id}-positions", "attacks", (), (), (), more)
        made = self.relations.pop(ident)
        if len(members) > 1:
            self.relations[ident] = Relation(made.id, made.name, mutual=members, extra=made.extra)
        elif more:
            self.stray[ident] = more


def squeezed(term: str) -> str:
    """A term without needless space: ``expert(joe, climate)`` is ``expert(joe,climate)``."""
    return _GAP.sub(r"\1", " ".join(term.split()))


def split_arguments(inside: str) -> list[str]:
    """The arguments of a term, split at commas outside of brackets.

    >>> split_arguments("joe,asserts(ann,p)")
    ['joe', 'asserts(ann,p)']
    """
    parts, depth, at = [], 0, 0
    for index, char in enumerate(inside):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(inside[at:index])
            at = index + 1
    return [*parts, inside[at:]]


def premises_of(value: Any) -> Iterator[tuple[str, Any]]:
    """Role ("" for none) and term of each premise, from a list, a mapping of roles, or one term."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for item in value:
            yield from item.items() if isinstance(item, dict) and len(item) == 1 else [("", item)]
    elif value is not None:
        yield "", value


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str | int | float) and not isinstance(item, bool):
            yield str(item)


def _cited(references: Mapping[str, Any]) -> Iterator[BibItem]:
    for ident, entry in references.items():
        parts = entry.values() if isinstance(entry, dict) else [entry]
        yield BibItem(ident, ". ".join(" ".join(str(part).split()) for part in parts if isinstance(part, str | int)))


def recognises(source: Input) -> bool:
    """Whether two of an argument graph's parts stand at the beginning of lines, one of them the main one."""
    head = source.data[:200_000]
    found = set(_KEY.findall(head))
    main = found & {b"statements", b"arguments", b"argument_schemes"}
    return (
        bool(main) and (len(found) > 1 or source.name.lower().endswith((".yml", ".yaml"))) and b"===" not in head[:10]
    )


FORMATS = (
    Format(
        "carneades",
        "Carneades argument graph (YAML)",
        (".carneades.yml", ".yml", ".yaml"),
        read=read,
        recognises=recognises,
        about="Read only, version 4. Premises are linked unless the scheme is convergent; undercutters attack the "
        "step; positions of an issue exclude each other. Assumptions, tests, schemes and weights are kept.",
    ),
)
