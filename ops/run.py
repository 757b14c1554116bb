"""``make demo`` and ``make serve``: install, then hand over to ``tuzetu``."""

import os
import sys

from environment_of import ROOT, clean, environment


def main() -> None:
    """Install what running needs, then become the program."""
    verb = sys.argv[1]
    python = environment(".venv", "run")
    told = clean()
    if verb == "demo":
        told["TUZETU_DEMO"] = "1"
        told.setdefault("TUZETU_VAR", str(ROOT / "var" / "demo"))
    told.setdefault("TUZETU_VAR", str(ROOT / "var"))
    told["PYTHONUNBUFFERED"] = "1"
    os.chdir(ROOT)
    os.execve(python, [str(python), "-m", "tuzetu.management.door", verb], told)


main()
