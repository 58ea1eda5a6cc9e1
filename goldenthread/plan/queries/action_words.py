"""The page of an action in words: its stages still to come, the facts beside it, and what the reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.html import format_html

from goldenthread.design.parts import Fact, Link, Said, Step
from goldenthread.design.words import day
from goldenthread.plan.models import Action
from goldenthread.plan.queries.around_blue import (
    Outcome,
    contradictions,
    earlier,
    looks,
    vouched,
    watch_link,
)
from goldenthread.plan.queries.said import FROM_PAPER
from goldenthread.plan.queries.short_dates import short_start
from goldenthread.plan.queries.thread import ActionPage, StepLine
from goldenthread.plan.states import FINISHED, GONE_ON, State

NEWEST = 4


class Dated(Protocol):
    """Anything that is done on a day, or not yet."""

    @property
    def done_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What the page says that stands in no single row."""

    leads: str
    since: str
    here: str
    declared_by: str
    duties: list[str]
    dates: str
    moved: str
    steps: list[Step]
    steps_done: str
    newest: list[Said]
    earlier: list[Said]
    outcome: list[Outcome]
    facts: list[Fact]
    links: list[Link]
    changes: list[Link]


def action_words(page: ActionPage) -> ActionWords:
    """Say the page in words; no query."""
    action = page.action
    start = short_start(action.starts_written, action.starts_on, action.starts_precision)
    done = sum(step.done_on is not None for step in page.steps)
    return ActionWords(
        leads=", ".join(page.leads) or action.leads_written,
        since=f"since {start}" if start else "",
        here=action.get_state_display(),
        declared_by=_declared_by(page),
        duties=_duties(action),
        dates=_dates(page, start),
        moved="moved once" if page.moved == 1 else f"moved {page.moved} times" if page.moved else "",
        steps=[_step(step, step is next_of(page.steps)) for step in page.steps],
        steps_done=f"{done} of {len(page.steps)} done",
        newest=page.updates[:NEWEST],
        earlier=page.updates[NEWEST:],
        outcome=_outcome(page),
        facts=_facts(page, start),
        links=_links(page),
        changes=_changes(page),
    )


def _declared_by(page: ActionPage) -> str:
    action = page.action
    if action.state == State.ASSURED:
        return f"given by {page.assured_by} on {day(action.assured_on)}."
    if action.state == State.REPORTED_COMPLETE:
        return f"by {page.reported_by} on {day(action.reported_on)}."
    if action.state in (State.PAUSED, State.WITHDRAWN):
        return ""
    if action.state in GONE_ON:
        return _sent_on(page)
    said = next((said for said in page.updates if said.on and said.who != FROM_PAPER), None)
    if said is None:
        return page.years.carried if not page.updates else ""
    if page.is_unrated:
        return f"given by {said.who} on {day(said.on)}, when it was reopened."
    return f"declared by {said.who} on {day(said.on)}."


def _sent_on(page: ActionPage) -> str:
    """Who sent a row on, on which day, and how it was rated until then: no lead declared that it went."""
    rated = f" Until then it was rated “{page.action.rating.word}”." if page.action.rating else ""
    left = page.years.went[-1] if page.years.went else None
    return f"by {left.who} on {left.when}.{rated}" if left else rated.strip()


def _duties(action: Action) -> list[str]:
    """Whom it waits for, that it comes again, that it goes on: one sentence each."""
    since = f" since {day(action.waits_since)}" if action.waits_since else ""
    said = (
        f"It waits for {action.waits_for}{since}." if action.waits_for else "",
        f"It comes again: {action.recurrence}." if action.recurrence else "",
        "It is a standing duty." if action.is_standing else "",
    )
    return [sentence for sentence in said if sentence]


def _dates(page: ActionPage, start: str) -> str:
    if not page.ends:
        return f"From {start}, without an end date" if start else "Without dates"
    return f"{start} to {page.ends}" if start else f"Until {page.ends}"


def next_of(steps: Sequence[Dated]) -> Dated | None:
    """The first step that is not done."""
    return next((step for step in steps if step.done_on is None), None)


def _step(step: StepLine, is_next: bool) -> Step:
    if step.done_on:
        return Step(step.words, f"done {day(step.done_on)}", "done")
    return Step(step.words, f"due {step.due}" if step.due else "", "here" if is_next else "to come")


def _outcome(page: ActionPage) -> list[Outcome]:
    """How it ends: reported, assured; or that it was set aside."""
    action = page.action
    if action.state in (State.WITHDRAWN, State.PAUSED):
        url = page.address + "set-aside/" if page.may.set_aside else ""
        left = page.years.went[-1] if page.years.went and action.state == State.WITHDRAWN else None
        when, decided = (left.when, left.decided) if left else ("", "")
        heading = _ASIDE[State(action.state)]
        return [Outcome(action.get_state_display(), "on record", heading, when, decided, url, link="Take it up again")]
    if action.state in GONE_ON:
        return [_went_on(page)]
    around, may = page.around, page.may
    told = list(contradictions(action, around, reopens=may.reopen, settles=may.settle))
    again = looks(action, around, on=page.on, checks=may.recheck, watches=may.watch)
    if action.state == State.UNDER_WATCH:
        heading = "Complete in an earlier year, and looked at again"
        return [Outcome("Under watch", "on record", heading), *again, *told]
    if page.is_complete:
        return [*earlier(around), _reported(page), *_assured(page), *again, *told]
    return [*earlier(around), *again, *told, _reported(page), *_assured(page)]


def _went_on(page: ActionPage) -> Outcome:
    """Where its work goes on, for a row that was carried over, merged or handed over."""
    state = page.action.get_state_display()
    if not page.years.went:
        return Outcome(state, "on record", "Its work goes on elsewhere")
    last = page.years.went[-1]
    return Outcome(state, "on record", last.heading, last.when, last.decided, last.url, "See it there")


_ASIDE = {State.PAUSED: "It rests for now", State.WITHDRAWN: "Nothing more is asked of it"}


def _reported(page: ActionPage) -> Outcome:
    action = page.action
    if action.state == State.COMPLETED_ON_PAPER:
        return Outcome("Completed", "on record", "Its paper says that it is complete", day(action.completed_on))
    if action.reported_on:
        return Outcome("Reported", "on record", f"Reported complete by {page.reported_by}", day(action.reported_on))
    if action.state in FINISHED:
        return Outcome("Reported", "on record", "Complete", day(action.completed_on))
    url = page.address + "complete/" if page.may.report else ""
    return Outcome("Reported", "to come", "Its lead reports it complete", url=url, link="Report it complete")


def _assured(page: ActionPage) -> list[Outcome]:
    action, may = page.action, page.may
    url = page.address + "assure/" if may.assure or may.send_back else ""
    if action.state == State.ASSURED:
        heading = f"Assured by {page.assured_by}"
        text = " ".join(part for part in (action.difference, vouched(page.around.standing)) if part)
        return [Outcome("Blue", "on record", heading, day(action.assured_on), text)]
    if action.state == State.DECLARED_COMPLETE:
        text = "This plan asks for no second person." if not action.plan.needs_assurance else ""
        heading = "Declared complete by its lead"
        return [
            Outcome("Blue", "on record", heading, day(action.completed_on), text, url, "Assure it", may.assure_refused)
        ]
    if action.state == State.COMPLETED_ON_PAPER:
        heading = "Nobody has assured it here"
        return [Outcome("Assured", "missing", heading, url=url, link="Assure it", refused=may.assure_refused)]
    if action.state == State.REPORTED_COMPLETE:
        heading = "A second person looks at it"
        link = "Assure it, or send it back"
        return [Outcome("Assured", "to come", heading, url=url, link=link, refused=may.assure_refused)]
    if not action.plan.needs_assurance:
        return []
    return [Outcome("Assured", "to come", "A second person sees the evidence and gives blue")]


def _facts(page: ActionPage, start: str) -> list[Fact]:
    action = page.action
    first = (
        f"first {page.first_ends}; moved {'once' if page.moved == 1 else f'{page.moved} times'}" if page.moved else ""
    )
    found = [
        Fact("Rating", page.declared),
        Fact("State", action.get_state_display()),
        Fact(
            "Lead",
            ", ".join(page.leads) or action.leads_written or "Nobody",
            "a lead said that it is not theirs" if page.is_disowned else "",
        ),
        Fact("Senior lead", page.senior or "Nobody", "also leads it" if page.senior_overlaps else ""),
        Fact("Starts", start or "Not said"),
        Fact("Ends", page.ends or "No end date", first),
    ]
    if page.suggested and page.disagrees:
        found.insert(1, Fact("By the dates", format_html("{}", page.suggested)))
    if page.asked:
        found.append(Fact("Asked for", page.asked.after, "waits for a decision"))
    if action.is_embedded:
        found.append(Fact("Embedded", f"since {day(action.embedded_on)}"))
    if action.waits_for:
        found.append(Fact("Waits for", action.waits_for))
    return found


def _links(page: ActionPage) -> list[Link]:
    """What this reader may do, the likeliest first; nothing is offered that would be refused."""
    may, action = page.may, page.action
    offered = (
        (may.report, "complete/", "Report it complete"),
        (may.assure, "assure/", "Assure it, or send it back" if may.send_back else "Assure it"),
        (may.send_back and not may.assure, "assure/", "Send it back"),
        (may.decide_end, "end-date/decide/", "Decide on the new end date"),
        (may.ask_end, "end-date/", "Move its end date" if may.change else "Ask for a new end date"),
        (may.add_evidence, "evidence/add/", "Add evidence"),
        (may.reopen, "reopen/", "Reopen it"),
        (may.recheck and any(not one.result for one in page.around.looks), "recheck/", "Look at it again"),
        (watch_link(action, page.around, watches=may.watch), "recheck/date/", "Set a day to look at it again"),
        (may.contradict, "contradict/", "Say that a finding contradicts it"),
        (may.update, "steps/", "Steps on the way"),
        (may.update, "duty/", "What it waits for"),
        (page.has_paper, "paper/", "What its paper says"),
        (bool(page.history), "history/", "History: every change, who and why"),
    )
    links = [Link(label, page.address + path) for holds, path, label in offered if holds]
    if may.disown:
        links.append(Link("Say that it is not yours", page.address + "not-mine/", what="not-mine"))
    return links


def _changes(page: ActionPage) -> list[Link]:
    """What only whoever manages the plan may change of it."""
    action = page.action
    if not page.may.change:
        return []
    offered = (
        (True, "change/", "Change its words"),
        (True, "leads/", "Choose its leads"),
        (True, "findings/", "Findings it answers"),
        (True, "place/", "Move it in the plan"),
        (
            page.may.set_aside,
            "set-aside/",
            "Take it up again" if action.state in _ASIDE else "Pause or withdraw it",
        ),
        (action.state not in FINISHED, "merge/", "Merge it into another action"),
        (action.state not in FINISHED, "hand-over/", "Hand it to another plan"),
    )
    return [Link(label, page.address + path) for holds, path, label in offered if holds]
