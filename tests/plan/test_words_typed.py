"""Boxes for a few sentences: how long a text may be, and how it is counted."""

from django import forms

from goldenthread.plan.forms.choosing import words


class Said(forms.Form):
    """A form with one such box."""

    text = words("What has changed", most=100)


def test_a_line_break_counts_as_one_character_as_the_browser_shows_it():
    form = Said({"text": "\r\n".join(["nine char"] * 10)})
    assert form.is_valid()
    assert len(form.cleaned_data["text"]) == 99


def test_a_text_that_is_too_long_is_refused_and_not_cut():
    form = Said({"text": "x" * 101})
    assert not form.is_valid()
    assert "it has 101" in str(form.errors["text"])
    assert "x" * 101 in str(form["text"])


def test_the_box_cuts_no_paste():
    assert "maxlength" not in str(Said()["text"])
