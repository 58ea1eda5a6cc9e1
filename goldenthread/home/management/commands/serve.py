"""``./run serve``: the program itself."""

import os
from typing import Any

from goldenthread.home import listening, serving
from goldenthread.kernel.commands import ProductCommand


class Command(ProductCommand):
    """Makes everything ready and serves until told to end."""

    help = "Serve the pages and run the background tasks."
    # It prepares the database itself, after it has the port and the folder.
    needs_database = False
    shares_data = False
    refusal_status = 1

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Serve; a port that cannot be had is one sentence and status 1."""
        try:
            serving.serve(os.environ, say=self._say, tell=self._tell)
        except listening.PortRefused as refusal:
            self._refuse(str(refusal), 1)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _tell(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()
