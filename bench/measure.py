"""Measuring one figure or floor in this process, which was started for it: ``python -m bench.measure NAME figure``."""

import gc
import json
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from bench.registry import load


def processor_ms() -> float:
    """The processor time of this process and of those it started and waited for, in milliseconds."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime)


def peak_mib() -> float:
    """The most memory this process, or any one it started, has held; on Linux since ``forget_peak``."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return max(own, others) / 1024


def forget_peak() -> None:
    """Count the peak from now, so that what was needed to prepare does not count."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def main(name: str, part: str) -> None:
    """Prepare, warm up, measure, and print what was found as one line of JSON."""
    figure = load()[name]
    measured = (figure.prepare if part == "figure" else figure.floor)()
    for _ in range(figure.warm_up):
        measured()
    gc.collect()
    forget_peak()
    processor, wall = [], []
    for _ in range(figure.times):
        began, before = time.perf_counter(), processor_ms()
        measured()
        processor.append(processor_ms() - before)
        wall.append(1000 * (time.perf_counter() - began))
    print(json.dumps({"cpu_ms": processor, "wall_ms": wall, "peak_mib": peak_mib()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
