"""Erasing words: everything that holds them is named, what can be blanked is, and a second run finishes the work."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from goldenthread.home.erasing import erase_subject, erase_words, find_words
from goldenthread.home.management.commands.erase import Command
from goldenthread.home.standing_words import FROZEN, IN_PLACE, Kind, text_fields
from goldenthread.identity.models import Draft
from goldenthread.kernel.erasures import LIST, erasures
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.chain import verify
from goldenthread.ledger.erasing import reapply
from goldenthread.ledger.models import Entry, Value
from goldenthread.ledger.writing import record
from goldenthread.notices.models import Mail, Notice
from goldenthread.plan.models import Action, Update
from goldenthread.search.index import Entry as Indexed
from goldenthread.search.index import index, search
from tests.cast import by
from tests.plan.makers import make_action, make_evidence, make_update

pytestmark = pytest.mark.django_db
WORDS = "Tamsin Orrell"
WHY = "Her mother asked for it on 3 April."


@pytest.fixture(autouse=True)
def _no_list():
    (settings.DATA / LIST).unlink(missing_ok=True)
    yield
    (settings.DATA / LIST).unlink(missing_ok=True)


@pytest.fixture
def action(cast):
    """An action in whose every corner a name was typed."""
    action = make_action(wording=f"Ring the family of {WORDS} weekly.")
    make_update(action, f"{WORDS.upper()} was seen; the rota holds.", by=cast.lead_officer)
    make_evidence(action, f"Letter to {WORDS}")
    subject = action.subject
    record("plan.action_updated", by=by(cast.lead_officer), subject=subject, changes={"note": ("", f"of\n{WORDS}.")})
    record("plan.action_updated", by=by(cast.lead_officer), subject=subject, changes={"note": ("", "The rota holds.")})
    Notice.objects.create(
        once="asked/1", person=cast.lead_officer, kind="asked", about=subject, subject="Say how it goes",
        text=f"Say how {WORDS} is.", path="/my-actions/", put_out_at=timezone.now(), put_out_by="system-worker",
    )  # fmt: skip
    Draft.objects.create(
        person=cast.lead_officer, form="/x/", fields={"note": [f"{WORDS} again", "x"]}, kept_at=timezone.now()
    )
    index([Indexed("action", "a", None, f"Lanterns of {WORDS}", "The rota", "/a/")])
    return action


def erase(cast, **named):
    return erase_words(**{"words": WORDS, "by": by(cast.administrator), "at": timezone.now(), "why": WHY} | named)


def kinds(places):
    return sorted({(place.kind.value, place.table, place.field) for place in places})


def run(*arguments):
    out = StringIO()
    call_command(Command(stdout=out, stderr=StringIO()), *arguments)
    return out.getvalue()


def test_every_text_that_holds_the_words_is_named_by_its_address_and_never_by_its_text(action):
    found = find_words("tamsin  orrell").found
    assert kinds(found) == [
        ("e-mail", "notices.Notice", "text"),
        ("held", "identity.Draft", "fields"),
        ("held", "plan.Evidence", "title"),
        ("held", "plan.Update", "text"),
        ("index", "search.Item", "title"),
        ("ledger", "ledger.Value", "note"),
        ("live", "plan.Action", "wording"),
    ]
    update = next(place for place in found if place.table == "plan.Update")
    assert update.address == action.get_absolute_url()
    assert WORDS.casefold() not in " ".join(map(str, found)).casefold()


def test_without_apply_nothing_is_changed(action):
    entries = Entry.objects.count()
    assert "--apply erases" in run("--containing", WORDS)
    assert Entry.objects.count() == entries
    assert Notice.objects.get().text.endswith(f"{WORDS} is.")
    assert erasures(settings.DATA) == []


def test_what_no_page_changes_is_erased_and_the_chain_still_verifies(cast, action):
    done = erase(cast)
    assert kinds(done.left) == [("live", "plan.Action", "wording")]
    assert Update.objects.get().text == "(erased) was seen; the rota holds."
    assert Draft.objects.get().fields == {"note": ["(erased) again", "x"]}
    assert Notice.objects.get().text == ""
    assert [found.title for found in search("lanterns", scopes=frozenset())] == ["Lanterns of (erased)"]
    notes = Value.objects.filter(entry__subject=action.subject, field="note").order_by("pk")
    assert [value.after for value in notes] == ["", '"The rota holds."']
    assert verify().is_whole


def test_the_record_of_an_erasure_and_the_list_hold_the_reason_and_never_the_words(cast, action):
    erase(cast)
    told_of = json.dumps(erasures(settings.DATA)) + json.dumps(list(Value.objects.values_list("before", "after")))
    assert WHY in told_of
    assert WORDS not in told_of
    assert Entry.objects.filter(what="ledger.values_erased", who=cast.administrator.key).exists()
    with pytest.raises(RuleBroken, match="without the words"):
        erase(cast, why=f"{WORDS.lower()} asked.")


def test_it_is_not_complete_while_a_live_text_holds_the_words_and_a_second_run_finishes(cast, action):
    with pytest.raises(RuleBroken, match="not complete: 1 live texts") as caught:
        run("--containing", WORDS, "--why", WHY, "--apply")
    assert caught.value.exit_status == 1
    Action.objects.update(wording="Ring each family weekly.")
    with_old = {"wording": (f"Ring the family of {WORDS} weekly.", "Ring each family weekly.")}
    record("plan.action_changed", by=by(cast.lead_officer), subject=action.subject, changes=with_old)
    said = json.loads(run("--containing", WORDS, "--why", WHY, "--apply", "--json"))
    assert (said["complete"], said["blanked"], said["live"], said["kept"]) == (True, 1, [], [])
    assert find_words(WORDS).found == ()


def test_a_restore_takes_again_what_was_erased_from_record_and_rows(cast, action):
    erase(cast)
    listed = erasures(settings.DATA)
    Update.objects.update(text=f"{WORDS} was seen.")
    Draft.objects.update(fields={"note": [WORDS]})
    assert reapply(listed, by=by(cast.administrator)) == 3
    assert Update.objects.get().text == "(erased)"
    assert Draft.objects.get().fields == {}
    assert reapply(listed, by=by(cast.administrator)) == 0
    assert verify().is_whole


def test_a_later_row_under_the_same_number_is_not_blanked_by_a_restore(cast, action):
    erase(cast)
    Update.objects.update(text="Another note.", recorded_at=timezone.now())
    reapply(erasures(settings.DATA), by=by(cast.administrator))
    assert Update.objects.get().text == "Another note."


def test_a_mail_that_has_not_gone_is_withdrawn(cast, action):
    mail = Mail.objects.create(
        message_id="<1@home.example>", person=cast.director, subject="News", text=f"Of {WORDS}.",
        made_at=timezone.now(), due_at=timezone.now(),
    )  # fmt: skip
    erase(cast)
    mail.refresh_from_db()
    assert (mail.text, mail.state) == ("", "withdrawn")


def test_words_are_found_whole(cast):
    make_action(wording="The annual survey of Anna.")
    assert find_words("Ann").found == ()
    assert len(find_words("ANNUAL survey").found) == 1


def test_all_the_record_says_of_one_thing_can_go(cast, action):
    assert len(json.loads(run("--subject", action.subject, "--field", "note", "--json"))["found"]) == 2
    assert "2 texts were blanked" in run("--subject", action.subject, "--why", WHY, "--apply")
    assert not Value.objects.filter(entry__subject=action.subject, field="note").exclude(after="").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "either --containing WORDS or --subject"),
        (["--containing", "abc", "--subject", "x"], "either --containing WORDS or --subject"),
        (["--containing", "abc", "--field", "note"], "give --subject too"),
        (["--containing", "a b"], "at least 3 letters"),
        (["--containing", "abc", "--apply"], "Say why"),
        (["--containing", "abc", "--apply", "--why", "x" * 1001], "at most 1,000 characters"),
        (["--subject", "action:none/1"], "knows nothing called"),
    ],
)
def test_each_refusal_is_one_sentence(db, arguments, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        run(*arguments)


def test_a_field_that_a_subject_never_had_is_refused_with_those_it_has(action):
    with pytest.raises(RuleBroken, match="there are note"):
        run("--subject", action.subject, "--field", "nothing")


def test_only_an_administrator_or_the_machine_itself_erases(cast, action):
    for person in (cast.director, cast.auditor):
        with pytest.raises(NotAllowed, match="Only an administrator"):
            erase(cast, by=by(person))
        with pytest.raises(NotAllowed, match="Only an administrator"):
            erase_subject(subject=action.subject, field="", by=by(person), why=WHY)


def test_nothing_found_is_said_and_nothing_entered(cast):
    before = Entry.objects.count()
    assert run("--containing", WORDS, "--why", WHY, "--apply").startswith("Nothing holds this")
    assert Entry.objects.count() == before


def test_every_table_that_is_named_exists_and_its_rows_are_told_apart_by_a_time():
    from django.apps import apps

    assert all(text_fields(apps.get_model(table)) for table in FROZEN)
    assert all(apps.get_model(table)._meta.get_field(name) for table, name in IN_PLACE.items())
    assert "text" in text_fields(Update)
    assert {kind.value for kind in Kind} >= {"live", "frozen"}
