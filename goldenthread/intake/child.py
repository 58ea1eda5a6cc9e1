"""The process that reads one file: ``python -m goldenthread.intake.child ENDING SECONDS MEGABYTES``.

The file is its standard input, the answer (``handover``) its standard output.
It limits itself before it touches the file, and knows neither the database
nor the settings, so a file that breaks it breaks nothing else.
"""

import gc
import io
import sys

from goldenthread.intake.handover import pack_document, pack_refusal
from goldenthread.intake.opening import load_reader, read_stream
from goldenthread.intake.refusals import FileRefused, Reason
from goldenthread.kernel.limits import limit_this_process


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
