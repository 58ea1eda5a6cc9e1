"""How much one file may hold, so that reading is bounded whatever a file claims of itself.

The figures are set for plans, not for data sets: the largest real improvement
plan seen has a few hundred rows. They bound what is kept, while the limits of
the child process (``reading.read_in_child``) bound the time and memory spent.
"""

from goldenthread.intake.refusals import FileRefused, Reason

MEGABYTE = 1024 * 1024
MAX_BYTES = 25 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_PARTS = 10_000
MAX_ROWS = 20_000
MAX_PARAGRAPHS = 100_000
MAX_CELLS = 2_000_000
MAX_LINES = 2_000_000
MAX_CHARACTERS = 100_000_000


class Allowance:
    """Counts what a reader takes from one file, and refuses the row, cell or character too many.

    Characters are counted as often as they appear: a workbook stores a text
    once and may show it in a million cells.
    """

    __slots__ = ("cells", "characters", "paragraphs", "rows", "unpacked")

    def __init__(self) -> None:
        self.rows = 0
        self.paragraphs = 0
        self.cells = 0
        self.characters = 0
        self.unpacked = 0

    def take_row(self, cells: int) -> None:
        """Count one row of a table and its cells."""
        self.rows += 1
        if self.rows > MAX_ROWS:
            raise FileRefused(Reason.TOO_MANY_ROWS)
        self.take_cells(cells)

    def take_cells(self, cells: int) -> None:
        """Count cells, before room is made for them."""
        self.cells += cells
        if self.cells > MAX_CELLS:
            raise FileRefused(Reason.TOO_MANY_CELLS)

    def take_paragraph(self, characters: int) -> None:
        """Count one paragraph and its characters."""
        self.paragraphs += 1
        if self.paragraphs > MAX_PARAGRAPHS:
            raise FileRefused(Reason.TOO_MANY_PARAGRAPHS)
        self.take_text(characters)

    def take_text(self, characters: int) -> None:
        """Count characters that will stand in the document."""
        self.characters += characters
        if self.characters > MAX_CHARACTERS:
            raise FileRefused(Reason.TOO_MUCH_TEXT)

    def take_unpacked(self, size: int) -> None:
        """Count bytes as they come out of a packed file, whatever its directory says."""
        self.unpacked += size
        if self.unpacked > MAX_UNPACKED:
            raise FileRefused(Reason.UNPACKS_TOO_BIG)
