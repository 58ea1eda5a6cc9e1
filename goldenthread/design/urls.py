"""Addresses of the design: the gallery and the foot of printed pages."""

from django.urls import path

from goldenthread.design import views

urlpatterns = [
    path("", views.gallery, name="design"),
    path("paper.css", views.paper, name="design-paper"),
]
