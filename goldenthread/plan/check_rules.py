"""What each check of a plan asks of one action: pure functions over its facts.

A rule answers with one sentence, why it means this action, or with nothing.
The sentences are written for whoever can put it right.

Sources: the plan of 2 May 2018 and its report (what ``checks.py`` names at each check);
rules of good practice gathered from inspectorates and councils, named there too.
"""

from dataclasses import dataclass, field
from datetime import date

from goldenthread.kernel.dates import add_months
from goldenthread.plan.check_words import is_measurable, is_remark, says_nothing, short, work_left
from goldenthread.plan.reading.people import read_leads
from goldenthread.plan.states import BLUE, COMPLETE, FINISHED, OUT, Colour, State
from goldenthread.plan.suggestion import suggest, words


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """A lead: a key that tells people and posts apart, how the lead is called, and what the paper may have printed."""

    key: str
    name: str
    short: str
    is_accountable: bool = False
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What the checks ask about one action. ``latest`` is the text of its newest update, or all its comments.

    ``last_update_on`` is the last day on which that update can have been written; ``None`` where no date is known.
    ``last_step_on`` is the day of the last milestone that is not done, ``asked_on`` when another end was asked for
    last, ``added_on`` when the action was added here, where it was not on a paper.
    """

    key: str
    ref: str = ""
    priority: str = ""
    state: str = State.IN_PROGRESS
    declared: str = Colour.NONE
    starts_on: date | None = None
    starts_written: str = ""
    ends_on: date | None = None
    ends_written: str = ""
    recurrence: str = ""
    is_standing: bool = False
    measure: str = ""
    leads: tuple[LeadFacts, ...] = ()
    leads_written: str = ""
    senior_key: str = ""
    senior_written: str = ""
    comments: str = ""
    latest: str = ""
    last_update_on: date | None = None
    evidence: int = 0
    evidence_withdrawn: int = 0
    findings: int = 0
    last_step_on: date | None = None
    extensions: int = 0
    asked_on: date | None = None
    added_on: date | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing is asked of it any more."""
        return self.state in OUT or self.state == State.UNDER_WATCH

    @property
    def is_unfinished(self) -> bool:
        """Whether something is still owed."""
        return self.state not in FINISHED

    @property
    def is_under_way(self) -> bool:
        """Whether its lead is expected to work on it: neither done, nor reported so, nor paused."""
        return self.is_unfinished and self.state not in (State.PAUSED, State.REPORTED_COMPLETE)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the checks ask about the plan: the day, its end, how many open actions each lead has, and the limits.

    ``loads`` counts unfinished actions by the key of each lead, ``open_actions`` all of them.
    """

    on: date
    ends_on: date | None = None
    loads: dict[str, int] = field(default_factory=dict)
    open_actions: int = 0
    silent_months: int = 3
    lead_share: float = 1 / 3
    lead_floor: int = 10
    extensions: int = 3


def lead_keys(action: ActionFacts) -> dict[str, str]:
    """Who leads an action, by key with the name to print: the matched leads, else the names as the paper has them."""
    if action.leads:
        return {lead.key: lead.name for lead in action.leads}
    return {f"written:{name}": name for name in read_leads(action.leads_written)}


def no_lead(action: ActionFacts, _plan: PlanFacts) -> str:
    """Nobody leads it."""
    if action.is_withdrawn or lead_keys(action):
        return ""
    return "No lead is named."


def lead_unmatched(action: ActionFacts, _plan: PlanFacts) -> str:
    """Its paper names leads whom the glossary of initials does not know, so that nobody is asked for an update."""
    if action.is_withdrawn:
        return ""
    known = {name.casefold() for lead in action.leads if lead.is_known for name in (lead.name, lead.short)}
    matched = sum(lead.is_known for lead in action.leads)
    written = read_leads(action.leads_written)
    strangers = [name for name in written if name.casefold() not in known]
    strangers = strangers[: max(0, len(written) - matched)] or [lead.name for lead in action.leads if not lead.is_known]
    return f"Nobody here is known as {_either(strangers)}." if strangers else ""


def no_accountable_lead(action: ActionFacts, _plan: PlanFacts) -> str:
    """Several lead it and none of them answers for it."""
    if not action.is_unfinished or len(action.leads) < 2 or any(lead.is_accountable for lead in action.leads):
        return ""
    return f"{len(action.leads)} people lead it and none is accountable."


def senior_lead_is_lead(action: ActionFacts, _plan: PlanFacts) -> str:
    """Whoever oversees it also does it, so that nobody looks at it from outside."""
    if action.is_withdrawn:
        return ""
    same_person = action.senior_key and action.senior_key in {lead.key for lead in action.leads}
    same_words = action.senior_written and action.senior_written in read_leads(action.leads_written)
    return "The senior lead is also a lead." if same_person or same_words else ""


def lead_with_too_many(action: ActionFacts, plan: PlanFacts) -> str:
    """One of its leads has more of the plan's open actions than one person can carry."""
    if not action.is_unfinished:
        return ""
    carried = [
        f"{name} leads {plan.loads[key]} of the {plan.open_actions} open actions"
        for key, name in lead_keys(action).items()
        if plan.loads.get(key, 0) >= plan.lead_floor and plan.loads[key] > plan.lead_share * plan.open_actions
    ]
    return "; ".join(carried) + "." if carried else ""


def no_measure(action: ActionFacts, _plan: PlanFacts) -> str:
    """It says not how one will know."""
    return "" if action.is_withdrawn or action.measure.strip() else "No measure is given."


def measure_not_measurable(action: ActionFacts, _plan: PlanFacts) -> str:
    """Its measure has no amount and names no source of evidence, so that two people could judge it differently."""
    if action.is_withdrawn or not action.measure.strip() or is_measurable(action.measure):
        return ""
    return "The measure has no number or amount and names no source of evidence."


def no_source(action: ActionFacts, _plan: PlanFacts) -> str:
    """It answers no finding, so that nobody can say who asked for it."""
    return "" if action.is_withdrawn or action.findings else "It answers no finding of any source."


def no_end_date(action: ActionFacts, _plan: PlanFacts) -> str:
    """It has no end, and is no standing duty."""
    if not action.is_unfinished or action.is_standing or action.ends_on or action.ends_written.strip():
        return ""
    return "No end date is given."


def date_unreadable(action: ActionFacts, _plan: PlanFacts) -> str:
    """A date of it is not understood, so that nothing is ever late."""
    if action.is_withdrawn:
        return ""
    unread = [
        f"the {name} “{written.strip()}”"
        for name, written, read in (
            ("start", action.starts_written, action.starts_on),
            ("end date", action.ends_written, action.ends_on),
        )
        if written.strip() and read is None
    ]
    return f"Nobody can tell a day from {' or '.join(unread)}." if unread else ""


def dates_reversed(action: ActionFacts, _plan: PlanFacts) -> str:
    """It ends before it starts."""
    if action.is_withdrawn or action.starts_on is None or action.ends_on is None or action.ends_on >= action.starts_on:
        return ""
    return f"It ends on {words(action.ends_on)}, before it starts on {words(action.starts_on)}."


def ends_after_plan(action: ActionFacts, plan: PlanFacts) -> str:
    """It ends when its plan has ended."""
    if not action.is_unfinished or plan.ends_on is None or action.ends_on is None or action.ends_on <= plan.ends_on:
        return ""
    return f"It ends on {words(action.ends_on)}; the plan ends on {words(plan.ends_on)}."


def end_moved_often(action: ActionFacts, plan: PlanFacts) -> str:
    """Its end has been moved so often that the date no longer means anything."""
    if not action.is_unfinished or action.extensions < plan.extensions:
        return ""
    return f"Its end date has been moved {action.extensions} times."


def standing_without_review(action: ActionFacts, plan: PlanFacts) -> str:
    """It goes on for ever and nobody has said when it is looked at again."""
    if not action.is_standing or not action.is_unfinished or action.recurrence.strip():
        return ""
    if any(day is not None and day >= plan.on for day in (action.ends_on, action.last_step_on)):
        return ""
    return "It is a standing duty without a day on which it is looked at again."


def late_while_green(action: ActionFacts, plan: PlanFacts) -> str:
    """It is declared green although its end has passed."""
    if action.declared != Colour.GREEN:
        return ""
    suggested = suggest(state=action.state, ends_on=action.ends_on, on=plan.on)
    return suggested.because if suggested.colour in (Colour.AMBER, Colour.RED) else ""


def remark_not_update(action: ActionFacts, _plan: PlanFacts) -> str:
    """The newest thing said of it is a query, a request or a word of filling."""
    if not action.is_under_way or not is_remark(action.latest):
        return ""
    return f"The newest update says “{short(action.latest)}”, which tells nobody what has happened."


def silent(action: ActionFacts, plan: PlanFacts) -> str:
    """Nothing has been said of it for months."""
    if not action.is_under_way:
        return ""
    # Who asks for another end has said something, and before it was added nobody could.
    counted_from = (action.asked_on, action.added_on)
    if any(day is not None and add_months(day, plan.silent_months) >= plan.on for day in counted_from):
        return ""
    if action.last_update_on is not None:
        if add_months(action.last_update_on, plan.silent_months) >= plan.on:
            return ""
        return f"Its last update was on {words(action.last_update_on)} or before."
    if action.starts_on is not None and add_months(action.starts_on, plan.silent_months) >= plan.on:
        return ""
    return "It has no update with a date."


def blue_without_evidence(action: ActionFacts, _plan: PlanFacts) -> str:
    """It counts as complete, and nothing that shows it is kept."""
    if action.state not in COMPLETE or action.evidence:
        return ""
    if action.state == State.UNDER_WATCH:
        return "It is under watch as complete, and no evidence is kept, in this year or in those before."
    if action.state == State.ASSURED:
        return "The evidence on which it was assured has been withdrawn." if action.evidence_withdrawn else ""
    return "It counts as complete, no evidence is kept and nobody has assured it."


def complete_says_only_so(action: ActionFacts, _plan: PlanFacts) -> str:
    """It counts as complete, and all that is said of it is that it is."""
    if action.state not in BLUE or not says_nothing(action.latest):
        return ""
    return f"All that is said of it is “{short(action.latest)}”."


def complete_with_work_left(action: ActionFacts, _plan: PlanFacts) -> str:
    """It counts as complete, and its own words speak of work that is left."""
    if action.state not in BLUE or action.state == State.ASSURED:
        return ""
    found = work_left(action.comments)
    return f"It counts as complete, and its comments say “{found}”." if found else ""


def _either(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 2 else names)
