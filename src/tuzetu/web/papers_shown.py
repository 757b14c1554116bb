"""The ways to a printed form: in Kazakh, in Russian or both side by side, each as a file (18)."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.paperwork.words import FormLanguage
from tuzetu.web import looks
from tuzetu.web.addresses import address

AS_A_PAGE = ("pdf", "docx")
AS_A_TABLE = ("xlsx", "pdf", "docx")
SAID_IN = {
    FormLanguage.KAZAKH: noop("In Kazakh"),
    FormLanguage.RUSSIAN: noop("In Russian"),
    FormLanguage.BOTH: noop("In both languages"),
}


def paper(name: str, form: str, pk: int, *, endings: tuple[str, ...] = AS_A_PAGE) -> looks.Paper:
    """A form of a record under its name, a line for each language that it is printed in."""
    return looks.Paper(
        name=name,
        languages=tuple(
            looks.PaperIn(
                paper=name,
                language=_(says),
                formats=tuple(
                    looks.Link(label=ending.upper(), href=_way(form, pk, ending, language))
                    for ending in endings
                ),
            )
            for language, says in SAID_IN.items()
        ),
    )


def prints(*papers: looks.Paper) -> looks.Panel:
    """The panel of the forms of a record."""
    return looks.Panel(title=_("Print"), looks=(looks.Papers(papers=papers),))


def _way(form: str, pk: int, ending: str, language: FormLanguage) -> str:
    return f"{address('print', form, pk, ending)}?{urlencode({'language': language.value})}"
