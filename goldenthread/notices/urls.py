"""Addresses of the outbox and of what was sent to oneself."""

from django.urls import path

from goldenthread.notices import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<slug:key>/", views.mail, name="mail"),
    path("outbox/<slug:key>/decide/", views.decide, name="decide-mail"),
    path("account/messages/", views.my_messages, name="my-messages"),
    path("account/messages/<slug:key>/", views.my_message, name="my-message"),
]
