"""What the page of an open round says: who has answered, what is named so far, and where the work of it stands."""

import re
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.policy import may_moderate, may_note
from goldenthread.boards.queries.moderation import ToModerate, to_moderate, to_weigh
from goldenthread.boards.queries.notes import NoteShown, PressureBefore, notes_shown, pressures_before
from goldenthread.boards.queries.owed import Counted, OwesTogether, counted, is_owed_by, together
from goldenthread.boards.queries.returns import owed_to
from goldenthread.boards.queries.rounds import last_closings
from goldenthread.boards.states import AT_WORK, RoundState
from goldenthread.design.parts import Attention
from goldenthread.design.words import moment
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.plan.states import Colour

_RETURN = re.compile(r"/plans/([\w-]{1,120})/rounds/(\d{1,6})/return/", re.ASCII)


@dataclass(frozen=True, slots=True)
class RoundAtWork:
    """An open round: counts of what came, people of whom something is waited for, notes, the reader's own part.

    ``weighed`` and ``asks`` are there once it is in moderation: what the board looks at, and what is asked of it.
    """

    counted: Counted
    waiting: list[OwesTogether]
    lines: list[Attention]
    notes: list[NoteShown]
    pressures: list[PressureBefore]
    mine: int
    mine_open: int
    moderated: int
    may_moderate: bool
    may_note: bool
    weighed: list[Attention] = field(default_factory=list)
    asks: list[ToModerate] = field(default_factory=list)


def ended_on(plan: int) -> str:
    """The page on which the open round of a plan, by the plan's number in the database, is closed; or blank."""
    found = MonitoringRound.objects.filter(plan=plan, state__in=AT_WORK).select_related("plan").first()
    return found.get_absolute_url() if found is not None else ""


def closed_meanwhile(person: Person, url: str) -> str:
    """What somebody is told who answers on a page that a round asked on, and which was closed while she typed."""
    found = _RETURN.fullmatch(url)
    if found is None:
        return ""
    rounds = MonitoringRound.objects.visible_to(person).filter(plan__key=found[1], number=int(found[2]))
    one = rounds.filter(state=RoundState.CLOSED).select_related("plan").first()
    if one is None:
        return ""
    closing = last_closings([one])[one.pk]
    return (
        f"Round {one.number} of {one.plan.name} was closed meanwhile by {closing.closed_by}, on "
        f"{moment(closing.closed_at)}: your answer stands in the plan; it is not in that round, and the next reads it."
    )


def at_work(round: MonitoringRound, reader: Actor) -> RoundAtWork:
    """How an open round stands today."""
    owed = owed_to(round, on=timezone.localdate())
    found = counted(owed)
    mine = [item for item in owed if is_owed_by(item, reader.acting)]
    rows = to_moderate(round, on=timezone.localdate()) if round.state == RoundState.MODERATION else []
    url = reverse("moderation", args=[round.plan.key, round.number])
    return RoundAtWork(
        counted=found,
        waiting=[one for one in together(owed) if one.waiting or one.unexplained],
        lines=_lines(found, reverse("round-returns", args=[round.plan.key, round.number])),
        notes=notes_shown(round, reader),
        pressures=pressures_before(round),
        mine=len(mine),
        mine_open=sum(item.is_open for item in mine),
        moderated=round.moderations.count(),
        may_moderate=may_moderate(reader, round),
        may_note=may_note(reader, round),
        weighed=to_weigh(rows, url) if rows else [],
        asks=sorted((row for row in rows if row.needs), key=lambda row: row.declared != Colour.RED),
    )


def _lines(found: Counted, url: str) -> list[Attention]:
    """What came and what did not, each with its figure; what is nought is left out, but for what came."""
    rows = [
        (found.returned, "returned in time", True),
        (found.late, "returned late", False),
        (found.waiting, "still waited for", False),
        (found.missing, "missing: their day has passed", False),
        (found.declined, "declined with a reason", False),
        (
            found.unexplained,
            "answered, but with no word on a late date or on a finding against it, counted above",
            False,
        ),
    ]
    return [
        Attention(count, f"{text}, of {found.asked} asked for" if always else text, rest="", figure_url=url)
        for count, text, always in rows
        if count or always
    ]
