"""What the check of figures came to is told in numbers, and what was not checked is not said to agree."""

from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.queries.checking import ClaimShown
from goldenthread.reports.queries.readiness import Readiness
from tests.reports.claims.rounds import harbour_round


def figures(text: str) -> str:
    found = check_claims(find_claims([text]), harbour_round())
    return Readiness(claims=[ClaimShown(one, 1, "paragraph 1", None) for one in found]).figures


def test_what_cannot_be_checked_is_not_said_to_agree() -> None:
    begins = "Of the figures and actions that were typed, "
    assert figures("Action 1.3 is amber.") == f"{begins}1 agrees with the plan."
    assert figures("Actions 1.3 and 3.2 are amber. Action 1.4 will be complete by Easter.") == (
        f"{begins}2 agree with the plan, 1 cannot be checked."
    )
    assert figures("Action 1.3 is green. Action 1.4 will be complete by Easter.") == (
        f"{begins}none agree with the plan, 1 contradicts it, 1 cannot be checked."
    )
    assert figures("The forum met.") == "No figure or action that was typed stands to be held against the plan."
