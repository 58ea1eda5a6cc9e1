"""Addresses of boards, committees and forums."""

from django.urls import path

from goldenthread.bodies import views

urlpatterns = [
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/add/", views.add, name="add-body"),
    path("bodies/<slug:key>/", views.body, name="body"),
    path("bodies/<slug:key>/change/", views.change, name="change-body"),
    path("bodies/<slug:key>/members/add/", views.member_add, name="add-member"),
    path("bodies/<slug:key>/members/<slug:person>/<str:since>/end/", views.membership_end, name="end-membership"),
]
