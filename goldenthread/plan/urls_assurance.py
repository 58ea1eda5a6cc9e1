"""Addresses of assurance: the desk, re-checks, findings that contradict an action, the evidence of a source."""

from django.urls import path

from goldenthread.plan.views import assurance

A = "plans/<slug:key>/actions/<str:action_key>/"

urlpatterns = [
    path("assurance/", assurance.assurance, name="assurance"),
    path(A + "recheck/", assurance.recheck, name="action-recheck"),
    path(A + "recheck/date/", assurance.recheck_date, name="action-recheck-date"),
    path(A + "contradict/", assurance.contradict, name="action-contradict"),
    path(A + "stands/<str:number>/", assurance.stands, name="action-stands"),
    path("sources/<slug:key>/evidence/", assurance.evidence_of_source, name="source-evidence"),
    path("sources/<slug:source_key>/findings/<slug:key>/contradicts/", assurance.contradicts, name="contradicts"),
]
