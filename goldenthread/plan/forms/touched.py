"""Which fields somebody touched: each carries what it said when its reader opened it.

Two people may change different fields of one thing. What somebody only read is
not sent back as if it were typed, so it cannot undo what another saved since.
"""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

READ = "read-"


def as_read(form: forms.Form, stands: Mapping[str, str]) -> SafeString:
    """Hidden fields with what each text said when the form was opened; a form that comes back keeps them."""
    kept: Mapping[str, object] = form.data if form.is_bound else form.initial
    return format_html_join(
        "\n",
        '<input type="hidden" name="{}" value="{}">',
        ((form.add_prefix(READ + name), kept.get(form.add_prefix(READ + name), text)) for name, text in stands.items()),
    )


def touched(form: forms.Form, names: Iterable[str]) -> set[str]:
    """The fields whose text is not what it was when the form was opened."""
    return {name for name in names if _text(form, name) != _text(form, READ + name)}


def _text(form: forms.Form, name: str) -> str:
    return str(form.data.get(form.add_prefix(name), "")).replace("\r\n", "\n").strip()
