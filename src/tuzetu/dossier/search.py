"""Words of a case, folded, for search by beginnings; written with the record."""

from django.db import models

from tuzetu.dossier.case import Nonconformity


class SearchWord(models.Model):
    """One folded word of one case."""

    nc = models.ForeignKey(Nonconformity, models.CASCADE, related_name="words")
    word = models.CharField(max_length=24)

    class Meta:
        indexes = (
            models.Index(fields=("word", "nc"), name="search_word_case"),
            models.Index(fields=("nc", "word"), name="search_case_word"),
        )
