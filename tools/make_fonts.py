"""Make the bundled fonts from Noto Sans: needed only when the set of characters changes.

Usage: python tools/make_fonts.py FOLDER_WITH_NOTO_TTF (Debian: package fonts-noto-core)

The result is a modified version under the SIL Open Font License and bears its own name. Kerning and
ligatures are left out, so that the width of a line is the sum of its advances in every viewer.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Argmap Sans"
OUTPUT = Path(__file__).resolve().parent.parent / "argmap" / "render" / "fonts"
TEXT = [
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x259, 0x259),
    (0x2B0, 0x36F),
    (0x370, 0x52F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),
    (0x2100, 0x2189),
    (0xFB00, 0xFB04),
    (0xFFFD, 0xFFFD),
]
MATHS = [(0x2190, 0x21FF), (0x2200, 0x22FF), (0x27E8, 0x27E9)]
MARKS = [(0x2022, 0x2022), (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2718)]
SYMBOL_FONTS = (("NotoSansMath-Regular.ttf", MATHS), ("NotoSansSymbols2-Regular.ttf", MARKS))


def _subset(path: Path, ranges: list[tuple[int, int]], features: list[str], skip: set[int]) -> TTFont:
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["MATH", "DSIG", "GDEF"] if not features else ["DSIG"]
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    wanted = {code for first, last in ranges for code in range(first, last + 1)} - skip
    subsetter.populate(unicodes=sorted(wanted & set(font.getBestCmap())))
    subsetter.subset(font)
    return font


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    full = f"{FAMILY} {style}" if style != "Regular" else FAMILY
    copyright_note = names.getDebugName(0)
    licence = (names.getDebugName(13), names.getDebugName(14))
    names.names = []
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    for number, value in (
        (0, f"{copyright_note} Modified for argmap: subset of Noto Sans with marks of Noto Sans Math and Symbols2."),
        (1, FAMILY),
        (2, style),
        (3, f"1.0;{postscript}"),
        (4, full),
        (5, "Version 1.0"),
        (6, postscript),
        (13, licence[0]),
        (14, licence[1]),
    ):
        names.setName(value, number, 3, 1, 0x409)
        names.setName(value, number, 1, 0, 0)


def main(folder: Path) -> None:
    """Write the three faces into the package."""
    for style in ("Regular", "Bold", "Italic"):
        base = _subset(folder / f"NotoSans-{style}.ttf", TEXT, ["ccmp", "locl", "mark", "mkmk"], set())
        covered = set(base.getBestCmap())
        with tempfile.TemporaryDirectory() as place:
            parts = [Path(place) / "base.ttf"]
            base.save(parts[0])
            for name, ranges in SYMBOL_FONTS:
                extra = _subset(folder / name, ranges, [], covered)
                covered |= set(extra.getBestCmap())
                parts.append(Path(place) / name)
                extra.save(parts[-1])
            merged = Merger().merge([str(part) for part in parts])
        for tag in ("ascent", "descent", "lineGap"):
            setattr(merged["hhea"], tag, getattr(base["hhea"], tag))
        for tag in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
            setattr(merged["OS/2"], tag, getattr(base["OS/2"], tag))
        _rename(merged, style)
        merged["head"].created = merged["head"].modified = base["head"].modified
        merged.recalcTimestamp = False
        merged.save(OUTPUT / f"ArgmapSans-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
