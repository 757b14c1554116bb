"""Similar cases: ``python bench/likeness.py TOLD``; nothing where the product has none yet."""

import importlib.util
import json
import sys
import time
from statistics import median

import django

if __name__ == "__main__":
    django.setup()

from tuzetu.clock import now
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.sessions import Session
from tuzetu.procedure.calendar import local_day

PATIENCE, TURNS = 600.0, 40


def ask(key: str) -> dict[str, float] | None:
    """Milliseconds until an officer is told the cases most like another one's text."""
    if importlib.util.find_spec("tuzetu.similarity") is None:
        return None
    earlier = importlib.import_module("tuzetu.similarity.earlier")
    person, on = Session.objects.get(session_key=key).person, local_day(now())
    began = time.perf_counter()
    earlier.keeper().wake()
    if not earlier.keeper().wait(PATIENCE):
        return None
    built = time.perf_counter() - began
    texts = list(
        Nonconformity.objects.order_by("-pk").values_list("description", flat=True)[:TURNS]
    )
    took = []
    for text in texts:
        began = time.perf_counter()
        earlier.earlier_cases(text, by=person, on=on)
        took.append(time.perf_counter() - began)
    return {"ms": round(1000 * median(took), 2), "built_in_s": round(built, 1)}


if __name__ == "__main__":
    print(json.dumps(ask(json.loads(sys.argv[1])["sessions"]["officer"])))
