"""Everybody a paper names, and whom each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.identity.models import Person
from goldenthread.intake.models import Import
from goldenthread.plan.glossary import Lead, read_glossary
from goldenthread.plan.models import Plan
from goldenthread.plan.reading.people import read_leads


@dataclass(frozen=True, slots=True)
class NamedLead:
    """A lead as the paper prints it, on how many actions, and whom it stands for where that is known or answered.

    ``says`` is what the paper itself says, ``answer`` what was answered for this paper, ``suggested`` whose initials
    they are.
    """

    text: str
    actions: int
    known: Lead | None
    answer: str
    says: str
    suggested: tuple[Person, ...]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say who is meant."""
        return self.known is None and not self.answer


def named_leads(of: Import, answers: Mapping[str, str], plan: Plan | None) -> list[NamedLead]:
    """Everybody the paper names: those nobody knows first, then the most frequent."""
    counts: dict[str, int] = {}
    for action in of.reading.get("actions", ()):
        for lead in dict.fromkeys((*action.get("leads", ()), *read_leads(action.get("senior_lead", "")))):
            counts[lead] = counts.get(lead, 0) + 1
    glossary, printed = read_glossary(plan), of.reading.get("glossary", {})
    found = [
        NamedLead(
            text,
            counts.get(text, 0),
            glossary.settled(text),
            answers.get(text, ""),
            printed.get(text, ""),
            glossary.suggest(text),
        )
        for text in of.reading.get("initials", ())
    ]
    return sorted(found, key=lambda one: (not one.is_open, -one.actions, one.text))
