"""How reports are built: the templates of the council and its bodies, and changing one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.bodies.models import Body
from goldenthread.design.parts import Link
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import form_page, opened
from goldenthread.reports.commands.templates import keep_template
from goldenthread.reports.forms_templates import TemplateForm, initial_of_template, with_levels
from goldenthread.reports.policy import require_may_keep_templates
from goldenthread.reports.queries.templates import COUNCIL, template_kept, templates_in_list
from goldenthread.reports.views.doors import trail_of
from goldenthread.reports.wording import values_of


@audience(Role.DEMOCRATIC_SERVICES, Role.ADMINISTRATOR)
@require_safe
@refusing
def templates(request: HttpRequest) -> HttpResponse:
    """Every template, and the bodies that have none of their own."""
    require_may_keep_templates(actor_of(request))
    return render(request, "reports/templates.html", {"lines": templates_in_list(), "trail": trail_of()})


@audience(Role.DEMOCRATIC_SERVICES, Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Change what reports begin with, their wording and limits; reports that are begun already stay as they are."""
    actor = actor_of(request)
    require_may_keep_templates(actor)
    body = None
    if key != COUNCIL:
        body = Body.objects.visible_to(actor.acting).filter(key=key, ended_on=None).first()
        if body is None:
            raise Http404
    kept = template_kept(body)
    before = values_of(kept)
    whose = body.name if body else "all reports of the council"
    initial = initial_of_template(before) | {
        "name": kept.name if kept else f"Reports to {whose}" if body else "Reports of the council",
        "version": kept.version if kept else "",
    }
    form = opened(request, TemplateForm, initial=initial)

    def act(data: dict[str, Any]) -> None:
        keep_template(
            body=body, name=data["name"], values=with_levels(form.values, before), by=actor, version=data["version"]
        )

    context = {
        "heading": f"How reports to {whose} are built" if body else "How all reports are built",
        "button": "Save the template",
        "leave_url": reverse("report-templates"),
        "trail": [*trail_of(), Link("How reports are built", reverse("report-templates"))],
    }
    return form_page(
        request, form, act, to="report-templates", said="Saved. Reports begun from now on are built so.",
        context=context, template="reports/template.html", about="name",
    )  # fmt: skip
