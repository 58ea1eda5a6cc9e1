"""Where people are signed in: noted when they sign in, touched while they work, ended on request.

A session left alone is locked and not deleted, so that a form sent too late is
kept for its author; a session that was ended is deleted and opens nothing.
"""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.http import HttpRequest

from goldenthread.identity.models import Account, FormSent, SignIn, new_key

FORMS_REMEMBERED = timedelta(days=2)


def note_sign_in(request: HttpRequest, account: Account, *, at: datetime) -> None:
    """Note that this session was used, and make its row where it has none."""
    session_key = request.session.session_key
    if not session_key:
        return
    if SignIn.objects.filter(session_key=session_key).update(seen_at=at, account=account):
        return
    SignIn.objects.get_or_create(
        session_key=session_key,
        defaults={
            "account": account,
            "key": new_key(),
            "browser": browser_named(request.headers.get("User-Agent", "")),
            "started_at": at,
            "seen_at": at,
        },
    )


def follow_session(before: str | None, request: HttpRequest) -> None:
    """A session that was given a new key, as after a change of password, stays the same sign-in."""
    after = request.session.session_key
    if before and after and before != after:
        SignIn.objects.filter(session_key=before).update(session_key=after)


def end_sessions(account: Account, *, but: str = "", only: str = "") -> int:
    """End the account's sessions at once: all, all but one session key, or only the one with a sign-in's key."""
    found = SignIn.objects.filter(account=account)
    if only:
        found = found.filter(key=only)
    if but:
        found = found.exclude(session_key=but)
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)


def sign_ins_of(account: Account, *, at: datetime) -> list[SignIn]:
    """The sessions that still exist, the one used last first."""
    rows = list(SignIn.objects.filter(account=account))
    keys = [row.session_key for row in rows]
    alive = set(Session.objects.filter(session_key__in=keys, expire_date__gt=at).values_list("session_key", flat=True))
    return [row for row in rows if row.session_key in alive]


def sweep_up(*, at: datetime) -> None:
    """Delete sessions that have run out, with their rows, and marks of forms nobody will send again."""
    Session.objects.filter(expire_date__lt=at).delete()
    known = Session.objects.values_list("session_key", flat=True)
    SignIn.objects.exclude(session_key__in=known).delete()
    FormSent.objects.filter(sent_at__lt=at - FORMS_REMEMBERED).delete()


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_named(agent: str) -> str:
    """A browser's description of itself, cut down to what its owner recognises: "Firefox on Windows"."""
    browser = next((word for mark, word in BROWSERS if mark in agent), "A browser")
    system = next((word for mark, word in SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser
