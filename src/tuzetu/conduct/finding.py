"""The folded words by which a case is found; written with the record."""

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.search import SearchWord
from tuzetu.language.words import search_words


def write_words(nc: Nonconformity) -> None:
    """Replace the words of a case by those of its present texts."""
    parts = (nc.number, nc.title, nc.description, nc.place, nc.requirement, nc.process)
    text = " ".join(parts)
    nc.words.all().delete()
    SearchWord.objects.bulk_create(SearchWord(nc=nc, word=word) for word in search_words(text))
