"""Four rounds of the demonstration's plan, closed one after the other, and a fifth that is open and waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.boards.commands.asking import add_supply, chase, decline_answer
from goldenthread.boards.commands.moderation import moderate_rating
from goldenthread.boards.commands.notes import add_note, answer_pressure
from goldenthread.boards.commands.rounds import RoundDates, close_round, moderate_round, open_round, plan_round
from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.notes import pressures_before
from goldenthread.bodies.models import Body
from goldenthread.home.demonstration.calendar import Calendar
from goldenthread.home.demonstration.cast import Cast
from goldenthread.kernel.dates import add_months
from goldenthread.notices.jobs import mail_pass
from goldenthread.plan.commands.progress import NOTHING_FURTHER, Further, confirm_unchanged, update_action
from goldenthread.plan.models import Action, Plan


@dataclass(frozen=True, slots=True)
class Said:
    """What a lead said of an action in a round."""

    lead: str
    note: str
    colour: str = ""
    further: Further = NOTHING_FURTHER


SECOND = {
    "p1-1.8": Said("Devika Rao", "The lights of the first park stand; the second waits for the parish.", "amber"),
    "p2-2.8": Said("Devika Rao", "Offered to 23 children by now, 17 took it up.", further=Further(figure="17 of 23")),
    "p2-2.14": Said(
        "Idris Hale", "Sampled again: 24 of 26 plans hold the child's words.", further=Further(figure="24 of 26")
    ),
    "p2-2.18": Said(
        "Kofi Nartey", "A second invitation found one bidder, who asks for more than we have.",
        further=Further(
            needs="A decision whether to raise the price or to do it ourselves.",
            next_step="Bring both costs to the board.",
        ),
    ),
}  # fmt: skip
THIRD = {
    "p1-1.8": Said("Devika Rao", "The parish has agreed to the second park; work begins after half-term.", "green"),
    "p2-2.7": Said("Kofi Nartey", "Two of three contracts are changed; the third is signed next spring.", "amber"),
    "p2-2.8": Said("Devika Rao", "Offered to 29 children, 22 took it up.", further=Further(figure="22 of 29")),
    "p3-3.9": Said(
        "Idris Hale", "The clinic lost its nurse in the summer and no visit has been made since.", "red",
        Further(needs="The health trust is asked for a nurse by the end of term.", next_step="Meet the trust."),
    ),
}  # fmt: skip
FOURTH = {
    "p1-1.16": Said("Owen Pascoe", "Thirty-one young carers are known by now.", further=Further(figure="31")),
    "p2-2.8": Said("Devika Rao", "Offered to 34 children, 27 took it up.", further=Further(figure="27 of 34")),
    "p3-3.9": Said(
        "Idris Hale", "The trust lends a nurse for two days a week from next month.", "amber",
        Further(next_step="Make the first six visits."),
    ),
}  # fmt: skip


def first(cast: Cast, when: Calendar, plan: Plan) -> None:
    """The plan as it was on paper, frozen before anybody was asked, so that everything after can be held against it."""
    miriam = cast.actor("Miriam Bell")
    add_supply(
        plan=plan, person=cast.people["Joan Whitlock"], what="Waiting times of the health trust, by month", by=miriam
    )
    made = _opened(cast, when, plan, opened=100, closed=98)
    close_round(
        round=made, by=miriam, at=when.ago(98), missing_why="The plan came from paper this week; leads are asked next."
    )


def second(cast: Cast, when: Calendar, plan: Plan) -> None:
    """Leads answer for the first time; two pressures are named."""
    made = _opened(cast, when, plan, opened=74, closed=66)
    devika, kofi = cast.actor("Devika Rao"), cast.actor("Kofi Nartey")
    _say(cast, when, plan, SECOND, days=70)
    _nothing_new(cast, when, plan, ("p1-1.15", "p2-2.5", "p4-4.5", "p4-4.20"), days=70)
    add_note(
        round=made, kind="achievement", by=devika, at=when.ago(70),
        text="Parents' panels met in two of the three areas for the first time.",
    )  # fmt: skip
    add_note(
        round=made, kind="pressure", theme="staffing", by=devika, at=when.ago(70),
        text="Three of eleven posts in early help stand empty.",
    )  # fmt: skip
    add_note(
        round=made, kind="pressure", theme="partners", by=kofi, at=when.ago(69),
        text="No provider bids for independent return interviews.",
    )  # fmt: skip
    chase(round=made, by=cast.actor("Miriam Bell"), at=when.ago(68))
    _send(when, 68)
    _close(cast, when, made, closed=66, why="It was the first time leads were asked, and half of them were on leave.")


def third(cast: Cast, when: Calendar, plan: Plan) -> None:
    """One pressure has eased, one action is stuck and says so, the board sees one differently."""
    made = _opened(cast, when, plan, opened=44, closed=36)
    devika = cast.actor("Devika Rao")
    _say(cast, when, plan, THIRD, days=40)
    _nothing_new(cast, when, plan, ("p1-1.15", "p2-2.5", "p2-2.13", "p4-4.5"), days=40)
    for before in pressures_before(made):
        is_staffing = before.note.theme == "staffing"
        answer_pressure(
            round=made, pressure=before.note, standing="eased" if is_staffing else "still", by=devika, at=when.ago(39),
            text="Two of the three posts are filled from next month." if is_staffing else "",
        )  # fmt: skip
    chase(round=made, by=cast.actor("Miriam Bell"), at=when.ago(38))
    _send(when, 38)
    moderate_round(round=made, by=cast.actor("Miriam Bell"), at=when.ago(37))
    action = plan.actions.get(key="p2-2.10")
    moderate_rating(
        round=made, action=action, word=plan.rating_words.get(word="Amber"), by=cast.actor("Harriet Coe"),
        why="A model without money for its training is not on course.", at=when.ago(37),
    )  # fmt: skip
    _close(cast, when, made, closed=36, why="The board meets tomorrow; what is missing is taken up in its meeting.")


def fourth(cast: Cast, when: Calendar, plan: Plan) -> None:
    """The round the board saw last."""
    made = _opened(cast, when, plan, opened=12, closed=5)
    _say(cast, when, plan, FOURTH, days=8)
    _nothing_new(cast, when, plan, ("p1-1.15", "p2-2.13", "p4-4.5", "p4-4.20"), days=8)
    decline_answer(
        asked=made.asked.get(action="p4-4.17"), by=cast.actor("Kofi Nartey"), at=when.ago(8),
        why="The contract is before the court, and counsel asks us to say nothing until then.",
    )  # fmt: skip
    chase(round=made, by=cast.actor("Miriam Bell"), at=when.ago(7))
    _send(when, 7)
    chase(round=made, by=cast.actor("Miriam Bell"), at=when.ago(6))
    _send(when, 6)
    _close(cast, when, made, closed=5, why="Everybody was asked twice; the board is told who has not answered.")


def open_now(cast: Cast, when: Calendar, plan: Plan) -> None:
    """The round that is open on the day: asked four days ago, due in a week."""
    _opened(cast, when, plan, opened=4, closed=-12)


def _opened(cast: Cast, when: Calendar, plan: Plan, *, opened: int, closed: int) -> MonitoringRound:
    by = cast.actor("Miriam Bell")
    opens: date = when.on(opened)
    dates = RoundDates(
        period_starts_on=add_months(opens.replace(day=1), -1),
        period_ends_on=opens,
        opens_on=opens,
        returns_due_on=when.on(closed + min(3, opened - closed)),
        moderated_until=when.on(closed + 1),
        closes_on=when.on(closed),
        meets_on=when.on(closed - 4),
    )
    board = Body.objects.filter(name="Service Improvement Board").first()
    made = plan_round(plan=plan, board=board, dates=dates, by=by)
    open_round(round=made, by=by, at=when.ago(opened))
    _send(when, opened)
    return made


def _send(when: Calendar, days: int) -> None:
    """What was put out that day is made into e-mails that day, and shown, since a demonstration sends none."""
    mail_pass(now=lambda: when.ago(days, 12), early=True)


def _close(cast: Cast, when: Calendar, made: MonitoringRound, *, closed: int, why: str) -> None:
    close_round(round=made, by=cast.actor("Miriam Bell"), at=when.ago(closed), missing_why=why)


def _say(cast: Cast, when: Calendar, plan: Plan, said: Mapping[str, Said], *, days: int) -> None:
    words = {word.colour: word for word in plan.rating_words.filter(is_offered=True)}
    actions = {action.key: action for action in _named(plan, said)}
    for key, one in said.items():
        update_action(
            action=actions[key], note=one.note, rating=words.get(one.colour), by=cast.actor(one.lead),
            at=when.ago(days), further=one.further,
        )  # fmt: skip


def _nothing_new(cast: Cast, when: Calendar, plan: Plan, keys: tuple[str, ...], *, days: int) -> None:
    """One press each, by the lead, for those whose end has not passed."""
    for action in _named(plan, keys):
        if action.ends_on is not None and action.ends_on >= when.on(days):
            lead = next(one.person for one in action.leads.all() if one.person is not None)
            confirm_unchanged(action=action, by=cast.actor(lead.name), at=when.ago(days))


def _named(plan: Plan, keys: Mapping[str, Said] | tuple[str, ...]) -> list[Action]:
    found = plan.actions.filter(key__in=list(keys)).select_related("plan", "rating")
    return list(found.prefetch_related("leads__person"))
