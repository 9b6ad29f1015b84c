"""Checks of a correspondences file: its links and stances, against the maps that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from argmap.check.codes import close_to, problem
from argmap.check.components import certainty
from argmap.correspondence import LINK_STATUS, LINK_TYPES, STANCES, Correspondences, Link, Ref, Stance
from argmap.model import ArgumentMap
from argmap.problems import Place, Problem

Maps = Mapping[str, ArgumentMap]


def check_correspondences(found: Correspondences, maps: Maps) -> list[Problem]:
    """All that is wrong in a correspondences file.

    Args:
        found: What the file holds.
        maps: The maps that it links, by the file names that its references use; a name that is
            missing here is reported as a file not at hand.

    Returns:
        Problems in the order of the file.
    """
    checks: tuple[Callable[[Correspondences, Maps], Iterator[Problem]], ...]
    checks = (words, ends, judgements, annotators, pairs, stances, stance_issues)
    return sorted(item for check in checks for item in check(found, maps))


def words(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """Types, statuses and stances are of their closed lists; certainties in range."""
    for link in found.links:
        yield from _closed("E701", "type", link, link.type, LINK_TYPES)
        yield from _closed("E702", "status", link, link.status, LINK_STATUS)
        yield from certainty(link.certainty, link.place, f"link {link.id}")
    for stance in found.stances:
        yield from _closed("E711", "value", stance, stance.value, STANCES)
        yield from certainty(stance.certainty, stance.place, f"stance {stance.id}")


def _closed(code: str, what: str, item: Link | Stance, value: str, known: tuple[str, ...]) -> Iterator[Problem]:
    if value not in known:
        owner = f"{type(item).__name__.lower()} {item.id}"
        yield problem(code, item.place, f"{owner} has the {what} {value!r}", close_to(value, known))


def ends(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """Links join components, of two texts, that exist; stances are of components that exist."""
    absent: set[str] = set()
    for link in found.links:
        if link.a.file == link.b.file:
            yield problem("E705", link.place, f"link {link.id} joins {link.a.id} and {link.b.id} of {link.a.file}")
        for ref in (link.a, link.b):
            yield from _exists(ref, link.place, maps, absent)
    for stance in found.stances:
        yield from _exists(stance.component, stance.place, maps, absent)


def _exists(ref: Ref, place: Place, maps: Maps, absent: set[str]) -> Iterator[Problem]:
    amap = maps.get(ref.file)
    if amap is None:
        if ref.file not in absent:
            yield problem("W704", place, f"the file {ref.file!r} is not at hand")
        absent.add(ref.file)
    elif ref.id not in amap.component:
        yield problem(
            "E703", place, f"there is no component {ref.id!r} in {ref.file}", close_to(ref.id, amap.component)
        )


def judgements(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """What was confirmed or rejected bears a name, a date and a reason."""
    for link in found.links:
        given = {"an annotator": link.annotator, "a date": link.date, "a reason": link.reason.strip()}
        missing = [word for word, value in given.items() if not value]
        if link.status in ("confirmed", "rejected") and missing:
            yield problem("W708", link.place, f"the {link.status} link {link.id} lacks {' and '.join(missing)}")
        if link.date and not _is_date(link.date):
            yield problem("E709", link.place, f"link {link.id} has the date {link.date!r}")


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return value[4:5] == "-" and (len(value) == 10 or value[10] == "T")


def annotators(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """Annotators are declared in the file itself or in one of the maps."""
    known = {a.id for a in found.annotators} | {a.id for amap in maps.values() for a in amap.annotators}
    judged: tuple[Link | Stance, ...] = (*found.links, *found.stances)
    for item in judged:
        if item.annotator and item.annotator not in known:
            message = f"{type(item).__name__.lower()} {item.id} names the annotator {item.annotator!r}"
            yield problem("E604", item.place, message, close_to(item.annotator, known))


def pairs(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """A pair of components has one confirmed link, and no link twice."""
    confirmed: dict[tuple[Ref, Ref], Link] = {}
    seen: dict[tuple[Ref, Ref, str, str], Link] = {}
    for original in found.links:
        link = original if original.a <= original.b else original.swapped()
        key = (link.a, link.b)
        if (*key, link.type, link.status) in seen:
            message = f"link {link.id} says the same as {seen[*key, link.type, link.status].id}"
            yield problem("W707", link.place, message)
            continue
        seen[*key, link.type, link.status] = link
        if link.status != "confirmed":
            continue
        other = confirmed.setdefault(key, link)
        if other.type != link.type:
            message = f"link {link.id} says {link.type} of {link.a.id} and {link.b.id}, {other.id} says {other.type}"
            yield problem("E706", link.place, message)


def stances(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """A component has one stance per issue and annotator."""
    first: dict[tuple[Ref, str, str], Stance] = {}
    for item in found.stances:
        other = first.setdefault((item.component, item.issue, item.annotator), item)
        if other is item:
            continue
        same = other.value == item.value
        where = f"{item.component.id} on {item.issue}"
        message = f"stance {item.id} of {where} is that of {other.id}"
        if not same:
            message = f"{where}: {item.id} says {item.value}, {other.id} says {other.value}"
        yield problem("W707" if same else "E713", item.place, message)


def stance_issues(found: Correspondences, maps: Maps) -> Iterator[Problem]:
    """Stances are on declared issues, under which the component is filed (there, or below); so are links."""
    declared = {issue.id for issue in found.issues} | {i for amap in maps.values() for i in amap.issue}
    for link in found.links:
        for issue in link.issues:
            if issue not in declared:
                message = f"link {link.id} is under the issue {issue!r}"
                yield problem("E710", link.place, message, close_to(issue, declared))
    for item in found.stances:
        if item.issue not in declared:
            message = f"stance {item.id} is on the issue {item.issue!r}"
            yield problem("E710", item.place, message, close_to(item.issue, declared))
            continue
        amap = maps.get(item.component.file)
        component = amap.component.get(item.component.id) if amap else None
        if amap and component and not amap.issue_closure(item.issue) & set(component.issues):
            yield problem("W712", item.place, f"{component.id} is not filed under {item.issue} ({item.component.file})")
