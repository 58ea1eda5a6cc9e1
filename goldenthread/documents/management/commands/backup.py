"""``./run backup FILE``: everything, in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from goldenthread.documents.backup import back_up
from goldenthread.kernel.commands import ProductCommand, add_json_option


class Command(ProductCommand):
    """Writes a backup, also while the program serves."""

    help = "Write a backup of database and files; works while the program serves."
    shown_as = {"backup FILE": "write a backup of database and files; works while the program serves"}
    refusal_status = 1

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and ``--json``."""
        parser.add_argument("file", type=Path, help="the file to write; an older one of that name is replaced")
        add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the backup and say what is in it; faults the data had go to standard error."""
        target: Path = options["file"].absolute()
        manifest = back_up(target)
        files = sum(name.startswith("files/") for name in manifest.members)
        size = target.stat().st_size
        if options["json"]:
            self.print_json({"file": str(target), "bytes": size, "files": files, "faults": manifest.faults})
        else:
            what = "file" if files == 1 else "files"
            self.stdout.write(f"Backup written to {target}: {files} {what}, {size / 2**20:.1f} MiB.")
        for fault in manifest.faults:
            self.stderr.write(f"Noted in the backup: {fault}")
