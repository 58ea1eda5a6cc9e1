"""The cheap look before the dear one, for a whole row of a paper; the signs are those of the gate's patterns."""

from goldenthread.documents.gate.signs import may_count, may_remark

__all__ = ["may_count", "may_remark"]
