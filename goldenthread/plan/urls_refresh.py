"""Addresses of a plan's next year, of the roles that wait for it, and of the ways an action leaves its plan."""

from django.urls import path

from goldenthread.plan.views import leaving_the_plan, refresh, refresh_end, roles_onward

R = "<slug:key>/refresh/"
A = "<slug:key>/actions/<str:action_key>/"

urlpatterns = [
    path("next-year/roles/", roles_onward.roles, name="roles-onward"),
    path(R, refresh.refresh, name="plan-refresh"),
    path(R + "plan/", refresh.new_plan, name="refresh-plan"),
    path(R + "words/", refresh.words, name="refresh-words"),
    path(R + "several/", refresh.several, name="refresh-several"),
    path(R + "actions/<str:action_key>/", refresh.one, name="refresh-action"),
    path(R + "finding/", refresh_end.finding, name="refresh-finding"),
    path(R + "refs/", refresh_end.refs, name="refresh-refs"),
    path(R + "do/", refresh_end.carry_out, name="refresh-do"),
    path(R + "give-up/", refresh_end.give_up, name="refresh-give-up"),
    path(A + "merge/", leaving_the_plan.merge, name="action-merge"),
    path(A + "hand-over/", leaving_the_plan.hand_over, name="action-hand-over"),
]
