"""Posts and who holds them."""

from datetime import date, timedelta

import pytest

from goldenthread.identity.commands.posts import end_holding, end_post, hold_post, make_post
from goldenthread.identity.models import Rights
from goldenthread.identity.roles import Holding
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from tests.cast import by, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 13)


@pytest.fixture
def manager(cast):
    return by(cast.service_manager)


def test_a_post_is_held_between_its_dates(cast, manager):
    post = make_post(title="Head of Safeguarding", by=manager)
    holding = hold_post(post=post, person=cast.lead_officer, starts_on=DAY, by=manager)
    end_holding(holding=holding, on=DAY + timedelta(days=1), by=manager)
    held = [post.pk in Rights.of(cast.lead_officer, on=DAY + timedelta(days=n)).posts for n in range(-1, 3)]
    assert held == [False, True, True, False]
    assert [line.what for line in history(post.subject)] == [
        "identity.holding_ended",
        "identity.post_held",
        "identity.post_made",
    ]


def test_one_person_holds_a_post_substantively_and_another_may_act(cast, manager):
    post = make_post(title="Head of Safeguarding", by=manager)
    hold_post(post=post, person=cast.lead_officer, starts_on=DAY, by=manager)
    with pytest.raises(RuleBroken, match="Ruth Amadi holds this post"):
        hold_post(post=post, person=cast.director, starts_on=DAY + timedelta(days=5), by=manager)
    acting = hold_post(post=post, person=cast.director, starts_on=DAY, kind=Holding.ACTING, by=manager)
    assert acting.kind == Holding.ACTING


def test_a_successor_holds_the_post_from_the_next_day(cast, manager):
    post = make_post(title="Head of Safeguarding", by=manager)
    first = hold_post(post=post, person=cast.lead_officer, starts_on=DAY, by=manager)
    end_holding(holding=first, on=DAY + timedelta(days=10), by=manager)
    hold_post(post=post, person=cast.director, starts_on=DAY + timedelta(days=11), by=manager)


def test_dates_that_cannot_be_are_refused(cast, manager):
    post = make_post(title="Head of Safeguarding", by=manager)
    with pytest.raises(RuleBroken, match="before the first"):
        hold_post(post=post, person=cast.director, starts_on=DAY, ends_on=DAY - timedelta(days=1), by=manager)
    holding = hold_post(post=post, person=cast.director, starts_on=DAY, ends_on=DAY + timedelta(days=5), by=manager)
    with pytest.raises(RuleBroken, match="before the first"):
        end_holding(holding=holding, on=DAY - timedelta(days=1), by=manager)
    with pytest.raises(RuleBroken, match="ended already"):
        end_holding(holding=holding, on=DAY + timedelta(days=6), by=manager)


def test_somebody_who_left_takes_up_no_post(manager):
    gone = make_person("Gone Before", left_on=DAY)
    with pytest.raises(RuleBroken, match="no longer here"):
        hold_post(post=make_post(title="Head", by=manager), person=gone, starts_on=DAY + timedelta(days=1), by=manager)


def test_a_post_that_is_held_is_not_abolished(cast, manager):
    post = make_post(title="Head of Safeguarding", by=manager)
    holding = hold_post(post=post, person=cast.director, starts_on=DAY, by=manager)
    with pytest.raises(RuleBroken, match="still holds"):
        end_post(post=post, on=DAY, by=by(cast.administrator))
    end_holding(holding=holding, on=DAY, by=manager)
    end_post(post=post, on=DAY, by=by(cast.administrator))
    with pytest.raises(RuleBroken, match="no longer exists"):
        hold_post(post=post, person=cast.director, starts_on=DAY + timedelta(days=1), by=manager)


def test_the_same_title_is_not_made_twice(manager):
    make_post(title="Head of Safeguarding", by=manager)
    with pytest.raises(RuleBroken, match="already"):
        make_post(title="head of safeguarding", by=manager)


def test_a_lead_officer_makes_no_posts(cast):
    with pytest.raises(NotAllowed):
        make_post(title="Head of Everything", by=by(cast.lead_officer))
