"""Sheets of our own beside a plan, which a reading leaves out: they say of themselves that nobody takes them back."""

from dataclasses import replace

from goldenthread.intake.document import Document, Table

NOT_READ = "To be read beside the sheet “Plan”: what is changed here is not taken when the file comes back."
"""The first line of such a sheet; a sheet of somebody's own has another, whatever it is called."""


def without_further(document: Document) -> Document:
    """A document without our own sheets beside a plan; the same document where it has none."""
    blocks = tuple(block for block in document.blocks if not (isinstance(block, Table) and _is_further(block)))
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=blocks)


def _is_further(table: Table) -> bool:
    return any(NOT_READ in row.texts for row in table.rows[:1])
