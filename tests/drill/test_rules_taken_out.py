"""Every condition of the procedure, taken out once: some test of its clause fails.

The table goes to docs/proof; the run takes long, so it is a drill. The rules are the same on
either database, so one run is enough.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]


@pytest.mark.drill
def test_no_condition_goes_missing_unnoticed() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the rules are the same on either database")

    run = subprocess.run(
        [sys.executable, "-m", "tests.drill.taking_out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
