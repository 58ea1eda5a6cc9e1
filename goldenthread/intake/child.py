"""The process that reads one file: ``python -m goldenthread.intake.child ENDING SECONDS MEGABYTES``.

The file is its standard input, the answer (``handover``) its standard output.
It limits itself before it touches the file, and knows neither the database
nor the settings, so a file that breaks it breaks nothing else.
"""

import gc
import io
import resource
import signal
import sys

from goldenthread.intake.allowance import MEGABYTE
from goldenthread.intake.handover import pack_document, pack_refusal
from goldenthread.intake.opening import load_reader, read_stream
from goldenthread.intake.refusals import FileRefused, Reason

OPEN_FILES = 64


def limit_this_process(*, seconds: float, megabytes: int) -> None:
    """Bound the time, the memory and the reach of this process, for good.

    The alarm ends it even where whoever started it is gone. It may write no
    file and start no process.
    """
    processor = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def answer(stream: io.BufferedReader, ending: str) -> bytes:
    """The document or the refusal, ready to be handed over."""
    try:
        return pack_document(read_stream(stream, f"file{ending}"))
    except FileRefused as refusal:
        return pack_refusal(refusal)
    except MemoryError:
        pass  # what filled the memory is only let go of once this block is left
    return pack_refusal(FileRefused(Reason.TOO_MUCH_MEMORY))


def main(arguments: list[str]) -> None:
    """Read the file on standard input within the limits given."""
    ending, seconds, megabytes = arguments
    gc.disable()  # nothing here is worth collecting: the process ends with its one answer
    load_reader(ending)
    limit_this_process(seconds=float(seconds), megabytes=int(megabytes))
    sys.stdout.buffer.write(answer(io.BufferedReader(io.FileIO(0, closefd=False)), ending))


if __name__ == "__main__":
    main(sys.argv[1:])
