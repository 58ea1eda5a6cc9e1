"""Pages of committees: the calendar of all of them, one committee, setting one up, planning a meeting."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.clear_days import weekend_warning
from goldenthread.committee.commands.committees import change_committee, set_up_committee
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.forms.meetings import CommitteeForm, MeetingForm, SetUpForm, bodies_to_set_up
from goldenthread.committee.models import Committee, Substitute
from goldenthread.committee.policy import KEEPS_MEETINGS, KEEPS_NOTICE, may_keep_committees, may_keep_meetings
from goldenthread.committee.queries.meetings import calendar_of, seats_of
from goldenthread.committee.views.doors import the_committee, trail_to
from goldenthread.design.parts import Column
from goldenthread.identity.policy import may_keep_bodies
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.views.doors import refusing

DATES = [Column("Meeting"), Column("Drafts"), Column("Cleared"), Column("Published"), Column("Agenda")]


@audience(SIGNED_IN)
@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    """The council's committees, and the calendar of their meetings with what is due for each."""
    actor, today = actor_of(request), timezone.localdate()
    context = {
        "committees": Committee.objects.visible_to(actor.acting).select_related("body__parent", "clerk"),
        "calendar": calendar_of(actor.acting, on=today),
        "columns": DATES,
        "sets_up": may_keep_committees(actor),
    }
    return render(request, "committee/committees.html", context)


@audience(SIGNED_IN)
@require_safe
def committee(request: HttpRequest, key: str) -> HttpResponse:
    """One committee: what it is for, who sits on it, its meetings."""
    actor, today, found = actor_of(request), timezone.localdate(), the_committee(request, key)
    context = {
        "committee": found,
        "seats": seats_of(found, on=today),
        "seat_columns": [Column("Name"), Column("Office"), Column("Ward"), Column("Party"), Column("Vote")],
        "substitutes": Substitute.objects.visible_to(actor.acting)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today), committee=found)
        .select_related("person", "stands_for"),
        "calendar": calendar_of(actor.acting, on=today, committee=found),
        "columns": DATES,
        "template": found.template.filter(ended_on=None),
        "sets_up": may_keep_committees(actor),
        "keeps": may_keep_meetings(actor),
        "trail": trail_to(),
    }
    return render(request, "committee/committee.html", context)


@audience(*KEEPS_NOTICE)
@refusing
def set_up(request: HttpRequest) -> HttpResponse:
    """Set a body up as a committee."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        return set_up_committee(on=timezone.localdate(), by=actor, **given).get_absolute_url()

    question = Question(
        heading="Set up a committee", button="Set it up", back=reverse("committees"), trail=trail_to(),
        lead="It is a committee or sub-committee that is known here already, with its members.",
        done="It is set up. Its agendas begin from the items every meeting takes.", leave="Leave it",
    )  # fmt: skip
    initial = {"quorum": 3, "notice_days": 5, "drafts_before": 10, "cleared_before": 3, "questions_before": 3}
    more = {"has_bodies": bodies_to_set_up().exists(), "keeps_bodies": may_keep_bodies(actor)}
    return ask(request, question, SetUpForm, act, initial=initial, template="committee/set-up.html", more=more)


@audience(*KEEPS_NOTICE)
@refusing
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a committee's terms, its clerk, and how its agendas are issued."""
    actor, found = actor_of(request), the_committee(request, key)

    def act(given: dict[str, Any]) -> None:
        change_committee(committee=found, by=actor, **given)

    names = [name for name in CommitteeForm.base_fields if name != "clerk"]
    initial = {name: getattr(found, name) for name in names} | {"clerk": found.clerk.key if found.clerk else ""}
    question = Question(
        heading=f"Terms of {found}", button="Save", back=found.get_absolute_url(), done="Saved.",
        trail=trail_to(found),
    )  # fmt: skip
    return ask(request, question, CommitteeForm, act, initial=initial)


@audience(*KEEPS_MEETINGS)
@refusing
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Plan a meeting of a committee."""
    actor, found = actor_of(request), the_committee(request, key)

    def act(given: dict[str, Any]) -> str:
        made = plan_meeting(committee=found, by=actor, at=timezone.now(), **given)
        if said := weekend_warning(made.on):
            messages.warning(request, said)
        return made.get_absolute_url()

    question = Question(
        heading=f"Plan a meeting of {found}", button="Plan the meeting", back=found.get_absolute_url(),
        lead="Its agenda begins with the items every meeting takes; when papers are due is counted back from the day.",
        done="The meeting is planned. Now add its business.", trail=trail_to(found), leave="Leave it",
    )  # fmt: skip
    return ask(request, question, MeetingForm, act)
