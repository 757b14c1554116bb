"""Folding for search: one form for all the ways in which a word may be typed."""

import re
from unicodedata import is_normalized, normalize

_UNSEEN = re.compile(
    "[\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Stress marks, soft hyphens and signs without width: pasted along, never typed."""

_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2116\ud800-\udfff]")
"""Control signs, halves of signs, and №, which would otherwise turn into the letters "No"."""

_MIXED_WORD = re.compile("(?<![A-Za-zƏəЀ-ӿ])(?:[A-Za-zƏə]+[Ѐ-ӿ]|[Ѐ-ӿ]+[A-Za-zƏə])[A-Za-zƏəЀ-ӿ]*")
_TWINS = str.maketrans("ABCEHIKMOPTXYƏaceghiopxyə", "АВСЕНІКМОРТХУӘасеgһіорхуә")
"""Latin letters that look like Cyrillic ones; capital H is another letter than small h."""

_ACCENTED = {
    code: plain
    for code in range(0xC0, 0x250)
    if (plain := normalize("NFD", chr(code))[0]).isascii() and plain.isalpha()
}
_LOOSE = str.maketrans("әғқңөұүһіёabcehikmoptxyə", "агкноуухиеавсехикмортхуа")
_LOOSE |= {code: ord(plain.translate(_LOOSE)) for code, plain in _ACCENTED.items()}
"""What is typed without a Kazakh keyboard, and Latin letters that stand for Cyrillic ones."""


def folded(text: str) -> str:
    """The form of a text in which it is looked for; folding twice changes nothing.

    Small letters, single spaces, no accents. Kazakh letters count as their neighbours on a Russian
    keyboard (қ as к, ғ г, ң н, ө о, ұ ү у, ә а, і и, һ х), ё as е. Latin letters that look like
    Cyrillic ones count as these in every word, also in Latin ones: so "CE-2026" typed in either
    script finds the same, and the beginning of a word folds to the beginning of the folded word.
    For comparing only, never for showing. Takes any text, also one no database would keep.
    """
    plain = in_one_script(composed(text)).casefold()
    return " ".join(composed(plain).translate(_LOOSE).split())


def composed(text: str) -> str:
    """The text without unseen and control signs, every letter as a single sign."""
    if text.isascii() and text.isprintable():
        return text
    text = _NO_TEXT.sub(" ", text)
    if not is_normalized("NFKC", text):
        text = normalize("NFKC", text)
    return _UNSEEN.sub("", text)


def in_one_script(text: str) -> str:
    """The text with its Cyrillic words free of Latin look-alikes («Мемлекеттiк», «жəне»)."""
    return _MIXED_WORD.sub(_in_cyrillic, text)


def _in_cyrillic(word: re.Match[str]) -> str:
    return word[0].translate(_TWINS)
