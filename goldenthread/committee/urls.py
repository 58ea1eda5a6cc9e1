"""Addresses of committees. "add" is no key of a body, so it is free here, and what hangs from it."""

from django.urls import path

from goldenthread.committee.views import committees, registers

urlpatterns = [
    path("", committees.committees, name="committees"),
    path("add/", committees.set_up, name="set-up-committee"),
    path("add/decisions/", registers.register, name="decisions"),
    path("<slug:key>/", committees.committee, name="committee"),
    path("<slug:key>/terms/", committees.change, name="committee-terms"),
    path("<slug:key>/attendance/", registers.attendance, name="committee-attendance"),
    path("<slug:key>/meetings/add/", committees.plan, name="plan-meeting"),
]
