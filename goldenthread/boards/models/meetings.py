"""Tables of a board's meetings, kept light: day, papers, who was there, items, and decisions with what became of them.

The meetings of committees, with notice, exemption and minutes, are another
matter and stand above.

Source: cover report of 2 May 2018 to the Safeguarding Sub Committee, paragraph 9 (what boards are told and decide).
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.boards.models.board import Board, StandingItem
from goldenthread.boards.models.rounds import Closing
from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from goldenthread.sources.models import Finding, Source


class BoardMeetingQuerySet(models.QuerySet["BoardMeeting"]):
    """Ways to narrow meetings."""

    def visible_to(self, person: Person) -> "BoardMeetingQuerySet":
        """What a board says and decides is read by whoever reads the meetings of that board."""
        return self.filter(board__in=Board.objects.read_by(person).order_by().values("pk"))


class BoardMeeting(models.Model):
    """One meeting of a board. Its number never changes; ``source`` is what its decisions that ask for something make.

    ``others`` names who was there without sitting on the board.
    """

    class State(models.TextChoices):
        """Whether it is still to come."""

        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    cancelled_why = models.CharField(max_length=500, blank=True)
    others = models.CharField(max_length=1000, blank=True)
    source = models.OneToOneField(Source, models.PROTECT, null=True, blank=True, related_name="board_meeting")
    version = models.PositiveIntegerField(default=1)

    objects = BoardMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["board", "on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="boards_meeting_number_once"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_why=""), name="boards_cancelled_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting {self.number} of {self.board}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("board-meeting", args=[self.board.body.key, self.number])

    @property
    def subject(self) -> str:
        """How the ledger names this meeting."""
        return f"meeting:{self.board.body.key}/{self.number}"


class MeetingItem(models.Model):
    """An item of a meeting that was held, as it then stood; what is planned is offered from the standing items."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="items")
    standing = models.ForeignKey(StandingItem, models.PROTECT, related_name="taken")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    brought_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="boards_item_place_once")]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """That a member was at a meeting or sent apologies, with office and capacity as they then were."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, related_name="board_meetings")
    was_there = models.BooleanField()
    office = models.CharField(max_length=40)
    capacity = models.CharField(max_length=220, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name_plural = "attendance"
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="boards_attendance_once")]

    def __str__(self) -> str:
        return f"{self.person}: {'there' if self.was_there else 'apologies'}"


class MeetingPaperQuerySet(models.QuerySet["MeetingPaper"]):
    """Ways to narrow papers."""

    def visible_to(self, person: Person) -> "MeetingPaperQuerySet":
        """Whoever reads a meeting reads its papers."""
        return self.filter(meeting__in=BoardMeeting.objects.visible_to(person).order_by().values("pk"))


class MeetingPaper(models.Model):
    """A paper of a meeting: a closed round of a plan as it was closed then, a link, or a file."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    closing = models.ForeignKey(Closing, models.PROTECT, null=True, blank=True, related_name="board_papers")
    address = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="board_papers")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = MeetingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="boards_paper_number_once"),
            models.CheckConstraint(
                condition=Q(closing__isnull=False, address="", file__isnull=True)
                | Q(closing__isnull=True, file__isnull=True) & ~Q(address="")
                | Q(closing__isnull=True, address="", file__isnull=False),
                name="boards_paper_is_a_round_a_link_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="boards_paper_withdrawn_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BoardDecisionQuerySet(models.QuerySet["BoardDecision"]):
    """Ways to narrow decisions."""

    def visible_to(self, person: Person) -> "BoardDecisionQuerySet":
        """Whoever reads a meeting reads its decisions."""
        return self.filter(meeting__in=BoardMeeting.objects.visible_to(person).order_by().values("pk"))


class BoardDecision(models.Model):
    """What a meeting decided, and what becomes of it. Never altered: a further decision corrects it, with the reason.

    A finding, or an instruction on an action of a plan, is a finding of the meeting as a source; the action is
    named by its key, which never changes. ``finding`` may be shared with the decision this one corrects, where what
    is asked for stayed the same.
    """

    class Becomes(models.TextChoices):
        """What becomes of a decision."""

        INFORMATION = "information", "For information only"
        FINDING = "finding", "A finding that asks for an answer"
        INSTRUCTION = "instruction", "An instruction on an action of a plan"

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    paper = models.ForeignKey(MeetingPaper, models.PROTECT, null=True, blank=True, related_name="decisions")
    becomes = models.CharField(max_length=11, choices=Becomes.choices, default=Becomes.INFORMATION)
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="board_decisions")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="board_decisions")
    action = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    why = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="board_decisions_entered")
    entered_at = models.DateTimeField()

    objects = BoardDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="boards_decision_number_once"),
            models.CheckConstraint(
                condition=Q(becomes="information", finding__isnull=True)
                | ~Q(becomes="information") & Q(finding__isnull=False),
                name="boards_decision_that_asks_is_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(becomes="instruction", plan__isnull=False) & ~Q(action="")
                | ~Q(becomes="instruction") & Q(plan__isnull=True, action=""),
                name="boards_instruction_names_its_action",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, why="") | Q(corrects__isnull=False) & ~Q(why=""),
                name="boards_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text}"

    @property
    def subject(self) -> str:
        """How the ledger names this decision."""
        return f"{self.meeting.subject}/{self.number}"
