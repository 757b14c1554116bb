"""What may stand in a document: characters that break files go, those without a glyph are marked.

People paste anything into a text field. Controls, marks that turn the direction of writing and
joiners of emoji are dropped everywhere; on a PDF a character that no style of the vendored
typeface can draw becomes a visible box, because a long-term archive file must not miss a glyph.
"""

import re
from functools import cache
from pathlib import Path
from struct import unpack_from
from unicodedata import category, is_normalized, normalize

FONTS = Path(__file__).parent / "fonts"
STYLES = tuple(sorted(FONTS.glob("Tinos_*.ttf")))
BOX = "\N{WHITE SQUARE}"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SUSPECT = re.compile(
    r"[^\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u052f\u2010-\u2015\u2018-\u2027\u20b8\u2116]"
)
"""Everything outside the letters and signs that ordinary Kazakh and Russian texts are made of."""
DROPPED = {"Cc", "Cf", "Cs"}
NAMELESS = {"Cn", "Co"}
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def legible(text: str) -> str:
    """The text with uniform line ends, composed letters, and nothing that a file cannot hold."""
    if not SUSPECT.search(text):
        return text
    lines = LINE_ENDS.sub("\n", text).replace("\t", " ")
    whole = lines if is_normalized("NFC", lines) else normalize("NFC", lines)
    return SUSPECT.sub(_kept, whole)


def _kept(match: re.Match[str]) -> str:
    sign = match.group()
    if category(sign) in DROPPED or SELECTORS.match(sign):
        return ""
    return BOX if category(sign) in NAMELESS else sign


def drawable(text: str) -> str:
    """The text with a box in place of every character that the typeface cannot draw."""
    return SUSPECT.sub(lambda m: m.group() if ord(m.group()) in drawn() else BOX, text)


@cache
def drawn() -> frozenset[int]:
    """The code points that all four styles of the typeface can draw."""
    return frozenset.intersection(*(code_points(style.read_bytes()) for style in STYLES))


def code_points(font: bytes) -> frozenset[int]:
    """The code points of a TrueType font, from the Unicode table (format 4) of its `cmap`."""
    start = _unicode_table(font)
    count = unpack_from(">H", font, start + 6)[0] // 2
    ends = unpack_from(f">{count}H", font, start + 14)
    begins = unpack_from(f">{count}H", font, start + 16 + 2 * count)
    spans = (range(first, last + 1) for first, last in zip(begins, ends, strict=True))
    return frozenset(point for span in spans for point in span) - {0xFFFF}


def _unicode_table(font: bytes) -> int:
    """Where the table for Windows (platform 3, encoding 1) starts in the file."""
    tables = unpack_from(">H", font, 4)[0]
    entries = [unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables)]
    cmap = next(int(offset) for tag, _sum, offset, _length in entries if tag == b"cmap")
    count = unpack_from(">H", font, cmap + 2)[0]
    parts = [unpack_from(">HHI", font, cmap + 4 + 8 * index) for index in range(count)]
    offsets = {(platform, code): int(offset) for platform, code, offset in parts}
    return cmap + offsets[3, 1]
