"""Earlier similar cases beside the report, the decision and the cause analysis (10.6, 19, 30)."""

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from tuzetu.conduct.asking import StepForm
from tuzetu.conduct.offering import standing
from tuzetu.dossier.case import Nonconformity
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.similarity.earlier import Alike, earlier_cases, keeper, text_of
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.states_shown import restricted_tag, tag_of
from tuzetu.web.visit import Visit
from tuzetu.web.wording import step_name

WHILE_TYPED = frozenset({"submit_report", "open_case", "hand_over_letter"})
"""Steps whose description may tell of something that happened before."""

DECISIONS = frozenset({"convene_group", "pass_to_unit", "reject_case", "merge_case"})
ANALYSES = frozenset({"write_analysis", "complete_analysis", "propose_no_action"})

LONGEST = 20_000
"""Letters of a text that are looked at."""


def similar_beside(
    code: str, record: Model | None, form: StepForm, seen: Visit
) -> tuple[looks.SimilarCases, ...]:
    """The box that stands beside a step's form, where the step asks for it."""
    if code in WHILE_TYPED:
        return (_while_typed(str(form["description"].value() or ""), seen),)
    if isinstance(record, Nonconformity) and code in DECISIONS | ANALYSES:
        return (_of_case(code, record, seen),)
    return ()


def _while_typed(text: str, seen: Visit) -> looks.SimilarCases:
    return looks.SimilarCases(
        found=like_text(text, seen),
        href=reverse("similar"),
        asks="description",
        beside="description",
        says=_("This is only a hint: you can send what you wrote all the same."),
    )


def _of_case(code: str, nc: Nonconformity, seen: Visit) -> looks.SimilarCases:
    found = like_case(nc, seen)
    stand = standing(CaseStep.MERGE_CASE, nc, by=seen.person, on=seen.on)
    merges = code in DECISIONS - {"merge_case"} and found.cases and not stand.reasons
    href = step_href("merge_case", nc)
    return looks.SimilarCases(
        found=found,
        href=reverse("similar_to", args=(nc.pk,)),
        beside="similar" if code == "write_analysis" else "",
        says=_("This is only a hint: whether it is the same matter is for you to say."),
        act=looks.Act(label=step_name("merge_case"), href=href) if merges else None,
    )


def like_text(text: str, seen: Visit) -> looks.SimilarFound:
    """What is like a text that is being typed."""
    if not text.strip():
        says = _("Write what happened: nonconformities like it that you may see will stand here.")
        keeper().wake()
        return looks.SimilarFound(says=says)
    return _found(text, seen)


def like_case(nc: Nonconformity, seen: Visit) -> looks.SimilarFound:
    """What is like a case, itself left out."""
    return _found(text_of(nc), seen, besides=nc)


def _found(text: str, seen: Visit, besides: Nonconformity | None = None) -> looks.SimilarFound:
    told = earlier_cases(text[:LONGEST], by=seen.person, on=seen.on, besides=besides)
    if not told.ready:
        says = _(
            "The list of nonconformities is being prepared; similar ones will be told in a little"
            " while."
        )
        return looks.SimilarFound(says=says, making=True)
    if not told.cases:
        says = _("Among the nonconformities that you may see, no similar one was found.")
        return looks.SimilarFound(says=says)
    says = _("Similar nonconformities found: %(count)s.") % {"count": len(told.cases)}
    return looks.SimilarFound(says=says, cases=tuple(_case(one) for one in told.cases))


def _case(one: Alike) -> looks.SimilarCase:
    nc = one.nc
    words = ", ".join(one.shared_words)
    return looks.SimilarCase(
        number=nc.number,
        title=nc.title,
        href=reverse("case", args=(nc.pk,)),
        tags=(tag_of(nc.phase), *([restricted_tag()] if nc.confidential else [])),
        unit=nc.owning_unit.short_name,
        shared=_("Words in common: %(words)s") % {"words": words} if words else "",
    )
