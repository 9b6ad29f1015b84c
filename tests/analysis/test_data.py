from argmap.analysis.data import as_dict
from argmap.analysis.report import analyse
from tests.analysis.samples import linked, made


def test_what_the_data_hold_and_what_they_follow_from():
    a = made("a", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2", issues="c2:i")
    b = made("b", "c1 c2 ~c3", "k1: c2 > c1; k2: c3 -| c1", issues="c2:i")
    data = as_dict(analyse([a, b], linked("x1: a#c2 contradictory b#c2"), draws=2)[0])
    (one,) = data["disagreements"]
    assert (one["id"], one["type"], one["issues"], one["reason"]) == ("x1", "contradictory", ["i"], "reason of x1")
    assert one["a"]["up"][0]["steps"] == [
        {"relation": "k1", "supports": True, "from": "a#c2", "beside": [], "to": "a#c1", "onto": ""}
    ]
    assert one["a"]["down"]["last"] == ["a#e1"]
    assert one["a"]["down"]["direct"] == [{"relation": "k2", "supports": True, "premises": ["a#e1"]}]
    crux = data["cruxes"][0]
    assert (crux["statement"], crux["rival"], crux["refs"]) == ("a#c2", "b#c2", ["x1"])
    assert data["positions"]["count"] == 2
    assert data["positions"]["knots"] == [[["a#c2"], ["b#c2"]]]
    assert data["patterns"]["reported_objections"][0]["relation"] == "k2"
    assert data["method"] == {
        "labelling": "grounded",
        "gradual": "qe",
        "needs_grounds": False,
        "reported": "apart",
        "came_to_rest": True,
    }
    assert "not a measure of truth" in data["caution"]
