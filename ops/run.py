"""``make demo`` and ``make serve``: install, then become ``tuzetu demo`` or ``tuzetu serve``."""

import os
import sys

from environment_of import ROOT, environment, plain


def main() -> None:
    """Install what running needs, then hand over: signals reach the program itself."""
    verb = sys.argv[1]
    python = environment(".venv", "run")
    os.chdir(ROOT)
    told = plain() | {"PYTHONUNBUFFERED": "1"}
    os.execve(python, [str(python), "-m", "tuzetu.management.door", verb], told)


if __name__ == "__main__":
    main()
