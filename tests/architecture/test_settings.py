"""Every setting is told in the documentation, and nothing is told that is no setting."""

import re

from tests.architecture.reading_code import HOUSE, ROOT
from tuzetu.environment import NAMES, OF_COMMANDS, SECRETS

SETTINGS = {*NAMES.values(), *(f"{NAMES[name]}_FILE" for name in SECRETS), *OF_COMMANDS}
LONGEST = 200


def test_every_setting_is_documented() -> None:
    told = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in told.splitlines() if line.startswith("| `")]

    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == SETTINGS


def test_the_settings_of_the_framework_stay_on_a_few_screens() -> None:
    assert len((HOUSE / "settings.py").read_text("utf-8").splitlines()) <= LONGEST
