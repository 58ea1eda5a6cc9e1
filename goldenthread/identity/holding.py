"""Words that were sent after a session had ended, held for whoever's form it was until she signs in again.

A session that is gone names nobody, so the words cannot become a draft at
once. Every form carries, sealed behind the token that lets it act once, to
whom it was given; a form with such a seal that a stranger sends is held in the
stranger's own new session, and becomes a draft when the person of the seal
signs in there. Whoever else signs in there, or comes later than a day, finds
nothing. Nothing is held without a seal, so that a stranger stores nothing here.
A form that keeps itself while somebody types is held in the same way.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from goldenthread.identity.drafts import MOST_CHARACTERS, draft_of, keep_draft, page_of, words_of
from goldenthread.identity.models import Person

HELD = "held_words"
HELD_FOR = timedelta(days=1)
MOST_HELD = 5
MOST_BYTES_READ = 4 * MOST_CHARACTERS
_SIGNER = signing.TimestampSigner(salt="goldenthread.form-given-to")


def seal_of(person: Person) -> str:
    """The seal that a form given to a person carries behind its own token."""
    return f".{_SIGNER.sign(person.key)}"


def given_to(once: str) -> str:
    """The key of the person a form was given to; blank where its seal is missing, forged or older than any session."""
    _, _, sealed = once.partition(".")
    try:
        return _SIGNER.unsign(sealed, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return ""


def hold_typed(request: HttpRequest, *, form: str = "", once: str = "") -> bool:
    """Hold the words of a sealed form that came without a session; says whether they are held.

    ``form`` and ``once`` are given where the words came to another address than their form is sent to, as they do
    while somebody types.
    """
    form = form or request.path
    if request.method != "POST" or int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES_READ:
        return False
    try:
        fields = request.POST
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return False
    whose = given_to(once or fields.get("once", ""))
    words = words_of(form, fields) if whose else None
    if not words:
        return False
    one = {
        "whose": whose,
        "form": form,
        "page": page_of(request),
        "words": words,
        "at": timezone.now().isoformat(),
    }
    others = [other for other in _held(request) if other["form"] != form]
    request.session[HELD] = [*others, one][-MOST_HELD:]
    return True


def has_held(request: HttpRequest) -> bool:
    """Whether words are held in this session."""
    return bool(_held(request))


def take_up(request: HttpRequest, person: Person, *, at: datetime) -> None:
    """Make drafts of what is held for this person, and forget the rest: it was another's, or is too old."""
    if HELD not in request.session:
        return
    found = _held(request)
    del request.session[HELD]
    for one in found:
        typed_at = parse_datetime(one["at"])
        if one["whose"] != person.key or typed_at is None or at - typed_at > HELD_FOR:
            continue
        standing = draft_of(person=person, form=one["form"])
        if standing is None or standing.kept_at < typed_at:
            keep_draft(person=person, form=one["form"], fields=one["words"], at=typed_at, page=one["page"])


def _held(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = request.session.get(HELD, [])
    return found
