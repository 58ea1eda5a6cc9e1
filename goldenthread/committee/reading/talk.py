"""What was said under an item: questions and their answers, matters arising, resolutions."""

import re
from collections.abc import Sequence

from goldenthread.committee.reading.lines import Line, tidy
from goldenthread.committee.reading.values import AskedRead, ResolutionRead

_LONGEST = 6_000
MOST_PARTS = 100
MATTERS = re.compile(
    r"(?i)^(?:\(?[a-z0-9]{1,3}[.)]\s+)?matters? arising(?: from (?:the )?(?:previous )?minutes)?\s*[:.]?$"
)
_MARK = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){1,3}\.?\s+|\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]\s+|[-–—•▪*]\s+)")
_PART_OF = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|[-–—•▪*]\s+|(?:that|to)\s)", re.IGNORECASE)
_RESOLVED = re.compile(
    r"^(?:(?:\d{1,3}(?:\.\d{1,3}){0,3}\.?|\(?[a-z]\))\s+)?(?:decision\s*[-–—:]\s*)?"
    r"(?P<word>RESOLVED|RESOLUTION|Resolved|Resolution|AGREED|Agreed(?=\s*[:,–-]|\s+that)|RECOMMENDED|"
    r"Recommended(?=\s*[:,–-]|\s+that)|DECISION|Decision(?=\s*[:–-])|DECIDED|ORDERED|NOTED(?=\s*[:–-]))"
    r"(?P<more>\s+(?:UNANIMOUSLY|unanimously|AND RECOMMENDED|to (?:Council|Cabinet)))?\b(?P<rest>.*)$",
    re.DOTALL,
)
_INSIDE = re.compile(
    r"(?P<word>\bRESOLVED\b|\bRECOMMENDED\b(?= (?:that|to))|\bAGREED\b(?= (?:that|to))|"
    r"(?i:\b(?:it was|was|were|was then|the (?:committee|board|cabinet|council|panel|forum|executive|sub-committee)|"
    r"(?:members|and|council|cabinet)) (?:unanimously |duly |therefore |then )?resolved\b(?= (?:that|to|"
    r"unanimously)|:)))"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_LETTING = re.compile(
    r"(?i)^it was (?:unanimously |then |therefore )?agreed that (?P<rest>(?:(?!\b(?:would|will|"
    r"should)\b).){1,200}?\bbe\b.*)$",
    re.DOTALL,
)
_LEAD = re.compile(r"^[\s,:–—-]*(?:(?:unanimously|by a majority)[\s,:–—-]*)?(?:that\b)?[\s,:–—-]*", re.IGNORECASE)
_ASKS = re.compile(
    r"(?i)^(?:(?:and|but|also|so|if so|please|firstly|secondly),?\s+)?(?:given\b.{1,400}?,\s*)?"
    r"(?:(?:can|could|would|will|do|does|did|are|is|was|were|has|have|should|may)\s+(?:you|we|the|there|this|it|they|any|"
    r"members|officers|he|she|our|your|that|these|those|i)\b|(?:what|how|who|why|when|where|which)\b"
    r"(?=.{0,80}\b(?:you|we|us|your|our|is|are|was|were|do|does|did|can|could|will|would|has|have|role|plans?|action)\b))"
)
_SENTENCES = re.compile(r"(?<=[a-z0-9)”’\"'])[.?!]+[”\"’]?\s+(?=[A-Z“\"‘(])")
_QUESTION_LABEL = re.compile(
    r"(?i)^(?:(?:supplementary )?question(?:\s*(?:no\.?\s*)?\d{1,3})?|q\d{0,3})"
    r"(?:\s+(?:from|by|asked by|put by)\s+(?P<who>[^:]{2,100}?))?(?:\s+to\s+[^:]{2,100})?\s*[:.–—-]\s*(?P<rest>.*)$",
    re.DOTALL,
)
_ANSWER_LABEL = re.compile(
    r"(?i)^(?:(?:written |supplementary )?(?:answer|response|reply)|a\d{0,3})(?:\s+(?:from|"
    r"by)\s+[^:]{2,100}?)?\s*[:.–—-]\s*"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_NO_ANSWER = re.compile(
    r"(?i)^(?:in response to|members (?:received|were|asked|agreed|thanked|welcomed)|the (?:committee|board) "
    r"(?:received|considered)|resolved|matters arising)\b"
)


def bare(text: str) -> str:
    """The words of a paragraph without its own number or mark."""
    return _MARK.sub("", tidy(text), count=1)


def resolutions_in(lines: Sequence[Line]) -> list[ResolutionRead]:
    """The resolutions of an item: what stands behind the word, and the parts below where they are marked."""
    found: list[ResolutionRead] = []
    at = 0
    while at < len(lines):
        said = _resolved(lines[at].text[:_LONGEST])
        if said is None:
            at += 1
            continue
        word, text = said
        parts, taken = _parts_below(lines, at + 1, is_open=not text or text.endswith((":", "-", "–")))
        found.append(ResolutionRead(word, text.rstrip(" :–-"), lines[at].where, tuple(parts)))
        at += 1 + taken
    return found


def _resolved(text: str) -> tuple[str, str] | None:
    """The word of a resolution and what was resolved."""
    said = _RESOLVED.match(text)
    if said:
        return f"{said['word']}{(said['more'] or '')}".upper().strip(), _LEAD.sub("", said["rest"], count=1).strip()
    inside = _INSIDE.search(text)
    if inside and (inside["word"].isupper() or "resolved" in inside["word"].casefold()):
        word = inside["word"].rpartition(" ")[2].upper()
        return word, _LEAD.sub("", inside["rest"], count=1).strip()
    letting = _LETTING.match(text)
    return ("AGREED", letting["rest"].strip()) if letting else None


def is_resolution(text: str) -> bool:
    """Whether a paragraph begins or holds a resolution."""
    return _resolved(text[:_LONGEST]) is not None


def _parts_below(lines: Sequence[Line], at: int, *, is_open: bool) -> tuple[list[str], int]:
    """The parts of a resolution that stand on lines of their own, and how many lines they take."""
    parts: list[str] = []
    for line in lines[at : at + MOST_PARTS]:
        text = line.text
        if is_resolution(text) or not (_PART_OF.match(text) or line.is_item or (is_open and not parts)):
            break
        if not is_open and not (_MARK.match(text) or line.is_item):
            break
        parts.append(bare(text))
    return parts, len(parts)


def is_question(text: str) -> bool:
    """Whether a paragraph asks: it ends with a question mark, or its last sentence but one or last is turned to ask."""
    if len(text) > 2_500:
        return False
    if text.rstrip(" ”\"'’").endswith("?"):
        return True
    sentences = _SENTENCES.split(text)
    return any(_ASKS.match(sentence.strip()) for sentence in sentences[-3:]) and (
        "?" in text or bool(_ASKS.match(sentences[-1].strip()))
    )


def asked_in(lines: Sequence[Line]) -> list[AskedRead]:
    """Questions each with the answer below; a question that nothing answers has an empty one."""
    found: list[AskedRead] = []
    at = 0
    while at < len(lines):
        labelled = _QUESTION_LABEL.match(lines[at].text[:_LONGEST])
        text = labelled["rest"].strip() if labelled else bare(lines[at].text)
        if not (labelled and text) and not is_question(text):
            at += 1
            continue
        answer, taken = _answer(lines, at + 1)
        who = tidy(labelled["who"] or "") if labelled else ""
        found.append(AskedRead(text, answer, lines[at].where, who))
        at += 1 + taken
    return found


def _answer(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The paragraph that answers, with the items of a list under it; where it is labelled so, all up to the next."""
    if at >= len(lines):
        return "", 0
    text = lines[at].text
    labelled = _ANSWER_LABEL.match(text[:_LONGEST])
    if labelled is None and (_QUESTION_LABEL.match(text[:200]) or is_question(bare(text)) or not _may_answer(text)):
        return "", 0
    parts = [labelled["rest"].strip() if labelled else bare(text)]
    for line in lines[at + 1 : at + 1 + MOST_PARTS]:
        if not (line.is_item or (parts[-1].endswith(":") and _MARK.match(line.text))):
            break
        parts.append(bare(line.text))
    return "\n".join(part for part in parts if part), len(parts)


def _may_answer(text: str) -> bool:
    return not (_NO_ANSWER.match(text) or is_resolution(text) or MATTERS.match(text))


def matters_in(lines: Sequence[Line]) -> list[str]:
    """The paragraphs under "Matters arising", up to a resolution."""
    begin = next((at for at, line in enumerate(lines) if MATTERS.match(line.text)), None)
    if begin is None:
        return []
    found = []
    for line in lines[begin + 1 :]:
        if is_resolution(line.text):
            break
        found.append(bare(line.text))
    return found
