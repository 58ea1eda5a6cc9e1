"""``./run clear-days``: by when an agenda has to be published, and what each day before its meeting counts for."""

from datetime import date, time
from typing import Any

from django.core.management.base import CommandParser

from goldenthread.committee.clear_days import Basis, Notice
from goldenthread.committee.queries.notice import notice_of_council, office_hours
from goldenthread.kernel.commands import ProductCommand, a_day, add_json_option


class Command(ProductCommand):
    """Counts days; changes nothing."""

    help = "Count the clear days before a meeting, and say why others do not count."
    shown_as = {"clear-days DATE [--days 5] [--json]": "by when an agenda for a meeting on that day is published"}

    def add_arguments(self, parser: CommandParser) -> None:
        """The day of the meeting, how many days, and which of them count."""
        parser.add_argument("meeting", type=a_day, metavar="DATE", help="the day of the meeting, such as 2026-05-11")
        parser.add_argument("--days", type=int, default=5, help="how many clear days (5)")
        parser.add_argument(
            "--basis", choices=[one.value for one in Basis], default=Basis.WORKING,
            help="which days count: working days, or every day of the calendar (working)",
        )  # fmt: skip
        add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the notice; a day no calendar reaches is one sentence and status 2."""
        notice = notice_of_council(options["meeting"], days=options["days"], basis=Basis(options["basis"]))
        if options["json"]:
            self.print_json(as_json(notice))
        else:
            self.stdout.write("\n".join(in_words(notice, closes_at=office_hours().closes_at)))


def as_json(notice: Notice) -> dict[str, Any]:
    """What ``--json`` prints."""
    return {
        "meeting": notice.meeting,
        "counted": list(notice.counted),
        "skipped": [{"date": one.date, "because": one.because} for one in notice.skipped],
        "publish_by": notice.publish_by,
    }


def in_words(notice: Notice, *, closes_at: time) -> list[str]:
    """The same for people: the rule, and each day with what it is."""
    kind = "working day" if notice.basis == Basis.WORKING else "day"
    reasons = {one.date: one.because for one in notice.skipped}
    days = sorted([*notice.counted, *reasons])
    number = {day: place for place, day in enumerate(notice.counted, start=1)}
    return [
        f"A meeting on {_day(notice.meeting)} with {notice.days} clear {kind}{'' if notice.days == 1 else 's'}:",
        f"publish by {closes_at:%H:%M} on {_day(notice.publish_by)}.",
        "Neither that day nor the day of the meeting counts.",
        "",
        f"  {_day(notice.publish_by)}: publishing",
        *(f"  {_day(day)}: {number[day]}" if day in number else f"  {_day(day)}: does not count, {reasons[day]}"
          for day in days),
        f"  {_day(notice.meeting)}: meeting",
    ]  # fmt: skip


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
