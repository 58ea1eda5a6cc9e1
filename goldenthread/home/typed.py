"""What the drafts of a person are about: the thing at the address of each form, and on "My actions" each action."""

import re
from collections.abc import Sequence

from django.urls import Resolver404, ResolverMatch, resolve

from goldenthread.identity.models import Draft, Person
from goldenthread.identity.subjects import told, word_of
from goldenthread.identity.typed import Fields, Names, Part, Typed, names_in, texts_of
from goldenthread.plan.models import Action
from goldenthread.plan.queries.stranded import WORDS

LABELS = WORDS | {"rating": "How does it go?", "unchanged": "You ticked", "file": "A file that shows it"}
KINDS = {
    "people": "person",
    "posts": "post",
    "plans": "plan",
    "sources": "source",
    "bodies": "body",
    "boards": "body",
    "reports": "report",
    "imports": "import",
}
"""What stands at an address, by its first word."""
_OF_AN_ACTION = re.compile(r"a(\d{1,15})-(.+)", re.ASCII)


def tell(drafts: Sequence[Draft], reader: Person) -> list[Typed]:
    """Each draft with what it is about: one query for each kind of thing, two for the actions of "My actions"."""
    places = {draft.pk: _place(draft.form) for draft in drafts}
    subjects = {pk: _subject(draft.form, places[pk]) for pk, draft in ((draft.pk, draft) for draft in drafts)}
    names = told({subject for subject in subjects.values() if subject}, reader=reader)
    actions = _actions(drafts, reader)
    split = {draft.pk: _split(draft.fields) for draft in drafts}
    called = names_in(fields for rest, by_action in split.values() for fields in (rest, *by_action.values()))
    found = []
    for draft in drafts:
        subject = subjects[draft.pk]
        about = names[subject].text if subject in names else ""
        rest, by_action = split[draft.pk]
        parts = [
            _part(of_it, actions.get(number), called)
            for number, of_it in by_action.items()
            if _says_something(of_it, actions.get(number))
        ]
        texts = texts_of(rest, LABELS, called)
        if texts or not parts:
            parts.append(Part("", "", texts))
        found.append(Typed(draft, _heading(places[draft.pk], subject, about), parts))
    return found


def _place(form: str) -> ResolverMatch | None:
    try:
        return resolve(form)
    except Resolver404:
        return None


def _subject(form: str, place: ResolverMatch | None) -> str:
    """The subject in whose room a form stands, by the words of its address; blank where it is in none."""
    if place is None or "key" not in place.kwargs:
        return ""
    key, words = place.kwargs["key"], place.kwargs
    if "action_key" in words:
        return f"action:{key}/{words['action_key']}"
    if form.startswith("/plans/") and "number" in words:
        return f"round:{key}/{words['number']}"
    kind = KINDS.get(form.strip("/").partition("/")[0], "")
    return f"{kind}:{key}" if kind else ""


def _heading(place: ResolverMatch | None, subject: str, about: str) -> str:
    """``Action 1.3 of Harbour Plan: update``; without a thing that may be named, what the form does."""
    does = (place.url_name or "" if place else "").replace("-", " ").replace("_", " ")
    if not about:
        return does.capitalize() or "What you typed"
    kind = word_of(subject)
    rest = " ".join(word for word in does.split() if word != kind)
    named = about[:1].upper() + about[1:]
    return f"{named}: {rest}" if rest else named


def _actions(drafts: Sequence[Draft], reader: Person) -> dict[int, Action]:
    """The actions that fields of drafts belong to, as far as their author may still see them."""
    names = {name for draft in drafts for name in draft.fields}
    numbers = {int(match.group(1)) for name in names if (match := _OF_AN_ACTION.fullmatch(name))}
    if not numbers:
        return {}
    found = Action.objects.visible_to(reader).filter(pk__in=numbers).select_related("plan")
    return {action.pk: action for action in found}


def _split(fields: Fields) -> tuple[Fields, dict[int, dict[str, Sequence[str]]]]:
    """The fields of a form, and those of each action of the page "My actions" by the number of the action."""
    rest: dict[str, Sequence[str]] = {}
    by_action: dict[int, dict[str, Sequence[str]]] = {}
    for name, values in fields.items():
        match = _OF_AN_ACTION.fullmatch(name)
        if match:
            by_action.setdefault(int(match.group(1)), {})[match.group(2)] = values
        else:
            rest[name] = values
    return rest, by_action


def _part(of_it: Fields, action: Action | None, called: Names) -> Part:
    """What was typed for one action, under the name it has, or had on the page of whoever may not see it any more."""
    shown = {name: values for name, values in of_it.items() if name != "rating" or _is_rated_anew(of_it, action)}
    texts = [(label, "No change" if label == LABELS["unchanged"] else text)
             for label, text in texts_of(shown, LABELS, called)]  # fmt: skip
    named = f"{action.ref or action.key} {action.wording}" if action else "".join(of_it.get("about", ()))
    return Part(named or "An action", action.get_absolute_url() if action else "", texts)


def _is_rated_anew(of_it: Fields, action: Action | None) -> bool:
    """Whether another rating was chosen than stands at the action; the page sends the one that stands, too."""
    chosen = "".join(of_it.get("rating", ()))
    return bool(chosen) and (action is None or chosen != str(action.rating_id or ""))


def _says_something(of_it: Fields, action: Action | None) -> bool:
    """Whether more than the rating that stood there was sent for an action."""
    typed = any(str(value).strip() for name in (*WORDS, "unchanged") for value in of_it.get(name, ()))
    return typed or (action is not None and _is_rated_anew(of_it, action))
