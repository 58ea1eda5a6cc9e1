"""Tables of boards and rounds."""

from goldenthread.boards.models.asking import AnswerLink, Asked, Moderation, RoundNote, Supply
from goldenthread.boards.models.board import (
    Board,
    BoardQuerySet,
    Capacity,
    MonitoringInterval,
    ReportingLine,
    ReportingLineQuerySet,
    StandingItem,
)
from goldenthread.boards.models.meetings import (
    Attendance,
    BoardDecision,
    BoardMeeting,
    BoardMeetingQuerySet,
    MeetingItem,
    MeetingPaper,
)
from goldenthread.boards.models.rounds import Closing, MonitoringRound, MonitoringRoundQuerySet, RoundLine

__all__ = [
    "AnswerLink",
    "Asked",
    "Attendance",
    "Board",
    "BoardDecision",
    "BoardMeeting",
    "BoardMeetingQuerySet",
    "BoardQuerySet",
    "Capacity",
    "Closing",
    "MeetingItem",
    "MeetingPaper",
    "Moderation",
    "MonitoringInterval",
    "MonitoringRound",
    "MonitoringRoundQuerySet",
    "ReportingLine",
    "ReportingLineQuerySet",
    "RoundLine",
    "RoundNote",
    "StandingItem",
    "Supply",
]
