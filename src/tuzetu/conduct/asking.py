"""What a step asks: the base of every form, the fields that many of them share.

The same forms validate pages, imports and programs; what comes out are the arguments of the
step's function.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from uuid import UUID

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct.file_fields import Files
from tuzetu.conduct.number_fields import CaseByNumber
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.kept import LONG, NAME
from tuzetu.people.lists import items
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.people.working_calendar import FIRST_YEAR, LAST_YEAR
from tuzetu.procedure.rulebook import Rule, Values

TEXT_LIMIT = 10_000
LINE_LIMIT = LONG
NAME_LIMIT = NAME
LONGEST_ID = 18
NOT_CHOSEN = "—"
YEARS_COUNTED_ON = 2
"""Terms run at most so far beyond a day that somebody enters."""

Arguments = dict[str, Any]
if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Told: TypeAlias = "str | _StrPromise"
"""Words, translated now or when they are shown."""

Choices: TypeAlias = "Sequence[tuple[str, Told]]"

KINDS = (
    (Nonconformity.Kind.ACTUAL, _("Nonconformity: it has happened")),
    (Nonconformity.Kind.POTENTIAL, _("Potential nonconformity: it may happen")),
)


ROW = re.compile(r"(?P<prefix>[a-z]+)-(?P<number>\d{1,3})-(?P<name>[a-z_]+)")
ONE_OF_TWO = _("(one of the two)")
AT_LEAST_ONE = _("(at least one)")
SOMETIMES = _("(needed in some cases)")
"""What stands beside a field that may stay empty, but not always; its hint says when."""

UNASKED = frozenset({"version", "files"})
"""Fields that are the form's own affair."""


class StepForm(forms.Form):
    """A form of a step on a record; ``by`` fills it in, ``on`` that day.

    ``clauses`` names the clause behind a field, for "why is this asked?". ``kept_files`` are the
    attachments that went to the draft before. ``needed_later``: fields that may stay blank in a
    draft, but not for the step after it. ``groups`` puts the fields of a long form under titles;
    ``rows_behind`` names the group behind which a set of rows stands. ``told_at``: at which field a
    condition is told that looks at what was chosen there; ``answers``: which field, or set of rows,
    meets a condition of a later step. ``needed``: fields that may not always stay empty;
    ``deadlines``: those with days until which somebody has to act.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    clauses: Mapping[str, str] = {}
    takes_files = False
    needed_later: frozenset[str] = frozenset()
    groups: tuple[tuple[Told, tuple[str, ...]], ...] = ()
    rows_behind: Mapping[str, Told] = {}
    told_at: Mapping[Rule, str] = {}
    answers: Mapping[Rule, str] = {}
    needed: Mapping[str, Told] = {}
    deadlines: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        record: Model | None,
        by: Person,
        on: date,
        kept_files: Sequence[int] = (),
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.record = record
        self.by = by
        self.on = on
        self.kept_files = tuple(kept_files)
        if self.takes_files:
            self.fields["files"] = Files()
        self.prepare()
        ask_to_choose(self)

    @classmethod
    def answered_in(cls, says: str, _values: Values, _record: Model) -> str:
        """The field, or set of rows, that meets what a condition says of the record; or none."""
        return next((name for one, name in cls.answers.items() if one.says == says), "")

    @property
    def kept_named(self) -> list[tuple[int, str]]:
        """The files that went to the draft before, which go along unless they are taken out."""
        rows = Attachment.objects.filter(pk__in=self.kept_files)
        return list(rows.order_by("pk").values_list("pk", "name"))

    def prepare(self) -> None:
        """Fit choices and first values to the record; forms that need it say how."""

    def rows_typed(self, prefix: str) -> list[dict[str, object]]:
        """Rows of a draft as first values: they are named like the fields of a set of rows."""
        rows: dict[int, dict[str, object]] = {}
        for told, value in self.initial.items():
            found = ROW.fullmatch(told)
            if found and found["prefix"] == prefix:
                rows.setdefault(int(found["number"]), {})[found["name"]] = value
        return [rows[number] for number in sorted(rows)]

    def arguments(self) -> Arguments:
        """What the step's function is called with, besides record, ``by`` and ``at``."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in UNASKED}
        return kept | {"files": self.kept_files} if self.takes_files else kept

    def choosing(self, facts: Any) -> Any:  # noqa: ANN401  (facts of the step's flow)
        """The facts with what was chosen so far; forms whose choice a rule looks at add it."""
        return facts

    def days_set(self) -> Iterator[tuple[Told, date]]:
        """The deadlines that were set, each under its name."""
        for name in self.deadlines:
            if self.cleaned_data.get(name):
                yield self.fields[name].label or "", self.cleaned_data[name]

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """Let a field choose among these records alone."""
        self.fields[name].queryset = rows  # type: ignore[attr-defined]


CHOICE = (forms.ChoiceField, forms.ModelChoiceField)
SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


FILL_IN = forms.Field.default_error_messages["required"]


def ask_to_choose(form: forms.Form) -> None:
    """Where something is chosen and nothing was, the form asks to choose, not to fill in."""
    for field in form.fields.values():
        if isinstance(field, SEVERAL):
            field.error_messages["required"] = _("Choose at least one.")
        elif isinstance(field, CHOICE) and field.error_messages["required"] == FILL_IN:
            field.error_messages["required"] = _("Choose one.")


def can_be_counted_from(day: date) -> bool:
    """Whether the calendar knows the day and the years after it."""
    return FIRST_YEAR <= day.year <= LAST_YEAR - YEARS_COUNTED_ON


class Day(forms.DateField):
    """A day of the years that the calendar knows and can be counted on from."""

    def validate(self, value: date | None) -> None:
        """A day so far away is a slip of the pen, and no term could be counted from it."""
        super().validate(value)
        if value and not can_be_counted_from(value):
            known = {"first": FIRST_YEAR, "last": LAST_YEAR - YEARS_COUNTED_ON}
            raise forms.ValidationError(
                _("Enter a day of the years from %(first)s to %(last)s."), params=known
            )


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People by their full name and post, as on a list of staff."""

    def label_from_instance(self, obj: Person) -> str:
        """Surname first, then what the person does."""
        return called(obj)


class PersonsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several people by their full name and post, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> QuerySet[Person]:  # noqa: ANN401  (whatever was sent)
        """An id that no database can look up is nobody's."""
        for pk in value or ():
            if len(str(pk)) > LONGEST_ID:
                told = {"value": str(pk)[:LONGEST_ID]}
                raise forms.ValidationError(self.error_messages["invalid_choice"], params=told)
        return cast("QuerySet[Person]", super().clean(value))

    def label_from_instance(self, obj: Person) -> str:
        """Surname first, then what the person does."""
        return called(obj)


def called(person: Person) -> str:
    """A person in a list to choose from: many have the same post, so the unit is told as well."""
    unit = person.unit.short_name if person.unit else ""
    return ", ".join(filter(None, (person.full_name, person.post, unit)))


def people() -> QuerySet[Person]:
    """Everybody who works here now."""
    return Person.objects.filter(is_active=True).select_related("unit")


def people_and(named: QuerySet[Person]) -> QuerySet[Person]:
    """Everybody who works here now, and those who are named already, whether they do or not."""
    known = Q(is_active=True) | Q(pk__in=named.values("pk"))
    return Person.objects.filter(known).select_related("unit")


class Mark(forms.Field):
    """The hidden mark of one opened form; what is no mark counts as none."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def to_python(self, value: Any) -> UUID | None:  # noqa: ANN401  (whatever was sent)
        """Nobody types it, so nobody is told that it is wrong."""
        try:
            return UUID(str(value))
        except ValueError:
            return None


def text(label: Told, *, required: bool = True, hint: Told = "", rows: int = 3) -> forms.CharField:
    """A field for prose."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(
    label: Told,
    *,
    required: bool = True,
    hint: Told = "",
    limit: int = LINE_LIMIT,
) -> forms.CharField:
    """A field for one line of text."""
    return forms.CharField(label=label, required=required, help_text=hint, max_length=limit)


def day(label: Told, *, required: bool = True, hint: Told = "") -> Day:
    """A field for a date."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return Day(label=label, required=required, help_text=hint, widget=widget)


def person(label: Told, *, required: bool = True, hint: Told = "") -> PersonChoice:
    """A field for one person."""
    return PersonChoice(
        people(), label=label, required=required, help_text=hint, empty_label=NOT_CHOSEN
    )


def persons(
    label: Told,
    *,
    required: bool = True,
    hint: Told = "",
) -> PersonsChoice:
    """A field for several people."""
    return PersonsChoice(people(), label=label, required=required, help_text=hint)


def unit(label: Told, *, required: bool = True, hint: Told = "") -> "forms.ModelChoiceField[Unit]":
    """A field for a unit that still exists."""
    units = Unit.objects.filter(closed_on=None)
    return forms.ModelChoiceField(
        units, label=label, required=required, help_text=hint, empty_label=NOT_CHOSEN
    )


def case_by_number(label: Told, *, hint: Told = "") -> CaseByNumber:
    """A field for another case, by its number; the form narrows it to what the person sees."""
    return CaseByNumber(
        Nonconformity.objects.none(),
        to_field_name="number",
        widget=forms.TextInput,
        label=label,
        help_text=hint,
    )


def from_list(
    name: str,
    label: Told,
    *,
    required: bool = True,
    hint: Told = "",
) -> forms.ChoiceField:
    """A field with the values of one of the edition's lists."""
    choices = partial(_choices, name, blank=True)
    return forms.ChoiceField(choices=choices, label=label, required=required, help_text=hint)


def several_from_list(
    name: str,
    label: Told,
    *,
    required: bool = True,
    hint: Told = "",
) -> forms.MultipleChoiceField:
    """A field for several values of a list."""
    choices = partial(_choices, name, blank=False)
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        choices=choices, label=label, required=required, help_text=hint, widget=widget
    )


def one_of(
    choices: Choices, label: Told, *, required: bool = True, hint: Told = ""
) -> forms.ChoiceField:
    """A field with a few fixed answers, as radio buttons."""
    return forms.ChoiceField(
        choices=choices, label=label, required=required, help_text=hint, widget=forms.RadioSelect
    )


def yes_or_no(label: Told, *, required: bool = True, hint: Told = "") -> forms.TypedChoiceField:
    """A field that is answered, not left."""
    return forms.TypedChoiceField(
        choices=(("yes", _("Yes")), ("no", _("No"))),
        coerce=lambda value: value == "yes",
        empty_value=None,
        label=label,
        required=required,
        help_text=hint,
        widget=forms.RadioSelect,
    )


def answered(value: bool | None) -> str:  # noqa: FBT001  (it is the value)
    """What was answered to a yes or no, as the field shows it; nothing for no answer yet."""
    return {True: "yes", False: "no", None: ""}[value]


def _choices(name: str, *, blank: bool) -> list[tuple[str, str]]:
    rows = [(item.code, item.name) for item in items(name)]
    return [("", NOT_CHOSEN), *rows] if blank else rows


def not_after_today(value: date | None, on: date) -> date | None:
    """A day that has come already."""
    if value and value > on:
        told = {"day": date_format(on, "DATE_FORMAT")}
        raise forms.ValidationError(_("This day has not come; today is %(day)s."), params=told)
    return value


def not_before_detection(value: date | None, nc: Nonconformity) -> date | None:
    """A day on which the nonconformity was known."""
    if value and value < nc.detected_on:
        told = {"day": date_format(nc.detected_on, "DATE_FORMAT")}
        raise forms.ValidationError(
            _("The nonconformity was detected on %(day)s: this day lies before it."), params=told
        )
    return value


def not_before_today(value: date | None, on: date) -> date | None:
    """A day that is not over yet."""
    if value and value < on:
        told = {"day": date_format(on, "DATE_FORMAT")}
        raise forms.ValidationError(_("This day is over already; today is %(day)s."), params=told)
    return value
