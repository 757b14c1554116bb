"""``tuzetu verify`` tells in three languages, and by its exit code."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import given
from tests.given import House
from tests.journal.conftest import Scribe
from tuzetu.dossier.naming import Naming
from tuzetu.journal import triggers
from tuzetu.journal.chain import known_head
from tuzetu.journal.models import Entry


def run(*options: str) -> str:
    out = StringIO()
    call_command("verify", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.usefixtures("guarded")
def test_a_whole_journal_is_told_with_its_head(scribe: Scribe) -> None:
    scribe(3)
    head = known_head()

    told = run("--language", "en", "--verbosity", "2")

    assert head is not None
    assert "The journal is whole." in told
    assert f"3:{head.digest}" in told
    assert run("--language", "en", "--head", f"3:{head.digest}") == told


@pytest.mark.usefixtures("guarded")
def test_damage_is_named_and_makes_the_command_fail(scribe: Scribe) -> None:
    scribe(30)
    triggers.remove(connection)
    Entry.objects.filter(seq__gte=4).update(clause="9")
    triggers.install(connection)
    out = StringIO()

    with pytest.raises(CommandError) as failed:
        call_command("verify", "--language", "en", stdout=out)

    assert failed.value.returncode == 1
    first, *_rest = out.getvalue().splitlines()
    assert first == "Entry 4: The entry, its time, its author or its cases were altered."
    assert "More damaged places: 7" in out.getvalue()
    assert "whole" not in out.getvalue()


def test_missing_guards_make_the_command_fail(scribe: Scribe) -> None:
    scribe(1)
    triggers.remove(connection)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("verify", "--language", "en", stdout=out)

    assert "A guard of the database is missing: tuzetu_entry_delete_guard" in out.getvalue()


@pytest.mark.usefixtures("guarded")
def test_a_noted_head_that_differs_is_told(scribe: Scribe) -> None:
    scribe(3)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command(
            "verify", "--language", "en", "--head", f"2:{'a' * 64}", "--head", f"9:{'b' * 64}",
            stdout=out,
        )  # fmt: skip

    first, second, *_rest = out.getvalue().splitlines()
    assert first == "Entry 2: The entry differs from the head that was noted outside."
    assert second.startswith("Entries 4 to 9: ")


@pytest.mark.parametrize("text", ["5", "x:ab", "5:"])
@pytest.mark.django_db
def test_a_head_must_be_written_as_it_was_told(text: str) -> None:
    with pytest.raises(CommandError, match="NUMBER:DIGEST"):
        run("--head", text)


def test_a_case_that_names_others_than_its_records_is_told_and_mended(home: House) -> None:
    nc = given.decided(home)
    named = set(Naming.objects.filter(nc=nc).values_list("person", flat=True))
    Naming.objects.filter(nc=nc, person=home.dauren).delete()
    Naming.objects.create(nc=nc, person=home.asel, year=nc.year, sequence=nc.sequence)
    out = StringIO()

    with pytest.raises(CommandError) as failed:
        call_command("verify", "--language", "en", stdout=out)
    call_command("verify", "--language", "en", "--mend-names", stdout=StringIO())

    assert failed.value.returncode == 1
    assert "tuzetu verify --mend-names" in str(failed.value)
    assert f"{nc.number}: the people named in the case differ from its records." in out.getvalue()
    assert set(Naming.objects.filter(nc=nc).values_list("person", flat=True)) == named
    assert "The journal is whole." in run("--language", "en")
