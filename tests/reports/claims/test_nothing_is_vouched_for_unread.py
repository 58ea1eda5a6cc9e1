"""A mark "confirmed" vouches for all that its clause says of an action or a figure: what was not read is not confirmed.

Each row is a paragraph and an outcome for each claim in it, in order: ``+`` confirmed, ``-`` contradicted, ``?`` not
checkable. A row without outcomes holds nothing that may be taken for a claim.
"""

import pytest

from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.finding import find_claims
from tests.reports.claims.rounds import harbour_round
from tests.reports.claims.test_sentences_of_all_kinds import signs

FARTHER_ON = [
    ("Action 3.1 offers each child a mentor and was completed.", "+"),
    ("Action 3.3 offers each child a mentor and was completed.", "-"),
    ("Action 3.9 offers each child a mentor and was completed.", "-"),
    ("2.2 offers each child a mentor and is now blue.", "-"),
    ("2.1 offers each child a mentor and is now blue.", "+"),
    ("2.2 mentors for care leavers is now blue.", "?"),
    ("2.7 mentors for care leavers is now blue.", "?"),
    ("Action 3.3 on housing for leavers is green.", "+"),
    ("Action 3.3 on housing for leavers is blue.", "-"),
    ("Action 3.3 asks for homes that are late and is green.", "?"),
    ("Action 3.3 offers a home which was closed and is green.", "?"),
    ("The lead of 1.3 offers a mentor and was completed.", ""),
    ("Action 1.3 was discussed, and the service is green.", "+"),
]

SAID_AGAIN = [
    ("Neither action 1.3 nor action 1.1 is blue.", "+ -"),
    ("Action 1.1 is complete, as is action 1.2.", "+ +"),
    ("Action 1.1 is complete, as is action 1.3.", "+ -"),
    ("Action 1.1 is complete but action 1.2 is not.", "+ -"),
    ("Action 1.4, unlike action 1.5, is green.", "+ -"),
]

UNREAD_BEHIND = [
    ("Action 1.3 is amber but will be green by Easter.", "?"),
    ("Three actions are amber and nearly finished.", "?"),
    ("We are behind on action 1.3.", "?"),
    ("Action 1.3 keeps 12 families together.", "?"),
]

SAID_OF_THE_SAME = [
    ("Action 3.3 offers each child a mentor; it was completed in October.", "?"),
    ("Action 3.3 offers each child a mentor. It was completed.", "?"),
    ("Action 3.3 offers each child a mentor. It is welcome.", "+"),
    ("Action 3.3 offers each child a mentor: completed.", "?"),
    ("Action 3.3 gives a mentor to all who go missing, to every child in care and to families, and is done.", "?"),
    ("The red action, 2.2, has been resolved.", "?"),
    ("Action 3.3 offers mentors and 1.4 changes contracts; both are complete.", "? ?"),
    ("We have completed 3.3.", "?"),
    ("Completed actions include 3.3 and 1.4.", "? ?"),
    ("3.3 offers each child a mentor: completed.", "?"),
]

DUE = [
    ("Action 1.2 of Priority 1 is blue and due in June 2026.", "+ +"),
    ("Action 1.2 of Priority 1 is blue and due in July 2027.", "+ -"),
    ("Action 1.2 of Priority 1 is now blue, due in June 2026.", "+ +"),
    ("1.2, due in June 2026, is blue.", "+ +"),
    ("1.2, due in July 2027, is blue.", "- +"),
    ("Action 1.4 of Priority 1 remains green and is due in June 2026.", "+ +"),
]

COUNTED = [
    (
        "Of 15 actions, 4 are blue. In all, 1 action is reported complete by its lead: it counts as it was rated.",
        "+ + +",
    ),
    ("The seven red actions were discussed.", "-"),
    ("The three amber actions were discussed.", "+"),
    ("The two amber actions were discussed.", "?"),
    ("The three amber actions will be green by Easter.", "?"),
    ("One action was reopened and 3 worsened.", "+ ?"),
    ("One action was reopened and 4 got worse.", "+ -"),
    ("3 got worse.", "?"),
    ("Nobody was late.", "?"),
    ("None was late.", "?"),
    ("Nobody was late for school.", ""),
    ("3 of all actions in Priority 1.", "?"),
    ("3 of all actions in Priority 1 are late.", "-"),
]

HAVING = [
    ("Two of the three priorities have no red.", "+"),
    ("Four of the five priorities have no red.", "-"),
    ("One of the three priorities has no red actions.", "-"),
    ("Every priority has an amber action.", "+"),
    ("Every priority has a late action.", "-"),
    ("All the recommendations have been implemented.", "?"),
]


@pytest.mark.parametrize("table", [COUNTED, HAVING, FARTHER_ON, SAID_AGAIN, UNREAD_BEHIND, SAID_OF_THE_SAME, DUE])
def test_everything_said_of_an_action_is_read_or_the_action_is_not_confirmed(table: list[tuple[str, str]]) -> None:
    assert [(paragraph, signs(paragraph)) for paragraph, _ in table] == table


def test_words_that_were_not_read_are_told_beside_the_mark() -> None:
    (found,) = check_claims(find_claims(["Action 1.4 will be complete by Easter."]), harbour_round())
    assert found.why == "It stands in the plan. What stands beside it was not read: “will be complete by Easter”."
