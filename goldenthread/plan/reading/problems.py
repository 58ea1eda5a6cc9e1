"""What each kind of oddity is called, what it means, and what to do about it: one entry for each code.

A problem never blocks an import; it says what stands in the paper and how it
was understood, so that a person can decide.
"""

from dataclasses import dataclass

from goldenthread.plan.reading.values import ProblemCode

P = ProblemCode


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in plain words: its title, what it means, what to do."""

    title: str
    meaning: str
    advice: str


EXPLANATIONS: dict[ProblemCode, Explanation] = {
    P.DATE_UNREADABLE: Explanation(
        "A date that cannot be read",
        "A start or end date holds words that are no day, month, quarter or year. The words are kept as they stand.",
        "Give the date on the review page, or leave the words; without a date nothing can be said about lateness.",
    ),
    P.DATE_IN_STEPS: Explanation(
        "A date in several steps",
        "A cell names more than one date, such as a month and then another. Each becomes a milestone, the last is "
        "the end.",
        "Check that the last date is the end; dates at equal distance are kept as a duty that comes round.",
    ),
    P.DATES_REVERSED: Explanation(
        "An end before its start",
        "The action ends before it starts, which is usually a slip in the year. Both dates are kept as printed.",
        "Correct the date that is wrong.",
    ),
    P.ENDS_AFTER_PLAN: Explanation(
        "An end after the end of the plan",
        "The action ends later than the plan itself. That may be intended, but the plan's own end then says too "
        "little.",
        "Move the date, or extend the plan or carry the action into the next one.",
    ),
    P.REF_MISSING: Explanation(
        "An action without a reference",
        "No reference is printed for this action. It has a key of its own all the same, which never changes.",
        "Give it a reference if people need to speak about it; nothing depends on it here.",
    ),
    P.REF_REPEATED: Explanation(
        "A reference used before",
        "The same reference stands on an earlier action, perhaps under another priority. The keys tell them apart.",
        "When you quote the reference, say which priority is meant, or renumber in the next version.",
    ),
    P.REF_LOST_ZERO: Explanation(
        "A reference that lost its nought",
        "Between 4.9 and 4.11 stands 4.1, which is probably 4.10. Spreadsheets drop the last nought of a number.",
        "Correct the reference; in a spreadsheet, format the column as text.",
    ),
    P.AIM_CARRIED: Explanation(
        "An aim taken from a neighbouring row",
        "The aim or recommendation cell of this row is empty, as in a merged cell. The aim of its group was carried "
        "to it.",
        "Check that the action belongs to that aim.",
    ),
    P.MEASURE_SHARED: Explanation(
        "A measure shared with other actions",
        "The measure cell of this row is empty. The measure of the same aim was taken, and is now shared by several "
        "actions.",
        "Check that it fits this action, or give the action a measure of its own.",
    ),
    P.MEASURE_MISSING: Explanation(
        "An action without a measure",
        "No measure stands here, and none could be taken from the same aim.",
        "Say how one will know that the action made a difference.",
    ),
    P.ACTION_EMPTY: Explanation(
        "A row without an action",
        "The row has dates, a lead or a comment but no words for the action. It was taken as an action nevertheless.",
        "Write what is to be done, or join the row with the one above.",
    ),
    P.TEXT_CUT: Explanation(
        "A text that stops in the middle",
        "The text ends in the middle of a sentence or a word, as if cut off by the height of its row when it was "
        "printed.",
        "Complete the text from the original document.",
    ),
    P.LEAD_MISSING: Explanation(
        "An action without a lead",
        "Nobody is named as lead, so nobody can be asked for news.",
        "Name one accountable person.",
    ),
    P.LEAD_UNKNOWN: Explanation(
        "Initials or a name not known here",
        "These initials, this name or this post belong to nobody who is known here yet. They are kept as printed.",
        "Say once who is meant; every action with the same initials follows.",
    ),
    P.LEADS_SEVERAL: Explanation(
        "Several leads",
        "More than one lead is named, but only one can be accountable. All are kept in the printed order, and the "
        "first named is taken as accountable until somebody says otherwise.",
        "Where it is another, choose who is accountable on the action; the others stay leads.",
    ),
    P.STATUS_UNKNOWN: Explanation(
        "A status word that is not known",
        "The word is neither explained in the paper nor a common one. The action counts as in progress, without a "
        "colour.",
        "Say once what the word means; every action with it follows.",
    ),
    P.STATUS_MIXED: Explanation(
        "Two words for one meaning",
        "The paper uses different status words for what is taken to be the same. Both are kept.",
        "Check that they mean the same, and use one word from now on.",
    ),
    P.HEADING_ORPHAN: Explanation(
        "The end of an aim on a row of its own",
        "The aim cell holds only the end of the text above, cut off by a page. It was joined to that text.",
        "Check the joined text.",
    ),
    P.HEADER_UNCLEAR: Explanation(
        "Something unclear in a header",
        "A header cell, a label or the layout of a row could be understood in more than one way. What was done is "
        "said.",
        "Say on the review page what the column holds; the whole paper is then read again.",
    ),
    P.PERSONAL_REMARK: Explanation(
        "A remark instead of an update",
        "The note asks somebody for news or names a colleague. It says nothing on progress and should not be "
        "published.",
        "Replace it by what has changed, and ask the person directly.",
    ),
    P.SMALL_NUMBER: Explanation(
        "A number so small that it may point at somebody",
        "The text counts one to five children, young people or families, or speaks of a lettered case.",
        "Before anything is published, decide whether somebody could be recognised.",
    ),
    P.HIDDEN_WORDS: Explanation(
        "Hidden words in the file",
        "The file holds words that its paper does not show. They were left in the file, and nothing of them came into "
        "the plan.",
        "Open the file and read them; if something of them belongs in the plan, write it there. Clean the file before "
        "it goes to anybody else.",
    ),
}
