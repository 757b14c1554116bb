"""How many similar texts are found among many others; floors a little under what was measured."""

from collections import Counter, defaultdict

import pytest

from tests.similarity.labelled import DISTRACTORS, findings, library, paraphrases
from tuzetu.similarity.index import SimilarCases

MEASURED = {"all": 0.915, "kk": 1.0, "ru": 0.864, "across": 0.871, "mixed": 0.9}
MARGIN = 0.03
PROMISED = 0.8
"""Of the design: so many are among the first five, whatever the languages of the two texts."""


def recall(source: str) -> dict[str, float]:
    """By kind of pair, the share of texts found among the first five others."""
    texts, questions = library(source)
    cases = SimilarCases()
    cases.build(texts.items())
    alike: defaultdict[int, set[int]] = defaultdict(set)
    for question in questions:
        alike[question.asked].add(question.wanted)
    asked, found = Counter[str](), Counter[str]()
    for question in questions:
        aside = alike[question.asked] - {question.wanted} | {question.asked}
        told = cases.similar_to(
            texts[question.asked],
            among=lambda ids, aside=aside: [case_id for case_id in ids if case_id not in aside],
            threshold=0,
        )
        for kind in (question.kind, "all"):
            asked[kind] += 1
            found[kind] += question.wanted in {case.case_id for case in told}
    return {kind: found[kind] / asked[kind] for kind in asked}


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    """The recall on the labelled set."""
    return recall("paraphrases.csv")


def test_the_labelled_set_is_large_enough() -> None:
    groups = Counter(group for group, _, _ in paraphrases("paraphrases.csv"))
    assert len(groups) >= 30
    assert set(groups.values()) <= {2, 3, 4}
    assert len(findings()) == 40
    assert DISTRACTORS >= 2000


@pytest.mark.parametrize("kind", MEASURED)
def test_recall_holds(measured: dict[str, float], kind: str) -> None:
    assert measured[kind] >= max(MEASURED[kind] - MARGIN, PROMISED)


def test_real_findings_are_found_across_the_languages(measured: dict[str, float]) -> None:
    assert measured["findings"] >= 0.95


def test_recall_holds_on_texts_written_after_the_method() -> None:
    assert recall("paraphrases_later.csv")["across"] >= PROMISED


def test_recall_holds_on_texts_whose_words_came_into_the_glossary_later() -> None:
    """When they were written: kk 0.80, ru 0.95, across 0.775; told in decision 0003."""
    measured = recall("paraphrases_latest.csv")
    assert min(measured["kk"], measured["ru"], measured["across"]) >= 0.9
