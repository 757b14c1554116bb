"""The plan as a grid: lines and criteria, typed or pasted, saved as a draft (45, 48)."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.conduct.check_dates import checked_too_early
from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import NUMBER as NUMBER_IN_PLAN
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import WORDING
from tuzetu.people.unit import Unit
from tuzetu.procedure.rulebook import Values
from tuzetu.procedure.rules import approval, criterion_change, execution, planning
from tuzetu.procedure.states import ActionState
from tuzetu.stages.planning.pasting import CARRIED_OUT, COLUMNS_SAY, CONFIRMED, Reading
from tuzetu.stages.planning.planned import cases_of, causes_of, planned_cases_of
from tuzetu.stages.planning.saved_rows import criteria_by_case, saved_criteria, saved_lines
from tuzetu.stages.planning.writing import CriterionRow, LineRow

KINDS = (
    (Line.Kind.CORRECTIVE, _("Corrective action")),
    (Line.Kind.PREVENTIVE, _("Preventive action")),
    (Line.Kind.CORRECTION, _("Elimination (correction)")),
)
ROWS = 200
PASTED_LIMIT = 200_000
HEADER_SAYS = _("A first row with these names is left out.")
NUMBER = re.compile(r"\d{1,3}")
NUMBERS_AND_SIGNS = re.compile(r"\d{1,3}(?!\d)|[\s,;.№]")


Offered = Mapping[str, list[tuple[object, str]]]
"""Field → what can be chosen in it, read once for all rows."""


def offered_in(plan: Plan) -> Offered:
    """What every row of a plan offers."""
    everybody: list[tuple[object, str]] = [(one.pk, asking.called(one)) for one in asking.people()]
    units: list[tuple[object, str]] = [
        (one.pk, str(one)) for one in Unit.objects.filter(closed_on=None)
    ]
    blank: list[tuple[object, str]] = [("", asking.NOT_CHOSEN)]
    return {
        "case": [(one.pk, str(one)) for one in _the_waiting_first(plan)],
        "cause": [*blank, *((one.pk, one.text) for one in causes_of(plan))],
        "unit": [*blank, *units],
        "executor": [*blank, *everybody],
        "co_executors": everybody,
    }


def _the_waiting_first(plan: Plan) -> list[Nonconformity]:
    """The cases of a plan; a new row is for one that still waits for it."""
    waiting = set(planned_cases_of(plan).values_list("pk", flat=True))
    return sorted(cases_of(plan), key=lambda case: case.pk not in waiting)


class LineForm(forms.Form):
    """One row of the plan."""

    line = forms.IntegerField(required=False, widget=forms.HiddenInput)
    case = forms.ModelChoiceField(Nonconformity.objects.none(), label=_("Nonconformity"))
    kind = forms.ChoiceField(choices=KINDS, label=_("Kind"), initial=Line.Kind.CORRECTIVE)
    what = forms.CharField(
        label=_("Action"),
        required=False,
        max_length=asking.TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cause = forms.ModelChoiceField(Cause.objects.none(), label=_("Cause"), required=False)
    unit = asking.unit(_("Implementing unit"), required=False)
    executor = asking.person(_("Responsible executor"), required=False)
    co_executors = asking.persons(_("Co-executors"), required=False)
    due_on = asking.day(_("Deadline"), required=False)
    needed_later = frozenset({"what", "unit", "executor", "due_on"})
    stays = ("case", "kind", "what", "cause", "due_on")

    def __init__(self, *args: Any, plan: Plan, offered: Offered, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["case"].queryset = cases_of(plan)  # type: ignore[attr-defined]
        self.fields["cause"].queryset = causes_of(plan)  # type: ignore[attr-defined]
        for name, choices in offered.items():
            self.fields[name].widget.choices = choices
        asking.ask_to_choose(self)

    def row(self) -> LineRow:
        """The row as the step takes it."""
        told = self.cleaned_data
        return LineRow(
            line=told["line"],
            case=told["case"].pk,
            kind=told["kind"],
            what=told["what"].strip(),
            cause=told["cause"].pk if told["cause"] else None,
            unit=told["unit"],
            executor=told["executor"],
            co_executors=tuple(told["co_executors"]),
            due_on=told["due_on"],
        )


class CriterionForm(forms.Form):
    """One criterion and the rows it covers."""

    criterion = forms.IntegerField(required=False, widget=forms.HiddenInput)
    covers = forms.CharField(
        label=_("Covers lines"), required=False, max_length=120, help_text=_("For instance 1, 2.")
    )
    measure = forms.CharField(label=_("Measure"), required=False, max_length=asking.LINE_LIMIT)
    value_now = forms.CharField(label=_("Value now"), required=False, max_length=asking.NAME_LIMIT)
    target = forms.CharField(label=_("Target value"), required=False, max_length=asking.NAME_LIMIT)
    data_source = forms.CharField(
        label=_("Source of data"), required=False, max_length=asking.LINE_LIMIT
    )
    check_on = asking.day(_("Check date"), required=False)
    needed_later = frozenset(
        {"covers", "measure", "value_now", "target", "data_source", "check_on"}
    )

    def clean_covers(self) -> str:
        """Numbers of lines, nothing else: what is not read would be lost without a word."""
        told: str = self.cleaned_data["covers"]
        if NUMBERS_AND_SIGNS.sub("", told):
            raise forms.ValidationError(_("Write the numbers of the lines in digits: 1, 2."))
        return told

    def is_written(self) -> bool:
        """Whether anything is said of it: to leave it out, all of it is cleared."""
        return any(map(self.cleaned_data.get, self.needed_later))

    def numbers(self) -> tuple[int, ...]:
        """The row numbers that were typed."""
        return tuple(int(found) for found in NUMBER.findall(self.cleaned_data["covers"]))


SAYING = ("what", "cause", "unit", "executor", "co_executors", "due_on")
"""What a row of the plan says of its own; its case and its kind are chosen beforehand."""

Lines = forms.formset_factory(
    LineForm, extra=1, max_num=ROWS, absolute_max=ROWS + 5, validate_max=True
)
Criteria = forms.formset_factory(
    CriterionForm, extra=1, max_num=ROWS, absolute_max=ROWS + 5, validate_max=True
)


class WritePlan(StepForm):
    """The whole grid; anything may still be missing.

    Rows copied from a spreadsheet are added in one act, or refused with every fault at its cell.
    """

    pasted = forms.CharField(
        label=_("Rows copied from Excel"),
        required=False,
        max_length=PASTED_LIMIT,
        strip=False,  # a first cell that is empty is one
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=format_lazy("{columns} {header}", columns=_(COLUMNS_SAY), header=HEADER_SAYS),
    )

    answers = {
        approval.there_is_something_to_discuss: "line",
        approval.the_remarks_are_met_or_answered: "line",
        approval.every_deadline_can_be_approved: "line",
        approval.nobody_controls_their_own_line: "line",
        planning.every_case_has_an_action: "line",
        planning.every_line_has_an_executor: "line",
        planning.every_line_has_a_deadline: "line",
        planning.every_line_has_a_unit: "line",
        planning.every_line_says_what: "line",
        planning.every_action_has_a_criterion: "criterion",
        planning.every_criterion_is_complete: "criterion",
        planning.every_criterion_is_checked_in_time: "criterion",
        criterion_change.the_criterions_plan_was_approved: "criterion",
        execution.the_lines_plan_was_approved: "line",
    }

    cells = {
        approval.every_deadline_can_be_approved: "due_on",
        approval.nobody_controls_their_own_line: "executor",
        planning.every_line_has_an_executor: "executor",
        planning.every_line_has_a_deadline: "due_on",
        planning.every_line_has_a_unit: "unit",
        planning.every_line_says_what: "what",
    }
    """The cell, of the first line that a condition names."""

    @classmethod
    def answered_in(cls, says: str, values: Values, record: Model) -> str:
        """The very cell, where the condition names lines or parts of a criterion."""
        rows = super().answered_in(says, values, record)
        cell = next((name for one, name in cls.cells.items() if one.says == says), "")
        named = NUMBER.search(str(values.get("lines", "")))
        if cell and named and isinstance(record, Plan):
            return f"{rows}-{_row_of(int(named[0]), record)}-{cell}"
        if says == planning.every_criterion_is_complete.says and values:
            return f"{rows}-{_part_lacking(values)}"
        return rows

    def prepare(self) -> None:
        """What was saved so far."""
        data = self.data if self.is_bound else None
        plan = self.plan()
        options = {"plan": plan, "offered": offered_in(plan)}
        lines = self.rows_typed("line") or saved_lines(plan)
        criteria = self.rows_typed("criterion") or saved_criteria(plan)
        self.lines = Lines(data, prefix="line", initial=lines, form_kwargs=options)
        self.criteria = Criteria(data, prefix="criterion", initial=criteria)

    def plan(self) -> Plan:
        """The plan that the grid is of."""
        if not isinstance(self.record, Plan):
            raise TypeError(self.record)
        return self.record

    def is_valid(self) -> bool:
        """Rows count too."""
        rows = self.lines.is_valid() & self.criteria.is_valid()
        if not (super().is_valid() and rows and self._criteria_fit()):
            return False
        if not self._what_is_carried_out_stays():
            return False
        after = len(self._rows_by_number())
        self.read = Reading(self.plan()).read(self.cleaned_data["pasted"], after=after)
        for fault in self.read.faults:
            self.add_error("pasted", fault.told())
        return not self.read.faults

    def _criteria_fit(self) -> bool:
        """A criterion covers rows that exist, all of one case."""
        lines = self._rows_by_number()
        for form in self._written_criteria():
            numbers = form.numbers()
            beyond = [number for number in numbers if number not in lines]
            cases = {lines[number].case for number in numbers if number not in beyond}
            if beyond:
                told = {"numbers": ", ".join(map(str, beyond))}
                form.add_error(
                    "covers", _("The plan has no line with the number %(numbers)s.") % told
                )
            elif len(cases) > 1:
                form.add_error("covers", _("A criterion covers lines of one case."))
            else:
                due = {number: lines[number].due_on for number in numbers}
                early = checked_too_early(form.cleaned_data.get("check_on"), due)
                if early:
                    form.add_error("check_on", early)
        return self.criteria.is_valid()

    def _what_is_carried_out_stays(self) -> bool:
        """Of a case past its execution lines and criteria stay as they are (43)."""
        plan = self.plan()
        planned = set(planned_cases_of(plan).values_list("pk", flat=True))
        done = {row["line"]: row for row in saved_lines(plan, state=ActionState.CONFIRMED.code)}
        for form in self.lines:
            told, kept = form.cleaned_data, done.get(form.cleaned_data.get("line"))
            case = told.get("case")
            if kept is not None:
                _left_alone(form, kept, LineForm.stays, _(CONFIRMED))
            elif any(map(told.get, SAYING)) and case and case.pk not in planned:
                form.add_error("case", _(CARRIED_OUT) % {"number": case.number})
        return self.lines.is_valid() and self._what_is_measured_stays(planned)

    def _what_is_measured_stays(self, planned: Collection[int]) -> bool:
        """Nor does such a case get another criterion, or lose one (50)."""
        number = dict(cases_of(self.plan()).values_list("pk", "number"))
        kept = {
            one["criterion"]: (one, number[case])
            for one, case in criteria_by_case(self.plan())
            if case not in planned
        }
        rows = self._rows_by_number()
        for form in self.criteria:
            one = form.cleaned_data.get("criterion")
            if one in kept:
                held, of = kept[one]
                stays = _(CARRIED_OUT) % {"number": of}
                _left_alone(form, held, WORDING, stays)
                if form.numbers() != tuple(map(int, NUMBER.findall(held["covers"]))):
                    form.add_error("covers", stays)
                continue
            covered = [rows[n].case for n in form.numbers()] if form.is_written() else []
            late = next((case for case in covered if case not in planned), None)
            if late is not None:
                form.add_error("covers", _(CARRIED_OUT) % {"number": number[late]})
        return self.criteria.is_valid()

    def days_set(self) -> Iterator[tuple[asking.Told, date]]:
        """The deadline of each line."""
        label = _("Line %(number)s, deadline")
        rows = self._rows_by_number()
        pasted = enumerate(self.read.lines, max(rows, default=0) + 1)
        for number, line in (*rows.items(), *pasted):
            if line.due_on:
                yield label % {"number": number}, line.due_on

    def _rows_by_number(self) -> dict[int, LineRow]:
        """The rows that say something, by the number that each has on the page.

        To take a line out, all of it is cleared; the others keep their numbers meanwhile.
        """
        told = {
            number: form.row()
            for number, form in enumerate(self.lines, 1)
            if form.cleaned_data.get("case")
        }
        return {n: row for n, row in told.items() if any(getattr(row, name) for name in SAYING)}

    def arguments(self) -> Arguments:
        """Rows and criteria."""
        lines = self._rows_by_number()
        own = dict(self.plan().criteria.values_list("pk", "plan_case__cycle__nc"))
        first = next((case.pk for case in _the_waiting_first(self.plan())), 0)
        criteria = [
            self._criterion(form, lines, own.get(form.cleaned_data["criterion"], first))
            for form in self._written_criteria()
        ]
        return {
            "lines": [*lines.values(), *self.read.lines],
            "criteria": [*criteria, *self.read.criteria],
        }

    def _written_criteria(self) -> list[CriterionForm]:
        return [one for one in self.criteria if one.is_written()]

    def _criterion(
        self, form: CriterionForm, lines: Mapping[int, LineRow], without: int
    ) -> CriterionRow:
        """The criterion, of the case whose lines it covers; ``without`` any, of this case."""
        told, covers, place = form.cleaned_data, form.numbers(), [*lines]
        return CriterionRow(
            case=lines[covers[0]].case if covers else without,
            covers=tuple(place.index(number) + 1 for number in covers),
            criterion=told["criterion"],
            measure=told["measure"],
            value_now=told["value_now"],
            target=told["target"],
            data_source=told["data_source"],
            check_on=told["check_on"],
        )


def _row_of(number: int, plan: Plan) -> int:
    """Where in the grid a line stands that has this number in the plan: struck ones count there."""
    shown = plan.lines.planned().numbered().values_list(NUMBER_IN_PLAN, flat=True)
    return sum(one < number for one in shown)


def _part_lacking(values: Values) -> str:
    """Row and cell of what the first of the incomplete criteria lacks."""
    told: Any = values["criteria"]
    first: Values = told[0].values
    lacking: Any = first["parts"]
    part = next(name for name, says in planning.PARTS.items() if says == lacking[0])
    return f"{int(str(first['number'])) - 1}-{part}"


def _left_alone(
    form: forms.Form, kept: Mapping[str, object], names: Iterable[str], says: object
) -> None:
    """What is told otherwise than it is kept is refused there."""
    for name in names:
        told = form.cleaned_data.get(name)
        if _words(getattr(told, "pk", told)) != _words(kept[name]):
            form.add_error(name, str(says))


def _words(value: object) -> list[str]:
    """A value as it reads: browsers send other ends of lines than are kept."""
    return str("" if value is None else value).split()
