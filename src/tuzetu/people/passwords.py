"""Passwords: what is refused beyond the framework's list, how one is given, how long it holds."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tuzetu.people.person import Person

GIVEN_HOLDS = timedelta(days=3)
SHORTEST = 12
LONGEST = 128

OBVIOUS = (
    "tuzetu", "түзету", "password", "пароль", "құпиясөз", "кұпиясөз", "kupiasoz", "qupiasoz",
    "qazaqstan", "kazakhstan", "қазақстан", "казахстан", "almaty", "алматы", "astana", "астана",
    "conservatory", "консерватория", "konservatoria", "qwerty", "йцукен", "asdfgh", "фывапр",
    "zxcvbn", "ячсмит", "әіңғүұ", "administrator", "әкімші", "админ", "admin", "university",
    "университет", "welcome", "letmein", "12345", "11111", "00000", "2024", "2025", "2026", "2027",
)  # fmt: skip

SYMBOLS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 4
GROUP_LENGTH = 4


class NotObvious:
    """Refuses passwords of which little is left once obvious words are taken out.

    The framework's list of common passwords is English; this knows our own words and keyboards.
    """

    def __init__(self, words: Iterable[str] = OBVIOUS) -> None:
        self.words = tuple(sorted(words, key=len, reverse=True))

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise when fewer than eight characters remain beside obvious words and names."""
        names = (user.login, user.surname, user.given_name) if user else ()
        rest = password.casefold()
        for word in (*names, *self.words):
            rest = rest.replace(word.casefold(), "") if word else rest
        if len(set(rest)) < _ENOUGH_LEFT:
            raise ValidationError(
                _("This password is easy to guess: take several unrelated words."),
                code="password_obvious",
            )

    def get_help_text(self) -> str:
        """What a good password is."""
        return _("At least twelve characters; several unrelated words are best.")


_ENOUGH_LEFT = 6


class NotTooLong:
    """Refuses passwords so long that hashing them would be an attack."""

    def validate(self, password: str, user: Person | None = None) -> None:  # noqa: ARG002
        """Raise when the password is longer than is kept."""
        if len(password) > LONGEST:
            raise ValidationError(
                _("At most {limit} characters.").format(limit=LONGEST), code="password_too_long"
            )

    def get_help_text(self) -> str:
        """How long it may be."""
        return _("At most {limit} characters.").format(limit=LONGEST)


def new_password() -> str:
    """A password to be given: sixteen symbols without look-alikes, in groups, 79 bits."""
    groups = (
        "".join(secrets.choice(SYMBOLS) for _n in range(GROUP_LENGTH)) for _g in range(GROUPS)
    )
    return "-".join(groups)


def still_holds(person: Person, *, at: datetime) -> bool:
    """Whether the password opens the door: an own one always, a given one for three days."""
    given_at = person.password_given_at
    return given_at is None or at < given_at + GIVEN_HOLDS
