"""What is collected for serving is one sheet; every name in it carries a hash."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from pytest_django.fixtures import Settings


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """The static files, collected as at an installation."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "tuzetu.web.looks_storage.OneSheetStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def served(root: Path, name: str) -> str:
    """The file that a page names."""
    return (root / staticfiles_storage.stored_name(name)).read_text()


def test_the_sheets_come_as_one(collected: Path) -> None:
    sheet = served(collected, "look.css")

    assert "@import" not in sheet
    assert sheet.count("@layer looks {") > 15
    assert ".station-line" in sheet


def test_fonts_are_found_from_the_one_sheet_under_their_hash(collected: Path) -> None:
    fonts = re.findall(r'url\("(fonts/[^"]+)"\)', served(collected, "look.css"))

    assert len(fonts) == 8
    assert [name for name in fonts if not (collected / name).exists()] == []
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", name) for name in fonts)


def test_scripts_name_each_other_under_their_hash(collected: Path) -> None:
    names = re.findall(r'(?:import|from) ?"\./([^"]+)"', served(collected, "elements/page.js"))

    assert len(names) == 9
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name) for name in names)
    assert [name for name in names if not (collected / "elements" / name).exists()] == []


def test_collecting_twice_gives_the_same(collected: Path) -> None:
    before = served(collected, "look.css")

    call_command("collectstatic", interactive=False, verbosity=0)

    assert served(collected, "look.css") == before
