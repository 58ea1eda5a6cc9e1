"""Pages of minutes: read by everyone as far as they may, kept by the clerk while the meeting runs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.commands.approving import approve, circulate, sign
from goldenthread.committee.commands.minuting import (
    add_attendee,
    add_exchange,
    add_motion,
    begin_meeting,
    close_meeting,
    note_passage,
    note_presence,
    write_minute,
)
from goldenthread.committee.commands.resolving import discharge, promise, resolve
from goldenthread.committee.forms.minutes import (
    ApproveForm,
    AttendeeForm,
    CloseForm,
    DischargeForm,
    ExchangeForm,
    MinuteForm,
    MotionForm,
    NamedVoteForm,
    PassageForm,
    PresenceForm,
    PromiseForm,
    ResolutionForm,
    SignForm,
)
from goldenthread.committee.kinds import Governance, MeetingState
from goldenthread.committee.minuting import Count
from goldenthread.committee.models import CommitteeMeeting, Minute, Minutes, Motion
from goldenthread.committee.policy import KEEPS_MEETINGS, may_enter_interests, may_keep_meetings
from goldenthread.committee.queries.declared import declared_in
from goldenthread.committee.queries.minutes import (
    attendees_of,
    find_minutes,
    matters_arising,
    minutes_of,
)
from goldenthread.committee.queries.register import constitution
from goldenthread.committee.rendering_minutes import Keeping, draw_minutes
from goldenthread.committee.views.brought import brought_minutes
from goldenthread.committee.views.doors import kept_meeting, the_meeting, trail_to
from goldenthread.design.parts import Column, Link
from goldenthread.design.words import day
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import refusing


def _minutes(request: HttpRequest, meeting: CommitteeMeeting) -> Minutes:
    found = find_minutes(actor_of(request).acting, meeting)
    if found is None:
        raise Http404
    return found


@audience(SIGNED_IN)
@require_safe
def minutes(request: HttpRequest, key: str) -> HttpResponse:
    """The minutes of a meeting, as far as the reader may read them; its clerk keeps them here."""
    actor, meeting, now = actor_of(request), the_meeting(request, key), timezone.now()
    found = _minutes(request, meeting)
    if found.brought is not None:
        return brought_minutes(request, found, actor.acting)
    keeps = may_keep_meetings(actor)
    shown, enters = minutes_of(found, actor.acting, at=now), may_enter_interests(actor)
    writes = keeps and found.stage == "draft"
    executive = keeps and constitution().governance == Governance.EXECUTIVE
    context = {
        "meeting": meeting,
        "minutes": found,
        "shown": shown,
        "entries": draw_minutes(shown, Keeping(meeting.key, keeps=keeps, writes=writes, executive=executive)),
        "declared": declared_in(meeting, actor.acting, shown.exclusion, keeps=enters),
        "takes_back": enters,
        "declares": enters,
        "arising": matters_arising(meeting, actor.acting, at=now),
        "keeps": keeps,
        "writes": writes,
        "attendees": attendees_of(meeting) if keeps else [],
        "columns": [Column("Name"), Column("As what"), Column("There"), Column("Change", hidden=True)],
        "trail": trail_to(meeting=meeting),
    }
    return render(request, "committee/minutes.html", context)


def _kept(request: HttpRequest, key: str) -> tuple[CommitteeMeeting, Minutes]:
    meeting = kept_meeting(request, key)
    return meeting, _minutes(request, meeting)


def kept_entry(request: HttpRequest, key: str, number: int) -> Minute:
    """What is minuted under an item, for its clerk."""
    meeting, found = _kept(request, key)
    rows = Minute.objects.opened_to(actor_of(request).acting, at=timezone.now()).select_related("item")
    entry = get_object_or_404(rows, minutes=found, item__number=number)
    entry.minutes = found
    entry.item.meeting = meeting
    return entry


def _about(minutes: Minutes, heading: str, button: str, *, done: str, lead: str = "", at: str = "") -> Question:
    back = f"{minutes.get_absolute_url()}{at}"
    links = [*trail_to(meeting=minutes.meeting), Link("Minutes", minutes.get_absolute_url())]
    return Question(heading=heading, button=button, back=back, lead=lead, done=done, trail=links)


def under(entry: Minute, heading: str, button: str, *, lead: str = "") -> Question:
    """A question about what is minuted under an item, which leads back to it."""
    return _about(entry.minutes, heading, button, done="Minuted.", lead=lead, at=f"#item-{entry.item.number}")


@audience(*KEEPS_MEETINGS)
@refusing
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a meeting: its minutes are drafted from the agenda."""
    actor, meeting = actor_of(request), kept_meeting(request, key)

    def act(_given: dict[str, Any]) -> str:
        return begin_meeting(meeting=meeting, by=actor, at=timezone.now()).get_absolute_url()

    question = Question(
        heading=f"Begin the meeting of {day(meeting.on)}", button="Begin the meeting", back=meeting.get_absolute_url(),
        lead="Its members are expected, and each item is minuted in its formula. You complete it while it runs.",
        done="The meeting has begun. Note who is there.", trail=trail_to(meeting=meeting), leave="Leave it",
    )  # fmt: skip
    return ask(request, question, forms.Form, act)


@audience(*KEEPS_MEETINGS)
@refusing
def presence(request: HttpRequest, key: str, attendee: int) -> HttpResponse:
    """Note whether somebody was there."""
    actor, (meeting, found) = actor_of(request), _kept(request, key)
    one = get_object_or_404(meeting.attendees, pk=attendee)
    one.meeting = meeting

    def act(given: dict[str, Any]) -> None:
        note_presence(attendee=one, by=actor, **given)

    initial = {name: getattr(one, name) for name in PresenceForm.base_fields}
    question = _about(found, f"Was {one.name} there?", "Save", done="Saved.", at="#there")
    return ask(request, question, PresenceForm, act, initial=initial)


@audience(*KEEPS_MEETINGS)
@refusing
def attendee_add(request: HttpRequest, key: str) -> HttpResponse:
    """Add somebody who is there."""
    actor, (meeting, found) = actor_of(request), _kept(request, key)

    def act(given: dict[str, Any]) -> None:
        add_attendee(meeting=meeting, by=actor, **given)

    question = _about(
        found, "Who else is there", "Add them", done="Added.", at="#there",
        lead="An officer, a guest who is to be heard, or a substitute for a member who is not there.",
    )  # fmt: skip
    return ask(request, question, lambda **named: AttendeeForm(meeting=meeting, **named), act)


@audience(*KEEPS_MEETINGS)
@refusing
def passage(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Note that somebody came or left during an item."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        note_passage(item=entry.item, by=actor, **given)

    question = under(entry, f"Who came or left during item {entry.item.printed}", "Note it")
    meeting = entry.minutes.meeting
    return ask(request, question, lambda **named: PassageForm(meeting=meeting, **named), act)


@audience(*KEEPS_MEETINGS)
@refusing
def minute(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Write what the minutes say under an item."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        write_minute(minute=entry, by=actor, **given)

    initial = {"text": entry.text, "summary": entry.summary, "version": entry.version}
    question = under(entry, f"{entry.item.printed}. {entry.item.title}", "Save")
    return ask(request, question, MinuteForm, act, initial=initial)


@audience(*KEEPS_MEETINGS)
@refusing
def question(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Minute a question with its answer."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        add_exchange(minute=entry, by=actor, **given)

    return ask(request, under(entry, f"A question under item {entry.item.printed}", "Minute it"), ExchangeForm, act)


def form_kept(make: Callable[..., forms.Form]) -> tuple[Callable[..., forms.Form], list[Any]]:
    """A maker of forms, and the form it made last, which knows more than its cleaned data."""
    made: list[Any] = []

    def making(**named: Any) -> forms.Form:
        made.append(make(**named))
        found: forms.Form = made[-1]
        return found

    return making, made


@audience(*KEEPS_MEETINGS)
@refusing
def motion(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Minute a motion or an amendment with its vote."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def make(**named: Any) -> MotionForm:
        form = MotionForm(**named)
        form.fields["amends"].queryset = entry.motions.all()  # type: ignore[attr-defined]
        return form

    making, made = form_kept(make)

    def act(given: dict[str, Any]) -> None:
        names = ("text", "amends", "moved_by", "seconded_by", "how", "outcome", "business")
        add_motion(minute=entry, by=actor, count=made[-1].count(), **{name: given[name] for name in names})

    return ask(request, under(entry, f"A motion under item {entry.item.printed}", "Minute it"), making, act)


@audience(*KEEPS_MEETINGS)
@refusing
def named_vote(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Minute a motion that was voted on by name."""
    actor, entry = actor_of(request), kept_entry(request, key, number)
    making, made = form_kept(lambda **named: NamedVoteForm(meeting=entry.minutes.meeting, **named))

    def act(given: dict[str, Any]) -> None:
        add_motion(
            minute=entry, by=actor, text=given["text"], outcome=given["outcome"], how=Motion.How.NAMED,
            named=made[-1].named(), business=given["business"], count=Count(0, 0, casting=given["casting_vote"]),
        )  # fmt: skip

    return ask(request, under(entry, f"A vote by name under item {entry.item.printed}", "Minute it"), making, act)


@audience(*KEEPS_MEETINGS)
@refusing
def resolution(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Minute what was resolved under an item."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        resolve(minute=entry, by=actor, at=timezone.now(), **given)

    said = under(
        entry, f"What was resolved under item {entry.item.printed}", "Minute it",
        lead="One numbered part at a time. One that asks for something becomes a finding, with its owner and day.",
    )  # fmt: skip
    return ask(request, said, ResolutionForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def promise_add(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Enter a promise, an answer that is owed, a direction."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        promise(minute=entry, by=actor, at=timezone.now(), **given)

    said = under(
        entry, f"A promise under item {entry.item.printed}", "Enter it",
        lead="It becomes a finding of this meeting and stands under matters arising until it is discharged.",
    )  # fmt: skip
    return ask(request, said, PromiseForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def promise_discharge(request: HttpRequest, key: str, number: int, promised: int) -> HttpResponse:
    """Discharge a promise of this meeting."""
    actor, entry = actor_of(request), kept_entry(request, key, number)
    one = get_object_or_404(entry.promises.filter(discharged_on=None), number=promised)
    one.minute = entry

    def act(given: dict[str, Any]) -> None:
        discharge(promise=one, by=actor, **given)

    said = _about(entry.minutes, "Discharge a promise", "Discharge it", done="It is discharged.", lead=one.text)
    return ask(request, said, DischargeForm, act, initial={"on": timezone.localdate()})


@audience(*KEEPS_MEETINGS)
@refusing
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close a meeting."""
    actor, (meeting, found) = actor_of(request), _kept(request, key)

    def act(given: dict[str, Any]) -> None:
        close_meeting(meeting=meeting, closed_at=given["closed_at"], by=actor, at=timezone.now())

    said = _about(found, "Close the meeting", "Close it", done="The meeting is closed; its minutes can be completed.")
    return ask(request, said, CloseForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def put_to_next(request: HttpRequest, key: str) -> HttpResponse:
    """Put the draft to the next meeting."""
    actor, (_meeting, found) = actor_of(request), _kept(request, key)

    def act(_given: dict[str, Any]) -> None:
        circulate(minutes=found, by=actor, at=timezone.now())

    said = _about(
        found, "Put the minutes to the next meeting", "Put them to it", done="Everyone signed in reads them now.",
        lead="They get their numbers and are kept as they stand; what is wrong is corrected when they are approved.",
    )  # fmt: skip
    return ask(request, said, forms.Form, act)


@audience(*KEEPS_MEETINGS)
@refusing
def approved(request: HttpRequest, key: str) -> HttpResponse:
    """Note at which meeting the minutes were approved, and with which corrections."""
    actor, (meeting, found) = actor_of(request), _kept(request, key)

    def act(given: dict[str, Any]) -> None:
        if not begun:
            raise RuleBroken("Minutes are approved at a later meeting that has begun.")
        approve(minutes=found, by=actor, at=timezone.now(), **given)

    def make(**named: Any) -> forms.Form:
        return ApproveForm(meeting=meeting, **named) if begun else forms.Form(**named)

    said = _about(found, "Approve the minutes", "They were approved", done="The minutes are approved.")
    later = meeting.committee.meetings.standing().filter(on__gt=meeting.on)
    begun = later.filter(state__in=(MeetingState.UNDER_WAY, MeetingState.HELD)).exists()
    more = {"committee": meeting.committee, "begun": begun, "next": later.order_by("on").first()}
    return ask(request, said, make, act, template="committee/approve.html", more=more)


@audience(*KEEPS_MEETINGS)
@refusing
def signed(request: HttpRequest, key: str) -> HttpResponse:
    """Note who signed the minutes."""
    actor, (_meeting, found) = actor_of(request), _kept(request, key)

    def act(given: dict[str, Any]) -> None:
        sign(minutes=found, by=actor, at=timezone.now(), **given)

    said = _about(
        found, "The minutes were signed", "Save", done="The minutes are signed.",
        lead="Nothing of them changes from then on.",
    )  # fmt: skip
    return ask(request, said, SignForm, act)
