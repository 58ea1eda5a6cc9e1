"""The gate itself: every rule over every passage, one finding for each place, in the order of the paper.

Source: ICO, "Disclosing documents to the public securely" (a check of the whole document before it is disclosed).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from goldenthread.documents.gate.colleagues import names_a_colleague
from goldenthread.documents.gate.contacts import contact_details
from goldenthread.documents.gate.findings import GRAVITY, GateFinding, Hit, Passage, digest_of, found_in
from goldenthread.documents.gate.initials import explained_in, initials_unexplained
from goldenthread.documents.gate.known import Known, People
from goldenthread.documents.gate.laying import Laid, lay
from goldenthread.documents.gate.queries import queries_left_in
from goldenthread.documents.gate.single_children import single_children
from goldenthread.documents.gate.small_numbers import small_numbers
from goldenthread.documents.gate.tables import small_numbers_in_tables

MOST = 200
"""So many findings of one rule are shown of one passage; those behind come to light as these are settled."""
RULES: tuple[Callable[[Laid, People], Iterator[Hit]], ...] = (
    contact_details,
    single_children,
    small_numbers,
    names_a_colleague,
    queries_left_in,
    initials_unexplained,
)


def check(passages: Iterable[Passage], known: Known) -> list[GateFinding]:
    """What must not leave unseen, in the order of the passages and of their words.

    Where two findings lie over each other the graver one is shown, over the words of both: one place, one decision.
    Initials that one passage explains are explained for all.
    """
    paper = list(passages)
    people = People.of(known, explained_in(passage.text for passage in paper))
    seen: Counter[str] = Counter()
    findings: list[GateFinding] = []
    for passage in paper:
        for hit in hits_in(passage, people):
            digest = digest_of(passage.text, hit)
            seen[digest] += 1
            findings.append(found_in(passage, hit, seen[digest], digest))
    return findings


def hits_in(passage: Passage, people: People) -> list[Hit]:
    """What the rules find in one passage, counted in its text as written."""
    laid = lay(passage.text, is_note=passage.is_note)
    laid = laid.masked(people.spans_that_stand(laid))
    hits: list[Hit] = []
    for rule in RULES:
        for hit in islice(rule(laid, people), MOST):
            hits.append(_moved(hit, *laid.span(hit.start, hit.end)))
    if "\t" in passage.text or "|" in passage.text:
        hits.extend(islice(small_numbers_in_tables(passage.text), MOST))
    return _one_for_each_place(hits)


def _moved(hit: Hit, start: int, end: int) -> Hit:
    if (start, end) == (hit.start, hit.end):
        return hit
    return Hit(hit.code, start, end, hit.why, hit.suggestion, hit.replacement, hit.beside)


def _one_for_each_place(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that share words made one: the graver speaks, or the longer of two alike, over the words of both."""
    merged: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, GRAVITY[hit.code], -hit.end)):
        if merged and hit.start < merged[-1].end:
            merged[-1] = _graver(merged[-1], hit)
        else:
            merged.append(hit)
    return merged


def _graver(first: Hit, second: Hit) -> Hit:
    start, end = min(first.start, second.start), max(first.end, second.end)
    length = {hit: hit.end - hit.start for hit in (first, second)}
    speaks = min((first, second), key=lambda hit: (GRAVITY[hit.code], -length[hit]))
    if (speaks.start, speaks.end) == (start, end):
        return speaks
    # A replacement was meant for fewer words than are now shown.
    return Hit(speaks.code, start, end, speaks.why, speaks.suggestion, None, speaks.beside)
