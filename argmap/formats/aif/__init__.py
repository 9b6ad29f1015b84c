"""The Argument Interchange Format and the files of OVA, the tool that most of it is made with.

Propositions become components, inferences, conflicts, rephrasings and preferences relations. Dialogue (locutions,
transitions, illocutions) is kept as it is and written back; who asserts a proposition is its voice.
"""

from __future__ import annotations

from argmap.formats.aif import ova2, plain, xaif
from argmap.formats.derived import reduced
from argmap.plugins import Format

FORMATS = (
    Format(
        "aif",
        "AIF JSON, as AIFdb exports it",
        (".aif.json",),
        read=plain.read,
        write=plain.write,
        recognises=plain.recognises,
        about="Nodes of all types, locutions, unknown schemes and further keys are kept and written back; what AIF "
        "has no slot for goes into a key argmap of each node, which other programs pass over.",
    ),
    Format(
        "xaif",
        "xAIF, the files of OVA3 and oAMF",
        (".xaif.json", ".xaif"),
        read=xaif.read,
        write=xaif.write,
        recognises=xaif.recognises,
        reduce=reduced,
        about="As AIF, with the text and the stretches that are marked in it, participants, fulfilled roles and "
        "critical questions, and OVA's drawing; the text as it was is written back.",
    ),
    Format(
        "ova2",
        "OVA2 and ReCAP-OVA JSON",
        (".ova.json", ".ova2.json"),
        read=ova2.read,
        recognises=ova2.recognises,
        about="The older files of OVA, with text, participants and major claims; write them as xaif.",
    ),
)
