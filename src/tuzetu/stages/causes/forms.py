"""What the cause analysis asks."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm, Told
from tuzetu.dossier.analysis import Analysis
from tuzetu.dossier.case import Nonconformity
from tuzetu.procedure.rulebook import Values
from tuzetu.procedure.rules import causes
from tuzetu.stages.causes.steps import FINDINGS, CauseRow

SIMILAR = (
    (Analysis.Similar.EXIST, _("Yes, they exist")),
    (Analysis.Similar.POSSIBLE, _("They could exist")),
    (Analysis.Similar.NONE, _("No")),
)
INFLUENCE = (
    (Analysis.Influence.HIGH, _("High")),
    (Analysis.Influence.MIDDLE, _("Middle")),
    (Analysis.Influence.LOW, _("Low")),
)
LEVELS = 7
DEEPER = _("Level {level}: the cause of level {above}")
DEPTHS = [
    (0, _("Level 1: the direct cause")),
    *((depth, format_lazy(DEEPER, level=depth + 1, above=depth)) for depth in range(1, LEVELS)),
]
"""How deep a row stands: what led to the nonconformity, or what led to the row above it."""

FIRST_IN_CHAIN = noop("The first cause of a chain stands at level 1.")
TOO_DEEP = noop("Beneath the row above the deepest possible level is %(level)s.")

ROWS = 60


class CauseForm(forms.Form):
    """One row of the chain."""

    level = forms.TypedChoiceField(label=_("Place in the chain"), coerce=int, choices=DEPTHS)
    text = forms.CharField(label=_("Cause"), max_length=2000, required=False)
    kind = asking.from_list("cause_kinds", _("Kind"), required=False)
    root = forms.BooleanField(label=_("Root cause"), required=False)
    rank = forms.IntegerField(
        label=_("Rank"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Needed where there are several first causes, or several root causes of one."),
    )
    proof = forms.CharField(label=_("Proof"), max_length=asking.LINE_LIMIT, required=False)
    needed_later = frozenset({"text", "kind"})
    needed: Mapping[str, Told] = {"rank": asking.SOMETIMES}

    def clean(self) -> Arguments:
        """What stands beside a cause without words would be lost with its row."""
        told = super().clean() or {}
        beside = any(told.get(name) for name in ("kind", "root", "rank", "proof"))
        if beside and not told.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write the cause, or clear the whole row."))
        return told

    def row(self) -> CauseRow:
        """The row as the step takes it."""
        told = self.cleaned_data
        return CauseRow(
            text=told["text"].strip(),
            level=told["level"],
            kind=told["kind"],
            root=told["root"],
            rank=told["rank"],
            proof=told["proof"],
        )


Causes = forms.formset_factory(
    CauseForm, extra=2, max_num=ROWS, validate_max=True, absolute_max=ROWS + 5
)


class WriteAnalysis(StepForm):
    """The whole analysis on one page; everything may still be missing."""

    methods = asking.several_from_list(
        "cause_methods", _("Methods of determining the causes"), required=False
    )
    method_evidence = asking.text(_("What the methods showed"), required=False)
    information = asking.several_from_list(
        "analysis_information", _("Information used"), required=False
    )
    information_note = asking.text(_("Which documents and data"), required=False, rows=2)
    forums = asking.several_from_list("forums", _("Where it was considered"), required=False)
    significance = asking.text(_("Significance"), required=False)
    influence = asking.one_of(INFLUENCE, _("Degree of influence on quality"), required=False)
    possible_consequences = asking.text(_("Possible consequences"), required=False)
    cost = forms.DecimalField(
        label=_("Cost of removal, tenge"),
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=_("Zero is an answer; blank is not."),
    )
    similar = asking.one_of(SIMILAR, _("Do similar nonconformities exist?"), required=False)
    similar_note = asking.text(_("Where it was looked for, what was found"), required=False, rows=2)
    action_needed = asking.yes_or_no(_("Is corrective action needed?"), required=False)
    need_reason = asking.text(_("Reason"), required=False)
    needed_later = frozenset(FINDINGS) - {"information_note", "forums", "similar_note"}
    groups = (
        (
            _("How the causes were looked for"),
            ("methods", "method_evidence", "information", "information_note", "forums"),
        ),
        (_("How much it weighs"), ("significance", "influence", "possible_consequences", "cost")),
        (_("Whether there are others like it"), ("similar", "similar_note")),
        (_("Whether to act"), ("action_needed", "need_reason")),
    )
    rows_behind = {"causes": _("How the causes were looked for")}
    clauses = {
        "methods": "40",
        "information": "22",
        "forums": "24",
        "significance": "34",
        "influence": "34",
        "possible_consequences": "36.2",
        "cost": "34",
        "similar": "10.6",
        "action_needed": "10.4",
    }
    answers = {
        causes.a_cause_is_named: "cause",
        causes.a_root_cause_is_marked: "cause",
        causes.a_root_cause_ends_its_chain: "cause",
        causes.several_causes_are_ranked: "cause",
        causes.every_cause_has_a_kind: "cause",
        causes.a_method_is_named: "methods",
        causes.the_method_has_its_evidence: "method_evidence",
        causes.the_information_is_named: "information",
        causes.possible_consequences_are_named: "possible_consequences",
        causes.the_significance_is_judged: "significance",
        causes.the_influence_is_judged: "influence",
        causes.the_cost_is_known: "cost",
        causes.similar_cases_are_looked_for: "similar",
        causes.the_need_is_decided: "action_needed",
        causes.the_need_has_its_reason: "need_reason",
    }
    cells = {
        causes.a_root_cause_ends_its_chain: "root",
        causes.several_causes_are_ranked: "rank",
        causes.every_cause_has_a_kind: "kind",
    }
    """The cell, of the first row that a condition names."""

    @classmethod
    def answered_in(cls, says: str, values: Values, record: Model) -> str:
        """The very cell, where the condition names rows of the chain."""
        rows = super().answered_in(says, values, record)
        cell = next((name for one, name in cls.cells.items() if one.says == says), "")
        first = str(values.get("rows", "")).partition(",")[0]
        return f"{rows}-{int(first) - 1}-{cell}" if cell and first else rows

    def prepare(self) -> None:
        """What was saved so far."""
        held = _saved(self.record)
        if held:
            known = {name: getattr(held, name) for name in FINDINGS}
            known["action_needed"] = asking.answered(held.action_needed)
            for name, value in known.items():
                self.initial.setdefault(name, value)
        data = self.data if self.is_bound else None
        rows = self.rows_typed("cause") or _rows(held)
        self.causes = Causes(data, prefix="cause", initial=rows)

    def is_valid(self) -> bool:
        """The chain counts too."""
        return bool(super().is_valid() & self.causes.is_valid()) and self._chain_holds()

    def _chain_holds(self) -> bool:
        """Each cause stands at most one level below the one before it."""
        deepest = 0
        for form in self.causes:
            if not form.cleaned_data.get("text"):
                continue
            level = form.cleaned_data["level"]
            if level > deepest:
                told = {"level": deepest + 1}
                form.add_error("level", _(TOO_DEEP if deepest else FIRST_IN_CHAIN) % told)
            deepest = min(level, deepest) + 1
        return self.causes.is_valid()

    def arguments(self) -> Arguments:
        """The findings, and the rows that say something."""
        told = super().arguments()
        rows = (form.row() for form in self.causes if form.cleaned_data)
        told["causes"] = [row for row in rows if row.text]
        return told


def _saved(nc: object) -> Analysis | None:
    if not isinstance(nc, Nonconformity):
        return None
    return Analysis.objects.filter(cycle__nc=nc, cycle__ordinal=nc.ordinal).first()


def _rows(held: Analysis | None) -> list[dict[str, object]]:
    if held is None:
        return []
    depth: dict[int | None, int] = {None: -1}
    rows: list[dict[str, object]] = []
    for cause in held.causes.all():
        depth[cause.pk] = depth[cause.parent_id] + 1
        rows.append(
            {
                "level": depth[cause.pk],
                "text": cause.text,
                "kind": cause.kind,
                "root": cause.root,
                "rank": cause.rank,
                "proof": cause.proof,
            }
        )
    return rows


class CompleteAnalysis(StepForm):
    """Nothing is asked: the analysis as saved is handed over."""


class ProposeNoAction(StepForm):
    """Nothing is asked: the analysis as saved is handed over."""


class AgreeNoAction(StepForm):
    """Why the office agrees."""

    reason = asking.text(_("Why no corrective action is needed"))
    clauses = {"reason": "10.4"}


class RequireAction(StepForm):
    """Why the office does not agree."""

    reason = asking.text(_("Why corrective action is needed after all"))
    clauses = {"reason": "10.7"}
