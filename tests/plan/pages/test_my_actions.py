"""My actions: what is wrong is said at once, completion takes its file along, and what nobody rated is not preset."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Draft
from goldenthread.plan.commands.progress import reopen_action, update_action
from goldenthread.plan.models import Action, ActionLead, Evidence, Succession
from goldenthread.plan.states import State
from tests.cast import by
from tests.plan.makers import make_action, make_plan, make_priority, make_rating, make_update
from tests.plan.pages.scene import make_finding

pytestmark = pytest.mark.django_db
PAGE = "/my-actions/"
NOW = datetime(2026, 4, 3, 12, tzinfo=UTC)
SAID = "All four teams were trained, 31 of 33 people came."
LATE, AHEAD = date(2020, 1, 31), date(2099, 1, 31)


@pytest.fixture
def plan():
    return make_plan(key="sip")


@pytest.fixture
def lead(page, cast):
    page.sign_in(cast.lead_officer)
    return cast.lead_officer


def sheet(name="Attendance sheet.csv"):
    return SimpleUploadedFile(name, b"name,came\nA,yes\n")


def at(action, **fields):
    return {f"a{action.pk}-{name}": value for name, value in fields.items()}


def faults(answer):
    """What the summary of errors says."""
    return [" ".join(one.text_content().split()) for one in answer.all("//*[@class='error-summary']//li")]


def test_everything_that_is_wrong_with_an_answer_is_said_at_once(page, plan, lead):
    action = make_action(plan, leads=[lead], ends_on=LATE)
    typed = at(
        action, note="done", rating=str(action.rating.pk), figure="most of them", look_at="soon",
        new_end="when we can", reason="Delay",
    )  # fmt: skip
    answer = page.send(page.get(PAGE), typed, status=422)
    told = faults(answer)
    assert len(told) == 7
    for place, words in enumerate(
        (
            "Say what changed", "better than its dates", "figure, for example", "what the next step is",
            "as a month or a day", "Give the new end as a month", "Say why in a sentence",
        )
    ):  # fmt: skip
        assert words in told[place]
    wrong = [field.get("name") for field in answer.all("//*[contains(@class, 'wrong')]//*[@name]")]
    assert len(wrong) == 7
    assert not action.updates.exists()


def test_what_is_wrong_with_one_answer_does_not_hide_what_is_wrong_with_another(page, plan, lead):
    first, second = (make_action(plan, ref=f"1.{n}", leads=[lead], ends_on=AHEAD) for n in (1, 2))
    typed = at(first, note="x" * 10_001) | at(second, note="ongoing", figure="most")
    told = faults(page.send(page.get(PAGE), typed, status=422))
    assert [one.partition(" ")[0] for one in told] == ["1.1:", "1.2:", "1.2:"]


def test_a_reason_without_a_new_end_is_not_passed_over(page, plan, lead):
    action = make_action(plan, leads=[lead])
    answer = page.send(page.get(PAGE), at(action, reason="The trainer is ill until May."), status=422)
    assert "Give the new end date as well" in answer.text


def test_an_action_is_reported_complete_with_its_file_and_a_sentence_in_one_form(page, plan, lead):
    action = make_action(plan, leads=[lead])
    page.send(page.get(PAGE), at(action, rating="complete", note=SAID, file=sheet()))
    action.refresh_from_db()
    assert (action.state, action.reported_by) == (State.REPORTED_COMPLETE, lead)
    evidence = action.evidence.get()
    assert (evidence.title, evidence.file.name, evidence.added_by) == (*["Attendance sheet.csv"] * 2, lead)
    assert "1.1: reported complete; a second person looks at the evidence, then blue." in page.get(PAGE).html


def test_a_file_goes_with_any_answer_but_not_without_a_sentence(page, plan, lead):
    action = make_action(plan, leads=[lead], ends_on=AHEAD)
    alone = page.send(page.get(PAGE), at(action, file=sheet()), status=422)
    assert "the file stands beside it as evidence" in alone.text
    page.send(page.get(PAGE), at(action, note=SAID, file=sheet()))
    action.refresh_from_db()
    assert (action.state, action.evidence.count()) == (State.IN_PROGRESS, 1)


def test_where_one_answer_is_refused_no_file_is_kept_and_each_is_asked_for_again(page, plan, lead):
    first, second = (make_action(plan, ref=f"1.{n}", leads=[lead]) for n in (1, 2))
    typed = at(first, rating="complete", note=SAID, file=sheet()) | at(second, note="ongoing")
    answer = page.send(page.get(PAGE), typed, status=422)
    assert "1.1: Choose the file again" in " ".join(faults(answer))
    assert not StoredFile.objects.exists()
    assert not Evidence.objects.exists()


def test_a_file_that_a_second_writer_stopped_is_taken_away_again(page, plan, lead):
    action = make_action(plan, leads=[lead], version=4)
    shown = page.get(PAGE)
    typed = at(action, version="3", rating="complete", note=SAID, file=sheet())
    answer = page.send(shown, typed, status=422)
    assert "Choose the file again" in answer.text
    assert not StoredFile.objects.exists()


@override_settings(UPLOAD_LIMIT=10)
def test_a_file_over_the_limit_is_refused_at_its_field(page, plan, lead):
    action = make_action(plan, leads=[lead])
    answer = page.send(page.get(PAGE), at(action, rating="complete", note=SAID, file=sheet()), status=422)
    assert "larger than" in " ".join(faults(answer))
    assert not action.evidence.exists()


def reopened(plan, cast):
    """A blue action that a finding took up again."""
    action = make_action(plan, leads=[cast.lead_officer], state=State.COMPLETED_ON_PAPER, rating="Blue")
    finding = make_finding(cast, plan)
    reopen_action(
        action=action, finding=finding, note="Ring them again.", rating=None, by=by(cast.service_manager), at=NOW
    )
    action.refresh_from_db()
    return action


def chosen(answer, action):
    return answer.all(f"//input[@name='a{action.pk}-rating'][@checked]/@value")


def test_a_reopened_action_has_no_rating_until_its_lead_gives_one(page, plan, cast, lead):
    action = reopened(plan, cast)
    assert action.rating.word == "Green"
    shown = page.get(PAGE)
    assert chosen(shown, action) == []
    assert f"a{action.pk}-unchanged" not in shown.html
    refused = page.send(shown, at(action, note=SAID), status=422)
    assert "Choose how it goes: nobody has rated this action since it was reopened." in refused.text
    amber = make_rating(plan, "Amber")
    page.send(shown, at(action, note=SAID, rating=str(amber.pk)))
    action.refresh_from_db()
    assert action.rating == amber


def test_a_rating_given_since_the_reopening_stands_in_the_form_as_ever(page, plan, cast, lead):
    action = reopened(plan, cast)
    update_action(action=action, note=SAID, rating=action.rating, by=by(lead), at=datetime(2026, 4, 4, tzinfo=UTC))
    assert chosen(page.get(PAGE), action) == [str(action.rating.pk)]


def test_few_actions_stand_open_and_many_have_a_line_each_with_no_change_beside_it(page, plan, lead):
    for number in range(3):
        make_action(plan, ref=f"1.{number}", leads=[lead], ends_on=AHEAD)
    assert len(page.get(PAGE).all("//section[@class='answer']/details[@open]")) == 3
    last = make_action(plan, ref="1.9", leads=[lead], ends_on=AHEAD)
    shown = page.get(PAGE)
    assert len(shown.all("//section[@class='answer']/details[not(@open)]")) == 4
    assert len(shown.all("//section[@class='answer']/div//input[@type='checkbox']")) == 4
    answer = page.send(shown, at(last, note="done"), status=422)
    assert len(answer.all("//section[@class='answer']/details[@open]")) == 1
    page.send(shown, at(last, unchanged="on"))
    assert last.updates.get().text == "No change."


def test_what_was_typed_and_not_sent_stands_open_among_many(page, plan, lead):
    actions = [make_action(plan, ref=f"1.{number}", leads=[lead], ends_on=AHEAD) for number in range(5)]
    fields = {name: value for one in actions for name, value in at(one, version="1", note="").items()}
    page.post(f"/drafts/keep/?form={PAGE}", fields | at(actions[2], note="Half of a sent"), status=204)
    opened = page.get(PAGE).all("//section[@class='answer'][details/@open]/@aria-labelledby")
    assert opened == [f"h{actions[2].pk}"]


def test_words_of_people_are_escaped_on_the_page(page, plan, lead):
    hostile = "<script>alert(1)</script>"
    make_action(plan, ref="<b>", wording=hostile, leads=[lead], ends_on=AHEAD)
    html = page.get(PAGE).html
    assert hostile not in html
    assert "<b>" not in html.partition("To answer")[2].partition("</section>")[0]


def handed_to(action, person):
    ActionLead.objects.filter(action=action).update(person=person)


def test_words_for_an_action_that_others_were_given_are_kept_and_named(page, plan, cast, lead):
    first, second = (make_action(plan, ref=f"1.{n}", wording=f"Train team {n}", leads=[lead]) for n in (1, 2))
    shown = page.get(PAGE)
    handed_to(first, cast.service_manager)
    page.send(shown, at(first, note=SAID) | at(second, note="The rota was agreed with both heads of service."))
    after = page.get(PAGE)
    assert "1 answer saved." in after.text
    assert "Not saved: 1.1 Train team 1: Somebody else leads it now." in after.text
    assert SAID in after.text
    assert not first.updates.exists()
    assert second.updates.count() == 1
    assert Draft.objects.get(person=lead).fields[f"a{first.pk}-note"] == [SAID]
    assert "Nothing was filled in" not in after.text
    page.send(after, {f"a{first.pk}-gone": "yes"})
    assert SAID not in page.get(PAGE).text
    assert not Draft.objects.exists()


def test_words_for_the_only_action_one_led_are_kept_where_its_plan_is_not_hers_to_read(page, plan, cast, lead):
    action = make_action(plan, ref="1.1", wording="Train all teams", leads=[lead])
    shown = page.get(PAGE)
    handed_to(action, cast.service_manager)
    page.send(shown, at(action, note=SAID))
    after = page.get(PAGE)
    assert "1.1 Train all teams: Somebody else leads it now." in after.text
    assert SAID in after.text
    assert not after.all(f"//main//a[contains(@href, '{action.key}')]")


@pytest.mark.parametrize(
    ("state", "why"),
    [(State.CARRIED_OVER, "went on elsewhere"), (State.WITHDRAWN, "was withdrawn"), (State.PAUSED, "was paused")],
)
def test_words_for_an_action_that_ended_meanwhile_say_why_and_stay(page, plan, lead, state, why):
    action, _ = (make_action(plan, ref=f"1.{n}", leads=[lead]) for n in (1, 2))
    shown = page.get(PAGE)
    Action.objects.filter(pk=action.pk).update(state=state)
    page.send(shown, at(action, note=SAID))
    after = page.get(PAGE)
    assert why in after.text
    assert SAID in after.text


def test_a_refused_page_keeps_the_words_that_cannot_be_saved_beside_those_that_can(page, plan, cast, lead):
    first, second = (make_action(plan, ref=f"1.{n}", leads=[lead]) for n in (1, 2))
    shown = page.get(PAGE)
    handed_to(first, cast.service_manager)
    answer = page.send(shown, at(first, note=SAID) | at(second, note="done"), status=422)
    assert "Somebody else leads it now." in answer.text
    assert SAID in answer.text


def test_every_answer_that_was_saved_is_listed_what_was_reported_complete_as_well(page, plan, lead):
    one, two = (make_action(plan, ref=ref, leads=[lead], ends_on=AHEAD) for ref in ("1.7", "1.8"))
    typed = at(one, note=SAID, rating=str(one.rating.pk)) | at(two, note=SAID, rating="complete")
    page.send(page.get(PAGE), typed)
    shown = page.get(PAGE)
    listed = [" ".join(item.text_content().split()) for item in shown.all("//section[@aria-labelledby='answered']//li")]
    assert len(listed) == 2
    assert any(text.startswith("1.8") and "a second person looks at the evidence" in text for text in listed)


def test_what_was_ticked_as_no_change_is_told_as_no_change_and_not_as_answered(page, plan, lead):
    one, two = (make_action(plan, ref=ref, leads=[lead], ends_on=AHEAD) for ref in ("1.7", "1.8"))
    typed = at(one, note=SAID) | at(two, unchanged="on")
    saved = page.follow(page.send(page.get(PAGE), typed))
    assert "2 answers saved. Answered: 1.7. No change: 1.8." in saved.text


def test_an_answered_action_keeps_the_priority_that_tells_it_from_another_with_its_ref(page, plan, lead):
    first, second = (make_priority(plan, number=number, title=f"Priority {number}") for number in ("1", "2"))
    one = make_action(plan, priority=first, ref="1.9", key="p1-1.9", leads=[lead], ends_on=AHEAD)
    two = make_action(plan, priority=second, ref="1.9", key="p2-1.9", leads=[lead], ends_on=AHEAD)
    assert page.get(PAGE).text.count("1.9 Priority") >= 2
    page.send(page.get(PAGE), at(one, note=SAID, rating=str(one.rating.pk)) | at(two, note=SAID, rating="complete"))
    links = page.get(PAGE).links()
    assert any(words.startswith("1.9 Priority 1") for words in links)
    assert any(words.startswith("1.9 Priority 2") for words in links)


def test_what_was_said_of_last_years_row_stands_as_said_last(page, plan, lead):
    old = make_plan(key="old")
    before = make_action(old, ref="1.3", leads=[lead], state=State.CARRIED_OVER)
    now = make_action(plan, ref="1.3", leads=[lead], ends_on=AHEAD)
    make_update(before, SAID, by=lead, recorded_at=NOW)
    Succession.objects.create(action=before, successor=now, how="carry", by=lead, at=NOW, on=NOW.date())
    shown = page.get(PAGE).text
    assert SAID in shown
    assert "Nothing yet" not in shown
    make_update(now, "The last team was trained.", by=lead, recorded_at=NOW)
    assert SAID not in page.get(PAGE).text


def test_saying_that_an_action_is_not_hers_leads_straight_to_its_form(page, plan, lead):
    make_action(plan, ref="3.7", leads=[lead], ends_on=AHEAD)
    address = page.get(PAGE).links()["Say that 3.7 is not yours"]
    assert page.get(address).forms() != []


def test_the_reason_for_a_new_end_says_as_well_why_it_goes_better_than_its_dates(page, plan, lead):
    action = make_action(plan, leads=[lead], ends_on=LATE)
    reason = "The last of nine schools answers after Easter."
    typed = at(action, note=SAID, rating=str(action.rating.pk), new_end="30 April 2099", reason=reason)
    page.send(page.get(PAGE), typed)
    assert action.updates.get().despite == reason
    assert action.end_date_changes.get().reason == reason


def test_a_reason_that_says_too_little_does_not_stand_for_why_it_goes_better(page, plan, lead):
    action = make_action(plan, leads=[lead], ends_on=LATE)
    typed = at(action, note=SAID, rating=str(action.rating.pk), new_end="30 April 2099", reason="Delay")
    assert any("better than its dates" in fault for fault in faults(page.send(page.get(PAGE), typed, status=422)))
    assert not action.updates.exists()


def test_no_change_for_the_others_leaves_out_what_was_sent_back(page, cast):
    plan = make_plan(key="harbour-sent-back")
    sent, other = (make_action(plan, ref=ref, leads=[cast.lead_officer]) for ref in ("1.1", "1.2"))
    make_update(sent, "Sent back: Add the names of the six schools.", by=cast.quality_assurance)
    page.sign_in(cast.lead_officer)
    form = page.get("/my-actions/")
    saved = page.follow(page.send(form, {"others_unchanged": "yes"}, action="/my-actions/"))
    assert "1 answer saved. No change: 1.2." in saved.html
    assert not sent.updates.filter(is_answer=True).exists()
    assert other.updates.filter(is_answer=True).exists()


def test_after_asking_for_a_new_end_it_is_said_who_decides(page, cast):
    plan = make_plan(key="harbour-new-end", owner=cast.service_manager)
    action = make_action(plan, ref="1.1", leads=[cast.lead_officer], senior_lead=cast.director)
    page.sign_in(cast.lead_officer)
    typed = {f"a{action.pk}-new_end": "May 2031", f"a{action.pk}-reason": "The supplier is late with it."}
    saved = page.follow(page.send(page.get("/my-actions/"), typed, action="/my-actions/"))
    decides = f"{cast.director} or {cast.service_manager} decides: 1.1."
    assert f"A new end was asked for, on which {decides}" in saved.html.replace("&#x27;", "'")
