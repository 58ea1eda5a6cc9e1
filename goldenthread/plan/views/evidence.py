"""Evidence: added, handed out as a download, withdrawn with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import store
from goldenthread.identity.actor import Actor
from goldenthread.kernel.audience import audience
from goldenthread.ledger.writing import note_sight
from goldenthread.plan import policy
from goldenthread.plan.commands.evidence import add_evidence, withdraw_evidence
from goldenthread.plan.forms.progress import EvidenceForm, ReasonForm
from goldenthread.plan.views.action_pages import about_action, named
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_action
from goldenthread.plan.views.sending import form_page, opened

DOWNLOAD = "application/octet-stream"


@contextmanager
def kept_file(upload: "UploadedFile[Any] | None", *, by: Actor, at: datetime) -> Iterator[StoredFile | None]:
    """The upload kept as a file for the command inside; taken away again where the command refuses."""
    if upload is None:
        yield None
        return
    file = store(
        name=upload.name or "file",
        media_type=_shown_to_be(upload),
        chunks=upload.chunks(),
        by_key=by.key,
        at=at,
    )
    try:
        yield file
    except BaseException:
        file.delete()
        Path(file.location).unlink(missing_ok=True)
        raise


def _shown_to_be(upload: "UploadedFile[Any]") -> str:
    """What the first bytes of a file show it to be; what its sender claims counts for nothing."""
    upload.seek(0)
    head = upload.read(4096)
    upload.seek(0)
    try:
        return str(puremagic.from_string(head, mime=True) or DOWNLOAD)
    except (puremagic.PureError, ValueError):
        return DOWNLOAD


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def add(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Add what shows that something was done or made a difference."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    if not policy.may_update(actor.acting, action):
        policy.require_may_assure(actor, action)
    form = opened(request, EvidenceForm)

    def act(data: dict[str, Any]) -> None:
        now = timezone.now()
        if data["file"] and not data["title"]:
            data["title"] = data["file"].name
        with kept_file(data.pop("file"), by=actor, at=now) as file:
            add_evidence(action=action, by=actor, at=now, file=file, **data)

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Add evidence to {named(action)}",
        button="Add the evidence",
        upload=True,
        lead="A file, a link, or a sentence on what was seen. It is never deleted, but can be withdrawn with a reason.",
    )
    return form_page(
        request,
        form,
        act,
        to=f"{action.get_absolute_url()}#evidence",
        said="The evidence is added.",
        context=context,
        about="title",
    )


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def withdraw(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Withdraw evidence with a reason; it stays in the record and no longer counts."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    item = request.GET.get("item", "")
    evidence = get_object_or_404(action.evidence.filter(withdrawn_at=None), pk=number_of(item))
    form = opened(request, ReasonForm, label="Why does it no longer count?")

    def act(data: dict[str, Any]) -> None:
        withdraw_evidence(evidence=evidence, reason=data["reason"], by=actor, at=timezone.now())

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Withdraw “{evidence.title}”",
        button="Withdraw the evidence",
        query=f"item={evidence.pk}",
    )
    return form_page(request, form, act, to=action, said="The evidence is withdrawn.", context=context, about="reason")


@audience(*READERS)
@require_safe
def download(request: HttpRequest, key: str, action_key: str, file_key: str) -> HttpResponseBase:
    """A file of evidence, as a download and never shown in the page; that it was taken is noted."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    evidence = get_object_or_404(action.evidence.select_related("file"), file__key=file_key)
    file = evidence.file
    if file is None or not Path(file.location).is_file():
        raise Http404
    note_sight(by=actor, subject=f"evidence:{file.key}")
    content = Path(file.location).open("rb")  # noqa: SIM115 - the answer closes it
    answer = FileResponse(content, as_attachment=True, filename=file.name, content_type=DOWNLOAD)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer
