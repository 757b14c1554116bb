"""The templates of the printed forms as looks: in force, earlier ones, one that failed."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tuzetu.dossier.form_template import FormTemplate
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.settings_menu import may, settings_panel
from tuzetu.web.showing import Page
from tuzetu.web.visit import Visit

EARLIER_SHOWN = 100


def templates_page(seen: Visit, titles: Mapping[str, str]) -> Page:
    """Every form with its template in force; below, what was in force before."""
    keeps = may(seen, Office.OFFICE_HEAD)
    rows = list(FormTemplate.objects.select_related("set_by").order_by("-set_at", "-id"))
    latest: dict[str, FormTemplate] = {}
    for row in rows:
        latest.setdefault(row.form, row)
    earlier = [row for row in rows if row.file_id and row != latest[row.form]]
    return Page(
        title=_("Templates of forms"),
        lead=_("Fetch a template, change it in a word processor, put it in force here."),
        main=(
            _in_force(titles, latest, keeps=keeps),
            *((_earlier(titles, earlier[:EARLIER_SHOWN]),) if earlier else ()),
        ),
        aside=(settings_panel("templates"),),
    )


def _in_force(
    titles: Mapping[str, str], latest: Mapping[str, FormTemplate], *, keeps: bool
) -> looks.Table:
    heads = [_("Form"), _("Template in force"), _("Put in force")]
    heads += [_("Change")] if keeps else []
    rows = (_row(form, title, latest.get(form), keeps=keeps) for form, title in titles.items())
    return looks.Table(
        caption=_("Templates in force"),
        columns=tuple(looks.Column(title=head) for head in heads),
        rows=tuple(rows),
        empty=looks.Empty(title=_("Nothing found.")),
    )


def _row(form: str, title: str, held: FormTemplate | None, *, keeps: bool) -> looks.Row:
    own = held if held and held.file_id else None
    document = looks.Cell(says=_("Built-in"), href=reverse("built_in", args=(form,)))
    if own:
        document = looks.Cell(says=own.name, href=reverse("kept_template", args=(own.pk,)))
    cells = (looks.Cell(says=title), document, looks.Cell(says=_set(held)))
    if not keeps:
        return looks.Row(cells=cells)
    acts = [looks.Link(label=_("Replace"), href=reverse("replace_template", args=(form,)))]
    if own:
        back = reverse("restore_template", args=(form,))
        acts.append(looks.Link(label=_("Back to the built-in template"), href=back))
    return looks.Row(cells=(*cells, looks.Cell(looks=(looks.Waiting(items=tuple(acts)),))))


def _set(held: FormTemplate | None) -> str:
    if held is None:
        return ""
    moment = date_format(localtime(held.set_at), "DATETIME_FORMAT")
    return _("%(who)s, %(day)s") % {"who": held.set_by, "day": moment}


def _earlier(titles: Mapping[str, str], rows: list[FormTemplate]) -> looks.Section:
    heads = (_("Form"), _("Template"), _("Put in force"))
    shown = (
        looks.Row(
            cells=(
                looks.Cell(says=titles.get(row.form, row.form)),
                looks.Cell(says=row.name, href=reverse("kept_template", args=(row.pk,))),
                looks.Cell(says=_set(row)),
            )
        )
        for row in rows
    )
    table = looks.Table(
        caption=_("Earlier templates"),
        columns=tuple(looks.Column(title=head) for head in heads),
        rows=tuple(shown),
        empty=looks.Empty(title=_("Nothing is past yet.")),
    )
    return looks.Section(head=looks.SectionHead(title=_("Earlier templates")), looks=(table,))


def unfilled_page(here: str, *, keeps: bool) -> Page:
    """The office's template does not fit this record: the ways to a paper all the same."""
    plain = here.partition("?")[0]
    says = _("The office's template cannot be filled with this record. Nothing has been changed.")
    ways = [
        looks.Link(label=_("DOCX in the built-in template"), href=f"{plain}?template=built-in"),
        looks.Link(label="PDF", href=plain.removesuffix("docx") + "pdf"),
    ]
    if keeps:
        ways.append(looks.Link(label=_("Templates of forms"), href=reverse("templates")))
    told = looks.Panel(title=_("Take instead"), says="", looks=(looks.Waiting(items=tuple(ways)),))
    hint = _("The head of the project office can replace the template or go back to the built-in.")
    return Page(title=_("The template does not fit"), lead=says, main=(told, hint))
