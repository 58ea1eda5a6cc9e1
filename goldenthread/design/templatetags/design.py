"""What templates may say: marks, fields, parts of the page, dates and counts.

Registered as a built-in library, so no page needs to load it. ``{% part %}``
draws a part that is given values, ``{% within %}`` one that also wraps markup
of the page. Both refuse a value that the part's comment does not list, so that
a misspelt name is seen on the first try and not as a gap on the page.
"""

import re
import secrets
from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template import Context, TemplateSyntaxError
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design import difference, lines, marks, words
from goldenthread.design.forms import AnyForm, mistakes_of, render_field
from goldenthread.design.parts import CountRow, Figure
from goldenthread.kernel.errors import Conflict

register = template.Library()

for _filter in (
    words.day,
    words.short_day,
    words.weekday,
    words.clock,
    words.moment,
    words.when,
    words.counted,
    words.figure,
    words.spelt,
    words.listed,
    words.beside,
    words.title_size,
):
    register.filter(_filter.__name__, _filter)

for _line in (lines.way, lines.said, lines.noted, lines.tallies, lines.count_row, lines.total_row):
    register.filter(_line.__name__, _line)

register.simple_tag(marks.rating, name="rating")
register.simple_tag(marks.strip, name="strip")
register.simple_tag(marks.shape, name="shape")
register.simple_tag(render_field, name="field")
register.simple_tag(difference.changed, name="changed")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word: yes, no, to, up, down, ask, more."""
    return marks.shape(name, "icon")


@register.filter
def css_text(value: object) -> SafeString:
    """A text as a string of a style sheet: every letter that is not plain is written as its number."""
    return mark_safe("".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in str(value or "")))  # noqa: S308


_COMMENT = re.compile(r"\A\{% comment %\}\n(.*?)\{% endcomment %\}", re.DOTALL)
_VARIABLE = re.compile(r"^ {2}([a-z_]+) {2,}\S", re.MULTILINE)


@lru_cache(maxsize=256)
def variables_of(source: str) -> frozenset[str]:
    """The variables that a part lists in its opening comment, one a line, each with what it is."""
    comment = _COMMENT.match(source)
    if comment is None:
        raise TemplateSyntaxError("A part opens with a comment that lists its variables.")
    return frozenset(_VARIABLE.findall(comment[1]))


@lru_cache(maxsize=256)
def _part(name: str) -> tuple[Any, frozenset[str]]:
    """A part and its variables, looked for once."""
    found: Any = get_template(f"design/components/{name}.html")
    return found, variables_of(found.template.source)


def _draw(context: Context, name: str, values: dict[str, Any]) -> SafeString:
    part, known = _part(name)
    if not values.keys() <= known:
        unknown = sorted(values.keys() - known)
        raise TemplateSyntaxError(f'The part "{name}" has no {", ".join(unknown)}; it has {", ".join(sorted(known))}.')
    shared = {key: context.get(key) for key in ("csrf_token", "once_token")}
    return SafeString(part.render(values | shared))


@register.simple_tag
@lru_cache(maxsize=16)
def same(name: str) -> SafeString:
    """A piece that is the same on every page as long as the program runs: it is drawn once and has no variables."""
    return SafeString(render_to_string(f"design/{name}.html").strip())


@register.simple_tag
def printed() -> str:
    """The day and the time at which a page was drawn: ``13 March 2026 at 14:32``."""
    return words.moment(timezone.now())


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, /, **values: Any) -> SafeString:
    """Draw a part of the page from the values given, and from nothing else."""
    return _draw(context, name, values)


@register.simple_block_tag(takes_context=True)
def within(context: Context, content: SafeString, name: str, /, **values: Any) -> SafeString:
    """Draw a part of the page around markup."""
    return _draw(context, name, values | {"content": content})


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """The words of a block once more, without markup: the title of the page begins with its heading."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    if block is None:
        return SafeString("")
    text = strip_tags(str(block.render(context)))
    return mark_safe(" ".join(text.split()).replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S308


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """A token that lets a form act once, however often it is sent; a form that comes back keeps its own.

    Behind it stands, sealed, to whom the form was given, where the request says so.
    """
    seal = getattr(context.get("request"), "form_seal", "")
    token = context.get("once_token") or f"{secrets.token_urlsafe(18)}{seal}"
    return format_html('<input type="hidden" name="once" value="{}">', token)


@register.simple_tag
def error_summary(*forms: AnyForm, title: str = "", note: str = "") -> SafeString:
    """Every error of one form or several, in one outlined place that takes the focus; nothing where all is well."""
    mistakes = mistakes_of(*forms)
    if not mistakes:
        return SafeString("")
    title = (
        title or f"There {'is' if len(mistakes) == 1 else 'are'} {words.counted(len(mistakes), 'thing')} to put right"
    )
    return render_to_string(
        "design/components/error-summary.html", {"title": title, "mistakes": mistakes, "note": note}
    )


@register.simple_tag
def counts(
    columns: Sequence[str], rows: Sequence[CountRow], total: Sequence[Figure] = (), label: str = ""
) -> SafeString:
    """The ledger of counts; where there are many, one shape stands for several and a note says so."""
    per = marks.shapes_per(row.figures[0].count for row in rows if row.figures)
    context = {"columns": columns, "rows": rows, "total": total, "label": label, "one_shape": per}
    return render_to_string("design/components/counts.html", context)


@register.simple_tag
def conflict(found: Conflict, form: BaseForm, *, leave_url: str = "") -> SafeString:
    """Both texts of each field that two people changed, and the field to put them together.

    The fields stand here and not a second time below, and the form carries the
    version that a second try must name. Draw it inside the form, before its
    fields.
    """
    clashes = []
    for clash in found.clashes:
        theirs, yours = difference.side_by_side(clash.theirs, clash.yours)
        control = render_field(form[clash.field]) if clash.field in form.fields else ""
        clashes.append({"label": clash.label, "theirs": theirs, "yours": yours, "control": control})
    form.settled_above = frozenset(clash.field for clash in found.clashes)  # type: ignore[attr-defined]
    version = _version(form, found.version)
    context = {"by": found.by, "clashes": clashes, "version": version, "leave_url": leave_url}
    return render_to_string("design/components/conflict.html", context)


def _version(form: BaseForm, version: int) -> str:
    """The hidden field with the version, blank where the form has a field of its own that now says it."""
    name = form.add_prefix("version")
    if "version" not in form.fields:
        return format_html('<input type="hidden" name="{}" value="{}">', name, version)
    data: Any = copy(form.data)
    data[name] = str(version)
    form.data = data
    return ""
