"""Somebody without an account answers once, by a link that shows only their own."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from goldenthread.boards.commands.asking import add_supply, make_link, use_link
from goldenthread.boards.commands.rounds import close_round
from goldenthread.boards.models import AnswerLink
from goldenthread.boards.views import answering
from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.models import ActionLead, Plan
from tests.boards.asking.asked import SAID, WHY, opened, states, the_link
from tests.plan.makers import make_update

pytestmark = pytest.mark.django_db


def test_a_link_shows_only_ones_own_and_answers_once(page, plan, manager, partner, partner_leads):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager, at=timezone.now())
    link = the_link(partner)
    shown = page.get(link)
    assert "2.1" in shown.html
    assert "1.1" not in shown.html
    assert not re.search(r'href="/plans/', shown.html)
    typed = {f"a{partner_leads.pk}-note": SAID, "s0-answer": "Sent to the data team."}
    thanked = page.send(shown, typed, status=200)
    assert "Thank you" in thanked.html
    assert states(found, on=timezone.localdate())["p1-2.1"] == "late"
    assert found.asked.get(kind="supply").answer == "Sent to the data team."
    used = page.get(link, status=410)
    assert "has been used" in used.html
    assert "for 2.1. The link works once." in used.text
    page.send(shown, typed, status=410)
    assert partner_leads.updates.count() == 1


def test_a_link_refuses_what_an_account_would_refuse_and_stays_open(page, plan, manager, partner, partner_leads):
    opened(plan, manager, at=timezone.now())
    shown = page.get(the_link(partner))
    answer = page.send(shown, {f"a{partner_leads.pk}-note": "done"}, status=422)
    assert "Say what changed" in answer.html
    assert "Nothing was filled in" in page.send(shown, {}, status=422).html
    assert AnswerLink.objects.get().used_at is None


def test_a_replaced_link_names_the_newer_and_an_unknown_one_says_whom_to_ask(
    page, plan, manager, partner, partner_leads
):
    found = opened(plan, manager, at=timezone.now())
    first = the_link(partner)
    make_link(round=found, person=partner, by=manager, at=timezone.now())
    assert "A newer link was sent to you" in page.get(first, status=410).html
    unknown = page.get("/answers/nothing-like-that/", status=410)
    assert unknown.heading == "This link opens nothing"
    assert "ask whoever sent or handed it to you for a new one" in unknown
    assert "Harbour" not in unknown.text


def test_a_link_of_a_closed_round_takes_nothing(page, plan, manager, partner, partner_leads):
    found = opened(plan, manager, at=timezone.now())
    link = the_link(partner)
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    assert "no longer taken" in page.get(link, status=410).html


def test_a_link_is_used_by_nobody_else_and_only_once(plan, manager, partner, partner_leads, lead):
    found = opened(plan, manager, at=timezone.now())
    link = AnswerLink.objects.get(round=found)
    with pytest.raises(NotAllowed):
        use_link(link=link, by=Actor(lead), at=timezone.now())
    use_link(link=link, by=Actor(partner), at=timezone.now())
    with pytest.raises(RuleBroken, match="used already"):
        use_link(link=link, by=Actor(partner), at=timezone.now())


def test_by_link_an_action_is_reported_complete_with_its_file_in_one_form(page, plan, manager, partner, partner_leads):
    opened(plan, manager, at=timezone.now())
    file = SimpleUploadedFile("Attendance sheet.csv", b"name,came\nA,yes\n")
    typed = {f"a{partner_leads.pk}-{name}": value for name, value in
             {"rating": "complete", "note": SAID, "file": file}.items()}  # fmt: skip
    assert "Thank you" in page.send(page.get(the_link(partner)), typed, status=200).html
    partner_leads.refresh_from_db()
    evidence = partner_leads.evidence.get()
    assert (partner_leads.state, partner_leads.reported_by) == ("reported_complete", partner)
    assert (evidence.title, evidence.file.stored_by, evidence.added_by) == (file.name, partner.key, partner)


def test_by_link_all_that_is_wrong_is_said_at_once_and_no_file_is_kept(page, plan, manager, partner, partner_leads):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    opened(plan, manager, at=timezone.now())
    own = f"a{partner_leads.pk}"
    typed = {
        f"{own}-note": "done",
        f"{own}-figure": "most of them",
        f"{own}-file": SimpleUploadedFile("Sheet.csv", b"name,came\n"),
        "s0-answer": "Sent.",
    }
    answer = page.send(page.get(the_link(partner)), typed, status=422)
    for words in ("Say what changed", "Choose the file again", "Give the measure as a figure", "Say what was supplied"):
        assert words in answer.text
    assert not StoredFile.objects.exists()
    assert AnswerLink.objects.get().used_at is None


def test_words_for_an_action_given_to_another_are_shown_before_the_link_is_used(
    page, plan, manager, partner, partner_leads
):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    opened(plan, manager, at=timezone.now())
    shown = page.get(the_link(partner))
    ActionLead.objects.filter(action=partner_leads).update(person=manager.person)
    typed = {f"a{partner_leads.pk}-note": SAID, "s0-answer": "Sent to the data team."}
    answer = page.send(shown, typed, status=422)
    assert SAID in answer.text
    assert "not asked of you any more" in answer.text
    assert AnswerLink.objects.get().used_at is None
    assert "Thank you" in page.send(answer, {"s0-answer": "Sent to the data team."}, status=200).html


def test_a_used_link_names_who_keeps_the_plan_and_the_second_of_two_presses_what_was_saved(
    page, plan, manager, partner, partner_leads, monkeypatch
):
    Plan.objects.filter(pk=plan.pk).update(owner=manager.person)
    opened(plan, manager, at=timezone.now())
    shown = page.get(the_link(partner))
    is_sound = answering._is_sound

    def other_press_first(forms, at):
        make_update(partner_leads, SAID, by=partner, recorded_at=at, is_answer=True)
        AnswerLink.objects.update(used_at=at)
        return is_sound(forms, at)

    monkeypatch.setattr(answering, "_is_sound", other_press_first)
    second = page.send(shown, {f"a{partner_leads.pk}-note": SAID}, status=410)
    assert "for 2.1. The link works once." in second.text
    assert manager.person.email in second.text
    assert partner_leads.updates.count() == 1


OTHER = "The second group met on Tuesday and 12 parents came."


def test_words_sent_by_a_link_that_another_window_has_used_are_shown_with_whom_to_send_them_to(
    page, plan, manager, partner, partner_leads
):
    Plan.objects.filter(pk=plan.pk).update(owner=manager.person)
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    opened(plan, manager, at=timezone.now())
    link, own = the_link(partner), f"a{partner_leads.pk}"
    first, second = page.get(link), page.get(link)
    page.send(first, {f"{own}-note": SAID}, status=200)
    late = {
        f"{own}-note": OTHER,
        f"{own}-next_step": "Ask the school for a room",
        f"{own}-file": SimpleUploadedFile("Second group.csv", b"name,came\nA,yes\n"),
        "s0-answer": "Sent to the data team.",
    }
    told = page.send(second, late, status=410)
    for words in (OTHER, "Ask the school for a room", "Second group.csv", "Sent to the data team.", "2.1"):
        assert words in told.text
    assert manager.person.name in told.text
    letter = next(href for href in told.links().values() if href.startswith(f"mailto:{manager.person.email}"))
    assert "12%20parents%20came" in letter
    assert [update.text for update in partner_leads.updates.all()] == [SAID]


def test_a_press_repeated_by_accident_is_not_told_that_its_words_are_lost(page, plan, manager, partner, partner_leads):
    opened(plan, manager, at=timezone.now())
    link, typed = the_link(partner), {f"a{partner_leads.pk}-note": SAID}
    first, second = page.get(link), page.get(link)
    page.send(first, typed, status=200)
    assert "Not saved" not in page.send(second, typed, status=410).text


def test_who_opens_a_used_link_reads_nothing_of_what_it_brought(page, plan, manager, partner, partner_leads):
    opened(plan, manager, at=timezone.now())
    link = the_link(partner)
    page.send(page.get(link), {f"a{partner_leads.pk}-note": SAID}, status=200)
    assert SAID not in page.get(link, status=410).html


def test_words_that_come_after_the_round_was_closed_are_shown_to_copy(page, plan, manager, partner, partner_leads):
    found = opened(plan, manager, at=timezone.now())
    shown = page.get(the_link(partner))
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    told = page.send(shown, {f"a{partner_leads.pk}-note": OTHER, f"a{partner_leads.pk}-rating": "complete"}, status=410)
    assert "no longer taken" in told.text
    assert OTHER in told.text
    assert "Reported complete" in told.text


def test_a_link_names_no_action_of_others_whatever_numbers_are_sent_to_it(page, plan, manager, partner, partner_leads):
    opened(plan, manager, at=timezone.now())
    link = the_link(partner)
    other = plan.actions.exclude(leads__person=partner).first()
    other.wording = "Move the team to the second floor."
    other.save()
    asked = {f"a{other.pk}-version": "1", f"a{other.pk}-note": OTHER}
    live = page.post(link, asked, status=422)
    assert OTHER in live.html
    assert other.wording not in live.html
    page.send(page.get(link), {f"a{partner_leads.pk}-note": SAID}, status=200)
    used = page.post(link, asked, status=410)
    assert OTHER in used.html
    assert other.wording not in used.html


def test_whoever_answers_by_a_link_can_say_with_a_reason_that_no_answer_comes(
    page, plan, manager, partner, partner_leads
):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager, at=timezone.now())
    shown = page.get(the_link(partner))
    short = page.send(shown, {"d-p1-2.1-why": "Cannot."}, status=422)
    assert "Say in a sentence why no answer comes" in short
    both = {"d-p1-2.1-why": "It waits for the court.", f"a{partner_leads.pk}-note": SAID}
    assert "not both" in page.send(shown, both, status=422)
    typed = {"d-p1-2.1-why": "It waits for the court.", "d-supply-0-why": "The health trust keeps the figures now."}
    assert "Thank you" in page.send(shown, typed, status=200).html
    why = dict(found.asked.exclude(declined_why="").values_list("what", "declined_why"))
    assert why["Waiting times by month"] == "The health trust keeps the figures now."
    assert states(found, on=timezone.localdate())["p1-2.1"] == "declined"
    late = page.send(shown, {"d-p1-2.1-why": "Somebody else is asked for it."}, status=410)
    assert "Somebody else is asked for it." in late
