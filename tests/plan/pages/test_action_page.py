"""The page of one action: its whole thread, what is missing in it, its history, and what the reader may do."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.ledger.models import Sight
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.models import Action, Succession
from goldenthread.plan.states import State
from tests.cast import by
from tests.plan.makers import NOON, make_action, make_evidence, make_lead, make_milestone, make_plan, make_update
from tests.plan.pages.scene import TODAY, answer, make_finding


def stages(found):
    """The knots of the thread: name and state by the class of the line."""
    return [
        (one.xpath(".//p[contains(@class,'stage')]/b")[0].text, one.get("class") or "solid")
        for one in found.all("//ol[@class='thread']/li")
    ]


def test_a_whole_thread_is_solid_from_source_to_today(page, cast, scene):
    answer(scene.mine, make_finding(cast, scene.plan))
    make_update(scene.mine, by=cast.lead_officer)
    make_evidence(scene.mine)
    found = page.sign_in(cast.lead_officer).get(scene.mine)
    assert stages(found) == [
        ("Source", "solid"),
        ("Recommendation", "solid"),
        ("Specific aim", "solid"),
        ("Measure", "solid"),
        ("Lead", "solid"),
        ("Action", "here"),
        ("Dates", "solid"),
        ("Updates", "solid"),
        ("Evidence", "solid"),
        ("Reported", "ahead"),
        ("Assured", "ahead"),
    ]
    assert found.links()["Inspection letter"] == "/sources/letter/"


def test_what_is_missing_is_a_gap_with_the_way_to_close_it(page, cast, scene):
    found = page.sign_in(cast.service_manager).get(scene.nobodys)
    gaps = [name for name, state in stages(found) if state == "gap"]
    assert gaps == ["Source", "Measure", "Lead", "Updates"]
    assert found.links()["Choose a lead"] == scene.action("leads", of=scene.nobodys)
    assert found.links()["Say which finding it answers"] == scene.action("findings", of=scene.nobodys)
    reader = page.sign_in(cast.director).get(scene.nobodys)
    assert "Choose a lead" not in reader.links()


def test_completed_on_paper_without_evidence_or_assurance_shows_both_gaps(page, cast, scene):
    found = page.sign_in(cast.quality_assurance).get(scene.done)
    assert ("Evidence", "gap") in stages(found)
    assert ("Assured", "gap") in stages(found)
    assert found.links()["Assure it"] == scene.action("assure", of=scene.done)


def test_declared_stands_beside_suggested_with_its_reason(page, cast, scene):
    found = page.sign_in(cast.director).get(scene.nobodys)
    assert "suggested by the dates" in found
    assert "Its end," in found
    assert "passed" in found
    mine = page.get(scene.mine)
    assert "The dates agree." in mine


def test_a_source_is_no_link_for_whoever_may_not_open_it(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    finding.source.scopes.clear()
    answer(scene.mine, finding)
    found = page.sign_in(cast.lead_officer).get(scene.mine)
    assert "Inspection letter" in found
    assert "Inspection letter" not in found.links()


def test_who_else_answers_a_finding_is_named_where_the_reader_may_see_it(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    hidden = make_action(make_plan(key="other", name="Other Plan"), ref="9.9")
    for action in (scene.mine, scene.nobodys, hidden):
        answer(action, finding)
    found = page.sign_in(cast.lead_officer).get(scene.mine)
    assert "One other action answers it: 2.1." in found
    assert "9.9" not in found
    assert "9.9" in page.sign_in(cast.director).get(scene.mine)


def test_a_shared_measure_names_its_other_actions(page, cast, scene):
    make_action(scene.plan, ref="1.2", measure=scene.mine.measure)
    assert "Shared with 2.2, 1.2." in page.sign_in(cast.director).get(scene.mine)


def test_a_senior_lead_who_also_leads_is_flagged(page, cast, scene):
    make_lead(scene.mine, cast.director)
    assert "who also leads it" in page.sign_in(cast.director).get(scene.mine)


def test_steps_and_what_it_waits_for_are_shown(page, cast, scene):
    make_milestone(scene.mine, "Rota agreed", done_on=TODAY)
    make_milestone(scene.mine, "Cards printed")
    Action.objects.filter(pk=scene.mine.pk).update(
        waits_for="the health trust", recurrence="every six months", is_standing=True
    )
    found = page.sign_in(cast.lead_officer).get(scene.mine)
    assert "1 of 2 done" in found
    for sentence in ("It waits for the health trust.", "It comes again: every six months.", "It is a standing duty."):
        assert sentence in found


def test_the_newest_updates_stand_first_and_a_papers_undated_last(page, cast, scene):
    make_update(scene.mine, "Undated note.", dated_on=None, dated_precision="unknown")
    for number in range(1, 7):
        make_update(scene.mine, f"Update {number}.", by=cast.lead_officer, dated_on=TODAY.replace(day=number))
    found = page.sign_in(cast.director).get(scene.mine)
    said = [" ".join(one.text_content().split()) for one in found.all("//div[@class='said']")]
    assert "Update 6." in said[0]
    assert "Undated note." in said[-1]
    assert "from the paper" in said[-1]
    assert "3 earlier updates" in found


def test_history_is_told_in_sentences_with_names_and_both_texts(page, cast, scene):
    amber = scene.plan.rating_words.get(word="Amber")
    update_action(action=scene.mine, note="Two teams left.", rating=amber, by=by(cast.lead_officer), at=NOON)
    found = page.sign_in(cast.director).get(scene.mine)
    assert "Gave an update" in found
    history = page.get(scene.action("history"))
    assert history.heading == "History of 1.1"
    assert "Ruth Amadi" in history
    assert "Rating: [taken out: Green][put in: Amber]" in history.text.replace("] [", "][")
    assert "Note: Two teams left." in history


def test_opening_an_action_is_noted_once_a_day(page, cast, scene):
    page.sign_in(cast.director).get(scene.mine)
    page.get(scene.mine)
    assert Sight.objects.filter(who=cast.director.key, subject=scene.mine.subject).count() == 1


def test_hostile_words_are_words_on_the_action_page(page, cast, scene):
    hostile = "<img src=x onerror=alert(1)>"
    Action.objects.filter(pk=scene.mine.pk).update(
        wording=hostile, notes=hostile, waits_for=hostile, difference=hostile
    )
    make_update(scene.mine, hostile, by=cast.lead_officer)
    make_evidence(scene.mine, hostile, description=hostile)
    answer(scene.mine, make_finding(cast, scene.plan, hostile))
    make_milestone(scene.mine, hostile)
    found = page.sign_in(cast.service_manager).get(scene.mine)
    assert "<img" not in found.html
    assert found.text.count(hostile) >= 6


def test_the_queries_of_an_action_do_not_grow(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    answer(scene.mine, finding)
    make_update(scene.mine, by=cast.lead_officer)
    make_evidence(scene.mine, added_by=cast.lead_officer)
    update_action(action=scene.mine, note="One more team.", rating=None, by=by(cast.lead_officer), at=NOON)
    page.sign_in(cast.service_manager).get(scene.mine)
    before = _queries(page, scene)
    for number in range(8):
        make_update(scene.mine, by=cast.lead_officer)
        make_evidence(scene.mine, f"Sheet {number}", added_by=cast.director)
        answer(scene.mine, make_finding(cast, scene.plan, key=f"f{number}"))
        update_action(action=scene.mine, note=f"Team {number} joined.", rating=None, by=by(cast.lead_officer), at=NOON)
    assert _queries(page, scene) == before <= 26


def _queries(page, scene):
    with CaptureQueriesContext(connection) as captured:
        page.get(scene.mine)
    return len(captured)


def test_a_withdrawn_action_waits_for_nothing(page, cast, scene):
    Action.objects.filter(pk=scene.mine.pk).update(state=State.WITHDRAWN)
    found = page.sign_in(cast.lead_officer).get(scene.mine)
    assert stages(found)[-1] == ("Withdrawn", "solid")
    assert "Update this action" not in found.links()


def test_a_long_wording_is_never_cut(page, cast, scene):
    words = "Review the arrangements " * 60
    Action.objects.filter(pk=scene.mine.pk).update(wording=words)
    assert page.sign_in(cast.director).get(scene.mine).heading.count("Review") == 60


def test_a_line_through_the_years_answers_a_finding_once(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    before = make_plan(key="before", name="Harbour Plan of before")
    old = make_action(before, ref="9.9", rating="Blue", state="completed_on_paper")
    for action in (scene.mine, scene.nobodys, old):
        answer(action, finding)
    Succession.objects.create(
        action=old, successor=scene.nobodys, how="watch", on=TODAY, by=cast.service_manager, at=timezone.now()
    )
    found = page.sign_in(cast.director).get(scene.mine)
    assert "One other action answers it: 2.1." in found


def test_a_remark_of_the_paper_stands_among_the_notes_and_reports_nothing(page, cast, scene):
    make_update(scene.mine, "Update from PD?", dated_on=None, dated_precision="unknown")
    found = page.sign_in(cast.director).get(scene.mine)
    assert "Nothing reported yet" in found
    (notes,) = found.all("//section[@aria-labelledby='notes']")
    assert "Update from PD?" in notes.text_content()
