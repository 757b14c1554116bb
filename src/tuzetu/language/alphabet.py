"""The order of the Kazakh alphabet as a key that sorts the same on every database."""

from unicodedata import category, normalize

from tuzetu.language.folding import composed, in_one_script

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters of the Kazakh alphabet in their order."""

MOST_LETTERS = 60
"""Letters of a text that count for its place."""

MOST_CASED = 24
"""Letters whose being capital or small settles a tie."""

LONGEST_KEY = 2 * MOST_LETTERS + 2 + MOST_CASED // 3

_END, _SPACE, _SIGN, _OTHER_CYRILLIC, _OTHER_SCRIPT = "00", "01", "02", "72", "99"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


class _Places(dict[int, str]):
    """Two digits for every sign: spaces, signs, digits, Cyrillic, Latin, other letters."""

    def __init__(self) -> None:
        self[ord(" ")] = _SPACE
        self.update({ord(digit): f"1{digit}" for digit in "0123456789"})
        for first, letters in ((30, LETTERS), (73, _LATIN)):
            for place, letter in enumerate(letters, first):
                self[ord(letter)] = self[ord(letter.upper())] = str(place)

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if not category(sign).startswith("L"):
            return _SIGN
        if "Ѐ" <= sign <= "ӿ":
            return _OTHER_CYRILLIC
        return super().get(ord(normalize("NFD", sign)[0]), _OTHER_SCRIPT)


_PLACES = _Places()


def sort_key(text: str) -> str:
    """The place of a text in Kazakh dictionary order, as at most ``LONGEST_KEY`` digits.

    Keys compared digit by digit stand as the texts do in a Kazakh dictionary. Digits alone compare
    alike under every collation, so an indexed column of keys sorts the same on SQLite and on
    PostgreSQL, whatever locale the server was set up with. Spaces stand before signs, these before
    digits, Cyrillic letters and Latin ones. Of texts with the same letters the one with the small
    letter comes first. Takes any text.
    """
    letters = " ".join(in_one_script(composed(text)).split())[:MOST_LETTERS]
    return f"{letters.translate(_PLACES)}{_END}{_capitals(letters[:MOST_CASED])}"


def _capitals(letters: str) -> str:
    """One octal digit for every three letters: a bit stands for a capital."""
    if letters.islower():
        return ""
    bits = "".join("1" if letter.isupper() else "0" for letter in letters.ljust(MOST_CASED))
    return f"{int(bits, 2):0{MOST_CASED // 3}o}".rstrip("0")
