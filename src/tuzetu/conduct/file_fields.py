"""The field for files of a step's form: what may be chosen is said before anything is sent."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct.filing import ALLOWED


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files; they are kept with the draft, so nothing of them is validated here.

    A telephone that knows what is taken turns its own kind of photograph into one of these.
    """

    widget = SeveralFiles

    def __init__(self) -> None:
        super().__init__(label=_("Attach files"), required=False)
        self.takes(ALLOWED)
        self.help_text = gettext("%(kinds)s; each file up to %(size)s MB.") % {
            "kinds": ", ".join(one.lstrip(".").upper() for one in ALLOWED),
            "size": settings.MAX_UPLOAD_MB,
        }

    def takes(self, endings: Iterable[str]) -> None:
        """Offer files of these endings alone to be chosen."""
        kinds = dict.fromkeys(ALLOWED[one] for one in endings)
        self.widget.attrs["accept"] = ",".join((*kinds, *endings))

    def clean(self, data: object, initial: object = None) -> object:
        """What arrived has been received already."""
        return data or initial
