"""Static files as served: one sheet instead of thirty, scripts naming each other by hash."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

SHEET = "look.css"
IMPORT = re.compile(r'@import url\("(?P<name>[\w./]+)"\) layer\((?P<layer>\w+)\);')


class OneSheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Writes the imported sheets into the contents page when static files are collected.

    The browser then asks once; in development the sheets stay apart.
    """

    support_js_module_import_aggregation = True
    _known_for: object = None
    _known: dict[str, str]

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002  (Django's own)
        """The address with the hash; worked out once for each manifest."""
        if self._known_for is not self.hashed_files:
            self._known_for, self._known = self.hashed_files, {}
        if force or name not in self._known:
            self._known[name] = super().url(name, force)
        return self._known[name]

    def post_process(
        self,
        paths: dict[str, tuple[Any, str]],
        *args: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> Iterator[Any]:
        """Puts the sheet together before names get their hashes."""
        if SHEET in paths and not options.get("dry_run"):
            self.delete(SHEET)
            self._save(SHEET, ContentFile(self._whole(paths).encode()))
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, *args, **options)

    def _whole(self, paths: dict[str, tuple[Any, str]]) -> str:
        """The contents page with every sheet in its layer, addresses seen from where it stands."""

        def sheet(named: re.Match[str]) -> str:
            rules = _text(paths, named["name"]).replace('url("../', 'url("')
            return f"@layer {named['layer']} {{\n{rules}}}"

        return IMPORT.sub(sheet, _text(paths, SHEET))


def _text(paths: dict[str, tuple[Any, str]], name: str) -> str:
    """A static file as it was written."""
    storage, path = paths[name]
    with storage.open(path) as file:
        return bytes(file.read()).decode()
