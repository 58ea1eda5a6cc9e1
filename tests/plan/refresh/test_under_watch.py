"""What stays under watch: its re-check dates, its count apart from the year's work, a dip, a second year."""

from datetime import date, timedelta

from goldenthread.plan.challenge import challenge
from goldenthread.plan.commands.considering import Chosen, consider_several
from goldenthread.plan.commands.progress import reopen_action
from goldenthread.plan.commands.refreshed import carry_out_refresh
from goldenthread.plan.commands.refreshing import begin_refresh
from goldenthread.plan.models import Plan, Recheck
from goldenthread.plan.refresh import Choice
from goldenthread.plan.states import Colour, State
from goldenthread.sources.models import Finding
from tests.plan.pages.scene import answer, make_finding
from tests.plan.refreshing import APRIL, DIRECTOR, heir


def test_what_is_under_watch_is_counted_apart_from_the_years_work(gone_on):
    _, new = gone_on
    found = challenge(new, on=date(2026, 4, 8))
    assert found.declared == {Colour.BLUE: 0, Colour.RED: 0, Colour.AMBER: 1, Colour.GREEN: 2, Colour.NONE: 0}
    assert found.watched == 2
    assert not new.actions.unfinished().filter(state=State.UNDER_WATCH).exists()


def test_each_row_under_watch_has_its_re_check_date(year):
    refresh = year.prepared()
    year.choose(refresh, year.duty, Choice.WATCH, recheck_on=date(2026, 6, 1))
    new = year.carry_out(refresh)
    due = dict(Recheck.objects.filter(action__plan=new, result="").values_list("action__ref", "due_on"))
    assert due == {"2.2": date(2026, 10, 8), "2.3": date(2026, 6, 1)}


def test_what_an_inspection_names_by_a_paragraph_alone_leaves_beside_its_numbered_recommendations(cast, year):
    numbered = make_finding(cast, year.plan, "See children alone, all of them.", key="one")
    bare = make_finding(cast, year.plan, "Leaflets are hard to read.", key="paragraph-40")
    Finding.objects.filter(pk__in=[numbered.pk, bare.pk]).update(source=numbered.source)
    Finding.objects.filter(pk=numbered.pk).update(number="1")
    Finding.objects.filter(pk=bare.pk).update(number="", paragraph="40")
    answer(year.done, bare)
    new = year.carry_out(year.prepared())
    assert not new.actions.filter(came_from__action=year.done).exists()


def test_a_dip_takes_a_watched_action_up_again_as_work_of_this_year(cast, gone_on):
    year, new = gone_on
    watched = heir(year.met, new)
    dip = make_finding(cast, new, "Two children were not seen alone.", key="dip")
    reopen_action(action=watched, finding=dip, note="See them this week.", rating=None, by=year.actor, at=APRIL)
    assert challenge(new, on=date(2026, 4, 8)).declared[Colour.GREEN] == 3


def test_a_second_refresh_carries_the_watch_on_with_its_date(gone_on):
    year, first = gone_on
    Plan.objects.filter(pk=first.pk).update(stage="live")
    first.refresh_from_db()
    refresh = begin_refresh(plan=first, by=year.actor, at=APRIL + timedelta(days=30))
    going = list(first.actions.unfinished())
    consider_several(
        refresh=refresh, actions=going, chosen=Chosen(Choice.CARRY, keeps_date=True), by=year.actor, at=APRIL
    )
    second = carry_out_refresh(refresh=refresh, agreed=DIRECTOR, by=year.actor, at=APRIL + timedelta(days=30))
    watched = heir(year.met, first)
    assert watched.state == State.CARRIED_OVER
    assert watched.rechecks.get().result == Recheck.Result.CALLED_OFF
    assert heir(watched, second).rechecks.get().due_on == date(2026, 10, 8)
