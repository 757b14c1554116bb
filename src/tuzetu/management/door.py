"""The command ``tuzetu``: serve, demo, worker, tick, verify, backup, restore, user."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuzetu.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
