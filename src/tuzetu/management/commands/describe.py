"""``tuzetu describe``: the procedure as the program runs it, as pages for ``docs/procedure``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tuzetu.management.describing import pages


class Command(BaseCommand):
    """Writes the pages anew; a test proves that they are fresh."""

    help = "Writes flows, parts, deadlines and clauses as pages."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the pages go, and where the proving tests lie."""
        parser.add_argument("--into", type=Path, default=Path("docs/procedure"))
        parser.add_argument("--tests", type=Path, default=Path("tests/clauses"))

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401
        """Every page is written whole."""
        folder: Path = options["into"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages(options["tests"]).items():
            (folder / name).write_text(text, "utf-8")
            self.stdout.write(str(folder / name))
