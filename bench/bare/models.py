"""The columns that the bare page shows, and the rows that its request writes."""

from django.db import models


class Case(models.Model):
    """Six columns of the product's cases."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    owed = models.CharField(max_length=40)
    due_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "tuzetu_nonconformity"


class Note(models.Model):
    """What is inserted."""

    text = models.CharField(max_length=500)

    class Meta:
        managed = False
        db_table = "bare_note"


class Count(models.Model):
    """What is updated."""

    notes = models.IntegerField()

    class Meta:
        managed = False
        db_table = "bare_count"
