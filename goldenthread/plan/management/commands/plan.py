"""``./run plan``: list the plans, take one out as a file, hold its colours against its dates, run its checks."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import Count
from django.utils import timezone

from goldenthread.documents.rendered import said_of_replaced
from goldenthread.identity.actor import system
from goldenthread.kernel.commands import ProductCommand, a_day, add_json_option, write_whole
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.challenge import COLOURS, Challenge, challenge
from goldenthread.plan.checks import CheckResult, run_checks
from goldenthread.plan.export import Format, rendered_plan
from goldenthread.plan.models import Plan
from goldenthread.plan.states import Colour


class Command(ProductCommand):
    """Reads plans; changes none."""

    help = "List the plans, export one, challenge its colours, run its checks."
    shown_as = {
        "plan list [--json]": "the plans, each with its key and number of actions",
        "plan export KEY --format pdf|docx|xlsx|csv|json --out FILE": "a plan as a file; xlsx and csv come back",
        "plan challenge KEY --on DATE [--json]": "what officers say of each action, and what its dates say",
        "plan checks KEY [--on DATE] [--json]": "what is missing, late or unclear, and in which actions",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        """A word for what to do, and what it needs."""
        does = parser.add_subparsers(
            dest="does", required=True, metavar="list|export|challenge|checks", prog="./run plan"
        )
        listing = does.add_parser("list", help="list the plans")
        add_json_option(listing)
        export = does.add_parser("export", help="write a plan to a file")
        export.add_argument("key", help="the key of the plan, as plan list prints it")
        export.add_argument("--format", required=True, choices=[one.value for one in Format])
        export.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write it")
        for name, what in (("challenge", "what officers say, and what the dates say"), ("checks", "run the checks")):
            one = does.add_parser(name, help=what)
            one.add_argument("key", help="the key of the plan, as plan list prints it")
            one.add_argument("--on", type=a_day, metavar="DATE", help="the day to judge by, such as 2026-05-02 (today)")
            add_json_option(one)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked; an unknown key is one sentence and status 2."""
        if options["does"] == "list":
            self._list(as_json=options["json"])
            return
        plan = _plan(options["key"])
        on = options.get("on") or timezone.localdate()
        match options["does"]:
            case "export":
                self._export(plan, options["format"], options["out"])
            case "challenge":
                found = challenge(plan, on=on)
                if options["json"]:
                    self.print_json(challenge_as_json(found))
                else:
                    self.stdout.write("\n".join(_challenge_in_words(found)))
            case "checks":
                results = run_checks(plan, on=on)
                if options["json"]:
                    self.print_json(checks_as_json(plan, on, results))
                else:
                    self.stdout.write("\n".join(_checks_in_words(results)))

    def _list(self, *, as_json: bool) -> None:
        # A query that counts forgets the order of its table.
        in_order = Plan.objects.annotate(count=Count("actions")).order_by(*Plan._meta.ordering or ())
        plans = list(in_order.values_list("key", "name", "count"))
        if as_json:
            self.print_json([{"key": key, "name": name, "actions": count} for key, name, count in plans])
        elif plans:
            self.stdout.write("\n".join(_table(("Key", "Plan", "Actions"), plans)))
        else:
            self.stdout.write("There is no plan yet.")

    def _export(self, plan: Plan, format: str, out: Path) -> None:
        by = system("command-line", "The command line of this machine")
        made = rendered_plan(plan, format, by=by, at=timezone.now())
        write_whole(out, made.content)
        self.stderr.write(f"Wrote {plan.name} to {out}.")
        if made.replaced:
            self.stderr.write(said_of_replaced(made.replaced))


def _watched(found: Challenge, colour: Colour) -> int:
    """What is under watch has no rating of this year: in the data it counts under none, so that all add up."""
    return found.watched if colour == Colour.NONE else 0


def challenge_as_json(found: Challenge) -> dict[str, Any]:
    """A challenge as the command prints it."""
    return {
        "on": found.on.isoformat(),
        "declared": {colour.value: found.declared[colour] + _watched(found, colour) for colour in COLOURS},
        "derived": {colour.value: found.derived[colour] for colour in COLOURS},
        "disagreements": [
            {
                "action": one.action,
                "ref": one.ref,
                "priority": one.priority,
                "declared": one.declared.value,
                "derived": one.derived.value,
                "because": one.because,
            }
            for one in found.disagreements
        ],
    }


def checks_as_json(plan: Plan, on: date, results: Iterable[CheckResult]) -> dict[str, Any]:
    """The checks as the command prints them; a check that found nothing has no actions."""
    return {
        "plan": plan.key,
        "on": on.isoformat(),
        "checks": [
            {
                "id": result.id,
                "title": result.title,
                "explanation": result.explanation,
                "severity": result.severity.value,
                "source": result.source,
                "actions": [
                    {"action": one.action, "ref": one.ref, "priority": one.priority, "because": one.because}
                    for one in result.actions
                ],
            }
            for result in results
        ],
    }


def _plan(key: str) -> Plan:
    plan = Plan.objects.filter(key=key).first()
    if plan is None:
        raise RuleBroken(f"There is no plan with the key “{key[:80]}”; ./run plan list prints the keys.")
    return plan


def _challenge_in_words(found: Challenge) -> list[str]:
    counts = [
        ("by officers", *(found.declared[colour] for colour in COLOURS)),
        ("by the dates", *(found.derived[colour] for colour in COLOURS)),
    ]
    lines = _table((f"On {found.on.isoformat()}", *(colour.value for colour in COLOURS)), counts)
    if found.watched:
        lines.append(f"Under watch, counted apart: {found.watched}")
    if not found.disagreements:
        return [*lines, "", "No action is rated better than its dates suggest."]
    rows = [(one.action, one.declared.value, one.derived.value, one.because) for one in found.disagreements]
    return [*lines, "", *_table(("Action", "By officers", "By the dates", "Because"), rows)]


def _checks_in_words(results: Iterable[CheckResult]) -> list[str]:
    lines: list[str] = []
    for result in results:
        lines.append(f"{len(result.actions):>5}  {result.title} ({result.id}, {result.severity.value})")
        lines.extend(f"         {one.action}: {one.because}" for one in result.actions)
    return lines


def _table(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """Columns as wide as their widest cell; the last one runs on."""
    cells = [heads, *(tuple(str(cell) for cell in row) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
