"""Address of what moved in every plan."""

from django.urls import path

from goldenthread.boards.views import movement

urlpatterns = [path("", movement.by_plan, name="movement-by-plan")]
