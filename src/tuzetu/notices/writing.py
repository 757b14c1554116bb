"""The words of a letter, in the reader's language: subject, plain text, simple HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from tuzetu.notices.lines import Line
from tuzetu.procedure.clauses import clause

PASSED = gettext_noop("The term has passed.")


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in words."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a letter under one heading."""

    heading: str
    lines: Sequence[Line]


def write_one(line: Line) -> Written:
    """A letter about one thing: what, why, until when, and where."""
    told = {"clause": line.clause, "title": clause(line.clause).title.text(_language())}
    says = [
        _("What: {act}.").format(act=_(line.act)),
        _("Why: {happened} Clause {clause}: {title}.").format(happened=_said(line), **told),
        *_particulars(line),
        _("Until: {due}.").format(due=shown(line.due_on)) if line.due_on else "",
    ]
    return _written(_subject(line), _heading(line), says, address(line.path))


def write_overdue(lines: Sequence[Line]) -> Written:
    """A letter about what became overdue; said once."""
    if len(lines) == 1:
        return write_one(replace(lines[0], says=PASSED))
    subject = _("Overdue acts: {count}").format(count=len(lines))
    return write_sections(subject, [Section(_(PASSED), lines)])


def write_digest(sections: Sequence[Section], owed: Sequence[Line]) -> Written:
    """The letter of the day; ``owed`` are the lines that wait for the reader."""
    if len(owed) == 1:
        return write_sections(_subject(owed[0]), sections)
    dated = [line.due_on for line in owed if line.due_on]
    if not owed:
        subject = _("Overdue with others: {count}").format(
            count=sum(len(section.lines) for section in sections)
        )
    elif dated:
        subject = _("Acts waited for from you: {count}; the nearest until {due}").format(
            count=len(owed), due=shown(min(dated))
        )
    else:
        subject = _("Acts waited for from you: {count}").format(count=len(owed))
    return write_sections(subject, sections)


def write_sections(subject: str, sections: Sequence[Section]) -> Written:
    """A letter of lines under headings, each line with one link."""
    everything = address(reverse("today"))
    told = [section for section in sections if section.lines]
    text = [f"{section.heading}\n\n{_as_text(section.lines)}" for section in told]
    html = [format_html("<h2>{}</h2><ul>{}</ul>", one.heading, _as_html(one.lines)) for one in told]
    closing = _("Everything that is waited for from you:")
    text.append(f"{closing}\n{everything}")
    html.append(format_html('<p>{} <a href="{}">{}</a></p>', closing, everything, everything))
    return Written(subject, "\n\n".join(text) + "\n", _page(html))


def shown(day: date | None) -> str:
    """A day as the reader writes it; nothing for none."""
    return date_format(day, "DATE_FORMAT") if day else ""


def address(path: str) -> str:
    """The whole address of a page."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _said(line: Line) -> str:
    return _(line.says) if line.says else ""


def _subject(line: Line) -> str:
    """Number, act wanted, until when."""
    values = {"number": line.number, "act": _(line.act), "due": shown(line.due_on)}
    if line.due_on:
        return _("{number}: {act}; until {due}").format(**values)
    return _("{number}: {act}").format(**values)


def _heading(line: Line) -> str:
    return " · ".join(filter(None, (line.number, line.title)))


def _written(subject: str, heading: str, said: Iterable[str], link: str) -> Written:
    lines = [line for line in said if line]
    text = "\n".join([heading, "", *lines, "", link, ""])
    html = format_html(
        '<p><b>{}</b></p><p>{}</p><p><a href="{}">{}</a></p>',
        heading, format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines)),
        link, _("Open the page"),
    )  # fmt: skip
    return Written(subject, text, _page([html]))


def _particulars(line: Line) -> list[str]:
    """Which action it is about, until when it is due now, and why it was decided so."""
    until = shown(line.deadline_on)
    return [
        _("Action: {action}").format(action=line.action) if line.action else "",
        _("Deadline of the action: {day}.").format(day=until) if until else "",
        _("Reason: {reason}").format(reason=line.reason) if line.reason else "",
    ]


def _as_text(lines: Iterable[Line]) -> str:
    return "\n\n".join(f"– {_in_a_line(line)}\n  {address(line.path)}" for line in lines)


def _as_html(lines: Iterable[Line]) -> SafeString:
    rows = ((_in_a_line(line), address(line.path), _("Open the page")) for line in lines)
    return format_html_join("", '<li>{} – <a href="{}">{}</a></li>', rows)


def _in_a_line(line: Line) -> str:
    act = _("{act} (clause {clause})").format(act=_(line.act), clause=line.clause)
    late = _(line.part) if line.part else ""
    more = _particulars(line)
    facts = (shown(line.due_on), line.number, _said(line), act, late, line.title, *more)
    return " · ".join(filter(None, facts))


def _page(parts: Iterable[SafeString]) -> str:
    body = format_html_join("", "{}", ((part,) for part in parts))
    page = '<!doctype html><html lang="{}"><meta charset="utf-8"><body>{}</body></html>'
    return format_html(page, _language(), body)
