"""My actions: all a person owes on one page, saved together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design.words import counted
from goldenthread.identity.actor import Actor
from goldenthread.identity.drafts import draft_of, drop_draft, keep_draft
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.commands.answers import Answer, answer_together
from goldenthread.plan.forms.mine import AnswerForm
from goldenthread.plan.queries.asking import Prompt, ended_meanwhile, prompts_for
from goldenthread.plan.queries.mine import MOST_ROWS, OwedAction, owed_actions, owed_by, owed_for, places_of
from goldenthread.plan.queries.reported_lately import reported_lately, reported_shown
from goldenthread.plan.queries.stranded import Stranded, numbers_in, stranded_in
from goldenthread.plan.queries.unanswered import count_waiting
from goldenthread.plan.views.answer_saving import are_sound, ask_for_files_again, save_answers

DUE, OTHERS = "Due before the board", "The others you lead"
MOST_NAMED, MOST_ASKED = 30, 20
FEW = 3
"""So many actions stand open on the page; of more each has one line until it is opened."""


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def my_actions(request: HttpRequest) -> HttpResponse:
    """What the person owes, answered in one form; what is left blank stays owed, what was answered stands apart.

    Words typed for an action that takes no answer here any more are saved nowhere, named with the reason, and kept
    on the page and in the draft until their author takes them away.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = timezone.now()
    today = timezone.localdate(now)
    reported = reported_lately(actor.acting, on=today)
    owed = owed_actions(actor.acting, on=today, beside=reported)
    if request.method == "POST":
        sent = dict(request.POST.lists())
        forms = _sent(request, owed, actor)
        stranded = stranded_in(sent, shown=_numbers(forms), reader=actor.acting)
        if _save(request, forms, stranded, actor, now):
            return redirect("my-actions")
        ask_for_files_again(forms)
    else:
        kept = draft_of(person=actor.person, form=request.path)
        sent = kept.fields if kept else {}
        forms = _offered(owed, sent)
        stranded = stranded_in(sent, shown=_numbers(forms), reader=actor.acting)
    prompts = prompts_for(actor.acting, on=today)
    is_refused = any(form.errors for form in forms)
    context = {
        "forms": forms,
        "stranded": stranded,
        "parts": _parts(forms, prompts),
        "opens_all": len(forms) <= FEW,
        "total": count_waiting(actor.acting, on=today) or 0,
        "answered": [item for item in owed if item.is_answered and item not in [form.owed for form in forms]],
        "reported": reported_shown(reported, places_of([*(item.action for item in owed), *reported])),
        "most": MOST_ROWS,
        "prompts": prompts,
        "asked": sorted({prompt.url for prompt in prompts} | set(request.POST.getlist("asked")[:MOST_ASKED])),
        "may_leave": any(form.may_be_left for form in forms),
        "has_shared": any(form.owed.answered_by for form in forms),
        "others_unchanged": "others_unchanged" in request.POST,
        "has_errors": is_refused,
        "once_token": request.POST.get("once", "") if is_refused else "",
    }
    return render(request, "plan/my-actions.html", context, status=422 if is_refused else 200)


def _parts(forms: list[AnswerForm], prompts: list[Prompt]) -> list[tuple[str, list[AnswerForm]]]:
    """The forms under what they are due for; without words where nothing is due before a board."""
    due = {prompt.plan: prompt.due for prompt in prompts}
    asked: dict[str, list[AnswerForm]] = {}
    for form in forms:
        if form.owed.is_asked:
            asked.setdefault(due.get(form.action.plan.key, DUE), []).append(form)
    others = [form for form in forms if not form.owed.is_asked]
    return [part for part in (*asked.items(), (OTHERS if asked else "", others)) if part[1]]


def _numbers(forms: list[AnswerForm]) -> set[int]:
    return {form.action.pk for form in forms}


def _sent(request: HttpRequest, owed: list[OwedAction], actor: Actor) -> list[AnswerForm]:
    """A form for each action that was on the page when it was sent, also one that others have pushed down since."""
    sent = set(numbers_in(dict(request.POST.lists())))
    found = [item for item in owed if item.action.pk in sent]
    further = sent - {item.action.pk for item in found}
    if further and len(owed) == MOST_ROWS:
        found += owed_for(owed_by(actor.acting).filter(pk__in=further), on=timezone.localdate(), reader=actor.acting)
    return [AnswerForm(item, request.POST, request.FILES) for item in found]


def _offered(owed: list[OwedAction], fields: Mapping[str, list[str]]) -> list[AnswerForm]:
    """A form for each action that waits, with what its author typed before and did not send."""
    return [AnswerForm(item, initial=_kept_fields(item.action.pk, fields)) for item in owed if not item.is_answered]


def _save(request: HttpRequest, forms: list[AnswerForm], stranded: list[Stranded], actor: Actor, now: datetime) -> bool:
    """Save what was answered and say so; refused, it says why at the forms. What is stranded stays a draft."""
    if not are_sound(forms, at=now):
        return False

    def save(answers: Sequence[Answer]) -> int:
        return answer_together(answers=answers, by=actor, at=now)

    saved = save_answers(forms, save, by=actor, at=now, others_unchanged="others_unchanged" in request.POST)
    if saved is None:
        return False
    drop_draft(person=actor.person, form=request.path)
    left = {name: text for one in stranded for name, text in one.fields}
    keep_draft(person=actor.person, form=request.path, fields=left, at=now, page=request.path)
    request.keeps_draft = bool(left)  # type: ignore[attr-defined]
    if saved:
        messages.success(request, " ".join([f"{counted(saved, 'answer')} saved.", *_saved(request, forms)]))
        for told in ended_meanwhile(actor.acting, request.POST.getlist("asked")[:MOST_ASKED]):
            messages.warning(request, told)
    for one in stranded:
        messages.warning(request, f"Not saved: {one.about}: {one.why} Your words stand below and are kept.")
    if any(name.endswith("-gone") for name in request.POST):
        messages.info(request, "The words that could not be saved were taken away.")
    elif not saved and not stranded:
        messages.info(request, "Nothing was filled in, so nothing was saved.")
    return True


def _saved(request: HttpRequest, forms: list[AnswerForm]) -> list[str]:
    """What was saved, by name: answers, what one press left unchanged, new ends with who decides, what is complete."""
    answered = [form for form in forms if form.has_answer and not form.says_no_change]
    ends = [form for form in answered if form.cleaned_data.get("new_end")]
    is_pressed = "others_unchanged" in request.POST
    left = [form for form in forms if form.may_be_left and not form.has_answer and is_pressed]
    unchanged = [form for form in forms if form.has_answer and form.says_no_change]
    said = [f"Answered: {_named(answered)}."] if answered else []
    if unchanged or left:
        said.append(f"No change: {_named([*unchanged, *left])}.")
    for who, forms_of in groupby(sorted(ends, key=_decides), key=_decides):
        said.append(f"A new end was asked for, on which {who} decides: {_named(list(forms_of))}.")
    return [*said, *_complete(forms)]


def _decides(form: AnswerForm) -> str:
    """Who decides on a new end of an action: its senior lead, or who keeps the plan."""
    senior = form.action.senior_lead
    keeper = form.action.plan.owner or "whoever keeps the plan"
    return f"{senior} or {keeper}" if senior is not None and senior != keeper else str(keeper)


def _named(forms: list[AnswerForm]) -> str:
    more = f" and {len(forms) - MOST_NAMED} more" if len(forms) > MOST_NAMED else ""
    return ", ".join(form.about for form in forms[:MOST_NAMED]) + more


def _complete(forms: list[AnswerForm]) -> list[str]:
    """What comes next for the actions that were just reported complete."""
    done = [form for form in forms if form.says_complete]
    seen = [form.about for form in done if form.action.plan.needs_assurance]
    taken = [form.about for form in done if not form.action.plan.needs_assurance]
    said = [f"{', '.join(seen)}: reported complete; a second person looks at the evidence, then blue."] if seen else []
    return [*said, f"{', '.join(taken)}: complete, and counted as blue."] if taken else said


def _kept_fields(action: int, kept: Mapping[str, list[str]]) -> dict[str, str]:
    """The fields of one action from a kept draft of the page."""
    prefix = f"a{action}-"
    return {
        name.removeprefix(prefix): values[0]
        for name, values in kept.items()
        if name.startswith(prefix) and values and not name.endswith(("-version", "-about"))
    }
