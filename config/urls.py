"""The addresses of the product, each app's own beneath its word."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("goldenthread.home.urls")),
    path("", include("goldenthread.identity.urls")),
    path("", include("goldenthread.notices.urls")),
    path("", include("goldenthread.bodies.urls")),
    path("notice/", include("goldenthread.committee.urls_notice")),
    path("committees/", include("goldenthread.committee.urls")),
    path("meetings/", include("goldenthread.committee.urls_meetings")),
    path("interests/", include("goldenthread.committee.urls_interests")),
    path("questions/", include("goldenthread.committee.urls_questions")),
    path("", include("goldenthread.plan.urls_sources")),
    path("", include("goldenthread.plan.urls_assurance")),
    path("plans/", include("goldenthread.plan.urls")),
    path("plans/", include("goldenthread.plan.urls_refresh")),
    path("plans/", include("goldenthread.boards.urls")),
    path("boards/", include("goldenthread.boards.urls_boards")),
    path("movement/", include("goldenthread.boards.urls_movement")),
    path("answers/", include("goldenthread.boards.urls_answers")),
    path("reports/", include("goldenthread.reports.urls")),
    path("imports/", include("goldenthread.importing.urls")),
    path("design/", include("goldenthread.design.urls")),
]

handler400 = "goldenthread.home.errors.bad_request"
handler403 = "goldenthread.home.errors.not_allowed"
handler404 = "goldenthread.home.errors.not_found"
handler500 = "goldenthread.home.errors.broken"
