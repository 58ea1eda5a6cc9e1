"""Signing in: links used once, where somebody is signed in, and what the server keeps of forms."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from goldenthread.identity.models.people import Person


class Invitation(models.Model):
    """A link sent to one person, used once: to choose a first password or a new one. Only its hash is kept."""

    class Purpose(models.TextChoices):
        """Why the link was made."""

        INVITE = "invite", "Invitation"
        RESET = "reset", "New password"

    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="invitations")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.person}"


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Ways to narrow sign-ins."""

    def visible_to(self, person: "Person") -> "SignInQuerySet":
        """Where one is signed in oneself, and nobody else."""
        return self.filter(account__person=person)


class SignIn(models.Model):
    """Where somebody is signed in: one browser, since when, and when it was last used.

    ``key`` names it in forms; ``session_key`` never leaves the server.
    """

    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="sign_ins")
    key = models.CharField(max_length=16, unique=True)
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.account} since {self.started_at:%d %B %Y}"


class DraftQuerySet(models.QuerySet["Draft"]):
    """Ways to narrow drafts."""

    def visible_to(self, person: "Person") -> "DraftQuerySet":
        """One's own drafts and nobody else's, whatever one's role: they were not sent."""
        return self.filter(person=person)


class Draft(models.Model):
    """What somebody typed and has not sent: kept here, not in the browser, until it is sent or dropped.

    ``form`` is the address the form is sent to, ``page`` the one on which it stands.
    """

    person = models.ForeignKey("identity.Person", models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=300)
    page = models.CharField(max_length=500, blank=True)
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="identity_draft_once_per_form")]

    def __str__(self) -> str:
        return f"{self.form} of {self.person}"


class FormSent(models.Model):
    """The mark of a form that was sent, so that the same form sent twice acts once.

    ``answered_with`` is where the first sending led, blank as long as it has not been answered.
    """

    token = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(db_index=True)
    answered_with = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.token
