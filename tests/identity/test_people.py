"""People: adding, changing, and whose initials a paper prints."""

import pytest

from goldenthread.identity.actor import system
from goldenthread.identity.commands.people import add_person, change_person, forget_known_as, know_as
from goldenthread.identity.models import Account, KnownAs, Person
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import history
from tests.cast import by, make_person, make_post

pytestmark = pytest.mark.django_db


def test_a_person_is_added_without_an_account_and_entered(cast):
    person = add_person(name="  Owen   Pascoe ", initials="OP", by=by(cast.service_manager))
    assert (person.name, person.key, person.initials) == ("Owen Pascoe", "owen-pascoe", "OP")
    assert not Account.objects.filter(person=person).exists()
    line = history(person.subject)[0]
    assert (line.what, line.who) == ("identity.person_added", "joan-fairley")
    assert {change.field: change.after for change in line.changes} == {"name": "Owen Pascoe", "initials": "OP"}


def test_two_people_of_one_name_get_two_keys():
    by_system = system("import-desk", "The import desk")
    keys = [add_person(name="Owen Pascoe", by=by_system).key for _ in range(3)]
    assert keys == ["owen-pascoe", "owen-pascoe-2", "owen-pascoe-3"]


def test_nobody_gets_a_key_that_an_address_uses():
    by_system = system("import-desk", "The import desk")
    assert add_person(name="Add", by=by_system).key == "add-2"
    with pytest.raises(RuleBroken, match="key add"):
        add_person(name="Ada Dunn", key="add", by=by_system)


def test_a_name_without_latin_letters_still_has_a_key():
    assert add_person(name="王 芳", by=system("import-desk", "The import desk")).key == "person"


@pytest.mark.parametrize("part", ["lead_officer", "director", "auditor", "councillor", "nobody"])
def test_only_administrators_and_service_managers_add_people(cast, part):
    with pytest.raises(NotAllowed):
        add_person(name="Owen Pascoe", by=by(getattr(cast, part)))
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "  "}, "Give a name"),
        ({"name": "x" * 201}, "200 letters"),
        ({"name": "Owen", "email": "not an address"}, "not an e-mail address"),
        ({"name": "Owen", "email": "RUTH-AMADI@council.example"}, "already has this"),
        ({"name": "Owen", "key": "ruth-amadi"}, "key ruth-amadi"),
    ],
)
def test_what_cannot_be_a_person_is_refused_in_one_sentence(cast, given, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        add_person(by=by(cast.administrator), **given)


def test_a_changed_address_is_the_one_to_sign_in_with(cast):
    assert change_person(person=cast.lead_officer, values={"email": "Ruth@New.example"}, by=by(cast.administrator))
    assert Account.objects.get(person=cast.lead_officer).email == "ruth@new.example"
    assert Person.objects.get(pk=cast.lead_officer.pk).email == "ruth@new.example"


def test_nothing_changed_is_nothing_entered(cast):
    assert not change_person(person=cast.lead_officer, values={"name": "Ruth Amadi"}, by=by(cast.administrator))
    assert not Entry.objects.exists()


def test_somebody_who_signs_in_keeps_an_address(cast):
    with pytest.raises(RuleBroken, match="needs an e-mail address"):
        change_person(person=cast.lead_officer, values={"email": ""}, by=by(cast.administrator))


def test_people_change_their_own_telephone_and_nothing_that_names_them(cast):
    me = by(cast.lead_officer)
    assert change_person(person=cast.lead_officer, values={"telephone": "01632 960001"}, by=me)
    with pytest.raises(NotAllowed):
        change_person(person=cast.lead_officer, values={"name": "Somebody Else"}, by=me)
    with pytest.raises(NotAllowed):
        change_person(person=cast.director, values={"telephone": "01632 960002"}, by=me)


def test_whoever_acts_for_somebody_does_not_change_their_details(cast):
    with pytest.raises(NotAllowed):
        change_person(
            person=cast.director, values={"telephone": "01632 960002"}, by=by(cast.lead_officer, cast.director)
        )


def test_the_second_to_save_sees_both_texts_and_nothing_is_written(cast):
    first, second = by(cast.administrator), by(make_person("Second Admin", roles=["administrator"]))
    version = cast.lead_officer.version
    change_person(person=cast.lead_officer, values={"job_title": "Team manager, Duty"}, by=first, version=version)
    with pytest.raises(Conflict) as found:
        change_person(person=cast.lead_officer, values={"job_title": "Team leader"}, by=second, version=version)
    clash = found.value.clashes[0]
    assert (found.value.by, clash.label, clash.theirs, clash.yours) == (
        "Asha Verity",
        "Job title",
        "Team manager, Duty",
        "Team leader",
    )
    assert Person.objects.get(pk=cast.lead_officer.pk).job_title == "Team manager, Duty"


def test_the_latest_word_on_initials_stands_and_both_are_in_the_record(cast):
    know_as(text=" JF ", person=cast.lead_officer, by=by(cast.service_manager))
    post = make_post("Head of Fostering")
    know_as(text="JF", post=post, by=by(cast.service_manager))
    known = KnownAs.objects.get(text="JF")
    assert (known.person, known.post) == (None, post)
    assert history(post.subject)[0].changes[-1].before == "person:ruth-amadi"


def test_initials_mean_one_person_or_one_post(cast):
    with pytest.raises(RuleBroken, match="one person or one post"):
        know_as(text="JF", by=by(cast.service_manager))
    with pytest.raises(RuleBroken, match="one person or one post"):
        know_as(text="JF", person=cast.director, post=make_post(), by=by(cast.service_manager))


def test_initials_can_be_forgotten(cast):
    known = know_as(text="JF", person=cast.lead_officer, by=by(cast.service_manager))
    forget_known_as(known_as=known, by=by(cast.service_manager))
    assert not KnownAs.objects.exists()
    assert history(cast.lead_officer.subject)[0].what == "identity.known_as_forgotten"


def test_those_who_left_are_not_offered_as_colleagues(cast):
    make_person("Gone Before", is_active=False)
    make_person("The System", is_system=True, account=False)
    names = set(Person.objects.working().values_list("name", flat=True))
    assert {"Gone Before", "The System"}.isdisjoint(names)
    assert "Bridie Tolland" in names
