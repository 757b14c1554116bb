"""Forms keep what was typed: summaries lead to fields, rows grow, pasted tables fill in."""

from django.http import QueryDict
from django.template import engines

from tuzetu.web.looks import ErrorSummary, Field, Link
from tuzetu.web.looks_examples_forms import ExampleLines, ExampleReport, refused_form
from tuzetu.web.looks_forms import asks_for_row, pasted_table, with_pasted_rows, with_row

TWO_ROWS = (
    "lines-TOTAL_FORMS=2&lines-INITIAL_FORMS=0&lines-0-says=Бірінші&lines-1-says=&lines-add=1"
)


def test_the_summary_leads_to_every_wrong_field_in_the_order_of_the_page() -> None:
    form = ExampleReport(QueryDict("title=Ноталар&unit=lib&kind=actual&found_on=2026-10-16"))

    problems = ErrorSummary.of(form).problems

    assert [(problem.href, problem.note) for problem in problems] == [("#id_says", "Сипаты")]


def test_the_summary_counts_the_rows_too() -> None:
    summary = refused_form().errors

    assert summary is not None
    assert [problem.href for problem in summary.problems][-2:] == [
        "#id_lines-1-executor",
        "#id_lines-1-due_on",
    ]
    assert all(problem.note.startswith("2-жол, ") for problem in summary.problems[-2:])


def test_a_sound_form_has_no_summary() -> None:
    sent = QueryDict("title=Ноталар&says=Есеп жоқ&unit=lib&kind=actual&found_on=2026-10-16")

    assert ErrorSummary.of(ExampleReport(sent)).problems == ()


def test_a_field_knows_its_clause_and_whether_it_may_stay_empty() -> None:
    form = ExampleReport()

    fields = {
        name: Field(bound=form[name]) for name in ("requirement", "title", "kind", "evidence")
    }

    assert fields["requirement"].asked_by == "5.21"
    assert [name for name, one in fields.items() if one.optional] == ["requirement", "evidence"]
    assert [name for name, one in fields.items() if one.grouped] == ["kind"]
    assert [name for name, one in fields.items() if one.file] == ["evidence"]


def test_a_row_is_added_and_what_was_typed_stays() -> None:
    posted = QueryDict(TWO_ROWS)

    assert asks_for_row(posted, "lines")
    rows = ExampleLines(with_row(posted, "lines"), prefix="lines")

    assert [row["says"].value() for row in rows] == ["Бірінші", "", None]


def test_a_pasted_table_fills_the_rows_from_the_first_empty_one() -> None:
    posted = QueryDict(TWO_ROWS, mutable=True)
    posted["lines-paste"] = (
        'Екінші\tА. Жақсыбаева\t16.11.2026\n"Үшінші\nжолы ""ұзын"""\tЕ. Мұқанов\n'
    )

    filled = with_pasted_rows(posted, "lines", ("says", "executor", "due_on"))
    rows = ExampleLines(filled, prefix="lines")

    assert [row["says"].value() for row in rows] == ["Бірінші", "Екінші", 'Үшінші\nжолы "ұзын"']
    assert rows[1]["due_on"].value() == "2026-11-16"
    assert rows[2]["executor"].value() == "Е. Мұқанов"


def test_a_table_too_long_is_cut_and_a_false_count_is_no_harm() -> None:
    long_text = "\n".join(f"әрекет {number}" for number in range(1000))

    assert len(pasted_table(long_text)) == 200
    assert with_row(QueryDict("lines-TOTAL_FORMS=9999999"), "lines")["lines-TOTAL_FORMS"] == "201"
    assert with_row(QueryDict("lines-TOTAL_FORMS=-1"), "lines")["lines-TOTAL_FORMS"] == "1"


def test_a_field_names_its_hint_and_its_error_to_those_who_listen() -> None:
    page = engines["jinja2"].from_string("{{ form.says|field }}")

    drawn = page.render({"form": ExampleReport(QueryDict("title=x"))})

    assert 'aria-describedby="id_says_helptext id_says_error"' in drawn
    assert 'id="id_says_helptext"' in drawn
    assert 'id="id_says_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_link_without_address_is_plain_words() -> None:
    page = engines["jinja2"].from_string("{{ it|look }}")

    assert page.render({"it": Link(label="Кітапхана")}) == "<span>Кітапхана</span>"
