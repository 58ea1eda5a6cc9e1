"""What a status word of a paper means: a neutral colour and how far the action is.

Colours are not portable: green is "in progress" in one council and "complete"
in the next, red "stuck" or "not started". So the paper's own key comes first,
then the common meaning of the word; a word that nobody knows is kept and
counts as in progress without a colour, and the user is told.

Sources: report of 2 May 2018, paragraph 1 (red, amber, green), and its table ("Completed",
"Blue"); report of 8 February 2019, paragraph 2 (four colours); the rating keys of nine other
plans, among them one with the numbers 1 to 4.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.plan.reading.memory import remembered
from goldenthread.plan.states import Colour, State

Meaning = tuple[str, str]

_WORDS: tuple[tuple[Meaning, str], ...] = (
    (
        (Colour.BLUE.value, State.COMPLETED_ON_PAPER.value),
        "blue; b; completed; complete; done; closed; achieved; delivered; implemented; finished; discharged; 1; 100%; "
        "fully completed; fully complete; fully achieved; fully implemented; signed off; action complete; "
        "action completed; complete and closed; closed complete; completed and closed; completed and embedded; "
        "all complete; met; fully met; live and complete",
    ),
    (
        (Colour.GREEN.value, State.IN_PROGRESS.value),
        "green; g; on track; on target; on schedule; 2; good progress; under control",
    ),
    (
        (Colour.AMBER.value, State.IN_PROGRESS.value),
        "amber; a; yellow; y; orange; some issues; minor issues; partially achieved; partly achieved; partially met; "
        "some slippage; at risk; slightly behind; acceptable; delayed; some delay; amber/green; 3; slipped; "
        "partially complete; "
        "partially completed; partly complete",
    ),
    (
        (Colour.RED.value, State.IN_PROGRESS.value),
        "red; r; off track; not on track; off target; behind schedule; overdue; stuck; not achieved; not met; late; "
        "seriously delayed; significantly behind; unacceptable; amber/red; 4; missed; not delivered",
    ),
    (
        (Colour.NONE.value, State.IN_PROGRESS.value),
        "in progress; in process; in hand; ongoing; on going; underway; under way; started; progressing; live; open; "
        "current; outstanding; extension requested; partially implemented; being implemented; active; wip",
    ),
    (
        (Colour.NONE.value, State.NOT_STARTED.value),
        "not started; not yet started; not begun; not commenced; no progress; pending; not due; not yet due; to start; "
        "planned; to be started; future; new; 0%; awaiting start",
    ),
    ((Colour.NONE.value, State.PAUSED.value), "paused; on hold; suspended; deferred; postponed; rescheduled; parked"),
    (
        (Colour.NONE.value, State.WITHDRAWN.value),
        "withdrawn; superseded; cancelled; canceled; no longer required; no longer needed; removed; "
        "no longer relevant; "
        "not applicable; abandoned",
    ),
    ((Colour.NONE.value, State.UNDER_WATCH.value), "under watch"),
    ((Colour.NONE.value, State.CARRIED_OVER.value), "carried over"),
    ((Colour.NONE.value, State.MERGED.value), "merged"),
    ((Colour.NONE.value, State.HANDED_OVER.value), "handed over"),
)
_KNOWN: dict[str, Meaning] = {name.strip(): meaning for meaning, names in _WORDS for name in names.split(";")}
_LEADING = re.compile(
    r"^(blue|green|amber|red|yellow|completed?|closed|done|achieved|delivered|on track|on target|in progress|ongoing|"
    r"not (?:yet )?started|overdue|on hold|b|g|a|r|[1-4])\s*(?:[-–—:;,.(/\n=]|\bbut\b|$)",
    re.IGNORECASE,
)
_REST = re.compile(r"\s*[(\[:;,]|\s[-–—]\s")
_COLOUR_WORD = re.compile(r"\b(blue|green|amber|red)\b", re.IGNORECASE)
_ORDER = (Colour.BLUE.value, Colour.GREEN.value, Colour.AMBER.value, Colour.RED.value)
_COMPLETE = re.compile(
    r"(?<!not )(?<!be )(?<!nearly )(?<!almost )(?<!partially )(?<!partly )(?<!yet )(?<!un)(?<!in)"
    r"\b(?:completed?|achieved|delivered|implemented|done|closed|finished|embedded)\b",
    re.IGNORECASE,
)
_NOT_STARTED = re.compile(
    r"\b(?:not|yet to) (?:yet )?(?:be(?:en)? )?(?:start(?:ed)?|begun|begin|commenced?)\b", re.IGNORECASE
)
_ON_TRACK = re.compile(r"(?<!not )(?<!off )\bon (?:track|target|schedule|course)\b", re.IGNORECASE)
_TROUBLE = re.compile(
    r"\b(?:not|off|behind|late|delay\w*|slipp\w*|issues?|risks?|stuck|overdue|attention|concerns?|unlikely|partial\w*|"
    r"some|nearly|almost|will|progress\w*|barriers?)\b",
    re.IGNORECASE,
)


LONGEST_WORD = 60
LONGEST_FOLDED = 200
LETTERS = {"b": "blue", "g": "green", "a": "amber", "r": "red", "y": "yellow"}
"""The letters that stand for colours."""
_LETTER_OF = {colour: letter for letter, colour in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Read:
    """A status cell understood: its word, the colour and state it means, whether the word was known, its rest."""

    word: str
    colour: str
    state: str
    is_known: bool
    rest: str = ""


@remembered
def fold(word: str) -> str:
    """A status word for comparing: small letters, single spaces, no punctuation around it."""
    return re.sub(r"[\s\-–—_]+", " ", word[:LONGEST_FOLDED].casefold()).strip(" .:;,()[]*'\"‘’“”")


def known_meaning(word: str) -> Meaning | None:
    """What a word commonly means, or ``None`` where it is no known status word."""
    if len(word) > LONGEST_WORD:
        return None
    return _KNOWN.get(fold(word))


def read_status(text: str, legend: Mapping[str, str], given: Mapping[str, Meaning]) -> Read:
    """Read a status cell: corrections first, then the paper's own key, then the common meaning.

    A cell that says more than a word ("Amber - waits for the panel") gives its
    first word and its rest; two colours ("Amber/Green") give the worse one.
    """
    whole = fold(text)
    if whole in given and len(text) <= LONGEST_WORD:
        return Read(text, *given[whole], is_known=True)
    if len(text) <= LONGEST_WORD and (whole in _KNOWN or sentence_for(whole, legend)):
        return Read(text, *_meaning(whole, legend), is_known=True)
    colours = [found.casefold() for found in _COLOUR_WORD.findall(text)] if len(text) <= 20 else []
    if len(set(colours)) > 1:
        worst = max(colours, key=_ORDER.index)
        return Read(text, worst, State.IN_PROGRESS.value, is_known=True)
    leading = _LEADING.match(text)
    word = leading[1] if leading else _REST.split(text[: LONGEST_WORD + 1], maxsplit=1)[0].strip()
    if leading or fold(word) in _KNOWN or fold(word) in given or sentence_for(fold(word), legend):
        meaning = given.get(fold(word)) or _meaning(fold(word), legend)
        return Read(word[:1].upper() + word[1:], *meaning, is_known=True, rest=text)
    if len(text) > LONGEST_WORD:
        return Read("", Colour.NONE.value, State.IN_PROGRESS.value, is_known=False, rest=text)
    return Read(text, Colour.NONE.value, State.IN_PROGRESS.value, is_known=False)


def sentence_for(word: str, legend: Mapping[str, str]) -> str:
    """What the paper's key says of a folded word; a letter and its colour are one word."""
    return legend.get(word) or legend.get(LETTERS.get(word, ""), "") or legend.get(_LETTER_OF.get(word, ""), "")


def _meaning(word: str, legend: Mapping[str, str]) -> Meaning:
    """The meaning of a folded word: the paper's sentence decides where it clearly says one thing."""
    common = _KNOWN.get(word, (Colour.NONE.value, State.IN_PROGRESS.value))
    sentence = sentence_for(word, legend)
    if not sentence:
        return common
    says_complete, says_on_track = bool(_COMPLETE.search(sentence)), bool(_ON_TRACK.search(sentence))
    says_not_started = bool(_NOT_STARTED.search(sentence))
    if says_complete + says_on_track + says_not_started > 1:
        return (Colour.GREEN.value, State.IN_PROGRESS.value) if common[0] == Colour.BLUE else _kept(common, sentence)
    if says_not_started and " or " not in sentence.casefold():
        return Colour.NONE.value if common[0] == Colour.BLUE else common[0], State.NOT_STARTED.value
    if says_complete and not _TROUBLE.search(sentence):
        return Colour.BLUE.value, State.COMPLETED_ON_PAPER.value
    if says_on_track and not _TROUBLE.search(sentence):
        return Colour.GREEN.value, State.IN_PROGRESS.value
    return _kept(common, sentence)


def _kept(common: Meaning, sentence: str) -> Meaning:
    """The common meaning; a word without a colour of its own (a number, "Category C") takes it from the sentence."""
    if common[0] != Colour.NONE or not sentence:
        return common
    if re.search(r"\b(?:not on track|off track|stuck|seriously|significant\w*|not achieved|overdue)\b", sentence, re.I):
        return Colour.RED.value, common[1]
    if re.search(r"\b(?:some|minor|slipp\w+|partial\w*|delay\w*|behind|issues?)\b", sentence, re.IGNORECASE):
        return Colour.AMBER.value, common[1]
    return common


@remembered
def colour_of_fill(fill: str) -> str:
    """The traffic-light colour of a cell's fill, or nothing for white, grey, black and pale bands.

    Spreadsheets' own "good", "neutral" and "bad" fills are pale; they are known by name.
    """
    fill = _hex(fill)
    if fill in _SPREADSHEET_FILLS:
        return _SPREADSHEET_FILLS[fill]
    if not re.fullmatch(r"[0-9A-F]{6}", fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    degrees = hue * 360
    if saturation < 0.35 or value < 0.25:
        return ""
    for below, colour in ((20, Colour.RED), (70, Colour.AMBER), (170, Colour.GREEN), (260, Colour.BLUE)):
        if degrees < below:
            return colour.value
    return Colour.RED.value if degrees >= 340 else ""


def is_pale(fill: str) -> bool:
    """Whether a fill is one of the pale ones that also band whole rows."""
    return _hex(fill) in _SPREADSHEET_FILLS


def _hex(fill: str) -> str:
    return fill.strip().lstrip("#").upper()[-6:]


_SPREADSHEET_FILLS = {
    "C6EFCE": Colour.GREEN.value,
    "FFEB9C": Colour.AMBER.value,
    "FFC7CE": Colour.RED.value,
    "BDD7EE": Colour.BLUE.value,
    "9DC3E6": Colour.BLUE.value,
    "A9D08E": Colour.GREEN.value,
    "C5E0B3": Colour.GREEN.value,
    "A8D08D": Colour.GREEN.value,
}
