"""What stands behind a report, and the pictures in it."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.documents.pictures import MOST_BYTES
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.views.doors import actor_of, number_of, refusing
from goldenthread.plan.views.evidence import DOWNLOAD, kept_file
from goldenthread.plan.views.sending import form_page, opened, sent, show
from goldenthread.reports.commands.appendices import (
    add_appendix,
    add_picture,
    change_appendix,
    remove_appendix,
    remove_picture,
)
from goldenthread.reports.forms_deciding import AppendixForm, ChangeAppendixForm, PictureForm
from goldenthread.reports.models import Report, ReportAppendix
from goldenthread.reports.policy import require_may_write
from goldenthread.reports.queries.appendix_sheet import appendix_workbook
from goldenthread.reports.views.doors import require_still_written, the_report, trail_of
from goldenthread.reports.views.files import handed_out
from goldenthread.reports.views.reports import pressed

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _may_write(request: HttpRequest, key: str) -> Report:
    found = the_report(request, key)
    require_may_write(actor_of(request), found)
    require_still_written(found)
    return found


def _appendix(report: Report, number: int) -> ReportAppendix:
    one = report.appendices.filter(number=number).select_related("file").first()
    if one is None:
        raise Http404
    one.report = report
    return one


def _meant(request: HttpRequest, report: Report, number: int) -> ReportAppendix:
    """The appendix a form was opened on, by its row: its number may have moved up since, or it may be gone."""
    typed = request.POST.get("row", "")
    if not typed:
        return _appendix(report, number)
    row = number_of(typed)
    one = report.appendices.filter(pk=row).select_related("file").first()
    one = one or ReportAppendix(pk=row, number=number, kind=ReportAppendix.Kind.TEXT)
    one.report = report
    return one


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Put something behind a report: the plan as it was closed, a file, or a text."""
    actor, found = actor_of(request), _may_write(request, key)
    form = opened(request, AppendixForm, report=found)

    def act(data: dict[str, Any]) -> None:
        now = timezone.now()
        upload = data["file"] if data["kind"] == ReportAppendix.Kind.FILE else None
        with kept_file(upload, by=actor, at=now) as file:
            add_appendix(
                report=found, kind=data["kind"], title=data["title"], file=file, text=data["text"], by=actor, at=now
            )

    context = {
        "heading": "Add an appendix",
        "button": "Add the appendix",
        "leave_url": found.get_absolute_url(),
        "trail": trail_of(found),
        "upload": True,
    }
    to = f"{found.get_absolute_url()}#appendices"
    return form_page(request, form, act, to=to, said="The appendix is added.", context=context, about="title")


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def appendix(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Change the title or the text of an appendix, or take it away."""
    actor, found = actor_of(request), _may_write(request, key)
    one = _meant(request, found, number)
    form = opened(
        request,
        ChangeAppendixForm,
        appendix=one,
        initial={"title": one.title, "text": one.text, "version": one.version, "row": one.pk},
    )

    def act(data: dict[str, Any]) -> None:
        change_appendix(
            appendix=one, version=data["version"], title=data["title"], text=data.get("text", one.text), by=actor,
            at=timezone.now(),
        )  # fmt: skip

    to = f"{found.get_absolute_url()}#appendices"
    if sent(request, form, act, about="title"):
        messages.success(request, "The appendix is saved.")
        return redirect(to)
    context = {
        "form": form,
        "report": found,
        "appendix": one,
        "heading": f"Appendix {one.number}",
        "button": "Save the appendix",
        "leave_url": to,
        "trail": trail_of(found),
    }
    return show(request, "reports/appendix.html", context, form)


@audience(SIGNED_IN)
@require_POST
@refusing
def remove(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take an appendix away; those behind it move up."""
    found = _may_write(request, key)

    def act() -> str:
        remove_appendix(appendix=_meant(request, found, number), by=actor_of(request), at=timezone.now())
        return "The appendix is taken away."

    return pressed(request, found, act, leads_to=f"{found.get_absolute_url()}#appendices")


@audience(SIGNED_IN)
@require_safe
def file(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """An appendix as a file: the plan as an Excel workbook, or the file it is; that it was taken is noted."""
    actor, found = actor_of(request), the_report(request, key)
    one = _appendix(found, number)
    note_sight(by=actor, subject=f"{found.ledger_name}/appendix-{number}")
    if one.kind == ReportAppendix.Kind.PLAN and found.closing is not None:
        return handed_out(appendix_workbook(found), f"{found.key}-appendix-{number}.xlsx", EXCEL)
    if one.file is None or not Path(one.file.location).is_file():
        raise Http404
    content = Path(one.file.location).open("rb")  # noqa: SIM115 - the answer closes it
    answer = FileResponse(content, as_attachment=True, filename=one.file.name, content_type=DOWNLOAD)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def pictures(request: HttpRequest, key: str) -> HttpResponse:
    """The pictures of a report, and adding one with what it shows."""
    actor, found = actor_of(request), _may_write(request, key)
    form = opened(request, PictureForm)

    def act(data: dict[str, Any]) -> None:
        upload = data["file"]
        if upload.size > MOST_BYTES:
            raise RuleBroken("A picture may have 10 MB.", about="file")
        add_picture(
            report=found, name=upload.name, content=upload.read(), description=data["description"], by=actor,
            at=timezone.now(),
        )  # fmt: skip

    if sent(request, form, act, about="file"):
        messages.success(request, "The picture is added. Put it into a section by its name.")
        return redirect("report-pictures", key)
    context = {
        "form": form,
        "report": found,
        "pictures": list(found.pictures.select_related("file")),
        "leave_url": found.get_absolute_url(),
        "trail": trail_of(found),
        "heading": "Pictures",
        "button": "Add the picture",
        "upload": True,
    }
    return show(request, "reports/pictures.html", context, form)


@audience(SIGNED_IN)
@require_POST
@refusing
def remove_one(request: HttpRequest, key: str) -> HttpResponse:
    """Take a picture out of a report."""
    found = _may_write(request, key)
    picture = found.pictures.filter(pk=number_of(request.POST.get("picture", ""))).first()
    if picture is None:
        raise Http404
    picture.report = found
    remove_picture(picture=picture, by=actor_of(request), at=timezone.now())
    messages.success(request, "The picture is taken out.")
    return redirect("report-pictures", key)
