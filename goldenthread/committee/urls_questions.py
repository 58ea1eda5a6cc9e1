"""The address of one's own questions to committees."""

from django.urls import path

from goldenthread.committee.views import questions

urlpatterns = [path("", questions.mine, name="my-questions")]
