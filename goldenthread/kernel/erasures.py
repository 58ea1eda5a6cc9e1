"""The list of erasures, kept in the data folder beside the database and never put into a backup.

A backup made before an erasure still holds what was erased. The list says what
must go again after such a backup is restored; it names subjects and fields and
never repeats the words.

Source: UK GDPR, Article 17 (erasure) and Article 5(1)(f) (integrity).
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LIST = "erasures.jsonl"


def record_erasure(folder: Path, entry: Mapping[str, Any]) -> None:
    """Add one erasure to the list, on disk before this returns.

    Call it last inside the transaction of the erasure: should the machine fail
    in between, the list holds one too many, which a restore may safely apply;
    one too few would bring erased words back.
    """
    line = json.dumps(entry, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    descriptor = os.open(folder / LIST, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def erasures(folder: Path) -> list[dict[str, Any]]:
    """Every erasure on the list, oldest first; a last line cut short by a crash is left out."""
    try:
        lines = (folder / LIST).read_text().split("\n")
    except FileNotFoundError:
        return []
    *whole, _cut = lines
    return [json.loads(line) for line in whole if line]
