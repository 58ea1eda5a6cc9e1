"""The words and refs of the new plan, and findings nobody answers."""

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.plans import Word
from goldenthread.plan.commands.refreshing import choose_words, give_refs, leave_finding, take_up_in_refresh
from tests.plan.pages.scene import make_finding
from tests.plan.refreshing import APRIL, heir


def test_words_are_mapped_and_the_mapping_is_kept(year):
    refresh = year.prepared()
    words = [Word("Fully done", "blue", "assured", "seen"), Word("Stuck", "red", "in_progress", ""),
             Word("Wavering", "amber", "in_progress", ""), Word("On course", "green", "in_progress", "")]  # fmt: skip
    old = {one.word: one.pk for one in year.plan.rating_words.all()}
    mapping = {old["Blue"]: 0, old["Red"]: 1, old["Amber"]: 2, old["Green"]: 2}
    choose_words(refresh=refresh, words=words, mapping=mapping, by=year.actor)
    new = year.carry_out(refresh)
    assert heir(year.green, new).rating.word == "Wavering"
    kept = {one.old.word: one.new.made.word for one in refresh.mappings.select_related("old", "new__made")}
    assert kept == {"Blue": "Fully done", "Red": "Stuck", "Amber": "Wavering", "Green": "Wavering"}


def test_refs_can_be_given_and_old_ones_stay_with_the_old_rows(year):
    refresh = year.prepared()
    give_refs(refresh=refresh, refs={year.green: "1.9", year.late: ""}, renumbers=True, by=year.actor, at=APRIL)
    new = year.carry_out(refresh)
    assert heir(year.green, new).ref == "1.9"
    assert heir(year.late, new).ref == "1.1"
    year.late.refresh_from_db()
    assert year.late.ref == "1.2"
    with pytest.raises(RuleBroken, match="over"):
        give_refs(refresh=refresh, refs={}, renumbers=True, by=year.actor, at=APRIL)


def test_the_same_ref_twice_is_refused(year):
    refresh = year.prepared()
    with pytest.raises(RuleBroken, match="called 1"):
        give_refs(refresh=refresh, refs={year.green: "1.9", year.late: "1.9"}, renumbers=True, by=year.actor, at=APRIL)


def test_findings_nobody_answers_are_taken_into_the_new_plan(cast, year):
    new_one = make_finding(cast, year.plan, "Nobody rings at weekends.", key="weekends")
    old_one = make_finding(cast, year.plan, "Schools wait.", key="schools")
    third = make_finding(cast, year.plan, "Logs are thin.", key="logs")
    refresh = year.prepared()
    priority = refresh.priorities.get(number="1")
    common = {"refresh": refresh, "by": year.actor, "at": APRIL}
    with pytest.raises(RuleBroken, match=r"Two actions would be called 1\.1"):
        take_up_in_refresh(finding=new_one, priority=priority, wording="Ring on Saturdays.", ref="1.1", **common)
    lead = year.green.leads.get().person
    take_up_in_refresh(finding=new_one, priority=priority, wording="Ring on Saturdays.", lead=lead, **common)
    take_up_in_refresh(finding=old_one, answered_by=year.late, **common)
    take_up_in_refresh(finding=third, answered_by=year.late, **common)
    leave_finding(refresh=refresh, finding=third, by=year.actor)
    with pytest.raises(RuleBroken, match="write a new one"):
        take_up_in_refresh(finding=third, **common)
    new = year.carry_out(refresh)
    made = new_one.action_findings.get().action
    assert (made.wording, made.ref, made.leads.get().person) == ("Ring on Saturdays.", "1.3", lead)
    assert old_one.action_findings.get().action == heir(year.late, new)
    assert not third.action_findings.exists()
