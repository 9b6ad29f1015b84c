"""Small editions for the tests of detach and attach."""

from __future__ import annotations

from argmap.tei.reader import read
from argmap.text.normal import digest

BODY = """<text>
    <body>
      <pb n="7"/>
      <div xml:id="d1"><head>Of rain and streets in old towns</head>
        <p xml:id="p1"><s xml:id="s1">Every spring the river rose &amp; took the lower streets with it.</s>
          <s xml:id="s2">Nobody in the upper town was ever asked to pay for that.</s>
          <note type="pullquote">Nobody was ever asked.</note>
          <s xml:id="s3">So it went on for forty years, as things do which hurt only some.</s></p>
        <pb n="8"/>
        <p xml:id="p2">
          <anchor xml:id="a1"/>A wall of nine feet would have cost less than one flood,<anchor xml:id="a2"/>
          or so the surveyor wrote in a report that was lost <hi rend="italic">twice</hi>.</p>
      </div>
    </body>
  </text>"""

COMPONENTS = """<span xml:id="c1" type="claim" target="#s1 #s3" cert="high"><gloss>Streets flood.</gloss></span>
      <span xml:id="c2" target='#s2' type="claim"><gloss>Who pays is unfair.</gloss>
        <note type="comment">A remark.</note>
      </span>
      <span xml:id="e1" type="evidence" from="#a1" to="#a2"><gloss>Walls are cheap.</gloss></span>"""


def edition(components: str = COMPONENTS, header: str = "", *, text: str = BODY, before: str = "") -> bytes:
    """An edition with these components; ``before`` stands between header and text."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="rain" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Rain</title></titleStmt>
      <publicationStmt><p>Made for a test.</p></publicationStmt>
      <sourceDesc><bibl><title>Rain</title></bibl></sourceDesc>
    </fileDesc>{header}
  </teiHeader>{before}
  {text}
  <standOff type="argument">
    <spanGrp type="components">
      {components}
    </spanGrp>
    <listRelation type="argument"><relation xml:id="k1" name="supports" active="#e1" passive="#c1"/></listRelation>
  </standOff>
</TEI>
""".encode()


def ranged() -> bytes:
    """The same annotation with ranges and their checks, as the writer makes them."""
    amap, _ = read(BY_IDS)
    content = amap.text.content
    spans = []
    for item in amap.components:
        targets = " ".join(f"src:{f.start}-{f.end}" for f in item.fragments)
        checks = "".join(
            f"""
        <fs type="fragment" corresp="src:{f.start}-{f.end}">
          <f name="start"><string>{content[f.start : f.end].split()[0]}</string></f>
          <f name="end"><string>{content[f.start : f.end].split()[-1]}</string></f>
          <f name="sha256"><string>{digest(content[f.start : f.end])}</string></f>
        </fs>"""
            for f in item.fragments
        )
        spans.append(
            f'<span xml:id="{item.id}" type="{item.kind}" target="{targets}"><gloss>{item.gloss}</gloss>{checks}</span>'
        )
    header = r"""
    <encodingDesc><listPrefixDef>
      <prefixDef ident="src" matchPattern="(\d+)-(\d+)" replacementPattern="#char=$1,$2"/>
    </listPrefixDef></encodingDesc>"""
    made = edition("\n      ".join(spans), header)
    known = f"""<standOff type="argument">
    <fs type="text" xml:id="src.text">
      <f name="length"><numeric value="{len(content)}"/></f>
      <f name="sha256"><string>{digest(content)}</string></f>
    </fs>"""
    return made.replace(b'<standOff type="argument">', known.encode())


BY_IDS = edition()
BY_RANGES = ranged()
