"""The addresses of the house; each says who may come in."""

from django.urls import URLPattern, URLResolver

from tuzetu.web.guard import anyone, guarded, signed_in
from tuzetu.web.pages import (
    cases,
    files,
    form_templates,
    letters,
    mails,
    plans,
    postponements,
    preferences,
    prints,
    procedure,
    similar,
    steps,
    today,
)
from tuzetu.web.pages.people_urls import urlpatterns as people_urlpatterns
from tuzetu.web.settings_menu import OFFICE_HEAD

urlpatterns: list[URLPattern | URLResolver] = [
    guarded("", today.today, who=signed_in, name="today"),
    guarded("report/", steps.report, who=signed_in, name="report"),
    guarded("cases/", cases.cases, who=signed_in, name="cases"),
    guarded("cases/<int:pk>/", cases.case, who=signed_in, name="case"),
    guarded("cases/<int:pk>/history/", cases.case_history, who=signed_in, name="case_history"),
    guarded("similar/", similar.similar, who=signed_in, name="similar"),
    guarded("similar/<int:pk>/", similar.similar_to, who=signed_in, name="similar_to"),
    guarded("search/", cases.search, who=signed_in, name="search"),
    guarded("plans/", plans.plans, who=signed_in, name="plans"),
    guarded("plans/<int:pk>/", plans.plan, who=signed_in, name="plan"),
    guarded("postponements/", postponements.postponements, who=signed_in, name="postponements"),
    guarded("log/", plans.log, who=signed_in, name="log"),
    guarded("holds/", plans.holds, who=signed_in, name="holds"),
    guarded("letters/", letters.letters, who=signed_in, name="letters"),
    guarded("letters/<int:pk>/", letters.letter, who=signed_in, name="letter"),
    guarded("mails/", mails.mails, who=signed_in, name="mails"),
    guarded("procedure/", procedure.procedure, who=signed_in, name="procedure"),
    guarded("files/<int:pk>/", files.file, who=signed_in, name="file"),
    guarded("drafts/<slug:code>/<int:pk>/", files.draft, who=signed_in, name="draft"),
    guarded("do/<slug:code>/", steps.take_step, who=signed_in, name="open"),
    guarded("do/<slug:code>/<int:pk>/", steps.take_step, who=signed_in, name="step"),
    guarded("why/<slug:code>/", steps.why, who=signed_in, name="why_open"),
    guarded("why/<slug:code>/<int:pk>/", steps.why, who=signed_in, name="why"),
    guarded(
        "print/<slug:form>/<int:pk>.<slug:ending>", prints.print_form, who=signed_in, name="print"
    ),
    guarded("templates/", form_templates.templates, who=signed_in, name="templates"),
    guarded("templates/<slug:form>.docx", form_templates.built_in, who=signed_in, name="built_in"),
    guarded(
        "templates/kept/<int:pk>.docx", form_templates.kept, who=signed_in, name="kept_template"
    ),
    guarded(
        "templates/<slug:form>/replace/",
        form_templates.replace,
        who=OFFICE_HEAD,
        name="replace_template",
    ),
    guarded(
        "templates/<slug:form>/restore/",
        form_templates.restore,
        who=OFFICE_HEAD,
        name="restore_template",
    ),
    guarded("language/", preferences.language, who=anyone, name="language"),
    guarded("appearance/", preferences.appearance, who=anyone, name="appearance"),
    *people_urlpatterns,
]

handler400 = "tuzetu.web.errors.bad_request"
handler403 = "tuzetu.web.errors.forbidden"
handler404 = "tuzetu.web.errors.not_found"
handler500 = "tuzetu.web.errors.server_error"
