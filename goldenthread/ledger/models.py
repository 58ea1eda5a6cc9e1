"""Tables of the ledger: entries and their values, the head of the chain, and who saw what."""

from django.db import models


class Entry(models.Model):
    """One thing that was done. Never changed and never deleted; the database refuses both.

    ``who`` and ``for_whom`` are keys of people. ``digests`` maps each field to
    the salted digests of its value before and after. ``hash`` is the SHA-256
    of the previous entry's hash and of this entry's canonical JSON.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=80)
    for_whom = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    digests = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["subject", "number"], name="ledger_entry_subject"),
            models.Index(fields=["who", "number"], name="ledger_entry_who"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what} {self.subject}"


class Value(models.Model):
    """One field of an entry before and after, as JSON text, with the salt of its digests.

    An erasure blanks ``before``, ``after`` and ``salt``; without the salt the
    digest that stays in the entry can no longer be guessed from a short value.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="values")
    field = models.CharField(max_length=80)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    erased_by = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="erased_values")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="ledger_value_once_per_field")]

    def __str__(self) -> str:
        return f"{self.field} of entry {self.entry_id}"


class Head(models.Model):
    """The end of the chain: the last number and hash. One row, taken by whoever writes next."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"entry {self.number}"


class Sight(models.Model):
    """Who saw what, once a person, subject and day: openings of actions, evidence, imports and exports.

    Noted once and never changed or deleted; the database refuses both.
    """

    who = models.CharField(max_length=80)
    for_whom = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who", "for_whom", "subject", "on"], name="ledger_sight_once_a_day")
        ]
        indexes = [models.Index(fields=["subject", "at"], name="ledger_sight_subject")]

    def __str__(self) -> str:
        return f"{self.who} saw {self.subject} on {self.on}"
