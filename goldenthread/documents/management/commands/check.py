"""``./run check``: whether the data is whole. Takes the place of Django's command of that name, which tests call."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from goldenthread.documents.check import Report, check
from goldenthread.kernel.commands import ProductCommand, add_json_option


class Command(ProductCommand):
    """Checks database, files and ledger; status 1 where anything is wrong."""

    help = "Check the database, every stored file and the ledger against their hashes."
    shown_as = {"check [--json]": "check the database, every stored file and the ledger against their hashes"}
    refusal_status = 1

    def add_arguments(self, parser: CommandParser) -> None:
        """Only ``--json``."""
        add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, and print what was counted; each fault is one line on standard error."""
        report = check()
        if options["json"]:
            self.print_json(report.as_json)
        else:
            self.stdout.write(_in_words(report))
        if report.faults:
            raise CommandError("\n".join(report.faults), returncode=1)


def _in_words(report: Report) -> str:
    parts = {"Database": report.database, "Files": report.files, "Ledger": report.ledger}
    lines = []
    for name, part in parts.items():
        counted = ", ".join(f"{number} {what}" for what, number in part.counted.items())
        verdict = f"{len(part.faults)} faults" if part.faults else "whole"
        lines.append(f"{name}: {verdict} ({counted})")
    return "\n".join(lines)
