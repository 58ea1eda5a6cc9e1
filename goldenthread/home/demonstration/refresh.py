"""The year before the SEND plan: a smaller plan that was worked on for a year and then taken into the present one."""

from dataclasses import dataclass

from goldenthread.home.demonstration.calendar import Calendar
from goldenthread.home.demonstration.cast import Cast
from goldenthread.home.demonstration.papers import Line, lines, plan_start
from goldenthread.identity.actor import Actor
from goldenthread.kernel.dates import add_months
from goldenthread.plan.assurance import Strength
from goldenthread.plan.commands.considering import Chosen, consider
from goldenthread.plan.commands.duties import set_duty
from goldenthread.plan.commands.evidence import add_evidence
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.plans import answer_finding, make_plan, move_plan
from goldenthread.plan.commands.progress import assure_action, report_complete, update_action
from goldenthread.plan.commands.refreshed import Agreed, carry_out_refresh
from goldenthread.plan.commands.refreshing import (
    NewYear,
    PriorityLine,
    begin_refresh,
    describe_new_plan,
    give_refs,
    take_up_in_refresh,
)
from goldenthread.plan.commands.structure import add_action, add_aim, add_priority
from goldenthread.plan.models import Action, Plan, Refresh
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.refresh import Choice
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.models import Finding

NAME = "Special Needs Action Plan"
ANSWERS, STANDING = "2.2", "5.1"
"""The old refs of the action that answers the inspection, and of the one that is a standing duty."""


@dataclass(frozen=True, slots=True)
class Before:
    """An action of the year before. ``line`` is the ref of the row it becomes; its words stand there unless given."""

    ref: str
    line: str = ""
    words: str = ""
    choice: Choice | None = None
    note: str = ""
    why: str = ""
    into: str = ""
    rating: str = "Green"
    lead: str = ""


BEFORE = (
    Before("1.1", "S1.1", choice=Choice.CARRY, note="The forum has met once; nothing of the offer is written yet.",
           why="The forum asked to begin again with the parents' own words."),
    Before("1.2", "S1.2", words="Answer every parent within ten working days.", choice=Choice.REWORD,
           note="Eight in ten were answered within ten days.", why="Ten days were too long: parents asked for two."),
    Before("1.3", words="Tell families by letter that the local offer moves.", note="Sent to 480 families in May."),
    Before("2.1", "S2.1", choice=Choice.CARRY, note="Nineteen of forty nurseries were visited.",
           why="A second specialist begins in spring."),
    Before(ANSWERS, "S2.2", note="The sheet is used in 31 of 40 nurseries.", rating="Blue"),
    Before("2.3", words="Lend every nursery a box of first-steps toys.", choice=Choice.MERGE, into="2.1",
           note="Nine boxes are out.", why="The specialist brings the box along on each visit."),
    Before("3.1", "S3.1", choice=Choice.CARRY, note="Counted for one therapy of four.",
           why="The health trust counts from autumn."),
    Before("3.2", "S3.2", choice=Choice.CARRY, note="Six in ten were in time.", rating="Amber",
           why="The board wants nine in ten, which takes another year."),
    Before("3.3", words="Buy a records system for plans alone.", choice=Choice.WITHDRAW, note="Two were looked at.",
           why="The council chose one records system for all its services."),
    Before("4.1", "S4.1", choice=Choice.CARRY, note="In half of the reviews.", why="It is done each year anew."),
    Before("4.2", words="Hold a careers fair for young people with plans.", note="Held in March; 64 young people came.",
           lead="KN"),
    Before(STANDING, "S5.1", note="The page was read at ten of eleven meetings.", lead="KN"),
)  # fmt: skip
"""Without a choice an action was complete: it leaves, or stays under watch."""


def refreshed_send_plan(cast: Cast, when: Calendar) -> Plan:
    """The SEND plan as it comes out of the year before: live, with what was carried over and what is under watch."""
    by = cast.actor("Miriam Bell")
    rows = {line.ref: line for line in lines("send_plan.txt", day=when.day)}
    old, actions = _year_before(cast, when, rows, by)
    waiting = _worked_on(cast, when, old, actions)
    refresh = begin_refresh(plan=old, by=by, at=when.ago(41))
    _describe(refresh, cast, when, by)
    for before in BEFORE:
        if before.choice is not None:
            consider(
                refresh=refresh,
                action=actions[before.ref],
                chosen=Chosen(
                    before.choice,
                    wording=rows[before.line].action if before.choice == Choice.REWORD else "",
                    ends=rows[before.line].ends if before.line else "",
                    into=actions.get(before.into),
                    reason=before.why,
                ),
                by=by,
                at=when.ago(40),
            )
    take_up_in_refresh(refresh=refresh, finding=waiting, answered_by=actions["1.2"], by=by, at=when.ago(40))
    given = {actions[before.ref]: before.line for before in BEFORE if before.line}
    give_refs(refresh=refresh, refs=given, renumbers=True, by=by, at=when.ago(40))
    agreed = Agreed(body=cast.bodies["Children's Partnership Executive"])
    return carry_out_refresh(refresh=refresh, agreed=agreed, by=by, at=when.ago(38))


def _year_before(cast: Cast, when: Calendar, rows: dict[str, Line], by: Actor) -> tuple[Plan, dict[str, Action]]:
    """The plan of the year before, with the words of the rows that its actions became."""
    start = add_months(plan_start(when.day), -12)
    plan = make_plan(
        name=NAME,
        starts=f"{start:%B %Y}",
        ends=f"{add_months(start, 11):%B %Y}",
        strategies="SEND Strategy",
        aims="Children with special needs are known early and helped well.",
        reporting="Every six weeks",
        owner=cast.people["Leila Sandu"],
        bodies=[cast.bodies["Children's Partnership Executive"]],
        by=by,
        on=when.on(400),
    )
    people = {person.initials: person for person in cast.people.values() if person.initials}
    priorities = {
        number: add_priority(plan=plan, number=number[1:], title=title, by=by)
        for number, title in {line.priority: line.title for line in rows.values()}.items()
    }
    aims = {
        line.priority: add_aim(priority=priorities[line.priority], text=line.aim, by=by)
        for line in reversed(rows.values())
        if line.ref.endswith(".1")
    }
    actions = {}
    for before in BEFORE:
        line = rows.get(before.line)
        place = f"S{before.ref[0]}"
        action = add_action(
            priority=priorities[place],
            aim=aims[place],
            ref=before.ref,
            wording=before.words or (line.action if line else ""),
            starts=f"{start:%b-%y}",
            ends=f"{add_months(start, 11):%b-%y}",
            measure=line.measure if line else "",
            by=by,
            on=when.on(400),
        )
        lead = people[before.lead or (line.leads if line else "LS")]
        set_leads(action=action, leads=[lead], senior_lead=cast.people["Ruth Lindqvist"], by=by)
        actions[before.ref] = action
    move_plan(
        plan=plan, stage=Stage.AGREED, by=by, on=when.on(396), body=cast.bodies["Children's Partnership Executive"]
    )
    move_plan(plan=plan, stage=Stage.LIVE, by=by, on=when.on(395), note="From the first of the month.")
    return plan, actions


def _worked_on(cast: Cast, when: Calendar, plan: Plan, actions: dict[str, Action]) -> Finding:
    """What its leads said, what was assured, what the inspection asked for; returns the finding nobody answered."""
    grace, by = cast.actor("Grace Adeyinka"), cast.actor("Miriam Bell")
    source = add_source(
        kind=SourceKind.INSPECTION,
        title=f"Area inspection of special needs, {plan.starts_on.year if plan.starts_on else ''}",
        dated=f"{when.on(420):%B %Y}",
        publisher="The inspectorates",
        by=grace,
        at=when.ago(410),
    )
    early = raise_finding(
        source=source, number="1", text="Nurseries do not know what to do first.", by=grace, at=when.ago(410)
    )
    answer_finding(action=actions[ANSWERS], finding=early, by=by)
    waiting = raise_finding(
        source=source, number="2", text="Parents wait too long for an answer.", by=grace, at=when.ago(410)
    )
    source.scopes.add(plan.scope)
    set_duty(action=actions[STANDING], is_standing=True, recurrence="", waits_for="", waits_since="", by=by)
    words = {word.word: word for word in plan.rating_words.all()}
    for before in BEFORE:
        action = Action.objects.select_related("plan").get(pk=actions[before.ref].pk)
        actions[before.ref] = action
        if before.choice is not None:
            rating = words[before.rating]
            update_action(action=action, note=before.note, rating=rating, by=by, at=when.ago(90))
            continue
        report_complete(action=action, note=before.note, by=by, at=when.ago(80))
        add_evidence(action=action, title="What was seen", description=before.note, by=by, at=when.ago(79))
        watched = before.ref in (ANSWERS, STANDING)
        assure_action(
            action=action,
            difference=f"Families and partners confirm it: {before.note}",
            strength=Strength.RECORDS,
            recheck_on=add_months(when.on(60), 6) if watched else None,
            why_no_recheck="" if watched else "It was one piece of work, and it is done.",
            by=grace,
            on=when.on(70),
        )
    return waiting


def _describe(refresh: Refresh, cast: Cast, when: Calendar, by: Actor) -> None:
    """The present plan's name, period, owner and boards; its priorities carry an S from now on."""
    start = plan_start(when.day)
    header = NewYear(
        name="SEND Action Plan",
        starts=f"{start:%B %Y}",
        ends=f"{add_months(start, 14):%B %Y}",
        owner=cast.people["Leila Sandu"],
        bodies=[cast.bodies["Children's Partnership Executive"], cast.bodies["Parent Carer Forum"]],
        recheck_on=add_months(when.on(38), 6),
    )
    kept = [PriorityLine(one.pk, f"S{one.number}", one.title) for one in refresh.priorities.all()]
    describe_new_plan(refresh=refresh, header=header, priorities=kept, by=by)
