"""Questions that members send in before a meeting, and what became of each.

A question is asked of somebody, about one item of the agenda or none. Its words stay as they were written: whoever
would put them otherwise withdraws it and asks anew.

Sources: "Questions on matters relating to the work of the Committee", agenda of 2 May 2018 of the Safeguarding Sub
(Community & Children's Services) Committee; standing orders of councils for notice of questions, supplementary
questions and written answers.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q, TextChoices
from django.utils import timezone

from goldenthread.bodies.models import bodies_chaired_by
from goldenthread.committee.models.agenda import AgendaItem
from goldenthread.committee.models.meetings import CommitteeMeeting
from goldenthread.committee.models.minutes import Exchange, Promise
from goldenthread.committee.readers import KEEPS_PAPERS
from goldenthread.identity.models import Person
from goldenthread.kernel.addresses import address


class QuestionState(TextChoices):
    """How far a question is."""

    ASKED = "asked", "With the clerk"
    ACCEPTED = "accepted", "On the agenda"
    TAKEN = "taken", "Taken at the meeting"
    ANSWERED = "answered", "Answered in writing"
    NOT_TAKEN = "not taken", "Not taken"
    WITHDRAWN = "withdrawn", "Withdrawn"


WAITS = (QuestionState.ASKED, QuestionState.ACCEPTED)
"""States in which something is still to be done with a question."""


class MemberQuestionQuerySet(models.QuerySet["MemberQuestion"]):
    """Ways to narrow questions."""

    def opened_to(self, person: Person, *, at: datetime) -> "MemberQuestionQuerySet":
        """The only door to a question's words: who asked it, who keeps the papers, and who reads what it is about.

        Once it is on an issued agenda, everybody reads it who reads the item it is about and the one it is taken
        under; so a question about what is kept from the public is kept like it. Until then the chair reads it besides.
        """
        if person.is_system or person.rights.roles & KEEPS_PAPERS:
            return self
        if not person.is_active:
            return self.none()
        items = AgendaItem.objects.opened_to(person, at=at).order_by().values("pk")
        chaired = bodies_chaired_by(person, on=timezone.localdate(at)).order_by().values("pk")
        about = Q(about__isnull=True) | Q(about__in=items)
        on_agenda = Q(under__isnull=False, under__issued_at__isnull=False, under__in=items)
        to_come = Q(state=QuestionState.ASKED, meeting__committee__body__in=chaired)
        return self.filter(Q(asked_by=person) | about & (on_agenda | to_come))

    def waiting(self) -> "MemberQuestionQuerySet":
        """Questions with which something is still to be done."""
        return self.filter(state__in=WAITS)


class MemberQuestion(models.Model):
    """A question that a member of a committee sent in before a meeting. Its number counts within the meeting.

    ``is_late`` says that it came after the day by which the committee takes questions. ``under`` is the item under
    which it is taken. ``answer`` is the answer in writing where it is not taken; what was answered at the meeting
    stands in the minutes, as ``exchange`` and ``supplementary``, and ``promise`` is the written answer owed since.
    """

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="committee_questions")
    asked_at = models.DateTimeField()
    to = models.CharField(max_length=200)
    about = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="questions_about")
    text = models.TextField()
    is_late = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=QuestionState.choices, default=QuestionState.ASKED)
    under = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="questions_under")
    why = models.CharField(max_length=500, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    exchange = models.OneToOneField(Exchange, models.PROTECT, null=True, blank=True, related_name="asked_before")
    supplementary = models.OneToOneField(Exchange, models.PROTECT, null=True, blank=True, related_name="asked_after")
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, blank=True, related_name="written_answer_to")
    version = models.PositiveIntegerField(default=1)

    objects = MemberQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="committee_question_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="committee_question_asks"),
            models.CheckConstraint(
                condition=~Q(state__in=[QuestionState.ACCEPTED, QuestionState.TAKEN]) | Q(under__isnull=False),
                name="committee_question_taken_under_an_item",
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.NOT_TAKEN) | ~Q(why=""), name="committee_question_not_taken_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.ANSWERED) | ~Q(answer=""), name="committee_question_answered_so"
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.number} of {self.meeting}"

    def get_absolute_url(self) -> str:
        """Its place among the questions of its meeting."""
        return f"{address('meeting-questions', self.meeting.key)}#question-{self.number}"

    @property
    def subject(self) -> str:
        """How the ledger names this question."""
        return f"{self.meeting.subject}/question-{self.number}"
