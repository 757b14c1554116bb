"""The stories: a finding's way through the steps, with its turns. A number yielded is a day."""

from collections.abc import Iterator

from tuzetu.demonstration.scene import Stage
from tuzetu.demonstration.with_the_plan import WithThePlan
from tuzetu.demonstration.writing_down import told_stories
from tuzetu.dossier.case_facts import standing_lines
from tuzetu.people.person import Person
from tuzetu.stages.causes import steps as causes
from tuzetu.stages.closure import steps as closure
from tuzetu.stages.containment import steps as containment
from tuzetu.stages.effectiveness import steps as effectiveness


def stories(stage: Stage) -> Iterator[tuple[Iterator[int], int]]:
    """Every story with the days since its report."""
    for told in told_stories():
        yield Story(stage, told).tell(), told.ago


class Story(WithThePlan):
    """The whole way of one finding."""

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

    def without_action(self) -> Iterator[int]:
        """No corrective action: agreed and closed, unless the office still owes its word."""
        if self.turns.value("noaction") == "waits":
            return
        officer = self.who("officer")
        yield 23
        causes.agree_no_action(self.nc, by=officer, at=self.stage.at, reason="Негіздеме жеткілікті")
        yield 27
        yield from self._close(27)

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
        if self.turns.ends_observed:
            return
        yield 280
        effectiveness.confirm_effective(
            self.nc, by=judge, at=self.stage.at, reason="Байқау кезеңінде қайталанған жоқ"
        )
        yield from self._close(284)

    def _measure(self, bad: str) -> None:
        cycle = self.nc.cycles.get(ordinal=self.nc.ordinal)
        planned = cycle.planned.current().get()
        criteria, lines = planned.criteria.all(), standing_lines(planned)
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
            followed={line.pk: line.follow_up or "Нәтиже көрініп тұр" for line in lines},
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
