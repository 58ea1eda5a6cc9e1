"""Facts about one action: that it is there, its rating, end, lead, what was last said, and the next step.

An action is named by its key, which never changes, or by its printed ref where the plan prints it once.
"""

from goldenthread.boards.values import Line
from goldenthread.documents.paper import Run
from goldenthread.plan.states import OUT, Colour, State
from goldenthread.reports.facts.counts import sentence
from goldenthread.reports.facts.values import Book, FactValue, NoFact

OF_AN_ACTION: dict[str, str] = {
    "": "The action, by its ref",
    "wording": "What the action is",
    "rating": "How it is rated",
    "end": "When it ends",
    "lead": "Who leads it",
    "said": "What was said of it last",
    "next": "Its next step",
}
"""What can be asked of one action."""

NOTHING = "nothing recorded"


def of_action(book: Book, asked: str) -> FactValue:
    """``action p1-1.5``, ``action p1-1.5 rating`` and the like; an action that left the plan is said to have left."""
    name, _, what = asked[len("action") :].strip().partition(" ")
    what = what.strip()
    if what not in OF_AN_ACTION:
        known = ", ".join(one for one in OF_AN_ACTION if one)
        raise NoFact(f"Of an action one can ask {known}; “{what[:40]}” is none of them.")
    line = find(book, name)
    text = _answer(book, line, what)
    url = f"/plans/{book.plan_key}/actions/{line.action}/"
    label = f"{OF_AN_ACTION[what]}: {book.name_of(line)}"
    return FactValue(asked, label, runs=(Run(text, fact=url),), items=(book.item(line),))


def find(book: Book, name: str) -> Line:
    """The row of an action by its key or its ref; none, several and one that left the plan are each one sentence."""
    if not name:
        raise NoFact("Name the action by its key or its ref, such as {{action 1.5}}.")
    folded = name.casefold()
    found = [line for line in book.lines if line.action.casefold() == folded]
    found = found or [line for line in book.lines if line.ref.casefold() == folded]
    if not found:
        if any(folded in (line.action.casefold(), line.ref.casefold()) for line in book.gone):
            raise NoFact(f"Action {name} is no longer in the plan.")
        raise NoFact(f"There is no action {name[:60]} in this round.")
    if len(found) > 1:
        keys = ", ".join(line.action for line in found[:6])
        raise NoFact(f"The plan has {len(found)} actions with the ref {name[:40]}; name one by its key: {keys}.")
    (line,) = found
    if line.state in OUT:
        raise NoFact(f"Action {book.name_of(line)} is {State(line.state).label.lower()}.")
    return line


def _answer(book: Book, line: Line, what: str) -> str:
    match what:
        case "":
            return book.name_of(line)
        case "wording":
            return line.wording or NOTHING
        case "rating":
            return line.word or Colour(line.declared).label
        case "end":
            return line.ends or "no end date"
        case "lead":
            return line.leads or "nobody"
        case "said":
            return sentence(line.said) or NOTHING
        case _:
            return next_step(line) or NOTHING


def next_step(line: Line) -> str:
    """The next step, and when one looks at it again."""
    if not line.next_step:
        return ""
    when = f" (to be looked at: {line.look_at})" if line.look_at else ""
    return sentence(f"{line.next_step.strip().rstrip('.')}{when}") + ("." if when else "")
