"""Colleagues named or spoken to in a paper: notes between officers that were never meant for its readers.

Sources: the column "Comments" of the plan of 2 May 2018, which was public (two people named, many notes to one);
UK GDPR, Article 5(1)(c).
"""

import re
from collections.abc import Iterator

from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.known import Colleague, People, is_ordinary, stands_at
from goldenthread.documents.gate.laying import Laid
from goldenthread.documents.gate.naming import named_in_full
from goldenthread.documents.gate.ordinary import ABBREVIATIONS, BOTH_NAME_AND_WORD
from goldenthread.documents.gate.remarks import named_with_posts, spoken_of

_WHO = re.compile(r"(?<![\w.@'’-])(?:[A-ZÀ-Þ]\.[A-ZÀ-Þ]\.?|[A-ZÀ-Þ][\w’'-]{1,24})")
_SURNAME = re.compile(r" [A-ZÀ-Þ][a-z'’-]{1,24}(?!\w)")
_ASKING = (
    r"(?:(?:confirm|check|advise|chase|clarify|verify|respond|reply|amend|follow(?: this| it)? up|find out|finish"
    r"|let (?:me|us) know|get back|come back to|double[- ]check|sign (?:this|it) off"
    r"|provide (?:an? |the |some )?(?:updates?|figures?|dates?|numbers?|wording|text|data|details?|information))\b"
    r"|(?:update|send|add|insert)(?= ?(?:$|[.;,)\]?/]|(?:this|here|these|(?:the )?figures?|me|us)\b)))"
)
_ASKED_TO = re.compile(rf" (?:to|please|pls|will|can you|could you) (?:please |kindly )?{_ASKING}| ?\?", re.MULTILINE)
_MAY_ASK = re.compile(r"\b(?:can|could|would|will) $", re.IGNORECASE)
_MAY_DO = re.compile(r" (?:please |kindly )?(?:update|confirm|advise|provide|check|send|clarify|add)\b")
_SPOKEN_TO = re.compile(
    r"(?:\b(?:as per|per|ask(?:ed)?|chased?|e-?mail(?:ed)?|ring|remind(?:ed)?|thanks,?|thank you,?|cc:?|copy to"
    r"|check(?:ed)? with|sp(?:oke|eak|oken) (?:to|with)|query (?:for|with)|question for|action for|over to|hi|hello"
    r"|dear|according to|heard(?: back)? from"
    r"|(?:updates?|awaiting|response|reply|comments?|figures?|input|info(?:rmation)?|news|confirmation|details?|notes?)"
    r"(?: (?:requested|needed|required|awaited))? (?:from|for|by)) |\?\? ?)$",
    re.IGNORECASE,
)
_SAYS = re.compile(r" ?[:–-] (?=\S)")
_BEFORE, _BEHIND = 32, 64
_AT = re.compile(r"(?<![\w.@/])@(?P<who>[A-Za-z][a-z'’-]{1,24}|[A-Z]{2,3})(?![\w.]*\w)")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.? "
    r"(?P<who>(?:[OD]['’]|Mc|Mac)?[A-Z][a-z'’-]{1,24}(?:[ -](?:[OD]['’]|Mc|Mac)?[A-Z][a-z'’-]{1,24})?)(?![\w])"
)
_OWNERS = re.compile(r"['’]s?$")
_PLACES = re.compile(r" (?:[A-ZÀ-Þ]|\x01)")
_SPOKEN = "A note to or about a colleague stands here."
_SETTLE = "Settle it and say what is known, or take it out."
_NAMED = "Somebody is named here who does not answer for this paper."
_POST = "Say the post instead: “{}”."
_NO_POST = "Say the post instead, or leave the person out."


def names_a_colleague(laid: Laid, people: People) -> Iterator[Hit]:
    """No note to a colleague, and no name of one who does not answer for the paper, goes out.

    A note is for the one who was asked; a name in a public paper stays there for good, and the post says all that a
    reader needs. The author, the chief officer and whoever else may stand are not looked at; initials that the paper
    explains may stand unless they are spoken to.

    Source: the plan of 2 May 2018, which was public (notes to officers, two professionals by name); UK GDPR, Article
    5(1)(c) (personal data limited to what is necessary).
    """
    text = laid.text
    yield from _by_name(text, people)
    for found in spoken_of(text):
        yield Hit(Code.NAMES_A_COLLEAGUE, found.start(), found.end(), _SPOKEN, _SETTLE)
    if "@" in text:
        yield from _called(text, people)
    yield from _named(text, people)


def _by_name(text: str, people: People) -> Iterator[Hit]:
    """Each given name and each set of initials: spoken to with the words around it, or only named."""
    for word in _WHO.finditer(text):
        who = _OWNERS.sub("", word[0]) if word[0][-1] in "s'’" else word[0]
        if people.whom(who) is not None:
            spoken = _spoken_to(text, word.start(), who, people)
            if spoken:
                yield spoken
            elif who in people.by_first_word:
                yield from _known(text, word.start(), who, people.by_first_word[who])


def _spoken_to(text: str, start: int, who: str, people: People) -> Hit | None:
    """Somebody asked, chased, quoted or answered: the name with the words that speak to it."""
    end = start + len(who)
    surname = _SURNAME.match(text, end) if who[1:].islower() else None
    end = surname.end() if surname else end
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    asked, spoken = _ASKED_TO.match(behind), _SPOKEN_TO.search(before)
    if _MAY_ASK.search(before):
        asked = asked or _MAY_DO.match(behind)
    opens = not before or before.endswith("\n")
    is_plain = who not in ABBREVIATIONS and who.replace(".", "") not in people.explained
    says = opens and is_plain and _SAYS.match(behind)
    if not (asked or spoken or says):
        return None
    start -= len(before) - spoken.start() if spoken else 0
    end += asked.end() if asked else 0
    return Hit(Code.NAMES_A_COLLEAGUE, start, end, _SPOKEN, _SETTLE)


def _called(text: str, people: People) -> Iterator[Hit]:
    for found in _AT.finditer(text):
        who = found["who"]
        name = who[0].upper() + who[1:]
        if (
            people.whom(name)
            or who.upper() in people.by_initials
            or (who[0].isupper() and not who.isupper() and not is_ordinary(who))
        ):
            yield Hit(Code.NAMES_A_COLLEAGUE, found.start(), found.end(), _SPOKEN, "Take it out.", "")


def _named(text: str, people: People) -> Iterator[Hit]:
    for found in named_with_posts(text):
        post = found["post"] or found["before"]
        yield _instead(text, found.start(), found.end(), Colleague("", post=" ".join(post.split())))
    for name in named_in_full(text):
        yield _instead(text, name.start, name.end, Colleague("", post=" ".join(name.post.split())))
    for found in _TITLED.finditer(text):
        surname = re.split("[ -]", found["who"])[-1]
        if not is_ordinary(surname) or surname in people.by_surname:
            colleague = people.by_surname.get(surname, Colleague(""))
            yield _instead(text, found.start(), found.end(), colleague)


def _known(text: str, start: int, first: str, known: tuple[tuple[str, Colleague], ...]) -> Iterator[Hit]:
    """A known colleague by full name, or by a given name that is no other word and begins no other name."""
    for name, colleague in known:
        if stands_at(text, name, start):
            yield _instead(text, start, start + len(name), colleague)
            return
    end = start + len(first)
    is_a_place = _PLACES.match(text, end) or text.endswith(("St ", "Saint "), 0, start)
    if first.casefold() not in BOTH_NAME_AND_WORD and not is_a_place:
        yield _instead(text, start, end, known[0][1])


def _instead(text: str, start: int, end: int, colleague: Colleague) -> Hit:
    """A name, with the post that could stand instead."""
    if not colleague.post:
        return Hit(Code.NAMES_A_COLLEAGUE, start, end, _NAMED, _NO_POST)
    post = with_article(text, start, colleague.post)
    return Hit(Code.NAMES_A_COLLEAGUE, start, end, _NAMED, _POST.format(post), post)


def with_article(text: str, start: int, post: str) -> str:
    """A post as it stands in a sentence: "the Team Manager", with a capital where a sentence begins."""
    before = text[max(0, start - 4) : start]
    if before.casefold().endswith(("the ", "our ")) or post.casefold().startswith("the "):
        return post
    opens = not before.strip() or before.rstrip()[-1:] in ".!?:" or before.endswith("\n")
    return f"{'The' if opens else 'the'} {post}"
