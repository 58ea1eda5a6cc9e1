"""Drafts: what somebody typed and did not send, kept on the server until it is sent or dropped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict

from goldenthread.identity.models import Draft, Person

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "once", "password", "password1", "password2", "oldpassword", "login", "code"})
MOST_CHARACTERS = 400_000


def keep_draft(*, person: Person, form: str, fields: Mapping[str, Any], at: datetime) -> Draft | None:
    """Keep the fields of a form for its author; secrets are never kept, and an overlong form is not."""
    lists = fields.lists() if isinstance(fields, QueryDict) else ((name, [value]) for name, value in fields.items())
    kept = {name: values for name, values in lists if name not in NEVER_KEPT}
    if not kept or sum(len(str(value)) for values in kept.values() for value in values) > MOST_CHARACTERS:
        return None
    draft, _ = Draft.objects.update_or_create(person=person, form=form[:300], defaults={"fields": kept, "kept_at": at})
    return draft


def draft_of(*, person: Person, form: str) -> Draft | None:
    """The draft somebody has of a form, if any."""
    return Draft.objects.filter(person=person, form=form[:300]).first()


def drop_draft(*, person: Person, form: str) -> None:
    """Drop a draft: it was sent, or its author wants it gone."""
    Draft.objects.filter(person=person, form=form[:300]).delete()
