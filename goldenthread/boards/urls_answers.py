"""The address of single-use links, at the top because their readers have no account."""

from django.urls import path

from goldenthread.boards.views import answering

urlpatterns = [path("<str:token>/", answering.answer, name="answer")]
