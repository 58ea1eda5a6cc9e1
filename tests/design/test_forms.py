"""Fields in our markup: the same words at the field and in the summary, and nothing that only eyes can tie together."""

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict
from lxml import html

from goldenthread.design.forms import DesignRenderer, RatingChoice, mistakes_of, sentences
from goldenthread.kernel.errors import Clash, Conflict
from tests.design.drawing import HOSTILE, draw

SHAPES = {"green": "green", "done": "waiting"}


class Update(forms.Form):
    default_renderer = DesignRenderer

    note = forms.CharField(label="What has changed?", help_text="For example: two days held.", max_length=20)
    rating = forms.ChoiceField(
        label="Rating",
        choices=[("green", "Green"), ("done", "Reported")],
        widget=RatingChoice(SHAPES, {"green": "going"}),
    )
    lead = forms.ChoiceField(label="Lead", choices=[("", "Choose"), ("x", "X")])
    boards = forms.MultipleChoiceField(label="Boards", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    paper = forms.FileField(label="Evidence")
    read = forms.BooleanField(label="I have read it")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


def bound(**data: str) -> Update:
    return Update(data, MultiValueDict(), prefix="u")


def tree(source: str, **context: object) -> html.HtmlElement:
    return html.fragment_fromstring(draw(source, **context), create_parent="main")


def test_a_control_names_its_label_its_error_and_its_help():
    page = tree("{% field form.note %}", form=bound())
    (control,) = page.xpath("//input")
    assert page.xpath("//label/@for") == [control.get("id")]
    ids = control.get("aria-describedby").split()
    assert [page.xpath(f"//*[@id='{name}']")[0].text_content() for name in ids] == [
        "Error: Fill in “What has changed?”.",
        "For example: two days held.",
    ]
    assert control.get("aria-invalid") == "true"


def test_help_given_by_the_page_is_tied_to_the_control():
    page = tree("{% field form.lead hint='Who answers for it.' %}", form=Update())
    (control,) = page.xpath("//select")
    assert page.xpath(f"//*[@id='{control.get('aria-describedby')}']")[0].text == "Who answers for it."


def test_choices_stand_in_a_named_group_with_shape_and_meaning():
    page = tree("{% field form.rating %}", form=Update())
    assert page.xpath("//fieldset/legend")[0].text == "Rating"
    assert page.xpath("//label//use/@href") == ["#shape-green", "#shape-waiting"]
    assert [" ".join(label.text_content().split()) for label in page.xpath("//label")] == ["Green: going", "Reported"]


def test_a_group_with_an_error_is_described_by_it():
    page = tree("{% field form.boards %}", form=bound())
    (name,) = page.xpath("//fieldset/@aria-describedby")
    assert page.xpath(f"//*[@id='{name}']")[0].text_content() == "Error: Choose an answer to “Boards”."


def test_a_tick_stands_inside_its_label():
    page = tree("{% field form.read %}", form=Update())
    assert page.xpath("//label//input/@type") == ["checkbox"]
    assert page.xpath("//label")[0].text_content().strip() == "I have read it"


def test_no_field_leaves_its_complaint_to_the_browser():
    assert tree("{{ form }}", form=Update()).xpath("//*[@required]") == []


def test_a_hidden_field_has_no_label():
    page = tree("{% field form.version %}", form=Update())
    assert [child.get("type") for child in page] == ["hidden"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("note", "Fill in “What has changed?”."),
        ("rating", "Choose an answer to “Rating”."),
        ("lead", "Choose an answer to “Lead”."),
        ("paper", "Choose a file for “Evidence”."),
        ("read", "Tick “I have read it” to go on."),
    ],
)
def test_what_is_missing_is_asked_for_by_name(name, said):
    assert sentences(bound()[name]) == [said]


def test_a_text_too_long_says_how_long_it_may_be_and_is():
    form = bound(**{"u-note": "x" * 1234})
    assert sentences(form["note"]) == ["“What has changed?” may have 20 characters; it has 1,234."]


def test_a_sentence_of_the_form_itself_is_kept():
    form = bound(**{"u-note": "In progress."})
    form.add_error("note", "Say what has changed.")
    assert sentences(form["note"]) == ["Say what has changed."]


def test_the_summary_says_the_same_words_and_leads_to_the_controls():
    form = bound()
    form.add_error(None, "Nobody may answer after the close.")
    page = tree("{% error_summary form %}{% for one in form.visible_fields %}{% field one %}{% endfor %}", form=form)
    links = page.xpath("//div[@class='error-summary']//a")
    assert len(links) == 6
    for link in links:
        (target,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.tag in {"input", "select", "textarea"}
        assert any(link.text_content() in why.text_content() for why in page.xpath("//p[@class='why']"))
    assert page.xpath("//div[@class='error-summary']//li/b")[0].text == "Nobody may answer after the close."
    assert page.xpath("//h2")[0].text == "There are 8 things to put right"


def test_a_hidden_field_asks_for_nothing_that_nobody_can_see():
    assert sentences(bound()["version"]) == ["The page came back incomplete. Load it again and send it once more."]


def test_a_form_without_errors_has_no_summary():
    assert draw("{% error_summary form %}", form=Update()).strip() == ""


def test_several_forms_say_what_each_error_is_about():
    first, second = bound(), bound(**{"u-note": "Done.", "u-rating": "green"})
    first.about, second.about = "1.2", "1.4"  # type: ignore[attr-defined]
    assert [mistake.about for mistake in mistakes_of([first, second])].count("1.4") == 5
    assert "1.2: Fill in" in draw("{% error_summary forms %}", forms=[first, second])


def test_a_formset_is_summed_up_like_its_forms():
    forms_ = forms.formset_factory(Update, extra=1, min_num=1)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-note": ""}
    )
    assert len(mistakes_of(forms_)) == 7


def test_a_whole_form_is_drawn_with_its_summary_first():
    page = tree("{{ form }}", form=bound())
    assert page[0].get("class") == "error-summary"
    assert page.xpath("//input[@type='hidden']/@name") == ["u-version"]


def conflict_of(form: forms.Form) -> Conflict:
    return Conflict("Owen Pascoe", 4, [Clash("note", "What has changed?", "Eleven schools.", "Twelve schools.")])


def test_a_conflict_shows_both_texts_and_one_field():
    form = bound(**{"u-note": "Twelve schools.", "u-version": "1"})
    page = tree(
        "{% conflict found form %}{% field form.note %}{% field form.version %}", found=conflict_of(form), form=form
    )
    texts = [" ".join(text.text_content().split()) for text in page.xpath("//blockquote")]
    assert texts == ["[only here: Eleven] schools.", "[only here: Twelve] schools."]
    assert page.xpath("//*[@name='u-note']/@value") == ["Twelve schools."]


def test_the_second_try_names_the_version_it_has_seen():
    form = bound(**{"u-note": "Twelve schools.", "u-version": "1"})
    page = tree("{% conflict found form %}{{ form.version }}", found=conflict_of(form), form=form)
    assert page.xpath("//*[@name='u-version']/@value") == ["4"]


def test_a_form_without_a_version_is_given_one():
    class Plain(forms.Form):
        note = forms.CharField()

    form = Plain({"note": "Twelve schools."})
    page = tree("{% conflict found form %}", found=conflict_of(form), form=form)
    assert page.xpath("//*[@name='version']/@value") == ["4"]


def test_what_was_typed_is_escaped():
    form = bound(**{"u-note": HOSTILE})
    form.add_error("note", HOSTILE)
    found = Conflict(HOSTILE, 2, [Clash("note", HOSTILE, HOSTILE, "mine")])
    drawn = draw(
        "{% error_summary form title=bad note=bad %}{% conflict found form %}{{ form }}",
        form=form,
        found=found,
        bad=HOSTILE,
    )
    assert "<script" not in drawn


def test_a_form_acts_once_and_keeps_its_token_when_it_comes_back():
    one, other = draw("{% once %}"), draw("{% once %}")
    assert one != other
    assert len(tree("{% once %}").xpath("//input/@value")[0]) >= 20
    assert tree("{% once %}", once_token="same").xpath("//input/@value") == ["same"]
