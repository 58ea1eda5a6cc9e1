"""The reports of the demonstration, in the states a service manager meets: a draft, one in clearance, one cleared that
waits to be issued, one issued, and one that was withdrawn.

The one that is issued takes its files from the worker, so that a first start waits for none of them.
"""

from datetime import date

from django.db import transaction

from goldenthread.boards.models import MonitoringRound
from goldenthread.home.demonstration.calendar import Calendar, day_of_committee
from goldenthread.home.demonstration.cast import Cast
from goldenthread.home.demonstration.why_it_stays import why_it_stays
from goldenthread.reports.commands.clearance import Ask, ask_clearance, decide_clearance
from goldenthread.reports.commands.drafting import draft_report
from goldenthread.reports.commands.issuing import withdraw_report
from goldenthread.reports.commands.remarks import add_remark, answer_remark, explain
from goldenthread.reports.commands.writing import Exempt, Going, save_section
from goldenthread.reports.jobs import issue_in_background
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.queries.checking import gate_in
from goldenthread.reports.queries.content import content_of

COMMITTEE, EXECUTIVE = "Children and Young People Committee", "Children's Partnership Executive"
FOR_COMMITTEE = {
    "[Say in a sentence what members should take from this.]": (
        "Families in trouble with their rent are reached sooner than a year ago. Dental care is not where it should be."
    ),
    "[Say in a sentence what the author makes of it.]": (
        "The work is on course where one team can do it alone, and slow where it needs a partner."
    ),
    "No achievement was named in this period.": (
        "Partners have begun fourteen assessments by now, and thirty-one young carers are known to us."
    ),
}
FOR_EXECUTIVE = {
    "[Say in a sentence what members should take from this.]": (
        "What is slow needs partners: a nurse for the clinic, and a provider for return interviews."
    ),
    "[Say in a sentence what the author makes of it.]": "Two decisions of partners would move what has stood longest.",
}
PRICES = Exempt(
    (3,),
    "It says what a provider asks for return interviews while that is still being agreed; to tell it now would cost "
    "the council more than the public would gain by knowing it a month sooner.",
)
"""Why the report to the partners is not public."""


def write_reports(cast: Cast, *, day: date) -> None:
    """What Miriam wrote of the last two rounds, who cleared it, and what Ruth issued."""
    when = Calendar(day)
    plan = MonitoringRound.objects.order_by("pk").values_list("plan", flat=True).first()
    rounds = {one.number: one for one in MonitoringRound.objects.filter(plan=plan).select_related("plan")}
    fourth, third = rounds[4], rounds[3]
    _withdrawn(cast, when, third)
    _cleared(cast, when, third)
    _in_clearance(cast, when, fourth)
    _draft(cast, when, fourth)
    _issued(cast, when, fourth)


def _drafted(
    cast: Cast,
    when: Calendar,
    round: MonitoringRound,
    body: str,
    *,
    ago: int,
    meets: int,
    subject: str,
    exempt: Exempt | None = None,
) -> Report:
    return draft_report(
        round=round, going_to=[Going(cast.bodies[body], when.on(meets))], subject=subject,
        by=cast.actor("Miriam Bell"), at=when.ago(ago), chief_officer=cast.people["Ruth Lindqvist"],
        is_public=exempt is None, exempt=exempt,
    )  # fmt: skip


def _finished(cast: Cast, when: Calendar, report: Report, said: dict[str, str], *, ago: int) -> None:
    """The author adds her judgement, and decides on what the gate shows her."""
    by = cast.actor("Miriam Bell")
    for section in report.sections.all():
        text = section.text
        for blank, words in said.items():
            text = text.replace(blank, words)
        save_section(section=section, version=section.version, text=text, by=by, at=when.ago(ago, 12))
    for found in gate_in(content_of(report)):
        reason = why_it_stays(found.finding.words)
        if reason:
            explain(
                report=report, of="gate", key=found.finding.key, decision="keep", reason=reason, by=by,
                at=when.ago(ago, 13),
            )  # fmt: skip


def _decided(cast: Cast, when: Calendar, report: Report, name: str, *, ago: int, words: str = "") -> None:
    one = Clearance.objects.current().get(report=report, person=cast.people[name])
    decide_clearance(clearance=one, decision="cleared", words=words, by=cast.actor(name), at=when.ago(ago))


def _issued(cast: Cast, when: Calendar, round: MonitoringRound) -> None:
    """To the committee: drafted in one press, finished, cleared by two people, issued by the director."""
    report = _drafted(
        cast,
        when,
        round,
        COMMITTEE,
        ago=4,
        meets=(when.day - day_of_committee(when)).days,
        subject="Service Improvement Plan: progress this quarter",
    )
    _finished(cast, when, report, FOR_COMMITTEE, ago=4)
    asked = [
        Ask(cast.people["Grace Adeyinka"], "Quality assurance", when.on(1)),
        Ask(cast.people["Kofi Nartey"], "Commissioning", when.on(1)),
    ]
    ask_clearance(report=report, people=asked, by=cast.actor("Miriam Bell"), at=when.ago(3))
    _decided(cast, when, report, "Grace Adeyinka", ago=2, words="The figures are the round's own.")
    _decided(cast, when, report, "Kofi Nartey", ago=2)
    key, who, at = report.key, cast.people["Ruth Lindqvist"].key, when.ago(1).isoformat()
    transaction.on_commit(lambda: issue_in_background.enqueue(key, who, "", at))


def _in_clearance(cast: Cast, when: Calendar, round: MonitoringRound) -> None:
    """To the partners, not public: one has cleared it, one has asked something, and one is late with an answer."""
    report = _drafted(
        cast, when, round, EXECUTIVE, ago=3, meets=-12, subject="Service Improvement Plan: what needs partners",
        exempt=PRICES,
    )  # fmt: skip
    _finished(cast, when, report, FOR_EXECUTIVE, ago=3)
    asked = [
        Ask(cast.people["Grace Adeyinka"], "Quality assurance", when.on(-2)),
        Ask(cast.people["Idris Hale"], "Social work", when.on(1)),
    ]
    ask_clearance(report=report, people=asked, by=cast.actor("Miriam Bell"), at=when.ago(3, 15))
    remark = add_remark(
        report=report, section=report.sections.get(kind="summary"), quoted="a nurse for the clinic",
        text="Say that the nurse is lent for two days a week, so that nobody reads it as solved.",
        by=cast.actor("Grace Adeyinka"), at=when.ago(2),
    )  # fmt: skip
    answer_remark(
        remark=remark, answer="It stands under the amber actions with its days.", by=cast.actor("Miriam Bell"),
        at=when.ago(2, 14),
    )  # fmt: skip
    _decided(cast, when, report, "Grace Adeyinka", ago=1)


def _draft(cast: Cast, when: Calendar, round: MonitoringRound) -> None:
    """To the board: begun yesterday, nothing added yet."""
    _drafted(
        cast, when, round, "Service Improvement Board", ago=1, meets=-16,
        subject="Service Improvement Plan: report to the board",
    )  # fmt: skip


def _withdrawn(cast: Cast, when: Calendar, round: MonitoringRound) -> None:
    """Of the round before: its meeting was cancelled."""
    report = _drafted(
        cast, when, round, COMMITTEE, ago=34, meets=20, subject="Service Improvement Plan: progress in the summer"
    )
    withdraw_report(
        report=report, why="The meeting of the committee was cancelled; the next quarter is reported instead.",
        by=cast.actor("Miriam Bell"), at=when.ago(25),
    )  # fmt: skip


def _cleared(cast: Cast, when: Calendar, round: MonitoringRound) -> None:
    """Of the round before, to the board: cleared, and waiting for the director."""
    report = _drafted(
        cast, when, round, "Service Improvement Board", ago=33, meets=32,
        subject="Service Improvement Plan: the third round",
    )  # fmt: skip
    _finished(cast, when, report, FOR_EXECUTIVE, ago=33)
    ask_clearance(
        report=report, people=[Ask(cast.people["Grace Adeyinka"], "Quality assurance", when.on(32))],
        by=cast.actor("Miriam Bell"), at=when.ago(33, 15),
    )  # fmt: skip
    _decided(cast, when, report, "Grace Adeyinka", ago=32)
