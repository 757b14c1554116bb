"""Addresses of sign-in, the own page, people, units, offices, lists, calendar."""

from django.urls import URLPattern

from tuzetu.web.guard import anyone, guarded, signed_in
from tuzetu.web.pages import account, calendar, imports, lists, offices, people, signin, units
from tuzetu.web.settings_menu import ADMINISTRATOR, OFFICE_HEAD

# fmt: off
urlpatterns: list[URLPattern] = [
    guarded("sign-in/", signin.sign_in, who=anyone, name="sign_in"),
    guarded("sign-in/demonstration/", signin.demonstrate, who=anyone, name="demonstrate"),
    guarded("sign-out/", signin.sign_out, who=signed_in, name="sign_out"),

    guarded("me/", account.account, who=signed_in, name="account"),
    guarded("me/password/", account.password, who=signed_in, name="password"),
    guarded("me/sessions/end/", account.close_sessions, who=signed_in, name="close_sessions"),
    guarded("me/sessions/<slug:handle>/end/", account.close_session, who=signed_in,
            name="close_session"),

    guarded("people/", people.people, who=signed_in, name="people"),
    guarded("people/add/", people.add, who=ADMINISTRATOR, name="add_person"),
    guarded("people/import/", imports.people, who=ADMINISTRATOR, name="import_people"),
    guarded("people/<int:pk>/", people.person, who=signed_in, name="person"),
    guarded("people/<int:pk>/change/", people.change, who=ADMINISTRATOR, name="change_person"),
    guarded("people/<int:pk>/move/", people.move, who=ADMINISTRATOR, name="move_person"),
    guarded("people/<int:pk>/leave/", people.leaving, who=ADMINISTRATOR, name="leave"),
    guarded("people/<int:pk>/back/", people.back, who=ADMINISTRATOR, name="rejoin"),
    guarded("people/<int:pk>/disable/", people.disable, who=ADMINISTRATOR, name="disable"),
    guarded("people/<int:pk>/enable/", people.enable, who=ADMINISTRATOR, name="enable"),
    guarded("people/<int:pk>/password/", people.password_for, who=ADMINISTRATOR,
            name="give_password"),

    guarded("units/", units.units, who=signed_in, name="units"),
    guarded("units/add/", units.add, who=ADMINISTRATOR, name="add_unit"),
    guarded("units/import/", imports.units, who=ADMINISTRATOR, name="import_units"),
    guarded("units/<int:pk>/", units.unit, who=signed_in, name="unit"),
    guarded("units/<int:pk>/change/", units.change, who=ADMINISTRATOR, name="change_unit"),
    guarded("units/<int:pk>/move/", units.move, who=ADMINISTRATOR, name="move_unit"),
    guarded("units/<int:pk>/close/", units.close, who=ADMINISTRATOR, name="close_unit"),

    guarded("offices/", offices.offices, who=signed_in, name="offices"),
    guarded("offices/appoint/", offices.appoint_person, who=ADMINISTRATOR, name="appoint"),
    guarded("offices/<int:pk>/substitute/", offices.hand_over, who=signed_in, name="substitute"),
    guarded("offices/<int:pk>/end/", offices.end, who=signed_in, name="end_appointment"),

    guarded("lists/", lists.lists, who=signed_in, name="lists"),
    guarded("lists/<slug:name>/", lists.one_list, who=signed_in, name="list"),
    guarded("lists/<slug:name>/add/", lists.add, who=OFFICE_HEAD, name="add_entry"),
    guarded("lists/entries/<int:pk>/reword/", lists.reword, who=OFFICE_HEAD, name="reword_entry"),
    guarded("lists/entries/<int:pk>/retire/", lists.retire, who=OFFICE_HEAD, name="retire_entry"),

    guarded("calendar/", calendar.calendar, who=signed_in, name="calendar"),
    guarded("calendar/<int:year>/", calendar.calendar, who=signed_in, name="calendar_year"),
    guarded("calendar/set/", calendar.set_a_day, who=OFFICE_HEAD, name="set_day"),
    guarded("calendar/days/<int:pk>/strike/", calendar.strike, who=OFFICE_HEAD, name="strike_day"),
]
# fmt: on
