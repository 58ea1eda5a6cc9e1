"""``./run import``: read a paper, and take what stands in it."""  # noqa: N999 - Django names a command by its file

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from goldenthread.documents.storing import read_chunks
from goldenthread.identity.actor import Actor, system
from goldenthread.importing.commands import Taken, take_import
from goldenthread.importing.explaining import EXPLAINED
from goldenthread.importing.names import column_in_words
from goldenthread.importing.staging import Only, stage
from goldenthread.intake.models import Import
from goldenthread.kernel.commands import ProductCommand, add_json_option
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Plan


class Command(ProductCommand):
    """Stages a paper and prints its receipt; takes it where that is asked.

    Ends with status 0; 2 where the file is refused, or nothing that was asked for can be taken, with one sentence; 3
    where taking it would lose actions and that was not accepted.
    """

    help = (
        "read a plan, a committee's pack or a report from a Word, Excel, CSV or text file and print what stands in it; "
        "--accept takes what stands in it"
    )
    shown_as: ClassVar[dict[str, str]] = {
        "import FILE [--json]": "read a plan or pack from a Word, Excel, CSV or text file; it waits on its review page",
        "import FILE --only plan|meetings|reports": "refuse a file without that kind; with --accept take nothing else",
        "import FILE --accept [--accept-losses] [--into KEY]": "read a plan or pack and take what stands in it",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what is to become of it."""
        parser.add_argument("file", metavar="FILE", type=Path, help="a .docx, .xlsx, .csv, .tsv or .txt file")
        parser.add_argument("--accept", action="store_true", help="take it at once")
        parser.add_argument("--accept-losses", action="store_true", help="take it even where actions would be lost")
        parser.add_argument("--into", metavar="KEY", default="", help="the plan it is the next version of")
        parser.add_argument(
            "--only",
            type=Only,
            choices=list(Only),
            metavar="plan|meetings|reports",
            help="refuse a file in which nothing of this kind stands, and take nothing else of it",
        )
        add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read the file, take it where that is asked, and print the receipt."""
        by, now, only = system("import-desk", "Import desk"), timezone.now(), options["only"]
        staged = stage(
            chunks=read_chunks(_readable(options["file"])),
            name=options["file"].name,
            by=by,
            at=now,
            into=_plan(options["into"]),
            only=only,
        )
        try:
            taken = self._take(staged, by, only, losses=options["accept_losses"]) if options["accept"] else None
        finally:
            if options["json"]:
                self.print_json(staged.receipt)
            else:
                self._print_receipt(staged)
        if taken is not None:
            self._tell_what_was_left(taken)
            if not options["json"]:
                self._tell_what_was_taken(taken)

    def _tell_what_was_taken(self, taken: Taken) -> None:
        """Where each thing stands that was taken."""
        taken_at = [taken.plan.plan.get_absolute_url()] if taken.plan else []
        taken_at += [one.get_absolute_url() for one in taken.brought.meetings] if taken.brought else []
        for url in taken_at:
            self.stdout.write(f"Taken: {settings.ADDRESS}{url}")
        if taken.brought and taken.brought.known:
            self.stdout.write(f"Of its meetings and reports, {taken.brought.known} stood here already.")

    def _take(self, staged: Import, by: Actor, only: Only | None, *, losses: bool) -> Taken:
        parts = None if only is None else [only]
        return take_import(of=staged, by=by, at=timezone.now(), parts=parts, accept_losses=losses)

    def _print_receipt(self, staged: Import) -> None:
        """The receipt for people: what was found, what is odd, what would change, where to review it."""
        receipt = staged.receipt
        if receipt["plan"] is None:
            self.stdout.write("No plan stands in this file.")
        else:
            self._print_plan(receipt)
        self._print_pack(receipt)
        counts: dict[str, int] = {}
        for problem in receipt["problems"]:
            counts[problem["code"]] = counts.get(problem["code"], 0) + 1
        for code, count in counts.items():
            self.stdout.write(f"  {count:>4}  {code}: {EXPLAINED[code].title}")
        for row in receipt["refused"]:
            self.stdout.write(f"Not taken, {row['where']}: {row['reason']}")
        self.stdout.write(f"Review: {settings.ADDRESS}{staged.get_absolute_url()}")

    def _print_plan(self, receipt: dict[str, Any]) -> None:
        """What the receipt says of a plan: what stands in it, and what it would change."""
        plan, changes = receipt["plan"], receipt["changes"]
        self.stdout.write(f"{plan['name']} ({plan['starts_on'] or '?'} to {plan['ends_on'] or '?'})")
        statuses = ", ".join(f"{count} {word or 'without status'}" for word, count in receipt["by_status"].items())
        self.stdout.write(f"{receipt['actions']} actions: {statuses}")
        for one in receipt["priorities"]:
            self.stdout.write(f"  {one['number'] or '-'}  {one['title'] or 'without a title'}: {one['actions']}")
        self.stdout.write(f"{receipt['sources']} sources, {receipt['findings']} findings")
        self.stdout.write(
            f"Against the plan: {changes['new']} new, {changes['changed']} changed, {changes['gone']} gone, "
            f"{changes['same']} the same"
        )

    def _print_pack(self, receipt: dict[str, Any]) -> None:
        """What the receipt says of meetings, minutes, reports and findings offered."""
        for one in receipt["meetings"]:
            closed = sum(item["part"] == 2 for item in one["items"])
            total = len(one["items"])
            self.stdout.write(f"Agenda, {one['committee']}, {one['on'] or '?'}: {total} items, {closed} not public")
        for one in receipt["minutes"]:
            self.stdout.write(
                f"Minutes, {one['committee']}, {one['on'] or '?'}: {one['items']} items, "
                f"{one['members_present']} members and {one['officers_present']} officers present, "
                f"apologies from {one['apologies']}, {one['resolutions']} resolutions"
            )
        for one in receipt["reports"]:
            self.stdout.write(f"Report, {one['subject']}, by {one['author'] or '?'}")
        if receipt["offered"]:
            self.stdout.write(f"{receipt['offered']} findings offered")

    def _tell_what_was_left(self, taken: Taken) -> None:
        """What was not taken is named on standard error, so that JSON stays alone on standard output."""
        for one in taken.plan.left if taken.plan else ():
            self.stderr.write(f"Not taken, {one.edit.action}, {column_in_words(one.edit.column)}: {one.why_left}")
        for paper in taken.brought.left if taken.brought else ():
            self.stderr.write(f"Not taken, {paper.title}: {paper.why}")


def _readable(path: Path) -> Path:
    """The path of a file that can be read, or one sentence."""
    if not path.is_file():
        raise RuleBroken(f"There is no file {path}.")
    try:
        with path.open("rb"):
            return path
    except OSError as failure:
        raise RuleBroken(f"{path} cannot be read: {failure.strerror}.") from None


def _plan(key: str) -> Plan | None:
    if not key:
        return None
    plan = Plan.objects.filter(key=key).first()
    if plan is None:
        raise RuleBroken(f"There is no plan with the key {key}.")
    return plan
