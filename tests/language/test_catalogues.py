"""Catalogues are compiled when missing or stale; messages are collected from code and templates."""

import gettext
import os
from pathlib import Path

import polib
import pytest
from jinja2 import TemplateSyntaxError

from tuzetu.language.catalogues import compile_catalogues, is_fresh
from tuzetu.language.messages import (
    Message,
    bring_up_to_date,
    collect,
    messages_of_code,
    messages_of_template,
    untranslated,
)


@pytest.fixture
def kazakh(tmp_path: Path) -> Path:
    """A folder of catalogues with one Kazakh message."""
    folder = tmp_path / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    write(folder / "django.po", "Сақтау")
    return folder


def write(source: Path, text: str) -> None:
    """Write a catalogue that says this for “Save”."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Save", msgstr=text))
    catalogue.save(str(source))


def said(folder: Path) -> str:
    """What the compiled catalogue says for “Save”."""
    with (folder / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("Save")


def test_a_missing_catalogue_is_compiled(kazakh: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    assert said(kazakh) == "Сақтау"


def test_a_fresh_catalogue_is_left_alone(kazakh: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    before = (kazakh / "django.mo").stat().st_ino
    compile_catalogues(tmp_path)
    assert (kazakh / "django.mo").stat().st_ino == before


@pytest.mark.parametrize("age", [1, 4_000_000_000])
def test_a_catalogue_of_another_age_is_compiled_anew(
    kazakh: Path, tmp_path: Path, age: int
) -> None:
    compile_catalogues(tmp_path)
    write(kazakh / "django.po", "Сақтап қою")
    os.utime(kazakh / "django.po", (age, age))
    assert not is_fresh(kazakh / "django.mo", source=kazakh / "django.po")
    compile_catalogues(tmp_path)
    assert said(kazakh) == "Сақтап қою"


def test_a_failed_compilation_leaves_the_old_catalogue_and_no_rest(
    kazakh: Path, tmp_path: Path
) -> None:
    compile_catalogues(tmp_path)
    (kazakh / "django.po").write_text("this is no catalogue", "utf-8")
    with pytest.raises(OSError, match="Syntax error"):
        compile_catalogues(tmp_path)
    assert said(kazakh) == "Сақтау"
    assert {path.name for path in kazakh.iterdir()} == {"django.po", "django.mo"}


def test_code_gives_its_messages_with_plurals_and_contexts() -> None:
    source = """
says = _("The case {number} " "is closed.")
named = gettext_noop("Open")
counted = ngettext("one line", "several lines", count)
month = pgettext("of a plan", "Draft")
both = npgettext("in a list", "a plan", "plans", count)
unknown = _(word)
"""
    assert list(messages_of_code(source)) == [
        Message(None, "The case {number} is closed.", None),
        Message(None, "Open", None),
        Message(None, "one line", "several lines"),
        Message("of a plan", "Draft", None),
        Message("in a list", "a plan", "plans"),
    ]


def test_templates_give_their_messages() -> None:
    source = """
    <a title="{{ _('Open the record') }}">{{ _("Why?") }}</a>
  <p>It's {% trans trimmed name=person.name %}
      Written by {{ name }}.
  {% endtrans %}</p>
{% trans number=lines|length %}{{ number }} line{% pluralize %}{{ number }} lines{% endtrans %}
{% trans "of a plan" %}Draft{% endtrans %}
{{ _(word) }}
"""
    assert list(messages_of_template(source)) == [
        Message(None, "Open the record", None),
        Message(None, "Why?", None),
        Message(None, "Written by %(name)s.", None),
        Message(None, "%(number)s line", "%(number)s lines"),
        Message("of a plan", "Draft", None),
    ]


def test_a_template_that_cannot_be_read_is_not_passed_over() -> None:
    with pytest.raises(TemplateSyntaxError):
        list(messages_of_template("{{ _('Why?' }}"))


def test_a_package_is_searched_through(tmp_path: Path) -> None:
    package = tmp_path / "office"
    (package / "templates").mkdir(parents=True)
    (package / "a.py").write_text('_("Save")\n_("Open")', "utf-8")
    (package / "b.py").write_text('_("Save")', "utf-8")
    (package / "templates" / "c.html").write_text('{{ _("Close") }}', "utf-8")
    (package / "static").mkdir()
    (package / "static" / "d.svg").write_text('{{ _("No template") }}', "utf-8")
    assert collect(package) == {
        Message(None, "Save", None): ["office/a.py", "office/b.py"],
        Message(None, "Open", None): ["office/a.py"],
        Message(None, "Close", None): ["office/templates/c.html"],
    }


def test_a_catalogue_gains_what_is_new_and_marks_out_what_is_gone() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Gone", msgstr="Жоқ"))
    catalogue.append(polib.POEntry(msgid="January", msgstr="қаңтар", comment="framework"))
    catalogue.append(polib.POEntry(msgid="Save", msgstr="Сақтау"))
    found = {Message(None, "Open", None): ["a.py"], Message(None, "Save", None): ["b.py"]}
    bring_up_to_date(catalogue, found)
    assert [entry.msgid for entry in catalogue if not entry.obsolete] == ["Open", "Save", "January"]
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == ["Gone"]
    assert [entry.msgid for entry in untranslated(catalogue)] == ["Open"]


def test_a_message_that_comes_back_keeps_its_translation() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Save", msgstr="Сақтау", obsolete=True))
    bring_up_to_date(catalogue, {Message(None, "Save", None): ["a.py"]})
    assert untranslated(catalogue) == []
    assert not catalogue.obsolete_entries()
