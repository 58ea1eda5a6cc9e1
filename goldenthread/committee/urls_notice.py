"""Addresses of notices."""

from django.urls import path

from goldenthread.committee.views import notice as views

urlpatterns = [
    path("", views.notice, name="notice"),
    path("closed/add/", views.close, name="close-days"),
    path("closed/<str:on>/remove/", views.reopen, name="remove-closed-day"),
    path("office/", views.office, name="office-hours"),
]
