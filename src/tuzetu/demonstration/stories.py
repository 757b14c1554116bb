"""The stories: a finding's way through the steps, with its turns. A number yielded is a day."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from tuzetu.conduct.registering import Report
from tuzetu.demonstration.telling import Told, Turns
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line, Plan
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.stages.causes import steps as causes
from tuzetu.stages.closure import steps as closure
from tuzetu.stages.containment import steps as containment
from tuzetu.stages.decision import steps as decision
from tuzetu.stages.effectiveness import recurring
from tuzetu.stages.effectiveness import steps as effectiveness
from tuzetu.stages.execution import requests
from tuzetu.stages.execution import steps as execution
from tuzetu.stages.intake import steps as intake
from tuzetu.stages.planning import steps as planning
from tuzetu.stages.planning.writing import CriterionRow, LineRow, write_plan
from tuzetu.stages.registration import steps as registration

SHORT = 130
"""Letters of a finding that make its title."""


@dataclass
class Stage:
    """The moment of the play, and what the stories have brought into being so far."""

    at: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    cases: dict[str, Nonconformity] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)

    def person(self, login: str) -> Person:
        """A person of the institution."""
        return Person.objects.get(login=login)

    def day(self, after: int) -> "datetime":
        """So many days after now."""
        return self.at + timedelta(days=after)


def stories(stage: Stage) -> Iterator[tuple[Iterator[int], int]]:
    """Every story with the days since its report."""
    for told in _told():
        yield _Story(stage, told).tell(), told.ago


def _told() -> list[Told]:
    place = files("tuzetu.demonstration")
    findings = {
        row["id"]: row
        for row in csv.DictReader(
            place.joinpath("findings.csv").read_text(encoding="utf-8").splitlines()
        )
    }
    rows = tomllib.loads(place.joinpath("stories.toml").read_text(encoding="utf-8"))["stories"]
    return [Told.of(row, findings[row["id"]]) for row in rows]


class _Story:
    """One finding on its way; each method is a stretch of it."""

    def __init__(self, stage: Stage, told: Told) -> None:
        self.stage = stage
        self.told = told
        self.turns = Turns(told.options)

    @property
    def nc(self) -> Nonconformity:
        """The case as it now is."""
        return Nonconformity.objects.get(pk=self.stage.cases[self.told.id].pk)

    @property
    def plan(self) -> Plan:
        """The plan as it now is."""
        return Plan.objects.get(pk=self.stage.plans[self.told.id].pk)

    def who(self, login: str) -> Person:
        """A person of the institution."""
        return self.stage.person(login)

    @property
    def head(self) -> Person:
        """The head of the owning unit."""
        return self.who(self.told.head)

    def tell(self) -> Iterator[int]:
        """The whole way; it stops where now is reached."""
        yield from self.begin()
        if self.turns.ends_early:
            yield from self.third_way()
            return
        yield from self.decide()
        if not self.told.root:
            return
        yield from self.analyse()
        if "noaction" in self.turns:
            yield from self.without_action()
            return
        yield from self.plan_it()
        if self.turns.stops_at_planning:
            return
        yield from self.carry_out()
        yield from self.judge()

    def begin(self) -> Iterator[int]:
        """Report or letter, first response, identification."""
        self.stage.cases[self.told.id] = (
            self._letter() if "letter" in self.turns else self._report()
        )
        yield 1
        registration.take_note(self.nc, by=self.head, at=self.stage.at)
        self._contain()
        yield 2
        registration.identify_case(
            self.nc,
            by=self.who("officer"),
            at=self.stage.at,
            requirement=self.told.requirement,
            source=self.told.source,
            source_document=self.told.document,
            method=self.told.method,
            process=self.told.process,
            internal_audit="audit" in self.turns,
            significance_class=self.told.significance,
        )

    def _report_of(self, reporter: Person | None) -> Report:
        told = self.told
        unit = Unit.objects.get(code=told.unit)
        kind = "potential" if "potential" in self.turns else "actual"
        return Report(
            description=told.text,
            unit=unit,
            detected_on=self.stage.at.date(),
            kind=kind,
            place=told.area,
            evidence=told.evidence,
            detected_by=told.detected_by or str(reporter),
        )

    def _report(self) -> Nonconformity:
        by = self.who(self.told.reporter)
        return intake.submit_report(self._report_of(by), by=by, at=self.stage.at)

    def _letter(self) -> Nonconformity:
        by = self.who("chancellery")
        letter = intake.Letter(
            letter_kind="complaint",
            incoming_number=f"КХ-{self.told.id[1:]}/{self.stage.at:%m}",
            subject=self.told.title,
            received_on=self.stage.at.date(),
            applicant=self.told.detected_by,
            content=self.told.text,
        )
        item = intake.register_letter(letter, by=by, at=self.stage.at)
        return intake.hand_over_letter(
            item, by=by, at=self.stage.at + timedelta(minutes=3), report=self._report_of(None)
        )

    def _contain(self) -> None:
        officer, nc = self.who("officer"), self.nc
        hold = self.turns.value("hold")
        if hold:
            kind, _colon, order = hold.partition(":")
            containment.set_hold(
                nc,
                by=officer,
                at=self.stage.at,
                kind=kind,
                what=self.told.area,
                since_on=self.stage.at.date(),
                order_number=order,
                told="Бөлімшелерге хабарланды",
            )
        else:
            containment.waive_hold(
                nc, by=officer, at=self.stage.at, hold_waiver="Тоқтата тұратын қызмет жоқ"
            )
        if self.told.correction:
            containment.record_correction(
                self.nc,
                by=self.head,
                at=self.stage.at,
                what=self.told.correction,
                done_on=self.stage.at.date(),
            )
        elif "potential" in self.turns:
            containment.record_correction(
                self.nc,
                by=self.head,
                at=self.stage.at,
                correction_waiver="Сәйкессіздік әлі болған жоқ",
            )

    def third_way(self) -> Iterator[int]:
        """Not confirmed, merged or voided."""
        yield 5
        by, at = self.who("officer"), self.stage.at
        into = self.turns.value("merged")
        if into:
            other = Nonconformity.objects.get(pk=self.stage.cases[into].pk)
            decision.merge_case(
                self.nc, by=by, at=at, into=other, reason="Сол себептен туған мәселе"
            )
        elif "void" in self.turns:
            decision.void_case(
                self.nc, by=by, at=at, reason="Қате енгізілген: басқа оқу орнына қатысты"
            )
        else:
            reason = "Тексеру фактіні растамады: конкурс мерзімінде жарияланған"
            decision.reject_case(self.nc, by=by, at=at, reason=reason)

    def decide(self) -> Iterator[int]:
        """The office decides; where it is concerned itself, the rector names a substitute."""
        yield 5
        by = self.who("officer")
        unit = Unit.objects.get(code=self.told.unit)
        if "substitute" in self.turns:
            by = self.who("auditor")
            registration.name_substitute(
                self.nc,
                by=self.who("rector"),
                at=self.stage.at,
                part="office",
                person=by,
                reason="Жобалық кеңсенің өз жұмысына қатысты",
            )
        if "confidential" in self.turns:
            readers = [
                self.who(one) for one in ("vice_rector", "head_finance", "controller", "officer")
            ]
            registration.restrict_case(
                self.nc,
                by=by,
                at=self.stage.at,
                confidential=True,
                readers=readers,
                reason="Тергеп-тексеру жүріп жатыр",
            )
        if "group" in self.turns:
            members = [self.who("teacher3"), self.who("student_rep")]
            decision.convene_group(
                self.nc,
                by=by,
                at=self.stage.at,
                leader=self.who("head_study"),
                members=members,
                owning_unit=unit,
                reason="Мәселе бірнеше бөлімшеге қатысты",
            )
        else:
            decision.pass_to_unit(
                self.nc,
                by=by,
                at=self.stage.at,
                unit=unit,
                reason="Мәселе бөлімшенің өзінде",
                leader=self.head,
            )

    def analyse(self) -> Iterator[int]:
        """The chain of causes, and what else the analysis holds."""
        yield 12
        leader = self.who("head_study") if "group" in self.turns else self.head
        rows = [
            causes.CauseRow(text=self.told.cause, kind="other", rank=1),
            causes.CauseRow(
                text=self.told.root, level=1, kind="other", root=True, proof="Тәртіп мәтіні"
            ),
        ]
        causes.write_analysis(
            self.nc, by=leader, at=self.stage.at, causes=rows, **self.told.findings(self.turns)
        )
        yield 34 if "late_analysis" in self.turns else 20
        if "noaction" in self.turns:
            causes.propose_no_action(self.nc, by=leader, at=self.stage.at)
        else:
            causes.complete_analysis(self.nc, by=leader, at=self.stage.at)
        earlier = self.turns.value("recurrence_of")
        if earlier:
            yield from self._recur(self.stage.cases[earlier], leader)

    def _recur(self, earlier: Nonconformity, leader: Person) -> Iterator[int]:
        """The same trouble came back: linked by the analyst, confirmed by the office."""
        link = recurring.link_recurrence(
            self.nc,
            by=leader,
            at=self.stage.at,
            earlier=earlier,
            reason="Сол ғимараттың шатыры тағы да су өткізді",
        )
        yield 22
        recurring.confirm_recurrence(
            link,
            by=self.who("officer"),
            at=self.stage.at,
            decision="Себебі бір: қабылдауда шатыр сыналмайды",
        )

    def without_action(self) -> Iterator[int]:
        """No corrective action: agreed, then closed."""
        officer = self.who("officer")
        yield 23
        causes.agree_no_action(self.nc, by=officer, at=self.stage.at, reason="Негіздеме жеткілікті")
        yield 27
        yield from self._close(27)

    def plan_it(self) -> Iterator[int]:
        """Drafted, discussed, submitted, perhaps returned, approved."""
        yield 22
        if self.turns.value("join"):
            return
        self.stage.plans[self.told.id] = planning.draft_plan(
            self.nc, by=self.head, at=self.stage.at
        )
        shared = self.turns.value("shared")
        if shared:
            other = Nonconformity.objects.get(pk=self.stage.cases[shared].pk)
            planning.join_case(self.plan, by=self.head, at=self.stage.at, case=other)
        self._write(shared)
        if "planning" in self.turns:
            return
        yield 27
        planning.record_meeting(
            self.plan,
            by=self.head,
            at=self.stage.at,
            minutes_number=str(3 + self.told.ago % 9),
            held_on=self.stage.at.date(),
            outcome="Жоспар мақұлданды",
        )
        yield 28
        planning.propose_controller(
            self.plan,
            by=self.who("officer2"),
            at=self.stage.at,
            controller=self.who("controller"),
            controller_substitute=self.who("controller2"),
        )
        planning.submit_plan(self.plan, by=self.head, at=self.stage.at)
        if "submitted" in self.turns:
            return
        if "returned" in self.turns:
            yield from self._returned()
        yield 33
        planning.approve_plan(self.plan, by=self.who("vice_rector"), at=self.stage.at)

    def _returned(self) -> Iterator[int]:
        yield 30
        first = self.plan.lines.earliest("position")
        planning.return_plan(
            self.plan,
            by=self.who("vice_rector"),
            at=self.stage.at,
            remark="Екінші іс-шараның мерзімі тым қысқа",
            line_remarks={first.pk: "Тексеру парағын кім бекітетінін көрсетіңіз"},
        )
        yield 32
        self._write(None, more="; бекітетін — кадр қызметінің басшысы")
        planning.submit_plan(self.plan, by=self.head, at=self.stage.at)

    def _write(self, shared: str | None, more: str = "") -> None:
        nc, told = self.nc, self.told
        lines = self._lines(nc, told, more)
        kept = self.plan.lines.order_by("position").values_list("pk", flat=True)
        if more:
            lines = [replace(row, line=pk) for row, pk in zip(lines, kept, strict=True)]
        criteria = [self._criterion(nc, told, (1, 2))]
        if shared:
            other, second = self.stage.cases[shared], self._told_of(shared)
            lines += self._lines(other, second, "")
            criteria.append(self._criterion(other, second, (3, 4)))
        write_plan(self.plan, by=self.head, at=self.stage.at, lines=lines, criteria=criteria)

    def _told_of(self, name: str) -> Told:
        return next(one for one in _told() if one.id == name)

    def _lines(self, nc: Nonconformity, told: Told, more: str) -> list[LineRow]:
        unit = Unit.objects.get(code=told.unit)
        rows = ((f"{told.action1}{more}", told.executor1, 45), (told.action2, told.executor2, 70))
        return [
            LineRow(
                case=nc.pk,
                what=what,
                unit=unit,
                executor=self.who(executor),
                due_on=self.stage.day(days).date(),
                co_executors=(self.who("executor2"),),
                kind="preventive" if "potential" in self.turns else "corrective",
            )
            for what, executor, days in rows
        ]

    def _criterion(self, nc: Nonconformity, told: Told, covers: tuple[int, ...]) -> CriterionRow:
        return CriterionRow(
            case=nc.pk,
            measure=told.measure,
            covers=covers,
            value_now=told.value_now,
            target=told.target,
            data_source=told.data_source,
            check_on=self.stage.day(80).date(),
        )

    def carry_out(self) -> Iterator[int]:
        """Lines done and confirmed; a postponement or a change of a criterion on the way."""
        if self.turns.value("join"):
            yield 116
            return
        yield 50
        if "change" in self.turns:
            yield from self._refused_change()
        if "postpone" in self.turns:
            yield from self._postponed()
        first, *rest = list(self.plan.lines.order_by("position"))
        yield 64
        execution.mark_done(
            first,
            by=first.executor or self.head,
            at=self.stage.at,
            done_note="Бекітілді, көшірмесі бөлімде",
        )
        yield 66
        first.refresh_from_db()
        execution.confirm_action(first, by=self._controller(first), at=self.stage.at)
        if "overdue" in self.turns:
            return
        yield from self._the_rest(rest)

    def _controller(self, line: Line) -> Person:
        own = line.executor_id == self.plan.controller_id
        return self.who("controller2" if own else "controller")

    def _the_rest(self, rest: list[Line]) -> Iterator[int]:
        day = 92
        for line in rest:
            yield day
            line.refresh_from_db()
            execution.mark_done(
                line,
                by=line.executor or self.head,
                at=self.stage.at,
                done_note="Орындалды, актісі бар",
            )
            yield day + 2
            line.refresh_from_db()
            execution.follow_up(line, by=self.head, at=self.stage.at, note="Нәтиже көрініп тұр")
            line.refresh_from_db()
            execution.confirm_action(line, by=self._controller(line), at=self.stage.at)
            day += 4

    def _refused_change(self) -> Iterator[int]:
        criterion = self.plan.criteria.get()
        change = requests.propose_criterion_change(
            criterion,
            by=self.head,
            at=self.stage.at,
            reason="Мақсат тым жоғары қойылған",
            measure=criterion.measure,
            value_now=criterion.value_now,
            target="80 %",
            data_source=criterion.data_source,
            check_on=criterion.check_on or self.stage.at.date(),
        )
        yield 52
        requests.reject_criterion_change(
            change,
            by=self.who("officer"),
            at=self.stage.at,
            decision="Мақсатты төмендету себепті жоймайды",
        )

    def _postponed(self) -> Iterator[int]:
        line = self.plan.lines.order_by("position").last()
        if line is None or line.executor is None or line.due_on is None:
            return
        request = requests.ask_postponement(
            line,
            by=line.executor or self.head,
            at=self.stage.at,
            asked_until=line.due_on + timedelta(days=20),
            reason="Еден материалы кешігіп келеді",
        )
        yield 51
        requests.advise_postponement(
            request,
            by=self._controller(line),
            at=self.stage.at,
            advised_for=True,
            advice="Жеткізу шарты расталды",
        )
        yield 53
        request.refresh_from_db()
        requests.grant_postponement(request, by=self.who("vice_rector"), at=self.stage.at)

    def judge(self) -> Iterator[int]:
        """Measured, judged, observed, closed; or round again."""
        yield 118
        bad = self.turns.unmet
        self._measure(bad)
        yield 122
        judge = self.who("auditor") if self.turns.audited else self.who("officer")
        if "ineffective" in self.turns:
            effectiveness.order_new_analysis(
                self.nc,
                by=judge,
                at=self.stage.at,
                verdict="not_effective",
                reason="Көрсеткіш өзгерген жоқ, себеп басқа болуы мүмкін",
            )
            return
        if "further" in self.turns:
            effectiveness.order_further_actions(
                self.nc,
                by=judge,
                at=self.stage.at,
                reason="Аспаптардың бір бөлігі әлі табылған жоқ",
            )
            return
        effectiveness.find_effective(
            self.nc, by=judge, at=self.stage.at, reason="Критерий орындалды, қайталану байқалмады"
        )
        if "recurred" in self.turns:
            return
        yield 280
        effectiveness.confirm_effective(
            self.nc, by=judge, at=self.stage.at, reason="Байқау кезеңінде қайталанған жоқ"
        )
        yield from self._close(284)

    def _measure(self, bad: str) -> None:
        cycle = self.nc.cycles.get(ordinal=self.nc.ordinal)
        criteria = cycle.planned.get(left_at=None).criteria.all()
        value, met = (self.told.value_now, bad) if bad else (self.told.target, "yes")
        effectiveness.record_measurements(
            self.nc,
            by=self.head,
            at=self.stage.at,
            measured={one.pk: (value, met) for one in criteria},
            recurrence_from=cycle.received_on,
            recurrence_until=self.stage.at.date(),
            recurrence_found="Қайталану байқалмады",
            head_view="Көрсеткіш өзгермеді" if bad else "Әрекеттер нәтижелі болды",
        )

    def _close(self, day: int) -> Iterator[int]:
        officer = self.who("auditor") if "substitute" in self.turns else self.who("officer")
        yield day + 2
        self._end_response(officer)
        yield day + 4
        closure.record_lessons(
            self.nc,
            by=officer,
            at=self.stage.at,
            risks_updated=True,
            risks="Тәуекелдер тізіліміне енгізілді",
            system_changed=bool(self.told.root),
            changes="Тәртіп құжаты жаңартылды",
        )
        yield day + 5
        closure.close_case(self.nc, by=officer, at=self.stage.at)

    def _end_response(self, officer: Person) -> None:
        at = self.stage.at
        if self.nc.corrections.exists():
            containment.confirm_correction(self.nc, by=officer, at=at, note="Орнында тексерілді")
        else:
            containment.record_correction(
                self.nc, by=self.head, at=at, correction_waiver="Жеке түзету қажет болған жоқ"
            )
        containment.record_consequences(
            self.nc, by=self.head, at=at, consequences_waiver="Зардап шеккен адам жоқ"
        )
        for hold in self.nc.holds.filter(state="in_force"):
            containment.resume_use(
                hold, by=officer, at=at, end_reason="Талапқа сай екені тексерілді"
            )
