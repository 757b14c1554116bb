"""The standard template of Annex 2: fields in tables, causes indented, one section per cycle."""

from tuzetu.paperwork.docx_pen import ALIGN, Pen, Text

SMALL = 9
BODY = 10.5


def report(sheet: Pen) -> None:
    """Draw the report."""
    centred = ALIGN.CENTER
    sheet.write(
        Text("{{ annex }}", size=11, align=ALIGN.RIGHT),
        Text("{{ institution }}", align=centred),
        Text("{{ heading }}", size=14, bold=True, align=centred, above=10),
        Text("{{ subject }}", align=centred),
        Text("{{ numbered }}", align=centred, above=4),
        Text("{{ derived }}", size=SMALL, italic=True, align=centred),
        Text("{{ report_title }}", level=1),
        Text("{{ identification_title }}", level=2),
    )
    _fields(sheet, "identification|each")
    sheet.write(Text("{{ response_title }}", level=2))
    _fields(sheet, "response|each")
    sheet.tag("for cycle in cycles")
    _cycle(sheet)
    sheet.tag("endfor")


def _cycle(sheet: Pen) -> None:
    _unless_empty(sheet, Text("{{ cycle.title }}", size=13, level=1))
    _unless_empty(sheet, Text("{{ cycle.opened }}"))
    sheet.tag("if cycle.acknowledged")
    _fields(sheet, "cycle.acknowledged")
    sheet.tag("endif")
    sheet.tag("if cycle.response")
    sheet.write(Text("{{ cycle.response_title }}", level=2))
    _fields(sheet, "cycle.response|each")
    sheet.tag("endif")
    sheet.write(Text("{{ cycle.consideration_title }}", level=2))
    _fields(sheet, "cycle.decision|each")
    _causes(sheet)
    _fields(sheet, "cycle.findings|each")
    sheet.write(Text("{{ cycle.plan_title }}", level=2))
    _fields(sheet, "cycle.plan|each")
    criteria = ("covers", "measure", "value_now", "target", "source", "check_on")
    _answer(sheet, "criteria", criteria, (19, 0, 0, 0, 0, 23))
    _answer(sheet, "changes", ("measure", "proposed_on", "proposal", "outcome"), (0, 24, 0, 0))
    _evaluation(sheet)


def _evaluation(sheet: Pen) -> None:
    sheet.write(Text("{{ cycle.evaluation_title }}", level=1))
    _answer(sheet, "done", ("line", "what", "due_on", "done_on", "proof"), (19, 0, 27, 24, 0))
    _answer(sheet, "measured", ("measure", "target", "value", "met"), (0, 0, 0, 27))
    _unless_empty(sheet, Text("{{ cycle.superseded }}", bold=True, above=6))
    sheet.write(Text(" ", size=4))
    _fields(sheet, "cycle.outcome|each")


def _unless_empty(sheet: Pen, text: Text) -> None:
    name = text.words.strip("{} ")
    sheet.tag(f"if {name}")
    sheet.write(text)
    sheet.tag("endif")


def _fields(sheet: Pen, source: str) -> None:
    value = [
        Text("{%p if field.blank %}"),
        Text("{{ field.value }}", size=BODY, italic=True),
        Text("{%p else %}"),
        Text("{{ field.value }}", size=BODY),
        Text("{%p endif %}"),
    ]
    sheet.table(
        (14, 58, 0),
        heads=(),
        loop=f"for field in {source}",
        row=[Text("{{ field.number }}", size=BODY, align=ALIGN.CENTER), "{{ field.label }}", value],
        size=BODY,
    )


def _asked(sheet: Pen, name: str) -> None:
    """The line of a field whose answer stands beneath: number, label, or that it is empty."""
    asked = f"cycle.{name}"
    empty = f"{{% if {asked}.blank %}}: {{{{ {asked}.value }}}}{{% endif %}}"
    line = f"{{{{ {asked}.number }}}}  {{{{ {asked}.label }}}}{empty}"
    sheet.write(Text(line, size=BODY, above=8, with_next=True))


def _causes(sheet: Pen) -> None:
    _asked(sheet, "causes")
    sheet.tag("for cause in cycle.cause_rows")
    words = "{{ cause.indent }}{{ cause.number }}  {{ cause.text }}"
    sheet.tag("if cause.root")
    sheet.write(Text(words, size=BODY, bold=True, indent=14))
    sheet.tag("else")
    sheet.write(Text(words, size=BODY, indent=14))
    sheet.tag("endif")
    sheet.tag("if cause.marks")
    sheet.write(Text("{{ cause.indent }}{{ cause.marks }}", size=SMALL, italic=True, indent=18))
    sheet.tag("endif", "endfor")
    sheet.write(Text(" ", size=4))


def _answer(sheet: Pen, name: str, keys: tuple[str, ...], widths: tuple[float, ...]) -> None:
    """A field whose answer is a table."""
    _asked(sheet, name)
    sheet.tag(f"if cycle.{name}_rows")
    sheet.table(
        widths,
        heads=([f"{{{{ cycle.{name}_columns[{place}] }}}}" for place in range(len(keys))],),
        loop=f"for row in cycle.{name}_rows",
        row=[f"{{{{ row.{key} }}}}" for key in keys],
    )
    sheet.tag("endif")
