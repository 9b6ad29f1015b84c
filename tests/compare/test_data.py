import json

from hypothesis import given, settings

from argmap.compare import compare
from argmap.compare.data import as_dict
from tests.strategies import maps


@settings(deadline=None)
@given(maps("a"), maps("b"))
def test_the_data_are_json_and_name_only_known_components(a, b):
    data = json.loads(json.dumps(as_dict(compare(a, b)[0])))
    for issue in data["issues"]:
        assert set(issue["a"]["own"] + issue["a"]["reported"]) <= set(a.component)
        assert set(issue["b"]["own"] + issue["b"]["reported"]) <= set(b.component)
    assert [t["components"] for t in data["texts"]] == [len(a.components), len(b.components)]
