"""What the clock remembers between its rounds."""

from django.db import models


class RoundMark(models.Model):
    """A value under a name with its moment: the calendar last counted with, a worker's beat."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=200)
    at = models.DateTimeField()
