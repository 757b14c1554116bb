"""A refusal names every unmet condition with its clause, who can meet it, and where."""

from http import HTTPStatus

import pytest
from django.db.models import Model
from django.utils import translation

from tests import given
from tests.given import House
from tests.procedure.test_flows import STATES, facts_at
from tests.web.scenes import SCENES, returned
from tests.web.visiting import Come, read, text_of
from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person
from tuzetu.procedure.clauses import clauses
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Refusal, Step, refusals
from tuzetu.procedure.rules import containment, criterion_change, execution, planning
from tuzetu.stages.containment.steps import record_correction
from tuzetu.stages.decision.steps import void_case
from tuzetu.stages.execution.requests import ask_postponement, propose_criterion_change
from tuzetu.stages.planning.steps import draft_plan, propose_controller
from tuzetu.web.mending import Theirs, mend_links
from tuzetu.web.reaching import around
from tuzetu.web.wording import sentence

pytestmark = pytest.mark.unmeasured  # goes where others go: they are measured

NOBODY_CAN = frozenset(
    {
        "the_case_waits_for_a_plan",
        "the_case_is_not_at_its_end",
        "the_case_stands_in_no_plan",
        "the_verdict_is_still_to_come",
        "note_is_not_taken_yet",
        "the_correction_is_not_confirmed_yet",
        "its_case_is_open",
        "its_case_still_records",
        "its_round_is_not_over",
        "the_case_is_open",
        "the_line_is_open",
        "the_plan_runs",
        "the_criterions_plan_runs",
        "the_criterions_lines_are_open",
        "the_observation_has_ended",
        "the_later_case_is_actual",
        "the_cases_differ",
        "the_link_is_new",
        "the_later_case_stands",
    }
)
"""What has passed, or what somebody is: no step of anybody would change it."""

ANY = tuple(rule for step in STEPS.values() for rule in step.only_if)


def test_every_condition_says_what_it_asks_for() -> None:
    assert {rule.name for rule in ANY if not rule.asks} == set()


RULES = {rule.name: rule for step in STEPS.values() for rule in step.only_if}
MENDED = {
    code: sorted({mend for rule in STEPS[code].only_if for mend in rule.mends})
    for code in SCENES
    if any(rule.mends for rule in STEPS[code].only_if)
}


@pytest.mark.parametrize("code", STEPS)
def test_whoever_may_not_is_told_why_in_every_language(code: str) -> None:
    step, told = STEPS[code], {}
    for state in (None, *STATES[type(step)]):
        facts = facts_at(type(step), state)
        for part in Part:
            by = Actor(person=1, parts=frozenset({part}))
            reasons = refusals(step, facts, by)
            opens = state in step.sources or (step.opens and state is None)
            unmet = [rule.says for rule in step.only_if if not rule.holds(facts, by)]
            free = opens and part in step.done_by
            assert bool(reasons) == (not free or bool(unmet))
            if free:
                assert [one.says for one in reasons] == unmet
            told |= {(one.clause, one.says, str(one.values)): one for one in reasons}
    for one in told.values():
        assert one.clause in clauses()
        said = {_told(one.says, one.values, tongue) for tongue in ("kk", "ru", "en")}
        assert len(said) == 3, said


@pytest.mark.parametrize("code", STEPS)
def test_a_condition_can_be_told_at_every_stage(code: str) -> None:
    step = STEPS[code]
    for state in (None, *STATES[type(step)]):
        for rule in step.only_if:
            unmet = rule.unmet(facts_at(type(step), state), Actor(person=1, parts=frozenset(Part)))
            if unmet is not None:
                assert "{" not in _told(unmet.says, unmet.values, "kk")


def _told(says: str, values: object, tongue: str) -> str:
    with translation.override(tongue):
        return sentence(says, values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", RULES)
def test_a_condition_says_who_can_meet_it_and_by_which_step(name: str) -> None:
    rule = RULES[name]

    assert bool(rule.who) != (name in NOBODY_CAN)
    assert set(rule.mends) <= set(STEP_NAMES)


class Fits(Theirs):
    """Whoever asks whether a step is theirs asks it of a record of its kind."""

    def __call__(self, step: Step, record: Model) -> bool:
        """Of any step."""
        assert isinstance(record, CATALOGUE[step.code].record or ()), (step.code, record)
        return True

    def against(self, _step: Step, _record: Model) -> tuple[Refusal, ...]:
        """Nothing stands in the way."""
        return ()


PARTS = {
    CATALOGUE[code].record: code
    for code in SCENES
    if CATALOGUE[code].record not in {None, Nonconformity, Plan}
}
"""Of what a case or a plan has several of, a scene each: there the records near by differ most."""


@pytest.mark.parametrize("code", PARTS.values())
def test_every_step_near_by_tells_why_it_is_not_open(home: House, come: Come, code: str) -> None:
    who, record = SCENES[code].set(home)
    visitor = come(who)

    for one in around(record):
        for near, performance in CATALOGUE.items():
            if isinstance(one, performance.record or ()):
                answer = visitor.get(f"/why/{near}/{one.pk}/")
                assert answer.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}, near


@pytest.mark.parametrize("code", MENDED)
def test_the_way_to_meet_a_condition_leads_there(home: House, come: Come, code: str) -> None:
    who, record = SCENES[code].set(home)
    visitor = come(who)

    for mend in MENDED[code]:
        (link,) = mend_links((mend,), record, Fits(who, given.MONDAY.date()))
        assert visitor.get(link.href).status_code == HTTPStatus.OK
        if CATALOGUE[mend].record in {Nonconformity, Plan}:
            assert link.href.startswith(f"/do/{mend}/"), link.href


@pytest.mark.clause("36")
def test_what_has_nothing_to_look_at_is_not_told_as_met(home: House, come: Come) -> None:
    nc = given.decided(home)

    page = read(come(home.dauren).get(f"/why/complete_analysis/{nc.pk}/"))

    unasked = [one.text_content() for one in page.find_class("verdict--unasked")]
    assert len([one for one in unasked if "36.3" in one]) == 1
    assert len([one for one in unasked if "23" in one]) == 1
    met = [one.text_content() for one in page.find_class("verdict--met")]
    assert not any("36.1" in one or "36.3" in one for one in met)


def test_a_step_that_begins_something_names_no_state_of_it(home: House, come: Come) -> None:
    criterion = given.approved(home).criteria.get()

    page = read(come(home.dauren).get(f"/why/propose_criterion_change/{criterion.pk}/"))

    (table,) = page.find_class("why-table")
    assert "Draft" not in table.find_class("facts")[0].text_content()


def test_whoever_cannot_meet_a_condition_is_led_to_the_record_and_not_into_a_refusal(
    home: House, come: Come
) -> None:
    nc = given.registered(home)

    told = {
        who: read(come(who).get(f"/why/pass_to_unit/{nc.pk}/")).find_class("verdict--unmet")
        for who in (home.saule, home.aigerim)
    }
    links = {who: {one for row in rows for one in row.xpath(".//p/a/@href")}
             for who, rows in told.items()}  # fmt: skip

    assert f"/do/identify_case/{nc.pk}/#id_requirement" in links[home.saule]
    assert links[home.aigerim] == {f"/cases/{nc.pk}/"}
    said = " ".join(row.text_content() for row in told[home.aigerim])
    assert "who can meet it: project office" in said


@pytest.mark.clause("10.2")
def test_whoever_can_meet_a_condition_on_another_record_is_led_there(
    home: House, come: Come
) -> None:
    nc = given.registered(home)
    record_correction(
        nc, by=home.saule, at=given.MONDAY, what="Түзетіледі", executor=home.bauyrzhan
    )
    (correction,) = nc.corrections.all()

    page = read(come(home.bauyrzhan).get(f"/why/confirm_correction/{nc.pk}/"))

    links = page.xpath("//*[contains(@class, 'verdict--unmet')]//p/a/@href")
    assert f"/do/finish_correction/{correction.pk}/" in links


@pytest.mark.clause("45")
def test_whoever_brings_a_plan_nearer_is_led_there_and_nobody_to_a_step_that_is_not_open(
    home: House, come: Come
) -> None:
    written, sent = given.planned(home), given.submitted(home)

    def led(who: Person, plan: Plan) -> set[str]:
        why = come(who).get(f"/why/mark_done/{given.only_line(plan).pk}/")
        links = read(why).xpath("//*[contains(@class, 'verdict--unmet')]//p/a/@href")
        return {href for href in links if href.endswith(f"_plan/{plan.pk}/")}

    assert led(home.dauren, written) == {f"/do/submit_plan/{written.pk}/"}
    assert led(home.maira, written) == set()
    assert led(home.dauren, sent) == set()
    assert led(home.maira, sent) == {f"/do/approve_plan/{sent.pk}/"}


@pytest.mark.clause("45")
@pytest.mark.clause("49")
def test_a_plan_before_the_vice_rector_is_written_by_nobody(home: House, come: Come) -> None:
    plan = given.submitted(home)
    asked = {
        f"/do/ask_postponement/{given.only_line(plan).pk}/": home.bauyrzhan,
        f"/do/propose_criterion_change/{plan.criteria.get().pk}/": home.dauren,
    }

    for address, who in asked.items():
        told = text_of(come(who).get(address))
        assert "It was submitted: the vice-rector approves it or returns it." in told
        assert f"/do/write_plan/{plan.pk}/" not in told


@pytest.mark.clause("46")
def test_a_refused_sending_leads_into_no_other_refusal(home: House, come: Come) -> None:
    plan = given.submitted(home)
    Plan.objects.filter(pk=plan.pk).update(controller=None)
    maira, approve = come(home.maira), f"/do/approve_plan/{plan.pk}/"

    answer = maira.post(approve, {"version": str(plan.version)})

    assert answer.status_code == HTTPStatus.CONFLICT
    (row,) = [one for one in read(answer).find_class("reason") if "46" in one.text_content()]
    assert row.xpath(".//p/a/@href")[-1] == f"/plans/{plan.pk}/"


def test_what_is_chosen_in_the_form_alone_is_not_told_as_met(home: House, come: Come) -> None:
    plan = returned(home)

    page = read(come(home.dauren).get(f"/why/submit_plan/{plan.pk}/"))

    unasked = [one.text_content() for one in page.find_class("verdict--unasked")]
    assert any("44" in one for one in unasked)


@pytest.mark.clause("10.4")
@pytest.mark.parametrize("code", ["complete_analysis", "propose_no_action"])
def test_whether_action_is_needed_is_not_told_as_met_before_it_is_decided(
    home: House, come: Come, code: str
) -> None:
    nc = given.decided(home)

    page = read(come(home.dauren).get(f"/why/{code}/{nc.pk}/"))

    unasked = [row.xpath("./td[2]")[0].text_content().strip()
               for row in page.find_class("verdict--unasked")]  # fmt: skip
    assert unasked.count("10.4") == 1


@pytest.mark.clause("48")
def test_of_a_plan_without_lines_nothing_is_told_as_met_of_its_lines(
    home: House, come: Come
) -> None:
    plan = draft_plan(given.analysed(home), by=home.dauren, at=given.MONDAY)

    page = read(come(home.dauren).get(f"/why/submit_plan/{plan.pk}/"))

    unasked = [row.xpath("./td[2]")[0].text_content().strip()
               for row in page.find_class("verdict--unasked")]  # fmt: skip
    assert {"45", "41", "48"} <= set(unasked)


@pytest.mark.clause("32")
def test_what_is_still_to_be_has_no_stage_at_which_it_is_open(home: House, come: Come) -> None:
    nc = given.identified(home)
    void_case(nc, by=home.saule, at=given.MONDAY, reason="Қате енгізілді")

    told = text_of(come(home.saule).get(f"/why/set_hold/{nc.pk}/"))

    assert "The step is open at this stage" not in told
    assert containment.the_case_is_open.says in told


@pytest.mark.clause("45")
@pytest.mark.parametrize("who", ["bauyrzhan", "dauren", "timur", "maira", "saule"])
def test_while_a_later_deadline_waits_nobody_meets_an_error(
    home: House, come: Come, who: str
) -> None:
    line = given.only_line(given.approved(home))
    told = {"by": home.bauyrzhan, "at": given.day(2), "reason": "Сарапшы ауырды"}
    ask_postponement(line, asked_until=given.day(90).date(), **told)
    visitor = come(getattr(home, who))

    for page in ("do", "why"):
        answer = visitor.get(f"/{page}/ask_postponement/{line.pk}/")
        assert answer.status_code == HTTPStatus.OK
        assert execution.no_postponement_waits.says in text_of(answer)
    if who == "bauyrzhan":
        typed = {"asked_until": given.day(95).date(), "reason": "Тағы", "version": 0}
        again = visitor.post(f"/do/ask_postponement/{line.pk}/", typed)
        assert again.status_code == HTTPStatus.CONFLICT
        assert execution.no_postponement_waits.says in text_of(again)
        assert "Тағы" in text_of(again)
    case = text_of(visitor.get(f"/cases/{line.plan_case.cycle.nc_id}/"))
    assert f"/do/ask_postponement/{line.pk}/" not in case


@pytest.mark.clause("50")
def test_while_a_change_of_a_criterion_waits_what_is_typed_is_kept(home: House, come: Come) -> None:
    criterion = given.approved(home).criteria.get()
    asked = {"measure": "Бекітілген кесте", "value_now": "0", "target": "1"}
    asked |= {"data_source": "Журнал", "check_on": given.day(80).date()}
    told = {"by": home.dauren, "at": given.day(1), "reason": "Нақтырақ"}
    propose_criterion_change(criterion, **asked, **told)
    visitor = come(home.dauren)

    for page in ("do", "why"):
        answer = visitor.get(f"/{page}/propose_criterion_change/{criterion.pk}/")
        assert answer.status_code == HTTPStatus.OK
        assert criterion_change.no_change_waits.says in text_of(answer)
    typed = asked | {"check_on": given.day(80).date().isoformat(), "reason": "Басқа екі сөз"}
    again = visitor.post(f"/do/propose_criterion_change/{criterion.pk}/", typed)
    assert again.status_code == HTTPStatus.CONFLICT
    assert "Басқа екі сөз" in text_of(again)


@pytest.mark.clause("43")
def test_a_case_that_ended_is_not_told_to_wait_for_a_plan(home: House, come: Come) -> None:
    nc = given.identified(home)
    void_case(nc, by=home.saule, at=given.MONDAY, reason="Қате енгізілді")

    page = read(come(home.dauren).get(f"/why/draft_plan/{nc.pk}/"))

    met = [one.text_content() for one in page.find_class("verdict--met")]
    assert not any(planning.the_case_waits_for_a_plan.asks in one for one in met)


@pytest.mark.clause("46")
def test_where_somebody_decides_instead_it_is_still_led_to_the_very_cell(
    home: House, come: Come
) -> None:
    plan = given.planned(home)
    propose_controller(plan, by=home.saule, at=given.MONDAY, controller=home.timur)
    plan.lines.update(executor=home.timur)

    for page in ("do", "why"):
        told = read(come(home.dauren).get(f"/{page}/submit_plan/{plan.pk}/"))
        assert f"/do/write_plan/{plan.pk}/#id_line-0-executor" in told.xpath("//a/@href")
