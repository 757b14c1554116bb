"""Fills a template once with the sample of its form, in a process of its own with little to spend.

Run as `python -m tuzetu.paperwork.docx_trial annex1` with the template on standard input; tells
what is wrong as JSON, a list of pairs of a code and a word. Whatever a template makes the word
processing libraries do, it ends here, by the limits of this process.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator

from docx.document import Document as Paper
from docx.oxml.ns import qn
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError

from tuzetu.paperwork.docx import FormTemplate, fill
from tuzetu.paperwork.docx_package import honest
from tuzetu.paperwork.samples_all import ESSENTIALS, SAMPLES
from tuzetu.paperwork.sandbox import TemplateRefusedError
from tuzetu.paperwork.sheets import sheet_of
from tuzetu.paperwork.words import FormLanguage

SECONDS = 10
MEMORY = 1_500_000_000
QUOTED = re.compile(r"'([^']*)'")
STRAY = " | ".join(
    f"//w:{name}/text()[normalize-space()]" for name in ("body", "tbl", "tr", "tc", "p", "r")
)
"""Text that stands between the elements of a document instead of inside a run."""
NUMBERED_COLUMNS = {"annex1": 6, "annex3": 13}

Finding = tuple[str, str]


def main() -> None:
    """Read a template, try it, tell the findings."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(json.dumps(list(tried(sys.stdin.buffer.read(), sys.argv[1]))))  # noqa: T201 - the answer


def tried(template: bytes, name: str) -> Iterator[Finding]:
    """What is wrong with a template for a form."""
    try:
        filled = fill(honest(template), sheet_of(SAMPLES[name], language=FormLanguage.KAZAKH))
    except TemplateRefusedError as refused:
        yield "too_much", str(refused)
    except (RecursionError, MemoryError):
        yield "too_much", ""
    except UndefinedError as unknown:
        yield "unknown", (QUOTED.findall(str(unknown)) or [str(unknown)])[-1]
    except TemplateSyntaxError as wrong:
        yield "syntax", wrong.message or ""
    except TemplateError as wrong:
        yield "syntax", str(wrong)
    except SyntaxError:
        yield "cut", ""
    except (KeyError, ValueError, AttributeError, TypeError):
        yield "not_docx", ""
    else:
        yield from _lacks(filled, name)


def _lacks(filled: FormTemplate, name: str) -> Iterator[Finding]:
    """What the filled document does not show although the form must."""
    paper: Paper = filled.docx
    if paper.element.xpath(STRAY):
        yield "stray", ""
    text = "".join(node.text or "" for node in paper.element.iter(qn("w:t")))
    for word in ESSENTIALS[name]:
        if word not in text:
            yield "missing", word
    count = NUMBERED_COLUMNS.get(name)
    if count and not _has_row(paper, [str(place) for place in range(1, count + 1)]):
        yield "columns", str(count)


def _has_row(paper: Paper, wanted: list[str]) -> bool:
    rows = (row for table in paper.tables for row in table.rows)
    return any([cell.text.strip() for cell in row.cells] == wanted for row in rows)


if __name__ == "__main__":
    main()
