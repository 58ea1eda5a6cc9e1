"""The table of what can be found. The full-text index over it belongs to each database and stands in a migration."""

from django.db import models

from goldenthread.identity.models import Scope


class Item(models.Model):
    """One thing that can be found: its words, where it stands, and whose readers may find it.

    ``scope`` is the plan or body whose readers may see it; without one,
    everybody signed in may.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    scope = models.ForeignKey(Scope, models.CASCADE, null=True, blank=True)
    title = models.TextField()
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_item_once")]

    def __str__(self) -> str:
        return self.title
