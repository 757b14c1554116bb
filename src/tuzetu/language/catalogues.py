"""The catalogues of translations: compiled at the first start, when they are missing or stale."""

import os
import tempfile
from pathlib import Path

import polib


def compile_catalogues(locale_dir: Path) -> None:
    """Compile every catalogue under ``locale_dir`` whose compiled form is missing or stale.

    For the operator's doors, before the framework loads translations. A compiled file bears the
    time of its source and appears whole or not at all, so several starts at once do no harm.
    Raises OSError where the folder cannot be written.
    """
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not is_fresh(compiled, source=source):
            _compile(source, compiled)


def is_fresh(compiled: Path, *, source: Path) -> bool:
    """Whether a compiled catalogue was made from its source as it stands now."""
    return compiled.exists() and compiled.stat().st_mtime_ns == source.stat().st_mtime_ns


def _compile(source: Path, compiled: Path) -> None:
    age = source.stat().st_mtime_ns
    handle, name = tempfile.mkstemp(dir=compiled.parent, suffix=".part")
    os.close(handle)
    unfinished = Path(name)
    try:
        polib.pofile(str(source)).save_as_mofile(name)
        unfinished.chmod(0o644)
        os.utime(unfinished, ns=(age, age))
        unfinished.replace(compiled)
    finally:
        unfinished.unlink(missing_ok=True)
