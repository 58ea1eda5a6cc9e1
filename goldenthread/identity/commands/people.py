"""People: adding, changing, and whose initials a paper prints."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import RESERVED, key_from, save_changed, tidy
from goldenthread.identity.models import Account, KnownAs, Person, Post
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

LABELS = {
    "name": "Name",
    "initials": "Initials",
    "job_title": "Job title",
    "email": "E-mail address",
    "telephone": "Telephone",
}


@transaction.atomic
def add_person(
    *,
    name: str,
    by: Actor,
    initials: str = "",
    job_title: str = "",
    email: str = "",
    telephone: str = "",
    key: str = "",
) -> Person:
    """Add somebody the papers name. They have no account until they are invited.

    ``key`` is for imports that must find the same person again; it is made from the name where none is given.
    """
    policy.require_may_name_people(by)
    name = tidy(name, what="a name", most=200)
    email = _checked_email(email)
    if key in RESERVED or (key and Person.objects.filter(key=key).exists()):
        raise RuleBroken(f"Somebody with the key {key} is already here.")
    person = Person.objects.create(
        key=key or key_from(name, Person),
        name=name,
        initials=initials.strip(),
        job_title=job_title.strip(),
        email=email,
        telephone=telephone.strip(),
    )
    record(
        "identity.person_added",
        by=by,
        subject=person.subject,
        **{field: getattr(person, field) for field in LABELS if getattr(person, field)},
    )
    return person


@transaction.atomic
def change_person(*, person: Person, values: Mapping[str, str], by: Actor, version: int | None = None) -> bool:
    """Change what is known of a person; a changed e-mail address is the one they sign in with from then on."""
    unknown = set(values) - set(LABELS)
    if unknown:
        raise RuleBroken(f"This cannot be changed here: {', '.join(sorted(unknown))}.")
    cleaned = {field: " ".join(text.split()) for field, text in values.items()}
    differing = frozenset(field for field, text in cleaned.items() if getattr(person, field) != text)
    policy.require_may_change_person(by, person, differing)
    if "name" in cleaned:
        tidy(cleaned["name"], what="a name", most=200)
    if "email" in cleaned:
        cleaned["email"] = _checked_email(cleaned["email"], but=person)
        if not cleaned["email"] and Account.objects.filter(person=person).exists():
            raise RuleBroken("Somebody who signs in needs an e-mail address.")
    changed = save_changed(
        person,
        version=version,
        values=cleaned,
        labels=LABELS,
        subject=person.subject,
        what="identity.person_changed",
        by=by,
    )
    if changed and cleaned.get("email"):
        Account.objects.filter(person=person).update(email=cleaned["email"])
    return changed


def _checked_email(email: str, *, but: Person | None = None) -> str:
    """An address in small letters that nobody else has."""
    email = email.strip().lower()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        raise RuleBroken("This is not an e-mail address.") from None
    others = Person.objects.filter(email=email)
    accounts = Account.objects.filter(email=email)
    if but is not None:
        others, accounts = others.exclude(pk=but.pk), accounts.exclude(person=but)
    if others.exists() or accounts.exists():
        raise RuleBroken("Somebody else already has this e-mail address.")
    return email


@transaction.atomic
def know_as(*, text: str, by: Actor, person: Person | None = None, post: Post | None = None) -> KnownAs:
    """Say whom the papers mean by initials or a name: a person, or a post whoever holds it. The latest word stands."""
    policy.require_may_name_people(by)
    text = tidy(text, what="the initials or the name as the paper prints it", most=120)
    if (person is None) == (post is None):
        raise RuleBroken("Name one person or one post.")
    before = KnownAs.objects.filter(text=text).select_related("person", "post").first()
    known, _ = KnownAs.objects.update_or_create(text=text, defaults={"person": person, "post": post})
    now = person.subject if person else post.subject if post else ""
    record("identity.known_as", by=by, subject=now, changes={"text": (None, text), "meant": (_meant(before), now)})
    return known


@transaction.atomic
def forget_known_as(*, known_as: KnownAs, by: Actor) -> None:
    """Take initials out of the glossary; rows that were read with them stay as they are."""
    policy.require_may_name_people(by)
    meant = _meant(known_as)
    known_as.delete()
    record("identity.known_as_forgotten", by=by, subject=meant, changes={"text": (known_as.text, None)})


def _meant(known_as: KnownAs | None) -> str:
    if known_as is None:
        return ""
    found = known_as.person or known_as.post
    return found.subject if found else ""
