"""Leads as a paper prints them: initials, names or posts, one or several in a cell.

"JF/RG", "JF, RG", "Ann Low and Ben High" are two leads; "Head of Safeguarding
and Quality" is one post and "Ann Low, Service Manager" one person with a post.
A word that stands for nobody yet ("TBC") is no lead.

Source: the columns "Lead officer" and "DLT lead" of the plan of 2 May 2018 (28 cells with two leads).
"""

import re

from goldenthread.plan.reading.memory import remembered

_INITIALS = re.compile(r"^(?:[A-Z]\.?\s?){2,4}$|^[A-Z][A-Za-z]{0,2}[A-Z]$")
_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Prof|Rev|Sir|Dame)\.?\s+)?[A-Z][\w'’.-]*(?:\s+(?:de|van|von|la|le|al"
    r"|bin))?"
    r"(?:\s+[A-Z][\w'’.-]*){0,3}$"
)
_POST = re.compile(
    r"\b(?:manager|head|director|officer|lead|leads|co-?ordinator|nurse|chair|chief|executive|team|service|services"
    r"|board|"
    r"group|deputy|assistant|principal|advisor|adviser|consultant|teacher|headteacher|governor|commissioner|"
    r"commissioning|practitioner|supervisor|administrator|social workers?|police|council|trust|partnership|agency|"
    r"agencies|school|schools|health|safeguarding|education|services|sub-?group|department|unit|leaders?|strategist|"
    r"committee|forum|network|partners|owner|analyst|inspector|worker|workers|hr|dcs|ccg|icb|nhs)\b",
    re.IGNORECASE,
)
_POST_END = re.compile(
    r"\b(?:manager|director|officer|lead|co-?ordinator|nurse|chair|executive|head)s?$", re.IGNORECASE
)
_POST_START = re.compile(r"^(?:head|director|chair|deputy|assistant|chief|principal|manager|lead)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:t\.?b\.?[cad]\.?|to be (?:confirmed|agreed|decided|determined|identified|appointed)|n/?a|none|nil|vacant|"
    r"vacancy|unknown|not known|[-–—?.]+)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_LINES = re.compile(r"\s*(?:\n|;|\u2022|\|)\s*")
_AND = re.compile(r"\s*(?:&|\+|\band\b)\s*", re.IGNORECASE)


@remembered
def read_leads(text: str) -> tuple[str, ...]:
    """The leads a cell names, in its order, each once; none where the cell is empty or names nobody yet."""
    leads: list[str] = []
    for part in _LINES.split(text):
        for lead in _split(_tidy(part)):
            if lead and not is_nobody(lead) and lead not in leads:
                leads.append(lead)
    return tuple(leads)


def is_nobody(text: str) -> bool:
    """Whether a text stands for a lead who is still to be found."""
    return bool(_NOBODY.match(text.strip()))


def is_initials(text: str) -> bool:
    """Whether a lead is printed as initials."""
    return bool(_INITIALS.match(text))


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,/&-–•*")


def _kind(text: str) -> str:
    text = _BRACKET.sub("", text)
    if _INITIALS.match(text) or is_nobody(text):
        return "initials"
    if _POST.search(text):
        return "post"
    return "name" if _NAME.match(text) else ""


def _split(text: str) -> list[str]:
    """Split at slashes, commas and "and" where what stands on both sides can be a lead of its own."""
    if not text or is_nobody(text):
        return []
    for divide in (_by_comma, _by_slash, _by_and):
        parts = divide(text)
        if len(parts) > 1:
            return [lead for part in parts for lead in _split(part)]
    return [text]


def _by_comma(text: str) -> list[str]:
    parts = [part for part in (_tidy(part) for part in text.split(",")) if part]
    if len(parts) < 2:
        return parts
    parts[-1:] = _by_and(parts[-1])
    kinds = [_kind(part) for part in parts]
    if "" in kinds:
        return [text]
    if kinds == ["name", "post"] or kinds == ["initials", "post"]:
        return [text]
    if (
        len(parts) > 2
        and kinds[0::2] == ["name"] * ((len(kinds) + 1) // 2)
        and kinds[1::2] == ["post"] * (len(kinds) // 2)
    ):
        return [", ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    return parts if set(kinds) != {"post"} or _are_posts(parts) else [text]


def _by_slash(text: str) -> list[str]:
    parts = [part for part in (_tidy(part) for part in re.split(r"[/\\]", text)) if part]
    if len(parts) < 2:
        return parts or [text]
    kinds = {_kind(part) for part in parts}
    if len(kinds) != 1 or "" in kinds:
        return [text]
    return parts if kinds != {"post"} or _are_posts(parts) or " / " in text else [text]


def _are_posts(parts: list[str]) -> bool:
    """Whether each part is a post or a service of its own, not half of one such as "LAC/CL Group"."""
    return all(_POST_END.search(part) or _POST_START.match(part) or " " not in part for part in parts)


def _by_and(text: str) -> list[str]:
    parts = [part for part in (_tidy(part) for part in _AND.split(text)) if part]
    if len(parts) < 2:
        return [text]
    kinds = [_kind(part) for part in parts]
    if set(kinds) <= {"initials", "name"} or (set(kinds) == {"post"} and not any(" " in part for part in parts)):
        return parts
    if all(_POST_END.search(part) for part in parts):
        return parts
    begins_with_person = kinds[0] in {"initials", "name"}
    later = zip(kinds[1:], parts[1:], strict=True)
    if (begins_with_person or _POST_START.match(parts[0])) and all(
        kind == "initials" or _POST_START.match(part) for kind, part in later
    ):
        return parts
    return [text]
