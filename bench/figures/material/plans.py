"""Plans as their users made them: invented papers taken by the commands, and a signed-in reader of their pages."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bench.figures.material.papers import plan_name, size, workbook
from bench.product import folder, ready

if TYPE_CHECKING:
    from django.test import Client

    from goldenthread.identity.actor import Actor
    from goldenthread.intake.models import Import
    from goldenthread.plan.models import Action, Plan

NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
UPDATES = 20


def manager() -> "Actor":
    """The service manager, who sees and may change the most on a plan's pages; made where she is missing."""
    from goldenthread.identity.actor import Actor
    from goldenthread.identity.models import Account, Council, Person, RoleHeld
    from goldenthread.identity.roles import Role

    person = Person.objects.filter(key="bench-manager").first()
    if person is None:
        Council.objects.create(name="Harbour Council", made_on=date(2025, 4, 1))
        person = Person.objects.create(
            key="bench-manager", name="Hilda Marsh", initials="HM", email="hilda.marsh@council.example"
        )
        # Nobody signs in with it: no password has this hash.
        Account.objects.create(person=person, email=person.email, password="!")  # noqa: S106
        for role in (Role.SERVICE_MANAGER, Role.LEAD_OFFICER, Role.QUALITY_ASSURANCE):
            RoleHeld.objects.create(person=person, role=role, starts_on=date(2025, 4, 1))
    return Actor(person)


def staged(count: int, number: int = 1) -> "Import":
    """A workbook of so many actions, read and waiting for review."""
    from goldenthread.plan.intake import stage_paper

    book = workbook(folder() / "plan.xlsx", plan_name(number), size(count))
    return stage_paper(chunks=[book.read_bytes()], name=book.name, by=manager(), at=NOW)


def make_plan(count: int) -> "Plan":
    """A live plan of so many actions, taken from a workbook."""
    from goldenthread.plan.commands.paper.accepting import accept_paper
    from goldenthread.plan.models import Plan
    from goldenthread.plan.models.plan import Stage

    plan = accept_paper(of=staged(count), by=manager(), at=NOW, accept_losses=True).plan
    Plan.objects.filter(pk=plan.pk).update(stage=Stage.LIVE)
    return plan


def the_plan() -> "Plan":
    """The run's plan of so many actions, built once for all rounds."""
    from goldenthread.plan.models import Plan

    return Plan.objects.get(name=plan_name())


def with_plan(count: int) -> "Plan":
    """The product made ready with a plan of so many actions."""
    ready(lambda: make_plan(count))
    return the_plan()


def busy_action(plan: "Plan") -> "Action":
    """An action in the middle of the plan with twenty updates, evidence and what is written of them in the record."""
    from goldenthread.plan.commands.evidence import add_evidence
    from goldenthread.plan.commands.progress import update_action
    from goldenthread.plan.models import Action
    from goldenthread.plan.states import State

    unfinished = plan.actions.filter(state=State.IN_PROGRESS).order_by("position")
    action: Action = unfinished[unfinished.count() // 2]
    by, words = manager(), list(plan.rating_words.filter(is_offered=True, state=State.IN_PROGRESS))
    for number in range(UPDATES - action.updates.count()):
        current = Action.objects.select_related("plan").get(pk=action.pk)
        update_action(
            action=current,
            note=f"Week {number + 1}: two more teams use the shorter form, and the rota holds on Saturdays too.",
            rating=words[number % len(words)],
            by=by,
            at=NOW - timedelta(days=UPDATES - number),
        )
    for title in ("Call log, last quarter", "Letters from three schools"):
        if not action.evidence.filter(title=title).exists():
            add_evidence(action=action, title=title, description="Seen by the board.", by=by, at=NOW)
    return action


def reader() -> "Client":
    """A browser in which the manager is signed in, before the whole program, middleware included."""
    from django.conf import settings
    from django.test import Client

    from goldenthread.home.serving import collect_static_files
    from goldenthread.identity.models import Account

    collect_static_files()
    client = Client(SERVER_NAME="localhost")
    account = Account.objects.get(person=manager().person)
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def load_page(client: "Client", address: str) -> bytes:
    """A page as the browser gets it; anything but a page stops the measurement."""
    from django.db import close_old_connections

    # As the server does before each request; the client of the tests leaves it out.
    close_old_connections()
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered with {answer.status_code}.")
    content: bytes = answer.content
    return content
