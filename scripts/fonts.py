"""Make the page's two font files again, from the fonts as their projects publish them.

    pip install fonttools brotli
    npm install @fontsource/stix-two-math@5.3.0 @fontsource/alegreya-sans@5.3.0
    python scripts/fonts.py node_modules

Both are cut down to the signs that lessons use. The canon's face sets text and formulas alike: it
keeps the table by which a browser builds roots, sums and tall brackets, but only for these.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

TARGET = Path(__file__).parents[1] / "src/fieldwise/page/static/fonts"
SIGNS = (
    "U+A0 U+A7 U+B0-B3 U+B5 U+B7 U+BD U+D7 U+2013 U+2014 U+2018 U+2019 U+201C U+201D U+2026 "
    "U+20AC U+2212"
)
CANON = (
    f"U+20-7E {SIGNS} U+C9 U+E0 U+E4 U+E7-E9 U+ED U+F1 U+F3 U+F6 U+F8 U+FC "
    "U+2070 U+2074-2079 U+207B"
)
"""Canon is in English, with a name here and there."""
FIELD = (
    f"U+20-7E {SIGNS} U+A3 U+C4 U+C5 U+C9 U+D6 U+D8 U+DC U+DF-E2 U+E4-EA U+ED-EF U+F1-F4 U+F6 "
    "U+F8-FC"
)
FORMULAS = (
    "U+AF U+2016 U+2190 U+2192 U+2202 U+2207 U+2208 U+2211 U+221A U+221E U+2248 U+2260 U+2264 "
    "U+2265 U+22A4 U+22C5 U+210E U+1D43B U+1D43F U+1D441 U+1D446 U+1D44A-1D44C U+1D44E-1D467 "
    "U+1D6FC-1D700 U+1D702 U+1D703 U+1D706 U+1D707 U+1D70B U+1D70C U+1D70E U+1D711 U+1D719"
)
"""All small letters; of the large and the Greek ones those that lessons use."""
GROWING = "()√∑"
"""Signs that may grow with what stands beside them."""
SIZES = 5
"""Sizes of each that are kept; what is taller still is put together from parts."""
GRID = 400
"""Steps to the em; in letters 50 pixels high none is off by more than a sixteenth of a pixel."""


def signs(ranges: str) -> list[int]:
    """The code points of ranges such as `U+20-7E`."""
    found: list[int] = []
    for part in ranges.split():
        first, _, last = part.removeprefix("U+").partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


def cut(source: Path, target: Path, ranges: str, features: list[str]) -> None:
    """Write a font's subset as WOFF2."""
    font = TTFont(source)
    if "MATH" in font:
        _keep_growing(font, GROWING)
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=signs(ranges))
    subsetter.subset(font)
    scale_upem(font, GRID)
    subset.save_font(font, str(target), options)
    print(f"{target.name} {target.stat().st_size:,} bytes")


def _keep_growing(font: TTFont, growing: str) -> None:
    names = {font.getBestCmap()[ord(sign)] for sign in growing}
    variants = font["MATH"].table.MathVariants
    for way in ("Vert", "Horiz"):
        coverage = getattr(variants, f"{way}GlyphCoverage")
        made = getattr(variants, f"{way}GlyphConstruction")
        kept = [
            (name, how) for name, how in zip(coverage.glyphs, made, strict=True) if name in names
        ]
        for _, how in kept:
            del how.MathGlyphVariantRecord[SIZES:]
        coverage.glyphs = [name for name, _ in kept]
        setattr(variants, f"{way}GlyphConstruction", [how for _, how in kept])
        setattr(variants, f"{way}GlyphCount", len(kept))


if __name__ == "__main__":
    fonts = Path(sys.argv[1]) / "@fontsource"
    math = fonts / "stix-two-math/files/stix-two-math-latin-400-normal.woff2"
    sans = fonts / "alegreya-sans/files/alegreya-sans-latin-400-normal.woff2"
    cut(math, TARGET / "canon.woff2", f"{CANON} {FORMULAS}", ["kern"])
    cut(sans, TARGET / "field.woff2", FIELD, ["kern", "lnum"])
