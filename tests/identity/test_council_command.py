"""``./run council``: in a folder without people, keeping what was imported; never over a demonstration."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from goldenthread.identity.actor import system
from goldenthread.identity.commands.accounts import invitation_for
from goldenthread.identity.commands.people import add_person, know_as
from goldenthread.identity.management.commands.council import Command, Newcomer, found_council, name_in
from goldenthread.identity.models import Account, Council, KnownAs, Person, Rights
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Entry
from tests.cast import give_role, make_council, make_person

pytestmark = pytest.mark.django_db


def run(name="Wexmoor Council", email="asha.verity@council.example", **more):
    out = StringIO()
    command = Command(stdout=out)
    command.needs_database = command.shares_data = False  # the tests have made theirs
    call_command(command, name, f"--admin={email}", **more)
    return out.getvalue()


def test_a_council_has_one_administrator_with_a_link_that_works(page):
    said = run()
    council = Council.objects.get()
    assert (council.name, council.is_demonstration) == ("Wexmoor Council", False)
    asha = Person.objects.get(is_system=False)
    assert (asha.name, asha.email) == ("Asha Verity", "asha.verity@council.example")
    assert Rights.of(asha, on=timezone.localdate()).everywhere == {Role.ADMINISTRATOR}
    link = next(line for line in said.splitlines() if line.startswith("http"))
    assert invitation_for(link.strip("/").rpartition("/")[2], at=timezone.now()).person == asha
    form = page.get(link.removeprefix("http://localhost:8000"))
    page.send(form, {"password1": "seven red kites circling", "password2": "seven red kites circling"})
    assert "Wexmoor Council" in page.get("/account/").html
    assert set(Entry.objects.values_list("who", flat=True)) == {"system-set-up", "asha-verity"}


def test_whoever_keeps_the_plan_can_be_named_at_once_and_has_a_link_of_their_own():
    said = run(service_manager="sol.marsh@council.example")
    links = [line for line in said.splitlines() if line.startswith("http")]
    people = [invitation_for(link.strip("/").rpartition("/")[2], at=timezone.now()).person for link in links]
    assert [person.name for person in people] == ["Asha Verity", "Sol Marsh"]
    today = timezone.localdate()
    assert [Rights.of(one, on=today).everywhere for one in people] == [{Role.ADMINISTRATOR}, {Role.SERVICE_MANAGER}]


def test_one_person_can_be_both_with_one_link():
    said = run(service_manager="Asha.Verity@council.example ")
    assert said.count("http") == 1
    asha = Person.objects.get(is_system=False)
    assert Rights.of(asha, on=timezone.localdate()).everywhere == {Role.ADMINISTRATOR, Role.SERVICE_MANAGER}


def test_the_first_page_of_an_administrator_alone_says_how_to_begin(page):
    run()
    asha = Person.objects.get(is_system=False)
    assert "Add your service manager" in page.sign_in(asha).get("/").html
    give_role(make_person("Sol Marsh"), Role.SERVICE_MANAGER)
    assert "Add your service manager" not in page.get("/").html


def test_what_was_imported_stays():
    desk = system("import-desk", "The import desk")
    named = add_person(name="RA", initials="RA", by=desk)
    know_as(text="RA", person=named, by=desk)
    run()
    assert KnownAs.objects.get().person == named
    assert not Account.objects.filter(person=named).exists()


def test_an_administrator_whom_a_paper_named_is_the_same_person():
    named = add_person(name="Asha Verity", email="asha.verity@council.example", by=system("import-desk", "Desk"))
    run()
    assert Account.objects.get().person == named


def test_a_demonstration_is_refused():
    make_council(demonstration=True)
    with pytest.raises(RuleBroken, match="demonstration"):
        run()
    assert not Account.objects.exists()


def test_a_council_with_people_is_refused():
    run()
    with pytest.raises(RuleBroken, match="already"):
        run(name="Another Council", email="other@council.example")
    assert Council.objects.get().name == "Wexmoor Council"


def test_people_who_can_sign_in_without_a_council_are_refused():
    make_person("Asha Verity")
    with pytest.raises(RuleBroken, match="already"):
        run(email="other@council.example")


@pytest.mark.parametrize(
    ("name", "email"), [("  ", "a@council.example"), ("Wexmoor", "not an address"), ("Wexmoor", "")]
)
def test_half_a_council_is_not_made(name, email):
    with pytest.raises(RuleBroken):
        found_council(name=name, admin=Newcomer(email))
    assert not Council.objects.exists()
    assert not Person.objects.filter(is_system=False).exists()


def test_a_refusal_is_one_sentence_and_status_one(capsys):
    make_council(demonstration=True)
    command = Command()
    command.needs_database = command.shares_data = False
    with pytest.raises(SystemExit) as ended:
        command.run_from_argv(["manage.py", "council", "Wexmoor", "--admin", "a@council.example"])
    told = capsys.readouterr()
    assert ended.value.code == 1
    assert told.err.strip() == "This folder holds a demonstration; name another folder in GOLDENTHREAD_DATA."
    assert told.out == ""


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("asha.verity@x.example", "Asha Verity"),
        ("asha_verity-smith@x.example", "Asha Verity Smith"),
        ("a@x.example", "A"),
    ],
)
def test_a_name_is_read_from_the_address_until_it_is_given(email, name):
    assert name_in(email) == name


def test_the_first_administrators_name_can_be_given():
    run(admin_name="Asha M. Verity")
    assert Person.objects.get(is_system=False).name == "Asha M. Verity"
