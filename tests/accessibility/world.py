"""What the demonstration lacks and some page needs: a paper that waits, a plan without actions, links, leave, drafts.

Run in a process of its own, which works in a copy of the demonstration; what
its pages are called is printed for the tests.
"""

from datetime import UTC, date, datetime, timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils import timezone

from goldenthread.boards.commands.asking import make_link
from goldenthread.bodies.models import Membership
from goldenthread.committee.commands.deciding import record_officer_decision
from goldenthread.committee.commands.entitling import declare, grant_reading
from goldenthread.committee.commands.exempting import exempt
from goldenthread.committee.commands.forward import plan_ahead
from goldenthread.committee.commands.programme import owe_report
from goldenthread.committee.commands.questions import accept_question, ask_question
from goldenthread.committee.commands.registering import register_interest
from goldenthread.committee.commands.standing import name_substitute
from goldenthread.committee.exempting import Reasons
from goldenthread.committee.kinds import Ground
from goldenthread.committee.models import ClosedDay, CommitteeMeeting, Promise
from goldenthread.documents.storing import store
from goldenthread.home.demonstration.cast import make_people
from goldenthread.home.demonstration.papers import improvement_paper
from goldenthread.identity.actor import Actor, system
from goldenthread.identity.commands.accounts import invite_person, make_council
from goldenthread.identity.commands.delegation import allow_delegate
from goldenthread.identity.commands.leaving import plan_hand_over
from goldenthread.identity.commands.people import add_person
from goldenthread.identity.commands.roles import give_role
from goldenthread.identity.drafts import keep_draft
from goldenthread.identity.models import Person, PostHolding
from goldenthread.identity.roles import Role
from goldenthread.importing.jobs import accept_import
from goldenthread.intake.models import Import, State
from goldenthread.intake.rebuilding import ROW
from goldenthread.kernel.commands import prepare_database
from goldenthread.notices.commands import put_out
from goldenthread.notices.doors import register
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail
from goldenthread.plan.commands.evidence import add_evidence
from goldenthread.plan.commands.kept_views import keep_view
from goldenthread.plan.commands.plans import make_plan
from goldenthread.plan.commands.refreshing import begin_refresh
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.models import Action, Contradiction, Plan, Recheck
from goldenthread.reports.commands.bringing import bring_report
from goldenthread.reports.commands.going_on import STOPPED
from goldenthread.reports.commands.remarks import add_remark
from goldenthread.reports.commands.writing import save_section
from goldenthread.reports.models import Clearance, Issuing, Report
from goldenthread.reports.queries.checking import gate_in
from goldenthread.reports.queries.content import content_of
from goldenthread.sources.models import Finding
from tests.accessibility.one_time_code import SECRET

TODAY = date(2026, 11, 21)


def people_alone() -> None:
    """A council, its people and its boards, and nothing that they did."""
    prepare_database()
    by = system("demonstration", "The demonstration")
    with transaction.atomic():
        make_council(name="Wexmoor Council", by=by, on=TODAY, demonstration=True)
        make_people(by=by, on=date(2026, 4, 1))


def actor(name: str) -> Actor:
    return Actor(Person.objects.get(name=name))


@transaction.atomic
def more() -> dict[str, str]:
    """Add what is missing, by the commands people call, and name it."""
    now = timezone.now()
    miriam, noor, devika = actor("Miriam Bell"), actor("Noor Ellery"), actor("Devika Rao")
    plan = Plan.objects.get(name__startswith="Service Improvement Plan")
    return {
        "plan": plan.key,
        "send": Plan.objects.get(name__startswith="SEND").key,
        "taken": Import.objects.get(state=State.ACCEPTED).key,
        "priority": str(plan.priorities.first().pk),
        "aim": str(Action.objects.exclude(aim=None).filter(plan=plan).first().aim_id),
        **_papers(miriam, now),
        **_plans(miriam, plan),
        **_people(noor, now),
        **_work(devika, plan, now),
        **_mails(devika, plan, now),
        **_findings(),
        **_assurance(),
        **_accounts(devika, miriam, now),
        **_reports(miriam, now),
        **_committees(actor("Tom Hallworth"), now),
    }


def _committees(tom: Actor, now: datetime) -> dict[str, str]:
    """An agenda that is issued, one that is begun, an exempt item, and a paper kept beside its public item."""
    issued, begun = CommitteeMeeting.objects.get(state="issued"), CommitteeMeeting.objects.get(state="planned")
    private, public = issued.items.get(public_item__isnull=False), issued.items.get(restricted_items__isnull=False)
    reasons = Reasons(
        Ground.EXEMPT, (1,), own_planning=False, review_on=now.date() + timedelta(days=300),
        public_interest="A nurse would be known from what is told, and nobody is served by it.",
    )  # fmt: skip
    exempt(paper=public.papers.get(), reasons=reasons, public_title="Report", by=tom, at=now)
    member, monitoring = Person.objects.get(name="Cllr Esme Langford"), actor("Sunita Fell")
    granted = grant_reading(
        person=Person.objects.get(name="Idris Hale"), item=private, by=monitoring, at=now,
        reason="Answers the parents' letter about it.", until=now + timedelta(days=20),
    )  # fmt: skip
    declared = declare(
        meeting=issued, item=private, person=member, kind="personal", nature="A cousin works there.",
        consequence="stays", by=tom, at=now,
    )  # fmt: skip
    register_interest(
        person=member, kind="disclosable pecuniary", text="Lets a boathouse in Chandlery ward.", on=now.date(),
        by=monitoring,
    )  # fmt: skip
    stands = name_substitute(committee=issued.committee, person=member, starts_on=now.date(), by=tom)
    plan_ahead(committee=issued.committee, title="Annual report on fostering", by=tom, at=now)
    owe_report(
        committee=issued.committee, title="Report of the reviewing officer", every="year", first_due=now.date(),
        report_of="Independent Reviewing Officer", by=tom,
    )  # fmt: skip
    record_officer_decision(
        committee=issued.committee, on=now.date(), officer="Director of Children's Services", title="Hire of a boat",
        delegation="Scheme of delegation, paragraph 4", text="A boat was hired.", reason="The ferry failed.",
        alternatives="None.", by=tom, at=now,
    )  # fmt: skip
    _questions(issued, actor("Cllr Hana Osei"), tom, now)
    owed = Promise.objects.filter(discharged_on=None).select_related("minute__item__meeting").earliest("pk")
    return {
        "held": owed.minute.item.meeting.key,
        "minuted": str(owed.minute.item.number),
        "attendee": str(owed.minute.item.meeting.attendees.first().pk),
        "committee": issued.committee.body.key,
        "meeting": issued.key,
        "begun": begun.key,
        "item": str(private.number),
        "public_item": str(public.number),
        "councillor": member.key,
        "seated": issued.committee.body.memberships.get(office="chair").person.key,
        "substitute": str(stands.pk),
        "grant": str(granted.pk),
        "declaration": str(declared.pk),
    }


def _questions(meeting: CommitteeMeeting, asks: Actor, tom: Actor, now: datetime) -> None:
    """A question that waits for the clerk, and one that is on the agenda."""
    ask_question(meeting=meeting, text="How many wait for a dentist?", to="The Chair", by=asks, at=now)
    taken = ask_question(meeting=meeting, text="Who tells them?", to="The Director", by=asks, at=now)
    accept_question(question=taken, by=tom, at=now)


def _reports(miriam: Actor, now: datetime) -> dict[str, str]:
    """A claim the plan contradicts, a remark without an answer, a report being issued and one that was not."""
    report = Report.objects.get(key="service-improvement-plan-report-to-the-board")
    section = report.sections.get(kind="conclusion")
    text = f"{section.text}\n\nForty actions are red, and every action has a lead who has said how it goes."
    save_section(section=section, version=section.version, text=text, by=miriam, at=now)
    asked = Clearance.objects.waiting().get(person__name="Idris Hale")
    remark = add_remark(report=asked.report, text="Is this the figure of June?", by=Actor(asked.person), at=now)
    text = b"Report to the Harbour Committee\n\nSummary\n\nFifty-seven actions are blue.\n"
    brought = bring_report(chunks=[text], name="A report from elsewhere.txt", by=miriam, at=now)
    Issuing.objects.create(report=brought, at=now, by=miriam.person, begun_at=now, files=1)
    Issuing.objects.create(report=asked.report, at=now, by=miriam.person, ended_at=now, refusal=STOPPED)
    return {
        "brought": brought.key,
        "section": str(section.pk),
        "clearance": str(asked.pk),
        "remark": str(remark.pk),
        "gate": gate_in(content_of(report))[0].finding.key,
    }


def _papers(miriam: Actor, now: datetime) -> dict[str, str]:
    """A next version of the plan with its oddities, a paper for a new plan, and a task that never ends."""
    text = improvement_paper(day=TODAY)
    changed = text.replace("Green", "Amber", 4).replace("every month", "each month").replace("\tRL\t", "\tXQ\t", 3)
    new = text.replace("Service Improvement Plan for Children and Families", "Plan of another year").replace(
        "-26", "-28"
    )
    found = {}
    for key, paper in (("next", changed), ("new", new)):
        kept = stage_paper(
            chunks=[paper.encode()], name=f"The {key} paper, as the board printed it.txt", by=miriam, at=now
        )
        found[key] = kept.key
    named = {"key": found["next"], "version": 1, "accept_losses": False, "person": miriam.key, "behalf_of": ""}
    waiting = accept_import.using(run_after=now + timedelta(days=3650)).enqueue(**named)
    row = Import.objects.get(key=found["next"]).rows.filter(kind=ROW)[20]
    return found | {"task": str(waiting.id), "row": str(row.position)}


def _plans(miriam: Actor, plan: Plan) -> dict[str, str]:
    made = make_plan(name="Plan of the new homes, which has no actions yet", by=miriam, on=TODAY)
    keep_view(plan=plan, name="Late, early help", query="late=yes", by=miriam)
    begin_refresh(plan=plan, by=miriam, at=timezone.now())
    partner = Person.objects.get(name="Joan Whitlock")
    link = make_link(round=plan.rounds.get(number=5), person=partner, by=miriam, at=timezone.now())
    return {"empty": made.key, "answer": link}


def _assurance() -> dict[str, str]:
    """A look that is due, and a finding that nobody has answered, as the demonstration has them."""
    due = Recheck.objects.to_come().select_related("action__plan").order_by("due_on", "pk").first()
    told = Contradiction.objects.unanswered().of_complete().select_related("action__plan").first()
    return {
        "recheck": f"{due.action.get_absolute_url()}recheck/",
        "stands": f"{told.action.get_absolute_url()}stands/{told.pk}/",
    }


def _people(noor: Actor, now: datetime) -> dict[str, str]:
    invited = add_person(
        name="Bryn Tolliver", job_title="Team manager, Fostering", email="bryn@wexmoor.example", by=noor
    )
    link = invite_person(person=invited, by=noor, at=now)
    closed = Person.objects.get(name="Selma Aydin")
    closed.account.is_active = False
    closed.account.save(update_fields=["is_active"])
    fresh = add_person(name="Ines Calloway", email="ines@wexmoor.example", by=noor)
    scope = Plan.objects.get(name__startswith="SEND").scope
    held = give_role(person=fresh, role=Role.LEAD_OFFICER, starts_on=TODAY, scope=scope, by=noor)
    chair = Membership.objects.get(person__name="Harriet Coe")
    plan_hand_over(person=invited, successors={}, by=noor, on=timezone.localdate(now) + timedelta(days=90), at=now)
    return {
        "end_membership": chair.end_url,
        "closed_day": ClosedDay.objects.earliest("on").remove_url,
        "end_holding": PostHolding.objects.get(person__name="Ruth Lindqvist").end_url,
        "welcome": link.path,
        "disabled": closed.key,
        "uninvited": fresh.key,
        "leaving": invited.key,
        "end_role": held.end_url,
    }


def _work(devika: Actor, plan: Plan, now: datetime) -> dict[str, str]:
    """Evidence with a file, and what somebody typed and did not send."""
    action = plan.actions.get(key="p1-1.2")
    file = store(
        name="Attendance.txt", media_type="text/plain", chunks=[b"Thirty-four came."], by_key=devika.key, at=now
    )
    kept = add_evidence(action=action, title="Attendance sheet, 14 October", file=file, by=devika, at=now)
    form = f"/plans/{plan.key}/actions/p1-1.2/complete/"
    keep_draft(person=devika.person, form=form, fields={"note": "Everybody has been"}, at=now, page=form)
    return {"file": file.key, "evidence": str(kept.pk)}


def _mails(devika: Actor, plan: Plan, now: datetime) -> dict[str, str]:
    """An e-mail under two headings that is shown, and a notice that waits for the next."""
    for kind in ("first-try", "second-try"):
        register(kind, lambda _person, _about: True)
    told = {"to": devika.person, "about": f"plan:{plan.key}", "path": "/my-actions/", "by": devika}
    for kind in ("first-try", "second-try"):
        put_out(kind=kind, subject="Say how 1.2 goes", text="The round is open.", once=f"try/{kind}", at=now, **told)
    mail_pass(now=lambda: now, early=True)
    put_out(kind="first-try", subject="One more thing", text="It can wait.", once="try/waits", at=now, **told)
    return {"mail": Mail.objects.filter(person=devika.person).latest("pk").key}


def _findings() -> dict[str, str]:
    answered = Finding.objects.filter(key__gt="", text__startswith="Some plans still have steps").first()
    open_ = Finding.objects.get(text__startswith="Children's own words")
    return {
        "source": open_.source.key,
        "finding": open_.key,
        "answered": answered.key,
        "answered_source": answered.source.key,
        "tied_action": "p5-1.4",
    }


def _accounts(devika: Actor, miriam: Actor, now: datetime) -> dict[str, str]:
    """Leave to act for somebody, and an authenticator app whose secret the test knows."""
    sunita = Person.objects.get(name="Sunita Fell").account
    TOTP.activate(sunita, SECRET)
    RecoveryCodes.activate(sunita)
    ends = now.astimezone(UTC).date() + timedelta(days=20)
    starts = ends - timedelta(days=21)
    allow_delegate(
        person=devika.person, delegate=miriam.person, starts_on=starts, ends_on=ends, reason="On leave", by=devika
    )
    return {}
