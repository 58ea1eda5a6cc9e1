"""Saving the answers of a page: on My actions and behind a single-use link, by the same rules.

All that is wrong with an answer stands at its fields at once. Files are kept before the answers are saved, and taken
away again where anything is refused.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime

from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, Refusals
from goldenthread.plan.commands.answers import Answer, broken_by
from goldenthread.plan.forms.mine import AnswerForm
from goldenthread.plan.queries.conflicts import in_words
from goldenthread.plan.views.evidence import kept_file

Save = Callable[[Sequence[Answer]], int]


def are_sound(forms: Sequence[AnswerForm], *, at: datetime) -> bool:
    """Whether what was typed keeps every rule; what does not is said at its field, for all forms and all rules."""
    for form in forms:
        form.full_clean()
        broken = broken_by(form.answer(), on=localdate(at), is_unrated=form.owed.is_unrated) if form.has_answer else []
        for refusal in broken:
            if not form.has_error(_field_of(form, refusal)):
                _say(form, refusal)
    return not any(form.errors for form in forms)


def save_answers(
    forms: Sequence[AnswerForm], save: Save, *, by: Actor, at: datetime, others_unchanged: bool
) -> int | None:
    """Give the answers to ``save``; ``None`` where something was refused, which then stands at its form.

    With ``others_unchanged`` the actions left blank are answered as unchanged, but for those of which that cannot
    be said, and for those another lead is accountable for: these are answered on purpose only. Every form keeps the
    rules by now: only what others did meanwhile, or who answers, is refused here.
    """
    answered = [form for form in forms if form.has_answer]
    blank = [form for form in forms if not form.has_answer and form.may_be_left]
    by_key = {form.action.key_in_full: form for form in (*answered, *(blank if others_unchanged else ()))}
    try:
        with ExitStack() as files:
            answers = [
                form.answer(files.enter_context(kept_file(form.cleaned_data.get("file"), by=by, at=at)))
                for form in answered
            ]
            answers += [form.as_unchanged() for form in blank] if others_unchanged else []
            return save(answers)
    except Refusals as refusals:
        for key, refusal in refusals.found.items():
            _say(by_key[key], refusal)
        return None


def ask_for_files_again(forms: Sequence[AnswerForm]) -> None:
    """Where a page comes back, say of every file on it that it has to be chosen once more."""
    for form in forms:
        if form.is_bound:
            form.ask_for_file_again()


def _say(form: AnswerForm, refusal: Exception) -> None:
    """Put one refusal, or each of several, where it belongs."""
    if isinstance(refusal, Refusals):
        for one in refusal.found.values():
            _say(form, one)
        return
    if isinstance(refusal, Conflict):
        form.conflict = in_words(refusal, form)  # type: ignore[attr-defined]
    form.add_error(_field_of(form, refusal), str(refusal))


def _field_of(form: AnswerForm, refusal: Exception) -> str:
    about = getattr(refusal, "about", "")
    return about if about in form.fields else "note"
