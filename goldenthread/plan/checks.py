"""The checks of a plan: what is missing, late or unclear in it, each with a stable id, a reason and its actions.

A check changes nothing and blocks nothing: it lists the actions it means, and
the sentence beside each says why. Ids are part of addresses and of other
people's scripts, so they never change.

Sources: the plan and report of 2 May 2018 and the report of 8 February 2019 to the Safeguarding
Sub Committee; rules of inspectorates and practice of councils as named at each check.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from goldenthread.plan import check_rules as rules
from goldenthread.plan.check_queries import action_facts, plan_facts
from goldenthread.plan.check_rules import ActionFacts, PlanFacts
from goldenthread.plan.models import Plan


class Severity(StrEnum):
    """How much a check matters: to be put right, to be looked at, worth knowing."""

    SERIOUS = "serious"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its id, its title, what it means in one sentence, how much it matters, where it comes from, its rule."""

    id: str
    title: str
    explanation: str
    severity: Severity
    source: str
    rule: Callable[[ActionFacts, PlanFacts], str]


@dataclass(frozen=True, slots=True)
class Meant:
    """An action that a check means, and why."""

    action: str
    ref: str
    priority: str
    because: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found in a plan; no actions where all is well."""

    id: str
    title: str
    explanation: str
    severity: Severity
    source: str
    actions: tuple[Meant, ...]


_PLAN_2018 = "Plan of 2 May 2018"
_ONE_OWNER = "Advice of former CQC inspectors to providers: one accountable owner for each action."
_MEASURABLE = "Report of 2 May 2018: actions are measurable; Ofsted and CQC on Central Bedfordshire: targets were not."

CHECKS = (
    Check(
        "no-lead",
        "No lead",
        "Each action has somebody who does it.",
        Severity.SERIOUS,
        f"{_ONE_OWNER} {_PLAN_2018}: one action has no lead.",
        rules.no_lead,
    ),
    Check(
        "lead-unmatched",
        "Lead not known here",
        "Initials that nobody has matched to a person bring no reminder to anybody.",
        Severity.WARNING,
        f"{_PLAN_2018}: twelve sets of initials and no list of who they are.",
        rules.lead_unmatched,
    ),
    Check(
        "no-accountable-lead",
        "Several leads, none accountable",
        "Where several people lead an action, one of them answers for it.",
        Severity.WARNING,
        f"{_ONE_OWNER} {_PLAN_2018}: 28 actions have two leads.",
        rules.no_accountable_lead,
    ),
    Check(
        "senior-lead-is-lead",
        "Senior lead is also the lead",
        "Whoever oversees an action does not also lead it, so that a second person looks at it.",
        Severity.WARNING,
        f"{_PLAN_2018}: two actions name the same person as lead and as senior lead.",
        rules.senior_lead_is_lead,
    ),
    Check(
        "lead-with-too-many",
        "One lead with too many actions",
        "No lead has more than a third of a plan's open actions, once they are ten or more.",
        Severity.WARNING,
        f"{_PLAN_2018}: one person leads 70 of 114 actions; the limits are ours.",
        rules.lead_with_too_many,
    ),
    Check(
        "no-measure",
        "No measure",
        "Each action says how one will know that it worked.",
        Severity.SERIOUS,
        f"{_MEASURABLE} {_PLAN_2018}: 28 actions have no measure of their own.",
        rules.no_measure,
    ),
    Check(
        "measure-not-measurable",
        "Measure that cannot be measured",
        "A measure has a number or an amount, or names where the evidence will be found.",
        Severity.NOTE,
        f"{_MEASURABLE} {_PLAN_2018}: one of 114 measures holds a target in figures.",
        rules.measure_not_measurable,
    ),
    Check(
        "no-source",
        "Answers no finding",
        "Each action says which finding of which source it answers.",
        Severity.NOTE,
        f"{_PLAN_2018} promises the source of each action and prints few.",
        rules.no_source,
    ),
    Check(
        "no-end-date",
        "No end date",
        "Each action that is no standing duty says when it will be done.",
        Severity.SERIOUS,
        "Written statements of action (SEND): for each weakness, what must improve and by when.",
        rules.no_end_date,
    ),
    Check(
        "date-unreadable",
        "Date that cannot be read",
        "A date that nobody can read is never late.",
        Severity.SERIOUS,
        f"{_PLAN_2018}: one end date is the letter w.",
        rules.date_unreadable,
    ),
    Check(
        "dates-reversed",
        "Ends before it starts",
        "An action ends on or after the day on which it starts.",
        Severity.SERIOUS,
        f"{_PLAN_2018}: two actions end before they start.",
        rules.dates_reversed,
    ),
    Check(
        "ends-after-plan",
        "Ends after the plan",
        "An action ends while its plan runs, or is carried into the next one.",
        Severity.NOTE,
        f"{_PLAN_2018}: 18 actions end after the plan does.",
        rules.ends_after_plan,
    ),
    Check(
        "end-moved-often",
        "End date moved again and again",
        "An end date that has been moved three times says nothing about when the action will be done.",
        Severity.WARNING,
        "North Devon, 28 September 2022: ask once for a realistic extension.",
        rules.end_moved_often,
    ),
    Check(
        "standing-without-review",
        "Standing duty without review",
        "A duty that goes on for ever has a day on which somebody looks at it again.",
        Severity.WARNING,
        f"{_PLAN_2018}: an action stays on it as a reminder; Bracknell Forest: “ongoing” lets work slip.",
        rules.standing_without_review,
    ),
    Check(
        "late-while-green",
        "Late while green",
        "An action whose end has passed is not green.",
        Severity.SERIOUS,
        f"{_PLAN_2018}: 29 of 46 green actions had passed their end on the day of the meeting.",
        rules.late_while_green,
    ),
    Check(
        "remark-not-update",
        "A remark instead of an update",
        "An update says what has happened; a query or a request says that nobody knows.",
        Severity.WARNING,
        f"{_PLAN_2018}: ten live actions carry a query, a request or a word of filling.",
        rules.remark_not_update,
    ),
    Check(
        "silent",
        "Nothing heard for three months",
        "A plan that is reported every quarter hears from each action every quarter.",
        Severity.WARNING,
        f"{_PLAN_2018}, reported quarterly: five live actions have no update of the quarter.",
        rules.silent,
    ),
    Check(
        "blue-without-evidence",
        "Blue without evidence",
        "A completed action keeps the evidence that shows it, or somebody else has assured it.",
        Severity.WARNING,
        "Sheffield Health and Social Care: blue is given after an inspection by somebody else.",
        rules.blue_without_evidence,
    ),
    Check(
        "complete-says-only-so",
        "Complete, and no word why",
        "A completed action says what was done and what is different.",
        Severity.WARNING,
        f"{_PLAN_2018}: 13 completed actions say only that they are; Epsom and Ewell, 23 June 2015: say why.",
        rules.complete_says_only_so,
    ),
    Check(
        "complete-with-work-left",
        "Complete, with work left",
        "The words of a completed action speak of nothing that is still to be done.",
        Severity.NOTE,
        f"{_PLAN_2018}: the words of 22 completed actions speak of work to come.",
        rules.complete_with_work_left,
    ),
)


def run_checks(plan: Plan, *, on: date, **limits: Any) -> list[CheckResult]:
    """Run every check over a plan on one day, in a fixed order.

    ``limits`` change what counts as too much: ``silent_months`` (3),
    ``lead_share`` (a third of the open actions), ``lead_floor`` (10 of them at
    least) and ``extensions`` (3).
    """
    actions = action_facts(plan)
    return check_actions(actions, plan_facts(plan, actions, on=on, **limits))


def check_actions(actions: list[ActionFacts], plan: PlanFacts) -> list[CheckResult]:
    """What every check finds among these actions."""
    return [
        CheckResult(
            id=check.id,
            title=check.title,
            explanation=check.explanation,
            severity=check.severity,
            source=check.source,
            actions=tuple(
                Meant(action.key, action.ref, action.priority, because)
                for action in actions
                if (because := check.rule(action, plan))
            ),
        )
        for check in CHECKS
    ]
