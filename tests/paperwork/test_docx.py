"""The document for a word processor: what it escapes, what a template may do, what it may not."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2 import TemplateError, TemplateRuntimeError, UndefinedError

from tests.paperwork.papers import docx_text
from tests.paperwork.templates import saying, tagged
from tuzetu.paperwork import docx
from tuzetu.paperwork.samples import PLAN, TIMETABLE
from tuzetu.paperwork.samples_all import SAMPLES
from tuzetu.paperwork.samples_lists import LOG
from tuzetu.paperwork.samples_report import REPORT
from tuzetu.paperwork.sandbox import TemplateRefusedError
from tuzetu.paperwork.words import FormLanguage

KK = FormLanguage.KAZAKH
TYPED = "{{ 7*7 }} {% for a in b %} <w:p/> </w:t> &amp; & \"'"

REACHING_OUT = [
    "{{ ''.__class__.__mro__ }}",
    "{{ rows.__class__ }}",
    "{{ heading.format }}",
    "{{ heading['format'] }}",
    "{{ stamp.__init__ }}",
    "{{ stamp['__init__'] }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ request }}",
    "{{ cycler }}",
    "{{ namespace }}",
    "{{ range }}",
    "{{ rows.append }}",
    "{{ stamp.items }}",
    "{{ rows[99] }}",
]
NOT_THE_LANGUAGE = [
    "{{ rows.append(1) }}",
    "{{ range(10) }}",
    "{{ heading.format(1) }}",
    "{{ lipsum() }}",
    "{{ 'а' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'а' ~ 'б' }}",
    "{{ '%s' % heading }}",
    "{{ [1] }}",
    "{{ {} }}",
    "{{ heading|attr('x') }}",
    "{{ rows|map('x') }}",
    "{{ heading is string }}",
    "{% set a = rows %}",
    "{% macro m() %}{% endmacro %}",
    "{% include 'a' %}",
    "{% import 'a' as b %}",
    "{% extends 'a' %}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}{% endfilter %}",
    "{% with %}{% endwith %}",
    "{% for row in rows recursive %}{% endfor %}",
    "{% raw %}",
    "{% if heading %}",
]


def fill(*paragraphs: str) -> str:
    """What a template of these paragraphs says of the plan."""
    return docx_text(PLAN, language=KK, template=saying(*paragraphs)).strip()


def test_what_people_type_is_printed_as_they_typed_it() -> None:
    action = replace(TIMETABLE.actions[0], what=TYPED, executor=TYPED)
    plan = replace(PLAN, rows=(replace(TIMETABLE, text=TYPED, actions=(action,)),))

    assert docx_text(plan, language=KK).splitlines().count(TYPED) == 3


def test_the_lines_that_people_typed_stay_lines() -> None:
    plan = replace(PLAN, head="бірінші\nекінші")

    assert "бірінші\nекінші\n" in docx_text(plan, language=KK)


def test_a_template_names_repeats_and_chooses() -> None:
    said = fill(
        "{{ numbered }}",
        "{%p for row in rows %}",
        "{% if row.struck %}–{% else %}{{ row.number|upper }}{% endif %}/{{ loop.index }}",
        "{%p endfor %}",
    )

    assert said == "№ ТӘЖ-2026-0005, 2026 жылғы «16» қазан\n1/1\n2/2\n–/3\n4/4"


def test_a_template_reaches_a_field_of_the_report_by_its_key() -> None:
    template = saying("{{ identification.number.value }}", "{{ cycles[0].findings.cost.value }}")

    told = docx_text(REPORT, language=KK, template=template).replace("\u00a0", " ")
    assert told == "СЕ-2026-0014\n185 000,50 ₸\n"


@pytest.mark.parametrize("tag", REACHING_OUT)
def test_a_template_reaches_nothing_but_the_sheet(tag: str) -> None:
    with pytest.raises(UndefinedError):
        fill(tag)


@pytest.mark.parametrize("tag", NOT_THE_LANGUAGE)
def test_what_a_form_does_not_need_is_no_language(tag: str) -> None:
    with pytest.raises(TemplateError):
        fill(tag)


def test_loops_within_loops_run_out() -> None:
    loops = "".join(f"{{% for r{depth} in rows %}}" for depth in range(12))

    with pytest.raises(TemplateRefusedError):
        fill(f"{loops}x{'{% endfor %}' * 12}")


def test_loops_over_letters_run_out_too() -> None:
    loops = "".join(f"{{% for r{depth} in supplement.note %}}" for depth in range(3))

    with pytest.raises(TemplateRefusedError):
        fill(f"{loops}{'{% endfor %}' * 3}")


def test_a_loop_over_a_long_log_stays_within_bounds() -> None:
    rows = tuple(replace(LOG.entries[0], ordinal=place) for place in range(1, 1001))
    template = saying("{%p for row in rows %}", "{{ row.ordinal }}", "{%p endfor %}")

    told = docx_text(replace(LOG, entries=rows), language=KK, template=template)
    assert told.split() == [str(place) for place in range(1, 1001)]


def test_a_result_without_end_is_refused() -> None:
    loops = "".join(f"{{% for r{depth} in rows %}}" for depth in range(4))

    with pytest.raises(TemplateRefusedError):
        fill(f"{loops}{'ә' * 300_000}{'{% endfor %}' * 4}")


@pytest.mark.parametrize("tag", ["{{ self }}", "{{ rows }}", "{{ stamp }}", "{{ rows[0].struck }}"])
def test_only_text_can_be_printed(tag: str) -> None:
    with pytest.raises(TemplateRuntimeError):
        fill(tag)


def test_a_tag_that_cuts_across_the_document_is_an_error_not_a_shorter_page() -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{% if not stamp.acting %}"
    document.add_paragraph("{% endif %}")
    file = BytesIO()
    document.save(file)

    with pytest.raises(SyntaxError):
        docx.render(PLAN, language=KK, template=file.getvalue())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_form_gives_the_same_bytes(name: str) -> None:
    first = docx.render(SAMPLES[name], language=FormLanguage.BOTH)

    assert first == docx.render(SAMPLES[name], language=FormLanguage.BOTH)


def test_the_file_bears_title_language_and_the_day_of_printing_and_no_author() -> None:
    about = Document(BytesIO(docx.render(PLAN, language=FormLanguage.RUSSIAN))).core_properties

    assert about.title == "ПЛАН ТӘЖ-2026-0005"
    assert about.language == "ru"
    assert about.created == PLAN.printed_at
    assert (about.author, about.comments, about.last_modified_by) == ("", "", "")


def test_the_head_of_the_plan_returns_and_no_row_is_split() -> None:
    document = Document(BytesIO(docx.render(PLAN, language=KK)))
    table = next(table for table in document.tables if len(table.columns) == 6)
    rows = [row._tr for row in table.rows]

    assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows[:3]] == [True, True, False]
    assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)
    assert [cell.text for cell in table.rows[1].cells] == list("123456")


def test_the_foot_counts_pages() -> None:
    document = Document(BytesIO(docx.render(PLAN, language=KK)))
    foot = document.sections[0].footer._element
    fields = [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))]

    assert fields == ["PAGE", "NUMPAGES"]
    assert "ТӘЖ-2026-0005" in "".join(node.text or "" for node in foot.iter(qn("w:t")))


def test_a_template_that_was_only_reworded_still_fills() -> None:
    told = docx_text(PLAN, language=KK, template=tagged("Біздің консерватория: {{ numbered }}"))

    assert told.startswith("Біздің консерватория: № ТӘЖ-2026-0005")


def test_the_pages_behind_the_plan_begin_a_page_without_an_empty_one_before_them() -> None:
    paper = Document(BytesIO(docx.render(SAMPLES["annex1"], language=FormLanguage.KAZAKH)))

    assert not paper.element.xpath("//w:br[@w:type='page']")
    found = next(one for one in paper.paragraphs if one.text == "Жоспарға қосымша мәліметтер")
    assert found.paragraph_format.page_break_before
