"""How pages are drawn: Jinja, and the words that its templates may use.

``{{ it|look }}`` draws a look, ``{{ bound|field }}`` a field of a form. Texts are translated when
a page is drawn, in the language of its reader; a misspelt name is a fault, not an empty place.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from re import sub
from typing import Any

from django.forms.boundfield import BoundField
from django.template.defaultfilters import linebreaks_filter, urlize
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context

from tuzetu.clock import now
from tuzetu.procedure.calendar import local_day
from tuzetu.web.addresses import address
from tuzetu.web.looks_case import Tag
from tuzetu.web.looks_forms import Field
from tuzetu.web.looks_lists import Choice
from tuzetu.web.typist import TYPED_BY, signed_name
from tuzetu.web.wording import clause_cited, clause_number, day_near

ALIKE = (Tag, Choice)
"""Looks that are drawn once for the same words; nothing but these words is in their templates."""


def environment(**options: Any) -> Environment:  # noqa: ANN401  (Django hands on what it was set)
    """The engine of the pages; Django asks for it once in a process, with escaping set."""
    strict = {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    engine = Environment(**options | strict)  # noqa: S701
    engine.install_gettext_callables(  # type: ignore[attr-defined]  # the extension brings it
        gettext, ngettext, pgettext=pgettext, npgettext=npgettext
    )
    engine.globals |= {"_": gettext, "get_language": get_language, "typed_by": typed_by, "url": url}
    engine.filters |= {
        "cited": clause_number,
        "clause": clause,
        "date": dated,
        "field": field,
        "icon": icon,
        "linebreaks": linebreaks_filter,
        "look": look,
        "near_day": near_day,
        "static": static,
        "urlize": urlize,
    }
    return engine


@cache
def template_of(name: str) -> str:
    """The template of a look, named as its class: ``StationLine`` in ``look/station_line.html``."""
    return f"look/{sub(r'(?<!^)(?=[A-Z])', '_', name).lower()}.html"


@pass_context
def look(context: Context, it: object) -> str:
    """A look drawn with its own template, as `it`; plain words become a paragraph."""
    if not it:
        return ""
    if isinstance(it, str):
        return format_html("<p>{}</p>", it)
    if isinstance(it, ALIKE):
        return _drawn_once(context.environment, get_language(), it)
    return _drawn(context.environment, context.parent, it)


def _drawn(engine: Environment, known: Mapping[str, Any], it: object) -> SafeString:
    """Drawn in a context made here: what is known is handed on with `it`, and asked nothing."""
    drawn = _template(engine, type(it).__name__)
    names = engine.context_class(engine, {**known, "it": it}, drawn.name, drawn.blocks)
    return SafeString("".join(drawn.root_render_func(names)))


@lru_cache(maxsize=1024)
def _drawn_once(engine: Environment, _language: str, it: object) -> SafeString:
    """What stands on many pages, or many times on one, is the same drawing for the same words."""
    return _drawn(engine, engine.globals, it)


@cache
def _template(engine: Environment, name: str) -> Template:
    return engine.get_template(template_of(name))


@pass_context
def field(context: Context, bound: BoundField) -> str:
    """A form's field with label, hint, clause, control and errors."""
    return look(context, Field(bound=bound))


def icon(name: str) -> SafeString:
    """An icon of the sprite, as decoration."""
    return _icon(name, _sprite())


@cache
def _sprite() -> str:
    return static("look/icons.svg")


@cache
def _icon(name: str, sprite: str) -> SafeString:
    drawing = '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(drawing, sprite, name)


def clause(number: str, href: str = "") -> SafeString:
    """Names a clause of the procedure, with the way to its text where there is one."""
    if not number:
        return SafeString()
    says = clause_cited(number)
    if href:
        return format_html('<a class="clause" href="{}">{}</a>', href, says)
    return format_html('<span class="clause">{}</span>', says)


def dated(on: date | datetime, form: str) -> str:
    """A day or a moment, in Almaty's time, as the reader's language writes it."""
    return date_format(template_localtime(on), form)


def near_day(on: date | datetime) -> str:
    """A day near at hand, in Almaty's time: its year is said where it is not this one."""
    return day_near(template_localtime(on), local_day(now()))


@pass_context
def typed_by(context: Context) -> SafeString:
    """The hidden field that says for whom the form is opened; none before the sign-in."""
    name = signed_name(getattr(context.get("request"), "user", None))
    hidden = '<input type="hidden" name="{}" value="{}">'
    return format_html(hidden, TYPED_BY, name) if name else SafeString()


def url(name: str, *args: object) -> str:
    """The address of a page."""
    return address(name, *args)
