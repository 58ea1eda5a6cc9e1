"""Pages of what a round asks for: who has answered, chasing, one's own return, declining, supplies, notes, closing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.boards.commands.asking import (
    Chased,
    add_supply,
    answer_supply,
    ask_for_answers,
    chase,
    decline_answer,
    end_supply,
)
from goldenthread.boards.commands.notes import add_note, answer_pressure, withdraw_note
from goldenthread.boards.commands.rounds import close_round
from goldenthread.boards.forms_returns import (
    CloseForm,
    DeclineForm,
    NoteForm,
    PressureForm,
    SuppliedForm,
    SupplyForm,
    WhyBetterForm,
)
from goldenthread.boards.models import Asked, MonitoringRound, RoundNote
from goldenthread.boards.policy import (
    may_keep_rounds,
    may_note,
    require_may_answer,
    require_may_keep_rounds,
    require_may_note,
)
from goldenthread.boards.queries.link_used import open_links
from goldenthread.boards.queries.notes import notes_shown, pressures_before
from goldenthread.boards.queries.owed import counted, is_owed_by, still_out, together
from goldenthread.boards.queries.returns import owed_to, supplies_of
from goldenthread.boards.queries.returns_frozen import owed_or_frozen
from goldenthread.boards.states import AT_WORK, RoundState
from goldenthread.boards.views.overtaken import overtaken
from goldenthread.boards.views.rounds import closed_in_words, goes_back, next_year_of, round_of, trail_of
from goldenthread.design.parts import Link
from goldenthread.design.words import counted as counted_in_words
from goldenthread.design.words import listed
from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.answers import explain_rating
from goldenthread.plan.queries.asking import NEXT_YEAR
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_plan


def _trail(found: MonitoringRound) -> list[Link]:
    return [*trail_of(found.plan), Link(f"Round {found.number}", found.get_absolute_url())]


@audience(*READERS)
@require_safe
def returns(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Who has answered what this round asks for, by person; of a closed round as it was closed."""
    actor, found = actor_of(request), round_of(request, key, number)
    now = timezone.now()
    owed, links = owed_or_frozen(found, on=timezone.localdate(now)), open_links(found, at=now)
    is_closed = found.state == RoundState.CLOSED
    context = {
        "round": found,
        "plan": found.plan,
        "people": [(one, links.get(one.person.pk) if one.person else None) for one in together(owed)],
        "counted": counted([one for one in owed if one.asked.action] if is_closed else owed),
        "answers": sum(bool(one.asked.action) for one in owed),
        "supplies": sum(not one.asked.action for one in owed),
        "supplies_out": sum(one.is_open and not one.asked.action for one in owed),
        "keeps": may_keep_rounds(actor, found.plan),
        "at_work": found.state in AT_WORK,
        "is_closed": is_closed,
        "trail": _trail(found),
    }
    return render(request, "boards/returns.html", context)


@audience(*READERS)
@require_POST
@refusing
def chase_round(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Chase what is missing, in one press; what came to the plan since the opening is asked for first."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_keep_rounds(actor, found.plan)
    now = timezone.now()
    try:
        ask_for_answers(round=found, by=actor, at=now)
        chased = chase(round=found, by=actor, at=now)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(chased))
    return redirect("round-returns", key, number)


def _said(chased: Chased) -> str:
    """What one press did, in words: whom it reminded, when each hears of it, and whom nothing reaches."""
    told = f"{chased.people} {'person was' if chased.people == 1 else 'people were'} reminded"
    if chased.seniors:
        told += f", and {chased.seniors} senior {'lead' if chased.seniors == 1 else 'leads'} told"
    if not chased.people and not chased.seniors:
        told = "Nobody was reminded: nothing is missing, or everybody was reminded today already"
    elif len(chased.goes) == 1:
        told += f"; {'it goes' if chased.people + chased.seniors == 1 else 'all of it goes'} {chased.goes[0][0]}"
    else:
        told += ": " + listed(f"{count} {when}" for when, count in chased.goes)
    if chased.people and chased.already:
        told += f". {counted_in_words(chased.already, 'other was,others were')} reminded today already"
    if chased.unreached:
        told += f". No e-mail address is known for {', '.join(chased.unreached)}"
    if chased.leaderless:
        has = "has" if chased.leaderless == 1 else "have"
        told += f". {counted_in_words(chased.leaderless, 'action')} {has} no lead: choose one below"
    return f"{told}."


@audience(*READERS)
@require_safe
def my_return(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What a round asks of the reader, what has come, and the achievements and pressures they name."""
    actor, found = actor_of(request), round_of(request, key, number)
    owed = owed_or_frozen(found, on=timezone.localdate())
    context = {
        "round": found,
        "plan": found.plan,
        "mine": [item for item in owed if is_owed_by(item, actor.acting)],
        "at_work": found.state in AT_WORK,
        "notes": notes_shown(found, actor),
        "pressures": pressures_before(found) if found.state in AT_WORK else [],
        "may_note": found.state in AT_WORK and may_note(actor, found),
        "trail": _trail(found),
    }
    return render(request, "boards/my-return.html", context)


def _asked(request: HttpRequest, key: str, number: int, **which: Any) -> Asked:
    found = round_of(request, key, number)
    asked = Asked.objects.visible_to(actor_of(request).acting).filter(round=found)
    return get_object_or_404(asked.select_related("round__plan", "person"), **which)


def _asked_of(request: HttpRequest, key: str, number: int, action_key: str) -> Asked:
    """What a round asks for of an action, also where it came to the plan since the opening and is not written down."""
    found = round_of(request, key, number)
    owed = owed_to(found, on=timezone.localdate())
    new = next((one.asked for one in owed if one.asked.action == action_key and one.asked.pk is None), None)
    return new or _asked(request, key, number, action=action_key, kind=Asked.Kind.RETURN)


@audience(*READERS)
@refusing
def decline(request: HttpRequest, key: str, number: int, action_key: str) -> HttpResponse:
    """Say that no answer comes for an action, and why."""
    return _decline(request, _asked_of(request, key, number, action_key))


@audience(*READERS)
@refusing
def decline_supply(request: HttpRequest, key: str, number: int, place: int) -> HttpResponse:
    """Say that a supply does not come, and why."""
    return _decline(request, _asked(request, key, number, position=place, kind=Asked.Kind.SUPPLY))


def _decline(request: HttpRequest, asked: Asked) -> HttpResponse:
    actor = actor_of(request)
    require_may_answer(actor, asked)
    question = Question(
        heading="Say that no answer comes",
        button="Decline with this reason",
        back=reverse("my-return", args=[asked.round.plan.key, asked.round.number]),
        lead=asked.what,
        trail=_trail(asked.round),
        leave="Leave it open",
    )

    def act(cleaned: dict[str, Any]) -> None:
        decline_answer(asked=asked, why=cleaned["why"], by=actor, at=timezone.now())

    return ask(request, question, DeclineForm, act)


@audience(*READERS)
@refusing
def why_better(request: HttpRequest, key: str, number: int, action_key: str) -> HttpResponse:
    """Say why an action that was answered goes better than its dates suggest."""
    actor, asked = actor_of(request), _asked_of(request, key, number, action_key)
    require_may_answer(actor, asked)
    owed = owed_to(asked.round, on=timezone.localdate())
    item = next((one for one in owed if one.asked.action == asked.action and one.wants_sentence), None)
    if item is None or asked.round.state not in AT_WORK:
        said = "" if asked.round.state == RoundState.CLOSED else "No sentence is wanted here any more."
        return overtaken(request, asked.round, WhyBetterForm(data=request.POST), said)
    is_mine = is_owed_by(item, actor.acting)
    question = Question(
        heading="Why it goes better than its dates say",
        button="Save the sentence",
        back=reverse("my-return" if is_mine else "round-returns", args=[key, number]),
        lead=f"{item.ref} {item.what}",
        trail=_trail(asked.round),
        leave="Leave it open",
    )

    def act(cleaned: dict[str, Any]) -> None:
        now, action = timezone.now(), get_object_or_404(asked.round.plan.actions, key=action_key)
        since = asked.round.opened_at or now
        explain_rating(action=action, despite=cleaned["despite"], since=since, by=actor, at=now)

    return ask(request, question, WhyBetterForm, act)


@audience(*READERS)
@refusing
def supplied(request: HttpRequest, key: str, number: int, place: int) -> HttpResponse:
    """Say what was supplied."""
    actor, asked = actor_of(request), _asked(request, key, number, position=place, kind=Asked.Kind.SUPPLY)
    require_may_answer(actor, asked)
    question = Question(
        heading="Say what was supplied",
        button="Save it",
        back=reverse("round-returns", args=[key, number]),
        lead=f"{asked.person_written}: {asked.what}",
        trail=_trail(asked.round),
        leave="Leave it open",
    )

    def act(cleaned: dict[str, Any]) -> None:
        answer_supply(asked=asked, answer=cleaned["answer"], by=actor, at=timezone.now())

    return ask(request, question, SuppliedForm, act)


@audience(*READERS)
@refusing
def new_note(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Name an achievement or a pressure."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_note(actor, found)
    question = Question(
        heading="Name an achievement or a pressure",
        button="Add it to the round",
        back=reverse("my-return", args=[key, number]),
        lead="What belongs to the whole period and to no one action. A pressure is asked about again next time.",
        trail=_trail(found),
        leave="Add nothing",
    )

    def act(cleaned: dict[str, Any]) -> None:
        add_note(
            round=found, kind=cleaned["kind"], theme=cleaned["theme"], text=cleaned["text"], by=actor,
            at=timezone.now(),
        )  # fmt: skip

    return ask(request, question, NoteForm, act)


@audience(*READERS)
@refusing
def pressure(request: HttpRequest, key: str, number: int, place: int) -> HttpResponse:
    """Say what has become of a pressure named in an earlier round."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_note(actor, found)
    before = {one.place: one.note for one in pressures_before(found)}
    if place not in before or found.state not in AT_WORK:
        return overtaken(request, found, PressureForm(data=request.POST), _why_not_asked(found))
    question = Question(
        heading="What became of this pressure?",
        button="Save it",
        back=reverse("my-return", args=[key, number]),
        lead=f"{before[place].get_theme_display()}: {before[place].text}",
        trail=_trail(found),
        leave="Leave it open",
    )

    def act(cleaned: dict[str, Any]) -> None:
        answer_pressure(
            round=found, pressure=before[place], standing=cleaned["standing"], text=cleaned["text"], by=actor,
            at=timezone.now(),
        )  # fmt: skip

    return ask(request, question, PressureForm, act)


def _why_not_asked(found: MonitoringRound) -> str:
    """That somebody has said already what became of a pressure; blank where the round itself was closed."""
    if found.state not in AT_WORK:
        return ""
    if not found.notes.filter(follows__isnull=False, withdrawn_at=None).exists():
        raise Http404
    return "Somebody else has said meanwhile what became of this pressure; it stands among the notes of the round."


@audience(*READERS)
@require_POST
@refusing
def drop_note(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take an achievement or a pressure back."""
    actor, found = actor_of(request), round_of(request, key, number)
    notes = RoundNote.objects.visible_to(actor.acting).filter(round=found)
    note = get_object_or_404(notes.select_related("round__plan"), pk=number_of(request.POST.get("note", "")))
    try:
        withdraw_note(note=note, by=actor, at=timezone.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("my-return", key, number)


@audience(*READERS)
@refusing
def close(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Close a round although something is missing: what is missing, and the reason for closing without it."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_keep_rounds(actor, found.plan)
    if found.state not in AT_WORK:
        return overtaken(request, found, CloseForm(data=request.POST))
    missing, back = still_out(owed_to(found, on=timezone.localdate())), goes_back(request)
    question = Question(
        heading=f"Close round {found.number}",
        button="Close the round without them",
        back=next_year_of(found.plan) if back else found.get_absolute_url(),
        trail=_trail(found),
        leave="Leave it open",
        done=closed_in_words(found) if back else "",
    )

    def act(cleaned: dict[str, Any]) -> None:
        close_round(round=found, by=actor, at=timezone.now(), missing_why=cleaned["missing_why"])

    more: dict[str, Any] = {"missing": missing, "returns_url": reverse("round-returns", args=[key, number])}
    more["has_board"] = found.board_id is not None
    first = {"back": NEXT_YEAR if back else ""}
    return ask(request, question, CloseForm, act, template="boards/close.html", more=more, initial=first)


@audience(*READERS)
@refusing
def supplies(request: HttpRequest, key: str) -> HttpResponse:
    """What partners and providers supply for each round of a plan; a further one is added here."""
    actor, plan = actor_of(request), the_plan(request, key)
    require_may_keep_rounds(actor, plan)
    question = Question(
        heading="Supplies by partners and providers",
        button="Ask for it in each round",
        back=reverse("supplies", args=[key]),
        lead="Each round asks for these and chases them as it does the leads. Partners without an account get a link.",
        done="Each round asks for it from now on; one that is open already asks with its next reminder.",
        trail=[*trail_of_plan(plan), Link("Rounds", reverse("rounds", args=[key]))],
        leave="Back to the list",
    )

    def act(cleaned: dict[str, Any]) -> None:
        add_supply(plan=plan, person=cleaned["person"], what=cleaned["what"], by=actor)

    more = {"supplies": supplies_of(plan), "plan": plan}
    return ask(request, question, SupplyForm, act, template="boards/supplies.html", more=more)


@audience(*READERS)
@require_POST
@refusing
def drop_supply(request: HttpRequest, key: str) -> HttpResponse:
    """Ask no longer for a supply."""
    actor, plan = actor_of(request), the_plan(request, key)
    require_may_keep_rounds(actor, plan)
    wanted = number_of(request.POST.get("supply", ""))
    supply = next((one for one in supplies_of(plan) if one.pk == wanted), None)
    if supply is None:
        raise Http404
    try:
        end_supply(supply=supply, plan=plan, by=actor, on=timezone.localdate())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("supplies", key)
