"""A step taken by a process of its own that is killed at a statement, and what is left of it."""

import os
import signal
from collections.abc import Callable
from hashlib import sha256

from django.apps import apps
from django.core.files import File
from django.db import connection
from django.db.models import Model, QuerySet
from django.test import Client

from tuzetu.dossier.evidence import Attachment, Draft, StoredFile

Act = Callable[[], object]
FAILED = 3


def killed_after(statement: int, act: Act) -> bool:
    """Whether the act was killed; it ended by itself when it has fewer statements.

    Statements that write count, from the beginning of the act's first transaction: to be killed
    after reading is to be killed after the last writing. The kill comes after the statement and
    before the next, so the last one of a transaction is followed by no commit.
    """
    connection.close()
    child = os.fork()
    if child == 0:
        _act_until(statement, act)
    _pid, how = os.waitpid(child, 0)
    assert os.WIFSIGNALED(how) or os.WEXITSTATUS(how) == 0, how
    return os.WIFSIGNALED(how)


def _act_until(statement: int, act: Act) -> None:
    """What the child does; it never comes back."""
    told = 0

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        nonlocal told
        result = execute(sql, *rest)
        if not sql.startswith("SELECT"):
            told += bool(told) or connection.in_atomic_block
        if told == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    try:
        with connection.execute_wrapper(count):
            act()
    except BaseException:  # noqa: BLE001  (the child must not return into the tests)
        os._exit(FAILED)
    os._exit(0)


def sends(visitor: Client, where: str, typed: dict[str, object]) -> Act:
    """Somebody sends a step's form; it has to be taken."""

    def act() -> None:
        for file in (one for one in typed.values() if isinstance(one, File)):
            file.seek(0)  # it was read when the act was tried before
        answer = visitor.post(where, typed)
        assert answer.status_code == 302, answer.status_code

    return act


def _kept() -> list[QuerySet[Model]]:
    """Every record of the house; drafts, and files sent to one, are nobody's record yet."""
    every = apps.get_app_config("tuzetu").get_models(include_auto_created=True)
    return [
        model._base_manager.filter(**{"draft": None} if model is Attachment else {})
        for model in every
        if model not in (Draft, StoredFile)
    ]


def forget_drafts() -> None:
    """What a killed act left in its draft is not sent with the next."""
    Draft.objects.all().delete()


def contents() -> dict[str, str]:
    """Table → a digest of all its rows."""
    return {
        rows.model._meta.db_table: _digest(rows.order_by("pk").values_list()) for rows in _kept()
    }


def _digest(rows: object) -> str:
    return sha256(repr(list(rows)).encode()).hexdigest()


def sizes() -> dict[str, int]:
    """Table → how many rows it has."""
    return {rows.model._meta.db_table: rows.count() for rows in _kept()}
