"""Addresses of rounds, under their plan."""

from django.urls import path

from goldenthread.boards.views import rounds as views

urlpatterns = [
    path("<slug:key>/rounds/", views.rounds, name="rounds"),
    path("<slug:key>/rounds/plan/", views.new_round, name="new-round"),
    path("<slug:key>/rounds/<int:number>/", views.one_round, name="round"),
    path("<slug:key>/rounds/<int:number>/move/", views.move, name="move-round"),
    path("<slug:key>/rounds/<int:number>/correct/", views.correct, name="correct-round"),
]
