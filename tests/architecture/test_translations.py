"""Every sentence of the product stands in Kazakh and Russian, in the words of the glossary."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import polib
import pytest

from tuzetu.language.messages import CATALOGUES, PACKAGE, Message, collect, untranslated

DJANGO = Path(django.__file__).parent
DJANGO_TEXTS = ("conf/locale/en", "contrib/auth/locale/en")
NEVER_SHOWN = ("global_settings", "apps.py", "default_urlconf", "views/static.py", "auth/admin.py")
"""Sources of Django's texts that no user meets: names of languages, the developer's pages."""

PLACE = re.compile(r"%\(\w+\)[sdr]|\{\w*\}|(?<!%)%[sdr](?!\w)")
SETTING = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
LATIN_ALLOWED = {
    "CREATEDB",
    "CSV",
    "Ctrl",
    "DOCX",
    "ESG",
    "Enter",
    "Esc",
    "Excel",
    "IP",
    "IPv",
    "ISO",
    "JPEG",
    "JSON",
    "PDF",
    "PNG",
    "PORT",
    "PostgreSQL",
    "SHA",
    "UTF",
    "Tab",
    "XLSX",
    "ZIP",
    "false",
    "true",
    "en",
    "kk",
    "replace",
    "ru",
}
FORBIDDEN = {
    "kk": {
        "процес": "үдеріс",
        "үрдіс": "үдеріс",
        "тиімді": "нәтижелі",
        "ескерту әрекет": "алдын алу әрекеті",
        "ескерту іс-": "алдын алу әрекеті",
        "түзету іс-": "түзету әрекеті",
        "үйлесімсіз": "сәйкессіздік",
        "бақылаушы": "бақылауға жауапты тұлға",
        "сүзгіз": "сүзгі",
        "студент": "білім алушы",
        "жобасы": "толтырылуда",
        "парол": "құпия сөз",
        "юзер": "пайдаланушы",
    },
    "ru": {
        "эффективн": "результативн",
        "предупредительн": "предупреждающ",
        "юзер": "пользователь",
        "логин": "имя пользователя",
        r"карт(?:[аыуе]|ой|ам|ами|ах|)\b": "карточка",
        "мероприяти": "действие",
    },
}
CASE_ENDING = (
    r"-?(?:н[ыі]ң|д[ыі]ң|т[ыі]ң|ға|ге|қа|ке|н[ыі]|д[ыі]|т[ыі]|да|де|та|те|[дтн][ае]н|мен|бен|пен)\b"
)
GLUED = re.compile(rf"(?:{PLACE.pattern})(?:[а-яәғқңөұүһі]|{CASE_ENDING})")
PLURAL_AFTER_NUMBER = re.compile(
    r"(?:\{(?:n|count|amount|days|number)\}|%\((?:n|count|num|days|used|done)\)[sd])"
    r" \w+(?:лар|лер|дар|дер|тар|тер)\b"
)

CYRILLIC = "а-яёәғқңөұүһі"
MIXED_WORD = re.compile(rf"[a-zəı][{CYRILLIC}]|[{CYRILLIC}][a-zəı]", re.IGNORECASE)

DATE_AND_STOP = re.compile(
    r"(?:\{(?:day|days|due|until|today|start|limit|half|first|last)\}|%\((?:day|until)\)s)\.(?!\w)"
)
"""A date ends with «г.», so a sentence that ends with it takes no second stop."""

KAZAKH_LETTERS = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)


@cache
def found() -> frozenset[Message]:
    """Every message of the product."""
    return frozenset(collect(PACKAGE))


@cache
def catalogue_of(language: str) -> polib.POFile:
    """The catalogue as it stands in the repository."""
    return polib.pofile(str(PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"))


def told(language: str) -> Iterator[tuple[str, str]]:
    """Every text in use with its translation."""
    for entry in catalogue_of(language):
        if entry.obsolete:
            continue
        if not entry.msgid_plural:
            yield entry.msgid, entry.msgstr
        for text in entry.msgstr_plural.values():
            yield entry.msgid_plural, text


def told_of_the_procedure(language: str) -> Iterator[str]:
    """The texts of clauses, readings and the first edition in one language."""
    for name in ("clauses", "readings", "first_edition"):
        source = (PACKAGE / "procedure" / f"{name}.toml").read_text("utf-8")
        yield from _texts(tomllib.loads(source), language)


def _texts(value: object, language: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(found := value.get(language), str):
            yield found
        for each in value.values():
            yield from _texts(each, language)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, language)


def without_quotations(text: str) -> str:
    """The text without what stands in «»."""
    return re.sub(r"«[^»]*»", "", text)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_message_of_the_product_stands_in_the_catalogue(language: str) -> None:
    standing = {
        Message(entry.msgctxt, entry.msgid, entry.msgid_plural or None)
        for entry in catalogue_of(language)
        if not entry.obsolete
    }
    assert sorted(found() - standing, key=str) == [], "run make messages"


def test_words_translated_from_a_table_are_marked_in_the_table() -> None:
    known = {message.text for message in found()}
    unmarked = [
        f"{path.relative_to(PACKAGE)}: {word}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for word in _words_of_tables(ast.parse(path.read_text("utf-8")))
        if word not in known
    ]
    assert unmarked == []


def _words_of_tables(module: ast.Module) -> Iterator[str]:
    """The plain strings of constants whose members the module hands to gettext."""
    names = {
        name.id
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "gettext", "gettext_lazy"}
        for argument in call.args
        for name in ast.walk(argument)
        if isinstance(name, ast.Name) and name.id.isupper()
    }
    for node in module.body:
        if isinstance(node, ast.Assign) and names & {ast.unparse(each) for each in node.targets}:
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            for leaf in (leaf for value in values for leaf in ast.walk(value)):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    yield leaf.value


@pytest.mark.parametrize("language", CATALOGUES)
def test_nothing_is_untranslated_or_doubtful(language: str) -> None:
    assert [entry.msgid for entry in untranslated(catalogue_of(language))] == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_places_for_values_are_the_same(language: str) -> None:
    unlike = [
        (text, said)
        for text, said in told(language)
        if Counter(PLACE.findall(text)) != Counter(PLACE.findall(said))
    ]
    assert unlike == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_foreign_words_are_left(language: str) -> None:
    strange = {
        said: words
        for _, said in told(language)
        if (words := set(LATIN_WORD.findall(SETTING.sub("", PLACE.sub("", said)))) - LATIN_ALLOWED)
    }
    assert strange == {}


@pytest.mark.parametrize("language", CATALOGUES)
def test_words_are_those_of_the_glossary(language: str) -> None:
    texts = [said for _, said in told(language)] + list(told_of_the_procedure(language))
    assert len(texts) > 500
    wrong = [
        (word, right, text)
        for text in texts
        for word, right in FORBIDDEN[language].items()
        if re.search(rf"\b{word}", without_quotations(text), re.IGNORECASE)
    ]
    assert wrong == []


def test_kazakh_endings_are_not_glued_to_values() -> None:
    assert [said for _, said in told("kk") if GLUED.search(said)] == []


def test_kazakh_keeps_the_singular_after_a_number() -> None:
    assert [said for _, said in told("kk") if PLURAL_AFTER_NUMBER.search(said)] == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_word_mixes_two_alphabets(language: str) -> None:
    texts = [said for _, said in told(language)] + list(told_of_the_procedure(language))
    plain = (PLACE.sub(" ", text) for text in texts)
    assert [text for text in plain if MIXED_WORD.search(text)] == []


def test_a_russian_date_brings_its_own_full_stop() -> None:
    assert [said for _, said in told("ru") if DATE_AND_STOP.search(said)] == []


def test_russian_texts_are_russian() -> None:
    kazakh = [
        said
        for text, said in told("ru")
        if KAZAKH_LETTERS.search(without_quotations(said)) and text != "Tuzetu"
    ]
    assert kazakh == []


def test_kazakh_knows_everything_that_the_framework_says() -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue_of("kk") if not entry.obsolete}
    missing = [
        entry.msgid
        for folder in DJANGO_TEXTS
        for entry in polib.pofile(str(DJANGO / folder / "LC_MESSAGES" / "django.po"))
        if not any(place in entry.occurrences[0][0] for place in NEVER_SHOWN)
        and (entry.msgctxt, entry.msgid) not in known
    ]
    assert missing == []
