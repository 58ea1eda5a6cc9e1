"""How far a notice and an e-mail are, and which step may follow which.

Sources: RFC 5321, section 4.2.1 (a reply in the 400s asks to try again, one in
the 500s refuses) and section 6.1 (who has replied 250 to the end of the data is
responsible for the message). That an e-mail whose reply was lost is never sent
again by itself is our reading: for a reminder, twice is worse than asked about.
"""

from django.db.models import TextChoices

from goldenthread.kernel.errors import RuleBroken


class NoticeState(TextChoices):
    """How far a notice is."""

    WAITING = "waiting", "Waiting"
    MAILED = "mailed", "In an e-mail"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Withdrawn(TextChoices):
    """Why a notice was not sent."""

    CALLED_BACK = "called back", "It was no longer true"
    CLOSED = "closed", "Its reader may no longer see what it speaks of"
    LEFT = "left", "Its reader has left"
    ERASED = "erased", "It was erased"


class MailState(TextChoices):
    """How far an e-mail is."""

    WAITING = "waiting", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    REFUSED = "refused", "Refused by the mail server"
    UNSURE = "unsure", "Perhaps sent"
    GIVEN_UP = "given up", "Given up"
    SHOWN = "shown", "Shown here, not sent"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LEFT = "left", "Left as it is"


MOVES: dict[MailState, frozenset[MailState]] = {
    MailState.WAITING: frozenset({MailState.SENDING, MailState.SHOWN, MailState.GIVEN_UP, MailState.WITHDRAWN}),
    MailState.SENDING: frozenset(
        {
            MailState.SENT,
            MailState.WAITING,
            MailState.REFUSED,
            MailState.UNSURE,
            MailState.GIVEN_UP,
            MailState.WITHDRAWN,
        }
    ),
    MailState.UNSURE: frozenset({MailState.WAITING, MailState.LEFT}),
    MailState.REFUSED: frozenset({MailState.WAITING, MailState.LEFT}),
    MailState.GIVEN_UP: frozenset({MailState.WAITING, MailState.LEFT}),
}
"""What may follow. Only a person moves an e-mail on from unsure, refused and given up."""

FOR_A_PERSON = frozenset({MailState.UNSURE, MailState.REFUSED, MailState.GIVEN_UP})
"""What waits for a person to decide."""


def check_move(before: str, after: MailState) -> None:
    """Refuse a step that does not follow on how far the e-mail is.

    Source: RFC 5321, section 6.1; that a person decides on what is unsure is ours.
    """
    if after not in MOVES.get(MailState(before), frozenset()):
        raise RuleBroken("Somebody else decided on this e-mail in the meantime; look at it again.")
