"""Why the officers of the demonstration let stand what the gate shows of their reports: a reason for each, of its own.

The plan behind a report is frozen with its round, so that a note in it is answered, and not rewritten.
"""

ANSWERED_SINCE = "The lead has answered since: what stands above it in the same cell is the later update."
WHY_IT_STAYS = {
    "47 of 52 families": "Neither street nor trouble is told of the five who were reached later.",
    "Update from LS": ANSWERED_SINCE,
    "Update from GA": (
        "It tells members truly that nothing had come when the round closed; Grace is asked again in the open one."
    ),
    "?? Selma": (
        "Selma Aydin has read the line and agrees to be named in it; what it says of the report is right as it stands."
    ),
    "Further information required": (
        "It is all that its lead had said when the round closed, and members may know that no more had come."
    ),
    "case B": "It is the letter of a review that was published, which tells neither name nor age nor place.",
    "baby Q": "The review was published under this letter; nothing is told here that the review does not tell.",
    "two children": "That an interpreter was there is told, and no age, no school and no language with it.",
    "3 young people": "They are of age and were asked; it tells neither their carers nor where they live.",
    "Four young people": "They came back as adults in the course of a year; nothing else is told of any of them.",
    "one young person": "Neither the decision nor the day is told, and the offer is made to everybody in care.",
    "One young person": "Neither home nor age nor date is told; those who can know of whom it speaks know it already.",
    "MP": "Whose initials they were is asked of the health trust; the action has not moved, and the paper says so.",
    "Carys Penn": "The designated nurse answers for the passport in public; the trust names her on its own pages.",
}
"""The words that stay, and why."""


def why_it_stays(words: str) -> str:
    """The reason for some words; none is known of words that are new, and nobody has decided on them."""
    return next((why for phrase, why in WHY_IT_STAYS.items() if phrase in words), "")
