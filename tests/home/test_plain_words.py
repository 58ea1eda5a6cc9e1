"""The same thing in the same plain words wherever it stands."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from goldenthread.plan.models import EndDateChange
from goldenthread.plan.queries.mine import marked_answered, owed_by
from goldenthread.plan.queries.unanswered import count_waiting
from tests.plan import makers

pytestmark = pytest.mark.django_db
OWED = "//div[@class='personal']/a"


def in_masthead(answer) -> str:
    return " ".join(" ".join(answer.all(f"{OWED}//text()")).split())


def test_the_masthead_and_my_actions_count_what_waits_in_the_same_words(page, cast):
    plan = makers.make_plan()
    first, second = (
        makers.make_action(plan, ref=f"1.{n}", leads=[cast.lead_officer], ends_on=date(2099, 1, 31)) for n in (1, 2)
    )
    page.sign_in(cast.lead_officer)
    answer = page.get("/my-actions/")
    assert "2 actions wait for your answer" in answer.text
    assert in_masthead(answer) == "My actions (2 wait for your answer )"
    page.post("/my-actions/", {f"a{first.pk}-version": 1, f"a{first.pk}-note": "Rang all forty."})
    answer = page.get("/my-actions/")
    assert "1 action waits for your answer" in answer.text
    assert in_masthead(answer) == "My actions (1 waits for your answer )"
    page.post("/my-actions/", {f"a{second.pk}-version": 1, f"a{second.pk}-note": "All printed."})
    assert in_masthead(page.get("/my-actions/")) == "My actions"


def test_the_count_on_every_page_follows_the_rule_of_my_actions(cast):
    plan, day = makers.make_plan(), date(2026, 5, 15)
    lead = cast.lead_officer
    assert count_waiting(lead, on=day) is None
    answered, old, sent_back, asked, silent = (
        makers.make_action(plan, ref=f"1.{n}", leads=[lead]) for n in range(1, 6)
    )
    makers.make_update(answered, is_answer=True, by=lead, recorded_at=datetime(2026, 5, 2, 12, tzinfo=UTC))
    makers.make_update(old, is_answer=True, by=lead, recorded_at=datetime(2026, 4, 2, 12, tzinfo=UTC))
    makers.make_update(sent_back, is_answer=True, by=lead, recorded_at=datetime(2026, 5, 2, 12, tzinfo=UTC))
    makers.make_update(sent_back, by=cast.quality_assurance, recorded_at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    EndDateChange.objects.create(
        action=asked,
        before_written="May",
        after_written="June",
        after_on=date(2026, 6, 30),
        reason="Late.",
        asked_by=lead,
        asked_at=timezone.now(),
    )
    for on in (day, date(2026, 4, 10), date(2026, 8, 1)):
        waiting = marked_answered(owed_by(lead), on=on).filter(is_answered=False).count()
        assert count_waiting(lead, on=on) == waiting
    assert count_waiting(lead, on=day) == 3
    assert silent in owed_by(lead)


def test_what_officers_say_stands_beside_what_the_dates_say_and_nothing_is_called_derived(page, cast):
    plan = makers.make_plan()
    makers.make_action(plan, ends_on=date(2020, 1, 31))
    page.sign_in(cast.director)
    answer = page.get(plan.get_absolute_url())
    assert "Officers and dates" in answer.text
    for shown in (answer, page.get(f"{plan.get_absolute_url()}challenge/")):
        assert "By officers" in shown.text
        assert "By the dates" in shown.text
        assert "erived" not in shown.text
    assert "What officers say, and what the dates say" in shown.text


def test_whoever_leaves_finds_the_way_on_the_start_page_and_on_my_actions(page, cast):
    makers.make_action(makers.make_plan(), leads=[cast.lead_officer])
    page.sign_in(cast.lead_officer)
    for address in ("/", "/my-actions/"):
        way = page.get(address).all("//main//a[starts-with(., 'I am leaving')]/@href")
        assert way == [f"/people/{cast.lead_officer.key}/hand-over/"]
    assert "hand" in page.get(way[0]).text.lower()
