"""A draft stands under the headings of its body's template, in their order, with its further sections."""

from goldenthread.reports.laying_out import laid_out
from goldenthread.reports.wording import DEFAULT, SectionBegun, TemplateValues

DRAFT = [
    SectionBegun("summary", text="In all."),
    SectionBegun("recommendations", text="Note it."),
    SectionBegun("body", "Background", text="The plan says what is done."),
    SectionBegun("body", "Progress of the plan", text="There are:"),
    SectionBegun("body", "Red actions", text="None."),
    SectionBegun("body", "What happens next", text="The next steps."),
    SectionBegun("conclusion", text="On the day."),
]


def under(*sections, **named):
    return laid_out(DRAFT, TemplateValues(sections=sections, **named))


def bodies(found):
    return [(one.heading, one.level, one.text) for one in found if one.kind == "body"]


def test_the_default_headings_of_the_council_leave_a_draft_as_it_is():
    assert laid_out(DRAFT, DEFAULT) == DRAFT


def test_the_first_heading_takes_the_place_of_background_and_the_position_holds_the_rest():
    found = under(
        SectionBegun("summary"), SectionBegun("recommendations"), SectionBegun("body", "Context"),
        SectionBegun("body", "Current Position"), SectionBegun("body", "Risks", text="The main risk is:"),
    )  # fmt: skip
    assert bodies(found) == [
        ("Context", 1, "The plan says what is done."),
        ("Current Position", 1, "There are:"),
        ("Red actions", 2, "None."),
        ("What happens next", 2, "The next steps."),
        ("Risks", 1, "The main risk is:"),
    ]


def test_a_heading_that_the_draft_has_too_takes_what_is_drafted_under_it_wherever_it_stands():
    found = under(SectionBegun("body", "What happens next"), SectionBegun("body", "Background", text="As you know."))
    assert bodies(found) == [
        ("What happens next", 1, "The next steps."),
        ("Background", 1, "As you know.\n\nThe plan says what is done."),
        ("Progress of the plan", 1, "There are:"),
        ("Red actions", 1, "None."),
    ]


def test_a_template_with_one_heading_keeps_everything_that_was_drafted():
    found = under(SectionBegun("body", "Why it matters"))
    assert [one[0] for one in bodies(found)] == [
        "Why it matters", "Progress of the plan", "Red actions", "What happens next",
    ]  # fmt: skip
    assert {one.text for one in DRAFT} <= {one.text for one in found}


def test_a_heading_without_text_is_left_for_its_author_to_write():
    found = under(SectionBegun("body", "Context"), SectionBegun("body", "Views of children"))
    assert ("Views of children", 1, "") in bodies(found)


def test_other_parts_take_the_headings_and_first_words_of_the_template_and_stand_in_the_order_of_a_paper():
    found = under(
        SectionBegun("conclusion", "To end with"), SectionBegun("summary", "In short", text="For busy readers."),
        SectionBegun("background_papers"), implications=("Legal",),
    )  # fmt: skip
    assert [one.kind for one in found] == [
        "summary", "recommendations", "body", "body", "body", "body", "implications", "conclusion", "background_papers",
    ]  # fmt: skip
    assert (found[0].heading, found[0].text) == ("In short", "For busy readers.\n\nIn all.")
    assert (found[-2].heading, found[-2].text) == ("To end with", "On the day.")
