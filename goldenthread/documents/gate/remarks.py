"""Notes that are no updates: a query to somebody, what a writer did, a person named with a post.

A note that asks a colleague, or names one, belongs in an e-mail. It is shown before anything is published.
Precision comes first: an alarm on ordinary text would teach people to ignore it. The rules stand once, here, for the
reader of a paper that comes in and for the gate on the way out: the reader asks of one whole note, the gate of a
passage that may hold several sentences, so the patterns are kept in pieces.

Source: the column "Comments" of the plan of 2 May 2018 (ten live actions whose note says that nothing is known; two
people named).
"""

import re
from collections.abc import Iterator

from goldenthread.documents.gate.signs import ASKING, POSTS, SPEAKING, has_any

QUERIES = (
    r"\?\?+",
    r"\b(?:is there|any) (?:an |any )?updates?\b[^.!?]{0,60}\?",
    r"\b(?:update|information|info|confirmation|clarification|feedback|details?)\s+(?:has been |to be |is |was )?"
    r"(?:requested|required|needed|awaited|outstanding|chased)(?: from\b|\s+with regards?\b|[.;,]|$)",
    r"\b(?:further|more) (?:information|info|details?|clarification) (?:is |are )?(?:required|needed|requested"
    r"|awaited)\b",
)
"""A query wherever it stands."""
OPENING_QUERIES = (r"updates? (?:from|by|on|for)\b[^.!?]{0,60}\?",)
"""A query where a note or a sentence opens with it."""
QUERIES_IN_NOTES = (
    r"\bplease (?:update|advise|confirm|provide|can|could)\b",
    r"\b(?:can|could|would) (?:you|(?-i:[A-Z][a-z]+|[A-Z]{2,3})) (?:please |kindly )?(?:update|confirm|advise"
    r"|provide|check)\b",
    r"\bwho is (?:leading|doing|taking)\b[^.]{0,60}\?",
)
"""A query in a note, while a report may quote a child or a form who asks so."""
BARE_QUERIES = (r"[^.?!]{0,80}\?", r"(?:tbc|tba|\?+|to follow)\W*")
"""A note that is nothing but a query."""
_QUERY = re.compile(
    "|".join(
        [
            *QUERIES,
            *(rf"^(?:[^.?!]{{0,40}}\b)?{piece}" for piece in OPENING_QUERIES),
            *QUERIES_IN_NOTES,
            *(f"^{piece}$" for piece in BARE_QUERIES),
        ]
    ),
    re.IGNORECASE,
)
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
# The mark between name and post takes the spaces behind it with it, so that a run of spaces is read once.
_NAMED = re.compile(
    rf"\b(?P<name>{_NAME})\s*(?:[,(–-]\s*)?(?:the\s+|our\s+)?(?P<post>{_TITLES})\b"
    rf"|\b(?P<before>{_TITLES})\s*(?:[,(:–-]\s*)?(?P<other>{_NAME})\b"
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
    return any(True for _ in named_with_posts(text))


def named_with_posts(text: str) -> Iterator[re.Match[str]]:
    """Each place where a person stands with first name, surname and post.

    The groups are ``name`` and ``post``, or ``before`` and ``other`` where the post comes first.
    """
    if POSTS.search(text):
        for found in _NAMED.finditer(text):
            if not any(is_office_word(word) for word in (found["name"] or found["other"]).split()):
                yield found


def spoken_of(text: str) -> Iterator[re.Match[str]]:
    """Each place where a writer says whom they asked, chased or spoke to."""
    if has_any(text.casefold(), SPEAKING):
        yield from _SPEAKS.finditer(text)


def is_office_word(word: str) -> bool:
    """Whether a word with a capital letter belongs to services, posts or months and not to somebody's name."""
    return word.casefold().strip(".'’") in _NOT_A_NAME
