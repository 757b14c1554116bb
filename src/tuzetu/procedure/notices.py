"""Who hears of what, and when: upon a step, and on the way to a due date. Nothing repeats daily."""

# ruff: noqa: E501  (the table is aligned, whatever its width)

from collections.abc import Iterable
from datetime import date, time, timedelta
from enum import Enum, unique

from tuzetu.procedure.calendar import DAY, WorkingCalendar
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.wording import _

MORNING = time(8, 30)
"""When the letter of the day is written, on working days only; local time."""

EVENING = time(18, 30)
"""What was missed during the day waits from then on for the next working morning."""

QUIET_BETWEEN = timedelta(hours=4)
"""One letter at once per case and person in this time; later ones join the letter of the day."""


SEE_POSTPONEMENT = _("See the decision on the postponement")
"""What whoever asked is to do, also when the action is done or has another executor by now."""


SEE_WHY = _("See why it was decided so")
"""What whoever reported may do once their case has ended without an analysis."""


@unique
class Manner(Enum):
    """How a thing is told."""

    AT_ONCE = "at_once"
    OWN_LINE = "own_line"
    DIGEST = "digest"


@unique
class To(Enum):
    """Who hears of a due date."""

    HOLDER = "holder"
    HEAD_ABOVE = "head_above"
    OFFICE = "office"


@unique
class Rung(Enum):
    """A rung of the ladder: days from the due date, who is told, how."""

    # fmt: off
    #              days    told              how
    ARISEN     = (None,   To.HOLDER,        Manner.DIGEST)
    AHEAD      = (-7,     To.HOLDER,        Manner.DIGEST)
    SOON       = (-2,     To.HOLDER,        Manner.OWN_LINE)
    TODAY      = (0,      To.HOLDER,        Manner.OWN_LINE)
    OVERDUE    = (1,      To.HOLDER,        Manner.AT_ONCE)
    TO_HEAD    = (1,      To.HEAD_ABOVE,    Manner.DIGEST)
    TO_OFFICE  = (5,      To.OFFICE,        Manner.DIGEST)
    # fmt: on

    def __init__(self, days: int | None, to: To, manner: Manner) -> None:
        self.days = days
        self.to = to
        self.manner = manner

    @property
    def code(self) -> str:
        """The name as stored."""
        return self.name.lower()


LEAD = timedelta(days=7)
"""How long before its due date a duty is first told; ``Rung.AHEAD`` says the same."""


def reached(to: To, due_on: date | None, *, on: date, calendar: WorkingCalendar) -> Rung | None:
    """The highest rung reached for somebody on a working day, if any.

    What a day off would bring before the next letter is told on the working day before it.
    """
    if due_on is None:
        return Rung.ARISEN if to is To.HOLDER else None
    eve = calendar.next_working(on) - DAY
    return max(_rungs(to, (on - due_on).days, (eve - due_on).days), key=_height, default=None)


def _rungs(to: To, days: int, by_eve: int) -> Iterable[Rung]:
    for rung in Rung:
        if rung.to is to and rung.days is not None and rung.days <= max(days, min(by_eve, 0)):
            yield rung


def _height(rung: Rung) -> int:
    return rung.days or 0


@unique
class Notice(Enum):
    """A row: upon which step, which part is told, what it owes or should do, how, what happened."""

    # fmt: off
    #                     upon                        told            about                               how               what happened                                                       clause
    APPROVAL_ASKED     = ("submit_plan",              P.VICE_RECTOR,  Owed.APPROVE,                       Manner.AT_ONCE,   _("A plan was sent to you for approval."),                           "44")
    CONTROLLER_ASKED   = ("submit_plan",              P.OFFICE,       Owed.NAME_CONTROLLER,               Manner.AT_ONCE,   _("A plan was submitted before its controller was proposed."),       "46")
    CONTROLLER_BARRED  = ("name_concerned",           P.OFFICE,       Owed.NAME_CONTROLLER,               Manner.AT_ONCE,   _("A case of a submitted plan concerns whom you proposed to control it."), "46")
    CONTROLLER_NAMED   = ("propose_controller",       P.VICE_RECTOR,  Owed.APPROVE,                       Manner.AT_ONCE,   _("The controller of a submitted plan was proposed; it waits for your decision."), "46")
    POSTPONEMENT_READY = ("advise_postponement",      P.VICE_RECTOR,  Owed.DECIDE_POSTPONEMENT,           Manner.AT_ONCE,   _("A postponement was asked for and waits for your decision."),      "44")
    PLAN_RETURNED      = ("return_plan",              P.AUTHOR,       Owed.REVISE,                        Manner.AT_ONCE,   _("The plan was returned for revision."),                            "44")
    ACTION_SENT_BACK   = ("send_back_action",         P.EXECUTOR,     Owed.CARRY_OUT,                     Manner.AT_ONCE,   _("The controller sent the action back."),                           "46")
    ACTION_REQUIRED    = ("require_action",           P.HEAD,         Owed.PLAN,                          Manner.AT_ONCE,   _("The project office requires corrective action."),                 "10.7")
    POSTPONEMENT_OVER  = ("refuse_postponement",      P.EXECUTOR,     SEE_POSTPONEMENT,                   Manner.AT_ONCE,   _("The postponement was refused; the term stands."),                 "44")
    POSTPONEMENT_GIVEN = ("grant_postponement",       P.EXECUTOR,     SEE_POSTPONEMENT,                   Manner.AT_ONCE,   _("The postponement was granted; the deadline has moved."),          "44")
    CHANGE_REJECTED    = ("reject_criterion_change",  P.AUTHOR,       _("See the decision on the criterion"), Manner.AT_ONCE, _("The change of the criterion was rejected."),                   "50")
    CHANGE_ACCEPTED    = ("accept_criterion_change",  P.AUTHOR,       _("See the decision on the criterion"), Manner.AT_ONCE, _("The change of the criterion was accepted; the new wording stands."), "50")
    REPORT_REJECTED    = ("reject_case",              P.EMPLOYEE,     SEE_WHY,                            Manner.AT_ONCE,   _("What you reported was not confirmed."),                           "38")
    REPORT_MERGED      = ("merge_case",               P.EMPLOYEE,     SEE_WHY,                            Manner.AT_ONCE,   _("What you reported goes on in another case of the same matter."),  "19")
    REPORT_VOIDED      = ("void_case",                P.EMPLOYEE,     SEE_WHY,                            Manner.AT_ONCE,   _("The case of what you reported was voided."),                      "18")
    REPORT_CLOSED      = ("close_case",               P.EMPLOYEE,     _("See how it ended"),              Manner.DIGEST,    _("What you reported was dealt with, and its case was closed."),     "27.6")
    SUBSTITUTE_NAMED   = ("name_substitute",          P.EMPLOYEE,     _("Decide instead of those whom the case concerns"), Manner.AT_ONCE, _("The rector named you to decide in the case instead of those whom it concerns."), "38")
    OFFICE_WANTED      = ("name_concerned",           P.RECTOR,       Owed.NAME_FOR_OFFICE,               Manner.AT_ONCE,   _("The case concerns those who would decide in it."),                "38")
    APPROVER_WANTED    = ("name_concerned",           P.RECTOR,       Owed.NAME_FOR_VICE_RECTOR,          Manner.AT_ONCE,   _("The case concerns those who would decide in it."),                "38")
    JUDGE_WANTED       = ("name_concerned",           P.RECTOR,       Owed.NAME_FOR_AUDITOR,              Manner.AT_ONCE,   _("The case concerns those who would decide in it."),                "38")
    RECURRENCE_WANTED  = ("name_concerned",           P.RECTOR,       Owed.NAME_FOR_RECURRENCE,           Manner.AT_ONCE,   _("A case of the recurrence concerns those who would decide on it."), "38")
    CONTROLLER_WANTED  = ("name_concerned",           P.VICE_RECTOR,  Owed.REPLACE_CONTROLLER,            Manner.AT_ONCE,   _("The case concerns the controller of its plan."),                  "46")
    GROUP_LED          = ("convene_group",            P.LEADER,       Owed.ANALYSE,                       Manner.AT_ONCE,   _("A group was set up; you lead the analysis."),                     "38.1")
    GROUP_JOINED       = ("convene_group",            P.ANALYST,      _("Take part in the cause analysis"), Manner.AT_ONCE, _("A group was set up; you are a member of it."),                    "38.1")
    CASE_PASSED        = ("pass_to_unit",             P.LEADER,       Owed.ANALYSE,                       Manner.AT_ONCE,   _("The case was passed to your unit; you lead the analysis."),       "38.2")
    ACTION_ASSIGNED    = ("approve_plan",             P.EXECUTOR,     Owed.CARRY_OUT,                     Manner.AT_ONCE,   _("The plan was approved; you carry out an action of it."),          "45")
    CONTROL_ASSIGNED   = ("approve_plan",             P.CONTROLLER,   _("Control the execution of the plan"), Manner.AT_ONCE, _("The plan was approved; you are its controller."),              "46")
    CORRECTION_GIVEN   = ("record_correction",        P.EXECUTOR,     Owed.FINISH_CORRECTION,             Manner.AT_ONCE,   _("A correction was entrusted to you."),                             "5.8")
    CORRECTION_STRUCK  = ("strike_correction",        P.EXECUTOR,     _("See why the correction was struck"), Manner.AT_ONCE, _("A correction that was entrusted to you was struck; you owe it no more."), "18")
    EXECUTOR_CHANGED   = ("change_executor",          P.EXECUTOR,     Owed.CARRY_OUT,                     Manner.AT_ONCE,   _("An action of the plan was assigned to you."),                     "45")
    CONTROLLER_CHANGED = ("change_controller",        P.CONTROLLER,   _("Control the execution of the plan"), Manner.AT_ONCE, _("You were appointed the controller of the plan."),              "46")
    FURTHER_ORDERED    = ("order_further_actions",    P.HEAD,         Owed.PLAN,                          Manner.AT_ONCE,   _("The verdict asks for further actions."),                          "10.7")
    ANALYSIS_ORDERED   = ("order_new_analysis",       P.HEAD,         _("See the verdict"),               Manner.AT_ONCE,   _("The verdict asks for a new analysis of the causes."),             "10.8")
    CASE_REOPENED      = ("reopen_case",              P.HEAD,         _("See why the case was reopened"), Manner.AT_ONCE,   _("The case was reopened."),                                         "17")
    ROUND_REOPENED     = ("reopen_case",              P.ANALYST,      _("See why the case was reopened"), Manner.AT_ONCE,   _("The nonconformity came back; the case on which you worked was reopened."), "10.9")
    RECURRENCE_KEPT    = ("confirm_recurrence",       P.ANALYST,      _("See the recurrence of the case"), Manner.AT_ONCE,  _("A recurrence of the nonconformity was confirmed."),               "10.9")
    RECURRENCE_DENIED  = ("deny_recurrence",          P.HEAD,         _("See the decision on the recurrence"), Manner.AT_ONCE, _("The project office decided: the case is not a recurrence of an earlier one."), "17")
    ACTION_DONE        = ("mark_done",                P.CONTROLLER,   Owed.CONFIRM,                       Manner.DIGEST,    _("An action was marked as done."),                                  "46")
    POSTPONEMENT_ASKED = ("ask_postponement",         P.CONTROLLER,   Owed.ADVISE,                        Manner.DIGEST,    _("A postponement was asked for."),                                  "46")
    CHANGE_PROPOSED    = ("propose_criterion_change", P.OFFICE,       Owed.DECIDE_CHANGE,                 Manner.DIGEST,    _("A change of a criterion was proposed."),                          "50")
    # fmt: on

    def __init__(
        self, upon: str, tell: P, about: Owed | str, manner: Manner, says: str, clause: str
    ) -> None:
        self.upon = upon
        self.tell = tell
        self.owed = about if isinstance(about, Owed) else None
        self.act = about.says if isinstance(about, Owed) else about
        self.manner = manner
        self.says = says
        self.clause = clause

    @property
    def code(self) -> str:
        """The name as stored."""
        return self.name.lower()


def notices_upon(step: str) -> tuple[Notice, ...]:
    """What is told upon a step, by its code; nothing upon most steps."""
    return tuple(notice for notice in Notice if notice.upon == step)
