"""Pages of what happens while a meeting runs: the public excluded and let in, recesses, who is heard, later notes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.committee.commands.excluding import exclude_public, readmit_public
from goldenthread.committee.commands.proceeding import add_later_note, hear, note_proceeding
from goldenthread.committee.forms.proceeding import (
    ExcludeForm,
    HeardForm,
    LaterNoteForm,
    ProceedingForm,
    ReadmitForm,
)
from goldenthread.committee.policy import KEEPS_MEETINGS
from goldenthread.committee.views.minutes import form_kept, kept_entry, under
from goldenthread.identity.views.asking import actor_of, ask
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import refusing


@audience(*KEEPS_MEETINGS)
@refusing
def exclude(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Minute the motion to exclude the public, with its vote."""
    actor, entry = actor_of(request), kept_entry(request, key, number)
    making, made = form_kept(lambda **named: ExcludeForm(meeting=entry.minutes.meeting, **named))

    def act(given: dict[str, Any]) -> None:
        names = ("outcome", "how", "moved_by", "seconded_by", "began_at")
        exclude_public(
            minute=entry, items=list(given.get("items", ())), count=made[-1].count(), by=actor,
            **{name: given[name] for name in names},
        )  # fmt: skip

    said = under(
        entry, "The motion to exclude the public", "Minute it",
        lead="Its words are written with the items and their paragraphs. Nothing of them is minuted in private while "
        "it is lost or not put.",
    )  # fmt: skip
    return ask(request, said, making, act)


@audience(*KEEPS_MEETINGS)
@refusing
def readmit(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Note that the public was let in again before an item."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        readmit_public(before=entry, by=actor, **given)

    said = under(entry, f"The public came back before item {entry.item.printed}", "Note it")
    return ask(request, said, lambda **named: ReadmitForm(meeting=entry.minutes.meeting, **named), act)


@audience(*KEEPS_MEETINGS)
@refusing
def proceeding(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Note a recess, another chair, more time or an adjournment under an item."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        note_proceeding(minute=entry, by=actor, **given)

    return ask(request, under(entry, f"What happened during item {entry.item.printed}", "Note it"), ProceedingForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def heard(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Minute a statement, a deputation or a petition under an item."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        hear(minute=entry, by=actor, **given)

    return ask(request, under(entry, f"Who was heard under item {entry.item.printed}", "Minute it"), HeardForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def later_note(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Put a note under a minute that was put to the next meeting."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        add_later_note(minute=entry, by=actor, **given)

    said = under(
        entry, f"A note under item {entry.item.printed}", "Add it", lead="The minute itself stays as it was.",
    )  # fmt: skip
    return ask(request, said, LaterNoteForm, act, initial={"on": timezone.localdate()})
