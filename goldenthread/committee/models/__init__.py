"""Tables of committees, their meetings, agendas and papers."""

from goldenthread.committee.models.agenda import (
    AgendaItem,
    AgendaItemQuerySet,
    ItemPaper,
    ItemPaperQuerySet,
    Opening,
)
from goldenthread.committee.models.attendance import Attendee, Passage
from goldenthread.committee.models.brought import OfferAnswer, PackImport
from goldenthread.committee.models.calendar import ClosedDay, ClosedDayQuerySet, OfficeHours
from goldenthread.committee.models.decisions import CallIn, OfficerDecision
from goldenthread.committee.models.exemption import Declaration, Exemption, Grant
from goldenthread.committee.models.forward import Every, ForwardItem, ForwardItemQuerySet, OwedReport
from goldenthread.committee.models.meetings import AgendaIssue, CommitteeMeeting, CommitteeMeetingQuerySet, MeetingMove
from goldenthread.committee.models.minutes import (
    Exchange,
    Minute,
    Minutes,
    MinutesIssue,
    Motion,
    NamedVote,
    Promise,
    Resolution,
)
from goldenthread.committee.models.proceedings import Exclusion, LaterNote, Proceeding, Representation
from goldenthread.committee.models.questions import MemberQuestion, MemberQuestionQuerySet, QuestionState
from goldenthread.committee.models.standing import (
    Committee,
    CommitteeQuerySet,
    Constitution,
    Interest,
    Seat,
    Substitute,
    TemplateItem,
)

__all__ = [
    "AgendaIssue",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Attendee",
    "CallIn",
    "ClosedDay",
    "ClosedDayQuerySet",
    "Committee",
    "CommitteeMeeting",
    "CommitteeMeetingQuerySet",
    "CommitteeQuerySet",
    "Constitution",
    "Declaration",
    "Every",
    "Exchange",
    "Exclusion",
    "Exemption",
    "ForwardItem",
    "ForwardItemQuerySet",
    "Grant",
    "Interest",
    "ItemPaper",
    "ItemPaperQuerySet",
    "LaterNote",
    "MeetingMove",
    "MemberQuestion",
    "MemberQuestionQuerySet",
    "Minute",
    "Minutes",
    "MinutesIssue",
    "Motion",
    "NamedVote",
    "OfferAnswer",
    "OfficeHours",
    "OfficerDecision",
    "Opening",
    "OwedReport",
    "PackImport",
    "Passage",
    "Proceeding",
    "Promise",
    "QuestionState",
    "Representation",
    "Resolution",
    "Seat",
    "Substitute",
    "TemplateItem",
]
