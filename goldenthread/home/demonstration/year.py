"""What the demonstration's people did, by the commands they would call, dated from a given day."""

from collections.abc import Callable
from datetime import date

from goldenthread.home.demonstration import rounds
from goldenthread.home.demonstration.calendar import Calendar
from goldenthread.home.demonstration.cast import Cast
from goldenthread.home.demonstration.papers import improvement_paper, lines
from goldenthread.home.demonstration.refresh import refreshed_send_plan
from goldenthread.kernel.dates import add_months
from goldenthread.plan.assurance import Strength
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.evidence import add_evidence
from goldenthread.plan.commands.header import change_rating_words
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.paper.accepting import accept_paper
from goldenthread.plan.commands.plans import DEFAULT_WORDS, answer_finding, link_plans
from goldenthread.plan.commands.progress import (
    Further,
    assure_action,
    reopen_action,
    report_complete,
    send_back,
    update_action,
)
from goldenthread.plan.commands.structure import add_action, add_aim
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.models import Action, Plan, PlanLink, Priority, RatingWord
from goldenthread.plan.states import Colour, State
from goldenthread.sources.commands import add_source, add_stage, decide_finding, raise_finding
from goldenthread.sources.kinds import Answer, FindingKind, SourceKind
from goldenthread.sources.models import Finding

MEANINGS = {word.word: word.meaning for word in DEFAULT_WORDS} | {
    "Completed": "fully completed, as earlier plans said it"
}


def live_a_year(cast: Cast, *, day: date) -> None:
    """The whole demonstration: a plan from paper, worked on; a second plan from nothing; sources and their answers."""
    when = Calendar(day)
    plan = bring_the_paper(cast, when)
    rounds.first(cast, when, plan)
    findings = enter_sources(cast, when)
    rounds.second(cast, when, plan)
    work_in_autumn(cast, plan, findings, when)
    rounds.third(cast, when, plan)
    work_of_late(cast, plan, when)
    rounds.fourth(cast, when, plan)
    rounds.open_now(cast, when, plan)
    work_this_week(cast, plan, when)
    send = make_send_plan(cast, when)
    link_plans(plan=plan, other=send, kind=PlanLink.Kind.SERVICE_PLAN, by=cast.actor("Miriam Bell"))


def bring_the_paper(cast: Cast, when: Calendar) -> Plan:
    """The service manager brings her plan as it is on paper, accepts it, and says what its ratings mean."""
    by = cast.actor("Miriam Bell")
    text = improvement_paper(day=when.day).encode()
    kept = stage_paper(chunks=[text], name="service-improvement-plan.txt", by=by, at=when.ago(100))
    plan = accept_paper(of=kept, by=by, at=when.ago(100, 11)).plan
    words = [(word, word.word, MEANINGS[word.word]) for word in plan.rating_words.all()]
    change_rating_words(plan=plan, words=words, by=by)
    return plan


def enter_sources(cast: Cast, when: Calendar) -> dict[str, Finding]:
    """An audit, a survey, staff feedback and a direction of the committee, with what each asked for."""
    grace, devika = cast.actor("Grace Adeyinka"), cast.actor("Devika Rao")
    found: dict[str, Finding] = {}
    audit = add_source(
        kind=SourceKind.EXTERNAL_AUDIT,
        title="External audit of thirty case files",
        dated=f"{when.on(70):%B %Y}",
        publisher="Northgate Practice Review",
        by=grace,
        at=when.ago(60),
    )
    add_stage(source=audit, name="Report received", on=when.on(62), by=grace)
    add_stage(source=audit, name="Discussed by the improvement board", on=when.on(50), by=grace)
    found["smart"] = raise_finding(
        source=audit,
        number="1",
        text="Some plans still have steps that cannot be measured.",
        theme="Plans",
        by=grace,
        at=when.ago(60),
    )
    found["voice"] = raise_finding(
        source=audit,
        number="2",
        text="Children's own words are present in most files and used in few decisions.",
        kind=FindingKind.FOR_DEVELOPMENT,
        theme="Voice of the child",
        by=grace,
        at=when.ago(60),
    )
    raise_finding(
        source=audit,
        text="Workers know their children well and visit often.",
        kind=FindingKind.STRENGTH,
        theme="Relationships",
        by=grace,
        at=when.ago(60),
    )
    survey = add_source(
        kind=SourceKind.SURVEY,
        title="Survey of children in care and care leavers",
        dated=f"{when.on(110):%B %Y}",
        by=grace,
        at=when.ago(58),
    )
    found["talk"] = raise_finding(
        source=survey,
        number="4",
        text="Some of us have nobody to talk to at the weekend.",
        theme="Friendship",
        by=grace,
        at=when.ago(58),
    )
    feedback = add_source(kind=SourceKind.STAFF_FEEDBACK, title="Team day, early help", by=devika, at=when.ago(30))
    found["form"] = raise_finding(
        source=feedback,
        text="The assessment form asks the same thing three times.",
        theme="Forms",
        by=devika,
        at=when.ago(30),
    )
    direction = add_source(
        kind=SourceKind.DIRECTION,
        title="Children and Young People Committee, autumn meeting",
        dated=f"{when.on(45):%d/%m/%Y}",
        body=cast.bodies["Children and Young People Committee"],
        by=grace,
        at=when.ago(44),
    )
    declined = raise_finding(
        source=direction, text="Consider publishing caseloads by team each month.", by=grace, at=when.ago(44)
    )
    decide_finding(
        finding=declined,
        answer=Answer.DECLINED,
        by=cast.actor("Ruth Lindqvist"),
        reason="Teams are so small that single families could be recognised; the yearly figure is published.",
    )
    return found


def work_in_autumn(cast: Cast, plan: Plan, findings: dict[str, Finding], when: Calendar) -> None:
    """Findings are taken up, and one completed action is taken up again because of one."""
    actions, words = _now(plan), _words(plan)
    miriam, grace = cast.actor("Miriam Bell"), cast.actor("Grace Adeyinka")
    answer_finding(action=actions["p5-1.4"], finding=findings["smart"], by=miriam)
    answer_finding(action=actions["p3-3.12"], finding=findings["talk"], by=miriam)
    reopen_action(
        action=actions["p5-1.3"],
        finding=findings["smart"],
        rating=words[Colour.GREEN],
        by=grace,
        at=when.ago(48),
        note="Two in ten plans have steps without a measure. Teams are coached on site until spring.",
    )


def work_of_late(cast: Cast, plan: Plan, when: Calendar) -> None:
    """Four weeks of work: updates, proof, blue by a second person, one sent back, an end that moves."""
    actions, words = _now(plan), _words(plan)
    devika, grace, owen = (cast.actor(name) for name in ("Devika Rao", "Grace Adeyinka", "Owen Pascoe"))
    moved = ask_new_end(
        action=actions["p4-4.4"],
        end=f"{add_months(when.day, 4):%B %Y}",
        by=devika,
        at=when.ago(25),
        reason="Young people asked to write the offer themselves, which takes until spring.",
    )
    decide_new_end(
        change=moved,
        approve=True,
        note="Agreed once; please keep the panel informed.",
        by=cast.actor("Ruth Lindqvist"),
        at=when.ago(23),
    )
    add_evidence(
        action=actions["p1-1.1"],
        title="Housing list, last quarter",
        by=devika,
        at=when.ago(20),
        description="47 of 52 families with a notice to quit were contacted within five working days.",
    )
    report_complete(
        action=actions["p3-3.15"],
        by=owen,
        at=when.ago(16),
        note="The passport went with the child in all of six moves.",
    )
    assure_action(
        action=actions["p1-1.1"],
        by=grace,
        on=when.on(15),
        difference="Families hear from us before the court date; seven tenancies were kept.",
        strength=Strength.RECORDS,
    )
    send_back(
        action=_fetch(actions, "p3-3.15"),
        by=grace,
        at=when.ago(13),
        reason="Two of the six passports hold no dental record. Please add it and report again.",
    )
    update_action(
        action=actions["p1-1.2"],
        rating=words[Colour.AMBER],
        by=devika,
        at=when.ago(12),
        note="Fourteen assessments begun by partners. The shorter form is in use in two schools; a third has asked.",
        further=Further(
            figure="14", next_step="Bring the shorter form to the third school.",
            look_at=f"{add_months(when.day, 1):%B %Y}",
        ),
    )  # fmt: skip
    update_action(
        action=actions["p1-1.4"],
        rating=words[Colour.GREEN],
        by=owen,
        at=when.ago(10),
        note="Sixteen of 31 families answered six months on. Eleven say things are still better.",
        further=Further(figure="16 of 31"),
    )
    report_complete(
        action=actions["p1-1.17"],
        by=owen,
        at=when.ago(9),
        note="All six schools recognise the card; 23 young carers hold one.",
    )
    add_evidence(
        action=actions["p1-1.17"],
        title="Letters from six head teachers",
        by=owen,
        at=when.ago(9),
        description="Each says what the card allows a young carer to do.",
    )
    update_action(
        action=actions["p2-2.17"],
        rating=words[Colour.GREEN],
        by=devika,
        at=when.ago(6),
        note="The new worker began early; 84% of episodes were scored in time this month.",
        further=Further(figure="84%", despite="The backlog of the summer is cleared, and nine in ten is in reach."),
    )


def work_this_week(cast: Cast, plan: Plan, when: Calendar) -> None:
    """What has come to the round that is open now."""
    actions = _now(plan)
    ask_new_end(
        action=actions["p2-2.3"],
        end=f"{add_months(when.day, 3):%B %Y}",
        by=cast.actor("Grace Adeyinka"),
        at=when.ago(3),
        reason="The letter is with the printer and three teams still have to be briefed.",
    )
    update_action(
        action=actions["p4-4.14"],
        rating=None,
        by=cast.actor("Idris Hale"),
        at=when.ago(3),
        note="Thirty-two of 34 files are complete; the last two wait for the embassy.",
    )


def _now(plan: Plan) -> dict[str, Action]:
    return {action.key: action for action in plan.actions.select_related("plan", "rating")}


def _words(plan: Plan) -> dict[str, RatingWord]:
    return {word.colour: word for word in plan.rating_words.all()}


def _fetch(actions: dict[str, Action], key: str) -> Action:
    """An action as it stands now, after a command changed it."""
    actions[key] = Action.objects.select_related("plan").get(pk=actions[key].pk)
    return actions[key]


def make_send_plan(cast: Cast, when: Calendar) -> Plan:
    """A second plan, taken from the year before and written on: forty actions, two of them under watch; live."""
    by = cast.actor("Miriam Bell")
    plan = refreshed_send_plan(cast, when)
    standing = {action.ref: action for action in plan.actions.select_related("aim")}
    words = {word.word: word for word in plan.rating_words.all()}
    priority: Priority | None = None
    aim = None
    people = {person.initials: person for person in cast.people.values() if person.initials}
    senior = cast.people["Ruth Lindqvist"]
    todo: list[Callable[[], object]] = []
    for line in lines("send_plan.txt", day=when.day):
        if priority is None or priority.number != line.priority:
            priority = plan.priorities.get(number=line.priority)
        if line.ref in standing:
            action = standing[line.ref]
            aim = action.aim
            if action.state != State.UNDER_WATCH:
                lead = line.leads.split("/")[0]
                todo.append(_answer(action, line.status, line.comment, words, cast, when, people[lead].name))
            continue
        if line.aim:
            aim = add_aim(priority=priority, text=line.aim, by=by)
        action = add_action(
            priority=priority,
            aim=aim,
            ref=line.ref,
            wording=line.action,
            starts=line.starts,
            ends=line.ends,
            measure=line.measure,
            by=by,
            on=when.on(38),
        )
        leads = [people[initials] for initials in line.leads.split("/")]
        set_leads(action=action, leads=leads, senior_lead=senior, by=by)
        todo.append(_answer(action, line.status, line.comment, words, cast, when, leads[0].name))
    for answer in todo:
        answer()
    return plan


def _answer(
    action: Action, word: str, note: str, words: dict[str, RatingWord], cast: Cast, when: Calendar, lead: str
) -> Callable[[], object]:
    """What the lead says of the action once the plan is live; a blue one is reported complete and then assured."""

    def say() -> None:
        by = cast.actor(lead if cast.people[lead].email else "Miriam Bell")
        current = Action.objects.select_related("plan").get(pk=action.pk)
        if word != "Blue":
            update_action(action=current, note=note, rating=words[word], by=by, at=when.ago(14))
            return
        report_complete(action=current, note=note, by=by, at=when.ago(14))
        add_evidence(action=current, title="What was seen", description=note, by=by, at=when.ago(13))
        if lead != "Grace Adeyinka":
            assure_action(
                action=current,
                difference="Families and partners confirm it: " + note,
                strength=Strength.OUTSIDE,
                by=cast.actor("Grace Adeyinka"),
                on=when.on(11),
            )

    return say
