"""Tables of decisions beside the minutes: what was called in and what came of it, and what an officer decided alone.

Sources: Local Government Act 2000, section 9F(2)(a) and (4) (a decision made and not yet implemented is called in); the
Openness of Local Government Bodies Regulations 2014, SI 2014/2095, regulations 7 and 8 (record of an officer's
decision).
"""

from datetime import datetime

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from goldenthread.committee.kinds import Part
from goldenthread.committee.models.agenda import AgendaItem
from goldenthread.committee.models.minutes import Resolution
from goldenthread.committee.models.standing import Committee
from goldenthread.committee.readers import Reader, items_opened_to, officer_decisions_opened_to
from goldenthread.identity.models import Person


class CallIn(models.Model):
    """That a decision of an executive was called in: by whom, why, and what became of it."""

    class Outcome(TextChoices):
        """What became of it."""

        PENDING = "pending", "Called in, not heard yet"
        CONFIRMED = "confirmed", "Confirmed: the decision stands"
        REFERRED = "referred back", "Referred back to who decided"
        TO_COUNCIL = "to council", "Referred to full Council"
        UPHELD = "upheld", "Upheld: the decision was changed"
        WITHDRAWN = "withdrawn", "Call-in withdrawn"

    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="call_in")
    called_by = models.CharField(max_length=500)
    why = models.TextField()
    on = models.DateField()
    outcome = models.CharField(max_length=13, choices=Outcome.choices, default=Outcome.PENDING)
    heard_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(called_by=""), name="committee_called_in_by_whom_and_why"),
            models.CheckConstraint(
                condition=Q(outcome="pending", heard_on__isnull=True)
                | ~Q(outcome="pending") & Q(heard_on__isnull=False) & ~Q(answer=""),
                name="committee_call_in_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Call-in of {self.on:%d/%m/%Y}"


class OfficerDecisionQuerySet(models.QuerySet["OfficerDecision"]):
    """Ways to narrow decisions of officers."""

    def opened_to(self, person: Person, *, at: datetime) -> "OfficerDecisionQuerySet":
        """The only door to a decision of an officer: what is restricted is not there for who is not entitled to it.

        One taken under a resolution, or told to a committee under an item, is read by who reads everything of those.
        Source: SI 2014/2095, regulation 9 (nothing has to be disclosed that is confidential or exempt).
        """
        reader = Reader.of(person, at=at)
        if not (person.is_active or person.is_system):
            return self.none()
        items = AgendaItem.objects.filter(items_opened_to(reader)).order_by().values("pk")
        return self.filter(
            officer_decisions_opened_to(reader),
            Q(under=None) | Q(under__minute__item__in=items),
            Q(reported_under=None) | Q(reported_under__in=items),
        )


class OfficerDecision(models.Model):
    """What an officer decided between meetings for a committee, in consultation with whom, told to it afterwards.

    It is taken ``under`` a resolution that delegated it, or under a ``delegation`` named in words, such as the
    council's scheme. ``part`` says whether it is public.

    Source: SI 2014/2095, regulation 7(3): the date, the decision, the reasons, alternatives rejected, and interests of
    members who were consulted.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="officer_decisions")
    number = models.PositiveIntegerField()
    on = models.DateField()
    title = models.CharField(max_length=300, blank=True)
    part = models.PositiveSmallIntegerField(choices=Part.choices, default=Part.PUBLIC)
    officer = models.CharField(max_length=200)
    delegation = models.CharField(max_length=300, blank=True)
    consulted = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    reason = models.TextField()
    alternatives = models.TextField()
    interests = models.CharField(max_length=500, blank=True)
    under = models.ForeignKey(Resolution, models.PROTECT, null=True, blank=True, related_name="used_by")
    reported_under = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, blank=True, related_name="officer_decisions"
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = OfficerDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="committee_officer_decision_number_once"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(reason="") & ~Q(alternatives=""),
                name="committee_officer_decided_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Decision {self.number} of {self.officer}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("officer-decision", args=[self.committee.body.key, self.number])
