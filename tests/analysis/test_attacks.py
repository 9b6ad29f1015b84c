from argmap.analysis.attacks import FAILS, GROUNDLESS, STATEMENT, STEP, Attacks, attacks
from tests.analysis.samples import graph, made


def kinds(relations: str, **options) -> list[str]:
    found = attacks(graph(made("a", "c1 c2 c3", relations)), **options)
    return [unit.kind for unit in found.units]


def test_a_plain_attack_needs_no_unit_of_its_own():
    assert kinds("k1: c2 -| c1") == [STATEMENT] * 3


def test_linked_and_undercut_attacks_have_units():
    assert sorted(kinds("k1: c2+c3 -| c1")) == sorted([STATEMENT] * 3 + [STEP, FAILS, FAILS])
    assert sorted(kinds("k1: c2 -| c1; k2: c3 -| k1")) == sorted([STATEMENT] * 3 + [STEP, FAILS])


def test_supports_have_units_only_where_grounds_are_needed():
    assert kinds("k1: c2 > c1") == [STATEMENT] * 3
    assert kinds("k1: c2 > c1", needs_grounds=True) == [*[STATEMENT] * 3, GROUNDLESS]


def test_repeated_attacks_count_once():
    assert Attacks.plain(2, [(0, 1), (0, 1)]).attackers == ((), (0,))
    assert attacks(graph(made("a", "c1 c2", "k1: c2 -| c1; k2: c2 -| c1"))).attackers[0] == (1,)


def test_attacked_is_the_converse():
    built = Attacks.plain(3, [(0, 1), (2, 1), (1, 0)])
    assert built.attacked == ((1,), (0,), (1,))
