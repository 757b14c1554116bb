"""What the cause analysis holds before it is handed over (10.4-10.6, 12, 14, 22, 34, 36, 40)."""

import pytest

from tests import given
from tests.given import FOUND, MONDAY, ROOT, House, day, fresh
from tests.refusing import not_now, refused, refused_among_others
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.journal.history import history_of
from tuzetu.journal.models import Entry
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rulebook import Rule
from tuzetu.procedure.rules import causes
from tuzetu.procedure.states import CaseState
from tuzetu.stages.causes.steps import (
    CauseRow,
    agree_no_action,
    complete_analysis,
    propose_no_action,
    require_action,
    write_analysis,
)

LACKING = [
    pytest.param("methods", [], causes.a_method_is_named, id="method 40"),
    pytest.param("method_evidence", "", causes.the_method_has_its_evidence, id="evidence 40"),
    pytest.param("information", [], causes.the_information_is_named, id="information 22"),
    pytest.param(
        "possible_consequences", "", causes.possible_consequences_are_named, id="possible 36.2"
    ),
    pytest.param("significance", "", causes.the_significance_is_judged, id="significance 34"),
    pytest.param("influence", "", causes.the_influence_is_judged, id="influence 12"),
    pytest.param("cost", None, causes.the_cost_is_known, id="cost 34"),
    pytest.param("similar", "", causes.similar_cases_are_looked_for, id="similar 10.6"),
    pytest.param("need_reason", "", causes.the_need_has_its_reason, id="reason 10.4"),
]

CHAINS = [
    pytest.param([], [causes.a_cause_is_named, causes.a_root_cause_is_marked], id="none 14"),
    pytest.param(
        [CauseRow(text="Тәртіп жоқ", kind="23.3", rank=1)],
        [causes.a_root_cause_is_marked],
        id="no root 36.1",
    ),
    pytest.param(
        [
            CauseRow(text="Келісілмеген", kind="23.3", rank=1, root=True),
            CauseRow(text="Тәртіп жоқ", kind="23.3", level=1),
        ],
        [causes.a_root_cause_ends_its_chain],
        id="deeper than the root 36.1",
    ),
    pytest.param(
        [ROOT, CauseRow(text="Екінші себеп", kind="23.2", rank=1)],
        [causes.several_causes_are_ranked],
        id="same rank twice 36.3",
    ),
    pytest.param(
        [ROOT, CauseRow(text="Екінші себеп", kind="23.2")],
        [causes.several_causes_are_ranked],
        id="no rank 36.3",
    ),
    pytest.param(
        [CauseRow(text="Тәртіп жоқ", root=True)], [causes.every_cause_has_a_kind], id="no kind 23"
    ),
]


def write(
    home: House,
    nc: Nonconformity,
    rows: list[CauseRow] | None = None,
    **told: object,
) -> None:
    chain = [ROOT] if rows is None else rows
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=chain, **{**FOUND, **told})


@pytest.mark.clause("40")
@pytest.mark.clause("22")
@pytest.mark.clause("36.2")
@pytest.mark.clause("34")
@pytest.mark.clause("12")
@pytest.mark.clause("10.6")
@pytest.mark.clause("10.4")
@pytest.mark.clause("36")
@pytest.mark.parametrize(("field", "nothing", "rule"), LACKING)
def test_an_analysis_that_lacks_something_is_not_handed_over(
    home: House, field: str, nothing: object, rule: Rule
) -> None:
    nc = given.decided(home)

    write(home, nc, **{field: nothing})
    with refused(rule):
        complete_analysis(nc, by=home.dauren, at=MONDAY)

    write(home, nc, **{"action_needed": False, field: nothing})
    with refused(rule):
        propose_no_action(nc, by=home.dauren, at=MONDAY)


@pytest.mark.clause("14")
@pytest.mark.clause("10.5")
@pytest.mark.clause("23")
@pytest.mark.clause("36.1")
@pytest.mark.clause("36.3")
@pytest.mark.clause("27.4")
@pytest.mark.parametrize(("rows", "rules"), CHAINS)
def test_the_chain_of_causes_is_complete(
    home: House, rows: list[CauseRow], rules: list[Rule]
) -> None:
    nc = given.decided(home)

    write(home, nc, rows)
    with refused(*rules):
        complete_analysis(nc, by=home.dauren, at=MONDAY)

    write(home, nc, rows, action_needed=False)
    with refused(*rules):
        propose_no_action(nc, by=home.dauren, at=MONDAY)


@pytest.mark.clause("10.4")
def test_the_analysis_ends_with_yes_or_no(home: House) -> None:
    nc = given.decided(home)
    write(home, nc, action_needed=None)

    with refused(causes.the_need_is_decided):
        complete_analysis(nc, by=home.dauren, at=MONDAY)
    with refused(causes.the_need_is_decided):
        propose_no_action(nc, by=home.dauren, at=MONDAY)


@pytest.mark.clause("10.4")
def test_each_answer_has_its_own_way(home: House) -> None:
    nc = given.decided(home)

    write(home, nc, action_needed=False)
    with refused(causes.action_is_needed):
        complete_analysis(nc, by=home.dauren, at=MONDAY)

    write(home, nc, action_needed=True)
    with refused(causes.action_is_not_needed):
        propose_no_action(nc, by=home.dauren, at=MONDAY)


@pytest.mark.clause("14")
@pytest.mark.clause("36")
def test_nothing_written_is_refused_for_everything_at_once(home: House) -> None:
    nc = given.decided(home)

    for rule in causes.ANALYSED:
        if rule.holds.__name__ in NOTHING_TO_SAY_ABOUT_NOTHING:
            continue
        with refused_among_others(rule):
            complete_analysis(nc, by=home.dauren, at=MONDAY)


NOTHING_TO_SAY_ABOUT_NOTHING = {
    "a_root_cause_ends_its_chain",
    "several_causes_are_ranked",
    "every_cause_has_a_kind",
}


@pytest.mark.clause("36.1")
@pytest.mark.clause("36.3")
def test_several_chains_may_each_end_in_a_root(home: House) -> None:
    nc = given.decided(home)
    write(
        home,
        nc,
        [
            CauseRow(text="Силлабус келісілмеген", kind="23.3", rank=1),
            CauseRow(text="Келісу тәртібі жоқ", kind="23.3", level=1, root=True),
            CauseRow(text="Сабақ босатылған", kind="23.2", rank=2, root=True),
        ],
    )

    complete_analysis(nc, by=home.dauren, at=MONDAY)

    analysis = nc.cycles.get().analysis
    kept = list(analysis.causes.order_by("position").values_list("text", "parent__text", "rank"))
    assert kept == [
        ("Силлабус келісілмеген", None, 1),
        ("Келісу тәртібі жоқ", "Силлабус келісілмеген", None),
        ("Сабақ босатылған", None, 2),
    ]


@pytest.mark.clause("34")
def test_the_cost_may_be_zero_but_not_blank(home: House) -> None:
    nc = given.decided(home)
    write(home, nc, cost=0)

    complete_analysis(nc, by=home.dauren, at=MONDAY)

    assert nc.cycles.get().analysis.cost == 0


@pytest.mark.clause("10.5")
@pytest.mark.clause("18")
def test_a_draft_saves_without_an_entry_and_the_handing_over_records_all(home: House) -> None:
    nc = given.decided(home)
    before = Entry.objects.count()
    beside = {"forums": ["24.1"], "information_note": "Журнал", "similar_note": "Факультетте"}

    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[ROOT], **FOUND, **beside)
    assert Entry.objects.count() == before

    complete_analysis(nc, by=home.dauren, at=MONDAY)
    handed_over = history_of(nc.pk).entries[0]
    assert {one.field: one.after for one in handed_over.changes} == {
        **FOUND,
        **beside,
        "cost": "0.00",
        "causes": [ROOT.text],
        "root_causes": [ROOT.text],
    }


@pytest.mark.clause("27")
def test_what_was_handed_over_is_written_no_more(home: House) -> None:
    nc = given.analysed(home)

    with not_now():
        write(home, nc)


@pytest.mark.clause("10.4")
@pytest.mark.clause("7")
def test_no_action_needs_the_agreement_of_the_office_and_then_leads_to_closing(
    home: House,
) -> None:
    nc = given.decided(home)
    write(home, nc, action_needed=False)
    propose_no_action(nc, by=home.dauren, at=MONDAY)
    assert given.fresh(nc).phase == CaseState.AGREEMENT
    assert Duty.objects.get(nc=nc).owed == Owed.AGREE.code

    agree_no_action(nc, by=home.saule, at=day(1), reason="Жалғыз жағдай")

    assert given.fresh(nc).phase == CaseState.CLOSING
    assert Duty.objects.get(nc=nc).owed == Owed.CLOSE.code


@pytest.mark.clause("10.4")
@pytest.mark.clause("10.7")
def test_the_office_may_require_action_all_the_same(home: House) -> None:
    nc = given.decided(home)
    write(home, nc, action_needed=False)
    propose_no_action(nc, by=home.dauren, at=MONDAY)

    require_action(nc, by=home.saule, at=day(1), reason="Қайталану қаупі бар")

    assert given.fresh(nc).phase == CaseState.PLANNING
    assert Duty.objects.get(nc=nc).owed == Owed.PLAN.code


@pytest.mark.clause("36.3")
@pytest.mark.parametrize("ranks", [(None, None), (1, 1), (1, None)])
def test_root_causes_of_one_first_cause_are_ranked_among_themselves(
    home: House, ranks: tuple[int | None, int | None]
) -> None:
    nc = given.decided(home)
    write(home, nc, _two_roots_beneath_one_cause(*ranks))

    with refused(causes.several_causes_are_ranked):
        complete_analysis(fresh(nc), by=home.dauren, at=MONDAY)

    write(home, fresh(nc), _two_roots_beneath_one_cause(2, 1))
    complete_analysis(fresh(nc), by=home.dauren, at=MONDAY)
    kept = nc.cycles.get().analysis.causes.order_by("position")
    assert list(kept.values_list("rank", flat=True)) == [None, 2, None, 1]


def _two_roots_beneath_one_cause(first: int | None, second: int | None) -> list[CauseRow]:
    return [
        CauseRow(text="Кесте ілінбеген", kind="23.2"),
        CauseRow(text="Жауапты адам жоқ", kind="23.3", level=1, root=True, rank=first),
        CauseRow(text="Мерзім тар", kind="23.3", level=1),
        CauseRow(text="Тәртіп жоқ", kind="23.3", level=2, root=True, rank=second),
    ]
