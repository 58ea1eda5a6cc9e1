"""The words for colours, states and movement, as reports use them, and the small words between an action and them."""

from goldenthread.reports.claims.phrases import by_first
from goldenthread.reports.claims.sentences import Sentence

BLUE, GREEN, AMBER, RED = "blue", "green", "amber", "red"
COLOURS = (BLUE, GREEN, AMBER, RED)
COMPLETE, IN_PROGRESS, ON_TRACK, OFF_TRACK, LATE = "complete", "in progress", "on track", "off track", "late"
OPEN, NOT_STARTED, PAUSED, UNRATED, WATCHED = "unfinished", "not started", "paused", "without a rating", "under watch"
REPORTED = "reported complete"
REOPENED, IMPROVED, WORSENED, EXTENDED = "reopened", "improved", "worsened", "extended"
NEW, WITHDRAWN, SILENT, UNCHANGED, NEWLY_BLUE = "new", "withdrawn", "silent", "unchanged", "newly blue"
NEWLY_LATE = "late for the first time"
MOVEMENTS = frozenset({REOPENED, IMPROVED, WORSENED, EXTENDED, NEW, WITHDRAWN, SILENT, UNCHANGED, NEWLY_BLUE,
                       NEWLY_LATE})  # fmt: skip

_WORDS = {
    BLUE: "blue",
    GREEN: "green; in process with no; in progress with no; in progress no; in process no",
    AMBER: "amber",
    RED: "red; stuck; fully stuck; completely stuck",
    COMPLETE: "complete; completed; fully complete; fully completed; done; finished; delivered; achieved; closed; "
    "signed off; signed-off; discharged; accomplished; been met; been fully met; been implemented; been fully "
    "implemented; fully implemented",
    IN_PROGRESS: "in progress; in process; in-progress; in-process; under way; underway; ongoing; on-going; "
    "progressing",
    ON_TRACK: "on track; on-track; back on track; on target; on schedule",
    OFF_TRACK: "off track; off-track; off target; behind target",
    LATE: "late; overdue; behind schedule; past its end date; past their end date; past their end dates; past the end "
    "date; past its date; past their dates; past its end; past their end; past its due date; past their due date; "
    "past their due dates; past its deadline; past their deadline; past their deadlines; running late",
    OPEN: "open; outstanding; unfinished; incomplete; uncompleted",
    NOT_STARTED: "not started; not yet started; yet to start; yet to begin; not begun; not yet begun; unstarted",
    PAUSED: "paused; on hold; suspended",
    UNRATED: "unrated; not rated; without a rating; not yet rated",
    WATCHED: "under watch",
    REPORTED: "reported complete; reported as complete; reported completed; reported as completed; "
    "reported complete by its lead; reported complete by their leads",
    REOPENED: "reopened; re-opened; taken up again",
    IMPROVED: "improved; upgraded",
    WORSENED: "worsened; downgraded; deteriorated; got worse",
    EXTENDED: "extended; re-dated; redated; rescheduled; re-scheduled",
    NEW: "new; newly added; added",
    WITHDRAWN: "withdrawn; dropped",
    SILENT: "silent; without an update; without update; without updates; not updated; no update; no updates",
    UNCHANGED: "unchanged",
    NEWLY_BLUE: "newly blue; newly complete; newly completed",
    NEWLY_LATE: "late for the first time; overdue for the first time; newly late; newly overdue",
}  # fmt: skip


_STATUSES = by_first(_WORDS)
_PLURALS = {"blues": BLUE, "greens": GREEN, "ambers": AMBER, "reds": RED}
FIRST_WORDS = frozenset(_STATUSES) | frozenset(_PLURALS)

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't", "stand",
                "stands", "stood"})  # fmt: skip
HAVE = frozenset({"has", "have", "had", "hasn't", "haven't", "hadn't"})
BECOME = frozenset({"become", "became", "becomes", "becoming", "turned", "gone", "went"})
CHANGE = frozenset({"changed", "moved", "moving", "re-rated", "rerated", "upgraded", "downgraded", "returned",
                    "reverted", "slipped", "progressed", "shifted"})  # fmt: skip
REMAIN = frozenset({"remain", "remains", "remained", "stay", "stays", "stayed"})
FINITE = BE - {"be", "been", "being"} | HAVE | REMAIN | {"become", "became", "becomes", "turned", "went"}
MARK = frozenset({"marked", "rated", "classed", "classified", "coded", "coloured", "colored", "flagged", "flagging",
                  "shown", "showing", "listed", "reported", "recorded", "graded", "identified", "categorised",
                  "assessed", "judged", "declared", "designated", "labelled", "brag-rated", "rag-rated"})  # fmt: skip
SMALL = frozenset({"as", "at", "now", "currently", "still", "already", "also", "just", "both", "all", "each", "again",
                   "fully", "presently", "yet", "even", "finally", "recently", "since", "therefore", "formally",
                   "officially", "newly", "rag", "brag", "either", "however", "to", "a", "being", "today", "though",
                   "here", "thus", "overall", "colour", "status", "rating", "so", "far"})  # fmt: skip
PAST = frozenset({"was", "were", "wasn't", "weren't", "had", "hadn't", "stood", "remained", "stayed"})
NOT = frozenset({"not", "never", "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't"})
MODAL = frozenset({"will", "would", "should", "shall", "must", "may", "might", "can", "could", "if", "when", "until",
                   "unless", "expected", "likely", "due", "need", "needs", "ought", "about", "once", "whether",
                   "cannot", "won't", "needed", "planned", "scheduled", "aim", "aims", "going", "meant"})  # fmt: skip
MOSTLY = frozenset({"largely", "mostly", "mainly", "predominantly", "generally"})
EARLIER = frozenset({"previously", "formerly", "originally", "earlier", "initially"})


MOST_TOGETHER = 5
"""Statuses that are read side by side: there are four colours, and what is more is no sentence."""


def status_at(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """The status whose words stand at a place, the longest, and the place behind them."""
    for words, status in _STATUSES.get(sentence.low(place), ()):
        if sentence.matches(place, words):
            return status, place + len(words)
    return None


def is_every(sentence: Sentence, first: int, after: int, statuses: tuple[str, ...]) -> bool:
    """Whether statuses side by side are all said at once: "amber and late" is both, "green and blue" is either."""
    rated = {*COLOURS, COMPLETE, IN_PROGRESS}
    return len(statuses) > 1 and "and" in sentence.lows[first:after] and not rated.issuperset(statuses)


def colours_noun_at(sentence: Sentence, place: int) -> str:
    """The colour of a noun such as "ambers", else nothing."""
    return _PLURALS.get(sentence.low(place), "")


def statuses_at(sentence: Sentence, place: int) -> tuple[tuple[str, ...], int] | None:
    """One status, or several joined by "and" or "or" ("green and blue"), and the place behind them."""
    first = status_at(sentence, place)
    if first is None:
        return None
    found, after = [first[0]], first[1]
    while len(found) < MOST_TOGETHER and sentence.low(after) in ("and", "or", "/", ","):
        step = after + 1
        while sentence.low(step) in ("and", "or", "either"):
            step += 1
        more = status_at(sentence, step)
        if more is None:
            break
        found.append(more[0])
        after = more[1]
    return tuple(dict.fromkeys(found)), after
