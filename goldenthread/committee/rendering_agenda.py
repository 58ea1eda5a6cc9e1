"""The items of an agenda as HTML, as their reader sees them: drawn as one text, which costs a third of a template.

Nothing here asks the database or knows a request. Every word that somebody wrote is escaped where it is put in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.committee.kinds import ItemKind
from goldenthread.committee.queries.agenda import AgendaShown, ItemShown, PaperShown, PartShown
from goldenthread.committee.queries.questions import QuestionShown
from goldenthread.committee.rendering_words import draw_exclusion, lines
from goldenthread.kernel.addresses import address


@dataclass(frozen=True, slots=True)
class Arranging:
    """What its clerk may do with the agenda of the meeting with this key.

    Nothing of what was issued is moved any more. ``hidden`` gives the hidden fields of a form, new ones for each form.
    """

    meeting: str
    is_issued: bool
    hidden: Callable[[], str]


def draw_part(
    part: PartShown, agenda: AgendaShown, questions: Sequence[QuestionShown], arranging: Arranging | None
) -> SafeString:
    """The items of a part of the agenda, for its list; ``arranging`` for its clerk while the meeting is to come."""
    drawn = "".join([_item(one, agenda, questions, arranging) for one in part.items])
    return mark_safe(drawn)  # noqa: S308 - every word is escaped below


def _item(one: ItemShown, agenda: AgendaShown, questions: Sequence[QuestionShown], arranging: Arranging | None) -> str:
    kinds = f"{'under ' if one.is_under else ''}{'left-out' if one.note else ''}"
    kind = f' class="{kinds}"' if kinds else ""
    said = "".join(_said(one, agenda, questions))
    ways = _ways(one, arranging) if arranging else ""
    return (
        f'<li id="item-{one.number}"{kind}><span class="number">{escape(one.printed)}.</span><div>\n'
        f"{said}{ways}\n</div></li>\n"
    )


def _said(one: ItemShown, agenda: AgendaShown, questions: Sequence[QuestionShown]) -> Iterator[str]:
    """What stands under an item, in the order in which agendas print it."""
    title = escape(one.title)
    new = ' <span class="soft">(added since the agenda was issued)</span>' if one.is_new else ""
    yield f'<p class="title">{f"""<a href="{one.url}">{title}</a>""" if one.opened else title}{new}</p>\n'
    if one.note:
        yield f"<p>{escape(one.note)}</p>\n"
    if one.rubric:
        yield f"<p>{lines(one.rubric)}</p>\n"
    if one.urgent:
        yield f"<p>Taken as a matter of urgency, admitted by {escape(one.admitted_by)}: {lines(one.urgent)}</p>\n"
    if one.report_of:
        yield f"<p>Report of the {escape(one.report_of)}.</p>\n"
    yield from _quiet(one)
    if one.is_motion and agenda.motion and not one.note:
        yield f'<div class="motion"><p>{escape(agenda.motion)}</p>\n{draw_exclusion(agenda.exclusion)}</div>\n'
    if one.restricted:
        yield f'<p class="kept-back">{escape(one.restricted)}</p>\n'
    yield from _behind(one, questions)
    if one.purpose:
        yield f'<p class="quiet">{escape(one.purpose)}</p>\n'


def _behind(one: ItemShown, questions: Sequence[QuestionShown]) -> Iterator[str]:
    """The papers of an item, and the questions that members sent in before."""
    if one.papers:
        yield f'<ul class="papers">{"".join([_paper(paper) for paper in one.papers])}</ul>\n'
    elif one.to_follow:
        yield '<p class="quiet">Report to follow</p>\n'
    if asked := "".join([_asked(each, one) for each in questions if each.under == one.number]):
        yield f'<ul class="asked-before">{asked}</ul>\n'


def _quiet(one: ItemShown) -> Iterator[str]:
    if one.pages:
        yield f'<p class="quiet">{"Pages" if "-" in one.pages else "Page"} {escape(one.pages)} of the pack</p>\n'
    if one.presenters:
        yield f'<p class="quiet">Presented by {escape(one.presenters)}</p>\n'
    if one.belongs_to:
        yield f'<p class="quiet">Belongs to item {escape(one.belongs_to)}</p>\n'


def _paper(paper: PaperShown) -> str:
    title = escape(paper.title)
    if paper.withdrawn:
        title = f'<del>{title}</del> <span class="soft">{escape(paper.withdrawn)}</span>'
    elif paper.url:
        title = f'<a href="{paper.url}">{title}</a>'
    why = f' <span class="soft">{escape(paper.restricted)}</span>' if paper.restricted else ""
    return f"<li>{title}{why}</li>"


def _asked(asked: QuestionShown, one: ItemShown) -> str:
    """A question of a member, under the item it was taken onto the agenda with."""
    about = f", about {escape(asked.about)}" if asked.about and one.kind == ItemKind.QUESTIONS else ""
    late = ' <span class="soft">(came after the day for questions)</span>' if asked.is_late else ""
    return f"<li><b>{escape(asked.asked_by)}</b> to {escape(asked.to)}{about}: {lines(asked.text)}{late}</li>"


def _ways(one: ItemShown, arranging: Arranging) -> str:
    """Up and down while an item is not issued, and the ways to change it and to add a paper."""
    at, title, moving = (arranging.meeting, str(one.number)), escape(one.title), ""
    if not arranging.is_issued or one.is_new:
        moves = " ".join(
            f'<button class="quiet-button" name="way" value="{way}">{way.capitalize()}'
            f'<span class="vh">: {title}</span></button>'
            for way in ("up", "down")
        )
        moving = f'<form method="post" action="{address("move-item", *at)}">{arranging.hidden()}{moves}</form>'
    return (
        f'<div class="do no-print">{moving}'
        f'<a href="{address("change-item", *at)}">Change<span class="vh"> {title}</span></a>'
        f'<a href="{address("add-paper", *at)}">Add a paper<span class="vh"> to {title}</span></a></div>'
    )
