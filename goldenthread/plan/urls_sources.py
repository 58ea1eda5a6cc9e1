"""Addresses of sources and findings, and of what a person owes."""

from django.urls import path

from goldenthread.plan.views import mine, sources, waiting

urlpatterns = [
    path("my-actions/", mine.my_actions, name="my-actions"),
    path("waiting/to-assure/", waiting.to_assure, name="to-assure"),
    path("waiting/without-evidence/", waiting.without_evidence, name="without-evidence"),
    path("waiting/end-dates/", waiting.end_dates, name="end-dates"),
    path("sources/", sources.sources, name="sources"),
    path("sources/new/", sources.new_source, name="new-source"),
    path("sources/unanswered/", sources.unanswered, name="unanswered"),
    path("sources/<slug:key>/", sources.source, name="source"),
    path("sources/<slug:source_key>/findings/<slug:key>/", sources.finding, name="finding"),
    path("sources/<slug:source_key>/findings/<slug:key>/take-up/", sources.take_up, name="take-up"),
    path("sources/<slug:source_key>/findings/<slug:key>/answered-by/", sources.answered_by, name="answered-by"),
    path("sources/<slug:source_key>/findings/<slug:key>/decide/", sources.decide, name="decide-finding"),
    path("sources/<slug:source_key>/findings/<slug:key>/correct/", sources.correct, name="correct-finding"),
    path("sources/<slug:source_key>/findings/<slug:key>/withdraw/", sources.withdraw, name="withdraw-finding"),
]
