"""How reports are built is kept by democratic services."""

import pytest

from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.reports.commands.templates import keep_template
from goldenthread.reports.commands.writing import Going, make_report
from goldenthread.reports.models import ReportTemplate
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.wording import LIMITS, SectionBegun, TemplateValues
from tests.reports.makers import LATER, draft

pytestmark = pytest.mark.django_db
VALUES = TemplateValues(
    sections=(SectionBegun("summary"), SectionBegun("body", "Why it matters"), SectionBegun("conclusion")),
    wording={"main_report": "The report", "summary": "In short"},
    implications=("Financial", "Equality"),
    limits={"summary": 100},
)


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
