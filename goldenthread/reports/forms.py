"""Forms of reports: begin one, its head, its sections, what is decided of it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from goldenthread.boards.models import MonitoringRound
from goldenthread.bodies.models import Body
from goldenthread.bodies.schedule_12a import LONGEST_REASON, PARAGRAPHS
from goldenthread.identity.forms.people import DayField, PersonField, offer, people_to_choose
from goldenthread.identity.models import Person, PostHolding, RoleHeld
from goldenthread.identity.roles import Role
from goldenthread.plan.forms.choosing import line, version, words
from goldenthread.reports.commands.writing import LONGEST_SECTION, Exempt, Going
from goldenthread.reports.forms_tables import with_tables
from goldenthread.reports.models import Report, Section
from goldenthread.reports.states import Purpose, SectionKind

MOST_BODIES = 3
PUBLIC = (("yes", "Public"), ("no", "Non-public"))
EXEMPT = tuple((str(one.number), one.named) for one in PARAGRAPHS)
WITH_A_HEADING = (SectionKind.BODY, SectionKind.IMPLICATIONS)
"""Sections whose heading is their author's; the others have the council's word for one."""
LEVELS = ((1, "A heading"), (2, "A heading beneath the one above"))


def people_to_write() -> QuerySet[Person]:
    """Everybody here who can sign in and change something: whoever can be the author of a report."""
    auditors = RoleHeld.objects.current(on=localdate()).filter(role=Role.AUDITOR).order_by().values("person")
    return people_to_choose().filter(account__is_active=True).exclude(pk__in=auditors)


OFFICERS = (
    Role.LEAD_OFFICER, Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.DEMOCRATIC_SERVICES,
    Role.MONITORING_OFFICER,
)  # fmt: skip
"""Roles that an officer of the council has."""


def officers_to_choose(*, on: date, besides: str = "") -> QuerySet[Person]:
    """Whoever holds a post or an officer's role on a day: in the name of whom a report goes. A councillor is none.

    ``besides`` is the key of somebody who is named already, and stays on the list.

    Source: Local Government Act 1972, section 116 (a member of an authority holds no paid office under it).
    """
    held = RoleHeld.objects.current(on=on).order_by()
    officers = held.filter(role__in=OFFICERS).values("person")
    members = held.filter(role=Role.ELECTED_MEMBER).values("person")
    in_post = PostHolding.objects.current(on=on).order_by().values("person")
    found = people_to_choose().filter(Q(pk__in=officers) | Q(pk__in=in_post)).exclude(pk__in=members)
    return people_to_choose().filter(Q(pk__in=found.values("pk")) | Q(key=besides)) if besides else found


class BodiesForm(forms.Form):
    """Which bodies a report goes to, and on which days; blank rows are left out."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        bodies = list(Body.objects.filter(ended_on=None).values_list("key", "name"))
        for place in range(1, MOST_BODIES + 1):
            self.fields[f"body_{place}"] = forms.ChoiceField(
                label="And to" if place > 1 else "It goes to", required=False,
                choices=[("", "None" if place > 1 else "Choose a body"), *bodies],
                widget=forms.Select(attrs={"class": "long"}),
            )  # fmt: skip
            self.fields[f"on_{place}"] = DayField(label="It meets on", required=False)

    def clean(self) -> dict[str, Any]:
        """Each body once; a day without a body says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for place in range(1, MOST_BODIES + 1):
            body, on = cleaned.get(f"body_{place}") or "", cleaned.get(f"on_{place}")
            if on and not body:
                self.add_error(f"body_{place}", "Choose the body that meets on this day.")
            if body and body in seen:
                self.add_error(f"body_{place}", "This body stands above already; each stands once.")
            seen.add(body)
        return cleaned

    @property
    def going_to(self) -> list[Going]:
        """The bodies with their days, in the order in which they were given."""
        given = [
            (self.cleaned_data.get(f"body_{place}") or "", self.cleaned_data.get(f"on_{place}"))
            for place in range(1, MOST_BODIES + 1)
        ]
        known = {body.key: body for body in Body.objects.filter(key__in=[key for key, _ in given])}
        return [Going(known[key], on) for key, on in given if key in known]


def bodies_of_report(report: Report) -> dict[str, Any]:
    """What the rows of bodies hold for a report."""
    found: dict[str, Any] = {}
    for place, one in enumerate(report.destinations.select_related("body"), start=1):
        found |= {f"body_{place}": one.body.key, f"on_{place}": one.on}
    return found


class _Head(BodiesForm):
    """What every head of a report asks."""

    subject = line(
        "Subject", width="long", required=True, hint="As the agenda is to print it, such as: Improvement plan, round 4"
    )
    is_public = forms.ChoiceField(label="Is it public?", choices=PUBLIC, widget=forms.RadioSelect, initial="yes")
    exempt_under = forms.MultipleChoiceField(
        label="Under which paragraphs of Part 1 of Schedule 12A is it not public?", required=False, choices=EXEMPT,
        widget=forms.CheckboxSelectMultiple, help_text="Of the Local Government Act 1972; the paper prints the numbers",
    )  # fmt: skip
    public_interest = words(
        "Why does the public interest favour keeping it?", rows=3, most=LONGEST_REASON,
        hint="In a sentence, weighed against telling it. Those who may read the report read it under its subject",
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label="What is it for?", choices=Purpose.choices, widget=forms.RadioSelect, initial=Purpose.INFORMATION
    )
    chief_officer = PersonField(
        label="Report of", required=False, help_text="The chief officer in whose name it goes", empty_label="Nobody yet"
    )
    author = PersonField(label="Report author", help_text="Who writes it, and is printed with telephone and e-mail")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["subject"].error_messages["required"] = "Give the subject."
        named_before = str(self.get_initial_for_field(self.fields["chief_officer"], "chief_officer") or "")
        offer(self, "chief_officer", officers_to_choose(on=localdate(), besides=named_before))
        offer(self, "author", people_to_write())
        self.order_fields(self.field_order)

    @property
    def bodies(self) -> list[list[forms.BoundField]]:
        """The rows of bodies with their days."""
        return [[self[f"body_{place}"], self[f"on_{place}"]] for place in range(1, MOST_BODIES + 1)]

    @property
    def ahead(self) -> list[forms.BoundField]:
        """The fields before the bodies."""
        return [self[name] for name in ("round", "subject") if name in self.fields]

    @property
    def of_non_public(self) -> list[forms.BoundField]:
        """The fields that only a report that is not public needs."""
        return [self["exempt_under"], self["public_interest"]]

    @property
    def behind(self) -> list[forms.BoundField]:
        """The fields after the bodies."""
        said = {"round", "subject", "exempt_under", "public_interest"}
        return [
            one for one in self.visible_fields() if one.name not in said and not one.name.startswith(("body_", "on_"))
        ]

    @property
    def shared(self) -> dict[str, Any]:
        """What the head says, in the words of the commands."""
        given = self.cleaned_data
        return {"is_public": given["is_public"] == "yes", "purpose": given["purpose"], "author": given["author"]}

    @property
    def exempt(self) -> Exempt:
        """Why it is not public, as it was given."""
        given = self.cleaned_data
        return Exempt(tuple(int(one) for one in given["exempt_under"]), given["public_interest"])


class NewReportForm(_Head):
    """A new report: on a closed round, or on none."""

    round = forms.ChoiceField(
        label="On which round", required=False, widget=forms.Select(attrs={"class": "long"}),
        help_text="Its figures come from the round as it was closed, and the first draft is made of it",
    )  # fmt: skip
    field_order = ("round", "subject", "body_1", "on_1", "body_2", "on_2", "body_3", "on_3", "is_public", "purpose")

    def __init__(self, *args: Any, rounds: list[MonitoringRound], may_be_on_none: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self.rounds = {f"{one.plan.key}/{one.number}": one for one in rounds}
        choices = [
            (key, f"Round {one.number} of {one.plan.name}, to {one.period_ends_on.day} {one.period_ends_on:%B %Y}")
            for key, one in self.rounds.items()
        ]
        none = [("", "On no round: begin with empty sections")] if may_be_on_none else []
        field = self.fields["round"]
        field.choices = [*none, *choices] if may_be_on_none else choices  # type: ignore[attr-defined]
        field.required = not may_be_on_none
        field.error_messages["required"] = "Choose the round it is on."
        self.fields["subject"].required = False
        self.fields["subject"].help_text = "As the agenda is to print it. Of a round, the plan's name where it is blank"

    def clean(self) -> dict[str, Any]:
        """A report on no round has a subject of its own."""
        cleaned = super().clean()
        if "round" in cleaned and not cleaned["round"] and not cleaned.get("subject"):
            self.add_error("subject", "Give the subject.")
        return cleaned

    @property
    def chosen(self) -> MonitoringRound | None:
        """The round that was chosen."""
        return self.rounds.get(self.cleaned_data["round"])


class HeadForm(_Head):
    """The head of a report as it is printed."""

    report_of = line("Report of, as printed", width="broad", most=200)
    report_of_post = line("Their post, as printed", width="broad", most=200)
    author_name = line("Author, as printed", width="broad", most=200)
    author_post = line("Author's post", width="broad", most=200)
    author_telephone = line("Author's telephone", width="medium", most=40)
    author_email = forms.EmailField(label="Author's e-mail", required=False, max_length=254)
    version = version()
    field_order = (
        "subject", "body_1", "on_1", "body_2", "on_2", "body_3", "on_3", "is_public", "purpose", "chief_officer",
        "report_of", "report_of_post", "author", "author_name", "author_post", "author_telephone", "author_email",
    )  # fmt: skip


class SectionForm(forms.Form):
    """A section: its heading and its text."""

    heading = line("Heading", width="long", most=200)
    level = forms.TypedChoiceField(label="It stands as", choices=LEVELS, coerce=int, widget=forms.RadioSelect)
    text = words("Text", rows=14, most=LONGEST_SECTION)
    version = version()

    def __init__(self, *args: Any, section: Section, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["text"].strip = False  # type: ignore[attr-defined]
        self.fields["text"].help_text = (
            "A blank line begins a paragraph, a hyphen an item of a list; names in double braces are facts. "
            "A table copied from Excel or Word can be pasted as it is."
        )
        if section.kind != SectionKind.BODY:
            del self.fields["level"]
        if section.kind not in WITH_A_HEADING:
            self.fields["heading"].help_text = "Blank for the council's own word"
        self.had = section.heading if section.kind in WITH_A_HEADING else ""

    def clean_heading(self) -> str:
        """A section that has a heading keeps one: without it nobody finds its paragraphs again."""
        heading = str(self.cleaned_data["heading"])
        if self.had and not heading.strip():
            raise forms.ValidationError(f"Give the section a heading; it was “{self.had}”.")
        return heading

    def clean_text(self) -> str:
        """What was pasted from a table of Excel or Word becomes one."""
        return with_tables(str(self.cleaned_data["text"]))


class NewSectionForm(forms.Form):
    """A section to add."""

    kind = forms.ChoiceField(label="What part is it?", widget=forms.RadioSelect)
    heading = line("Heading", width="long", most=200)
    after = forms.ChoiceField(label="After which section", required=False, widget=forms.Select(attrs={"class": "long"}))

    def __init__(self, *args: Any, report: Report, **named: Any) -> None:
        super().__init__(*args, **named)
        sections = list(report.sections.order_by("position", "pk"))
        has = {one.kind for one in sections}
        many = frozenset(WITH_A_HEADING)
        field = self.fields["kind"]
        field.choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in SectionKind if kind in many or kind not in has
        ]
        field.initial = SectionKind.BODY
        self.sections = {str(one.pk): one for one in sections}
        self.fields["after"].choices = [  # type: ignore[attr-defined]
            ("", "At the end"), *((key, str(one)) for key, one in self.sections.items())
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A section of the body or an implication has a heading of its own; the council has none for it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") in WITH_A_HEADING and not cleaned.get("heading") and "heading" not in self.errors:
            self.add_error("heading", "Give the section a heading, so that a reader can find it.")
        return cleaned

    @property
    def behind(self) -> Section | None:
        """The section it stands after."""
        return self.sections.get(self.cleaned_data["after"])


class SentenceForm(forms.Form):
    """One sentence that is kept and shown: a reason, a remark, an answer."""

    why = words("Why", rows=3, most=4000, required=True)

    def __init__(self, *args: Any, label: str, hint: str = "", needed: str = "Write it in a sentence.", **named: Any):
        super().__init__(*args, **named)
        field = self.fields["why"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = needed


class NothingForm(forms.Form):
    """A question that is answered by pressing its button."""
