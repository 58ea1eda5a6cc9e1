"""Addresses of committees. "add" is no key of a body, so it is free here, and what hangs from it."""

from django.urls import path

from goldenthread.committee.views import ahead, committees, officers, registers, standing

urlpatterns = [
    path("", committees.committees, name="committees"),
    path("add/", committees.set_up, name="set-up-committee"),
    path("add/decisions/", registers.register, name="decisions"),
    path("<slug:key>/", committees.committee, name="committee"),
    path("<slug:key>/terms/", committees.change, name="committee-terms"),
    path("<slug:key>/attendance/", registers.attendance, name="committee-attendance"),
    path("<slug:key>/officers/add/", officers.add, name="add-officer-decision"),
    path("<slug:key>/officers/<int:number>/", officers.decided, name="officer-decision"),
    path("<slug:key>/ahead/", ahead.ahead, name="ahead"),
    path("<slug:key>/ahead/add/", ahead.add, name="plan-ahead"),
    path("<slug:key>/ahead/<int:number>/change/", ahead.change, name="change-ahead"),
    path("<slug:key>/ahead/<int:number>/drop/", ahead.drop, name="drop-ahead"),
    path("<slug:key>/ahead/<int:number>/also/", ahead.also, name="plan-also"),
    path("<slug:key>/owed/add/", ahead.owe, name="owe-report"),
    path("<slug:key>/owed/<int:number>/end/", ahead.owe_no_more, name="end-owed"),
    path("<slug:key>/owed/<int:number>/plan/", ahead.plan, name="plan-owed"),
    path("<slug:key>/meetings/add/", committees.plan, name="plan-meeting"),
    path("<slug:key>/seats/<slug:person>/", standing.seat, name="keep-seat"),
    path("<slug:key>/substitutes/add/", standing.substitute_add, name="name-substitute"),
    path("<slug:key>/substitutes/<int:substitute>/end/", standing.substitute_end, name="end-substitute"),
    path("<slug:key>/template/add/", standing.item_add, name="add-template-item"),
    path("<slug:key>/template/<int:number>/change/", standing.item_change, name="change-template-item"),
    path("<slug:key>/template/<int:number>/move/", standing.item_move, name="move-template-item"),
    path("<slug:key>/template/<int:number>/end/", standing.item_end, name="end-template-item"),
]
