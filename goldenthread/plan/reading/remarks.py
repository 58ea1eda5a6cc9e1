"""Notes that are no updates, and counts so small that they point at a child, seen when a paper is read.

The rules are those of the gate on the way out, which stands lower and knows no plan: what may not leave unseen is
best seen when it comes in. Only what a row is asked, and in which column, belongs to the reading (``oddities``).
"""

from goldenthread.documents.gate.counting import small_number
from goldenthread.documents.gate.remarks import is_personal_remark, names_somebody

__all__ = ["is_personal_remark", "names_somebody", "small_number"]
