"""Clearing a report, issuing it, and what becomes of it: on its pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from goldenthread.bodies.models import Membership
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.states import ReportState
from tests.cast import LONG_AGO, make_person
from tests.reports.makers import LATER, clear, decide, put, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(finished):
    return finished[0]


@pytest.fixture
def report(finished):
    return finished[1]


def state(report):
    return Report.objects.get(pk=report.pk).state


def issued(report, world):
    clear(report, world)
    issue_report(report=report, by=world.director, at=LATER)
    return Report.objects.get(pk=report.pk)


def at(report, path=""):
    return f"{report.get_absolute_url()}{path}"


def test_named_people_are_asked_each_in_a_capacity_and_by_a_day(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report, "clearance/ask/"))
    offered = form.all("//select[@name='person_1']/option/text()")
    assert any("Olu Franks" in name for name in offered)
    assert not any("Ruth Amadi" in name for name in offered)
    page.send(form, {"person_1": world.finance.person.key, "capacity_1": "Finance", "due_1": "2026-12-24",
                     "person_2": world.legal.person.key, "capacity_2": "Legal"})  # fmt: skip
    assert state(report) == "in_clearance"
    asked = Clearance.objects.order_by("pk")
    assert [(one.person.name, one.capacity, str(one.due_on)) for one in asked] == [
        ("Olu Franks", "Finance", "2026-12-24"), ("Wyn Pritchard", "Legal", "None"),
    ]  # fmt: skip
    shown = page.get(report)
    assert "Olu Franks: not decided, due 24 December 2026" in shown
    assert "Silence is not consent" in shown


def test_an_ask_without_anybody_or_twice_of_one_is_refused_with_what_was_typed(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report, "clearance/ask/"))
    assert "Name somebody to clear this report." in page.send(form, status=422)
    again = {"person_1": world.finance.person.key, "person_2": world.finance.person.key, "capacity_3": "Legal"}
    answer = page.send(form, again, status=422)
    assert "Olu Franks is asked above already" in answer
    assert "Choose who is asked." in answer
    assert answer.values()["capacity_3"] == "Legal"


def test_a_contradicted_claim_stands_in_the_way_of_asking(page, world, report):
    write(report, "summary", "Three actions are red.", world.author)
    page.sign_in(world.author.person)
    form = page.get(at(report, "clearance/ask/"))
    assert "It cannot be put to anybody yet" in form
    page.send(form, {"person_1": world.finance.person.key}, status=422)
    assert state(report) == "draft"


def test_whoever_was_asked_clears_it_or_sends_it_back_with_words(page, asked):
    world, report = asked
    page.sign_in(world.finance.person)
    assert page.get(report).links()["Clear it or send it back"] == at(report, "clearance/decide/")
    form = page.get(at(report, "clearance/decide/"))
    assert "Clear it, or send it back." in page.send(form, {"words": "Hm"}, status=422)
    assert "what has to change" in page.send(form, {"decision": "sent_back", "words": ""}, status=422)
    page.send(form, {"decision": "sent_back", "words": "The second figure is old."})
    shown = page.get(report)
    assert "sent back on" in shown
    assert "“The second figure is old.”" in shown
    page.send(page.get(at(report, "clearance/decide/")), {"decision": "cleared", "words": ""})
    assert Clearance.objects.current().get(person=world.finance.person).decision == "cleared"


def test_whoever_clears_after_sending_back_starts_with_no_words_and_what_was_said_first_stays_on_the_page(page, asked):
    world, report = asked
    decide(report, world.finance, "sent_back", "Paragraph 9 needs advice.")
    page.sign_in(world.finance.person)
    form = page.get(at(report, "clearance/decide/"))
    assert form.values()["words"].strip() == ""
    assert not form.values().get("decision")
    assert "Version 1, sent back on 9 June 2026: “Paragraph 9 needs advice.”" in form
    page.send(form, {"decision": "cleared"})
    standing = Clearance.objects.current().get(person=world.finance.person)
    assert (standing.decision, standing.words, standing.capacity) == ("cleared", "", "Finance")
    told = "Before: sent back on 9 June 2026, version 1: “Paragraph 9 needs advice.”"
    assert told in page.get(report)
    decide(report, world.legal)
    issue_report(report=Report.objects.get(pk=report.pk), by=world.director, at=LATER)
    shown = page.sign_in(world.manager.person).get(report)
    assert told in shown
    member = make_person("Ada Board", roles=["board member"])
    Membership.objects.create(body=world.committee, person=member, starts_on=LONG_AGO)
    assert "needs advice" not in page.sign_in(member).get(report)


def test_a_word_sent_again_with_the_same_decision_takes_the_place_of_the_first(page, asked):
    world, report = asked
    decide(report, world.finance, "sent_back", "Paragraph 9 needs advice.")
    decide(report, world.finance, "sent_back", "Paragraph 8 needs advice.")
    assert Clearance.objects.get(person=world.finance.person).words == "Paragraph 8 needs advice."
    page.sign_in(world.author.person)
    assert "Before: sent back" not in page.get(report)


def test_nobody_clears_who_was_not_asked_or_who_wrote_it(page, asked):
    world, report = asked
    page.sign_in(world.author.person).get(at(report, "clearance/decide/"), status=404)
    page.sign_in(make_person("Somebody Else")).get(at(report, "clearance/decide/"), status=404)


def test_after_a_change_those_who_cleared_see_what_changed_and_are_asked_again(page, cleared):
    world, report = cleared
    write(report, "conclusion", "The van decides the winter.", world.author)
    page.sign_in(world.author.person)
    shown = page.get(report)
    assert "(it has changed since)" in shown
    link = shown.all("//a[contains(@href, '/versions/difference/')]/@href")[0]
    changes = page.get(link)
    (row,) = changes.all("//table//tr[th[contains(., 'Conclusion')]]")
    before, now = (" ".join(cell.text_content().split()) for cell in row.xpath("td"))
    assert before.endswith("The van decides the [taken out: summer.]")
    assert now.endswith("van decides the [put in: winter.]")
    put(report, world, make_person("Dara Quill"))
    page.sign_in(world.finance.person)
    form = page.get(at(report, "clearance/decide/"))
    assert "What changed since you cleared version 1" in form
    assert "[put in: " in form


def test_those_who_have_not_answered_are_reminded_by_a_press(page, asked):
    world, report = asked
    decide(report, world.finance)
    page.sign_in(world.author.person)
    shown = page.get(report)
    page.send(shown, action="/remind/")
    shown = page.get(report)
    assert "1 person is reminded" in shown.html
    assert "Wyn Pritchard: not decided, reminded on" in shown
    assert "reminded today already" in page.send(shown, action="/remind/", status=422)
    assert page.sign_in(world.finance.person).get(report).all("//form[contains(@action, '/remind/')]") == []
    decide(report, world.legal)
    assert page.sign_in(world.author.person).get(report).all("//form[contains(@action, '/remind/')]") == []


def test_somebody_is_asked_no_longer_with_a_reason(page, asked):
    world, report = asked
    one = Clearance.objects.get(person=world.finance.person)
    page.sign_in(world.author.person)
    form = page.get(at(report, f"clearance/{one.pk}/stop/"))
    page.send(form, {"why": "Gone"}, status=422)
    page.send(form, {"why": "She has left the council."})
    assert Clearance.objects.current().count() == 1
    page.get(at(report, f"clearance/{one.pk}/stop/"), status=404)


def test_it_is_taken_back_to_change_it(page, asked):
    world, report = asked
    page.sign_in(world.author.person)
    page.send(page.get(report), action="/take-back/")
    assert state(report) == "draft"


def test_the_list_before_issuing_says_what_to_do_and_there_is_no_button(page, drafted):
    world, report = drafted
    page.sign_in(world.director.person)
    shown = page.get(at(report, "issue/"))
    assert "to do first" in shown
    assert "was left to be written" in shown
    assert "Ask for clearance: nobody has been asked" in shown
    assert shown.forms() == []
    refused = page.post(at(report, "issue/"), {}, status=422)
    assert "draft; it cannot become issued now" in refused
    assert state(report) == "draft"


def test_one_press_issues_what_all_have_cleared_and_once_only(page, cleared, quick):
    world, report = cleared
    page.sign_in(world.director.person)
    form = page.get(at(report, "issue/"))
    assert "Nothing stands in the way" in form
    assert "Cleared by Olu Franks (Finance) and Wyn Pritchard (Finance)." in form
    page.send(form)
    page.send(form)
    assert state(report) == "issued"
    assert report.files.count() == 3
    shown = page.get(report)
    assert "it no longer changes" in shown
    assert "Working copy" not in shown
    for path in ("sections/add/", "head/", "issue/"):
        assert page.request_any(at(report, path)) in (403, 404, 422)


def test_the_files_are_the_sealed_bytes_and_a_draft_is_a_working_copy(page, world, report, quick):
    page.sign_in(world.author.person)
    assert b"Working copy" in page.get(at(report, "file/pdf/")).response.content
    sealed = issued(report, world)
    answer = page.get(at(sealed, "file/docx/")).response
    assert answer.content == b"docx of Harbour Improvement Plan, "
    assert answer["Content-Disposition"] == f'attachment; filename="{report.key}.docx"'
    page.get(at(report, "file/exe/"), status=404)
    page.sign_in(make_person("Somebody Else")).get(at(sealed, "file/pdf/"), status=404)


def test_the_clerk_returns_it_with_a_reason_and_a_new_draft_takes_its_place(page, sealed):
    world, report = sealed
    page.sign_in(world.clerk.person)
    form = page.get(at(report, "return/"))
    page.send(form, {"why": ""}, status=422)
    page.send(form, {"why": "The date of the meeting is wrong."})
    assert state(report) == "returned"
    page.sign_in(world.manager.person)
    shown = page.get(report)
    assert "The date of the meeting is wrong." in shown
    page.send(shown, action="/draft-again/")
    again = Report.objects.get(supersedes=report)
    assert again.state == ReportState.DRAFT
    assert "A newer report takes its place" in page.get(report)


def test_it_is_withdrawn_with_a_reason(page, world, report):
    page.sign_in(world.manager.person)
    form = page.get(at(report, "withdraw/"))
    page.send(form, {"why": "x"}, status=422)
    page.send(form, {"why": "The board asks for it in June."})
    assert "The board asks for it in June." in page.get(report)
    assert state(report) == "withdrawn"


def test_the_clerk_and_members_read_what_was_issued_and_nothing_of_its_making(page, sealed):
    world, report = sealed
    member = make_person("Cllr Tam Reed", roles=["elected member"])
    Membership.objects.create(body=world.committee, person=member, starts_on=LONG_AGO)
    for person in (world.clerk.person, member):
        page.sign_in(person)
        shown = page.get(report)
        assert "Wyn Pritchard" not in shown
        assert "Versions" not in shown
        page.get(at(report, "versions/1/"), status=404)
        page.get(at(report, "versions/difference/?from=1"), status=404)
        assert "1.4" in page.get(at(report, "facts/?name=red"))
        page.get(at(report, "facts/?name=by-lead"), status=404)
        page.get(at(report, "facts/"), status=404)
    Report.objects.filter(pk=report.pk).update(is_public=False)
    page.get(report, status=404)


def test_a_version_is_shown_as_it_was_kept(page, asked):
    world, report = asked
    page.sign_in(world.director.person)
    shown = page.get(at(report, "versions/1/"))
    assert "It is as it was kept" in shown
    assert "Current Position" in shown or "Progress of the plan" in shown
    page.get(at(report, "versions/9/"), status=404)
    page.get(at(report, "versions/difference/?from=x"), status=404)


def test_the_plan_behind_it_is_an_excel_workbook_of_text(page, world, report):
    page.sign_in(world.author.person)
    answer = page.get(at(report, "appendices/1/file/")).response
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert any(row[1:3] == ("1.4", "Ring each family in group 4.") for row in rows)
    assert rows[0][:2] == ("Name", "Harbour Improvement Plan")
    title = next(place for place, row in enumerate(rows) if row[0] and row[0].startswith("Priority 1"))
    assert rows[title + 1][:3] == ("Specific aim", "Ref", "Action")


def test_an_appendix_is_added_changed_and_taken_away(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report, "appendices/add/"))
    assert "Choose the file of the appendix." in page.send(form, {"kind": "file", "title": "Survey"}, status=422)
    page.send(form, {"kind": "file", "title": "Survey", "file": SimpleUploadedFile("survey.pdf", b"%PDF-1.4")})
    page.send(page.get(at(report, "appendices/add/")), {"kind": "text", "title": "Terms", "text": "Words."})
    assert [one.title for one in report.appendices.all()] == ["Harbour Improvement Plan", "Survey", "Terms"]
    assert b"".join(page.get(at(report, "appendices/2/file/")).response.streaming_content) == b"%PDF-1.4"
    page.send(page.get(at(report, "appendices/3/")), {"title": "Terms used", "text": "More."}, action="/3/")
    assert report.appendices.get(number=3).title == "Terms used"
    page.send(page.get(at(report, "appendices/2/")), action="/remove/")
    assert [one.number for one in report.appendices.all()] == [1, 2]


def test_somebody_else_is_let_in_to_write_and_never_clears_it(page, world, report):
    page.sign_in(world.author.person)
    page.send(page.get(at(report, "authors/add/")), {"person": world.legal.person.key})
    page.sign_in(world.legal.person)
    assert "Ask for clearance" in page.get(report).links()


def test_everything_the_gate_found_is_listed_by_its_place_and_decided(page, drafted):
    world, report = drafted
    write(report, "conclusion", "Wyn Pritchard asked two children. TBC", world.author)
    page.sign_in(world.author.person)
    shown = page.get(at(report, "gate/"))
    link = shown.all("//a[contains(@href, 'of=gate')]/@href")[0]
    before = len(shown.all("//li[@class='no']"))
    page.send(page.get(link), {"why": "It is what the draft still lacks."})
    assert len(page.get(at(report, "gate/")).all("//li[@class='no']")) == before - 1


def test_who_issues_and_does_not_write_is_told_who_decides_and_led_to_no_page_that_is_not_hers(page, drafted):
    world, report = drafted
    clear(report, world)
    write(report, "conclusion", "Wyn Pritchard asked two children. TBC", world.author)
    duties = "//ul[@class='duties']/li[@class='unmet']"
    shown = page.sign_in(world.director.person).get(at(report, "issue/"))
    told = [one.text_content() for one in shown.all(duties)]
    assert told
    assert all(f"{report.author_name} puts that right." in one for one in told)
    assert not shown.all(f"{duties}//a")
    assert page.sign_in(world.author.person).get(at(report, "gate/")).all("//a[contains(@href, 'of=gate')]")


def test_a_report_decided_elsewhere_says_so_on_its_page(page, asked):
    world, report = asked
    page.sign_in(world.author.person)
    shown = page.get(report)
    decide(report, world.finance)
    decide(report, world.legal)
    page.send(shown, action="/take-back/")
    answer = page.post(at(report, "clearance/take-back/"), {}, status=422)
    assert "it cannot become draft now" in answer


def test_several_things_the_gate_found_are_kept_for_one_reason(page, drafted):
    world, report = drafted
    write(report, "conclusion", "Wyn Pritchard asked two children. TBC", world.author)
    page.sign_in(world.author.person)
    form = page.get(at(report, "gate/"))
    keys = form.all("//input[@name='keys']/@value")
    assert len(keys) >= 2
    assert "Choose what stays for this reason." in page.send(form, {"why": "They agreed to be named."}, status=422)
    refused = page.post(at(report, "gate/"), {"keys": keys, "why": "x"}, status=422)
    assert "Say in a sentence why it stays" in refused
    assert len(refused.all("//input[@name='keys'][@checked]")) == len(keys)
    page.post(at(report, "gate/"), {"keys": keys, "why": "They agreed to be named."})
    assert "0 still to decide" in page.get(at(report, "gate/"))
    page.sign_in(world.finance.person).get(at(report, "gate/"), status=404)


def test_words_the_gate_suggests_take_the_place_of_what_it_found(page, drafted):
    world, report = drafted
    write(report, "conclusion", "The van came. Wyn Pritchard drove two children.", world.author)
    page.sign_in(world.author.person)
    shown = page.get(report)
    keys = shown.all("//form[contains(@action, '/explain/words/')]/input[@name='gate']/@value")
    assert keys
    before = report.sections.get(kind="conclusion").text
    page.post(at(report, "explain/words/"), {"gate": keys[0]})
    assert report.sections.get(kind="conclusion").text != before
    answer = page.post(at(report, "explain/words/"), {"gate": keys[0]}, status=422)
    assert "These words have changed already" in answer
