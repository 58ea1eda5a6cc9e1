"""Writing a report: a section with its preview, adding, moving and taking out sections, and the facts to insert."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import form_page, opened, sent
from goldenthread.reports.commands.writing import add_section, move_section, remove_section, save_section
from goldenthread.reports.facts.asking import Offered
from goldenthread.reports.facts.values import NoFact
from goldenthread.reports.forms import NewSectionForm, NothingForm, SectionForm
from goldenthread.reports.forms_tables import with_tables
from goldenthread.reports.models import Report, Section
from goldenthread.reports.policy import may_write, require_may_write
from goldenthread.reports.queries.also_writing import also_writing, as_seen
from goldenthread.reports.queries.content import issued_version
from goldenthread.reports.queries.facts import (
    actions_offered,
    as_the_paper_says,
    fact_as_issued,
    fact_shown,
    facts_offered,
)
from goldenthread.reports.queries.inner_readers import reads_its_making, reads_its_plan
from goldenthread.reports.queries.previewing import claims_of_section, lacks_of_section, preview_of
from goldenthread.reports.views.doors import require_still_written, the_report, the_section, trail_of
from goldenthread.reports.views.sheet import Noted, SectionShown, sheet_of


def _may_write(request: HttpRequest, key: str) -> Report:
    """A report that the reader may write in now."""
    found = the_report(request, key)
    require_may_write(actor_of(request), found)
    require_still_written(found)
    return found


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def write(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Write a section: kept while it is typed, shown as it will be printed, saved whole, both texts where two wrote."""
    actor, found = actor_of(request), _may_write(request, key)
    section = the_section(found, number)
    initial = {"heading": section.heading, "level": section.level, "text": section.text, "version": section.version}
    form = opened(request, SectionForm, section=section, initial=initial)
    previews = request.POST.get("do") == "preview"

    def act(data: dict[str, Any]) -> None:
        values = {name: data[name] for name in ("text", "heading", "level") if name in data}
        save_section(section=section, version=data["version"], by=actor, at=timezone.now(), **values)

    if not previews and sent(request, form, act, about="text"):
        messages.success(request, "Saved.")
        return redirect(f"{found.get_absolute_url()}#section-{section.pk}")
    refused = form.is_bound and not previews and bool(form.errors or getattr(form, "conflict", None))
    typed = form["text"].value() or ""
    context = {
        "form": form,
        "report": found,
        "section": section,
        "shown": _previewed(section, form["heading"].value() or "", _level(form), typed, actor.acting),
        "facts": _in_two(facts_offered(found)),
        "actions": actions_offered(found),
        "pictures": list(found.pictures.all()),
        "trail": trail_of(found),
        "has_errors": refused,
        "once_token": request.POST.get("once", ""),
        "leave_url": f"{found.get_absolute_url()}#section-{section.pk}",
        **_others(section, actor),
    }
    return render(request, "reports/write.html", context, status=422 if refused else 200)


def _in_two(found: list[Offered]) -> dict[str, list[Offered]]:
    """The facts one thinks of first, and the same as refs and lists."""
    listed = [one for one in found if one.name.endswith((".refs", ".list"))]
    return {"plain": [one for one in found if one not in listed], "listed": listed}


def _level(form: SectionForm) -> int:
    return 2 if "level" in form.fields and str(form["level"].value()) == "2" else 1


def _previewed(section: Section, heading: str, level: int, text: str, reader: Person) -> SectionShown:
    """A section as it would be printed, with what the plan says of its claims."""
    content, built = preview_of(section, heading=heading[:200], level=level, text=with_tables(text[:200_000]))
    noted = Noted(claims=claims_of_section(content, built), lacks=lacks_of_section(content, built))
    shown = sheet_of(content, noted, reads_plan=reads_its_plan(section.report, reader))
    return next(one for one in shown if one.number == section.pk)


def _others(section: Section, actor: Actor) -> dict[str, Any]:
    """Who else writes in a section, as the page shows it."""
    found = also_writing(section, actor, at=timezone.now())
    return {"also_writing": found, "as_seen": as_seen(found)}


@audience(SIGNED_IN)
@require_POST
@refusing
def others(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Who else writes in a section, for the page on which that is done; nothing where nobody wrote since the last look.

    It is asked for by a POST, as the preview is: what is asked for by itself once the session has ended must not lead
    the page away from the words in it.
    """
    shown = _others(the_section(_may_write(request, key), number), actor_of(request))
    if shown["as_seen"] == request.POST.get("seen", ""):
        return HttpResponse(status=204)
    return render(request, "reports/also-writing.html", shown)


@audience(SIGNED_IN)
@require_POST
@refusing
def preview(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A section as it would be printed, for the page on which it is written; nothing is saved."""
    section = the_section(_may_write(request, key), number)
    form = SectionForm(data=request.POST, section=section)
    typed = form["text"].value() or ""
    shown = _previewed(section, form["heading"].value() or "", _level(form), typed, actor_of(request).acting)
    return render(request, "reports/preview.html", {"shown": shown, "report": section.report})


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Add a section; the way leads on to writing it."""
    actor, found = actor_of(request), _may_write(request, key)
    form = opened(request, NewSectionForm, report=found, initial={"after": request.GET.get("after", "")})
    made: list[Section] = []

    def act(data: dict[str, Any]) -> None:
        made.append(
            add_section(
                report=found, kind=data["kind"], heading=data["heading"], after=form.behind, by=actor, at=timezone.now()
            )
        )

    context = {
        "heading": "Add a section",
        "lead": "It is printed in its place in a cover report, whatever order sections were added in.",
        "button": "Add the section",
        "leave_url": found.get_absolute_url(),
        "trail": trail_of(found),
    }
    answer = form_page(request, form, act, to=found, said="It is added. Now write it.", context=context, about="kind")
    return redirect("report-section", key, made[0].pk) if made else answer


@audience(SIGNED_IN)
@require_POST
@refusing
def move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Move a section up or down among those of its kind."""
    found = _may_write(request, key)
    section, to = the_section(found, number), request.POST.get("to", "")
    if to not in ("up", "down"):
        raise Http404
    move_section(section=section, up=to == "up", by=actor_of(request), at=timezone.now())
    return redirect(f"{found.get_absolute_url()}#section-{section.pk}")


@audience(SIGNED_IN)
@refusing
def remove(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a section out, after one question."""
    actor, found = actor_of(request), _may_write(request, key)
    section = the_section(found, number)
    question = Question(
        heading=f"Take out “{section}”",
        button="Take the section out",
        back=found.get_absolute_url(),
        lead="What it says stays in the record and in the versions that hold it.",
        done="The section is taken out.",
        trail=trail_of(found),
    )

    def act(_given: dict[str, Any]) -> None:
        remove_section(section=section, by=actor, at=timezone.now())

    return ask(request, question, NothingForm, act)


@audience(SIGNED_IN)
@require_safe
def facts(request: HttpRequest, key: str) -> HttpResponse:
    """The list behind a fact; without a name, every fact that can be inserted with what it says now."""
    actor, found = actor_of(request), the_report(request, key)
    name = request.GET.get("name", "")
    inner = reads_its_making(found, actor.acting)
    context: dict[str, Any] = {"report": found, "trail": trail_of(found), "name": name}
    if not name:
        if not (inner and may_write(actor, found)):
            raise Http404
        return render(request, "reports/facts.html", context | {"facts": facts_offered(found)})
    context |= _behind(found, name, inner=inner) | {"reads_plan": reads_its_plan(found, actor.acting)}
    if not (inner or context["reads_plan"]):
        context["items"] = as_the_paper_says(name, context["items"])
    return render(request, "reports/fact.html", context)


def _behind(report: Report, name: str, *, inner: bool) -> dict[str, Any]:
    """A fact with its list: as it was sealed where the report was issued, else as its round has it."""
    sealed = issued_version(report) if report.issued_at else None
    found = fact_as_issued(sealed, name) if sealed else None
    if found is not None:
        return {"label": found.label, "text": found.text, "items": found.items, "sealed": sealed}
    if not inner:
        raise Http404
    try:
        value = fact_shown(report, name)
    except NoFact as refusal:
        return {"label": str(refusal), "text": "", "items": [], "is_unknown": True}
    return {"label": value.label, "text": value.text, "items": value.items, "number": value.number}
