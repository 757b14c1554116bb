"""The table: what is to be reached, what was, and the cause where it was not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import GROWTH, PAGES, STEP

NOTES = Path(__file__).with_name("notes.md")
PAPER, SIMILAR_MS, MEMORY_MIB, START_S = 3.0, 20.0, 500, 3.0
HEAD = """# Speed

Written by `make bench` on {on}: Python {python}, Django {django}, {sizes} cases, \
{minutes} minutes. All figures are in `figures.json` beside this page.

A ratio says how many bare pages a page takes: the bare one is a Django project as `startproject`
makes it, without sign-in, that shows 50 rows of six columns from one indexed query, behind the same
server. Both are asked in turns and the median is taken over the rounds, so that whatever else the
machine does weighs on both. Ratios judge; milliseconds would only tell of the machine.
**Bold** is what misses its number.
"""


def table(found: dict[str, Any]) -> str:
    """The page of the docs."""
    sizes = ", ".join(f"{size:,}".replace(",", " ") for size in found["sizes"])
    parts = [HEAD.format(**found | {"sizes": sizes})]
    for database in found["databases"]:
        parts.append("\n".join(_of(database, found)))
    parts.append(NOTES.read_text(encoding="utf-8"))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _of(database: str, found: dict[str, Any]) -> Iterator[str]:
    sizes = found["sizes"]
    held = [found["measured"][f"{database} {size}"] for size in sizes]
    heads = [f"{size:,}".replace(",", " ") for size in sizes]
    yield f"## {database}\n"
    yield f"| what | at most | {' | '.join(heads)} | growth | statements |"
    yield f"|---|---|{'---|' * len(sizes)}---|---|"
    for page in PAGES:
        times = [one["times"][page.name]["ratio"] for one in held]
        counted = [one["statements"][page.name] for one in held]
        statements = _judged(max(one["statements"] for one in counted), page.statements)
        if any(len(set(one.values())) > 1 for one in counted):
            fewest = min(min(one.values()) for one in counted)
            statements += f" (with hardly a row {fewest})"
        row = [_judged(one, page.most) for one in times]
        yield f"| {page.says} | {page.most} | {' | '.join(row)} | {_growth(times)} | {statements} |"
    times = [one["times"]["step"]["ratio"] for one in held]
    row = " | ".join(_judged(one, STEP) for one in times)
    yield f"| taking a step | {STEP} | {row} | {_growth(times)} | |"
    yield from _others(held)


def _others(held: list[dict[str, Any]]) -> Iterator[str]:
    papers = (("annex1_pdf", "Annex 1 of 20 lines as PDF"), ("log_xlsx", "log of a year as XLSX"))
    for name, says in papers:
        row = " | ".join(_judged(one["papers"][name]["ratio"], PAPER) for one in held)
        yield f"| {says} | {PAPER} | {row} | | |"
    row = " | ".join(
        _judged(one["similar"]["ms"], SIMILAR_MS) if one["similar"] else "–" for one in held
    )
    yield f"| similar cases, ms | {SIMILAR_MS:g} | {row} | | |"
    row = " | ".join(_judged(one["whole"]["memory_mib"], MEMORY_MIB) for one in held)
    yield f"| running product, MiB | {MEMORY_MIB} | {row} | | |"
    row = " | ".join(_judged(one["whole"]["start_s"], START_S) for one in held)
    yield f"| start, s | {START_S:g} | {row} | | |"
    rows = [one["papers"]["log_xlsx"]["rows"] for one in held]
    yield f"\nRows of the log as XLSX: {', '.join(map(str, rows))}."


def _growth(times: list[float]) -> str:
    return _judged(round(times[-1] / times[0], 2), GROWTH) if len(times) > 1 else "–"


def _judged(figure: float, most: float) -> str:
    said = f"{figure:g}" if isinstance(figure, int) else f"{figure:.2f}"
    return said if figure <= most else f"**{said}**"
