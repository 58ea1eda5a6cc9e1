"""Notes that are no updates, and counts so small that they point at a child.

A note that asks a colleague, or names one, belongs in an e-mail; a count of
one to five children, or a lettered case, may say who is meant in a small
authority. Both are shown before anything is published. Precision comes first:
an alarm on ordinary text would teach people to ignore it.

Sources: the column "Comments" of the plan of 2 May 2018 (ten live actions whose note says that
nothing is known; two people named); its mentions of single children and of a lettered case.
"""

import re

from goldenthread.plan.reading.signs import ASKING, COUNTS, POSTS, SPEAKING, has_any

_QUERY = re.compile(
    r"\?\?"
    r"|^[^.?!]{0,80}\?$"
    r"|^(?:[^.?!]{0,40}\b)?updates? (?:from|by|on|for)\b[^.!?]{0,60}\?"
    r"|\b(?:is there|any) (?:an |any )?updates?\b[^.!?]{0,60}\?"
    r"|\b(?:update|information|info|confirmation|clarification|feedback|details?)\s+(?:has been |to be |is |was )?"
    r"(?:requested|required|needed|awaited|outstanding|chased)(?: from\b|\s+with regards?\b|[.;,]|$)"
    r"|\b(?:further|more) (?:information|info|details?|clarification) (?:is |are )?(?:required|needed|requested"
    r"|awaited)\b"
    r"|\bplease (?:update|advise|confirm|provide|can|could)\b"
    r"|\b(?:can|could|would) (?:you|(?-i:[A-Z][a-z]+|[A-Z]{2,3})) (?:please |kindly )?(?:update|confirm|advise"
    r"|provide|check)\b"
    r"|^(?:tbc|tba|\?+|to follow)\W*$"
    r"|\bwho is (?:leading|doing|taking)\b[^.]{0,60}\?",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\s['‘\"“]?[A-HJ-Z]\b")
_SPEAKS = re.compile(
    r"\b(?:I have|I've|I will|I'll|I am|I'm|we have) (?:asked|e-?mailed|spoken|chased|requested|contacted|reminded"
    r"|told|met)\b"
    r"|\b(?:asked|e-?mailed|chased|spoke to|spoken to) (?:him|her|them) (?:to|for|about)\b"
)
_TITLES = (
    r"(?:(?:Head|Director) of (?:Service|Safeguarding|Education|Practice|Children['’]s Services)|"
    r"(?:(?:Interim|Acting|Deputy|Senior|Principal|Assistant|Designated|Lead|Named|Specialist|CLA|LAC|CCG|ICB|NHS|QA|"
    r"SEND|Service|Team|Locality|Group|Quality|Assurance|Safeguarding|Early|Help|Virtual|School|Commissioning|"
    r"Placements?|Family|Social|Youth|Health|Children['’]s)\s+){0,5}"
    r"(?:Nurse|Manager|Director|Officer|Co-?ordinator|Head ?teacher|Head|Practitioner|Worker|Doctor|Paediatrician|"
    r"Consultant|Adviser|Advisor|Administrator|Lead|Psychologist|Therapist|Chair|Commissioner))"
)
_NAME = r"[A-Z][a-z'’-]{1,20}\s+(?:[A-Z]\.?\s+)?(?:O['’]|Mc|Mac)?[A-Z][a-z'’-]{1,20}"
_NAMED = re.compile(
    rf"\b(?P<name>{_NAME})\s*[,(–-]?\s*(?:the\s+|our\s+)?{_TITLES}\b|\b{_TITLES}\s*[,(:–-]?\s*(?P<other>{_NAME})\b"
)
_OFFICE_WORDS = (
    "team manager service social early help children childrens children's young people family families care leavers "
    "review reviews plan plans health education board group local city council designated virtual head assistant "
    "director "
    "senior practice quality assurance safeguarding interim acting independent reviewing officer nurse placements "
    "placement personal adviser advisor lead school schools foster carers all the this new our their each every no "
    "action update progress annual training case audit permanency pathway systemic looked after child protection "
    "community multi agency partnership police probation housing adult adults mental clinical commissioning "
    "january february march april may june july august september october november december public children’s principal "
    "strategic operational workforce development support business performance data information project programme "
    "inclusion attendance youth justice offending substance misuse domestic abuse speech language therapy "
    "county borough district royal united north south east west central"
)
_NOT_A_NAME = frozenset(_OFFICE_WORDS.split())
_SINGLE = (
    r"child|young (?:person|man|woman)|family|care leaver|CYP|YP|baby|sibling|pupil|student|girl|boy|teenager|UASC|"
    r"foster carer|carer|parent|victim|mother|father|LAC|CLA"
)
_SEVERAL = (
    r"children|young (?:people|persons|men|women)|families|care leavers|CYPs?|YPs?|LAC|CLA|CiN|babies|siblings|pupils|"
    r"students|girls|boys|teenagers|UASCs?|foster carers|carers|parents|victims|mothers|fathers"
)
_MORE = (
    r"(?:of (?:our|the|these)\s+)?(?:(?:new|more|other|further|looked[- ]after|unaccompanied|older|younger|disabled"
    r"|local|"
    r"such|open|current|vulnerable|individual|additional)\s+){0,2}"
)
_COUNT = re.compile(
    rf"(?<![\w.,:/£$%(+–-])(?<!\d )"
    rf"(?:(?:1|one)\s+{_MORE}(?:{_SINGLE})|(?:[2-5]|two|three|four|five)\s+{_MORE}(?:{_SEVERAL}))\b"
    r"(?!['’]s?\s+(?:services?|social|centres?|homes?|board))"
    r"(?!\s+(?:plans?|reviews?|services?|assessments?|centres?|homes?|meetings?|panels?|forums?|boards?|policy"
    r"|policies|"
    r"strategy|support|workers?|champions?|hubs?|groups?|practitioners?|representatives?|reps?|governors?|events?|team|"
    r"teams|protection|friendly|voice|and families|and young people['’]s)\b)",
    re.IGNORECASE,
)
_NOT_A_COUNT_BEFORE = re.compile(
    r"(?:\b(?:priority|phase|tier|level|year|stage|section|paragraph|para|part|step|group|band|table|page|appendix"
    r"|item|"
    r"objective|theme|number|no\.?|in|out of|every|aged?|under|over|to|and|ratio|any|regulation|schedule|clause"
    r"|article|rule|"
    r"chapter|domain|standard|strand|workstream|outcome|aim|action|recommendation|question|figure|grade|cohort|wave|"
    r"quarter|week|day|month)\s*|\d\s*)$",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(r"\s+(?:at a time|per|from each|in each)\b", re.IGNORECASE)
"""What follows a "one" that counts nobody: "one family at a time"."""
_LETTERED = re.compile(
    r"\b(?i:case|child|family|young person|yp|mother|father|baby|pupil"
    r"|sibling)\s+(?:['‘\"“](?P<quoted>[A-Z])['’\"”]|(?P<bare>[A-HJ-Z])(?=\b(?!['’][a-z]{2})))"
)
_NOT_A_LETTER = re.compile(r"A\s+(?:child|young|family|case|new|review|plan|[a-z]{1,3})\b")


def is_personal_remark(note: str) -> bool:
    """Whether a note is a query to somebody, speaks of what its writer did, or names a colleague with a post.

    The signs are looked for only where a word they need stands at all: plans have ten thousand notes.
    """
    small = note.casefold()
    if ("?" in note or has_any(small, ASKING)) and _QUERY.search(note):
        return True
    if has_any(small, SPEAKING) and _SPEAKS.search(note):
        return True
    return names_somebody(note)


def names_somebody(text: str) -> bool:
    """Whether a person stands in a text with first name, surname and post."""
    if not POSTS.search(text):
        return False
    for found in _NAMED.finditer(text):
        name = found["name"] or found["other"]
        if not any(word.casefold().strip(".'’") in _NOT_A_NAME for word in name.split()):
            return True
    return False


def small_number(text: str) -> str:
    """The words that count one to five children, young people or families, or name a lettered case; else nothing."""
    if has_any(text.casefold(), COUNTS):
        for found in _COUNT.finditer(text):
            before = text[max(0, found.start() - 14) : found.start()]
            if not _NOT_A_COUNT_BEFORE.search(before) and not _AT_A_TIME.match(text, found.end()):
                return " ".join(found[0].split())
    if _CAPITAL.search(text):
        for found in _LETTERED.finditer(text):
            if found["quoted"] or not _NOT_A_LETTER.match(text, found.start("bare")):
                return " ".join(found[0].split())
    return ""
