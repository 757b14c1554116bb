"""What is drawn quickly is what Django would have drawn, letter by letter."""

import re
from types import SimpleNamespace

import pytest
from django.template import Context, Engine, Template
from django.template.loader import get_template

from tuzetu.web.drawing import drawing_of, look, template_of
from tuzetu.web.pages.gallery import stories

LOOKS = [(f"{story.title} {at}", it) for story in stories() for at, it in enumerate(story.looks)]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')

TEMPLATES = (
    "{{ it.words }} {{ it.none }} {{ it.number }} {{ it.missing }} {{ missing.part }}",
    "{{ it.words|length }}{{ it.missing|default:'—' }}{{ it.days|join:it.words }}",
    "{% if it.number == 2 and not it.none %}a{% elif it.words in it.days %}b{% else %}c{% endif %}",
    "{% if it.missing %}a{% endif %}{% if it.number > 1 or it.none %}b{% endif %}",
    "{% for x in it.days %}{{ forloop.revcounter }}{% if forloop.last %}.{% endif %}{% endfor %}",
    "{% for one in it.none %}{{ one }}{% empty %}nothing{% endfor %}",
    "{% for x, n in it.pairs %}{% for y in x %}{{ forloop.parentloop }}{% endfor %}{% endfor %}",
    "{% for day in it.days reversed %}{{ day }}{% endfor %}{{ day }}",
    "{% with name=it.words %}{{ name }}{% endwith %}{{ name }}",
    "{{ it.call }} {{ it.pairs.0.1 }} {{ it.held.key }} {{ page_name }}",
    "{% autoescape off %}{{ it.words }}{% endautoescape %}{% firstof it.none it.words %}",
)


def seen() -> SimpleNamespace:
    """A value with parts of every kind."""
    return SimpleNamespace(
        words="<b>&'\"", none=None, number=2, days=["дс", "сс"], pairs=[("аб", 1), ("в", 2)],
        call=lambda: "called", held={"key": "kept"},
    )  # fmt: skip


@pytest.mark.parametrize("source", TEMPLATES)
def test_a_template_is_drawn_as_django_draws_it(source: str) -> None:
    template = Template(source)
    names = {"it": seen(), "page_name": "Бүгін"}
    context = Context(names)
    with context.bind_template(template):
        drawn = drawing_of(template)({}, context)

    assert drawn == template.render(Context(names))


@pytest.mark.parametrize("it", [it for _name, it in LOOKS], ids=[name for name, _it in LOOKS])
def test_every_look_is_drawn_as_django_draws_it(it: object) -> None:
    page = Template("")
    context = Context({"frame": None, "csrf_token": "t" * 64})
    with context.bind_template(page):
        drawn = look(context, it)
        ours = get_template(template_of(type(it).__name__)).template  # type: ignore[attr-defined]
        with context.push(it=it):
            wanted = "".join(node.render_annotated(context) for node in ours.nodelist)

    assert TOKEN.sub("", drawn) == TOKEN.sub("", wanted.strip())


def test_a_name_of_a_loop_is_known_in_the_looks_below() -> None:
    engine = Engine.get_default()
    template = engine.from_string(
        "{% load looks %}{% for row in it.days %}{% look it.words %}{{ row }}{% endfor %}"
    )
    context = Context({"it": seen()})
    with context.bind_template(template):
        drawn = drawing_of(template)({}, context)

    assert drawn == template.render(Context({"it": seen()}))
