"""Reopening an action: the finding is recognised among its source's, and one that is missing is entered on the way."""

from datetime import date

import pytest

from goldenthread.plan.states import State
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.models import Finding, Source
from tests.plan.makers import NOON

pytestmark = pytest.mark.django_db


def enter_source(cast, key, title, day, *findings, kind=SourceKind.THEMATIC_AUDIT):
    source = Source.objects.create(
        key=key, kind=kind, title=title, first_on=day, precision="month" if day else "unknown",
        entered_by=cast.quality_assurance, entered_at=NOON,
    )  # fmt: skip
    for position, (number, text) in enumerate(findings):
        Finding.objects.create(
            source=source, key=f"{key}-{position}", number=number, text=text, position=position,
            entered_by=cast.quality_assurance, entered_at=NOON,
        )  # fmt: skip
    return source


def groups(found):
    return [
        (group.get("label"), [option.text_content() for option in group.findall("option")])
        for group in found.all("//select[@name='finding']/optgroup")
    ]


def test_findings_stand_under_their_source_with_its_kind_and_date_the_newest_first(page, cast, scene):
    enter_source(cast, "old", "Audit of visits", date(2025, 11, 1), ("3", "Visits are late."))
    enter_source(cast, "undated", "What staff said", None, ("", "Rota is thin."), kind=SourceKind.STAFF_FEEDBACK)
    enter_source(
        cast, "new", "Audit of visits", date(2026, 11, 1), ("", "Notes are short. " * 20), ("2", "Plans are old.")
    )
    found = groups(page.sign_in(cast.quality_assurance).get(scene.action("reopen", of=scene.done)))
    assert [(label, len(options)) for label, options in found] == [
        ("Audit of visits (Thematic audit, November 2026)", 2),
        ("Audit of visits (Thematic audit, November 2025)", 1),
        ("What staff said (Staff feedback)", 1),
    ]
    assert found[0][1][1] == "2: Plans are old."
    assert len(found[0][1][0]) <= 90
    assert found[0][1][0].endswith("…")


def test_a_finding_that_is_missing_is_entered_with_its_source_and_chosen_on_the_way_back(page, cast, scene):
    page.sign_in(cast.quality_assurance)
    reopen = page.get(scene.action("reopen", of=scene.done))
    link = reopen.all("//a[text()='Enter it with its source']")[0].get("href")
    form = page.get(link)
    assert f"Back to reopening {scene.done.ref}" in form
    said = {"kind": SourceKind.THEMATIC_AUDIT, "title": "Audit of calls", "findings": "Calls go unanswered."}
    answer = page.send(form, said, action=link)
    entered = Finding.objects.get(text="Calls go unanswered.")
    back = page.follow(answer)
    assert [one.get("value") for one in back.all("//option[@selected]")] == [entered.key]
    page.send(back, {"note": "Ring back within a day."}, action="reopen/")
    scene.done.refresh_from_db()
    assert scene.done.state == State.IN_PROGRESS


def test_a_finding_is_added_to_a_source_that_is_here_and_chosen_on_the_way_back(page, cast, scene):
    source = enter_source(cast, "audit", "Audit of visits", date(2026, 11, 1))
    page.sign_in(cast.quality_assurance)
    reopen = page.get(scene.action("reopen", of=scene.done))
    sources = page.get(reopen.all("//a[text()='add it to a source that is here']")[0].get("href"))
    link = sources.all(f"//a[text()='{source.title}']")[0].get("href")
    form = page.get(link)
    answer = page.send(form, {"kind": FindingKind.RECOMMENDATION, "text": "Visits are late."}, action=link)
    assert answer.location == (
        f"{scene.action('reopen', of=scene.done)}?finding={Finding.objects.get(text='Visits are late.').key}"
    )


@pytest.mark.parametrize("named", ["", "nothing", "https://home.example/", "no-plan/p1-1.1", "/"])
def test_an_address_that_names_no_action_leads_nowhere(page, cast, scene, named):
    page.sign_in(cast.quality_assurance)
    form = page.get(f"/sources/new/?reopens={named}")
    assert "Back to reopening" not in form
    assert form.all("//form[@action='/sources/new/']")


def test_whoever_may_not_reopen_is_led_back_to_sources_alone(page, cast, scene):
    page.sign_in(cast.lead_officer)
    form = page.get(f"/sources/new/?reopens={scene.plan.key}/{scene.done.key}")
    assert "Back to reopening" not in form
