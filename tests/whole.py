"""The whole suite: on SQLite, then what touches the database on PostgreSQL, and one line that counts both.

``./run test`` calls this. With arguments it is one run of pytest with them, on
SQLite, or on PostgreSQL where the first is ``--postgresql``.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
# The suite is the same whatever the shell it is started from is set to.
NOT_OURS = ("PORT", "DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")


def say(line: str) -> None:
    """Print a line now, between what pytest prints."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def environment(folder: str, database: str = "") -> dict[str, str]:
    """The environment of a run: a data folder of its own, and a database where one is named."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_OURS and not name.startswith("GOLDENTHREAD_")
    }
    return kept | {"GOLDENTHREAD_DATA": folder} | ({"DATABASE_URL": database} if database else {})


def pytest(arguments: list[str], *, database: str = "") -> int:
    """One run of pytest in a folder of its own; its exit status."""
    with tempfile.TemporaryDirectory(prefix="gt-tests-") as folder:
        words = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(words, cwd=ROOT, env=environment(folder, database), check=False).returncode


def counted(title: str, arguments: list[str], *, database: str = "") -> dict[str, int]:
    """One of the two runs, counted. One that broke off before it could count is one failure more."""
    say(f"\n{title}")
    workers = str(min(4, os.cpu_count() or 1))
    with tempfile.TemporaryDirectory(prefix="gt-tally-") as folder:
        tally = Path(folder) / "tally.json"
        # Whoever has nothing left to do takes over what waits elsewhere: the long tests stand together.
        shared = ["-n", workers, "--dist", "worksteal"]
        status = pytest([*shared, "-rs", f"--tally={tally}", *arguments], database=database)
        counts: dict[str, int] = json.loads(tally.read_text()) if tally.exists() else {}
    if seconds := counts.get("quick_seconds"):
        say(f"Of this, {seconds} s went into tests without a browser, a load or a running program.")
    if status not in (0, 1) or (status and not counts.get("failed")):
        say(f"The run broke off with status {status}.")
        counts["failed"] = counts.get("failed", 0) + 1
    return counts


def whole_suite() -> int:
    """Both runs and their sum; 0 where nothing failed."""
    runs = [counted("On SQLite:", [])]
    if postgres.programs() is None:
        runs.append(counted("On PostgreSQL:", ["--database-only", f"--without-database={postgres.MISSING}"]))
    else:
        with postgres.throwaway_cluster() as address:
            database = postgres.new_database(address, "golden")
            runs.append(counted("On PostgreSQL:", ["--database-only"], database=database))
    total = {name: sum(run.get(name, 0) for run in runs) for name in ("passed", "failed", "skipped")}
    say(f"\n{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if total["failed"] or not total["passed"] else 0


def main(words: list[str]) -> int:
    """The whole suite, or one run with the words given."""
    if not words:
        return whole_suite()
    with ExitStack() as stack:
        database = ""
        if words[0] == "--postgresql":
            database = postgres.new_database(stack.enter_context(postgres.throwaway_cluster()), "golden")
        return pytest([word for word in words if word != "--postgresql"], database=database)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
