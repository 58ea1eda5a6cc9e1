"""The lists behind the numbers of an issued report: as they were issued, for everybody who reads it."""

import pytest

from goldenthread.bodies.models import Membership
from goldenthread.reports.models import Report
from goldenthread.reports.queries.content import content_of, facts_of_version
from tests.cast import LONG_AGO, make_person
from tests.reports.conftest import made_by_words
from tests.reports.makers import clear, draft, finish, issue, make_world, put, section, write
from tests.standing import made_once

pytestmark = pytest.mark.django_db

INSIDE = {"late", "disagreements", "silent", "on-paper"}
"""Numbers inside a sentence or a block, which nobody typed as facts of their own."""


def draft_with_sentences(world):
    """Nobody said anything of any action but one, one is late, and one is complete on paper alone."""
    report = draft(world)
    text = section(report, "summary").text
    write(report, "summary", f"{text}\n\n{{{{lateness}}}}\n\n{{{{silence}}}}\n\n{{{{counts}}}}", world.author)
    return report


def issue_it(world):
    report = draft_with_sentences(world)
    with made_by_words():
        clear(report, world)
        issue(report, world)
    return Report.objects.get(pk=report.pk)


@made_once
def told():
    world = make_world()
    return world, issue_it(world)


def no_links(_paper, **_at):
    """What a version kept before these lists were kept with it."""
    return []


def readers(world):
    member = make_person("Cllr Tam Reed", roles=["elected member"])
    chair = make_person("Ada Board", roles=["board member"])
    for one in (member, chair):
        Membership.objects.create(body=world.committee, person=one, starts_on=LONG_AGO)
    return member, chair, world.clerk.person, world.manager.person


def lists_on(shown):
    return {link for link in shown.all("//a[@class='paper-fact']/@href") if "/facts/?name=" in link}


def names_of(links):
    return {link.partition("?name=")[2] for link in links}


def test_every_number_of_an_issued_report_leads_every_reader_to_its_list_as_it_was_issued(page, told):
    world, report = told
    for reader in readers(world):
        links = lists_on(page.sign_in(reader).get(report))
        assert names_of(links) >= INSIDE
        for link in links:
            assert "as it was issued" in page.get(link)
        late = page.get(f"{report.get_absolute_url()}facts/?name=late")
        assert "Actions past their end" in late
        assert "1: 1 entry behind it, as it was issued" in late
        assert "Ring each family in group 4." in late


def test_the_lists_behind_the_numbers_in_a_sentence_are_sealed_with_it(told):
    _, report = told
    sealed = {one.name: one for one in facts_of_version(report.versions.get(made_for="issue"))}
    assert sealed.keys() >= INSIDE
    assert [row[:3] for row in sealed["late"].items] == [("p1-1.4", "1.4", "Ring each family in group 4.")]


def test_who_did_not_answer_is_told_to_those_who_read_the_plan_and_not_to_whoever_reads_the_paper_alone(page, told):
    world, report = told
    member, *_, manager = readers(world)
    list_of = f"{report.get_absolute_url()}facts/?name=missing"
    notes = [one.text_content() for one in page.sign_in(manager).get(list_of).all("//ul[@class='attention']//small")]
    assert any("no answer" in note for note in notes)
    shown = page.sign_in(member).get(list_of)
    assert shown.all("//ul[@class='attention']/li")
    assert not shown.all("//ul[@class='attention']//small")


def test_a_version_sealed_without_these_lists_has_them_from_its_closing(page, world, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr("goldenthread.reports.queries.content.linked_facts", no_links)
        report = issue_it(world)
    kept = {one.name for one in facts_of_version(report.versions.get(made_for="issue"))}
    assert not INSIDE & kept
    for reader in readers(world):
        without = {link for link in lists_on(page.sign_in(reader).get(report)) if not names_of({link}) & kept}
        assert names_of(without) >= INSIDE
        for link in without:
            assert "as it was issued" in page.get(link)


def test_a_list_to_which_the_issued_paper_does_not_lead_is_not_there_for_its_readers(page, told):
    world, report = told
    *outer, manager = readers(world)
    for name in ("by-lead", "unrated", "nonsense"):
        for reader in outer:
            page.sign_in(reader).get(f"{report.get_absolute_url()}facts/?name={name}", status=404)
    shown = page.sign_in(manager).get(f"{report.get_absolute_url()}facts/?name=by-lead")
    assert "in round 2 as it was closed" in shown


def test_what_was_cleared_without_these_lists_says_the_same_and_asks_nobody_again(world, monkeypatch):
    report = draft_with_sentences(world)
    finish(report, world)
    with monkeypatch.context() as before:
        before.setattr("goldenthread.reports.queries.content.linked_facts", no_links)
        cleared = put(report, world)
        without = content_of(report).sha256
    now = content_of(report)
    assert now.says == cleared.says
    assert now.sha256 != without == cleared.sha256
    assert put(report, world, make_person("Dara Quill")) == cleared
