"""The field in which a case is written by its number."""

import re
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tuzetu.language.folding import folded

CASE_NUMBER = re.compile(r"(?P<prefix>.*)-(?P<year>[0-9]{4})-(?P<sequence>[0-9]{1,9})")


class CaseByNumber(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A case that is written by its number, in either script, as the search takes it."""

    default_error_messages = {
        "required": _("Write the number of the case."),
        "invalid_choice": _(
            "No case with this number was found among those that you see. Check the number."
        ),
    }

    def to_python(self, value: Any) -> Model | None:  # noqa: ANN401  (whatever was sent)
        """The case of the year and place in it, if its whole number reads the same."""
        found = CASE_NUMBER.fullmatch(str(value or "").strip())
        if found and self.queryset is not None:
            told = {"year": int(found["year"]), "sequence": int(found["sequence"])}
            for nc in self.queryset.filter(**told):
                if folded(nc.number) == folded(found[0]):
                    return cast("Model", nc)
        return cast("Model | None", super().to_python(value))
