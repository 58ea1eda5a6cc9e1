"""Pages of an item: what stands behind it; adding, changing, moving and leaving it out; papers and exemption."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.committee.commands.agenda import (
    add_item,
    change_item,
    defer_item,
    move_item,
    move_item_to,
    remove_item,
    withdraw_item,
)
from goldenthread.committee.commands.exempting import exempt, release
from goldenthread.committee.commands.papers import (
    answer_background,
    note_opening,
    put_file,
    put_report,
    withdraw_paper,
)
from goldenthread.committee.forms.agenda import (
    BackgroundForm,
    ItemForm,
    LeaveOutForm,
    NewItemForm,
    ReasonsForm,
    ReportPaperForm,
)
from goldenthread.committee.forms.meetings import WhyForm
from goldenthread.committee.kinds import ItemState, MeetingState
from goldenthread.committee.models import AgendaItem, ItemPaper
from goldenthread.committee.policy import EXEMPTS, KEEPS_MEETINGS, may_enter_interests, may_exempt, may_keep_meetings
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.declared import declared_in, declares_at
from goldenthread.committee.queries.item import is_restricted, item_page
from goldenthread.committee.views.brought import brought_paper
from goldenthread.committee.views.doors import kept_meeting, the_item, the_meeting, the_paper, trail_to
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import refusing
from goldenthread.plan.views.evidence import DOWNLOAD, kept_file
from goldenthread.plan.views.sending import form_page, opened
from goldenthread.reports.models import Report


def _trail(item: AgendaItem) -> list[Link]:
    return [*trail_to(meeting=item.meeting), Link(item.title, item.get_absolute_url())]


def _about(item: AgendaItem, heading: str, button: str, *, done: str, lead: str = "", back: str = "") -> Question:
    return Question(
        heading=heading, button=button, back=back or item.get_absolute_url(), lead=lead, done=done, trail=_trail(item)
    )


@audience(SIGNED_IN)
@require_safe
def item(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One item with its papers, and why it is kept from the public; only who reads everything of it."""
    actor, meeting = actor_of(request), the_meeting(request, key)
    found = the_item(request, meeting, number)
    agenda = agenda_of(meeting, actor.acting, at=timezone.now())
    context = {
        "meeting": meeting,
        "item": found,
        "shown": next(one for one in agenda.items if one.number == number),
        "page": item_page(found, actor.acting, at=timezone.now()),
        "keeps": may_keep_meetings(actor),
        "exempts": may_exempt(actor),
        "orders": meeting.state not in (MeetingState.HELD, MeetingState.CANCELLED),
        "declared": declared_in(meeting, actor.acting, agenda, item=found, keeps=may_enter_interests(actor)),
        "takes_back": may_enter_interests(actor),
        "declares": meeting.state != MeetingState.CANCELLED
        and (may_enter_interests(actor) or declares_at(actor.acting, meeting)),
        "trail": trail_to(meeting=meeting),
    }
    return render(request, "committee/item.html", context)


@audience(*KEEPS_MEETINGS)
@refusing
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Add an item."""
    actor, meeting = actor_of(request), kept_meeting(request, key)

    def act(given: dict[str, Any]) -> str:
        under = given.pop("under")
        return add_item(meeting=meeting, by=actor, at=timezone.now(), parent=under, **given).get_absolute_url()

    question = Question(
        heading="Add an item", button="Add the item", back=meeting.get_absolute_url(), trail=trail_to(meeting=meeting),
        lead="It stands before the questions and urgent business of its part. Its number is given when the agenda is "
        "issued and stays from then on.",
        done="The item is added. Now put its papers behind it.", leave="Leave it",
    )  # fmt: skip
    initial = {"part": request.GET.get("part", "1")}
    return ask(request, question, lambda **named: NewItemForm(meeting=meeting, **named), act, initial=initial)


@audience(*KEEPS_MEETINGS)
@refusing
def change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Change what an item says."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = the_item(request, meeting, number)

    def act(given: dict[str, Any]) -> None:
        change_item(item=found, by=actor, **given)

    initial = {name: getattr(found, name) for name in ItemForm.base_fields if name != "public_item"}
    initial["public_item"] = found.public_item.number if found.public_item else ""
    question = _about(found, f"Change “{found.title}”", "Save", done="Saved.")
    return ask(request, question, lambda **named: ItemForm(meeting=meeting, **named), act, initial=initial)


@audience(*KEEPS_MEETINGS)
@refusing
@require_POST
def move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Move an item up or down among the items of its part, or to a place."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = the_item(request, meeting, number)
    try:
        if (place := request.POST.get("place", "")).isdecimal() and len(place) < 5:
            move_item_to(item=found, place=int(place), by=actor)
        else:
            move_item(item=found, up=request.POST.get("way") == "up", by=actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{meeting.get_absolute_url()}#item-{number}")


@audience(*KEEPS_MEETINGS)
@refusing
def leave_out(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Defer or withdraw an item; one that was never issued and holds nothing can be taken off instead."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = the_item(request, meeting, number)

    def act(given: dict[str, Any]) -> None:
        if given["what"] == ItemState.WITHDRAWN:
            withdraw_item(item=found, why=given["why"], by=actor)
        else:
            defer_item(item=found, why=given["why"], to=given["to"], by=actor, at=timezone.now())

    question = _about(
        found, f"Leave out “{found.title}”", "Leave it out", done="The item is left out; its number stays.",
        lead="It stays on the agenda under its number, with what became of it.",
    )  # fmt: skip
    return ask(request, question, lambda **named: LeaveOutForm(meeting=meeting, **named), act)


@audience(*KEEPS_MEETINGS)
@refusing
@require_POST
def remove(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take an item off an agenda that was not issued yet."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = the_item(request, meeting, number)
    try:
        remove_item(item=found, by=actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect(found.get_absolute_url())
    messages.success(request, "The item is taken off.")
    return redirect(meeting.get_absolute_url())


@audience(*KEEPS_MEETINGS)
@refusing
def paper_add(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Put an issued report or a file behind an item."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = the_item(request, meeting, number)
    form = opened(request, ReportPaperForm, meeting=meeting)

    def act(given: dict[str, Any]) -> None:
        now = timezone.now()
        if given["report"]:
            put_report(item=found, report=given["report"], by=actor, at=now)
            return
        with kept_file(given["file"], by=actor, at=now) as file:
            if file is None:
                raise RuleBroken("Choose a report, or send a file.", about="report")
            more = {name: given[name] for name in ("kind", "public_title", "background")}
            put_file(item=found, file=file, title=given["title"] or file.name, by=actor, at=now, **more)

    context = {
        "heading": f"Put a paper behind “{found.title}”",
        "lead": "An issued report of this product, or a file that was sent.",
        "button": "Put it on the agenda",
        "leave_url": found.get_absolute_url(),
        "trail": _trail(found),
        "upload": True,
    }
    return form_page(request, form, act, to=found.get_absolute_url(), said="The paper is added.", context=context)


def _kept_paper(request: HttpRequest, key: str, item: int, number: int) -> ItemPaper:
    return the_paper(request, kept_meeting(request, key), item, number)


@audience(*KEEPS_MEETINGS)
@refusing
def paper_withdraw(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponse:
    """Withdraw a paper, with the reason."""
    actor, found = actor_of(request), _kept_paper(request, key, number, paper)

    def act(given: dict[str, Any]) -> None:
        withdraw_paper(paper=found, why=given["why"], by=actor, at=timezone.now())

    question = _about(
        found.item, f"Withdraw “{found.title}”", "Withdraw the paper", done="The paper is withdrawn.",
        lead="It is handed out no more; that it was there stays told.",
    )  # fmt: skip
    return ask(request, question, WhyForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def paper_background(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponse:
    """Say which background papers a paper relies on."""
    actor, found = actor_of(request), _kept_paper(request, key, number, paper)

    def act(given: dict[str, Any]) -> None:
        answer_background(paper=found, background=given["background"], by=actor)

    question = _about(found.item, f"Background papers of “{found.title}”", "Save", done="Saved.")
    return ask(request, question, BackgroundForm, act, initial={"background": found.background})


@audience(SIGNED_IN)
@require_safe
def paper(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponseBase:
    """A paper opened: its report's page, or its file as a download. Opening a restricted one is noted every time.

    A report that its reader reads as a paper of this meeting alone comes as the file that was issued.
    """
    actor = actor_of(request)
    found = the_paper(request, the_meeting(request, key), number, paper)
    if is_restricted(found):
        note_opening(paper=found, by=actor)
    file = found.file
    if found.brought is not None:
        return brought_paper(request, found)
    if found.report is not None:
        if Report.objects.visible_to(actor.acting).filter(pk=found.report.pk).exists():
            return redirect(found.report.get_absolute_url())
        issued = found.report.files.filter(format="pdf").select_related("file").last()
        file = issued.file if issued else None
    if file is None or not Path(file.location).is_file():
        raise Http404
    content = Path(file.location).open("rb")  # noqa: SIM115 - the answer closes it
    answer = FileResponse(content, as_attachment=True, filename=file.name, content_type=DOWNLOAD)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


@audience(*EXEMPTS)
@refusing
def keep_item(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say why an item is kept from the public."""
    meeting = the_meeting(request, key)
    found = the_item(request, meeting, number)
    return _keep(request, found, None)


@audience(*EXEMPTS)
@refusing
def keep_paper(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponse:
    """Say why one paper is kept from the public."""
    found = the_paper(request, the_meeting(request, key), number, paper)
    return _keep(request, found.item, found)


def _keep(request: HttpRequest, item: AgendaItem, paper: ItemPaper | None) -> HttpResponse:
    actor, of = actor_of(request), paper or item
    forms: list[ReasonsForm] = []

    def make(**named: Any) -> ReasonsForm:
        forms.append(ReasonsForm(**named))
        return forms[-1]

    def act(given: dict[str, Any]) -> None:
        exempt(
            item=None if paper else item, paper=paper, reasons=forms[-1].reasons(),
            public_title=given["public_title"], by=actor, at=timezone.now(),
        )  # fmt: skip

    now = of.exemptions.filter(lifted_at=None).first()
    initial: dict[str, Any] = {"public_title": of.public_title or (item.title if paper is None else "")}
    if now is not None:
        initial |= {
            "ground": now.ground, "paragraphs": list(now.numbers), "public_interest": now.public_interest,
            "confidential_because": now.confidential_because, "has_contract_terms": now.has_contract_terms,
            "review_on": now.review_on,
        }  # fmt: skip
    question = _about(
        item, f"Keep “{of.title}” from the public", "Keep it from the public", done="It is kept from the public.",
        lead="Exempt and confidential differ. What is said here stands on the agenda, on every copy and in the "
        "resolution to exclude.",
    )  # fmt: skip
    return ask(request, question, make, act, initial=initial)


@audience(*EXEMPTS)
@refusing
def release_item(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Release an item that was kept from the public."""
    found = the_item(request, the_meeting(request, key), number)
    return _release(request, found, found)


@audience(*EXEMPTS)
@refusing
def release_paper(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponse:
    """Release one paper that was kept from the public."""
    found = the_paper(request, the_meeting(request, key), number, paper)
    return _release(request, found.item, found)


def _release(request: HttpRequest, item: AgendaItem, of: AgendaItem | ItemPaper) -> HttpResponse:
    actor, running = actor_of(request), of.exemptions.filter(lifted_at=None).first()
    if running is None:
        raise Http404

    def act(given: dict[str, Any]) -> None:
        release(exemption=running, why=given["why"], by=actor, at=timezone.now())

    question = _about(
        item, f"Release “{of.title}”", "Release it", done="It is released: everybody signed in reads it now.",
        lead="From now on it is read by everyone signed in, under its own title. This cannot be taken back from those "
        "who have read it.",
    )  # fmt: skip
    return ask(request, question, WhyForm, act)
