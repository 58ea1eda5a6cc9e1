"""One decision for one set of initials, wherever in a paper it stands.

Who "QT" is, is one question: answered in row 1 it is answered in row 114. Asked of each row it would be pressed away
unread, and with it what stands between.

Source: the plan of 2 May 2018, which prints initials in 114 rows and explains none.
"""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from goldenthread.documents.gate.findings import Code, GateFinding

PLACES_NAMED = 8


def one_for_each_initials(findings: Iterable[GateFinding]) -> list[GateFinding]:
    """The findings in their order, with unexplained initials that stand in several places made one, at the first.

    The key is made of the initials alone, so that a decision holds for a row that is added; nothing is offered in
    their stead, since each place reads differently.

    Source: the plan of 2 May 2018, which prints initials in 114 rows.
    """
    paper = list(findings)
    places: dict[str, list[str]] = {}
    for one in paper:
        if one.code is Code.INITIALS_UNEXPLAINED:
            places.setdefault(_plain(one.words), []).append(one.place.label)
    found, told = [], set()
    for one in paper:
        initials = _plain(one.words) if one.code is Code.INITIALS_UNEXPLAINED else ""
        if not initials or len(places[initials]) == 1:
            found.append(one)
        elif initials not in told:
            told.add(initials)
            found.append(_grouped(one, initials, places[initials]))
    return found


def _plain(words: str) -> str:
    return words.replace(".", "")


def _grouped(first: GateFinding, initials: str, labels: list[str]) -> GateFinding:
    named = list(dict.fromkeys(labels))
    more = f"; and {len(named) - PLACES_NAMED} more" if len(named) > PLACES_NAMED else ""
    why = (
        f"“{initials}” stands {len(labels)} times and nowhere does the paper say who that is "
        f"({'; '.join(named[:PLACES_NAMED])}{more})."
    )
    key = blake2b(f"{Code.INITIALS_UNEXPLAINED.value}\x1f{initials}".encode(), digest_size=12).hexdigest()
    return replace(first, why=why, replacement=None, key=key)
