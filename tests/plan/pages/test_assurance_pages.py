"""The desk of assurance and its pages: what waits, what one press does, what a finding says against an action."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.notices.models import Notice
from goldenthread.plan.assurance import first_recheck
from goldenthread.plan.commands.assurance import record_recheck, set_recheck
from goldenthread.plan.commands.contradictions import mark_contradiction
from goldenthread.plan.commands.progress import assure_action, report_complete, send_back
from goldenthread.plan.models import Action, ActionLead, Recheck
from goldenthread.plan.queries.assurance import contradicted, desk, waits_for
from goldenthread.plan.queries.waiting import waiting_on
from goldenthread.plan.states import State
from goldenthread.sources.models import Finding
from tests.cast import by
from tests.pages import words
from tests.plan.makers import make_action, make_evidence, make_plan
from tests.plan.pages.scene import TODAY, answer, make_finding

SEEN = {"looked_at": "Call logs of two weeks", "said": "Every family was rung within two days."}


def report(scene, cast):
    report_complete(action=scene.mine, note="Each family was rung.", by=by(cast.lead_officer), at=timezone.now())


def make_blue(scene, cast, *, on=TODAY):
    report(scene, cast)
    make_evidence(scene.mine)
    assure_action(
        action=scene.mine,
        difference="Families say that somebody rang.",
        strength="outside",
        by=by(cast.quality_assurance),
        on=on,
    )


def tell(scene, cast, action=None, **named):
    finding = make_finding(cast, scene.plan, **named)
    return mark_contradiction(
        action=action or scene.mine,
        finding=finding,
        by=by(cast.quality_assurance),
        at=timezone.now(),
        said="Nine of 31.",
    )


def test_the_desk_shows_what_is_called_complete_with_no_proof_first(page, cast, scene):
    report(scene, cast)
    proved = make_action(scene.plan, priority=scene.mine.priority, ref="1.2", wording="Write to each school.")
    report_complete(action=proved, note="Each was written to.", by=by(cast.service_manager), at=timezone.now())
    make_evidence(proved)
    page.sign_in(cast.quality_assurance)
    found = page.get("/assurance/")
    assert "Reported complete: 2" in found.text
    assert found.text.index("No proof") < found.text.index("Write to each school")
    assert "Assure it, or send it back: 1.1" in found.text


def test_an_empty_desk_says_so(page, cast, scene):
    page.sign_in(cast.quality_assurance)
    found = page.get("/assurance/").text
    for sentence in ("Nothing waits to be assured.", "No re-check is due.", "No finding contradicts what is complete."):
        assert sentence in found


def test_whoever_may_not_assure_reads_why(page, cast, scene):
    report(scene, cast)
    page.sign_in(cast.director)
    assert "For quality assurance." in page.get("/assurance/").text


def test_the_desk_shows_one_plan_or_all(page, cast, scene):
    other = make_plan(name="Lantern Plan", key="lantern")
    report(scene, cast)
    page.sign_in(cast.quality_assurance)
    assert "Reported complete: 1" in page.get("/assurance/").text
    assert "Reported complete: 0" in page.get(f"/assurance/?plan={other.key}").text
    assert "Reported complete: 1" in page.get("/assurance/?plan=no-such-plan").text


def test_a_lead_officer_has_no_desk(page, cast, scene):
    page.sign_in(cast.lead_officer)
    page.get("/assurance/", status=404)


def test_assuring_asks_how_strong_the_evidence_is_and_sets_the_next_look(page, cast, scene):
    report(scene, cast)
    make_evidence(scene.mine)
    page.sign_in(cast.quality_assurance)
    said = {"do": "give", "difference": "Families say that somebody rang.", "version": scene.mine.version}
    refused = page.post(scene.action("assure"), said, status=422)
    assert "Say how strong the evidence is" in refused.text
    page.post(scene.action("assure"), said | {"strength": "outside", "recheck_on": "3 October 2027"})
    assert str(scene.mine.rechecks.get().due_on) == "2027-10-03"
    shown = page.get(scene.mine).text
    assert "Evidence: families or an outside body say so." in shown
    assert "To be looked at again on 3 October 2027" in shown


def test_a_reason_leaves_out_the_look_again(page, cast, scene):
    report(scene, cast)
    make_evidence(scene.mine)
    page.sign_in(cast.quality_assurance)
    page.post(
        scene.action("assure"),
        {
            "do": "give",
            "difference": "Families say that somebody rang.",
            "strength": "told",
            "recheck_on": "3 October 2027",
            "why_no_recheck": "The line was closed for good.",
            "version": scene.mine.version,
        },
    )
    assert not scene.mine.rechecks.exists()


def test_what_is_due_is_looked_at_again_from_the_desk(page, cast, scene):
    make_blue(scene, cast)
    Recheck.objects.update(due_on=TODAY - timedelta(days=3))
    page.sign_in(cast.quality_assurance)
    assert "Due to be looked at again: 1" in page.get("/assurance/").text
    opened = page.get(scene.action("recheck")).text
    assert "Families say that somebody rang." in opened
    refused = page.post(scene.action("recheck"), {"looked_at": "Call logs"}, status=422)
    assert "Say whether it still holds." in refused.text
    refused = page.post(
        scene.action("recheck"), {"result": "holds", "looked_at": " ", "said": SEEN["said"]}, status=422
    )
    assert "Say what you looked at" in refused.text
    page.post(scene.action("recheck"), SEEN | {"result": "holds", "records": "8"})
    assert "Due to be looked at again: 0" in page.get("/assurance/").text
    shown = page.get(scene.mine).text
    assert "It still held" in shown
    assert "Call logs of two weeks (8 records)" in shown


def test_the_second_clean_look_makes_it_embedded_on_its_page_and_in_its_plan(page, cast, scene):
    make_blue(scene, cast)
    page.sign_in(cast.quality_assurance)
    page.post(scene.action("recheck"), SEEN | {"result": "holds"})
    assert "if it holds again, it is embedded" in page.get(scene.action("recheck")).text
    page.post(scene.action("recheck"), SEEN | {"result": "holds"})
    assert "It is how things are done now" in page.get(scene.mine).text
    assert "Embedded" in page.get(scene.plan).text
    page.get(scene.action("recheck"), status=404)


def test_what_has_slipped_stands_in_the_queue_to_reopen_and_is_reopened_in_one_press(page, cast, scene):
    make_blue(scene, cast)
    page.sign_in(cast.quality_assurance)
    page.post(scene.action("recheck"), SEEN | {"result": "slipped", "said": "Three of eight families waited a week."})
    finding = Finding.objects.get()
    found = page.get("/assurance/")
    assert "Called complete, and a finding says otherwise: 1" in found.text
    assert f"reopen/?finding={finding.key}" in found.html
    opened = page.get(f"{scene.action('reopen')}?finding={finding.key}").html
    assert f'value="{finding.key}" selected' in opened
    scene.mine.refresh_from_db()
    page.post(
        scene.action("reopen"),
        {"finding": finding.key, "note": "Ring each family in the week.", "version": scene.mine.version},
    )
    assert "Called complete, and a finding says otherwise: 0" in page.get("/assurance/").text
    assert "Was assured by Nell Okafor" in page.get(scene.mine).text


def test_whoever_manages_the_plan_sets_a_day_and_assurance_moves_or_drops_it(page, cast, scene):
    page.sign_in(cast.service_manager)
    address = scene.action("recheck", "date", of=scene.done)
    day = first_recheck(TODAY)
    page.post(address, {"do": "date", "due_on": f"{day.day} {day:%B %Y}"})
    assert scene.done.rechecks.get().due_on == day
    assert "Take it off the list" not in page.get(address).text
    page.sign_in(cast.quality_assurance)
    refused = page.post(address, {"do": "date", "due_on": f"{TODAY.day} {TODAY:%B} {TODAY.year + 1}"}, status=422)
    assert "Say why the re-check moves." in refused.text
    refused = page.post(address, {"do": "call-off", "reason": " "}, status=422)
    assert "Say why nobody needs to look again." in refused.text
    page.post(address, {"do": "call-off", "reason": "The building was sold."})
    assert scene.done.rechecks.get().result == "called_off"


def test_a_finding_is_said_to_contradict_an_action_from_either_side(page, cast, scene):
    first, second = make_finding(cast, scene.plan), make_finding(cast, scene.plan, "Nobody rings back.", key="letter-2")
    page.sign_in(cast.quality_assurance)
    page.post(scene.action("contradict"), {"finding": first.key, "said": "Nine of 31."})
    page.post(f"{second.get_absolute_url()}contradicts/", {"action": str(scene.done.pk), "said": "Eleven of 40."})
    assert "A finding says otherwise: Families wait too long." in page.get(scene.mine).text
    assert "Nobody has answered it yet" in page.get(second).text
    found = page.get("/assurance/").text
    assert "Called complete, and a finding says otherwise: 1" in found
    assert "Under way, and a finding says otherwise: 1" in found
    refused = page.post(scene.action("contradict"), {"finding": first.key}, status=422)
    assert "stands against this action already" in refused.text


def test_the_plan_lists_what_a_finding_contradicts_until_it_is_answered(page, cast, scene):
    tell(scene, cast)
    tell(scene, cast, scene.done, key="letter-2")
    page.sign_in(cast.lead_officer)
    found = page.get(scene.at() + "?attention=contradicted")
    assert "2 of 3 actions" in found.text
    page.post(scene.action("update"), {"note": "Two people joined the line.", "version": scene.mine.version})
    assert "1 of 3 actions" in page.get(scene.at() + "?attention=contradicted").text


def test_why_an_action_stands_is_printed_beside_the_finding(page, cast, scene):
    told = tell(scene, cast, scene.done)
    page.sign_in(cast.quality_assurance)
    address = scene.action("stands", str(told.pk), of=scene.done)
    assert "Families wait too long." in page.get(address).text
    refused = page.post(address, {"reason": "No."}, status=422)
    assert "Say in a sentence why it stands" in refused.text
    page.post(address, {"reason": "The letter read the files of last spring."})
    assert "says that the action stands: The letter read the files of last spring." in page.get(scene.done).text
    page.get(address, status=404)


def test_blue_waits_while_a_finding_stands_against_it(page, cast, scene):
    report(scene, cast)
    make_evidence(scene.mine)
    tell(scene, cast)
    page.sign_in(cast.quality_assurance)
    assert "A finding says otherwise" in page.get(scene.action("assure")).text
    said = {"do": "give", "difference": "Families say so.", "strength": "told", "version": scene.mine.version}
    assert "say first why it stands" in page.post(scene.action("assure"), said, status=422).text


def test_a_finding_newer_than_the_blue_it_is_tied_to_is_proposed(page, cast, scene):
    make_blue(scene, cast, on=TODAY - timedelta(days=90))
    finding = make_finding(cast, scene.plan)
    source = finding.source
    source.first_on = TODAY
    source.save(update_fields=["first_on"])
    answer(scene.mine, finding)
    page.sign_in(cast.quality_assurance)
    found = page.get("/assurance/")
    assert "Findings newer than the blue they are tied to: 1" in found.text
    assert f"contradict/?finding={finding.key}" in found.html


def test_what_was_sent_back_stands_there_until_it_is_reported_again(page, cast, scene):
    report(scene, cast)
    send_back(action=scene.mine, reason="Two logs are missing.", by=by(cast.quality_assurance), at=timezone.now())
    page.sign_in(cast.quality_assurance)
    assert "Two logs are missing." in page.get("/assurance/").text
    report(scene, cast)
    assert "Sent back in the last two months" not in page.get("/assurance/").text


def test_the_desk_leads_to_the_lists_beside_it(page, cast, scene):
    Action.objects.filter(pk=scene.nobodys.pk).update(ends_on=TODAY - timedelta(days=40))
    page.sign_in(cast.quality_assurance)
    found = page.get("/assurance/")
    assert "complete without proof kept here in Harbour Plan" in found.text
    assert "green past its date in Harbour Plan" in found.text
    listed = page.get(scene.at() + "?rating=green&late=1")
    assert "1 of 3 actions" in listed.text


def test_the_start_page_and_the_plan_agree_with_the_desk(page, cast, scene):
    make_blue(scene, cast)
    Recheck.objects.update(due_on=TODAY)
    tell(scene, cast, scene.done)
    reader = cast.quality_assurance
    found, waits = desk(reader, on=TODAY), waits_for(reader, on=TODAY)
    waiting = waiting_on(scene.plan, reader=reader, on=TODAY)
    assert (len(found.due), len(found.to_reopen)) == (waits.due, waits.to_reopen) == (1, 1)
    assert (len(waiting.rechecks), len(waiting.to_reopen)) == (1, 1)
    page.sign_in(reader)
    start = page.get("/").text
    assert "action is due to be looked at again" in start
    assert "complete action is contradicted by a finding" in start
    assert "Two things wait for you" in page.get(scene.plan).text
    assert "Due to be looked at again" in page.get(scene.at("waiting")).text


def test_a_round_asks_for_what_is_contradicted_in_the_order_of_the_paper(cast, scene):
    tell(scene, cast, scene.done)
    tell(scene, cast, key="letter-2")
    tell(scene, cast, key="letter-3")
    found = contradicted(scene.plan)
    assert [(row.action, row.is_complete, len(row.against)) for row in found] == [
        (scene.mine, False, 2),
        (scene.done, True, 1),
    ]


def test_a_source_stands_on_one_page_with_what_shows_that_it_was_done(page, cast, scene):
    finding = make_finding(cast, scene.plan)
    answer(scene.mine, finding)
    answer(scene.done, finding)
    make_finding(cast, scene.plan, "Nobody rings back.", key="letter-2")
    make_blue(scene, cast)
    record_recheck(
        recheck=scene.mine.rechecks.get(),
        holds=True,
        records=8,
        by=by(cast.quality_assurance),
        at=timezone.now(),
        **SEEN,
    )
    page.sign_in(cast.director)
    found = page.get(f"{finding.source.get_absolute_url()}evidence/").text
    assert "2 findings that ask for something, answered by 2 actions of the Harbour Plan." in found
    assert "1 action is assured by a second person" in found
    assert "2 of 2 actions complete." in found
    assert "Families or an outside body say so. Call log for March" in found
    assert "Every family was rung within two days." in found
    assert "No action answers it, and nobody has said why not." in found
    assert "What shows that it was done" in page.get(finding.source).text


def test_the_recommendations_of_an_inspection_stand_first_and_apart_from_its_other_findings(page, cast, scene):
    other = make_finding(cast, scene.plan, "Nobody rings back.")
    numbered = make_finding(cast, scene.plan, "See each child alone.", key="letter-2")
    Finding.objects.filter(pk=numbered.pk).update(number="1", source=other.source, position=9)
    Finding.objects.filter(pk=other.pk).update(number="", paragraph="paragraph 40", position=1)
    page.sign_in(cast.quality_assurance)
    found = page.get(f"{other.source.get_absolute_url()}evidence/")
    heads = [words(one) for one in found.all("//main//h2")]
    assert heads == ["1 recommendation", "1 other finding"]
    assert found.text.index("See each child alone.") < found.text.index("Nobody rings back.")
    assert "Recommendation without a number, paragraph 40" in found.text


def test_hostile_words_are_words_on_the_desk_and_the_page_of_evidence(page, cast, scene):
    hostile = "<img src=x onerror=alert(1)>"
    finding = make_finding(cast, scene.plan, hostile)
    mark_contradiction(
        action=scene.mine, finding=finding, by=by(cast.quality_assurance), at=timezone.now(), said=hostile
    )
    answer(scene.mine, finding)
    page.sign_in(cast.quality_assurance)
    for address in ("/assurance/", f"{finding.source.get_absolute_url()}evidence/", scene.action()):
        assert "<img" not in page.get(address).html


def test_nobody_reaches_the_pages_of_a_plan_she_does_not_see(page, cast, scene):
    told = tell(scene, cast)
    make_action(make_plan(key="other", name="Other"), leads=[cast.board_member])
    page.sign_in(cast.board_member)
    for parts in (("recheck",), ("recheck", "date"), ("contradict",), ("stands", str(told.pk))):
        page.get(scene.action(*parts), status=404)


def test_whoever_sees_a_plan_and_may_not_assure_is_refused_in_words(page, cast, scene):
    make_blue(scene, cast)
    page.sign_in(cast.lead_officer)
    assert "quality-assurance role" in page.get(scene.action("recheck"), status=403).text
    assert "Only quality assurance" in page.get(scene.action("recheck", "date"), status=403).text


def test_the_queries_of_the_desk_do_not_grow(page, cast, scene):
    def fill(count, start):
        for number in range(start, start + count):
            action = make_action(
                scene.plan,
                priority=scene.mine.priority,
                ref=f"1.{number}",
                leads=[cast.lead_officer],
                state=State.REPORTED_COMPLETE,
                reported_by=cast.lead_officer,
                reported_on=TODAY,
            )
            done = make_action(
                scene.plan, priority=scene.mine.priority, ref=f"1.{number}d", state=State.COMPLETED_ON_PAPER
            )
            set_recheck(action=done, due_on=TODAY, by=by(cast.service_manager), on=TODAY)
            tell(scene, cast, done, key=f"letter-{number}")
            tell(scene, cast, action, key=f"letter-{number}b")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page.get("/assurance/")
        return len(captured)

    page.sign_in(cast.quality_assurance)
    fill(1, 2)
    queries()
    before = queries()
    fill(6, 10)
    assert queries() == before <= 40


def test_what_is_complete_without_proof_is_as_many_as_its_list_holds(page, cast, scene):
    other = make_plan(name="Lantern Plan", key="lantern")
    make_action(other, ref="9.1", wording="Light the lanterns.", state=State.COMPLETED_ON_PAPER)
    withdrawn = make_evidence(scene.done)
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save(update_fields=["withdrawn_at"])
    page.sign_in(cast.quality_assurance)
    assert [(row.plan, row.count) for row in desk(cast.quality_assurance, on=TODAY).without_proof] == [
        (scene.plan, 1),
        (other, 1),
    ]
    assert waits_for(cast.quality_assurance, on=TODAY).without_proof == 2
    both = page.get("/waiting/without-evidence/").text
    assert "Light the lanterns." in both
    assert "Write to every carer." in both
    assert "Light the lanterns." not in page.get(f"/waiting/without-evidence/?plan={scene.plan.key}").text


def test_a_lead_officer_is_offered_the_findings_she_may_say_it_of(page, cast, scene):
    make_finding(cast, scene.plan)
    page.sign_in(cast.lead_officer)
    assert "Families wait too long" not in page.get(scene.action("contradict")).text


def test_a_finding_that_was_answered_at_the_action_it_contradicts_is_not_asked_again(page, cast, scene):
    told = tell(scene, cast, scene.done)
    page.sign_in(cast.quality_assurance)
    assert "Families wait too long." in page.get("/sources/unanswered/").text
    address = f"{told.finding.source.get_absolute_url()}evidence/"
    assert "Nobody has answered it yet." in page.get(address).text
    page.post(
        scene.action("stands", str(told.pk), of=scene.done), {"reason": "The letter read the files of last spring."}
    )
    assert "Families wait too long." not in page.get("/sources/unanswered/").text
    assert "It contradicted 2.2 of the Harbour Plan. The action stands" in page.get(address).text
    assert "No action and no answer yet" not in page.get(told.finding.source).text


def test_an_action_that_nobody_reported_complete_says_so_at_once_and_offers_no_form(page, cast, scene):
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("assure"))
    assert "Nobody has reported 1.1 complete" in found.text
    assert found.forms() == []
    assert "1.1 with its history" in found.links()
    assert "What waits for assurance" in found.links()


def test_who_leads_an_action_reads_at_once_that_somebody_else_assures_it(page, cast, scene):
    report(scene, cast)
    ActionLead.objects.create(action=scene.mine, person=cast.quality_assurance, position=9)
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("assure"))
    assert "You lead 1.1, so somebody else" in found.text
    assert found.forms() == []


def test_who_reported_an_action_complete_reads_at_once_that_somebody_else_assures_it(page, cast, scene):
    report_complete(action=scene.mine, note="Each was rung.", by=by(cast.service_manager), at=timezone.now())
    Action.objects.filter(pk=scene.mine.pk).update(reported_by=cast.quality_assurance)
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("assure"))
    assert "You reported 1.1 complete" in found.text
    assert found.forms() == []


def test_a_blue_action_says_who_assured_it_and_offers_no_form(page, cast, scene):
    make_blue(scene, cast)
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("assure"))
    assert "1.1 is blue already: it was assured by" in found.text
    assert found.forms() == []


def test_blue_is_not_offered_while_a_finding_stands_against_it(page, cast, scene):
    report(scene, cast)
    tell(scene, cast)
    page.sign_in(cast.quality_assurance)
    found = page.get(scene.action("assure"))
    assert "Blue waits while a finding stands against it" in found.text
    assert "Assure it: blue" not in found.text
    assert "Send it back to its lead" in found.text


def test_leads_are_told_of_blue_at_the_moment_it_was_given_and_not_at_midnight(page, cast, scene):
    report(scene, cast)
    make_evidence(scene.mine)
    page.sign_in(cast.quality_assurance)
    before = timezone.now()
    version = Action.objects.get(pk=scene.mine.pk).version
    said = {"do": "give", "difference": "Families say that somebody rang.", "strength": "outside", "version": version}
    page.post(scene.action("assure"), said)
    told = Notice.objects.filter(kind="action-assured").get()
    assert before <= told.put_out_at <= timezone.now()
