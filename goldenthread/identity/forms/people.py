"""Forms of people, posts, roles and leave."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Case, Q, QuerySet, Value, When

from goldenthread.identity.models import EVERYTHING, Person, Scope
from goldenthread.identity.roles import Holding, Role

NOT_A_DAY = "This is not a day. Write it like 13/3/2026."


class DayField(forms.DateField):
    """A day: typed as 13/3/2026, 13 March 2026 or 2026-03-13; browsers show their calendar."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("widget", forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"))
        named.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y"])
        named.setdefault("error_messages", {"required": "Give the day.", "invalid": NOT_A_DAY})
        super().__init__(**named)

    def to_python(self, value: Any) -> date | None:
        """The day, in a year that people live in."""
        found = super().to_python(value)
        if found is not None and not 1900 <= found.year <= 2200:
            raise forms.ValidationError(NOT_A_DAY)
        return found


class PersonField(forms.ModelChoiceField[Person]):
    """A person, chosen by name."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("queryset", Person.objects.none())
        named.setdefault("empty_label", "Choose a person")
        named.setdefault("to_field_name", "key")
        super().__init__(**named)
        self.error_messages |= {"required": "Choose a person.", "invalid_choice": "Choose a person of the list."}

    def label_from_instance(self, person: Any) -> str:
        """The name and, where it helps to tell two people apart, the job."""
        return f"{person.name}, {person.job_title}" if person.job_title else person.name


def people_to_choose(*, but: Person | None = None) -> QuerySet[Person]:
    """Everybody who is here, for a list to choose from."""
    found = Person.objects.working()
    return found.exclude(pk=but.pk) if but is not None else found


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of a form choose among these rows."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class ScopeField(forms.ModelChoiceField[Scope]):
    """A plan or a body, chosen by name."""

    def label_from_instance(self, scope: Any) -> str:
        """What it is, and its name."""
        return f"{scope.kind.capitalize()}: {scope.title}"


class PersonForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Give a name."})
    initials = forms.CharField(
        label="Initials", max_length=12, required=False, help_text="As plans print them, such as JF"
    )
    job_title = forms.CharField(label="Job title", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Needed only by somebody who signs in",
        error_messages={"invalid": "This is not an e-mail address."},
    )
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)


class ChangePersonForm(PersonForm):
    """Who somebody is, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnDetailsForm(forms.Form):
    """What people may change about themselves."""

    initials = forms.CharField(
        label="Initials", max_length=12, required=False, help_text="As plans print them, such as JF"
    )
    job_title = forms.CharField(label="Job title", max_length=200, required=False)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RoleForm(forms.Form):
    """A role, where and from when."""

    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose a role"), *Role.choices], error_messages={"required": "Choose a role."}
    )
    scope = ScopeField(
        label="On",
        queryset=Scope.objects.filter(kind__in=["plan", "body"]).order_by("kind", "title"),
        required=False,
        empty_label="Everywhere",
        help_text="One plan or one body, or everywhere",
    )
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", required=False, help_text="Leave it open where the end is not known")


class LastDayForm(forms.Form):
    """The last day of something."""

    ends_on = DayField(label="Last day")


class PostForm(forms.Form):
    """A post."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As the structure chart has it, such as Head of Safeguarding",
        error_messages={"required": "Give a title."},
    )


class HoldingForm(forms.Form):
    """Who holds a post, how and from when."""

    person = PersonField(label="Who")
    kind = forms.ChoiceField(label="How", choices=Holding.choices, initial=Holding.SUBSTANTIVE)
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", required=False, help_text="Leave it open where the end is not known")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "person", people_to_choose())


class LeaveForm(forms.Form):
    """Leave to act for somebody."""

    delegate = PersonField(label="Who may act")
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", help_text="A year at most")
    reason = forms.CharField(
        label="Why", max_length=300, help_text="Such as: annual leave", error_messages={"required": "Give the reason."}
    )

    def __init__(self, *args: Any, person: Person, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "delegate", people_to_choose(but=person).filter(account__is_active=True))


class KnownAsForm(forms.Form):
    """What papers call somebody."""

    text = forms.CharField(
        label="Initials or name in the paper",
        max_length=120,
        help_text="Exactly as it is printed",
        error_messages={"required": "Type what the paper prints."},
    )


class WhyForm(forms.Form):
    """A reason, if one is to be kept."""

    why = forms.CharField(label="Why", max_length=300, required=False, help_text="Kept in the record")


class NewLinkForm(forms.Form):
    """What a new password link also does."""

    authenticator_too = forms.BooleanField(
        label="The authenticator app is lost too: take it off the account", required=False
    )


class SuccessorField(PersonField):
    """Somebody who takes over; of whoever cannot sign in the list says so."""

    def label_from_instance(self, person: Any) -> str:
        """The name and job, and that there is no account."""
        label = super().label_from_instance(person)
        return label if person.may_sign_in else f"{label} ({HAS_NO_ACCOUNT})"


HAS_NO_ACCOUNT = "has no account"
NEEDS_AN_ACCOUNT = (
    "Whoever has no account answers by links sent to their e-mail address, and sees the rest once an administrator"
    " invites them."
)


class HandOverForm(forms.Form):
    """Who takes over, one for everything or one for each kind, and the last day."""

    everything = SuccessorField(label="Who takes everything over", required=False)
    on = DayField(
        label="Last day here",
        help_text="Needed for either button; it may be today. "
        "Everything changes hands when this day is over, or at once.",
    )

    def __init__(self, *args: Any, person: Person, owed: list[Any], has_left: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        self.owed = owed
        if not owed:
            del self.fields["everything"]
            self.fields["on"].help_text = "Roles, posts and the account end with this day."
        else:
            self._offer_takers(person)
        if has_left:  # the day of leaving stands and is not asked again
            del self.fields["on"]

    def _offer_takers(self, person: Person) -> None:
        people = people_to_take_over(but=person)
        offer(self, "everything", people)
        has_others = "" if all(one.may_sign_in for one in people) else f" {NEEDS_AN_ACCOUNT}"
        self.fields["everything"].help_text = f"Or choose for each kind below.{has_others}"
        for one in self.owed:
            label = f"{one.kind.name}: {one.count}"
            self.fields[one.kind.key] = SuccessorField(
                label=label,
                required=False,
                queryset=people,
                empty_label="As above",
                help_text="Ends with the last day where nobody is chosen" if one.kind.can_end else "",
            )
        self.order_fields(["everything", *(one.kind.key for one in self.owed), "on"])

    def clean(self) -> dict[str, Any]:
        """Each kind that cannot simply end needs somebody."""
        cleaned = super().clean() or {}
        for one in self.owed:
            if not (one.kind.can_end or cleaned.get(one.kind.key) or cleaned.get("everything")):
                self.add_error(one.kind.key, f"Choose who takes over: {one.kind.name.lower()}.")
        return cleaned

    def successors(self) -> dict[str, Person | None]:
        """Whoever was chosen, by the key of the kind, and who takes what has nobody of its own."""
        found: dict[str, Person | None] = {EVERYTHING: self.cleaned_data.get("everything")}
        return found | {one.kind.key: self.cleaned_data.get(one.kind.key) for one in self.owed}


def people_to_take_over(*, but: Person) -> QuerySet[Any]:
    """Everybody here whom what is handed over can reach, those who can sign in first.

    Somebody whom a paper names and who has neither account nor address would never hear of it.
    """
    may_sign_in = Q(account__is_active=True)
    found = people_to_choose(but=but).filter(may_sign_in | Q(account=None) & ~Q(email=""))
    marked = found.annotate(may_sign_in=Case(When(may_sign_in, then=Value(True)), default=Value(False)))
    return marked.order_by("-may_sign_in", "name", "pk")


class RecordForm(forms.Form):
    """What to look for in the record."""

    who = forms.CharField(label="Who", max_length=200, required=False)
    subject = forms.CharField(label="About", max_length=200, required=False)
    what = forms.CharField(label="What was done", max_length=80, required=False)
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)
