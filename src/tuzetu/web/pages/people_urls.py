"""Addresses of people, units and sign-in."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern

from tuzetu.web.guard import anyone, guarded, signed_in
from tuzetu.web.pages import today

urlpatterns: list[URLPattern] = [
    guarded("in/", LoginView.as_view(template_name="signin/sign_in.html"), who=anyone, name="sign_in"),
    guarded("out/", LogoutView.as_view(), who=signed_in, name="sign_out"),
    guarded("people/", today.today, who=signed_in, name="people"),
]
