"""Words that were typed for an action which takes no answer on the page any more: kept, named, and told why.

While somebody types, an action may be given to another lead, finished, or carried into the next plan. Nothing can
be saved then, and nothing that was typed is thrown away for it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Person
from goldenthread.plan.models import Action
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import COMPLETE, GONE_ON, State

MOST = 100
LONGEST_NAME = 200
_VERSION = re.compile(r"a(\d{1,15})-version", re.ASCII)
WORDS = {
    "note": "What has changed",
    "figure": "The measure as a figure",
    "next_step": "Next step",
    "look_at": "When it is looked at",
    "needs": "What you need from the board",
    "despite": "Why it goes better than its dates say",
    "new_end": "New end date",
    "reason": "Why it has to move",
}
"""What is typed for an action, by the name of its field."""


@dataclass(frozen=True, slots=True)
class Stranded:
    """What was typed for one action that takes no answer here: how its page named it, why, and the words.

    ``url`` is blank where its reader may not open the action any more; ``fields`` are all that was sent of it, so
    that a page can carry them on.
    """

    number: int
    about: str
    why: str
    url: str
    words: list[tuple[str, str]]
    fields: list[tuple[str, str]]


def numbers_in(sent: Mapping[str, Sequence[str]]) -> list[int]:
    """The numbers of the actions that stood on the page whose fields these are."""
    found = [int(match.group(1)) for name in sent if (match := _VERSION.fullmatch(name))]
    return found[:MOST]


def stranded_in(
    sent: Mapping[str, Sequence[str]],
    *,
    shown: Collection[int],
    reader: Person,
    only_led: bool = False,
    why: Callable[[Action | None], str] | None = None,
) -> list[Stranded]:
    """What was typed for actions that are not among those shown, but for what its author took away (``-gone``).

    The name is the one the page had, since whoever led an action may not read its plan any more; an action that
    its reader sees is named as it stands now. Numbers are easily guessed, so a page that whoever holds a link can open
    without signing in names ``only_led`` actions: those the reader leads.
    """
    numbers = [
        number
        for number in numbers_in(sent)
        if number not in shown and f"a{number}-gone" not in sent and _has_words(number, sent)
    ]
    if not numbers:
        return []
    own = Action.objects.led_by(reader)
    led = set(own.filter(pk__in=numbers).values_list("pk", flat=True))
    seen = own if only_led else Action.objects.visible_to(reader)
    seen = seen.filter(pk__in=numbers).select_related("plan")
    actions = {action.pk: action for action in seen}
    told = why or (lambda action: why_not(action, is_led=action is not None and action.pk in led))
    return [_stranded(number, sent, actions.get(number), told) for number in numbers]


def why_not(action: Action | None, *, is_led: bool) -> str:
    """Why an action takes no answer of its reader any more, in a sentence."""
    if action is None:
        return "Somebody else leads it now."
    if action.state in GONE_ON:
        return "This action went on elsewhere, as its page says; answer for it there."
    if action.state == State.WITHDRAWN:
        return "This action was withdrawn meanwhile."
    if action.state == State.REPORTED_COMPLETE or action.state in COMPLETE:
        return "It was reported complete meanwhile."
    if action.plan.stage == Stage.CLOSED:
        return "Its plan was closed meanwhile."
    if not is_led:
        return "Somebody else leads it now."
    if action.state == State.PAUSED:
        return "It was paused meanwhile."
    return "It has been answered meanwhile; what you want to add is said on its own page."


def _has_words(number: int, sent: Mapping[str, Sequence[str]]) -> bool:
    named = (*WORDS, "unchanged")
    return any(text.strip() for name in named for text in sent.get(f"a{number}-{name}", ()))


def _stranded(
    number: int, sent: Mapping[str, Sequence[str]], action: Action | None, why: Callable[[Action | None], str]
) -> Stranded:
    prefix = f"a{number}-"
    fields = [(name, texts[0]) for name, texts in sent.items() if name.startswith(prefix) and texts]
    typed = dict(fields)
    words = [(label, text) for name, label in WORDS.items() if (text := typed.get(prefix + name, "").strip())]
    if typed.get(f"{prefix}unchanged"):
        words.append(("You ticked", "No change"))
    named = typed.get(f"{prefix}about", "").strip()[:LONGEST_NAME]
    about = f"{action.ref or action.key} {action.wording}".strip() if action else named
    return Stranded(
        number=number,
        about=about[:LONGEST_NAME] or "An action that stood here",
        why=why(action),
        url=action.get_absolute_url() if action else "",
        words=words,
        fields=fields,
    )
