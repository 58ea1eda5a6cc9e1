"""Addresses of rounds, under their plan."""

from django.urls import path

from goldenthread.boards.views import handing, moderation, movement, returns, years
from goldenthread.boards.views import rounds as views

R = "<slug:key>/rounds/<int:number>/"

urlpatterns = [
    path("<slug:key>/rounds/", views.rounds, name="rounds"),
    path("<slug:key>/rounds/plan/", views.new_round, name="new-round"),
    path("<slug:key>/rounds/over-time/", movement.over_time, name="rounds-over-time"),
    path("<slug:key>/rounds/years/", years.years, name="plan-years"),
    path("<slug:key>/movement/", movement.movement, name="movement"),
    path("<slug:key>/movement/<slug:kind>/", movement.movement_file, name="movement-file"),
    path("<slug:key>/timeline/", movement.plan_timeline, name="plan-timeline"),
    path("<slug:key>/rounds/<int:number>/", views.one_round, name="round"),
    path("<slug:key>/rounds/<int:number>/move/", views.move, name="move-round"),
    path("<slug:key>/rounds/<int:number>/correct/", views.correct, name="correct-round"),
    path(R + "closings/<int:closing>/", views.earlier_closing, name="round-closing"),
    path(R + "since/", views.since, name="round-since"),
    path(R + "returns/", returns.returns, name="round-returns"),
    path(R + "returns/link/<slug:person_key>/", handing.hand_over_link, name="hand-over-link"),
    path(R + "chase/", returns.chase_round, name="chase-round"),
    path(R + "return/", returns.my_return, name="my-return"),
    path(R + "decline/<str:action_key>/", returns.decline, name="decline-answer"),
    path(R + "why/<str:action_key>/", returns.why_better, name="why-better"),
    path(R + "supplies/<int:place>/", returns.supplied, name="supplied"),
    path(R + "supplies/<int:place>/decline/", returns.decline_supply, name="decline-supply"),
    path(R + "notes/add/", returns.new_note, name="new-note"),
    path(R + "notes/drop/", returns.drop_note, name="drop-note"),
    path(R + "pressures/<int:place>/", returns.pressure, name="pressure"),
    path(R + "close/", returns.close, name="close-round"),
    path(R + "moderation/", moderation.moderation, name="moderation"),
    path(R + "moderation/<str:action_key>/", moderation.moderate_one, name="moderate-one"),
    path(R + "moderation/<str:action_key>/drop/", moderation.drop, name="drop-moderation"),
    path("<slug:key>/supplies/", returns.supplies, name="supplies"),
    path("<slug:key>/supplies/drop/", returns.drop_supply, name="drop-supply"),
]
