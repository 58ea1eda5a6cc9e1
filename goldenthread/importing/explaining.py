"""Every code of an oddity, of plans and of packs, in plain words: what it means and what to do."""

from goldenthread.committee.reading.receipts import PAPER_WITHOUT_PAGES
from goldenthread.plan.reading.problems import EXPLANATIONS, Explanation

OF_PACKS: dict[str, Explanation] = {
    PAPER_WITHOUT_PAGES: Explanation(
        "A paper that no page range of the agenda covers",
        "The pack holds a report, minutes or other paper, and no item of its agenda gives pages for it. Where an item "
        "tells of such a paper, it is named.",
        "Give the item its pages when the agenda is printed again, or leave the paper out of the pack.",
    )
}
EXPLAINED: dict[str, Explanation] = {code.value: one for code, one in EXPLANATIONS.items()} | OF_PACKS
"""By the code that receipts print, in the order of the page that explains them."""
