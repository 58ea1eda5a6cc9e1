"""The invented example that the gallery draws: no council, person or paper of it exists."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from goldenthread.design.forms import RatingChoice
from goldenthread.design.marks import Standing, rating
from goldenthread.design.parts import (
    Attention,
    Chosen,
    Column,
    CountRow,
    Entry,
    Fact,
    Figure,
    Link,
    Meaning,
    Paper,
    Result,
    Said,
    Stage,
    Step,
)
from goldenthread.kernel.errors import Clash, Conflict

COLOURS = {"green": "Green", "amber": "Amber", "red": "Red", "reported": "Reported complete"}
SHAPES = {"green": "green", "amber": "amber", "red": "red", "reported": "waiting"}
SPOKEN = {"green": "in progress", "amber": "more work needed", "red": "stuck"}
DAY = date(2026, 3, 13)
AT = datetime(2026, 3, 13, 14, 32, tzinfo=UTC)

MEANINGS = [
    Meaning("blue", "Blue", "Done, seen by a second person, and making a difference."),
    Meaning("blue", "Completed", "Read from an earlier paper as finished.", Standing.ON_PAPER),
    Meaning(
        "blue", "Reported", "Complete in the eyes of its lead; a second person has not seen it.", Standing.REPORTED
    ),
    Meaning("green", "Green", "In progress, with nothing in the way."),
    Meaning("amber", "Amber", "More work is needed than was planned."),
    Meaning("red", "Red", "Stuck until somebody decides something."),
    Meaning("none", "No rating", "Nobody has rated it yet."),
]


def _figures(*numbers: int) -> list[Figure]:
    return [Figure(number, "#ratings") for number in numbers]


def count_rows() -> list[CountRow]:
    """A plan of 26 actions, counted."""
    return [
        CountRow("blue", "Blue", _figures(7, 7, 5), "complete"),
        CountRow("blue", "Reported", _figures(1, 1, 1), "complete, not yet assured", Standing.REPORTED),
        CountRow("green", "Green", _figures(12, 7, 13), "in progress"),
        CountRow("amber", "Amber", _figures(5, 8, 7), "more work needed"),
        CountRow("red", "Red", _figures(1, 3, 0), "stuck"),
    ]


def large_count_rows() -> list[CountRow]:
    """A plan of 1,140 actions, where one shape stands for several."""
    return [
        CountRow("blue", "Blue", _figures(660)),
        CountRow("green", "Green", _figures(430)),
        CountRow("none", "No rating", _figures(50)),
    ]


class EveryWidget(forms.Form):
    """A field of each kind."""

    done_so_far = forms.IntegerField(label="Assessments begun by partners so far", required=False)
    ends = forms.CharField(label="When does it end?", help_text="For example 1 July 2026, 1/7/26 or July 2026")
    lead = forms.ChoiceField(label="Who leads it?", choices=[("", "Choose a person"), ("dr", "Devika Rao")])
    rating = forms.ChoiceField(label="Rating", choices=COLOURS.items(), widget=RatingChoice(SHAPES, SPOKEN))
    boards = forms.MultipleChoiceField(
        label="Which boards read it?",
        choices=[("ib", "Improvement Board"), ("sb", "Strategy Board")],
        widget=forms.CheckboxSelectMultiple,
        help_text="All that apply",
    )
    note = forms.CharField(label="What has changed since December?", widget=forms.Textarea(attrs={"rows": 3}))
    evidence = forms.FileField(label="Evidence", required=False, help_text="Word, Excel or PDF, up to 25 MB")
    same = forms.BooleanField(label="No change since December", required=False)
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), required=False
    )


class UpdateForm(forms.Form):
    """What a lead says of one action."""

    note = forms.CharField(label="What has changed?", widget=forms.Textarea(attrs={"rows": 3}))
    measure = forms.CharField(label="Measure")


class Filters(forms.Form):
    """Filters of a list."""

    priority = forms.ChoiceField(label="Priority", choices=[("", "All"), ("1", "1 Early help")], required=False)
    of_rating = forms.ChoiceField(label="Rating", choices=[("", "All"), ("red", "Red")], required=False)
    of_lead = forms.ChoiceField(label="Lead", choices=[("", "Everyone"), ("dr", "Devika Rao")], required=False)
    late = forms.BooleanField(label="Late", required=False)
    attention = forms.BooleanField(label="Needs attention", required=False)


def _refused() -> EveryWidget:
    form = EveryWidget(
        {"refused-note": "In progress.", "refused-ends": "soon", "refused-rating": "green"}, prefix="refused"
    )
    form.add_error("note", "Say what has changed since December. “In progress” alone tells the board nothing.")
    form.add_error("ends", "Write a day, a month or a quarter, such as 1 July 2026 or July 2026.")
    return form


def _conflict() -> dict[str, Any]:
    theirs = "Agreed with 11 of 14 schools. The two academies meet us on 19 March."
    yours = "Agreed with 12 of 14 schools. The booklet is printed and with the schools."
    form = UpdateForm({"conflict-note": yours, "conflict-measure": "All 14 schools agree."}, prefix="conflict")
    clash = Conflict("Owen Pascoe", 4, [Clash("note", "What has changed?", theirs, yours)])
    return {"conflict_form": form, "found_conflict": clash}


STAGES = [
    Stage("Source", "A full knot on a solid line", when="14 October 2025", text="It happened and can be shown."),
    Stage("Finding", "A heading that leads somewhere", when="Area 1", url="#thread", text="Three actions answer it."),
    Stage("Action", "A filled knot", "here", "since April 2025", text="The thing this page is about."),
    Stage("Evidence", "A break in the line", "missing", text="Something should be here and is not."),
    Stage("Meeting", "A dashed line", "to come", "10 April 2026", text="Still to come."),
    Stage("And back", "What is resolved becomes a finding", "to come", text="The thread goes on from there."),
]
STEPS = [
    Step("Opened", "2 March", "done"),
    Step("Returns due", "Friday 13 March", "here"),
    Step("Closes", "20 March"),
    Step("Board", "2 April", url="#thread"),
]
FACTS = [
    Fact("Rating", rating("amber", "Amber", meaning="more work needed")),
    Fact("Lead", "Lena Marsh", change_url="#facts"),
    Fact("Ends", "June 2026", "first November 2025; moved once, because of the audit, agreed by Ruth Lindqvist"),
    Fact("Senior lead", ""),
]
HISTORY = [
    Entry(
        "Measure changed",
        "Lena Marsh",
        AT,
        why="the audit asks for it",
        before="8 in 10 reviews",
        after="9 in 10 reviews",
    ),
    Entry("Reopened", "Grace Adeyinka", date(2026, 2, 6), "Ruth Lindqvist", "the practice audit, finding 2"),
]
UPDATES = [
    Said("Both teams sampled. 13 of 20 reviews hold the child’s words.", "Lena Marsh", date(2026, 3, 10)),
    Said(
        "Reopened: the practice audit contradicts the evidence of December.",
        "Grace Adeyinka",
        date(2026, 2, 6),
        note=rating("amber", "Amber", form="mark"),
    ),
    Said("Prompt cards drafted.", "", on_words="Autumn 2025"),
]
PAPERS = [
    Paper("Practice audit, January 2026", "#lists", "finding 2, seen by Grace Adeyinka"),
    Paper("Sample of one team, December 2025", "#lists", "17 of 20", overtaken=True),
    Paper("A paper nobody has filed yet", note="asked for on 2 March"),
]
ATTENTION = [
    Attention(5, "ratings better than the dates suggest", "#ratings", ": 1.3, 1.4, 2.5, 3.2 and 4.1"),
    Attention(12, "actions past their end date", "#ratings"),
    Attention(
        "S2.4", "What support looks like in every school", rest=". Owen Pascoe wrote here today", figure_url="#ratings"
    ),
]
RESULTS = [
    Result(
        "2.3 Write down the child’s own words at every review", "#lists", "Action", where="Improvement plan 2025–26"
    ),
]
COLUMNS = [
    Column("Choose", "pick", hidden=True),
    Column("Ref", "ref", sort_url="#tables", sorted="ascending"),
    Column("Action"),
    Column("Dates", "dates", sort_url="#tables"),
    Column("Lead", "lead"),
    Column("Latest update", "say"),
    Column("Rating", "rate"),
]


def gallery_context() -> dict[str, Any]:
    """Everything the gallery draws."""
    return {
        "every_widget": EveryWidget(initial={"done_so_far": 11, "rating": "green"}),
        "refused_form": _refused(),
        "has_errors": False,
        "filter_form": Filters(prefix="filter"),
        "count_columns": ["By officers", "By the dates", "Last board, Dec"],
        "count_rows": count_rows(),
        "count_total": [Figure(26), Figure(26), Figure(26)],
        "large_count_rows": large_count_rows(),
        "large_total": [Figure(1140)],
        "large_columns": ["By officers"],
        "meanings": MEANINGS,
        "stages": STAGES,
        "steps": STEPS,
        "facts": FACTS,
        "entries": HISTORY,
        "updates": UPDATES,
        "papers": PAPERS,
        "attention": ATTENTION,
        "results": RESULTS,
        "columns": COLUMNS,
        "rating_columns": [Column(name) for name in ("Word", "Full", "By the dates", "In a sentence", "Narrow cell")],
        "narrow_columns": [Column("Step"), Column("In progress", "n"), Column("Done", "n")],
        "chosen": [Chosen("Late", "#tables"), Chosen("Lead: Huw Bevan", "#tables")],
        "no_filters": [],
        "tabs": [
            Link("Actions", "#frame", is_here=True, count=26),
            Link("Findings", "#frame", count=22),
            Link("Record", "#frame"),
        ],
        "trail": [Link("Plans", "#frame"), Link("Improvement plan 2025–26", "#frame")],
        "page": Paginator(range(430), 50).page(2),
        "page_query": "rating=red&",
        "follows": [
            "26 actions and their history go from the list.",
            "Nothing is lost: the record keeps what was said.",
        ],
        "kept_at": AT,
        "acted_on": DAY,
    } | _conflict()
