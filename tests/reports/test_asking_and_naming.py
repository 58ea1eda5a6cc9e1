"""Who may be named as author, who is asked until when, what a clearer opens after a change, and how it is told."""

from datetime import date, timedelta

import pytest

from goldenthread.documents.paper import printed
from goldenthread.identity.models import Council
from goldenthread.kernel.errors import RuleBroken
from goldenthread.notices.models import is_demonstration
from goldenthread.reports.commands.clearance import ask_clearance
from goldenthread.reports.commands.issuing import draft_again, return_report
from goldenthread.reports.commands.templates import keep_template
from goldenthread.reports.commands.writing import add_co_author
from goldenthread.reports.models import Report
from goldenthread.reports.queries.clearing import difference
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.wording import TemplateValues
from tests.cast import make_person
from tests.reports.makers import LATER, NEXT_WEEK, clear, decide, draft, finish, put, write

pytestmark = pytest.mark.django_db


def fresh(report):
    return Report.objects.get(pk=report.pk)


def test_an_auditor_and_whoever_cannot_sign_in_are_neither_offered_nor_taken_as_authors(page, world):
    auditor, unknown = make_person("Una Audit", roles=["auditor"]), make_person("Nia Paper", account=False)
    with pytest.raises(RuleBroken, match="Una Audit is an auditor, who changes nothing"):
        draft(world, author=auditor)
    with pytest.raises(RuleBroken, match="Nia Paper cannot sign in here"):
        draft(world, author=unknown)
    report = draft(world)
    for person in (auditor, unknown):
        with pytest.raises(RuleBroken, match="name another author"):
            add_co_author(report=report, person=person, by=world.author, at=LATER)
    page.sign_in(world.manager.person)
    for path in ("/reports/new/?round=sip/2", f"{report.get_absolute_url()}head/"):
        offered = page.get(path).all("//select[@name='author']/option/@value")
        assert {world.author.person.key} <= set(offered)
        assert not {auditor.key, unknown.key} & set(offered)


def test_only_who_can_sign_in_and_decide_is_offered_and_asked_to_clear(page, finished):
    world, report = finished
    nobody = {
        make_person("MP", account=False): "MP cannot sign in here and so could not clear this report",
        make_person("Una Audit", roles=["auditor"]): "Una Audit is an auditor, who changes nothing",
        make_person("Lee Gone", left_on=LATER.date() - timedelta(days=1)): "Lee Gone is not here any more",
    }
    for person, why in nobody.items():
        with pytest.raises(RuleBroken, match=why):
            put(report, world, person)
    form = page.sign_in(world.author.person).get(f"{report.get_absolute_url()}clearance/ask/")
    offered = set(form.all("//select[@name='person_1']/option/@value"))
    assert world.finance.person.key in offered
    assert not offered & {person.key for person in nobody}
    for person in nobody:
        assert "Choose a person of the list." in page.send(form, {"person_1": person.key}, status=422)
    assert not report.clearances.exists()


def test_a_new_draft_of_a_report_whose_author_left_is_written_by_whoever_begins_it(sealed, quick):
    world, report = sealed
    return_report(report=report, why="The date is wrong.", by=world.clerk, at=NEXT_WEEK)
    world.author.person.account.delete()
    again = draft_again(report=fresh(report), by=world.manager, at=NEXT_WEEK)
    assert (again.author, again.author_name) == (world.manager.person, "Miriam Bell")


def test_a_day_that_is_past_is_refused_and_is_not_asked_for_again(finished):
    world, report = finished
    with pytest.raises(RuleBroken, match="has passed"):
        put(report, world, due_on=LATER.date() - timedelta(days=1))
    put(report, world, due_on=LATER.date())
    write(report, "conclusion", "The van decides the autumn.", world.author)
    ask_clearance(report=fresh(report), by=world.author, at=NEXT_WEEK)
    assert set(report.clearances.current().values_list("due_on", flat=True)) == {None}


def test_a_new_report_offers_the_day_of_a_meeting_only_while_it_lies_ahead(page, world):
    page.sign_in(world.manager.person)
    for on, offered in ((date(2020, 1, 1), ""), (date(2999, 1, 1), "2999-01-01")):
        type(world.round).objects.filter(pk=world.round.pk).update(meets_on=on)
        form = page.get("/reports/new/?round=sip/2").values()
        assert (form["body_1"], form["on_1"]) == ("improvement-board", offered)


def test_it_is_said_how_those_who_are_asked_are_told(page, world, settings):
    page.sign_in(world.author.person)

    def asked():
        report = draft(world)
        finish(report, world)
        page.send(page.get(f"{report.get_absolute_url()}clearance/ask/"), {"person_1": world.legal.person.key})
        return page.get(report)

    settings.MAIL_SERVER = None
    assert "They are asked, on their start page alone, since no mail server is set: tell them yourself." in asked()
    settings.MAIL_SERVER = "smtp://mail.example"
    assert "They are asked, by e-mail." in asked()
    Council.objects.create(name="Anyshire", is_demonstration=True, made_on=LATER.date())
    assert is_demonstration()
    assert "shown here and not sent" in asked()


def test_only_clearances_of_the_present_words_are_counted_on_the_track(page, asked):
    world, report = asked
    decide(report, world.finance)
    page.sign_in(world.author.person)
    assert "1 of 2 cleared" in page.get(report)
    write(report, "conclusion", "The van decides the autumn.", world.author)
    assert "0 of 2 cleared" in page.get(report)


def test_whoever_was_asked_opens_the_present_report_while_it_is_changed_and_no_form(page, asked):
    world, report = asked
    write(report, "conclusion", "The van decides the autumn.", world.author)
    page.sign_in(world.legal.person)
    shown = page.get(f"{report.get_absolute_url()}clearance/decide/")
    assert shown.heading == "Its authors are changing this report"
    assert shown.all("//main//form") == []
    assert "put in: autumn." in shown
    ask_clearance(report=fresh(report), by=world.author, at=LATER)
    again = page.get(f"{report.get_absolute_url()}clearance/decide/")
    assert "version 2" in again
    assert "What changed since you were asked about version 1" in again


def test_a_difference_names_sections_as_they_are_printed_and_facts_by_their_values(world):
    kept = keep_template(body=None, name="Ours", values=TemplateValues(wording={"summary": "In short"}), by=world.clerk)
    report = draft(world, subject="Harbour")
    assert report.template == kept
    clear(report, world)
    write(report, "summary", "The {{plan}} is at {{position-date}}.", world.author)
    (changed,) = [one for one in difference(report.versions.get(), content_of(fresh(report))) if "short" in one.what]
    assert changed.what == "In short"
    assert "Harbour Improvement Plan" in changed.before
    assert changed.after == "The Harbour Improvement Plan is at 5 June 2026."
    assert "{{" not in changed.before + changed.after


def test_a_chief_officer_who_is_not_named_yet_is_said_so_in_the_draft_and_needed_to_issue(world):
    report = draft(world, chief_officer=None)
    head = {printed(one.words): printed(one.aside) for one in content_of(report).paper.header}
    assert head["Not named yet"] == "For Information"
    assert any("whose report it is" in one for one in readiness_of(report).in_the_way)
