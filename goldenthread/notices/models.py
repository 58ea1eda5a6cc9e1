"""Tables of what people are told: notices, and the e-mails they travel in. Neither can hold an attachment."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from goldenthread.identity.models import Council, Person
from goldenthread.identity.roles import Role
from goldenthread.notices.states import FOR_A_PERSON, MailState, NoticeState, Withdrawn


def is_demonstration() -> bool:
    """Whether this is a demonstration, in which e-mails are shown and never sent."""
    return Council.objects.filter(is_demonstration=True).exists()


def keeps_outbox(person: Person) -> bool:
    """Whether somebody sees that e-mails went out: administrators; in a demonstration everybody, to try it."""
    return person.is_active and (person.rights.has(Role.ADMINISTRATOR) or is_demonstration())


class MailQuerySet(models.QuerySet["Mail"]):
    """Ways to narrow e-mails."""

    def visible_to(self, person: Person) -> "MailQuerySet":
        """One's own e-mails; to administrators, and in a demonstration to everybody, that any of them went out."""
        return self if keeps_outbox(person) else self.to_person(person)

    def to_person(self, person: Person) -> "MailQuerySet":
        """E-mails to one person."""
        return self.filter(person=person)

    def due(self, *, at: datetime) -> "MailQuerySet":
        """E-mails whose next try has come, the longest waiting first."""
        return self.filter(state=MailState.WAITING, due_at__lte=at).order_by("due_at", "pk")

    def for_a_person(self) -> "MailQuerySet":
        """E-mails on which a person has to decide: refused, given up, or perhaps sent."""
        return self.filter(state__in=FOR_A_PERSON)


class Mail(models.Model):
    """One e-mail to one address: its text as it goes out, how far it is, and what the mail server said last.

    ``message_id`` is given once and stays over every try, so that two copies
    could be told to be one. ``digest_on`` is the day of a digest, of which
    there is one for a person and day.
    """

    key = models.SlugField(max_length=16, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="mails")
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    digest_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mail"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="notices_mail_state_is_known"),
            models.UniqueConstraint(
                fields=["person", "digest_on"],
                condition=Q(person__isnull=False, digest_on__isnull=False),
                name="notices_one_digest_a_person_and_day",
            ),
            models.UniqueConstraint(
                fields=["address", "digest_on"],
                condition=Q(person__isnull=True, digest_on__isnull=False) & ~Q(address=""),
                name="notices_one_digest_an_address_and_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="notices_mail_due"),
            models.Index(fields=["-made_at", "-id"], name="notices_mail_newest"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject_key(self) -> str:
        """How the ledger names this e-mail."""
        return f"mail:{self.key}"

    @property
    def awaits_decision(self) -> bool:
        """Whether a person has to decide what becomes of it."""
        return self.state in FOR_A_PERSON


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Ways to narrow notices."""

    def visible_to(self, person: Person) -> "NoticeQuerySet":
        """One's own notices; to administrators, and in a demonstration to everybody, that there are any."""
        return self if keeps_outbox(person) else self.to_person(person)

    def to_person(self, person: Person) -> "NoticeQuerySet":
        """Notices to one person."""
        return self.filter(person=person)

    def waiting(self) -> "NoticeQuerySet":
        """Notices that are in no e-mail yet."""
        return self.filter(state=NoticeState.WAITING)

    def addressed(self) -> "NoticeQuerySet":
        """Notices that can be sent: to an address, or to a person who has one."""
        return self.exclude(person__isnull=True, address="").exclude(person__email="")

    def not_gone(self) -> "NoticeQuerySet":
        """Notices that can still be stopped: waiting, or in an e-mail that no mail server has been given."""
        in_mail = Q(state=NoticeState.MAILED, mail__state=MailState.WAITING)
        return self.filter(Q(state=NoticeState.WAITING) | in_mail)


class Notice(models.Model):
    """One thing one person is told, in plain sentences, with the page on which she can act.

    ``about`` is the ledger's name of what it speaks of, ``once`` the key that
    keeps it from being said twice. Nothing but a text and a path exists here.
    """

    once = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="notices")
    address = models.EmailField(blank=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=500, blank=True)
    is_secret = models.BooleanField(default=False)
    is_digest = models.BooleanField(default=True)
    put_out_at = models.DateTimeField()
    put_out_by = models.CharField(max_length=80)
    put_out_for = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, blank=True, related_name="notices")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_why = models.CharField(max_length=12, choices=Withdrawn.choices, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["put_out_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NoticeState.values), name="notices_state_is_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(address=""), name="notices_to_a_person_or_an_address"
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.MAILED) | Q(mail__isnull=False), name="notices_mailed_in_an_email"
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=NoticeState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="notices_withdrawn_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "put_out_at"], name="notices_of_person"),
            models.Index(fields=["about"], name="notices_about"),
            models.Index(fields=["state", "put_out_at"], name="notices_in_state"),
        ]

    def __str__(self) -> str:
        return self.subject
