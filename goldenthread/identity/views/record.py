"""The record: who did what, and who saw what."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design.parts import Column, Link
from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.checking import check_record, last_check
from goldenthread.identity.forms.people import RecordForm
from goldenthread.identity.jobs import MANY_ENTRIES, check_long_record
from goldenthread.identity.record import (
    READS_RECORD,
    Looked,
    entries_for,
    names_of,
    reach_of,
    shown,
    sights_for,
    subject_in_words,
)
from goldenthread.identity.subjects import told
from goldenthread.identity.views.asking import actor_of
from goldenthread.identity.views.people import refuse
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import NotAllowed
from goldenthread.ledger.chain import has_entries

PAGE = 50


@audience(*READS_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """What was done, by whom, for whom, when and why, the newest first; a press has the chain checked now."""
    actor = actor_of(request)
    if request.method == "POST":
        return _check(request, actor)
    reader = actor.acting
    reach = reach_of(reader)
    form, looked = _looked(request)
    context = _page(request, form, entries_for(reach, looked, reader=reader), here="record")
    context["entries"] = shown(list(context["page"].object_list), reach, reader=reader)
    context["may_check"] = policy.may_check_record(actor)
    check = last_check() if context["may_check"] else None
    context["check"] = check
    context["checked_by"] = names_of({check.who}).get(check.who, check.who) if check else ""
    return render(request, "identity/record.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Check the record at once, or have a long one checked in the background; the page says what was found."""
    try:
        if is_long():
            policy.require_may_check_record(actor)
            check_long_record.enqueue(person=actor.key, behalf_of=actor.for_key)
            messages.info(request, "The record is being checked. What is found stands here in a few minutes.")
        else:
            check_record(by=actor, at=timezone.now())
    except NotAllowed as refusal:
        return refuse(request, str(refusal))
    return redirect("record")


@audience(*READS_RECORD)
@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """Who opened what, once a person, thing and day."""
    reader = actor_of(request).acting
    reach = reach_of(reader)
    form, looked = _looked(request)
    del form.fields["what"]
    context = _page(request, form, sights_for(reach, looked, reader=reader), here="record-seen")
    sights = list(context["page"].object_list)
    names = names_of({key for sight in sights for key in (sight.who, sight.for_whom) if key})
    called = told({sight.subject for sight in sights}, reader=reader)
    context["columns"] = [Column("When", "dates"), Column("Who", "name"), Column("What")]
    context["sights"] = [
        {
            "at": sight.at,
            "who": names.get(sight.who, sight.who),
            "for_whom": names.get(sight.for_whom, sight.for_whom),
            "subject": called[sight.subject].text
            if sight.subject in called
            else subject_in_words(sight.subject, names),
            "url": called[sight.subject].url if sight.subject in called else "",
        }
        for sight in sights
    ]
    return render(request, "identity/record-seen.html", context, status=422 if form.errors else 200)


def is_long() -> bool:
    """Whether the record is too long to be checked while a page waits."""
    return has_entries(MANY_ENTRIES)


def _looked(request: HttpRequest) -> tuple[RecordForm, Looked]:
    form = RecordForm(request.GET)
    return form, Looked(**form.cleaned_data) if form.is_valid() else Looked()


def _page(request: HttpRequest, form: RecordForm, found: QuerySet[Any], *, here: str) -> dict[str, Any]:
    filters = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    tabs = (("What was done", "record"), ("Who saw what", "record-seen"))
    return {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": f"{urlencode(filters)}&" if filters else "",
        "action": reverse(here),
        "is_filtered": bool(filters),
        "tabs": [Link(label, reverse(name), name == here) for label, name in tabs],
    }
