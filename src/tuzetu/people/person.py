"""A person who works at the institution and may sign in. What one may do comes from offices."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tuzetu.language.alphabet import sort_key
from tuzetu.language.words import search_words
from tuzetu.people.unit import Unit

NAME = 80
POST = 160


class Person(AbstractBaseUser):
    """An employee: names, post, home unit, how to reach them, how they like their screen.

    No identification number is kept, and no permissions: rights follow from appointments.
    ``name_sort`` puts surnames in the order of the Kazakh alphabet; ``name_words`` are the folded
    words by which a person is found. ``password_given_at`` says that somebody else gave the
    password, which is to be replaced by an own one.
    """

    class Language(models.TextChoices):
        KAZAKH = "kk", "Қазақша"
        RUSSIAN = "ru", "Русский"
        ENGLISH = "en", "English"

    class Theme(models.TextChoices):
        SYSTEM = "", _("as on my device")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    class Density(models.TextChoices):
        COMFORTABLE = "comfortable", _("comfortable")
        COMPACT = "compact", _("compact")

    login = models.CharField(max_length=60, unique=True)
    surname = models.CharField(max_length=NAME)
    given_name = models.CharField(max_length=NAME)
    patronymic = models.CharField(max_length=NAME, blank=True)
    name_sort = models.CharField(max_length=130, db_index=True)
    name_words = models.CharField(max_length=400, blank=True)
    post = models.CharField(max_length=POST, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="people")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.KAZAKH)
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    theme = models.CharField(max_length=12, choices=Theme.choices, blank=True)
    density = models.CharField(max_length=12, choices=Density.choices, default=Density.COMFORTABLE)
    shortcuts = models.BooleanField(default=True)
    demo_role = models.CharField(max_length=40, blank=True)
    password_given_at = models.DateTimeField(null=True)
    rights_changed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["surname", "given_name"]

    objects = BaseUserManager["Person"]()

    class Meta:
        ordering = ("name_sort", "id")

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """The initial and the surname: «А. Жақсыбаева»."""
        return short_name(self.given_name, self.surname)

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic, as on a list of staff."""
        return " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))

    @property
    def signature_name(self) -> str:
        """The surname and the initials, as beside a signature: «Жақсыбаева А. Б.»."""
        initials = (f"{name[0]}." for name in (self.given_name, self.patronymic) if name)
        return " ".join((self.surname, *initials))

    def works_on(self, day: date) -> bool:
        """Whether the person works here: ``left_on`` is the first day gone."""
        return self.is_active and (self.left_on is None or self.left_on > day)


UNTOLD = (
    *("password", "last_login", "login", "name_sort", "name_words", "unit", "email", "language"),
    *("is_active", "left_on", "theme", "density", "shortcuts", "demo_role"),
    *("password_given_at", "rights_changed_at"),
)
"""What a record does not tell of the persons whom it names."""


def untold(*paths: str) -> tuple[str, ...]:
    """What of some persons need not be read; ``paths`` lead to them from what is read."""
    return tuple(f"{path}__{name}" for path in paths for name in UNTOLD)


def short_name(given_name: str, surname: str) -> str:
    """The initial and the surname: «А. Жақсыбаева»."""
    return f"{given_name[:1]}. {surname}" if given_name else surname


def written(person: Person) -> Person:
    """Save a person, new or changed, with the place in the alphabet and the words to find."""
    person.login = as_login(person.login)
    person.name_sort = sort_key(person.full_name)
    person.name_words = "".join(f" {word}" for word in search_words(person.full_name))[:400]
    person.save()
    return person


def prefer(person: Person, *, language: str, theme: str, density: str, shortcuts: bool) -> None:
    """Keep how the person likes the screen; nobody else's affair, so nothing is journaled."""
    person.language, person.theme = language, theme
    person.density, person.shortcuts = density, shortcuts
    person.save(update_fields=["language", "theme", "density", "shortcuts"])


def as_login(text: str) -> str:
    """A login as it is kept: without outer spaces, in small letters."""
    return text.strip().casefold()


def staff(*, on: date) -> QuerySet[Person]:
    """The people who work at the institution on a day, in the order of the alphabet."""
    return Person.objects.exclude(left_on__lte=on)


def named_like(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those among the people whose names begin with each of the words, in any order."""
    for word in search_words(words):
        people = people.filter(name_words__contains=f" {word}")
    return people
