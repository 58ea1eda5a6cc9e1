"""How reports are built is kept by democratic services; what takes long to issue is issued in the background."""

import pytest

from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.reports.commands.templates import keep_template
from goldenthread.reports.commands.writing import Going, make_report
from goldenthread.reports.jobs import issue_in_background
from goldenthread.reports.models import Report, ReportTemplate
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.rendering import File
from goldenthread.reports.wording import LIMITS, SectionBegun, TemplateValues
from tests.reports.makers import LATER, clear, draft, make_world

pytestmark = pytest.mark.django_db
VALUES = TemplateValues(
    sections=(SectionBegun("summary"), SectionBegun("body", "Why it matters"), SectionBegun("conclusion")),
    wording={"main_report": "The report", "summary": "In short"},
    implications=("Financial", "Equality"),
    limits={"summary": 100},
)


@pytest.fixture
def world():
    return make_world()


def kept(world, body, values=VALUES, **named):
    return keep_template(body=body, name="For the committee", values=values, by=world.clerk, **named)


def headings(report):
    return [one.heading for one in content_of(report).built.sections]


def test_a_body_has_its_own_template_and_other_bodies_the_councils(world):
    kept(world, world.committee)
    report = make_report(subject="Staffing", by=world.manager, at=LATER, going_to=[Going(world.committee)])
    assert headings(report) == ["In short", "Why it matters", "Financial", "Equality", "Conclusion"]
    assert "Background" in headings(make_report(subject="Staffing", by=world.manager, at=LATER))
    kept(world, None)
    assert "Background" not in headings(make_report(subject="Staffing", by=world.manager, at=LATER))


def test_a_drafted_report_wants_the_implications_of_its_body(world):
    kept(world, world.committee)
    assert headings(draft(world))[-3:] == ["Financial", "Equality", "Conclusion"]


def test_a_template_is_changed_by_who_saw_it_last_and_there_is_one_a_body(world):
    first = kept(world, world.committee)
    second = kept(world, world.committee, TemplateValues(limits=LIMITS), version=first.version)
    assert (second.pk, second.version) == (first.pk, 2)
    with pytest.raises(Conflict):
        kept(world, world.committee, version=1)
    assert ReportTemplate.objects.count() == 1


def test_a_template_is_kept_by_democratic_services_alone(world):
    for stranger in (world.manager, world.director, world.author):
        with pytest.raises(NotAllowed):
            keep_template(body=None, name="Mine", values=VALUES, by=stranger)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (TemplateValues(wording={"nonsense": "x"}), "no formula called “nonsense”"),
        (TemplateValues(limits={"chorus": 10}), "parts? that reports do not have"),
        (TemplateValues(limits={"summary": 0}), "number of words"),
        (TemplateValues(sections=(SectionBegun("chorus"),)), "part that reports do not have"),
    ],
)
def test_what_a_template_cannot_hold_is_one_sentence(world, values, said):
    with pytest.raises(RuleBroken, match=said):
        kept(world, None, values)


def test_a_report_named_like_an_address_of_ours_has_another_key(world):
    assert make_report(subject="New", by=world.manager, at=LATER).key == "new-2"


def test_a_report_is_issued_in_the_background_once(world, monkeypatch):
    monkeypatch.setattr(
        "goldenthread.reports.commands.issuing.rendered", lambda paper, ending: File(ending, paper.title.encode())
    )
    report = draft(world)
    clear(report, world)
    for _ in range(2):
        answer = issue_in_background.func(report.key, world.director.key, "", LATER.isoformat())
        assert answer == {"report": report.key}
    report = Report.objects.get(pk=report.pk)
    assert (report.state, report.issued_by, report.issued_at) == ("issued", world.director.person, LATER)
    assert report.versions.filter(made_for="issue").count() == 1


def test_what_is_refused_in_the_background_comes_back_as_a_sentence(world):
    report = draft(world)
    answer = issue_in_background.func(report.key, world.director.key, "", "")
    assert answer["refused"] == "This report is draft; it cannot become issued now."
