"""Pages that say how an action goes: complete, assure, send back, reopen, set aside, end dates, not mine."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import reopen_action, report_complete
from goldenthread.plan.models import Action, EndDateChange
from goldenthread.plan.states import State
from tests.cast import by
from tests.plan.makers import make_evidence, make_lead
from tests.plan.pages.scene import TODAY, make_finding

NOTE = "All four teams were trained in March, 31 of 33 people attended."


def reported(scene, cast):
    Action.objects.filter(pk=scene.mine.pk).update(
        state=State.REPORTED_COMPLETE, reported_by=cast.lead_officer, reported_on=TODAY
    )
    scene.mine.refresh_from_db()


def test_a_lead_reports_complete_with_the_attendance_sheet(page, cast, scene):
    page.sign_in(cast.lead_officer)
    sheet = SimpleUploadedFile("attendance.txt", b"Four teams, 31 names.")
    page.post(scene.action("complete"), {"note": NOTE, "title": "Attendance sheet, 14 March", "file": sheet})
    scene.mine.refresh_from_db()
    assert scene.mine.state == State.REPORTED_COMPLETE
    assert scene.mine.evidence.get().file.name == "attendance.txt"
    assert "Reported complete by Ruth Amadi" in page.get(scene.mine)


def test_a_file_without_a_title_takes_its_name(page, cast, scene):
    page.sign_in(cast.lead_officer)
    page.post(scene.action("complete"), {"note": NOTE, "file": SimpleUploadedFile("sheet.txt", b"Names.")})
    assert scene.mine.evidence.get().title == "sheet.txt"


def test_a_report_that_says_nothing_is_refused_and_keeps_no_file(page, cast, scene, settings):
    page.sign_in(cast.lead_officer)
    before = list(settings.FILES.rglob("*/*"))
    refused = page.post(
        scene.action("complete"), {"note": "Complete", "file": SimpleUploadedFile("x.txt", b"x")}, status=422
    )
    assert "Say what changed" in refused
    assert list(settings.FILES.rglob("*/*")) == before
    assert not scene.mine.evidence.exists()


def test_assurance_gives_blue_with_what_is_different(page, cast, scene):
    reported(scene, cast)
    make_evidence(scene.mine)
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("assure"))
    assert "Call log for March" in found
    page.post(
        scene.action("assure"),
        {"do": "give", "strength": "records", "difference": "Families say that somebody rang.", "version": 1},
    )
    scene.mine.refresh_from_db()
    assert (scene.mine.state, scene.mine.assured_by) == (State.ASSURED, cast.quality_assurance)
    shown = page.get(scene.mine)
    assert "Assured by Nell Okafor" in shown
    assert "Families say that somebody rang." in shown


def test_without_evidence_the_reason_is_asked(page, cast, scene):
    reported(scene, cast)
    page.sign_in(cast.quality_assurance)
    refused = page.post(
        scene.action("assure"), {"do": "give", "strength": "records", "difference": "Families are rung."}, status=422
    )
    assert "Add the evidence you saw, or say why there is none." in refused
    page.post(
        scene.action("assure"),
        {
            "do": "give",
            "strength": "records",
            "difference": "Families are rung.",
            "why_no_evidence": "Seen in the office.",
        },
    )
    scene.mine.refresh_from_db()
    assert scene.mine.state == State.ASSURED


def test_assurance_sends_back_with_what_is_missing(page, cast, scene):
    reported(scene, cast)
    page.sign_in(cast.quality_assurance)
    refused = page.post(scene.action("assure"), {"do": "return", "reason": ""}, status=422)
    assert "Say what is missing" in refused
    page.post(scene.action("assure"), {"do": "return", "reason": "No sheet of the third team."})
    scene.mine.refresh_from_db()
    assert scene.mine.state == State.IN_PROGRESS


def test_a_lead_with_the_assurance_role_sees_why_she_may_not(page, cast, scene):
    reported(scene, cast)
    make_lead(scene.mine, cast.quality_assurance)
    found = page.sign_in(cast.quality_assurance).get(scene.mine)
    assert "You lead this action; somebody else assures it." in found
    assert found.all("//button[@disabled]")
    refused = page.post(
        scene.action("assure"), {"do": "give", "strength": "records", "difference": "Families are rung."}, status=422
    )
    assert "A lead of this action cannot assure it" in refused


def test_reopening_asks_for_the_finding(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    page.sign_in(cast.quality_assurance)
    form = page.get(scene.action("reopen", of=scene.done))
    refused = page.send(form, {"note": "Write again."}, action="reopen/", status=422)
    assert "Name the finding that shows" in refused
    page.send(refused, {"finding": finding.key, "note": "Write again, in plain words."}, action="reopen/")
    scene.done.refresh_from_db()
    assert scene.done.state == State.IN_PROGRESS
    assert "This action was taken up again because of it." in page.get(scene.done)


def test_after_a_reopening_no_rating_is_chosen_beforehand_until_somebody_gives_one(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    page.sign_in(cast.quality_assurance)
    form = page.get(scene.action("reopen", of=scene.done))
    page.send(form, {"finding": finding.key, "note": "Write again, in plain words."}, action="reopen/")
    page.sign_in(cast.service_manager)
    form = page.get(scene.action("update", of=scene.done))
    assert not form.values("update/").get("rating")
    said = {"note": "The letters are being written again.", "rating": str(scene.plan.rating_words.get(word="Amber").pk)}
    page.send(form, said, action="update/")
    assert page.get(scene.action("update", of=scene.done)).values("update/")["rating"] == said["rating"]


def test_an_action_is_paused_taken_up_and_withdrawn_with_reasons(page, cast, scene):
    page.sign_in(cast.service_manager)
    address = scene.action("set-aside")
    assert "Say why." in page.post(address, {"state": "paused", "reason": ""}, status=422)
    for state in ("paused", "in_progress", "withdrawn"):
        page.send(page.get(address), {"state": state, "reason": "The review comes first."}, action="set-aside/")
        scene.mine.refresh_from_db()
        assert scene.mine.state == state
    assert "The review comes first." in page.get(scene.mine)


def test_a_lead_asks_for_october_and_the_senior_lead_decides(page, cast, scene):
    page.sign_in(cast.lead_officer)
    address = scene.action("end-date")
    assert "Give the new end as a month or a day" in page.post(address, {"end": "soon", "reason": "x y z"}, status=422)
    page.send(
        page.get(address), {"end": "October 2199", "reason": "The rota starts two months late."}, action="end-date/"
    )
    change = EndDateChange.objects.get()
    assert change.decision == "asked"
    assert "asks for October 2199" in page.get(scene.mine)
    page.sign_in(cast.director)
    decide = scene.action("end-date", "decide")
    assert "The rota starts two months late." in page.get(decide)
    assert "Choose whether the date moves." in page.post(decide, {}, status=422)
    assert "Say why, so that the lead knows." in page.post(decide, {"decision": "declined"}, status=422)
    page.post(decide, {"decision": "approved", "note": "Once."})
    scene.mine.refresh_from_db()
    assert scene.mine.ends_written == "October 2199"
    shown = page.get(scene.mine)
    assert "moved once" in shown
    assert "Piers Halloran approved" in shown
    page.get(decide, status=404)


def test_whoever_manages_moves_the_date_at_once(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = page.get(scene.action("end-date"))
    assert form.heading == "Move the end date of 1.1"
    page.send(form, {"end": "October 2199", "reason": "The rota starts two months late."}, action="end-date/")
    assert EndDateChange.objects.get().decision == "approved"


def test_a_lead_says_that_an_action_is_not_hers(page, cast, scene):
    page.sign_in(cast.lead_officer)
    link = page.get(scene.mine).links()["Say that it is not yours"]
    assert "Say whose it is" in page.post(link, {"reason": ""}, status=422)
    page.post(link, {"reason": "RA is Rosa Abel."})
    assert Entry.objects.filter(what="plan.lead_disowned").count() == 1
    page.sign_in(cast.service_manager)
    waits = page.get(scene.at("waiting"))
    assert "Ruth Amadi: RA is Rosa Abel." in waits
    form = page.get(scene.action("leads"))
    page.send(form, {"lead_1": "person:nell-okafor"}, action="leads/")
    assert "Nothing waits for you" in page.get(scene.at("waiting"))


def test_what_waits_is_listed_for_whoever_may_decide(page, cast, scene):
    reported(scene, cast)
    assert "Reported complete, to be assured" in page.sign_in(cast.quality_assurance).get(scene.at("waiting"))
    assert "Nothing waits for you" in page.sign_in(cast.auditor).get(scene.at("waiting"))


def test_what_a_reopening_takes_away_is_what_was_there(page, cast, scene):
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("reopen", of=scene.done))
    assert "nobody had assured it here" in found
    assert "its assurance fall away" not in found


def test_an_update_that_reported_complete_says_so_and_not_its_rating_of_before(page, cast, scene):
    at = timezone.now()
    report_complete(action=scene.mine, note="All four teams were trained.", by=by(cast.lead_officer), at=at)
    found = page.sign_in(cast.lead_officer).get(scene.action())
    (said,) = [one for one in found.all("//div[@class='said']") if "All four teams" in one.text_content()]
    assert "Reported" in said.text_content()
    assert "Green" not in said.text_content()


def test_a_rating_that_came_with_a_reopening_says_so(page, cast, scene):
    finding = make_finding(cast, scene.plan, "Two carers had no letter.", key="no-letter")
    amber = scene.plan.rating_words.get(word="Amber")
    reopen_action(
        action=scene.done, finding=finding, note="Two had none.", rating=amber, by=by(cast.quality_assurance),
        at=timezone.now(),
    )  # fmt: skip
    found = page.sign_in(cast.director).get(scene.action(of=scene.done))
    assert f"given by {cast.quality_assurance.name} on" in found
    assert "when it was reopened" in found


def test_an_end_after_the_plans_own_draws_a_remark_before_it_is_approved(page, cast, scene):
    late = scene.plan.ends_on + timedelta(days=400)
    ask_new_end(
        action=scene.mine, end=f"{late:%B %Y}", reason="Two teams are new.", by=by(cast.lead_officer), at=timezone.now()
    )
    page.sign_in(cast.director)
    assert "after the end of its plan" in page.get(reverse("end-dates"))
    assert "after the end of its plan" in page.get(scene.action("end-date", "decide"))
