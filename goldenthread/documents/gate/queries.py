"""Queries left in: what a writer meant to settle before anybody else read it.

Sources: the column "Comments" of the plan of 2 May 2018 (ten live actions whose note only asks); the words that Word
and Excel leave behind for what they no longer find, and the marks of comments, tracked changes and mail merge.
"""

import re
from collections.abc import Iterator

from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.known import People
from goldenthread.documents.gate.laying import Laid
from goldenthread.documents.gate.remarks import BARE_QUERIES, OPENING_QUERIES, QUERIES, QUERIES_IN_NOTES
from goldenthread.documents.gate.signs import ASKING, has_any

_OPENS = r"(?:^|(?<=[.!?:;] ))"
_ASKED = re.compile("|".join([*QUERIES, *(_OPENS + piece for piece in OPENING_QUERIES)]), re.IGNORECASE | re.MULTILINE)
_ASKING_IN_NOTES = ("?", "please", "can ", "could ", "would ", "who is")
_IN_A_NOTE = re.compile("|".join(QUERIES_IN_NOTES), re.IGNORECASE)
_BARE = re.compile("|".join(rf"{_OPENS}{piece}$" for piece in BARE_QUERIES[:1]), re.IGNORECASE | re.MULTILINE)
_TO_COME = re.compile(
    r"(?<![\w-])(?:T\.?B\.?[CAD]\b\.?(?!\w)|(?:19|20)?x{2,}(?![\w-])|£ ?x{1,3}(?![\w-])|x ?%)|^to follow\W{0,9}$",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK = re.compile(
    r"\[ ?(?:insert|enter|add|delete|check|confirm|please|placeholder|tb[acd]|to be|to come|to follow|x{1,9}"
    r"|link|redacted\?)\b[^\[\]\n]{0,80}\]"
    r"|[\[<] ?(?:name|date|amount|figure|number|title|post|month|year|team|address|reference|ref|percentage|insert"
    r"[^\[\]<>\n]{0,60})s?(?: (?:of|here|to)\b[^\[\]<>\n]{0,40})? ?[\]>]"
    r"|\[[ _●•?]{0,40}\]|_{4,200}|={2}[^=\n]{1,80}={2}|«[^«»\n]{1,60}»"
    r"|\b(?:click or tap (?:here )?to enter|choose an item\b|lorem ipsum)[^.\n]{0,20}\.?",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,80}\}{0,2}|\{%[^{}\n]{0,80}%?\}?|(?<!\})\}\}|\$\{[^{}\n]{0,80}\}")
_REMNANT = re.compile(
    r"\b(?i:note to (?:self|author|editor|me)|drafting note|author['’]s note)\b:?|\b(?:TODO|FIXME)\b:?"
    r"|\bComment(?:ed)? \[[^\[\]\n]{1,20}\]:?|^(?:Deleted|Inserted|Formatted): |^(?:<{7}|={7}|>{7})"
    r"|\{(?:\+\+|--|>>|~~)[^{}\n]{0,80}\}?|Error! [A-Z][a-z]{2,9}[^.!\n]{0,50}\.?"
    r"|#(?:REF!|VALUE!|DIV/0!|NAME\?|N/A|NULL!|NUM!)",
    re.MULTILINE,
)
_CHECK = re.compile(
    r"(?:(?:^|(?<=[.!?:;] )|[\[(–-] ?)(?:please |need to |to )?|\b(?:need to|must|please|will|I['’]ll|to) )"
    r"(?P<words>(?:double[- ])?check (?:(?:this|that|these|it|dates?|figures?|numbers?|wording) )?with\b"
    r"(?! (?:the |every |each |all |our |their |local )?(?:child|young|famil|parent|carer|school|foster|care leaver"
    r"|pupil|young|setting|provider|partner))[^.;,\n)\]]{0,40})",
    re.IGNORECASE | re.MULTILINE,
)
_BRACKETED = re.compile(
    r"\((?:to )?(?:check|confirm|verify|insert|please)\b[^()\n]{0,60}\)|\((?![^()\n?]{0,24}\byou\b)[^()\n?]{1,24}\?\)",
    re.IGNORECASE,
)
_ASKS = "Something is still asked here that a reader cannot answer."
_SETTLE = "Settle it and say what is known, or take it out."
_GAP = "A gap was left here to be filled."
_FILL = "Fill it in, or say plainly that it is not known yet and when it will be."
_LEFT = "This is left over from writing the paper and is not meant for its readers."
_DROP = "Take it out."
_WITHOUT = re.compile(r"\?\?+|(?:<{7}|={7}|>{7})")


def queries_left_in(laid: Laid, _people: People) -> Iterator[Hit]:
    """No question to a colleague, gap, placeholder or mark of a tool goes out in a paper.

    A reader takes it for carelessness or for news that nobody knows; and a note to oneself may say what was never
    meant to be said. Question headings, quoting children who ask, and "to follow" within a sentence may stand.

    Source: the plan of 2 May 2018, published with notes that only ask; ICO, "Disclosing documents to the public
    securely" (comments, mark-up and tracked changes are to be looked for).
    """
    text, small = laid.text, laid.small
    if "?" in text or has_any(small, ASKING):
        yield from _each(_ASKED, text, _ASKS, _SETTLE)
    if laid.is_note and has_any(small, _ASKING_IN_NOTES):
        yield from _each(_IN_A_NOTE, text, _ASKS, _SETTLE)
        yield from _each(_BARE, text, _ASKS, _SETTLE)
    for signs, pattern, why, suggestion in _LEFT_IN:
        if has_any(small, signs):
            yield from _each(pattern, text, why, suggestion)


_LEFT_IN = (
    (("tb", "t.b", "xx", "£", "%", "to follow"), _TO_COME, _GAP, _FILL),
    (("[", "<", "__", "==", "«", "click or", "choose an", "lorem"), _BLANK, _GAP, _FILL),
    (("{", "}"), _TEMPLATE, "A field of a template was not filled in.", _FILL),
    (
        ("note", "todo", "fixme", "comment", "ed: ", "<<<", "===", ">>>", "{", "error!", "#"),
        _REMNANT, _LEFT, _DROP,
    ),
    (("check",), _CHECK, _ASKS, _SETTLE),
    (("(",), _BRACKETED, _ASKS, _SETTLE),
)  # fmt: skip
"""What stands in every text that a pattern finds, the pattern, and what is said of it."""


def _each(pattern: re.Pattern[str], text: str, why: str, suggestion: str) -> Iterator[Hit]:
    for found in pattern.finditer(text):
        start, end = found.span("words") if "words" in pattern.groupindex else found.span()
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if end > start:
            can_go = _WITHOUT.fullmatch(text, start, end)
            yield Hit(Code.QUERY_LEFT_IN, start, end, why, suggestion, "" if can_go else None)
