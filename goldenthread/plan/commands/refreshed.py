"""The last press of a refresh: the new plan is made and every row of the old one goes where it was chosen to go.

All of it in one transaction, by the plan's own commands where there is one of
each, and table by table where there may be a thousand. The receipt says what
became of every row, and its figures add up.

One press changes both plans: until then the old one is worked on and reported,
from then on the new one is. Whoever presses names the body that agreed it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, Refusals, RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.going_along import Onward, Settled, take_along, tell_settled
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.leaving_the_plan import Decided, end_watch, succession
from goldenthread.plan.commands.plans import MOVES, Word, answer_finding, link_plans, make_plan, move_plan
from goldenthread.plan.commands.refreshing import require_preparing
from goldenthread.plan.commands.roles_onward import take_roles_along
from goldenthread.plan.commands.structure import add_action, add_priority
from goldenthread.plan.commands.successors import Heir, Words, moved_end, write_heirs
from goldenthread.plan.commands.telling_year import tell_new_year
from goldenthread.plan.models import (
    Action,
    Plan,
    PlanLink,
    Priority,
    Recheck,
    Refresh,
    RefreshWord,
    Succession,
)
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.asking import asked_since
from goldenthread.plan.queries.refresh_rows import RefreshRow, RefreshRows, refresh_rows
from goldenthread.plan.refresh import FIGURES, GOES_ON, Choice, Fate
from goldenthread.plan.states import OUT, State

_BECOMES = {
    Choice.CARRY: State.CARRIED_OVER,
    Choice.REWORD: State.CARRIED_OVER,
    Choice.MERGE: State.MERGED,
    Choice.WITHDRAW: State.WITHDRAWN,
}
"""What the old row becomes. A blue one stays blue where it is, so that its year keeps its figures."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Which body agreed the new plan, or who did, in words, and on which day; without a day, today."""

    body: Body | None = None
    on: date | None = None
    note: str = ""

    def check(self, *, at: datetime) -> None:
        """Refuse an agreement by nobody, or of a day to come."""
        if self.body is None and not self.note.strip():
            raise RuleBroken("Name the body that agreed the new plan, or say who did.", about="body")
        if self.on is not None and self.on > localdate(at):
            raise RuleBroken("A decision cannot be dated in the future.", about="on")


@transaction.atomic
def carry_out_refresh(*, refresh: Refresh, by: Actor, at: datetime, agreed: Agreed, version: int | None = None) -> Plan:
    """Make the new plan and let every row go where it was chosen to go; refused, with the list, while one was not.

    With this press the year changes: the new plan was agreed and is live, the old one is closed. Raises ``Refusals``
    by key of action.
    """
    require_preparing(refresh, by)
    policy.require_may_make_plan(by)
    if asked_since([refresh.plan_id]):
        raise RuleBroken("A round of this plan is open. Close it first, with the rows it asked about.")
    list(Action.objects.select_for_update().filter(plan=refresh.plan).values_list("pk"))  # nobody saves in between
    found = refresh_rows(refresh)
    if found.hindrances:
        names = {row.action.pk: row.action.key for row in found.rows}
        raise Refusals({names[pk]: RuleBroken(why) for pk, why in found.hindrances.items()})
    if alike := set(found.new_refs.values()) & set(found.refs.values()):
        raise RuleBroken(f"Two actions would be called {min(alike)}: one of them answers a finding. Change its ref.")
    agreed.check(at=at)
    done = _Carrying(refresh, found, by, at)
    done.make_plan()
    done.write_rows()
    done.settle_old_rows()
    done.take_up_findings()
    receipt = done.receipt()
    ended = {"stage": Refresh.Stage.DONE, "made": done.plan, "ended_by": by.acting, "ended_at": at, "receipt": receipt}
    wanted = refresh.version if version is None else version
    changed = Refresh.objects.filter(pk=refresh.pk, version=wanted, stage=Refresh.Stage.PREPARING)
    if not changed.update(**ended, version=wanted + 1):
        raise Conflict("Somebody else", refresh.version)
    _change_the_year(done.plan, refresh.plan, agreed, by=by, on=localdate(at))
    take_roles_along(refresh=refresh, made=done.plan, by=by, at=at)
    tell_settled(done.settled, by=by, at=at)
    tell_new_year(old=refresh.plan, made=done.plan, heirs=done.heirs, by=by, at=at)
    # Readers of the old plan may not read the new one yet: what names it is kept and not shown in the history.
    record("plan.refreshed", by=by, subject=refresh.plan.subject, at=at, into=done.plan.key, **receipt["figures"])
    record("plan.refreshed", by=by, subject=done.plan.subject, at=at, other=refresh.plan.name, **receipt["figures"])
    refresh.refresh_from_db()
    return done.plan


def _change_the_year(new: Plan, old: Plan, agreed: Agreed, *, by: Actor, on: date) -> None:
    """The new plan was agreed and is live from today; the old one is closed, unless it has an end of its own."""
    decided = agreed.note.strip()
    move_plan(plan=new, stage=Stage.AGREED, by=by, on=agreed.on or on, body=agreed.body, note=decided)
    move_plan(plan=new, stage=Stage.LIVE, by=by, on=on, body=agreed.body, note=f"It follows {old.name}."[:300])
    if Stage.CLOSED in MOVES[old.stage]:
        # Readers of the old plan may not read the new one, so its name stays out of this note.
        move_plan(plan=old, stage=Stage.CLOSED, by=by, on=on, body=agreed.body, note="It went into its next year.")


class _Carrying:
    """One refresh being carried out, table by table."""

    def __init__(self, refresh: Refresh, found: RefreshRows, by: Actor, at: datetime) -> None:
        self.refresh, self.found, self.by, self.at = refresh, found, by, at
        self.on = localdate(at)
        self.rows = {row.action.pk: row for row in found.rows}
        self.heirs: dict[int, Action] = {}
        self.priorities: dict[int, Priority] = {}
        self.settled: list[Settled] = []
        self.plan: Plan
        self.words: Words

    def make_plan(self) -> None:
        """The new plan with its words and priorities; it follows the old one."""
        refresh, old = self.refresh, self.refresh.plan
        drafted = list(refresh.words.all())
        self.plan = make_plan(
            name=refresh.name,
            by=self.by,
            on=self.on,
            starts=refresh.starts,
            ends=refresh.ends,
            strategies=old.strategies,
            aims=old.aims,
            reporting=old.reporting,
            owner=refresh.owner,
            owner_post=refresh.owner_post,
            bodies=list(refresh.bodies.all()),
            words=[Word(word.word, word.colour, word.state, word.meaning) for word in drafted],
            needs_assurance=old.needs_assurance,
        )
        Plan.objects.filter(pk=self.plan.pk).update(previous_versions=old.name, column_labels=old.column_labels)
        link_plans(plan=self.plan, other=old, kind=PlanLink.Kind.FOLLOWS, by=self.by)
        made = {word.word: word for word in self.plan.rating_words.all()}
        for word in drafted:
            word.made = made[word.word]
        RefreshWord.objects.bulk_update(drafted, ["made"])
        became = {mapping.old_id: made[mapping.new.word] for mapping in refresh.mappings.select_related("new")}
        self.words = {row.action.rating_id: became.get(row.action.rating_id or 0) for row in self.found.rows}
        for priority in self.found.priorities:
            self.priorities[priority.pk] = add_priority(
                plan=self.plan, number=priority.number, title=priority.title, by=self.by, notes=_notes(priority.old)
            )

    def write_rows(self) -> None:
        """The rows of the new plan: those that go on, in the order of their refs, then those under watch."""
        places = {priority.pk: place for place, priority in enumerate(self.found.priorities)}
        going = [row for row in self.found.rows if row.goes_on and row.priority is not None]
        going.sort(key=lambda row: (places[row.priority.pk] if row.priority else 0, row.choice == Choice.WATCH))
        heirs = [self._heir(row) for row in going]
        made = write_heirs(self.plan, heirs, words=self.words, by=self.by, at=self.at)
        self.heirs = {heir.old.pk: action for heir, action in zip(heirs, made, strict=True)}
        watched = [row for row in going if row.choice == Choice.WATCH]
        due = end_watch(
            [row.action for row in watched], why=f"It is watched on in {self.plan.name}.", by=self.by, at=self.at
        )
        Recheck.objects.bulk_create(
            Recheck(
                action=self.heirs[row.action.pk],
                due_on=self._due(row, due.get(row.action.pk)),
                set_by=self.by.acting,
                set_on=self.on,
                why=f"Complete in {self.refresh.plan.name}, and kept under watch.",
            )
            for row in watched
        )

    def _due(self, row: RefreshRow, before: date | None) -> date:
        """When a row under watch is looked at: as chosen, as it was due already, else as the refresh says."""
        chosen = row.considered.recheck_on if row.considered and row.is_chosen else None
        return chosen or before or self.refresh.recheck_on

    def _heir(self, row: RefreshRow) -> Heir:
        assert row.priority is not None  # noqa: S101 - rows without a place were refused
        watched, chosen = row.choice == Choice.WATCH, row.considered if row.is_chosen else None
        return Heir(
            old=row.action,
            how=Fate.WATCH if watched else Fate(str(row.choice)),
            priority=self.priorities[row.priority.pk],
            ref=self.found.refs.get(row.action.pk, ""),
            state=State.UNDER_WATCH if watched else row.action.state,
            wording=chosen.wording if chosen else "",
            ends=chosen.ends if chosen else "",
            lead=(chosen.lead or chosen.lead_post) if chosen else None,
            why=chosen.reason if chosen else "",
            merged=tuple(other.action for other in self.found.merged.get(row.action.pk, ())),
        )

    def settle_old_rows(self) -> None:
        """Every old row says where it went; what waits for a decision on it goes along; what left it is entered."""
        leaving = [row for row in self.found.rows if row.action.state not in OUT and row.choice != Choice.LEAVE]
        Succession.objects.bulk_create([self._succession(row) for row in leaving], batch_size=200)
        for row in leaving:
            state = self._state_after(row)
            values = {"state": state} | ({"reported_by": None, "reported_on": None} if state in OUT else {})
            Action.objects.filter(pk=row.action.pk).update(**values, version=row.action.version + 1)
            heir = self._heir_of(row)
            record(
                f"plan.action_{_WENT[Fate(str(row.choice))]}",
                by=self.by,
                subject=f"action:{self.refresh.plan.key}/{row.action.key}",
                at=self.at,
                why=_why(row),
                changes={"state": (row.action.state, state)},
                into=heir.key_in_full if heir else None,
            )
        left = [row.action for row in self.found.rows if row.choice == Choice.LEAVE and row.is_chosen]
        end_watch(left, why="It was left behind, complete, by a decision.", by=self.by, at=self.at)
        self.settled = take_along([self._onward(row) for row in leaving], into=self.plan, by=self.by, at=self.at)

    def _onward(self, row: RefreshRow) -> Onward:
        row.action.plan = self.refresh.plan
        how = Fate(str(row.choice))
        end = moved_end(row.action, row.considered.ends) if row.considered and row.is_chosen else None
        goes_on = self.rows.get(self._target(row), row)
        chosen = goes_on.considered if goes_on.is_chosen else None
        new_lead = chosen is not None and bool(chosen.lead_id or chosen.lead_post_id)
        return Onward(row.action, self._heir_of(row), how, end.last if end else None, new_lead)

    def _state_after(self, row: RefreshRow) -> State:
        if row.choice == Choice.WATCH:
            return State.CARRIED_OVER if row.action.state == State.UNDER_WATCH else State(row.action.state)
        return _BECOMES[Choice(str(row.choice))]

    def _heir_of(self, row: RefreshRow) -> Action | None:
        """The new row an old one went into: its own, or that of the action it is merged into."""
        return self.heirs.get(self._target(row))

    def _target(self, row: RefreshRow) -> int:
        """The old row that has the new one: its own, or the one it is merged into."""
        into = row.considered.into_id if row.choice == Choice.MERGE and row.considered else None
        return into or row.action.pk

    def _succession(self, row: RefreshRow) -> Succession:
        return succession(
            row.action,
            Fate(str(row.choice)),
            Decided(reason=_why(row), on=self.on),
            by=self.by,
            at=self.at,
            successor=self._heir_of(row),
            refresh=self.refresh,
        )

    def take_up_findings(self) -> None:
        """Findings that nobody answered are answered by a row that goes on, or by a new one."""
        for one in self.refresh.offered.select_related("finding__source", "priority", "lead", "lead_post"):
            action = self.heirs.get(one.answered_by_id or 0)
            if action is None and one.priority is not None and one.priority_id in self.priorities:
                priority, ref = self.priorities[one.priority.pk], self.found.new_refs.get(one.pk, "")
                action = add_action(priority=priority, wording=one.wording, ref=ref, by=self.by, on=self.on)
                if lead := one.lead or one.lead_post:
                    set_leads(action=action, leads=[lead], by=self.by)
            if action is not None:
                answer_finding(action=action, finding=one.finding, by=self.by)

    def receipt(self) -> dict[str, Any]:
        """What became of every row. The figures add up to the actions of the old plan, or nothing is done."""
        rows = [self._line(row) for row in self.found.rows]
        figures = self.found.figures
        if sum(figures.values()) != len(rows):
            raise RuntimeError("The receipt of a refresh does not add up.")
        return {
            "plan": self.refresh.plan.key,
            "made": self.plan.key,
            "on": self.on.isoformat(),
            "actions": len(rows),
            "figures": {name: figures[name] for name, _ in FIGURES},
            "rows": rows,
            "findings": self.refresh.offered.count(),
        }

    def _line(self, row: RefreshRow) -> dict[str, str]:
        heir = self._heir_of(row) if row.choice in GOES_ON | {Choice.WATCH, Choice.MERGE} else None
        return {
            "key": row.action.key,
            "ref": row.action.ref,
            "wording": row.action.wording,
            "choice": row.choice.value if row.choice and row.action.state not in OUT else "",
            "state": row.action.state,
            "into": heir.key if heir else "",
            "new_ref": heir.ref if heir else "",
            "reason": _why(row),
        }


_WENT = {
    Fate.CARRY: "carried_over",
    Fate.REWORD: "carried_over",
    Fate.MERGE: "merged",
    Fate.WATCH: "put_under_watch",
    Fate.WITHDRAW: "withdrawn",
}


def _why(row: RefreshRow) -> str:
    """Why a row went where it went, as it was said, and that its end stays where it lies before the new plan begins."""
    if row.considered is None or not row.is_chosen:
        return ""
    kept = "Its end stays as it was: late." if row.considered.keeps_date else ""
    return " ".join(part for part in (row.considered.reason, kept) if part)


def _notes(old: Priority | None) -> str:
    return old.notes if old else ""
