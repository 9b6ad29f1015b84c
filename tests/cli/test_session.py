from tests.cli.reviewing import found, review, run


def test_a_session_writes_what_was_decided(desk):
    before = found(desk).links
    result = review("ch one denies it\nk\nr they differ\nq\n")
    assert result.exit_code == 0, result.output
    held = found(desk)
    assert held.links[: len(before)] == before
    new = held.links[len(before) :]
    assert [(x.type, x.status, x.certainty, x.reason) for x in new] == [
        ("contrary", "confirmed", "high", "one denies it"),
        ("overlaps", "rejected", "", "they differ"),
    ]
    person = next(a for a in held.annotators if a.name == "A. Reader")
    assert {x.annotator for x in new} == {person.id}
    assert all(len(x.date) == 10 for x in new)
    assert "3 of 8 candidate pairs weighed" in result.output


def test_undo_restores_the_file_byte_for_byte(desk):
    before = (desk / "correspondences.xml").read_bytes()
    review("s so\nu not\nz\nk\nz\nz\nz\nq\n")
    assert (desk / "correspondences.xml").read_bytes() == before


def test_the_next_session_goes_on_where_the_last_ended(desk):
    review("s so\nq\n")
    first = found(desk).links[-1]
    result = review("q\n")
    assert f"Left ({first.a.id}, claim)" not in result.output or f"Right ({first.b.id}, claim)" not in result.output
    assert "2 of 8 candidate pairs weighed" in result.output


def test_the_name_is_asked_once_and_offered_again(desk):
    run("review", "left.xml", "right.xml", keys="Ada Moss\ns so\nu no\nq\n")
    assert [a.name for a in found(desk).annotators] == ["A Judge", "Ada Moss"]
    run("review", "left.xml", "right.xml", keys="\ns so\nq\n")
    assert [a.name for a in found(desk).annotators] == ["A Judge", "Ada Moss"]
    assert len(found(desk).links) == 4


def test_the_end_of_input_is_a_way_to_stop(desk):
    result = review("s so\n")
    assert result.exit_code == 0
    assert len(found(desk).links) == 2


def test_keys_that_are_none_change_nothing(desk):
    before = (desk / "correspondences.xml").read_bytes()
    result = review("y\nsx\n?\n\nq\n")
    assert result.exit_code == 0
    assert (desk / "correspondences.xml").read_bytes() == before


def test_a_missing_file_is_made_by_the_first_decision(desk):
    (desk / "correspondences.xml").unlink()
    review("q\n")
    assert not (desk / "correspondences.xml").exists()
    review("s so\nq\n")
    assert len(found(desk).links) == 1


def test_a_file_changed_meanwhile_is_not_overwritten(desk, monkeypatch):
    from argmap.cli import session

    path = desk / "correspondences.xml"
    show = session.Session.show

    def meddle(self, state, pair):
        path.write_bytes(path.read_bytes() + b"<!-- somebody else -->")
        show(self, state, pair)

    monkeypatch.setattr(session.Session, "show", meddle)
    result = review("s so\nq\n")
    assert result.exit_code == 2
    assert "changed" in result.stderr
    assert path.read_bytes().endswith(b"<!-- somebody else -->")
