"""Sentences in which somebody agreed, offered or undertook to do something for members: promises, as they are printed.

A promise is what somebody other than the members is to do. That members agreed to note a report is none; that the
Director would report back is one, and so is what "it was agreed that officers would" bring.
"""

import re
from collections.abc import Iterator

from goldenthread.committee.reading.lines import tidy
from goldenthread.committee.reading.values import PromiseRead

LONGEST_SENTENCE = 1_200
MOST_OF_ITEM = 60
_LONGEST_TEXT = 12_000
_END = re.compile(r"(?<=[a-z0-9)”’'\"%])[.?!]+[”\"’)]*\s+(?=[A-Z“\"‘(])")
_ABBREVIATION = re.compile(r"(?i)\b(?:mr|mrs|ms|dr|no|cllr|i\.e|e\.g|st|vs|para|approx|dept|rev|prof)$")
_NOT_A_VERB = r"(?!(?:the|a|an|this|that|these|those|their|his|her|its|our|be|any|all|no)\b)"
_OF_MEMBERS = (
    r"note|approve|receive|support|adopt|defer|exclude|accept|endorse|recommend|agree|move|proceed|amend|extend|"
    r"adjourn|suspend|appoint|elect|nominate|discuss|consider|vary|take"
)
_AGREED = re.compile(
    rf"(?i)\b(?P<verb>agreed|offered|undertook|promised|pledged|committed|volunteered|agrees|offers|undertakes)\s+"
    rf"(?:(?:also|then|further)\s+)?to\s+{_NOT_A_VERB}(?P<what>[a-z-]+)\b"
)
_THAT = re.compile(
    r"(?i)\b(?:agreed|undertook|promised|confirmed|assured|advised|said|stated|explained|responded|replied|reported)\b"
    r"[^.;]{0,80}?\bthat\b[^.;]{0,120}?\b(?:would|will)\s+(?:also\s+)?(?:be\s+)?"
    r"(?P<what>report|reported|provid\w+|circulat\w+|bring|brought|send|sent|shar\w+|writ\w+|suppl\w+|submit\w*|"
    r"feed|fed|come|inform\w*|advis\w+|updat\w+|review\w*|investigat\w+|look\w*|follow\w*|arrang\w+|check\w*|publish\w*|"
    r"present\w*|forward\w*|contact\w*|ask\w*|rais\w+|consider\w*|add\w*|includ\w+|clarif\w+)\b"
)
_IT_WAS = re.compile(r"(?i)\bit was (?:further |also |then )?agreed that\b[^.;]{1,200}?\b(?:would|will|should|to)\b")
_GAVE = re.compile(
    r"(?i)\b(?:gave|given|giving|made|provided) (?:an? |his |her |their |the )?(?:undertaking|commitment|assurance)"
)
_WOULD = re.compile(
    r"(?i)\b(?:would|will)\s+(?:be\s+)?(?:report(?:ed)? back|feed back|fed back|circulated?|provide|write|come back|"
    r"bring back|brought back|send|be sent|respond in writing|follow (?:this |it )?up|share)\b"
    r"[^.;]{0,160}\b(?:members?|committee|sub-committee|board|panel|cabinet|councillors?|next meeting|future meeting)\b"
)
_ACTION = re.compile(
    r"^(?:ACTIONS?|Actions?|Action points?)(?:\s+\d{1,3})?\s*(?:[:–—-]\s*)(?P<what>\S.{5,})$", re.DOTALL
)
_NO_ACT = re.compile(r"(?i)\b(?:is|are|was|were|be|been|being|very|fully|remains?|remained|strongly|also)\s+$")
_MEMBERS = re.compile(
    r"(?i)^(?:the )?(?:members|committee|sub-committee|board|cabinet|council|panel|forum|chair(?:man|woman|"
    r"person)? and "
    r"members|councillors|meeting)\b"
)
_HOLD = re.compile(
    r"(?P<who>(?:(?:[Tt]he|[Aa]n?) )?[A-Z][\w’'&/-]*(?:\s+(?:[A-Z][\w’'&/-]*|of|and|for|the))*|"
    r"(?:[Tt]he )?[Oo]fficers?|[Tt]hey|[Ss]?[Hh]e|[Ii]t)\s+(?:has |have |had |also |then |further |both |kindly )*$"
)
_FOR_MEMBERS = re.compile(
    r"(?i)\b(?:members?|committee|sub-committee|board|panel|councillors?|cabinet|forum|meeting|back|circulat\w+|report\w*)\b"
)


def promises_in(text: str, *, where: str, item: str, title: str) -> list[PromiseRead]:
    """The promises of a paragraph, each as the sentence that holds it."""
    action = _ACTION.match(text[:LONGEST_SENTENCE])
    if action:
        return [PromiseRead(tidy(action["what"]), "", item, title, where)]
    found: list[PromiseRead] = []
    for sentence in sentences_of(text[:_LONGEST_TEXT]):
        who = _promised(sentence) if len(sentence) <= LONGEST_SENTENCE else None
        if who is not None:
            found.append(PromiseRead(sentence, who, item, title, where))
    return found[:MOST_OF_ITEM]


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text; the full stop of an abbreviation ends none."""
    begin = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(text[max(begin, end.start() - 12) : end.start()]):
            continue
        yield tidy(text[begin : end.end()])
        begin = end.end()
    if rest := tidy(text[begin:]):
        yield rest


def _promised(sentence: str) -> str | None:
    """Who promised in a sentence, blank where it does not say; nothing where it promises nothing."""
    agreed = _AGREED.search(sentence)
    if agreed and not agreed["what"].endswith("ing") and not _NO_ACT.search(sentence[: agreed.start()]):
        who = _who(sentence[: agreed.start()])
        if not _MEMBERS.match(who) and not _is_of_members(sentence, agreed):
            return who
    if _IT_WAS.search(sentence):
        return ""
    if found := _GAVE.search(sentence):
        return _who(sentence[: found.start()])
    found = _THAT.search(sentence)
    if found and _FOR_MEMBERS.search(sentence) and not _MEMBERS.match(sentence):
        return _who(sentence[: found.start()])
    found = _WOULD.search(sentence)
    if found and not _MEMBERS.match(sentence):
        return _who(sentence[: found.start()])
    return None


def _is_of_members(sentence: str, agreed: re.Match[str]) -> bool:
    """Whether it is the members' own decision: they are who agreed, or what was agreed is what members do."""
    if re.fullmatch(_OF_MEMBERS, agreed["what"], re.IGNORECASE) and agreed["verb"].casefold().startswith("agree"):
        return True
    return bool(_MEMBERS.match(sentence) and not re.search(r"(?i)\b(?:officers?|director|manager|he|she)\b", sentence))


def _who(before: str) -> str:
    """The last words before the verb that may be somebody."""
    found = _HOLD.search(f"{before[-160:].rstrip(' ,')} ")
    return tidy(found["who"]) if found else ""
