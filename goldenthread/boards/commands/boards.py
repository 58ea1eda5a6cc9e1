"""Setting up a body as a board: terms, how often it monitors a plan, standing items, capacities, reporting lines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldenthread.boards.finding import index_board
from goldenthread.boards.lines import circle_through, in_words
from goldenthread.boards.models import Board, Capacity, MonitoringInterval, ReportingLine, StandingItem
from goldenthread.boards.policy import require_may_keep_capacities, require_may_set_up_boards
from goldenthread.bodies.models import Body, Membership
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.models import Plan

MOST_ITEMS = 30
LABELS = {"purpose": "Purpose", "title": "Title", "brought_by": "Who brings it", "what": "What", "every": "How often"}
MONTHS = {1: "Every month", 2: "Every two months", 3: "Quarterly", 4: "Every four months", 6: "Twice a year",
          12: "Once a year"}  # fmt: skip
"""The intervals offered, in months, with the words for each; a board may use words of its own."""


@transaction.atomic
def set_up_board(*, body: Body, purpose: str, by: Actor, on: date) -> Board:
    """Set up a body of any kind as a board, with its purpose in a sentence."""
    require_may_set_up_boards(by)
    if Board.objects.filter(body=body).exists():
        raise RuleBroken(f"{body.name} is set up as a board already.")
    if body.ended_on is not None and body.ended_on < on:
        raise RuleBroken(f"{body.name} no longer exists on that day.")
    board = Board.objects.create(body=body, purpose=tidy(purpose, what="its purpose", most=500), set_up_on=on)
    record("boards.board_set_up", by=by, subject=board.subject, purpose=board.purpose, on=on)
    index_board(board)
    return board


@transaction.atomic
def change_terms(*, board: Board, purpose: str, by: Actor, version: int | None = None) -> bool:
    """Change a board's purpose."""
    require_may_set_up_boards(by)
    values = {"purpose": tidy(purpose, what="its purpose", most=500)}
    changed = save_changed(
        board, version=version, values=values, labels=LABELS, subject=board.subject, what="boards.terms_changed", by=by
    )
    if changed:
        index_board(board)
    return changed


@transaction.atomic
def set_interval(*, board: Board, plan: Plan, months: int, by: Actor, words: str = "") -> MonitoringInterval:
    """Say how often a board monitors one of its plans; which plans those are, each plan says."""
    require_may_set_up_boards(by)
    if not plan.boards.filter(body=board.body_id).exists():
        raise RuleBroken(f"{board.body.name} is not named among the boards of this plan.")
    if not 1 <= months <= 24:
        raise RuleBroken("Give the interval as one month to twenty-four.")
    said = " ".join(words.split())[:80] or MONTHS.get(months, f"Every {months} months")
    before = board.intervals.filter(plan=plan).values_list("words", "months").first()
    interval, _ = MonitoringInterval.objects.update_or_create(
        board=board, plan=plan, defaults={"words": said, "months": months}
    )
    record(
        "boards.interval_set", by=by, subject=board.subject, plan=plan.key,
        changes={"interval": (before and before[0], said), "months": (before and before[1], months)},
    )  # fmt: skip
    return interval


@transaction.atomic
def add_standing_item(*, board: Board, title: str, by: Actor, brought_by: str = "", every: int = 1) -> StandingItem:
    """Add something that the board takes at every meeting, or at every second, third and so on."""
    require_may_set_up_boards(by)
    title = tidy(title, what="the item a title", most=200)
    standing = board.standing_items.filter(ended_on=None)
    if standing.filter(title__iexact=title).exists():
        raise RuleBroken("There is a standing item with this title already.")
    if standing.count() >= MOST_ITEMS:
        raise RuleBroken(f"A board has at most {MOST_ITEMS} standing items; end one first.")
    _check_every(every)
    last = board.standing_items.aggregate(number=Max("number"), position=Max("position"))
    item = StandingItem.objects.create(
        board=board,
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        title=title,
        brought_by=" ".join(brought_by.split())[:200],
        every=every,
    )
    record(
        "boards.standing_item_added", by=by, subject=board.subject, title=title, brought_by=item.brought_by, every=every
    )
    return item


def _check_every(every: int) -> None:
    if not 1 <= every <= 12:
        raise RuleBroken("An item is taken at every meeting, or at least at every twelfth.")


@transaction.atomic
def change_standing_item(
    *, item: StandingItem, values: Mapping[str, Any], by: Actor, version: int | None = None
) -> bool:
    """Change the title of a standing item, who brings it or how often; meetings that were held keep theirs."""
    require_may_set_up_boards(by)
    cleaned = dict(values)
    cleaned["title"] = tidy(cleaned.get("title", item.title), what="the item a title", most=200)
    if "every" in cleaned:
        _check_every(cleaned["every"])
    return save_changed(
        item, version=version, values=cleaned, labels=LABELS, subject=item.board.subject,
        what="boards.standing_item_changed", by=by, why=item.title,
    )  # fmt: skip


@transaction.atomic
def move_standing_item(*, item: StandingItem, up: bool, by: Actor) -> None:
    """Move a standing item one place up or down the list; the first cannot go up, nor the last down."""
    require_may_set_up_boards(by)
    items = list(item.board.standing_items.filter(ended_on=None))
    if item not in items:
        raise RuleBroken("This item has been taken off the list.")
    place = items.index(item)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    for position, one in enumerate(items, start=1):
        StandingItem.objects.filter(pk=one.pk).update(position=position)
    record("boards.standing_item_moved", by=by, subject=item.board.subject, title=item.title, place=other + 1)


@transaction.atomic
def end_standing_item(*, item: StandingItem, on: date, by: Actor) -> None:
    """Take an item off the list from a day on; the meetings that took it keep it."""
    require_may_set_up_boards(by)
    if not StandingItem.objects.filter(pk=item.pk, ended_on=None).update(ended_on=on):
        raise RuleBroken("This item has been taken off the list already.")
    item.ended_on = on
    record("boards.standing_item_ended", by=by, subject=item.board.subject, title=item.title, on=on)


@transaction.atomic
def set_capacity(*, membership: Membership, kind: str, by: Actor, organisation: str = "") -> Capacity:
    """Say in what capacity somebody sits on a body, as an officer, a parent, a partner; the office stays what it is."""
    require_may_keep_capacities(by)
    if kind not in Capacity.Kind.values:
        raise RuleBroken("Choose in what capacity this member sits.")
    organisation = " ".join(organisation.split())[:200]
    if kind == Capacity.Kind.PARTNER and not organisation:
        raise RuleBroken("Name the organisation that this partner comes from.")
    if kind != Capacity.Kind.PARTNER and organisation:
        raise RuleBroken("Only a partner agency comes from another organisation; leave it blank.")
    before = Capacity.objects.filter(membership=membership).first()
    capacity, _ = Capacity.objects.update_or_create(
        membership=membership, defaults={"kind": kind, "organisation": organisation}
    )
    record(
        "boards.capacity_set", by=by, subject=membership.body.subject, person=membership.person.key,
        changes={"capacity": (str(before) if before else None, str(capacity))},
    )  # fmt: skip
    return capacity


@transaction.atomic
def add_line(*, body: Body, to: Body, what: str, how_often: str, by: Actor) -> ReportingLine:
    """Say that a body reports to another: what, and how often. A line that closes a circle is refused by its names.

    The entry is written before the lines are read: the chain of entries lets one writer through at a time on either
    database, so two lines drawn at once cannot close a circle that neither saw.
    """
    require_may_set_up_boards(by)
    if body.pk == to.pk:
        raise RuleBroken("A body does not report to itself.")
    if ReportingLine.objects.filter(body=body, to=to).exists():
        raise RuleBroken(f"{body.name} reports to {to.name} already; change that line.")
    what, how_often = _line_words(what, how_often)
    record("boards.line_added", by=by, subject=body.subject, to=to.key, what_is_reported=what, how_often=how_often)
    pairs = ReportingLine.objects.order_by().values_list("body_id", "to_id")
    circle = circle_through(pairs, (body.pk, to.pk))
    if circle:
        raise RuleBroken(in_words(circle, dict(Body.objects.filter(pk__in=circle).values_list("pk", "name"))))
    return ReportingLine.objects.create(body=body, to=to, what=what, how_often=how_often)


def _line_words(what: str, how_often: str) -> tuple[str, str]:
    return tidy(what, what="what is reported", most=300), tidy(how_often, what="how often", most=80)


@transaction.atomic
def change_line(*, line: ReportingLine, what: str, how_often: str, by: Actor, version: int | None = None) -> bool:
    """Change what a body reports to another, or how often."""
    require_may_set_up_boards(by)
    what, how_often = _line_words(what, how_often)
    return save_changed(
        line, version=version, values={"what": what, "how_often": how_often}, labels=LABELS, subject=line.body.subject,
        what="boards.line_changed", by=by, why=f"To {line.to.name}",
    )  # fmt: skip


@transaction.atomic
def remove_line(*, line: ReportingLine, by: Actor) -> None:
    """Take a reporting line away; the record keeps that it stood, and what was reported."""
    require_may_set_up_boards(by)
    if not ReportingLine.objects.filter(pk=line.pk).delete()[0]:
        raise RuleBroken("This line has been taken away already.")
    record(
        "boards.line_removed", by=by, subject=line.body.subject, to=line.to.key,
        changes={"what_is_reported": (line.what, None), "how_often": (line.how_often, None)},
    )  # fmt: skip
