"""What was minuted under each item, as HTML: forty items of a dozen kinds of things, drawn as one text.

Drawn in the template language they cost half of what the page costs; nothing here asks the database or knows a
request. Every word that somebody wrote is escaped where it is put in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.committee.queries.minutes import (
    MinuteShown,
    MinutesShown,
    MotionShown,
    PromiseShown,
    ResolutionShown,
)
from goldenthread.committee.rendering import draw_noting, draw_writing
from goldenthread.committee.rendering_words import draw_exclusion, lines, paragraphs
from goldenthread.design.words import day
from goldenthread.kernel.addresses import address


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the reader may do with the minutes of the meeting with this key."""

    meeting: str
    keeps: bool = False
    writes: bool = False
    executive: bool = False


def draw_minutes(shown: MinutesShown, keeping: Keeping) -> SafeString:
    """The items of minutes as one reader reads them, for the list of the page."""
    drawn = "".join([_item(one, shown, keeping) for one in shown.entries])
    return mark_safe(drawn)  # noqa: S308 - every word is escaped below


def _item(one: MinuteShown, shown: MinutesShown, keeping: Keeping) -> str:
    said = _closed(one) if one.is_closed else _opened(one, shown, keeping)
    return (
        f'<li id="item-{one.item.number}"><span class="number">{escape(one.number)}.</span><div>\n'
        f'<p class="title">{escape(one.item.title)}</p>\n{"".join(said)}\n</div></li>\n'
    )


def _closed(one: MinuteShown) -> Iterator[str]:
    """Why an item is kept from the reader, and its public summary."""
    yield f'<p class="kept-back">{escape(one.item.restricted)}</p>'
    if one.summary:
        yield f"<p>{lines(one.summary)}</p>"


def _opened(one: MinuteShown, shown: MinutesShown, keeping: Keeping) -> Iterator[str]:
    if one.item.restricted:
        yield f'<p class="kept-back">{escape(one.item.restricted)}</p>\n'
    yield from (f'<p class="quiet">{escape(said)}.</p>\n' for said in (*one.passages, *one.proceedings))
    if one.text:
        yield paragraphs(one.text)
    yield from (f"<p>{escape(said)}.</p>\n" for said in one.heard)
    yield from (_exchange(*said) for said in one.exchanges)
    yield from map(_motion, one.motions)
    yield from (_resolution(part, one, keeping) for part in one.resolutions)
    yield from map(_promise, one.promises)
    yield from (f'<p class="notice">{lines(said)}</p>\n' for said in one.later_notes)
    if one.summary and one.item.restricted:
        yield f'<p class="quiet">Public summary: {lines(one.summary)}</p>\n'
    if one.item.is_motion and shown.exclusion.motion:
        yield f'<div class="motion">{draw_exclusion(shown.exclusion.exclusion)}</div>\n'
    if keeping.keeps:
        yield _ways(one, shown, keeping)


def _ways(one: MinuteShown, shown: MinutesShown, keeping: Keeping) -> str:
    """What the clerk may do under an item: minute something, or add a note once the minutes were put to a meeting."""
    if keeping.writes:
        return draw_writing(keeping.meeting, one.item, has_motion=bool(shown.exclusion.motion))
    return draw_noting(keeping.meeting, one.item)


def _exchange(who: str, asked: str, answer: str) -> str:
    by = f"{escape(who)}: " if who else ""
    answered = f"<p>{lines(answer)}</p>" if answer else ""
    return f"<p><i>{by}{lines(asked)}</i></p>{answered}\n"


def _motion(motion: MotionShown) -> str:
    kind = "Amendment" if motion.is_amendment else "Motion"
    by = f", {escape(motion.by)}" if motion.by else ""
    named = f" {escape('; '.join(motion.named))}." if motion.named else ""
    return f'<p>{kind}: {lines(motion.text)}</p><p class="quiet">{escape(motion.vote)}{by}.{named}</p>\n'


def _resolution(part: ResolutionShown, one: MinuteShown, keeping: Keeping) -> str:
    mark = f"{escape(part.mark)} " if len(one.resolutions) > 1 else ""
    drawn = [f"<p><b>{escape(part.lead)}</b> {mark}{lines(part.text)}</p>"]
    if part.asks:
        owner = f": {escape(part.owner)}" if part.owner else ""
        until = f", by {day(part.due_on)}" if part.due_on else ""
        drawn.append(f'<p class="quiet">Asks for an answer{owner}{until}</p>')
    if part.came:
        drawn.append(f'<p class="quiet">{escape(part.came)}</p>')
    if part.reason:
        drawn.append(f'<p class="quiet">Reason: {escape(part.reason)}</p>')
    if keeping.keeps and keeping.executive:
        at = (keeping.meeting, str(one.item.number), str(part.number))
        call_in = f'Call-in<span class="vh"> of part {part.number}</span>'
        drawn.append(
            f'<p class="no-print"><a href="{address("publish-decision", *at)}">Publish it</a> '
            f'<a href="{address("call-in-decision", *at)}">{call_in}</a></p>'
        )
    if part.alternatives:
        drawn.append(f'<p class="quiet">Alternatives considered: {escape(part.alternatives)}</p>')
    return "".join(drawn)


def _promise(owed: PromiseShown) -> str:
    until = f" by {day(owed.due_on)}" if owed.due_on else ""
    done = f"; discharged on {day(owed.discharged_on)}: {escape(owed.discharged_by)}" if owed.discharged_on else ""
    return f'<p>{lines(owed.text)}</p><p class="quiet">Owed by {escape(owed.owner)}{until}{done}</p>\n'
