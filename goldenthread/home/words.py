"""The words that pages use and a newcomer cannot know, a sentence each: the help page prints them.

Where a paper or a practice gave the word, it is named beside it; the rest are ours. ``docs/glossary.md`` holds the
words of the tables, which users do not see.
"""

from dataclasses import dataclass

REPORT_2018 = "report to the Safeguarding Sub Committee, 2 May 2018"
REPORT_2019 = "report to the Safeguarding Sub Committee, 8 February 2019"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as pages print it, what it means in a sentence, and where it comes from."""

    word: str
    meaning: str
    source: str = ""


WORDS = (
    Word("Accountable lead", "Of several leads of an action, the one who is asked for the answer."),
    Word(
        "Achievement, pressure",
        "What went well in a period, or weighs on the work (staffing, caseload, partners, data), tied to no one"
        " action; a pressure is asked about again at the next closing.",
        f"{REPORT_2018}, conclusion",
    ),
    Word(
        "Aim",
        "What several actions are for; where an inspection gave it, it is called a recommendation.",
        "the first column of the plan of 2017-18",
    ),
    Word(
        "Assured",
        "A second person, who leads no part of the action, has seen that it is done and what is different.",
        f"{REPORT_2018}, paragraphs 6 and 7",
    ),
    Word("Carry over", "Take an action that is not finished into the plan of the next year, under a new ref."),
    Word(
        "Closing",
        "The moment at which a round is frozen: what was reported then stays as it was, whatever is changed later.",
        f"{REPORT_2018}, paragraphs 3 and 4",
    ),
    Word(
        "Contradicted",
        "A finding shows something else than is said of the action; it stands there until somebody answers it.",
        f"{REPORT_2018}, paragraphs 6 and 7",
    ),
    Word(
        "Declined", "Whoever was asked for an answer said, with a reason, that none comes; the board reads the reason."
    ),
    Word(
        "Embedded",
        "Complete, looked at again twice in a row and found to hold: the change has become how things are done.",
        "checks again after sign-off, South London and Maudsley",
    ),
    Word("Evidence", "What shows that something was done or made a difference: a file, a link, or where it is kept."),
    Word(
        "Finding",
        "One numbered thing that an inspection, audit, review, survey or board said: a strength, something for"
        " development, or a recommendation.",
    ),
    Word(
        "Key and ref",
        "The ref is what the paper prints and may repeat or change; the key stands in addresses and never changes.",
    ),
    Word(
        "Measure",
        "How one will know that an action made a difference.",
        "the column of that name in the plan of 2017-18",
    ),
    Word("Missing", "An answer that was asked for and whose day has passed."),
    Word(
        "Moderation",
        "The time between the answers and the closing, in which the board may set its own rating beside the"
        " officer's; both stay, and both print.",
    ),
    Word("On paper", "Taken from a paper as it stood there; nobody has looked at it here."),
    Word(
        "Post, interim, acting",
        "A post owns plans and leads actions whoever holds it; an interim or acting holder stands in until somebody"
        " is appointed.",
        f"{REPORT_2018}, its author's post",
    ),
    Word("Re-check", "A second look, months after an action was assured, at whether it still holds."),
    Word(
        "Refresh",
        "The step from one year's plan to the next: each action leaves, stays under watch, or goes on.",
        f"{REPORT_2019}, paragraphs 2 and 3",
    ),
    Word(
        "Reopened",
        "A complete action that was taken up again because of a finding, which is named.",
        f"{REPORT_2018}, paragraph 7",
    ),
    Word(
        "Round",
        "One time of monitoring: leads are asked, their answers come in, the board meets on what was closed.",
        "header block of the plan of 2017-18, frequency of monitoring",
    ),
    Word("Senior lead", "Who oversees the lead, decides on new end dates, and is told when an answer stays out."),
    Word("Sent back", "Reported complete, looked at by a second person, and returned with what is missing."),
    Word("Silent", "An action that is not finished and of which no word came since the closing before."),
    Word("Standing duty", "An action that never ends; when its work is complete it stays under watch."),
    Word("Standing item", "Something a board takes at every meeting, or at every second, third and so on."),
    Word("Supply", "What a partner or provider sends for each round: figures, a paragraph, a document."),
    Word(
        "Under watch",
        "Complete and kept in the next plan with a day for a re-check, counted apart, so that a dip in practice shows.",
        "the plan of 2018-19, which keeps all six recommendations of the inspection",
    ),
    Word("Withdrawn", "Taken out of the plan by a decision with its reason; the row stays and says where it went."),
)
"""In the order of the alphabet."""
