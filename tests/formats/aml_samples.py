"""Hand-made AML: as Araucaria writes it, and as AIFdb does."""

from __future__ import annotations

ARAUCARIA = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ARG SYSTEM "argument.dtd">
<ARG>
<SCHEMESET><SCHEME><NAME>Kerb lore</NAME><FORM><PREMISE>old</PREMISE></FORM></SCHEME></SCHEMESET>
<TEXT>Kerbs should go. Prams are seldom seen.
Wheels stumble over them,
as all carters know. They keep cars off.</TEXT>
<EDATA><AUTHOR>Bea</AUTHOR><DATE>2004-05-06</DATE><SOURCE>Street talk</SOURCE><COMMENTS>none</COMMENTS></EDATA>
<AU>
  <PROP identifier="A" missing="no"><PROPTEXT offset="0">Kerbs should go.</PROPTEXT><OWNER name="Ann"/></PROP>
  <REFUTATION><AU><PROP identifier="F" missing="no"><PROPTEXT offset="87">They keep cars off.</PROPTEXT></PROP>
  </AU></REFUTATION>
  <CA><AU><PROP identifier="B" missing="no"><PROPTEXT offset="17">Prams are seldom seen.</PROPTEXT>
    <INSCHEME scheme="Argument from Sign" schid="0"/></PROP></AU></CA>
  <LA>
    <AU><PROP identifier="C" missing="no"><PROPTEXT offset="40">Wheels stumble over them,
as all carters know.</PROPTEXT><OWNER name="The Carters"/><INSCHEME scheme="Kerb lore" schid="1"/></PROP>
      <CA><AU><PROP identifier="E" missing="no"><PROPTEXT offset="69">all carters know</PROPTEXT></PROP></AU></CA></AU>
    <AU><PROP identifier="D" missing="yes"><PROPTEXT offset="-1">What stumbles may fall.</PROPTEXT>
      <INSCHEME scheme="Kerb lore" schid="1"/></PROP></AU>
  </LA>
</AU>
</ARG>
"""

# no root, characters as they are, a shared premise drawn twice
AIFDB = """<AU><PROP identifier="n11" missing="yes"><PROPTEXT offset="-1">Kerbs should go</PROPTEXT></PROP>
<CA><AU><PROP identifier="n12" missing="yes"><PROPTEXT offset="-1">Carts & prams < wheels</PROPTEXT></PROP></AU></CA>
<REFUTATION><AU><PROP identifier="n13" missing="yes"><PROPTEXT offset="-1">They keep cars off</PROPTEXT></PROP>
<CA><AU>
<PROP identifier="n12" missing="yes"><PROPTEXT offset="-1">Carts & prams < wheels</PROPTEXT></PROP></AU></CA>
</AU></REFUTATION></AU>
"""
