"""``./run report``: list the reports, take one out as a file, draft one from a closed round."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import CommandParser
from django.utils import timezone

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.rounds import latest_closed
from goldenthread.bodies.models import Body
from goldenthread.documents.rendered import said_of_replaced
from goldenthread.identity.actor import system
from goldenthread.identity.models import Person
from goldenthread.kernel.commands import ProductCommand, a_day, add_json_option, write_whole
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Plan
from goldenthread.reports.commands.drafting import draft_report
from goldenthread.reports.commands.writing import Going
from goldenthread.reports.models import Report
from goldenthread.reports.queries.files import report_file
from goldenthread.reports.queries.reports import reports_as_json
from goldenthread.reports.rendering import Format


class Command(ProductCommand):
    """Reads reports; ``draft`` begins one."""

    help = "List the reports, export one, draft one from a closed round."
    shown_as: ClassVar[dict[str, str]] = {
        "report list [--json]": "the reports, each with its key, subject and state",
        "report export KEY --format pdf|docx|html --out FILE": "a report as a file; a working copy until it is issued",
        "report draft PLANKEY [ROUND] --body KEY --on DATE --author KEY": "a report from a closed round, in one press",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        """A word for what to do, and what it needs."""
        does = parser.add_subparsers(dest="does", required=True, metavar="list|export|draft", prog="./run report")
        listing = does.add_parser("list", help="list the reports")
        add_json_option(listing)
        export = does.add_parser("export", help="write a report to a file")
        export.add_argument("key", help="the key of the report, as report list prints it")
        export.add_argument("--format", required=True, choices=[one.value for one in Format])
        export.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write it")
        draft = does.add_parser("draft", help="draft a report from a closed round")
        draft.add_argument("plan", help="the key of the plan, as plan list prints it")
        draft.add_argument("round", nargs="?", default="", help="the number of the round (the latest closed one)")
        draft.add_argument("--body", required=True, metavar="KEY", help="the body it goes to")
        draft.add_argument("--on", type=a_day, metavar="DATE", help="the day of the meeting, such as 2026-05-02")
        draft.add_argument("--author", required=True, metavar="KEY", help="the person who writes it, by key")
        draft.add_argument("--chief-officer", default="", metavar="KEY", help="whose report it is, by key")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked; an unknown key is one sentence and status 2."""
        match options["does"]:
            case "list":
                self._list(as_json=options["json"])
            case "export":
                self._export(options["key"], options["format"], options["out"])
            case "draft":
                self._draft(**options)

    def _list(self, *, as_json: bool) -> None:
        rows = reports_as_json()
        if as_json:
            self.print_json(rows)
        elif rows:
            width = max(len(one["key"]) for one in rows)
            self.stdout.write("\n".join(f"{one['key']:{width}}  {one['state']:12}  {one['subject']}" for one in rows))
        else:
            self.stdout.write("There is no report yet.")

    def _export(self, key: str, format: str, out: Path) -> None:
        report = Report.objects.filter(key=key).first()
        if report is None:
            raise RuleBroken(f"There is no report with the key “{key[:80]}”; ./run report list prints the keys.")
        by = system("command-line", "The command line of this machine")
        made = report_file(report, format, by=by)
        write_whole(out, made.content)
        self.stderr.write(f"Wrote {report.subject} to {out}.")
        if made.replaced:
            self.stderr.write(said_of_replaced(made.replaced))

    def _draft(self, *, plan: str, round: str, body: str, on: date | None, author: str, **named: Any) -> None:
        by = system("command-line", "The command line of this machine")
        chief = named["chief_officer"]
        made = draft_report(
            round=_round(plan, round),
            going_to=[Going(_found(Body, body), on)],
            by=by,
            at=timezone.now(),
            author=_found(Person, author),
            chief_officer=_found(Person, chief) if chief else None,
        )
        self.stdout.write(made.key)


def _found(model: Any, key: str) -> Any:
    found = model.objects.filter(key=key).first()
    if found is None:
        raise RuleBroken(f"There is no {model._meta.verbose_name} with the key “{key[:80]}”.")
    return found


def _round(key: str, number: str) -> MonitoringRound:
    plan = _found(Plan, key)
    if not number:
        latest = latest_closed(plan)
        if latest is None:
            raise RuleBroken(f"No round of {plan.name} has been closed yet.")
        return latest
    is_number = number.isdecimal() and len(number) < 7
    rounds = plan.rounds.select_related("plan", "board")
    found = rounds.filter(number=int(number)).first() if is_number else None
    if found is None:
        raise RuleBroken(f"{plan.name} has no round {number[:20]}.")
    made: MonitoringRound = found
    return made
