"""The tags that put looks, icons and fields on a page."""

from functools import cache

from django import template
from django.forms.boundfield import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tuzetu.web.drawing import look, part
from tuzetu.web.looks_forms import Field
from tuzetu.web.wording import clause_cited, clause_number

register = template.Library()


register.simple_tag(takes_context=True)(look)
register.simple_tag(takes_context=True)(part)


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField, clause: str = "") -> SafeString:
    """Renders a form's field with label, hint, clause, control and errors."""
    return look(context, Field(bound=bound, clause=clause))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draws an icon of the sprite; with a label it is a picture, without one decoration."""
    return _icon(name, label, static("look/icons.svg"))


@cache
def _icon(name: str, label: str, sprite: str) -> SafeString:
    href = f"{sprite}#{name}"
    if label:
        drawing = '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>'
        return format_html(drawing, label, href)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.simple_tag
def clause(number: str, href: str = "") -> SafeString:
    """Names a clause of the procedure, with the way to its text where there is one."""
    if not number:
        return SafeString()
    says = clause_cited(number)
    if href:
        return format_html('<a class="clause" href="{}">{}</a>', href, says)
    return format_html('<span class="clause">{}</span>', says)


@register.filter
def cited(number: str) -> str:
    """The number of a clause as a list cites it."""
    return clause_number(number)
