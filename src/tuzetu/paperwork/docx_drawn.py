"""The standard templates for a word processor, from which an office may start its own.

They name what stands on a form's sheet: `{{ stamp.name }}`, `{%tr for row in rows %}`.
"""

from tuzetu.paperwork.docx_pen import ALIGN, Pen, Text, pen
from tuzetu.paperwork.docx_report import report

SMALL = 9
BODY = 9.5
STAMP = 162
"""How far from the left margin the stamp begins, in millimetres."""
LINE = "____________________"


def drawn_template(name: str) -> bytes:
    """The standard template of a form, by the name of its layout."""
    drawing = {"annex1": _plan, "annex2": report, "annex3": _log, "plans_register": _register}
    sheet = pen(landscape=name != "annex2")
    drawing[name](sheet)
    return sheet.saved()


def _numbers(count: int) -> list[Text]:
    """The row of column numbers."""
    return [Text(str(place), size=SMALL, align=ALIGN.CENTER) for place in range(1, count + 1)]


def _heads(source: str, count: int) -> list[str]:
    return [f"{{{{ {source}[{place}] }}}}" for place in range(count)]


def _plan(sheet: Pen) -> None:
    sheet.write(Text("{{ annex }}", size=11, align=ALIGN.RIGHT))
    _stamp(sheet)
    centred = ALIGN.CENTER
    sheet.write(
        Text("{{ heading }}", size=14, bold=True, align=centred, above=8),
        Text("{{ subject }}", align=centred),
        Text("{{ unit }}", align=centred, above=6),
        Text("{{ unit_note }}", size=SMALL, align=centred),
        Text("{{ numbered }}", align=centred, above=6),
        Text("{{ revision }}", size=SMALL, align=centred),
    )
    sheet.table(
        (10, 0, 0, 31, 46, 54),
        heads=(_heads("columns", 6), _numbers(6)),
        loop="for row in rows",
        row=_plan_row(),
        size=BODY,
    )
    _signatures(sheet)
    _supplement(sheet)


def _stamp(sheet: Pen) -> None:
    sheet.write(
        Text("{{ stamp.approve }}", bold=True, indent=STAMP, above=4),
        Text("{{ stamp.post }}", indent=STAMP),
    )
    sheet.tag("if stamp.acting")
    sheet.write(Text("{{ stamp.acting }}", size=SMALL, indent=STAMP))
    sheet.tag("endif")
    sheet.write(
        Text(f"{LINE} {{{{ stamp.name }}}}", indent=STAMP, above=8),
        Text("{{ stamp.day }}", indent=STAMP, above=4),
    )


def _plan_row() -> list[str | list[Text]]:
    case = [
        Text("{{ row.case }}", size=BODY, bold=True),
        Text("{%p if row.first %}"),
        Text("{{ row.case_kind }}", size=SMALL, italic=True),
        Text("{{ row.case_text }}", size=BODY),
        Text("{%p endif %}"),
    ]
    action = [
        Text("{{ row.kind }}", size=SMALL, italic=True),
        Text("{%p if row.struck %}"),
        Text("{{ row.action }}", size=BODY, strike=True),
        Text("{{ row.why_struck }}", size=SMALL),
        Text("{%p else %}"),
        Text("{{ row.action }}", size=BODY),
        Text("{%p endif %}"),
    ]
    marks = "{% for mark in row.marks %}{{ mark }}{% if not loop.last %}\n{% endif %}{% endfor %}"
    return ["{{ row.number }}", case, action, "{{ row.deadline }}", "{{ row.executors }}", marks]


def _signatures(sheet: Pen) -> None:
    rows = []
    for place in range(2):
        who = f"signatures[{place}]"
        rows.append(
            [
                Text(f"{{{{ {who}.post }}}}", above=14, with_next=True),
                Text(LINE, align=ALIGN.CENTER, above=14, with_next=True),
                Text(f"{{{{ {who}.name }}}}", above=14, with_next=True),
            ]
        )
        note = Text("{{ signature_note }}", size=SMALL, align=ALIGN.CENTER, with_next=not place)
        rows.append([Text(" ", size=SMALL, with_next=not place), note])
    sheet.unruled((80, 60, 0), rows)


def _supplement(sheet: Pen) -> None:
    sheet.write(
        Text("{{ supplement.title }}", size=13, level=1, align=ALIGN.CENTER, new_page=True),
        Text("{{ supplement.note }}", size=SMALL, italic=True, align=ALIGN.CENTER),
        Text("{{ supplement.control_title }}", level=2),
        Text("{{ supplement.control }}"),
    )
    criteria = ("covers", "case", "measure", "value_now", "target", "source", "check_on")
    _part(sheet, "criteria", criteria, (20, 32, 0, 0, 0, 0, 25))
    _part(sheet, "meetings", ("number", "held_on", "outcome"), (32, 25, 0))
    changes = ("made_on", "what", "line", "before", "after", "reason", "made_by")
    _part(sheet, "amendments", changes, (23, 30, 20, 0, 0, 0, 34))


def _part(sheet: Pen, name: str, keys: tuple[str, ...], widths: tuple[float, ...]) -> None:
    """A heading with its table, or the words that there is nothing."""
    sheet.write(Text(f"{{{{ supplement.{name}_title }}}}", level=2))
    sheet.tag(f"if supplement.{name}")
    sheet.table(
        widths,
        heads=(_heads(f"supplement.{name}_columns", len(keys)),),
        loop=f"for row in supplement.{name}",
        row=[f"{{{{ row.{key} }}}}" for key in keys],
    )
    sheet.tag("else")
    sheet.write(Text("{{ supplement.nothing }}"))
    sheet.tag("endif")


LOG_KEYS = (
    "report", "unit", "source", "summary", "root_cause", "correction", "actions", "executor",
    "deadline", "verdict", "status",
)  # fmt: skip


IN_LOG = 7
"""The size of letters at which the long words of either language stand whole in a column."""


def _log(sheet: Pen) -> None:
    centred = ALIGN.CENTER
    sheet.write(
        Text("{{ annex }}", size=11, align=ALIGN.RIGHT),
        Text("{{ institution }}", align=centred),
        Text("{{ heading }}", size=14, bold=True, align=centred, above=8),
        Text("{{ period }}", align=centred, above=4),
        Text("{{ derived }}", size=SMALL, italic=True, align=centred),
    )
    sheet.unruled((126, 0), [["{{ begun }}", Text("{{ ended }}", align=ALIGN.RIGHT)]])
    sheet.table(
        (7, 18.5, 22, 22, 0, 21, 20, 21, 19, 15.5, 22, 18.5, 17.5),
        heads=(_heads("columns", 13), _numbers(13)),
        loop="for row in rows",
        row=["{{ row.ordinal }}", *map(_struck, LOG_KEYS), "{{ row.remark }}"],
        size=IN_LOG,
    )
    sheet.write(
        Text("{{ literal }}", size=SMALL, above=6),
        Text("{{ entries }}", above=8, with_next=True),
        Text("{{ keeper_title }}: {{ keeper_post }}", above=8, with_next=True),
        Text(f"{LINE} {{{{ keeper }}}}", above=8, with_next=True),
        Text("{{ signature_note }}", size=SMALL),
    )


def _struck(key: str) -> list[Text]:
    """A cell of the log: a void row is struck through."""
    words = f"{{{{ row.{key} }}}}"
    return [
        Text("{%p if row.void %}"),
        Text(words, size=IN_LOG, strike=True),
        Text("{%p else %}"),
        Text(words, size=IN_LOG),
        Text("{%p endif %}"),
    ]


def _register(sheet: Pen) -> None:
    centred = ALIGN.CENTER
    sheet.write(
        Text("{{ institution }}", align=centred),
        Text("{{ heading }}", size=14, bold=True, align=centred, above=8),
        Text("{{ subject }}", align=centred),
        Text("{{ period }}", align=centred, above=4),
    )
    sheet.table(
        (9, 25, 19, 0, 24, 20, 0, 19, 0, 19, 20, 0),
        heads=(_heads("columns", 12),),
        loop="for row in rows",
        row=[f"{{{{ row[{place}] }}}}" for place in range(12)],
        size=8.5,
    )
    sheet.write(Text("{{ entries }}", above=8))
