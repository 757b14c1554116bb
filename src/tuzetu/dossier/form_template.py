"""Templates of the printed forms: which one the office has set, since when, and those before it."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.evidence import StoredFile
from tuzetu.dossier.kept import NAME, SHORT

PERSON = settings.AUTH_USER_MODEL


class FormTemplate(models.Model):
    """A template that was put in force for a form; without a file the built-in one came back.

    The latest of a form is in force. Nothing is changed or taken away.
    """

    form = models.CharField(max_length=SHORT)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=NAME, blank=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("form", "-set_at", "-id")
        indexes = (models.Index(fields=("form", "set_at"), name="form_template_form"),)


def template_of(form: str) -> FormTemplate | None:
    """The office's own template in force for a form; nothing where it is the built-in one."""
    latest = FormTemplate.objects.filter(form=form).select_related("file").first()
    return latest if latest and latest.file else None
