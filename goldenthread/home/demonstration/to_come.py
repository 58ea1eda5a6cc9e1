"""What is to come before the demonstration's committees: questions of members, a forward plan and owed reports."""

from datetime import datetime

from goldenthread.committee.commands.forward import plan_ahead, plan_also, take_on
from goldenthread.committee.commands.programme import owe_report, plan_owed
from goldenthread.committee.commands.questions import accept_question, ask_question
from goldenthread.committee.kinds import ItemPurpose, Part
from goldenthread.committee.models import Committee, CommitteeMeeting, Every
from goldenthread.home.demonstration.calendar import Calendar
from goldenthread.home.demonstration.cast import Cast


def ask_for_the_next(cast: Cast, meeting: CommitteeMeeting, *, at: datetime) -> None:
    """A member's question stands on the agenda that is issued next, so that it is sealed with it."""
    question = ask_question(
        meeting=meeting, text="Which of our homes has no garden, and where do the children play?", to="The Chair",
        by=cast.actor("Cllr Anjali Mistry"), at=at,
    )  # fmt: skip
    accept_question(question=question, by=cast.actor("Tom Hallworth"), at=at)


def look_ahead(cast: Cast, when: Calendar, meeting: CommitteeMeeting) -> None:
    """What the committee of a meeting expects: one item was taken onto its agenda, one question waits for the clerk."""
    ask_question(
        meeting=meeting, text="What became of the after-school places promised for Saltmarsh?",
        to="Director of Children's Services", by=cast.actor("Cllr Lionel Frayne"), at=when.ago(1),
    )  # fmt: skip
    _owed(cast, when, meeting.committee)
    _expected(cast, when, meeting)


def _owed(cast: Cast, when: Calendar, committee: Committee) -> None:
    """Two reports: one due a while ago that nobody has planned, one due later on and planned."""
    clerk = cast.actor("Tom Hallworth")
    owe_report(
        committee=committee, title="Children who went missing: the year in figures", every=Every.YEAR,
        first_due=when.on(70), report_of="Director of Children's Services", owner=cast.people["Idris Hale"],
        purpose=ItemPurpose.INFORMATION, by=clerk,
    )  # fmt: skip
    later = owe_report(
        committee=committee, title="Annual report of the virtual school", every=Every.YEAR, first_due=when.on(-90),
        report_of="Director of Children's Services", owner=cast.people["Leila Sandu"],
        purpose=ItemPurpose.INFORMATION, by=clerk,
    )  # fmt: skip
    plan_owed(owed=later, by=clerk, at=when.ago(3))


def _expected(cast: Cast, when: Calendar, meeting: CommitteeMeeting) -> None:
    clerk, committee, at = cast.actor("Tom Hallworth"), meeting.committee, when.ago(30)
    director, month = "Director of Children's Services", when.on(-60).replace(day=1)
    hubs = plan_ahead(
        committee=committee, title="Family hubs: the first year", month=meeting.on.replace(day=1), report_of=director,
        owner=cast.people["Devika Rao"], purpose=ItemPurpose.INFORMATION, by=clerk, at=at,
    )  # fmt: skip
    breaks = plan_ahead(
        committee=committee, title="Short breaks: what families asked for", month=month, report_of=director,
        owner=cast.people["Rosa Keane"], purpose=ItemPurpose.DECISION, by=clerk, at=at,
    )  # fmt: skip
    sub = Committee.objects.exclude(pk=committee.pk).get()
    plan_also(planned=breaks, committee=sub, month=month, by=clerk, at=at)
    plan_ahead(
        committee=committee, title="Buying places in two children's homes", part=Part.NON_PUBLIC,
        public_title="Places in children's homes", month=month, report_of=director,
        owner=cast.people["Kofi Nartey"], purpose=ItemPurpose.DECISION, by=clerk, at=at,
    )  # fmt: skip
    plan_ahead(committee=committee, title="A visit to the new youth club on the quay", by=clerk, at=at)
    take_on(planned=hubs, meeting=meeting, by=clerk, at=when.ago(1, hour=11))
