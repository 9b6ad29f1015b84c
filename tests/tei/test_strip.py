"""Annotation taken out of bytes: what it leaves empty goes with it, all else stays."""

from __future__ import annotations

from argmap.tei.components import component_spans
from argmap.tei.parse import parse
from argmap.tei.strip import stripped

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader/>\n'
TEXT = '<text><body><p xml:id="p">One <hi>two</hi>.</p></body></text>\n'


def _bare(stand_off: str) -> str:
    document = parse(f"{HEAD}{TEXT}{stand_off}</TEI>\n".encode())
    return stripped(document, list(component_spans(document))).decode()


def test_groups_that_become_empty_go_and_others_stay():
    span = '<span xml:id="c" type="claim" target="#p"/>'
    assert "standOff" not in _bare(f'<standOff><spanGrp type="components">{span}</spanGrp></standOff>')
    assert "<spanGrp" not in _bare(f"<standOff><spanGrp>{span}</spanGrp><listPerson/></standOff>")
    assert "<listPerson/>" in _bare(f"<standOff><spanGrp>{span}</spanGrp><listPerson/></standOff>")
    assert 'xml:id="g"' in _bare(f'<standOff><spanGrp xml:id="g">{span}</spanGrp></standOff>')


def test_segments_are_unwrapped_and_codes_that_named_them_go():
    document = parse(f'{HEAD}<text><p ana="#a #x"><seg xml:id="a">One</seg><seg xml:id="b"/></p></text></TEI>'.encode())
    data = stripped(document, document.named("seg"))
    assert b'<text><p ana="#x">One</p></text>' in data
