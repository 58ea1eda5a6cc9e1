"""``./run restore FILE``: a backup in the place of the data."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from goldenthread.documents.restore import restore
from goldenthread.kernel.commands import ProductCommand, add_json_option


class Command(ProductCommand):
    """Restores a backup; refuses while the program serves, or over data without ``--replace``."""

    help = "Restore a backup; not while the program serves, and over data only with --replace."
    shown_as = {"restore FILE [--replace]": "restore a backup; not while the program serves, over data with --replace"}
    refusal_status = 1
    # It takes the folder for itself and prepares the database then.
    needs_database = False
    shares_data = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and leave to replace what is there."""
        parser.add_argument("file", type=Path, help="a file that ./run backup wrote")
        parser.add_argument(
            "--replace", action="store_true", help="put the backup in the place of the data that is here"
        )
        add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore, and say what came back; faults the data already had go to standard error."""
        restored = restore(options["file"].absolute(), replace=options["replace"])
        if options["json"]:
            counted = {"rows": restored.rows, "files": restored.files, "erased_again": restored.erased}
            self.print_json({"made_at": restored.made_at, **counted, "faults": list(restored.faults)})
        else:
            self.stdout.write(
                f"Restored the backup of {restored.made_at}: {restored.rows} rows, {restored.files} files,"
                f" {restored.erased} values erased again."
            )
        for fault in restored.faults:
            self.stderr.write(f"The backup already noted: {fault}")
