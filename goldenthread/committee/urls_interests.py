"""Addresses of the register of interests, and of what the constitution says of them."""

from django.urls import path

from goldenthread.committee.views import registering as views

urlpatterns = [
    path("", views.register, name="interests"),
    path("add/", views.add, name="register-interest"),
    path("rules/", views.settle, name="constitution"),
    path("<slug:person>/<int:number>/change/", views.change, name="change-interest"),
    path("<slug:person>/<int:number>/end/", views.end, name="end-interest"),
]
