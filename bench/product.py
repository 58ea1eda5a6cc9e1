"""The product, made ready for a figure: Django set up, the database migrated, the data of the figure built once."""

import os
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def folder() -> Path:
    """The data folder of this run: the same for each round of a figure and of its floor."""
    return Path(os.environ["GOLDENTHREAD_DATA"])


def ready(build: Callable[[], object] | None = None) -> None:
    """Set the product up in the run's folder; ``build`` fills it and is called once for all rounds."""
    import django

    django.setup()
    from goldenthread.kernel.commands import prepare_database

    prepare_database()
    built = folder() / "built"
    if build and not built.exists():
        build()
        built.touch()
