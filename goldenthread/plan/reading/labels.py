"""What a column's label means: the many names that papers give to the same few columns.

A label is known by its words, never by its place. Each name comes with what
it may mean and how surely, so that "Completion date" is the end date where
nothing else is and the date of completion beside a "Target date".

Source: the headers of eighteen improvement plans and trackers of English
councils and health bodies, 2003 to 2025.
"""

import re
from dataclasses import dataclass

from goldenthread.kernel.dates import PartialDate
from goldenthread.plan.reading.memory import remembered
from goldenthread.plan.reading.periods import find_period
from goldenthread.plan.reading.values import Column

Wants = tuple[tuple[Column, int], ...]

LONGEST_LABEL = 90

C = Column
_NAMES: tuple[tuple[Wants, str], ...] = (
    (((C.KEY, 10),), "key; row key; action key"),
    (
        ((C.REF, 9),),
        "ref; refs; reference; ref no; ref number; no; nos; number; num; #; id; action no; action ref; action number; "
        "action id; item no; item number; reference no; reference number; action reference; unique ref; unique id; "
        "action point no",
    ),
    (
        ((C.REF, 6), (C.SOURCE, 5)),
        "rec no; rec ref; recommendation no; recommendation number; recommendation ref; item",
    ),
    (
        ((C.AIM, 10),),
        "aim; aims; specific aim; specific aims; goal; goals; specific objective; specific objectives",
    ),
    (((C.AIM, 8),), "objective; objectives; what we want to achieve; what do we want to achieve; key objective"),
    (
        ((C.AIM, 9),),
        "recommendation; recommendations; area for improvement; areas for improvement; area for development; "
        "areas for development; recommendation/area for improvement; ofsted recommendation; recommendation text",
    ),
    (
        ((C.AIM, 7),),
        "issue; issues; finding; findings; area of concern; concern; weakness; area of weakness; judgement; "
        "what needs to improve; requirement; regulation",
    ),
    (((C.AIM, 6), (C.MEASURE, 4)), "required outcome; required outcomes; outcome required"),
    (
        ((C.MEASURE, 5), (C.AIM, 3)),
        "desired outcome; desired outcomes; intended outcome; intended outcomes; expected outcome; expected outcomes; "
        "outcome; outcomes; planned outcome",
    ),
    (
        ((C.ACTION, 10),),
        "action; actions; action required; actions required; specific action; specific actions; agreed action; "
        "agreed actions; planned action; planned actions; key action; key actions; action point; action points; "
        "what will we do; what we will do; improvement action; improvement actions; actions to be taken; "
        "action to be taken; required action; required actions; proposed action; proposed actions; task; tasks; "
        "activity; activities; what are we going to do; actions we will take; what needs to be done",
    ),
    (((C.ACTION, 8), (C.MILESTONES, 5)), "how; how will we do it; how will we do this; how we will do it"),
    (((C.ACTION, 7), (C.AIM, 5)), "what; step; steps"),
    (((C.ACTION, 3),), "corrective action; corrective actions; remedial action"),
    (((C.STARTS, 9),), "start; start date; starts; date started; commencement date; start by; planned start"),
    (
        ((C.ENDS, 9),),
        "end; end date; ends; by when; by when?; deadline; deadlines; due; due date; due by; target date; "
        "target dates; "
        "timescale; timescales; time scale; timeframe; time frame; timescale/target; target/timescale; "
        "target completion date; date for completion; planned completion date; when; completion by; complete by; "
        "target end date; planned end date; finish; finish date; timeline; delivery date; to be completed by",
    ),
    (((C.ENDS, 5), (C.COMPLETED, 4)), "completion date; completion; date of completion"),
    (((C.ENDS, 3),), "date; dates; month"),
    (((C.ENDS, 4), (C.MEASURE, 4)), "target; targets"),
    (
        ((C.COMPLETED, 9),),
        "date completed; completed on; actual completion date; actual end date; date closed; closed on; "
        "completion date and outcome; completion and outcome; date of completion and outcome; completed date; "
        "actual date; actual completion",
    ),
    (
        ((C.MEASURE, 9),),
        "measure; measures; measure/outcome; measures/outcomes; measure and outcome; outcome measure; "
        "outcome measures; "
        "output/outcome measure; output/outcome measures; output; outputs; outputs/outcomes; success measure; "
        "success measures; success criteria; measure of success; measures of success; kpi; kpis; performance measure; "
        "performance measures; impact and how measured; impact/how measured; how measured; how will it be measured; "
        "how will we know; how will we know it has worked; impact measure; impact measures; "
        "what will success look like; "
        "performance indicator; performance indicators; how we will know; success indicator; success indicators",
    ),
    (((C.MEASURE, 6),), "monitoring and evaluation; impact; intended impact; difference made; monitoring"),
    (
        ((C.LEADS, 9),),
        "lead; leads; lead officer; lead officers; lead officer/em; lead person; lead name; responsible officer; "
        "responsible officers; person responsible; persons responsible; responsible person; responsible; "
        "responsibility; "
        "responsible lead; action owner; owner; owners; who; by whom; who by; assigned to; accountable; "
        "accountable person; person; people responsible; officer; lead professional; action lead; named lead; "
        "operational lead; lead/owner; owner/lead; delivery lead; lead responsibility; allocated to",
    ),
    (
        ((C.LEADS, 7),),
        "lead agency; lead agencies; responsible group; responsible agency; agency; lead organisation; organisation; "
        "lead team; lead service; responsible team; partners responsible; lead partner",
    ),
    (
        ((C.SENIOR_LEAD, 9),),
        "dlt lead; senior lead; slt lead; smt lead; clt lead; elt lead; executive lead; exec lead; strategic lead; "
        "sponsor; senior responsible owner; senior responsible officer; sro; accountable officer; lead director; "
        "director; senior officer; accountable director; senior manager; head of service; assistant director",
    ),
    (
        ((C.STATUS, 9),),
        "rag; brag; rag status; brag status; rag rating; brag rating; r/a/g; b/r/a/g; r a g; b r a g; rating; "
        "progress indicator; progress rating; assessment category; current rag; rag current; current rating; "
        "action rag; rag/brag; status rag; rag progress; progress rag; status/rag; rag/status; assessment",
    ),
    (((C.STATUS, 8),), "status; current status; action status; progress status; delivery status; category; state"),
    (
        ((C.COMMENTS, 8),),
        "comments; comment; progress; progress report; progress update; progress updates; update; updates; "
        "latest update; latest progress; position; current position; narrative; commentary; progress to date; "
        "agency response; action taken; actions taken; response; progress/comments; comments/progress; "
        "progress made; update/comments; comments/update; officer update; progress and impact; progress notes; "
        "progress comments; status update; position statement",
    ),
    (
        ((C.NOTES, 8),),
        "notes; note; remarks; scope; origin date; must/should; must do/should do; % complete; resources",
    ),
    (
        ((C.SOURCE, 8),),
        "source; sources; source of action; origin; origin of action; source of recommendation; "
        "ofsted para no; ofsted paragraph; ofsted para; ofsted reference; ofsted ref; para; para no; paragraph; "
        "paragraph no; report reference; report paragraph; report para; inspection reference; finding ref; "
        "linked recommendation; source document; audit; where did this come from",
    ),
    (
        ((C.MILESTONES, 8),),
        "milestones; milestone; key milestones; milestones achieved; key steps; sub actions; key milestones achieved; "
        "milestones and dates; interim milestones",
    ),
    (
        ((C.EVIDENCE, 8),),
        "evidence; key documents; supporting evidence; evidence of completion; evidence of impact; documents; "
        "evidence/documents; assurance; evidence of progress; evidence and impact; supporting documents",
    ),
    (((C.PRIORITY, 8), (C.SECTION, 4)), "priority; priority area; priority no; priority title; plan priority"),
    (
        ((C.SECTION, 6),),
        "section; theme; workstream; work stream; area; core service; service; service area; strand; heading; "
        "area/theme",
    ),
)

EXACT: dict[str, Wants] = {name.strip(): wants for wants, names in _NAMES for name in names.split(";")}

FIRST_WORDS = frozenset(name.split()[0] for name in EXACT) - {"a", "no", "id"}
"""The words labels begin with; a row with several of them is worth a closer look."""

_PATTERNS: tuple[tuple[re.Pattern[str], Wants], ...] = tuple(
    (re.compile(pattern), wants)
    for pattern, wants in (
        (
            r"^revised |^original |^previous |^exec date$|^corrective action |^next review|^review(?:ed)? date"
            r"|^date (?:added|raised|agreed|of)",
            (),
        ),
        (r"^actions? (?:from|since|next|for next)\b|^next (?:steps?|actions?)\b", ()),
        (r"\b(?:brag|rag|r/a/g)\b", ((C.STATUS, 7),)),
        (r"\bpara(?:graph)?s?(?: nos?| numbers?| refs?)?$", ((C.SOURCE, 7),)),
        (
            r"^(?:progress|updates?|latest|current position|position|commentary|comments?)\b|\bcomments?$",
            ((C.COMMENTS, 7),),
        ),
        (
            r"\b(?:dlt|slt|smt|clt|elt|cmt|senior|strategic|executive|exec)\b.*\b(?:lead|officer|owner|sponsor)\b",
            ((C.SENIOR_LEAD, 7),),
        ),
        (
            r"^(?:lead|leads|responsib|accountab|owner|who)\b|\b(?:leads?|owners?|responsible|responsibility|agency)$",
            ((C.LEADS, 6),),
        ),
        (r"\b(?:actual|date) complet|\bcompletion date and\b|\bcompleted (?:on|date)\b", ((C.COMPLETED, 7),)),
        (
            r"\b(?:by when|deadline|due|target date|timescales?|time ?frames?|end date|complet\w+ date|date for)\b",
            ((C.ENDS, 6), (C.COMPLETED, 3)),
        ),
        (r"^start\b|\bstart date\b", ((C.STARTS, 6),)),
        (r"^recommendations?\b|\brecommendations?$|^areas? (?:for|of)\b|\bfindings?$", ((C.AIM, 8),)),
        (r"^(?:specific|key|agreed|planned|proposed|required|improvement)? ?actions?\b|\bactions?$", ((C.ACTION, 6),)),
        (r"\bmilestones?\b", ((C.MILESTONES, 6),)),
        (r"\b(?:evidence|documents?)\b", ((C.EVIDENCE, 5),)),
        (r"\b(?:measures?|measured|success|kpis?|indicators?)\b", ((C.MEASURE, 6),)),
        (r"\b(?:outcomes?|impact|difference)\b", ((C.MEASURE, 4), (C.AIM, 2))),
        (r"\b(?:aims?|objectives?)\b", ((C.AIM, 6),)),
        (r"\b(?:ref|reference)$", ((C.REF, 5), (C.SOURCE, 4))),
        (r"^(?:source|origin)\b", ((C.SOURCE, 6),)),
    )
)
_KNOWN_NOTES = re.compile(
    r"^(?:revised|original|previous|exec date|next review|review|date |actions? (?:from|since|next|for)"
    r"|next (?:step|action)|"
    r"scope|corrective|remedial|must|should|%|percent|budget|cost|resource|risk|partner|team|barrier|issues?|reason"
    r"|dependenc|link|notes?|"
    r"remarks?|priority rank|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|quarter|year|dates?$)"
)
_LISTS = re.compile(r"^(?:drop ?downs?|drop down lists?|lists?|options|validation|look ?ups?|list of \w+)$")
_STACK = re.compile(r"(?:[\s/]*\b(?:red|amber|green|blue|or))+$")
_FOREIGN = re.compile(
    r"^(?:likelihood|probability|severity|consequences?|risk|risks|risk (?:description|title|score|rating|owner|no"
    r"|ref|id)|"
    r"(?:inherent|residual|gross|net|current|target) (?:risk|score|likelihood|impact|risk score)|impact score|score|"
    r"mitigations?|mitigating actions?|(?:existing |current |key )?controls?|control measures?)$"
)
_RECOMMENDS = re.compile(
    r"recommend|finding|areas? (?:for|of)|concern|weakness|judgement|issue|improve|regulation|requirement"
)
_CONTENT = re.compile(r"\s*(?P<label>[A-Za-z][A-Za-z /&()-]{1,40}?)\s*:\s*(?P<content>\S.*)\Z", re.DOTALL)
_WORDS = {
    "red": "Red",
    "amber": "Amber",
    "green": "Green",
    "blue": "Blue",
    "r": "Red",
    "a": "Amber",
    "g": "Green",
    "b": "Blue",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A header cell understood: its words, what it may mean, its period, and content that stood in it.

    ``word`` is set where a column stands for one status word (three columns
    "Red", "Amber", "Green" with a tick in one of them).
    """

    text: str
    plain: str
    wants: Wants = ()
    period: PartialDate | None = None
    word: str = ""
    content: str = ""
    is_list: bool = False
    is_foreign: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the label names a column with a meaning."""
        return bool(self.wants)

    @property
    def is_plain_note(self) -> bool:
        """Whether the label is one whose texts belong to the notes without further ado."""
        return bool(self.wants and self.wants[0][0] is Column.NOTES) or bool(_KNOWN_NOTES.match(self.plain))

    @property
    def recommends(self) -> bool:
        """Whether texts under the label are recommendations of somebody else rather than aims of one's own."""
        return bool(_RECOMMENDS.search(self.plain))


def plain(label: str) -> str:
    """A label in small letters with single spaces, without punctuation; slashes, ``%`` and ``#`` stay."""
    text = label.casefold().replace("(s)", "s").replace("&", " and ")
    text = re.sub(r"[^a-z0-9%/#]+", " ", text)
    return re.sub(r"\s*/\s*", "/", text).strip(" /")


def cheap(text: str) -> str:
    """The quick form of a label, enough to tell a likely header row from an ordinary one."""
    return text.casefold().strip(" :.*?\n")


@remembered
def read_label(text: str) -> Label:
    """Understand one header cell; a cell that is no label has no wants.

    Content behind a colon ("Specific aim: Reach families early") is told
    from the label where the words before the colon are a known name.
    """
    if not text or len(text) > 600:
        return Label(text, "")
    if plain(text) not in EXACT:
        found = _CONTENT.match(text)
        if found and plain(found["label"]) in EXACT and not find_period(found["content"]):
            label = _whole(found["label"])
            return Label(label.text, label.plain, label.wants, content=found["content"].strip())
    if len(text) <= LONGEST_LABEL:
        return _whole(text)
    return Label(text.strip(), "")


def _whole(text: str) -> Label:
    shown = " ".join(text.split()).rstrip(":").strip()
    name = plain(text)
    if name in _WORDS:
        return Label(shown, name, ((Column.STATUS, 1),), word=_WORDS[name])
    if _LISTS.match(name):
        return Label(shown, name, is_list=True)
    if name in EXACT:
        return Label(shown, name, EXACT[name], is_foreign=bool(_FOREIGN.match(name)))
    if _FOREIGN.match(name):
        return Label(shown, name, is_foreign=True)
    period = find_period(shown)
    bare = plain(shown.replace(period.written, " ")) if period else _STACK.sub("", name)
    if bare != name and bare in EXACT:
        return Label(shown, bare, EXACT[bare], period)
    if bare and len(bare.split()) <= 9:
        for pattern, wants in _PATTERNS:
            if pattern.search(bare):
                return Label(shown, bare, wants, period)
    return Label(shown, bare or name, (), period)
