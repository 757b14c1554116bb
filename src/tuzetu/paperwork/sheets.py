"""From a form to its words: the one place that knows which form is told how."""

from typing import TypeAlias

from tuzetu.paperwork import annex1_sheet, annex2_sheet, annex3_sheet
from tuzetu.paperwork.annex1 import Annex1
from tuzetu.paperwork.annex2 import Annex2
from tuzetu.paperwork.annex3 import Annex3
from tuzetu.paperwork.plans_register import PlansRegister
from tuzetu.paperwork.voice import Sheet, Voice, cleaned_sheet
from tuzetu.paperwork.words import FormLanguage

Form: TypeAlias = Annex1 | Annex2 | Annex3 | PlansRegister


def name_of(form: Form | type[Form]) -> str:
    """The name under which a form's layouts are kept: "annex1"."""
    kind = form if isinstance(form, type) else type(form)
    return {Annex1: "annex1", Annex2: "annex2", Annex3: "annex3"}.get(kind, "plans_register")


def sheet_of(form: Form, *, language: FormLanguage) -> Sheet:
    """The words of a form in a language, without characters that files cannot hold."""
    return cleaned_sheet(_told(form, Voice(language)))


def _told(form: Form, voice: Voice) -> Sheet:
    match form:
        case Annex1():
            return annex1_sheet.sheet(form, voice)
        case Annex2():
            return annex2_sheet.sheet(form, voice)
        case Annex3():
            return annex3_sheet.sheet(form, voice)
        case PlansRegister():
            return annex3_sheet.register_sheet(form, voice)
