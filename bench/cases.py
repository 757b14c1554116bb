"""Cases of many years, each with all that its state implies, written in bulk and not by steps.

What the pages read is consistent: cycles, decisions, causes, plans, evaluations, duties, words for
search, the journal with its chain. Three of four texts are recombined from two findings of the
demonstration, half of them Kazakh, half Russian.
"""

import secrets
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from institution import Institution
from life import ALIVE, ORDER, Life, findings
from storing import Drawer, count_on

from tuzetu.conduct.registering import title_of
from tuzetu.dossier.analysis import Analysis, Cause, Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.number import Counter, printed
from tuzetu.dossier.plan import Criterion, Line, Meeting, Plan, PlanCase
from tuzetu.dossier.search import SearchWord
from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.journal.sealing import BEGINNING, Sealed, canonical, commit, instant, seal
from tuzetu.language.alphabet import sort_key
from tuzetu.language.words import search_words
from tuzetu.people.person import Person

YEARS = 10
ALIVE_DAYS = 540
"""A case older than this is over."""

ENDS = (("closed", 88), ("not_confirmed", 5), ("merged", 3), ("voided", 4))
SOURCES = ("21.1", "21.2", "21.3", "21.4", "21.5")
KINDS = ("23.1", "23.2", "23.3", "23.4", "23.5")
DRAWERS = (
    IntakeItem, Nonconformity, Cycle, Hold, Correction, Decision, Decision.members.through,
    Analysis, Cause, Plan, PlanCase, Line, Line.co_executors.through, Criterion,
    Criterion.lines.through, Meeting, Evaluation, Measurement, Lessons, Duty, SearchWord,
    Entry, EntryContents, EntryCase,
)  # fmt: skip
"""In the order in which they are written: what is pointed at comes first."""


class Filling:
    """Writes cases into an empty installation."""

    def __init__(self, home: Institution, *, today: date, chance: Random) -> None:
        self.home, self.today, self.chance = home, today, chance
        self.drawers = {model: Drawer(model) for model in DRAWERS}
        self.edition = ProcedureEdition.objects.get()
        self.findings = findings()
        self.seq, self.digest = 0, BEGINNING
        self.numbers: dict[int, int] = {}

    def put(self, model: type, **values: Any) -> int:
        """Keep a row for one of the drawers."""
        return self.drawers[model].put(**values)

    def fill(self, count: int) -> None:
        """Write so many cases, their reports spread evenly over the years until today."""
        span = YEARS * 365
        for at in range(count):
            self._case(self.today - timedelta(days=span - span * at // count))
            if at % 500 == 499:  # so that no row waits longer than what points at it
                self._write()
        self._write()
        self._end()

    def _write(self) -> None:
        for drawer in self.drawers.values():
            drawer.write()

    def _end(self) -> None:
        for year, last in self.numbers.items():
            Counter.objects.create(register="case", year=year, last=last)
            Counter.objects.create(register="item.report", year=year, last=last)
        ChainHead.objects.create(pk=1, seq=self.seq, digest=self.digest)
        count_on(DRAWERS)

    def _case(self, on: date) -> None:
        life = self._begin(on)
        self._respond(life)
        if life.reached("analysis") or life.state == "merged":
            self._decide(life)
        if life.reached("planning"):
            self._plan(life)
        if life.reached("observation") or life.state == "closed":
            self._judge(life)
        self._owe(life)
        self._register(life)

    def _begin(self, on: date) -> Life:
        unit = self.chance.choice(self.home.units)
        self.numbers[on.year] = self.numbers.get(on.year, 0) + 1
        prefixes = self.edition.rules().prefixes
        held = self.drawers[Nonconformity]
        return Life(
            pk=held.last + 1,
            number=printed(prefixes.case, on.year, self.numbers[on.year]),
            state=self._state((self.today - on).days),
            unit=unit.pk,
            staff=self.home.staff[unit.pk],
            on=on,
            story=self.chance.choice(self.findings),
        )

    def _state(self, age: int) -> str:
        if age > ALIVE_DAYS:
            return self._weighed(ENDS)
        return self._weighed(ALIVE)

    def _weighed(self, choices: tuple[tuple[str, int], ...]) -> str:
        names, weights = zip(*choices, strict=True)
        found: str = self.chance.choices(names, weights)[0]
        return found

    def _register(self, life: Life) -> None:
        year, sequence = life.on.year, self.numbers[life.on.year]
        number = printed(self.edition.rules().prefixes.item, year, sequence)
        reporter = self.chance.choice(life.staff)
        item = self.put(
            IntakeItem, kind="report", number=number, state="handed_over", received_on=life.on,
            office_received_on=life.on, entered_by_id=reporter.pk, entered_at=life.moment(0),
        )  # fmt: skip
        text = self._text(life)
        title, place = title_of(text), f"{self.chance.randint(100, 560)}-кабинет"
        due_on, owed = life.pressing
        self.put(
            Nonconformity, version=4, number=life.number, year=year, sequence=sequence,
            item_id=item, state=life.state, title=title, title_sort=sort_key(title),
            description=text, place=place, evidence="Тексеру актісі, 3-бет", detected_on=life.on,
            found_unit_id=life.unit, owning_unit_id=life.unit, reporter_id=reporter.pk,
            registered_by_id=reporter.pk, registered_at=life.moment(0),
            requirement=life.story["requirement"], source=self.chance.choice(SOURCES),
            source_document=f"№ {sequence} акт", method="29.1", process=life.story["process"],
            significance_class="minor", confidential=self.chance.random() < 0.01,
            hold_waiver="Тоқтататын қызмет жоқ", consequences="Салдары тексерілді",
            consequences_told="Бөлімше басшысы", due_on=due_on, owed=owed,
            ended_reason="Расталмады" if life.state in {"not_confirmed", "voided"} else "",
        )  # fmt: skip
        parts = (life.number, title, text, place, life.story["requirement"], life.story["process"])
        for word in search_words(" ".join(parts)):
            self.put(SearchWord, nc_id=life.pk, word=word)

    def _text(self, life: Life) -> str:
        language = self.chance.choice(("text_kk", "text_ru"))
        second = self.chance.choice(self.findings)
        first = life.story[language]
        who = self.chance.choice(self.home.staff[self.chance.choice(self.home.units).pk])
        told = f"{who.surname}: {first}"
        return told if second is life.story else f"{told} {second[language]}"

    def _respond(self, life: Life) -> None:
        life.cycle = self.put(
            Cycle, nc_id=life.pk, ordinal=1, edition_id=self.edition.pk, received_on=life.on,
            office_received_on=life.on, noted_at=life.moment(1), noted_by_id=life.staff[0].pk,
            evaluate_from=life.day(70) if life.reached("evaluation") else None,
            observed_from=life.day(80) if life.reached("observation") else None,
            observed_until=life.day(230) if life.reached("observation") else None,
            ended_at=life.moment(240) if life.state == "closed" else None,
        )  # fmt: skip
        self.put(
            Correction, nc_id=life.pk, what=life.story["correction"], executor_id=life.staff[1].pk,
            due_on=life.day(3), done_on=life.day(2), recorded_by_id=life.staff[0].pk,
            recorded_at=life.moment(1),
        )  # fmt: skip
        if self.chance.random() < 0.02:
            over = life.state in {"closed", "closing"}
            self.put(
                Hold, nc_id=life.pk, state="resumed" if over else "in_force", kind="service",
                what="Бөлмені пайдалану", since_on=life.day(1), set_by_id=life.staff[0].pk,
                set_at=life.moment(1),
            )  # fmt: skip
        self._entries(life)

    def _decide(self, life: Life) -> None:
        office = self.home.office.pk
        decision = self.put(
            Decision, cycle_id=life.cycle, way="group", unit_id=life.unit,
            leader_id=life.staff[1].pk, reason="Бірнеше бөлімшеге қатысты", due_on=life.day(25),
            limit_on=life.day(28), decided_by_id=office, decided_at=life.moment(4),
        )  # fmt: skip
        for person in life.staff[1:4]:
            self.put(Decision.members.through, decision_id=decision, person_id=person.pk)
        done = life.reached("agreement")
        analysis = self.put(
            Analysis, cycle_id=life.cycle, methods=["40.1"], information=["22.1"],
            method_evidence="Журналдар салыстырылды", significance="Оқу нәтижесіне әсер етеді",
            influence="middle", possible_consequences="Аккредиттеу ескертуі", cost=0,
            similar="none", action_needed=True, need_reason="Себеп жойылмаса қайталанады",
            completed_by_id=life.staff[1].pk if done else None,
            completed_at=life.moment(20) if done else None,
        )  # fmt: skip
        root = self.put(
            Cause, analysis_id=analysis, position=1, text=life.story["cause"], kind="23.3"
        )
        self.put(
            Cause, analysis_id=analysis, position=2, parent_id=root, text=life.story["root"],
            kind=self.chance.choice(KINDS), root=True, rank=1, proof="Хаттама",
        )  # fmt: skip

    def _plan(self, life: Life) -> None:
        state = {"planning": "draft", "approval": "submitted", "execution": "approved"}
        life.plan = self.drawers[Plan].last + 1
        number = None if life.state == "planning" else f"ТӘЖ-{life.on.year}-{life.plan:06d}"
        approved = life.reached("execution")
        person = life.staff[0].pk
        self.put(
            Plan, number=number, dated_on=life.day(30), state=state.get(life.state, "carried_out"),
            unit_id=life.unit, edition_id=self.edition.pk, author_id=person,
            opened_at=life.moment(22), controller_id=life.staff[5].pk,
            approved_by_id=self.home.vice_rector.pk if approved else None,
            approved_at=life.moment(33) if approved else None,
            submitted_by_id=person if number else None,
            submitted_at=life.moment(30) if number else None,
        )  # fmt: skip
        entry = self.put(PlanCase, plan_id=life.plan, cycle_id=life.cycle, position=1)
        lines = [self._line(life, entry, at) for at in (1, 2)]
        criterion = self.put(
            Criterion, plan_id=life.plan, plan_case_id=entry, position=1,
            measure=life.story["measure"], value_now=life.story["value_now"],
            target=life.story["target"], data_source=life.story["data_source"],
            check_on=life.day(75),
        )  # fmt: skip
        for line in lines:
            self.put(Criterion.lines.through, criterion_id=criterion, line_id=line)
        self.put(
            Meeting, plan_id=life.plan, minutes_number=str(life.plan), held_on=life.day(28),
            outcome="Мақұлданды", entered_by_id=person, entered_at=life.moment(28),
        )  # fmt: skip

    def _line(self, life: Life, entry: int, at: int) -> int:
        approved, over = life.reached("execution"), life.reached("evaluation")
        done = over or (approved and at == 1 and self.chance.random() < 0.5)
        line = self.put(
            Line, plan_id=life.plan, plan_case_id=entry, position=at,
            what=life.story[f"action{at}"],
            state="confirmed" if over else "done" if done else "planned",
            implementing_unit_id=life.unit, executor_id=life.staff[1 + at].pk,
            due_on=self._due(life, 60), first_due_on=life.day(60) if approved else None,
            approved_on=life.day(33) if approved else None,
            done_at=life.moment(58) if done else None,
            done_by_id=life.staff[1 + at].pk if done else None,
            done_note="Орындалды" if done else "",
            confirmed_at=life.moment(62) if over else None,
            confirmed_by_id=life.staff[5].pk if over else None,
        )  # fmt: skip
        self.put(Line.co_executors.through, line_id=line, person_id=life.staff[4].pk)
        if life.state == "execution":
            who = (life.staff[5].pk, "confirm", "controller") if done else (
                life.staff[1 + at].pk, "carry_out", "executor")  # fmt: skip
            self._duty(life, who[1], who[2], due=self._due(life, 60), person=who[0],
                       plan=life.plan, subject=("action", line))  # fmt: skip
        return line

    def _due(self, life: Life, days: int) -> date:
        """In a case that is over, its own day; else some day about today."""
        if life.state in ORDER[:-1]:
            return self.today + timedelta(days=self.chance.randint(-20, 60))
        return life.day(days)

    def _judge(self, life: Life) -> None:
        office = self.home.office.pk
        final = life.state in {"closed", "closing"}
        evaluation = self.put(
            Evaluation, cycle_id=life.cycle, recurrence_found="Қайталанбады",
            head_view="Нәтижелі деп санаймын", entered_by_id=life.staff[0].pk,
            entered_at=life.moment(76), verdict="effective", verdict_reason="Өлшемдер орындалды",
            verdict_by_id=office, verdict_at=life.moment(80),
            final_by_id=office if final else None, final_at=life.moment(232) if final else None,
        )  # fmt: skip
        self.put(
            Measurement, evaluation_id=evaluation, criterion_id=self.drawers[Criterion].last,
            value=life.story["target"], met="yes",
        )  # fmt: skip
        if final:
            self.put(
                Lessons, cycle_id=life.cycle, risks_updated=True, risks="Тәуекел тізілімге енді",
                system_changed=False, changes="Өзгеріс қажет емес", recorded_by_id=office,
                recorded_at=life.moment(236),
            )  # fmt: skip

    def _owe(self, life: Life) -> None:
        at_unit = {"unit": life.unit}
        told: dict[str, tuple[str, str, dict[str, Any]]] = {
            "registered": ("decide", "office", {}),
            "analysis": ("analyse", "leader", {"person": life.staff[1].pk}),
            "agreement": ("agree", "office", {}),
            "planning": ("submit", "author", {"person": life.staff[0].pk, **at_unit}),
            "approval": ("approve", "vice_rector", {}),
            "evaluation": ("measure", "head", at_unit),
            "closing": ("close", "office", {}),
        }
        if life.state in told:
            owed, part, whose = told[life.state]
            of_plan = life.state in {"planning", "approval"}
            subject = ("plan", life.plan) if of_plan else ("case", life.pk)
            plan = life.plan if of_plan else None
            self._duty(
                life, owed, part, due=self._due(life, 0), subject=subject, plan=plan, **whose
            )

    def _duty(
        self, life: Life, owed: str, part: str, *, due: date, subject: tuple[str, int],
        person: int | None = None, unit: int | None = None, plan: int | None = None,
    ) -> None:  # fmt: skip
        of_plan = subject[0] == "plan"
        self.put(
            Duty, owed=owed, part=part, person_id=person, unit_id=unit,
            nc_id=None if of_plan else life.pk, plan_id=plan, subject_kind=subject[0],
            subject_id=subject[1], due_on=due, since_on=life.on,
        )  # fmt: skip
        before, _owed = life.pressing
        if before is None or due < before:
            life.pressing = (due, owed)

    def _entries(self, life: Life) -> None:
        """Some of the steps behind the case, so that its history reads and the chain holds."""
        told = [("submit_report", "30", life.staff[2])]
        if life.reached("analysis"):
            told += [("convene_group", "38", self.home.office)]
        if life.state == "closed":
            told += [("close_case", "27.6", self.home.office)]
        for day, (code, clause, by) in enumerate(told):
            self._entry(life, code, clause, by, life.moment(day))

    def _entry(self, life: Life, code: str, clause: str, by: Person, at: datetime) -> None:
        salt = secrets.token_hex(32)
        changes = {"state": ("", life.state), "process": ("", life.story["process"])}
        text = canonical(
            {"names": {"by": by.full_name}, "reason": "", "changes": changes, "extra": {}}
        )
        self.seq += 1
        sealed = Sealed(
            self.seq, self.digest, code, clause, "case", life.pk, by.pk, None, instant(at),
            (life.pk,), commit(salt, text),
        )  # fmt: skip
        before, self.digest = self.digest, seal(sealed)
        self.put(
            Entry, seq=self.seq, code=code, clause=clause, subject_kind="case", subject_id=life.pk,
            by_id=by.pk, at=at, commitment=sealed.commitment, previous=before, digest=self.digest,
        )  # fmt: skip
        self.put(EntryContents, entry_id=self.seq, salt=salt, text=text)
        self.put(EntryCase, entry_id=self.seq, case_id=life.pk)
