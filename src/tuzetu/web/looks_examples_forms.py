"""Invented forms for the gallery: empty, filled and refused."""

from typing import ClassVar

from django import forms
from django.http import QueryDict

from tuzetu.web.looks import FieldGroup, FormRows, Link, StepForm


class ExampleReport(forms.Form):
    """A report with a field of every sort."""

    clauses: ClassVar[dict[str, str]] = {
        "requirement": "5.21",
        "found_on": "27.1",
        "evidence": "22",
    }

    title = forms.CharField(label="Не болды?", help_text="Бір сөйлем жеткілікті.", max_length=200)
    says = forms.CharField(
        label="Сипаты",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Не, қайда, қашан байқалды. Кінәліні іздеудің қажеті жоқ.",
    )
    found_on = forms.DateField(
        label="Анықталған күні", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    unit = forms.ChoiceField(
        label="Бөлімше",
        choices=(("", "таңдаңыз"), ("domb", "«Домбыра» кафедрасы"), ("lib", "Кітапхана")),
    )
    kind = forms.ChoiceField(
        label="Түрі",
        widget=forms.RadioSelect,
        choices=(("actual", "Сәйкессіздік"), ("potential", "Ықтимал сәйкессіздік")),
    )
    requirement = forms.CharField(label="Бұзылған талап", required=False)
    evidence = forms.FileField(label="Объективті дәлелдемелер", required=False)
    confidential = forms.BooleanField(label="Құпия іс", required=False)


class ExampleLine(forms.Form):
    """A line of a plan."""

    says = forms.CharField(label="Түзету әрекеті", widget=forms.Textarea(attrs={"rows": 2}))
    executor = forms.CharField(label="Жауапты орындаушы")
    due_on = forms.DateField(
        label="Орындау мерзімі", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


ExampleLines = forms.formset_factory(ExampleLine, extra=1)

GROUPS = (
    FieldGroup(title="Не байқалды", names=("title", "says", "kind")),
    FieldGroup(
        title="Қашан, қайда",
        names=("found_on", "unit", "requirement"),
        says="Бөлімше мен күн жүйедегі деректерден ұсынылды.",
    ),
    FieldGroup(title="Дәлелдемелер", names=("evidence", "confidential")),
)

SENT = (
    "title=Силлабус сай емес&says=&found_on=&unit=domb&requirement=ISO 9001, 8.5.1"
    "&lines-TOTAL_FORMS=2&lines-INITIAL_FORMS=0&lines-0-says=Тәртіпті бекіту"
    "&lines-0-executor=Б. Қуанышев&lines-0-due_on=2026-11-16&lines-1-says=Журналды тексеру"
)


def refused_form() -> StepForm:
    """The form as it comes back with errors, everything typed still in it."""
    sent = QueryDict(SENT)
    rows = FormRows(
        rows=ExampleLines(sent, prefix="lines"),
        legend="Ұсынылатын әрекеттер",
        row_name="Әрекет",
        columns=("says", "executor", "due_on"),
        says="Әр жолға жауапты орындаушы мен орындау мерзімін көрсетіңіз.",
    )
    return StepForm(
        form=ExampleReport(sent),
        href="#",
        send="Жобалық кеңсеге жіберу",
        groups=GROUPS,
        rows=(rows,),
        cancel=Link(label="Болдырмау", href="#"),
        confirm="Жіберген соң есеп тіркеледі, оны өшіруге болмайды (18-тармақ).",
    )


def fresh_form() -> StepForm:
    """The form before anything is typed."""
    form = ExampleReport(initial={"found_on": "2026-10-16"}, auto_id="fresh_%s")
    return StepForm(form=form, href="", send="Жобалық кеңсеге жіберу", groups=GROUPS)
