"""Tables of boards and rounds."""

from goldenthread.boards.models.rounds import Closing, MonitoringRound, MonitoringRoundQuerySet, RoundLine

__all__ = ["Closing", "MonitoringRound", "MonitoringRoundQuerySet", "RoundLine"]
