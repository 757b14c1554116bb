"""From the plan to the last confirmed line, with the turns that a plan may take."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tuzetu.demonstration.before_the_plan import BeforeThePlan
from tuzetu.demonstration.telling import Told
from tuzetu.demonstration.writing_down import told_stories
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.stages.execution import requests
from tuzetu.stages.execution import steps as execution
from tuzetu.stages.planning import steps as planning
from tuzetu.stages.planning.writing import CriterionRow, LineRow, write_plan


class WithThePlan(BeforeThePlan):
    """Drafted, discussed, returned, approved, carried out."""

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
        self._write(None, more="; бекітетін – кадр қызметінің басшысы")
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
        return next(one for one in told_stories() if one.id == name)

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
        if "change" in self.turns:
            yield from self._refused_change()
        yield 50
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
        """Well before half of the period, whatever days off lie between (49)."""
        yield 40
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
        yield 43
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
