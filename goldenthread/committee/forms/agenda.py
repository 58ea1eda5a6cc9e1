"""Forms of an agenda: items, papers, and what is kept from the public."""

from typing import Any

from django import forms

from goldenthread.bodies.schedule_12a import PARAGRAPHS
from goldenthread.committee.exempting import Reasons
from goldenthread.committee.forms.meetings import sentence, version_field
from goldenthread.committee.kinds import Ground, ItemKind, ItemPurpose, ItemState, PaperKind, Part
from goldenthread.committee.models import AgendaItem, CommitteeMeeting
from goldenthread.identity.forms.people import DayField, offer
from goldenthread.plan.forms.progress import file_field
from goldenthread.reports.models import Report
from goldenthread.reports.states import ReportState

YES_OR_NO = [("", "Not answered"), ("yes", "Yes"), ("no", "No")]


class ItemField(forms.ModelChoiceField[AgendaItem]):
    """An item of the same meeting."""

    def label_from_instance(self, item: Any) -> str:
        """Its title."""
        return str(item.title)


class ItemForm(forms.Form):
    """What an item says."""

    title = forms.CharField(
        label="Title", max_length=300, widget=forms.TextInput(attrs={"class": "long"}),
        error_messages={"required": "Give the item a title."},
    )  # fmt: skip
    public_title = forms.CharField(
        label="Public title", max_length=300, required=False, widget=forms.TextInput(attrs={"class": "long"}),
        help_text="What everybody reads of an item that is kept from the public; needed in Part 2",
    )  # fmt: skip
    purpose = forms.ChoiceField(label="For decision or information", choices=ItemPurpose.choices, required=False)
    report_of = forms.CharField(
        label="Report of",
        max_length=200,
        required=False,
        help_text="A chief officer, such as: Director of Children's Services",
    )
    presenters = forms.CharField(
        label="Presented by", max_length=500, required=False, help_text="Names with their posts; guests are to be heard"
    )
    rubric = sentence("What members are asked", most=5000, rows=3, hint="Stands under the title")
    to_follow = forms.BooleanField(label="The report is to follow", required=False)
    public_item = ItemField(
        label="Belongs to the public item", queryset=AgendaItem.objects.none(), required=False, empty_label="None",
        to_field_name="number", help_text="Only of an item of Part 2, such as the exempt appendix of a public report",
    )  # fmt: skip
    circumstances = sentence(
        "Special circumstances", most=5000, rows=2,
        hint="Only of an item taken as a matter of urgency: why it cannot wait. The minutes repeat it",
    )  # fmt: skip
    admitted_by = forms.CharField(
        label="Admitted by", max_length=200, required=False, help_text="Who presides and admits the urgent item"
    )
    version = version_field()

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "public_item", meeting.items.filter(part=Part.PUBLIC, parent=None).order_by("position"))


class NewItemForm(ItemForm):
    """A new item: its part, its kind and where it stands."""

    part = forms.TypedChoiceField(label="Part", choices=Part.choices, coerce=int, initial=Part.PUBLIC)
    kind = forms.ChoiceField(label="What it is", choices=ItemKind.choices, initial=ItemKind.REPORT)
    under = ItemField(
        label="Under the item", queryset=AgendaItem.objects.none(), required=False, to_field_name="number",
        empty_label="None: it stands by itself", help_text="A part of an item is numbered 4a, 4b",
    )  # fmt: skip
    field_order = ("title", "part", "kind", "public_title", "purpose", "report_of", "presenters", "rubric", "to_follow")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, meeting=meeting, **named)
        offer(self, "under", meeting.items.filter(parent=None).order_by("part", "position"))
        del self.fields["version"]


class LeaveOutForm(forms.Form):
    """Why an item is not taken, and to which meeting it goes."""

    what = forms.ChoiceField(
        label="What becomes of it", widget=forms.RadioSelect, initial=ItemState.DEFERRED,
        choices=[(ItemState.DEFERRED.value, "Deferred"), (ItemState.WITHDRAWN.value, "Withdrawn")],
    )  # fmt: skip
    to = forms.ModelChoiceField(
        label="Deferred to", queryset=CommitteeMeeting.objects.none(), required=False, to_field_name="key",
        empty_label="No day yet",
    )  # fmt: skip
    why = sentence("Why", most=500, rows=2, required="Give the reason.", hint="Printed with the item")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "to", meeting.committee.meetings.standing().filter(on__gt=meeting.on))


class ReportPaperForm(forms.Form):
    """An issued report for an item, or a file that was sent."""

    report = forms.ModelChoiceField(
        label="An issued report", queryset=Report.objects.none(), required=False, empty_label="None",
        to_field_name="key", widget=forms.Select(attrs={"class": "long"}),
    )  # fmt: skip
    file = file_field()
    file.help_text = "A PDF or a Word document, up to 25 MB"
    title = forms.CharField(
        label="Title of the file", max_length=300, required=False, widget=forms.TextInput(attrs={"class": "long"}),
        help_text="As the agenda has it; a report has its own",
    )  # fmt: skip
    kind = forms.ChoiceField(label="What the file is", choices=PaperKind.choices, initial=PaperKind.REPORT)
    public_title = forms.CharField(
        label="Public title", max_length=300, required=False, widget=forms.TextInput(attrs={"class": "long"}),
        help_text="Needed where the paper is kept from the public",
    )  # fmt: skip
    background = sentence(
        "Background papers", most=5000, rows=2,
        hint="Those it relies on to a material extent, or “None”; a report lists its own",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        there = meeting.items.filter(papers__withdrawn_at=None, papers__report__isnull=False)
        issued = Report.objects.filter(state=ReportState.ISSUED, destinations__body=meeting.committee.body_id)
        issued = issued.exclude(pk__in=there.values("papers__report"))
        offer(self, "report", issued.order_by("-issued_at").distinct())

    def clean(self) -> dict[str, Any]:
        """One of the two, and a file with its title."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("report")) == bool(given.get("file")) and not self.errors:
            self.add_error("report", "Choose a report, or send a file.")
        return given


class BackgroundForm(forms.Form):
    """The background papers of a paper."""

    background = sentence(
        "Background papers", most=5000, rows=4, required="List them, or write that there are none.",
        hint="Those it relies on to a material extent; exempt ones need not, confidential ones must not be listed",
    )  # fmt: skip


class ReasonsForm(forms.Form):
    """Why something is kept from the public."""

    public_title = forms.CharField(
        label="Public title", max_length=300, widget=forms.TextInput(attrs={"class": "long"}),
        help_text="Everybody reads that something is kept, and under this name",
        error_messages={"required": "Give it a title that everybody may read."},
    )  # fmt: skip
    ground = forms.ChoiceField(
        label="Ground", choices=Ground.choices, widget=forms.RadioSelect, initial=Ground.EXEMPT,
        help_text="Exempt may be kept, by a resolution; confidential must be",
    )  # fmt: skip
    paragraphs = forms.TypedMultipleChoiceField(
        label="Paragraphs of Part 1 of Schedule 12A", coerce=int, required=False,
        choices=[(one.number, one.named) for one in PARAGRAPHS], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    public_interest = sentence(
        "Why the public interest favours keeping it", hint="It is exempt only while this holds", rows=2
    )
    own_planning = forms.ChoiceField(
        label="Does it concern planning permission the council grants itself?", choices=YES_OR_NO, required=False
    )
    must_be_registered = forms.ChoiceField(
        label="Paragraph 3: does the information have to be registered?", choices=YES_OR_NO, required=False,
        help_text="Such as under the Companies Acts; then it is not exempt under this paragraph",
    )  # fmt: skip
    has_contract_terms = forms.BooleanField(
        label="Paragraph 3: it holds proposed terms of a contract", required=False,
        help_text="Otherwise every member of the council may read what is exempt under paragraph 3 or 6 alone",
    )  # fmt: skip
    review_on = DayField(label="Looked at again on", required=False, help_text="Whether it still has to be kept")
    confidential_because = sentence(
        "Why it is confidential", rows=2,
        hint="The government department that gave it and its terms, or the enactment or order that forbids disclosure",
    )  # fmt: skip

    def reasons(self) -> Reasons:
        """What was typed, as the rules read it."""
        given = self.cleaned_data
        answers = {"yes": True, "no": False}
        return Reasons(
            ground=Ground(given["ground"]),
            paragraphs=tuple(sorted(given["paragraphs"])),
            public_interest=given["public_interest"],
            confidential_because=given["confidential_because"],
            must_be_registered=answers.get(given["must_be_registered"]),
            own_planning=answers.get(given["own_planning"]),
            has_contract_terms=given["has_contract_terms"],
            review_on=given["review_on"],
        )
