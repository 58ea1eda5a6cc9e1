"""Telling the clerk that a question was sent in, and who asked it what became of it; never its words.

A question may be about what is kept from the public, so an e-mail leads to the page and says nothing of it.
"""

from datetime import datetime

from goldenthread.committee.models import MemberQuestion
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Person
from goldenthread.kernel.addresses import address
from goldenthread.notices.commands import put_out

ASKED, DECIDED = "question-asked", "question-decided"
"""The kinds of notices about members' questions."""


def may_see_question(person: Person, about: str) -> bool:
    """Whether somebody may still be told of a question: who asked it, and who keeps its committee's papers."""
    key, _, number = about.removeprefix("committee-meeting:").partition("/question-")
    if not number.isdecimal():
        return False
    found = MemberQuestion.objects.filter(meeting__key=key, number=int(number)).first()
    return found is not None and (found.asked_by_id == person.pk or found.meeting.committee.clerk_id == person.pk)


def tell_clerk(question: MemberQuestion, *, by: Actor, at: datetime) -> None:
    """Tell the clerk of the committee that a question came in."""
    clerk = question.meeting.committee.clerk
    if clerk is None:
        return
    late = ", after the day for questions" if question.is_late else ""
    _tell(clerk, ASKED, question, f"{by} sent a question in{late}.", question.get_absolute_url(), by=by, at=at)


def tell_who_asked(question: MemberQuestion, *, by: Actor, at: datetime) -> None:
    """Tell who asked a question what became of it."""
    said = f"Your question {question.number}: {question.get_state_display().lower()}."
    _tell(question.asked_by, DECIDED, question, said, address("my-questions"), by=by, at=at)


def _tell(
    person: Person, kind: str, question: MemberQuestion, said: str, path: str, *, by: Actor, at: datetime
) -> None:
    """Put out one notice, to somebody who signs in, has an address, and is not who acted."""
    if person.pk in by.people or not person.email or not person.is_active:
        return
    if not Account.objects.filter(person=person, is_active=True).exists():
        return
    meeting = question.meeting
    put_out(
        to=person, kind=kind, about=question.subject, text=said, path=path, at=at, by=by,
        subject=f"A question for the {meeting.committee.body.name}, {day(meeting.on)}",
        once=f"{question.subject}:{kind}:{person.key}:{question.version}",
    )  # fmt: skip
