"""The start page of each role, the search, and the pages for what went wrong."""

from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest

from goldenthread.home.navigation import sections_for
from goldenthread.identity.roles import Role
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.commands.progress import report_complete
from goldenthread.plan.commands.saving import index_action
from goldenthread.plan.models import Action
from goldenthread.plan.queries.mine import owed_actions
from goldenthread.plan.queries.unanswered import count_waiting
from goldenthread.plan.states import State
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.models import Source
from tests.cast import by, give_role, make_council
from tests.importing.papers import desk, staged
from tests.plan import makers

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_stranger_sees_the_sign_in_page_and_the_name_of_the_council(page):
    make_council("Wexmoor Council")
    answer = page.get("/")
    assert "Sign in" in answer.text
    assert "Plans" not in answer.html


def test_a_lead_officer_reads_what_is_hers_and_late(page, cast):
    makers.make_action(leads=[cast.lead_officer], wording="Ring back.", ends_on=date(2020, 1, 31))
    page.sign_in(cast.lead_officer)
    answer = page.get("/")
    assert "One of your actions is past its end." in answer.text
    assert "Ring back." in answer.text


def test_quality_assurance_is_told_what_waits_for_a_second_person(page, cast):
    action = makers.make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    page.sign_in(cast.quality_assurance)
    assert "One thing waits for you." in page.get("/").text
    assert "Ring each family" in page.get("/waiting/to-assure/").text


def test_completions_without_proof_are_listed(page, cast):
    plan = makers.make_plan()
    makers.make_action(plan, wording="Shown.", state=State.COMPLETED_ON_PAPER, rating="Blue")
    proved = makers.make_action(plan, ref="1.2", wording="Proved.", state=State.COMPLETED_ON_PAPER, rating="Blue")
    makers.make_evidence(proved)
    page.sign_in(cast.quality_assurance)
    text = page.get("/waiting/without-evidence/").text
    assert "Shown." in text
    assert "Proved." not in text


@pytest.mark.parametrize("part", ["clerk", "councillor", "administrator", "monitoring_officer", "nobody"])
def test_somebody_without_a_plan_has_a_start_page_that_names_none(page, cast, part):
    makers.make_plan(name="Secret Harbour Plan")
    page.sign_in(getattr(cast, part))
    assert "Secret Harbour" not in page.get("/").text


def test_the_search_finds_only_what_the_reader_may_see(page, cast):
    mine, other = makers.make_plan(), makers.make_plan(name="Other Plan")
    index_action(makers.make_action(mine, leads=[cast.lead_officer], wording="Lanterns for the quay."))
    index_action(makers.make_action(other, wording="Lanterns for the mill."))
    page.sign_in(cast.lead_officer)
    text = page.get("/search/?q=lantern").text
    assert "quay" in text
    assert "mill" not in text
    page.sign_in(cast.clerk)
    assert "Nothing you may read" in page.get("/search/?q=lantern").text


def test_the_search_finds_a_source_for_whoever_may_read_it(page, cast):
    add_source(kind="inspection", title="Lighthouse inspection", by=by(cast.service_manager), at=NOW)
    page.sign_in(cast.director)
    assert "Lighthouse inspection" in page.get("/search/?q=lighthouse").text
    page.sign_in(cast.lead_officer)
    assert "Lighthouse inspection" not in page.get("/search/?q=lighthouse").text


def test_what_a_board_member_cannot_open_is_neither_found_nor_led_to(page, cast):
    plan = makers.make_plan()
    action = makers.make_action(plan, wording="Light the quay.")
    source = add_source(kind="inspection", title="Lighthouse inspection", by=by(cast.service_manager), at=NOW)
    found = raise_finding(source=source, text="The lighthouse is dark.", by=by(cast.service_manager), at=NOW)
    answer_finding(action=action, finding=found, by=by(cast.service_manager))
    index_action(action)
    give_role(cast.board_member, Role.BOARD_MEMBER, scope=plan.scope)
    for reader, opens in ((cast.board_member, False), (cast.director, True)):
        page.sign_in(reader)
        shown = page.get(action)
        assert "The lighthouse is dark." in shown.text
        assert any("/sources/" in url for url in shown.links().values()) == opens
        assert ("Lighthouse inspection" in page.get("/search/?q=lighthouse&kind=source").text) == opens
        page.get(source, status=200 if opens else 404)


@pytest.mark.parametrize("words", ['"', "' OR 1=1 --", "*", "a" * 300, "(((", "NEAR(", "\u202etfel", "ö & !"])
def test_no_words_break_the_search(page, cast, words):
    page.sign_in(cast.director)
    page.get("/search/?" + urlencode({"q": words}))


def test_what_nobody_answered_is_listed_until_it_is_answered(page, cast):
    manager = by(cast.service_manager)
    source = add_source(kind="inspection", title="Inspection", by=manager, at=NOW)
    finding = raise_finding(source=source, text="Write shorter plans.", number="1", by=manager, at=NOW)
    priority = makers.make_priority(makers.make_plan())
    page.sign_in(cast.service_manager)
    assert "Write shorter plans." in page.get("/sources/unanswered/").text
    page.get(finding.get_absolute_url())
    sent = {"priority": priority.pk, "wording": "Halve the form.", "ref": "", "ends": "Oct-26", "measure": ""}
    page.post(f"{finding.get_absolute_url()}take-up/", sent)
    action = Action.objects.get(wording="Halve the form.")
    assert (action.aim.text, action.aim.kind) == ("Write shorter plans.", "recommendation")
    assert "Write shorter plans." not in page.get("/sources/unanswered/").text
    assert "Halve the form." in page.get(source.get_absolute_url()).text


def test_a_letter_is_entered_with_its_recommendations_a_line_each(page, cast):
    page.sign_in(cast.service_manager)
    page.post("/sources/new/", {"kind": "inspection", "title": ""}, status=422)
    sent = {
        "kind": "inspection",
        "title": "Letter",
        "dated": "July 2026",
        "findings": "1. Shorter plans.\n2) Ask.\n\nAlso.",
    }
    shown = page.post("/sources/new/", sent, status=200)
    assert "Nothing is stored yet" in shown
    assert not Source.objects.exists()
    page.send(shown, action="/sources/new/", press="do=add")
    text = page.get("/sources/letter-2026-07/").text
    for words in ("Shorter plans.", "Recommendation 1", "Recommendation 2", "Also."):
        assert words in text


def test_answers_are_saved_together_or_not_at_all(page, cast):
    plan = makers.make_plan()
    first = makers.make_action(plan, leads=[cast.lead_officer])
    second = makers.make_action(plan, ref="1.2", leads=[cast.lead_officer])
    page.sign_in(cast.lead_officer)
    assert first.wording in page.get("/my-actions/").text
    sent = {
        f"a{first.pk}-version": 1,
        f"a{first.pk}-note": "Rang all forty.",
        f"a{first.pk}-new_end": "",
        f"a{second.pk}-version": 1,
        f"a{second.pk}-note": "ongoing",
        "once": "t1",
    }
    refused = page.post("/my-actions/", sent, status=422)
    assert "Rang all forty." in refused.text
    assert not first.updates.exists()
    sent[f"a{second.pk}-note"] = "The rota starts in May."
    page.post("/my-actions/", sent)
    assert (first.updates.count(), second.updates.count()) == (1, 1)


def test_what_was_answered_waits_no_more_and_stands_apart(page, cast):
    plan = makers.make_plan()
    first = makers.make_action(plan, leads=[cast.lead_officer], wording="Ring each family.")
    second = makers.make_action(plan, ref="1.2", leads=[cast.lead_officer], wording="Print the leaflet.")
    page.sign_in(cast.lead_officer)
    assert "2 actions wait for your answer" in page.get("/my-actions/").text
    page.post("/my-actions/", {f"a{first.pk}-version": 1, f"a{first.pk}-note": "Rang all forty."})
    left = page.get("/my-actions/")
    assert "1 action waits for your answer" in left.text
    assert f"a{first.pk}-note" not in left.html
    assert f"a{second.pk}-note" in left.html
    assert "Answered in the last two weeks" in left.text
    assert "Rang all forty." in left.text
    page.post("/my-actions/", {f"a{second.pk}-version": 1, f"a{second.pk}-note": "All printed in May."})
    assert "You have answered for everything you lead" in page.get("/my-actions/").text


def test_an_answer_counts_for_two_weeks_and_until_somebody_else_has_spoken(cast):
    plan = makers.make_plan()
    action = makers.make_action(plan, leads=[cast.lead_officer])
    said = {"by": cast.lead_officer, "is_answer": True}
    makers.make_update(action, recorded_at=datetime(2026, 5, 1, 12, tzinfo=UTC), **said)

    def is_answered(on):
        return [owed.is_answered for owed in owed_actions(cast.lead_officer, on=on)]

    assert (is_answered(date(2026, 5, 15)), is_answered(date(2026, 5, 16))) == ([True], [False])
    assert count_waiting(cast.lead_officer, on=date(2026, 5, 15)) == 0
    makers.make_update(action, by=cast.quality_assurance, recorded_at=datetime(2026, 5, 2, 12, tzinfo=UTC))
    assert is_answered(date(2026, 5, 15)) == [False]


def test_nothing_changed_is_one_tick_except_where_the_end_has_passed(page, cast):
    plan = makers.make_plan()
    early = makers.make_action(plan, leads=[cast.lead_officer], ends_on=date(2099, 1, 31))
    late = makers.make_action(plan, ref="1.2", leads=[cast.lead_officer], ends_on=date(2020, 1, 31))
    page.sign_in(cast.lead_officer)
    html = page.get("/my-actions/").html
    assert f"a{early.pk}-unchanged" in html
    assert f"a{late.pk}-unchanged" not in html
    page.post("/my-actions/", {f"a{early.pk}-version": 1, f"a{early.pk}-unchanged": "on"})
    assert early.updates.get().text == "No change."


def test_one_tick_answers_all_that_was_left_blank_but_not_what_is_late(page, cast):
    plan = makers.make_plan()
    told, early, late = (
        makers.make_action(plan, ref=f"1.{n}", leads=[cast.lead_officer], ends_on=date(year, 1, 31))
        for n, year in enumerate((2099, 2099, 2020))
    )
    page.sign_in(cast.lead_officer)
    sent = {f"a{action.pk}-version": 1 for action in (told, early, late)} | {"others_unchanged": "yes"}
    page.post("/my-actions/", sent | {f"a{told.pk}-note": "Six of nine are in."})
    said = [list(action.updates.values_list("text", flat=True)) for action in (told, early, late)]
    assert said == [["Six of nine are in."], ["No change."], []]


def test_the_second_to_answer_sees_both_texts(page, cast):
    action = makers.make_action(leads=[cast.lead_officer], version=4)
    page.sign_in(cast.lead_officer)
    sent = {f"a{action.pk}-version": 3, f"a{action.pk}-note": "Rang all forty of them."}
    answer = page.post("/my-actions/", sent, status=422)
    assert "Rang all forty of them." in answer.text
    assert not action.updates.exists()


def test_what_does_not_exist_and_what_is_hidden_look_the_same(page, cast):
    hidden = makers.make_plan(name="Hidden")
    page.sign_in(cast.clerk)
    there, not_there = page.get(f"/plans/{hidden.key}/", status=404), page.get("/plans/no-such-plan/", status=404)
    assert there.text == not_there.text
    assert "Hidden" not in there.text


def test_any_member_of_staff_gives_feedback_and_then_sees_her_own_alone(page, cast):
    add_source(kind="inspection", title="Harbour inspection", by=by(cast.service_manager), at=NOW)
    page.sign_in(cast.clerk)
    page.post("/sources/new/", {"kind": "inspection", "title": "Not mine to enter"}, status=422)
    page.post("/sources/new/", {"kind": "staff_feedback", "title": "Counter", "findings": "The form is too long."})
    text = page.get("/sources/").text
    assert "Counter" in text
    assert "Harbour" not in text
    assert "The form is too long." in page.get("/sources/counter/").text
    page.sign_in(cast.councillor)
    page.get("/sources/new/", status=404)


def test_a_finding_is_found_by_its_words(page, cast):
    source = add_source(kind="inspection", title="Inspection", by=by(cast.service_manager), at=NOW)
    raise_finding(source=source, text="Lanterns are missing on the quay.", by=by(cast.service_manager), at=NOW)
    page.sign_in(cast.director)
    assert "Lanterns are missing" in page.get("/search/?q=lantern&kind=source").text


def test_a_pack_that_was_brought_from_the_command_line_waits_for_whoever_may_accept_it(page, cast):
    staged(by=desk())
    page.sign_in(cast.service_manager)
    start = page.get("/")
    assert "import waits for your review" in start
    assert "One thing waits for you" in start
    assert "plan.txt" in page.get("/imports/")
    page.sign_in(cast.quality_assurance)
    assert "import waits for your review" not in page.get("/")


def test_meetings_and_ones_own_questions_stand_in_the_section_of_committees(cast):
    for path in ("/committees/", "/meetings/any-meeting/", "/questions/"):
        assert [one.label for one in sections_for(cast.clerk, path) if one.is_here] == ["Committees"]
