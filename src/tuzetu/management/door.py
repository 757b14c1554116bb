"""The command ``tuzetu``: serve, demo, worker, tick, user, verify, backup, restore."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import django
from django.core.management import execute_from_command_line
from django.utils import translation

from tuzetu.language.catalogues import compile_catalogues

LOCALE = Path(__file__).parents[1] / "locale"
SPOKEN = ("ru", "en")
"""Languages that the operator's terminal may ask for instead of Kazakh."""


def main() -> None:
    """Run a command of the house, in the language of the operator's terminal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuzetu.settings")
    if sys.argv[1:2] == ["demo"]:
        keep_demonstration_apart()
    if os.access(LOCALE, os.W_OK):
        compile_catalogues(LOCALE)
    django.setup()
    translation.activate(operators_language(os.environ))
    execute_from_command_line(sys.argv)


def keep_demonstration_apart() -> None:
    """The demonstration signs in by a press and keeps its files away from real use."""
    os.environ["TUZETU_DEMO"] = "1"
    os.environ.setdefault("TUZETU_VAR", str(Path("var", "demo").absolute()))


def operators_language(told: Mapping[str, str]) -> str:
    """Kazakh, unless the terminal is set to Russian or English."""
    wanted = told.get("LC_ALL") or told.get("LC_MESSAGES") or told.get("LANG") or ""
    return next((code for code in SPOKEN if wanted.startswith(f"{code}_")), "kk")


if __name__ == "__main__":
    main()
