"""The table of stored files."""

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file as it came, kept under a generated path with its SHA-256; never altered.

    ``path`` is relative to ``settings.FILES``. ``name`` is what its author called
    it and is used only for downloads, ``media_type`` what its content showed it to be.
    ``hidden`` is what a look into it found that its paper does not show: where, and how many words; it is not known
    of a file that nobody looked through.
    """

    key = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=120, unique=True)
    stored_by = models.CharField(max_length=80)
    stored_at = models.DateTimeField()
    hidden = models.JSONField(null=True, default=None)

    def __str__(self) -> str:
        return self.name

    @property
    def location(self) -> str:
        """Where the bytes stand on disk."""
        return str(settings.FILES / self.path)
