"""Finding what a report says of its plan: from passages to claims, each with its place and a key that lasts.

Read from left to right, once; at each word the first rule that fits takes its words. Nothing is compared here, so that
a report written elsewhere can be read before anybody knows which round it is about.

Source: cover report of 2 May 2018 and report of 8 February 2019 to the Safeguarding Sub Committee, whose every figure
and reference this finds.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.reports.claims.beside import with_share
from goldenthread.reports.claims.bounded import bounded
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.counting import count_at
from goldenthread.reports.claims.doubting import doubt_about, plan_spoken_of
from goldenthread.reports.claims.foreign import foreign_before
from goldenthread.reports.claims.having import having_at
from goldenthread.reports.claims.key_figures import key_figures_at
from goldenthread.reports.claims.located import located_at
from goldenthread.reports.claims.loose import Span, said_of_the_same, unread_beside
from goldenthread.reports.claims.moving import moving
from goldenthread.reports.claims.naming import NamedAt, scope_at
from goldenthread.reports.claims.pairing import has_pairs, pairs_at
from goldenthread.reports.claims.parts_told import part_told_at, plan_told_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.sentences import LONGEST_TEXT, Passage, Sentence, sentences_of, set_apart_in
from goldenthread.reports.claims.spoken import Spoken
from goldenthread.reports.claims.status_words import FINITE, FIRST_WORDS
from goldenthread.reports.claims.telling_of import (
    ToldAt,
    UnnamedAt,
    headed_list_at,
    is_whole_list,
    largely_at,
    list_behind,
    told_at,
    unnamed_at,
)
from goldenthread.reports.claims.values import (
    NO_SCOPE,
    NOTHING,
    Among,
    Amount,
    Claim,
    Counted,
    Listed,
    Named,
    Noun,
    Reference,
    Said,
    Says,
    Scope,
    Unread,
)
from goldenthread.reports.claims.when_told import named_when, told_when

MOST_CLAIMS = 300
"""Claims that are read of one report; a report of thirty pages holds some fifty, and a page that shows three hundred
of them is still made in about a second."""
_NOUNS = frozenset(
    {"action", "actions", "task", "tasks", "recommendation", "recommendations", "priority", "priorities"}
)


_ONLY = frozenset({"only", "sole", "solely", "just"})
_SHARES = words(
    "nothing half third thirds quarter quarters two-thirds three-quarters cent percent % most plan sip worse worsened "
    "nobody no none"
)
_SURE = _NOUNS | {
    "blue",
    "green",
    "amber",
    "red",
    "blues",
    "greens",
    "ambers",
    "reds",
    "reopened",
    "re-opened",
    "taken",
}


@dataclass(slots=True)
class _Told:
    """What was read so far of a passage: what its next sentence may speak of."""

    passage: int = -1
    about_actions: bool = False
    scope: Scope = NO_SCOPE
    counted: tuple[Among, ...] = ()
    base: Said = NOTHING
    running: tuple[int, Scope] = (0, NO_SCOPE)
    last: Among | None = None
    other: bool = False
    whole: int | None = None
    foreign: bool = False
    named: dict[Reference, None] = field(default_factory=dict)
    said: Said = NOTHING
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim with the words it stands in and those of its figure."""

    says: Says
    first: int
    after: int
    figure: tuple[int, int] | None = None


def find_claims(passages: Sequence[str | Passage]) -> list[Claim]:
    """Everything in a report that can be held against a round, in the order of the text.

    A text that is too long, or has more claims than anybody could answer, ends in one that says so, because what was
    left unread must not look as if it had been checked.
    """
    claims: list[Claim] = []
    told, apart, latest = _Told(), _Apart(passages), 0
    for sentence in sentences_of(passages):
        told = _carried(told, sentence)
        if _may_hold(sentence, told):
            plan = plan_spoken_of(sentence)
            found_here = list(_found_in(sentence, told))
            _leave_open(claims, latest, sentence, found_here)
            latest = len(claims)
            for found in _as_far_as_read(sentence, found_here):
                claim = _claim(sentence, found, told.lead_in, plan)
                if apart.holds(claim):
                    continue
                claims.append(claim)
                if len(claims) >= MOST_CLAIMS:
                    at = claims[-1].end
                    return [*claims, _unread(sentence.passage, at, f"makes more than {MOST_CLAIMS:,} claims")]
        else:
            _leave_open(claims, latest, sentence, [])
            latest = len(claims)
        _note(told, sentence)
    if sum(len(one if isinstance(one, str) else one.text) for one in passages) > LONGEST_TEXT:
        claims.append(_unread(len(passages) - 1, 0, f"is longer than {LONGEST_TEXT:,} characters"))
    return claims


def _as_far_as_read(sentence: Sentence, found: list[_Found]) -> list[_Found]:
    """The claims of a sentence, each with the words of a verdict or a figure beside it that none of them took up."""
    spans = [Span(one.first, one.after, _is_bare(one.says)) for one in found]
    return [
        replace(one, says=replace(one.says, unread=unread)) if unread and isinstance(one.says, Named | Counted) else one
        for one, unread in zip(found, unread_beside(sentence, spans), strict=True)
    ]


def _leave_open(claims: list[Claim], latest: int, sentence: Sentence, found: list[_Found]) -> None:
    """What a sentence that begins with "it" says and nobody read stands beside the actions of the sentence before."""
    if latest == len(claims) or claims[-1].passage != sentence.passage:
        return
    unread = said_of_the_same(sentence, [Span(one.first, one.after, _is_bare(one.says)) for one in found])
    for at in range(latest, len(claims)) if unread else ():
        says = claims[at].says
        if isinstance(says, Named) and not says.unread:
            claims[at] = replace(claims[at], says=replace(says, unread=unread))


def _is_bare(says: Says) -> bool:
    """Whether a claim says of actions no more than that they are there."""
    return (isinstance(says, Named) and not says.said) or (isinstance(says, Counted) and says.may_be_some)


class _Apart:
    """The words of each passage that tell nothing of the report, looked up for one passage at a time."""

    def __init__(self, passages: Sequence[str | Passage]) -> None:
        self.passages = passages
        self.number = -1
        self.spans: list[tuple[int, int]] = []

    def holds(self, claim: Claim) -> bool:
        """Whether a claim stands wholly in such words."""
        if claim.passage != self.number:
            self.number, self.spans = claim.passage, set_apart_in(self.passages[claim.passage])
        before = bisect_right(self.spans, (claim.start, LONGEST_TEXT)) - 1
        return before >= 0 and claim.end <= self.spans[before][1]


def _carried(told: _Told, sentence: Sentence) -> _Told:
    """What holds from the sentence before: within a passage all of it, from a line that ends in a colon its words."""
    if told.passage == sentence.passage and not (sentence.is_item and told.said):
        return told
    if sentence.is_item and (told.said or told.lead_in):
        return replace(told, passage=sentence.passage)
    if told.passage == sentence.passage:
        return told
    return _Told(passage=sentence.passage)


def _note(told: _Told, sentence: Sentence) -> None:
    """Remember that actions were spoken of; forget a list's head where the list ends."""
    told.base, told.running, told.other, told.last, told.whole = NOTHING, (0, NO_SCOPE), False, None, None
    told.about_actions = told.about_actions or not _NOUNS.isdisjoint(sentence.lows)
    told.foreign = foreign_before(sentence, already=told.foreign)[-1]
    if not sentence.is_item and sentence.low(len(sentence) - 1) != ":":
        told.said, told.lead_in = Said(), ""
    elif not sentence.is_item:
        told.lead_in = sentence.text(0, len(sentence))


def _may_hold(sentence: Sentence, told: _Told) -> bool:
    """Whether a sentence has any word that a claim needs; most have none and cost nothing more."""
    if told.said and sentence.is_item:
        return True
    if not _SURE.isdisjoint(sentence.lows):
        return True
    is_rated = not FIRST_WORDS.isdisjoint(sentence.lows)
    if is_rated and (told.about_actions or not _SHARES.isdisjoint(sentence.lows)):
        return True
    return any(low[-1].isdigit() and ("." in low or low[0] == "p") for low in sentence.lows)


def _found_in(sentence: Sentence, told: _Told) -> Iterator[_Found]:
    place = 0
    if sentence.is_item and told.said:
        at = told_at(sentence, 0)
        if at and not at.told:
            yield from _named(at.named, told.said, told)
            place = at.after
    first_noun = next((step for step, low in enumerate(sentence.lows) if low in _NOUNS), len(sentence))
    pairs = told.about_actions or first_noun < len(sentence) or has_pairs(sentence)
    foreign = foreign_before(sentence, already=told.foreign)
    while place < len(sentence):
        spoken = _spoken(told, about=told.about_actions or first_noun < place, foreign=foreign[place])
        step, found = _rule_at(sentence, place, told, spoken, pairs=pairs)
        yield from found
        place = max(step, place + 1)


def _rule_at(sentence: Sentence, place: int, told: _Told, spoken: Spoken, *, pairs: bool) -> tuple[int, list[_Found]]:
    """What the first rule that fits at a word finds, and the place behind it."""
    figures = key_figures_at(sentence, place)
    if figures:
        timed = [with_share(sentence, told_when(sentence, moving(sentence, one))) for one in figures]
        return timed[-1].after, [_Found(one.counted, one.first, one.after, one.number) for one in timed]
    counted = having_at(sentence, place) or located_at(sentence, place) or count_at(sentence, place, spoken)
    if counted is None and pairs and not spoken.foreign:
        counted = pairs_at(sentence, place, spoken)
    if counted is None:
        counted = largely_at(sentence, place)
    if counted:
        placed = moving(sentence, bounded(sentence, moving(sentence, counted)))
        return _counted(sentence, with_share(sentence, told_when(sentence, placed)), told)
    unnamed = unnamed_at(sentence, place)
    if unnamed:
        return unnamed.after, list(_unnamed(unnamed, told))
    at = told_at(sentence, place)
    if at:
        return at.after, list(_told(sentence, at, told))
    headed = headed_list_at(sentence, place)
    if headed:
        only = len(headed[1].references) if sentence.low(place - 1) in _ONLY else 0
        return headed[1].after, list(_named(headed[1], headed[0], told, only=only))
    part = part_told_at(sentence, place) or plan_told_at(sentence, place)
    if part:
        told.scope = part.counted.scope or told.scope
        return part.after, [_Found(part.counted, part.first, part.after)]
    named = scope_at(sentence, place)
    if named:
        told.scope = named[0]
    return place + 1, []


def _spoken(told: _Told, *, about: bool, foreign: bool) -> Spoken:
    scopes = (Among(told.scope),) if told.scope else ()
    among = (*scopes, *told.counted)
    return Spoken(about, among, told.base, told.running, told.other, told.last, told.whole, foreign)


def _counted(sentence: Sentence, at: CountAt, told: _Told) -> tuple[int, list[_Found]]:
    """A number with the list behind it: each action of the list is said to be so too."""
    counted = _each_of_what(sentence, at)
    if counted.whole is None and not (counted.base or counted.scope) and counted.said:
        counted = replace(counted, whole=told.whole)
    told.whole = told.whole if counted.said else counted.whole
    found = [_Found(counted, at.first, at.after, at.number if at.number[0] < at.number[1] else None)]
    told.scope = counted.scope if counted.scope and not counted.scope.each else told.scope
    told.other = counted.noun is not Noun.ACTION
    told.base = counted.said if at.is_base else told.base
    told.running = at.after, counted.scope
    is_sure = counted.noun is Noun.ACTION and not (counted.vague or counted.unsure or counted.base)
    told.last = Among(counted.scope, counted.said) if is_sure else None
    if counted.noun is Noun.ACTION and counted.said and not counted.vague and not counted.base:
        told.counted = (Among(counted.scope, counted.said),)
    quantity = counted.quantity
    is_number = quantity.amount is Amount.EXACT and not quantity.is_part
    if not counted.said or counted.noun is not Noun.ACTION or (is_number and quantity.number == 0):
        return at.after, found
    said = replace(counted.said, was=counted.said.was or counted.base.was)
    if counted.base.now and not said.now:
        said = replace(said, now=counted.base.now)
    if not said.denied and sentence.low(len(sentence) - 1) == ":":
        told.said = said
    named = at.listed or list_behind(sentence, at.after)
    if named is None or counted.said.denied or sentence.low(named.after) in FINITE:
        return at.after, found
    if is_number and (at.listed or is_whole_list(sentence, at.after, named.first)):
        runs = any(one.until for one in named.references)
        if not runs and len(named.references) != quantity.number:
            ends = max(at.after, named.after)
            found.append(_Found(Listed(int(quantity.number), named.references), at.first, ends, at.number))
    found.extend(_named(named, said, told))
    return max(at.after, named.after), found


def _each_of_what(sentence: Sentence, at: CountAt) -> Counted:
    """ "For each" without a word behind it means what was spoken of last: the recommendations or the priorities."""
    counted = at.counted
    if counted.scope.each != "each":
        return counted
    nouns = [token.low for token in sentence.tokens[: at.first] if token.low in _NOUNS]
    last = next((noun for noun in reversed(nouns) if noun[:3] in ("rec", "pri")), "")
    each = Noun.RECOMMENDATION if last[:3] == "rec" else Noun.PRIORITY if last else "each"
    return replace(counted, scope=replace(counted.scope, each=str(each)))


def _named(named: NamedAt, said: Said, told: _Told, *, only: int = 0) -> Iterator[_Found]:
    for reference, (first, after) in zip(named.references, named.spans, strict=True):
        told.named[reference] = None
        yield _Found(Named(reference, said, only=only), first, after)


def _told(sentence: Sentence, at: ToldAt, told: _Told) -> Iterator[_Found]:
    """Each action with each thing said of it; the first with its ref, the others in their own words."""
    last = max(at.named.after, at.after)
    if at.named.bare and not at.told:
        if at.loosely:
            for reference, (first, after) in zip(at.named.references, at.named.spans, strict=True):
                yield _Found(Named(reference, bare=True), first, after)
        return
    alone = len(at.named.references) == 1
    only = len(at.named.references) if sentence.low(at.named.first - 1) in _ONLY else 0
    for reference, (first, after) in zip(at.named.references, at.named.spans, strict=True):
        told.named[reference] = None
        if not at.told:
            yield _Found(Named(reference), first, after)
        for number, (start, predicate) in enumerate(at.told):
            said = named_when(sentence, at.named.first, last, predicate.said)
            if not alone:
                yield _Found(Named(reference, said, only=only), first, after)
            else:
                begins = min(start, first) if number == 0 else start
                ends = max(after, predicate.after)
                yield _Found(Named(reference, said, only=only), begins, ends, predicate.status)
    if at.beside:
        yield from _named(*at.beside, told)


def _unnamed(at: UnnamedAt, told: _Told) -> Iterator[_Found]:
    """ "The action" is the one named before in the passage; where none or several were, nobody can say which."""
    known = list(told.named)
    reference = known[0] if len(known) == 1 and not known[0].until else None
    because = "" if reference else "none" if not known else "several"
    for start, predicate in at.told:
        yield _Found(Named(reference, predicate.said, because), start, predicate.after, predicate.status)


def _claim(sentence: Sentence, found: _Found, lead_in: str, plan: str) -> Claim:
    start = sentence.tokens[found.first].start
    end = _closed(sentence.source, start, sentence.tokens[min(found.after, len(sentence)) - 1].end)
    text = sentence.source[start:end]
    whole = sentence.text(0, len(sentence))
    figure = None
    if found.figure and found.figure[0] < found.figure[1] <= len(sentence):
        figure = sentence.tokens[found.figure[0]].start - start, sentence.tokens[found.figure[1] - 1].end - start
    within = start - sentence.tokens[0].start
    return Claim(
        key=_key(lead_in if sentence.is_item else "", whole, whole[:within], text, found.says),
        passage=sentence.passage,
        start=start,
        end=end,
        text=text,
        sentence=whole,
        says=found.says,
        figure=figure,
        source=sentence.source,
        opens=sentence.tokens[0].start,
        doubt=doubt_about(sentence, found.first, is_count=isinstance(found.says, Counted)),
        plan=plan,
    )


def _closed(source: str, start: int, end: int) -> int:
    """The end of a claim with the quotation mark that closes one opened in it."""
    closes = {"’": "‘", "”": "“", "'": "'", '"': '"'}
    opened = closes.get(source[end : end + 1])
    within = source[start:end]
    if opened is None:
        return end
    same = opened == source[end]
    is_open = within.count(opened) % 2 == 1 if same else within.count(opened) > within.count(source[end])
    return end + 1 if is_open else end


def _key(lead_in: str, sentence: str, ahead: str, text: str, says: Says) -> str:
    """A digest of the sentence, of where in it the claim stands, and of the action that "the action" stood for."""
    named = says.reference if isinstance(says, Named) else None
    parts = (
        _plain(lead_in), _plain(sentence), _plain(ahead), _plain(text), type(says).__name__,
        f"{named.ref} {named.scope.priority} {named.scope.recommendation}" if named else "",
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "*": "", "_": ""})


def _plain(text: str) -> str:
    """Text as far as its meaning goes: spaces, capitals, marks and kinds of quotation marks do not count."""
    return " ".join(text.translate(_SIGNS).casefold().split())


def _unread(passage: int, at: int, why: str) -> Claim:
    key = hashlib.sha256(b"unread").hexdigest()[:24]
    return Claim(key, passage, at, at, "", "", Unread(f"The report {why}; what follows was not read."))


def claims_by_passage(claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    """The claims under the number of their passage."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.passage, []).append(claim)
    return found
