"""From the report to the causes: what every story begins with."""

from collections.abc import Iterator
from datetime import timedelta

from tuzetu.conduct.registering import Report
from tuzetu.demonstration.scene import Scene
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.stages.causes import steps as causes
from tuzetu.stages.containment import steps as containment
from tuzetu.stages.decision import steps as decision
from tuzetu.stages.effectiveness import recurring
from tuzetu.stages.intake import steps as intake
from tuzetu.stages.registration import steps as registration


class BeforeThePlan(Scene):
    """Report, first response, decision, causes."""

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
