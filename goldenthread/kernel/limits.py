"""Bounds that a process sets to itself before it reads what a stranger sent.

They stand apart from ``walls``, which starts such a process and needs more: every paper waits until its child has
loaded what it needs.
"""

import resource
import signal

MEGABYTE = 1024 * 1024
OPEN_FILES = 64


def limit_this_process(*, seconds: float, megabytes: int, threads: bool = False) -> None:
    """Bound the time, the memory and the reach of this process, for good.

    The alarm ends it even where whoever started it is gone. It may write no
    file and start no process; ``threads`` lets it start threads, which count as processes.
    """
    processor = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds)
