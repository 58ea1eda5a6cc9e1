"""Building the demonstration: the council, its people and their year, in that order."""

from datetime import date

from django.db import transaction

from goldenthread.home.demonstration.assurance import look_again
from goldenthread.home.demonstration.boards import meet_as_boards
from goldenthread.home.demonstration.cast import make_people
from goldenthread.home.demonstration.committees import meet_in_committee
from goldenthread.home.demonstration.notice import close_at_christmas
from goldenthread.home.demonstration.reports import write_reports
from goldenthread.home.demonstration.year import live_a_year
from goldenthread.identity.actor import system
from goldenthread.identity.commands.accounts import make_council
from goldenthread.identity.models import Council
from goldenthread.intake.models import Import
from goldenthread.kernel.errors import RuleBroken

NAME = "Wexmoor Council"
JOINED = date(2020, 4, 1)
"""Since when its people hold their posts and roles: before any day it may stand on, and before today."""


@transaction.atomic
def build_demonstration(*, day: date) -> None:
    """Build the fictional council as it stands on a day. Refused where there is a council or an import already."""
    if Council.objects.exists() or Import.objects.exists():
        raise RuleBroken("There is something here already; the demonstration is built in an empty data folder.")
    by = system("demonstration", "The demonstration")
    make_council(name=NAME, by=by, on=day, demonstration=True)
    cast = make_people(by=by, on=JOINED)
    live_a_year(cast, day=day)
    look_again(cast, day=day)
    meet_as_boards(cast, day=day, since=JOINED)
    close_at_christmas(cast, day=day)
    write_reports(cast, day=day)
    meet_in_committee(cast, day=day, since=JOINED)
