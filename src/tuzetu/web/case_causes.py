"""The causes of a case as its page shows them: those of its round, and of the rounds before."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.analysis import Analysis, Cause, Decision
from tuzetu.dossier.case import Cycle
from tuzetu.dossier.case_facts import analysis_of, decision_of, evaluation_of, planned_in
from tuzetu.procedure.calendar import local_day
from tuzetu.web import looks
from tuzetu.web.addresses import address
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_outcome import verdict_words
from tuzetu.web.case_parts import Names, named, present, section

ROUNDS = "cycles"
"""The part of the page where the earlier rounds stand."""


def analysis_shown(file: CaseFile, names: Names) -> tuple[object, ...]:
    """The decision, the chain of causes and the findings, once it is decided on."""
    decision, analysis = file.decision, file.analysis
    if decision is None:
        return ()
    shown: list[object] = [present((_decided(decision),))]
    if analysis:
        shown += [cause_tree(analysis, names), _findings(analysis, names)]
    byline = _analysts(decision, file)
    acts = to_earlier_rounds(file)
    return (section(_("Causes"), tuple(shown), byline=byline, anchor="causes", acts=acts),)


def cause_tree(analysis: Analysis, names: Names) -> looks.CauseTree:
    """The chain of causes, as the analysts found it."""
    settled = analysis.completed_at is not None
    return looks.CauseTree(
        causes=_causes(list(analysis.causes.all()), names, None, settled=settled)
    )


def _decided(decision: Decision) -> looks.Fact:
    """The way of clause 38, and why it was chosen."""
    group = decision.way == Decision.Way.GROUP
    way = _("A group was convened") if group else _("Passed to the unit")
    told = [named(_("Reason"), decision.reason)]
    if decision.first_decided_at:
        first = {
            "day": date_format(local_day(decision.first_decided_at), "DATE_FORMAT"),
            "who": decision.first_decided_by,
        }
        told.append(_("First decided on %(day)s by %(who)s.") % first)
    return looks.Fact(term=_("Decision"), says=way, note=" · ".join(told))


def _analysts(decision: Decision, file: CaseFile) -> str:
    day = date_format(decision.due_on, "DATE_FORMAT")
    if decision.way == Decision.Way.GROUP:
        members = ", ".join(sorted(str(one) for one in decision.members.all()))
        return _("group: %(members)s; until %(day)s") % {"members": members, "day": day}
    leader = decision.leader
    return _("%(unit)s, %(who)s; until %(day)s") % {
        "unit": decision.unit or file.nc.owning_unit,
        "who": leader,
        "day": day,
    }


def _causes(
    causes: list[Cause], names: Names, parent: int | None, *, settled: bool
) -> tuple[looks.Cause, ...]:
    return tuple(
        looks.Cause(
            says=cause.text,
            meta=" · ".join(
                filter(
                    None,
                    (
                        _("rank %(rank)s") % {"rank": cause.rank} if cause.rank else "",
                        names.get(("cause_kinds", cause.kind), ""),
                        cause.proof,
                    ),
                )
            ),
            root=cause.root,
            proved=bool(cause.proof) or not cause.root,
            settled=settled,
            deeper=_causes(causes, names, cause.pk, settled=settled),
        )
        for cause in causes
        if cause.parent_id == parent
    )


def _findings(held: Analysis, names: Names) -> looks.Facts:
    needed = {True: _("Yes"), False: _("No"), None: ""}[held.action_needed]
    cost = (
        _("%(cost)s tenge") % {"cost": f"{held.cost:,.0f}".replace(",", "\u00a0")}
        if held.cost is not None
        else ""
    )
    influence = named(_("Degree of influence on quality"), held.get_influence_display())
    return present(
        (
            *_looked_into(held, names),
            looks.Fact(term=_("Significance"), says=held.significance, note=influence),
            looks.Fact(term=_("Possible consequences"), says=held.possible_consequences),
            looks.Fact(term=_("Cost of removal"), says=cost),
            looks.Fact(
                term=_("Similar nonconformities"),
                says=held.get_similar_display(),
                note=named(_("Where it was looked for, what was found"), held.similar_note),
            ),
            looks.Fact(
                term=_("Corrective action needed"),
                says=needed,
                note=named(_("Reason"), held.need_reason),
            ),
            looks.Fact(term=_("Analysis completed"), says=_completed(held)),
        )
    )


def _looked_into(held: Analysis, names: Names) -> Iterator[looks.Fact]:
    """By which methods, from what and where the causes were looked for (22, 24, 40)."""
    methods, information, forums = (
        "; ".join(names.get((kept_in, code), code) for code in codes)
        for kept_in, codes in (
            ("cause_methods", held.methods),
            ("analysis_information", held.information),
            ("forums", held.forums),
        )
    )
    shown = named(_("What the methods showed"), held.method_evidence)
    yield looks.Fact(term=_("Method"), says=methods, note=shown)
    documents = named(_("Which documents and data"), held.information_note)
    yield looks.Fact(term=_("Information used"), says=information, note=documents)
    yield looks.Fact(term=_("Where it was considered"), says=forums)


def _completed(held: Analysis) -> str:
    """Who finished the analysis, and when."""
    if held.completed_at is None:
        return ""
    day = date_format(local_day(held.completed_at), "DATE_FORMAT")
    return _("%(who)s, %(day)s") % {"who": held.completed_by, "day": day}


def to_earlier_rounds(file: CaseFile) -> tuple[looks.Act, ...]:
    """From the causes and the plan of this round to those of the rounds before."""
    if not file.earlier_cycles:
        return ()
    return (looks.Act(label=_("Earlier cycles"), href=f"#{ROUNDS}"),)


def earlier_rounds(file: CaseFile, names: Names) -> tuple[object, ...]:
    """Each round before this one, folded: its verdict, its causes, the way to its plan."""
    if not file.earlier_cycles:
        return ()
    rounds = tuple(_round(one, names) for one in file.earlier_cycles)
    return (section(_("Earlier cycles"), rounds, anchor=ROUNDS),)


def _round(cycle: Cycle, names: Names) -> looks.Round:
    held, analysis, decision = evaluation_of(cycle), analysis_of(cycle), decision_of(cycle)
    verdict = verdict_words(held) if held else ""
    rows = (
        looks.Fact(term=_("Reason for the verdict"), says=held.verdict_reason if held else ""),
        *((_decided(decision),) if decision else ()),
        looks.Fact(
            term=_("Consequences"),
            says=cycle.consequences or cycle.consequences_waiver,
            note=named(_("Who was told"), cycle.consequences_told),
        ),
        looks.Fact(term=_("Plan"), says="", links=_plan_of(cycle)),
    )
    causes = (cause_tree(analysis, names), _findings(analysis, names)) if analysis else ()
    return looks.Round(
        title=_("Cycle %(number)s") % {"number": cycle.ordinal},
        says=verdict or _("ended without a verdict"),
        looks=(present(rows), *causes),
    )


def _plan_of(cycle: Cycle) -> tuple[looks.Link, ...]:
    planned = planned_in(cycle)
    if planned is None:
        return ()
    plan = planned.plan
    return (looks.Link(label=plan.number or _("Plan (draft)"), href=address("plan", plan.pk)),)
