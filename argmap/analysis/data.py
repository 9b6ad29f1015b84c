"""An analysis as plain data for JSON; keys are stable, components are named as ``text#id``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from argmap import __version__
from argmap.analysis.chains import Chain
from argmap.analysis.cruxes import Crux
from argmap.analysis.disagreements import Disagreement, Side
from argmap.analysis.frameworks import Framework
from argmap.analysis.labelling import Reason
from argmap.analysis.patterns import Patterns
from argmap.analysis.questions import Question
from argmap.analysis.report import CAUTION, Analysis
from argmap.analysis.sensitivity import Sensitivity
from argmap.compare.data import text_facts


def as_dict(analysis: Analysis) -> dict[str, Any]:
    """The whole analysis, JSON-ready. Strengths are rounded to six digits."""
    frame, done = analysis.frame, analysis.standing
    return {
        "argmap": __version__,
        "caution": CAUTION,
        "method": {
            "labelling": done.method.labelling,
            "gradual": done.method.gradual,
            "needs_grounds": done.method.needs_grounds,
            "reported": frame.reading.reported,
            "came_to_rest": not done.unsettled,
        },
        "texts": [{"name": name, **text_facts(amap)} for name, amap in zip(frame.names, frame.maps, strict=True)],
        "judges": [{"name": name, "machine": program} for name, program in analysis.judges],
        "links": dict(Counter(link.type for link in frame.links)),
        "left_out": list(frame.notes),
        "statements": [
            {
                "members": [frame.name(m) for m in s.members],
                "held": [frame.name(m) for m in s.held],
                "thesis": i in frame.theses,
                "label": done.labels[i],
                "strength": round(done.strengths[i], 6),
                "base": done.base[i],
            }
            for i, s in enumerate(frame.statements)
        ],
        "theses": [
            {"statement": frame.statements[t].key, "label": done.labels[t], "why": _reason(analysis.why(t))}
            for t in frame.theses
        ],
        "disagreements": [_disagreement(frame, one) for one in analysis.disagreements],
        "questions": [_question(frame, one) for one in analysis.questions],
        "apparent": [
            {"link": x.link.id, "a": frame.name(x.a), "b": frame.name(x.b), "reason": x.link.reason}
            for x in analysis.apparent
        ],
        "cruxes": [_crux(frame, crux) for crux in done.cruxes],
        "cruxes_not_weighed": done.left_out,
        "sensitivity": _sensitivity(analysis.sensitivity),
        "positions": _positions(analysis),
        "patterns": _patterns(frame, analysis.patterns),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "label": reason.label,
        "text": reason.text,
        "steps": list(reason.steps),
        "because": [_reason(r) for r in reason.because],
    }


def _disagreement(frame: Framework, one: Disagreement) -> dict[str, Any]:
    return {
        "id": one.id,
        "also": list(one.also),
        "type": one.type,
        "issues": list(one.issues),
        "kind": one.kind,
        "signs": [{"kind": s.kind, "text": s.text, "refs": list(s.refs), "settles": s.settles} for s in one.signs],
        "a": _side(frame, one.a),
        "b": _side(frame, one.b),
        "why": one.why,
        "reason": one.link.reason if one.link else "",
        "certainty": one.link.certainty if one.link else "",
        "shared": [[frame.name(p), frame.name(q)] for p, q in one.shared],
        "deeper": list(one.deeper),
    }


def _question(frame: Framework, one: Question) -> dict[str, Any]:
    return {
        "positions": [frame.statements[place].key for place in one.positions],
        "disagreements": [d.id for d in one.disagreements],
        "issues": list(one.issues),
        "rank": one.rank,
        "stands": [
            {
                "text": frame.names[s.side],
                "how": s.how,
                "position": s.position,
                "component": frame.name(s.member) if s.member else "",
                "link": s.link.id if s.link else "",
            }
            for group in one.stands
            for s in group
        ],
    }


def _side(frame: Framework, side: Side) -> dict[str, Any]:
    return {
        "component": frame.name(side.member),
        "reported": side.reported,
        "up": [_chain(frame, chain) for chain in side.up],
        "down": {
            "direct": [
                {"relation": g.relation, "supports": g.supports, "premises": [frame.name(p) for p in g.premises]}
                for g in side.down.direct
            ],
            "last": [frame.name(m) for m in side.down.last],
            "beneath": {frame.name(m): distance for m, distance in side.down.beneath},
        },
    }


def _chain(frame: Framework, chain: Chain) -> dict[str, Any]:
    return {
        "thesis": frame.name(chain.thesis),
        "supports": chain.supports,
        "steps": [
            {
                "relation": s.relation,
                "supports": s.supports,
                "from": frame.name(s.source),
                "beside": [frame.name(m) for m in s.beside],
                "to": frame.name(s.target),
                "onto": s.onto,
            }
            for s in chain.steps
        ],
    }


def _crux(frame: Framework, crux: Crux) -> dict[str, Any]:
    key = frame.statements
    return {
        "statement": key[crux.statement].key,
        "rival": key[crux.rival].key if crux.rival is not None else None,
        "refs": list(crux.refs),
        "is_thesis": crux.itself,
        "undercuts": crux.undercuts,
        "flips": crux.flips,
        "swing": round(crux.swing, 6),
        "effects": [
            {
                "thesis": key[e.thesis].key,
                "labels": list(e.labels),
                "strengths": [round(s, 6) for s in e.strengths],
            }
            for e in crux.effects
        ],
    }


def _sensitivity(found: Sensitivity) -> dict[str, Any]:
    draws = found.weights
    return {
        "semantics": [
            {
                "name": r.name,
                "rank_correlation": _number(r.correlation),
                "first": list(r.first),
                "compared": r.compared,
                "came_to_rest": not r.unsettled,
            }
            for r in found.rivals
        ],
        "labellings": [
            {"name": v.name, "deciding": v.deciding, "asked": v.asked, "theses": list(v.theses), "not_computed": v.why}
            for v in found.labellings
        ],
        "random_weights": None
        if draws is None
        else {
            "draws": draws.draws,
            "seed": draws.seed,
            "cruxes": draws.top,
            "first_stays_first": _number(draws.first),
            "order_holds": _number(draws.order),
            "rank_correlation": _number(draws.correlation),
            "among_first_three": [_number(x) for x in draws.in_three],
        },
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _positions(analysis: Analysis) -> dict[str, Any]:
    """The preferred labellings: how many, and for each knot the sets of statements that can be held together."""
    frame, held = analysis.frame, analysis.positions
    if held is None:
        return {"count": None, "knots": [], "not_computed": analysis.too_many}
    count = len(frame.statements)
    knots = [
        [[frame.statements[u].key for u, mark in sorted(c.items()) if u < count and mark == "in"] for c in knot.choices]
        for knot in held.knots
    ]
    return {"count": held.count, "knots": knots, "not_computed": ""}


def _patterns(frame: Framework, found: Patterns) -> dict[str, Any]:
    return {**_across(frame, found), **_within(frame, found)}


def _across(frame: Framework, found: Patterns) -> dict[str, Any]:
    name = frame.name
    return {
        "shared_grounds_opposite_conclusions": [
            {
                "ground": [name(m) for m in x.ground],
                "conclusion": [name(m) for m in x.conclusion],
                "link": x.link,
                "relations": list(x.relations),
            }
            for x in found.shared
        ],
        "same_conclusion_other_grounds": [
            {
                "conclusion": [name(m) for m in x.conclusion],
                "grounds": [[name(m) for m in side] for side in x.grounds],
                "weighed": x.weighed,
                "possible": x.possible,
            }
            for x in found.other_grounds
        ],
        "evidence_of_one": [
            {
                "evidence": name(x.evidence),
                "other": frame.names[x.other],
                "issues": list(x.issues),
                "serves": [name(m) for m in x.serves],
                "weighed": x.weighed,
                "possible": x.possible,
            }
            for x in found.unshared
        ],
    }


def _within(frame: Framework, found: Patterns) -> dict[str, Any]:
    name = frame.name
    return {
        "silences": [
            {
                "issue": x.issue.id,
                "speaks": frame.names[x.speaks],
                "silent": frame.names[x.silent],
                "components": [name(m) for m in x.components],
                "reports": [name(m) for m in x.reports],
            }
            for x in found.silences
        ],
        "tensions": [
            {"attacker": name(x.attacker), "attacked": name(x.attacked), "refs": list(x.refs), "state": x.state}
            for x in found.tensions
        ],
        "reported_objections": [
            {
                "sources": [name(m) for m in x.sources],
                "target": name(x.target) if x.target else None,
                "relation": x.relation,
                "onto": x.onto,
            }
            for x in found.objections
        ],
    }
