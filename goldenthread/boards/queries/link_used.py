"""The single-use links of a round: which one opens, what one brought, and whom its reader can write to afterwards."""

from datetime import date, datetime

from django.db.models import Q

from goldenthread.boards.models import AnswerLink, MonitoringRound
from goldenthread.boards.queries.returns import holders_of
from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, Plan


def saved_by(link: AnswerLink) -> list[str]:
    """The refs of the actions answered when the link was used, in the order of the plan; none before that."""
    if link.used_at is None:
        return []
    said = Q(updates__by=link.person, updates__recorded_at=link.used_at)
    asked = Q(end_date_changes__asked_by=link.person, end_date_changes__asked_at=link.used_at)
    rows = Action.objects.filter(said | asked, plan=link.round.plan_id).distinct().in_paper_order()
    return [action.ref or action.key for action in rows]


def open_links(round: MonitoringRound, *, at: datetime) -> dict[int, AnswerLink]:
    """The link of this round that still opens for each person, by the person's number in the database."""
    links = AnswerLink.objects.filter(round=round, used_at=None, replaced_at=None)
    return {link.person_id: link for link in links if not link.is_over(at=at)}


def keeper_of(plan: Plan, *, on: date) -> Person | None:
    """Who keeps a plan on a day and can be written to: its owner, or who holds the post that owns it."""
    keeper = plan.owner
    if keeper is None and plan.owner_post_id is not None:
        keeper = holders_of([plan.owner_post_id], on=on).get(plan.owner_post_id)
    return keeper if keeper is not None and keeper.email and not keeper.has_left(on=on) else None
