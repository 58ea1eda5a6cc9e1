"""Drafts: what somebody typed and did not send, kept on the server until it is sent or dropped.

A draft belongs to the person at the keyboard, whomever they act for. It is
named by the address its form is sent to, so that the page with the form can
offer it again: ``kept_for(request, form=...)`` gives the draft, and
``initial_of(draft)`` the values for ``Form(initial=...)``.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from goldenthread.identity.models import Draft, Person

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "once"})
SECRET_FORMS = ("/account/", "/sign-in/", "/welcome/")
MOST_CHARACTERS = 400_000
MOST_DRAFTS = 100


def keep_draft(*, person: Person, form: str, fields: Mapping[str, Any], at: datetime, page: str = "") -> Draft | None:
    """Keep the fields of a form for its author; secrets are never kept, and an overlong form is not.

    The version a text was based on is kept with it, so that a draft put back
    later still meets what others saved in between. One author keeps a limited
    number of drafts; the oldest go first.
    """
    kept = words_of(form, fields)
    if kept is None:
        return None
    draft, is_new = Draft.objects.update_or_create(
        person=person, form=form[:300], defaults={"fields": kept, "kept_at": at, "page": page[:500]}
    )
    if is_new:
        spare = Draft.objects.filter(person=person).order_by("-kept_at").values_list("pk", flat=True)[MOST_DRAFTS:]
        Draft.objects.filter(pk__in=list(spare)).delete()
    return draft


def words_of(form: str, fields: Mapping[str, Any]) -> dict[str, list[Any]] | None:
    """What of a form may be kept: never a secret or a token, nothing of an empty form, nothing of one too long."""
    if form.startswith(SECRET_FORMS):
        return None
    if isinstance(fields, QueryDict):
        lists = dict(fields.lists())
    else:
        lists = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    kept = {name: found for name, found in lists.items() if name not in NEVER_KEPT and "password" not in name.lower()}
    size = sum(len(name) + sum(len(str(value)) for value in values) for name, values in kept.items())
    if not any(str(value).strip() for values in kept.values() for value in values) or size > MOST_CHARACTERS:
        return None
    return kept


def keep_typed(request: HttpRequest) -> Draft | None:
    """Keep what a refused request carried, for whoever sent it: its session had ended, or its form was too old.

    Where nobody is known to have sent it, nothing is kept. A part of a page that
    is asked for while somebody types, as a preview is, carries no token that
    lets it act: it is no sending of a form, and its form keeps itself.
    """
    if "HX-Request" in request.headers and not request.POST.get("once"):
        return None
    actor = getattr(request, "actor", None)
    person: Person | None = actor.person if actor else getattr(request, "locked_person", None)
    if person is None or request.method != "POST":
        return None
    return keep_draft(person=person, form=request.path, fields=request.POST, at=timezone.now(), page=page_of(request))


def page_of(request: HttpRequest) -> str:
    """The page of ours from which a request was sent; blank where the browser does not say or it was another site."""
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    # Two slashes at the front, or a slash and a backslash, would name another host to a browser led there.
    is_path = parts.path.startswith("/") and url_has_allowed_host_and_scheme(parts.path, allowed_hosts=None)
    if parts.netloc != request.get_host() or not is_path:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def kept_for(request: HttpRequest, form: str = "") -> Draft | None:
    """The draft the person at the keyboard has of a form, by the address it is sent to; this page's own if unnamed."""
    actor = getattr(request, "actor", None)
    return draft_of(person=actor.person, form=form or request.path) if actor else None


def initial_of(draft: Draft) -> dict[str, Any]:
    """The values of a draft for a form: one value alone, several as a list."""
    return {name: values[0] if len(values) == 1 else values for name, values in draft.fields.items()}


def draft_of(*, person: Person, form: str) -> Draft | None:
    """The draft somebody has of a form, if any."""
    return Draft.objects.filter(person=person, form=form[:300]).first()


def drop_draft(*, person: Person, form: str) -> None:
    """Drop a draft: it was sent, or its author wants it gone."""
    Draft.objects.filter(person=person, form=form[:300]).delete()
