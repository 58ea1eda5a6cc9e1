"""``./run round``: show a round of a plan, what moved in it and where declared and derived part."""

from typing import Any, ClassVar

from django.core.management.base import CommandParser
from django.utils import timezone

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.round_now import as_it_stands
from goldenthread.boards.queries.rounds import RoundShown, latest_closed, round_as_json, round_shown
from goldenthread.kernel.commands import ProductCommand, add_json_option
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Plan


class Command(ProductCommand):
    """Reads rounds; changes none."""

    help = "Show a round of a plan."
    shown_as: ClassVar[dict[str, str]] = {
        "round show KEY [ROUND] [--json]": "a round of a plan, the one closed last where none is named, and what moved"
    }

    def add_arguments(self, parser: CommandParser) -> None:
        """The plan's key and the number of the round."""
        does = parser.add_subparsers(dest="does", required=True, metavar="show", prog="./run round")
        show = does.add_parser(
            "show",
            help="show a round",
            description="A closed round is told as it was frozen. One that is not closed yet has nothing frozen: it is "
            "told as its plan stands today, against the closed round before it, with “closed_on” null.",
        )
        show.add_argument("key", help="the key of the plan, as plan list prints it")
        show.add_argument("round", nargs="?", default="", help="the number of the round (the latest closed one)")
        add_json_option(show)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Show it; an unknown key or number is one sentence and status 2."""
        found = _round(options["key"], options["round"])
        shown = round_shown(found)
        if shown.closing is None:
            shown = as_it_stands(found, on=timezone.localdate())
        if options["json"]:
            self.print_json(round_as_json(shown))
        else:
            self.stdout.write("\n".join(_in_words(shown)))


def _round(key: str, number: str) -> MonitoringRound:
    plan = Plan.objects.filter(key=key).first()
    if plan is None:
        raise RuleBroken(f"There is no plan with the key “{key[:80]}”; ./run plan list prints the keys.")
    if not number:
        latest = latest_closed(plan)
        if latest is None:
            raise RuleBroken(f"No round of {plan.name} has been closed yet.")
        return latest
    known = plan.rounds.select_related("plan", "board").filter(number=int(number)) if _is_number(number) else None
    found = known.first() if known is not None else None
    if found is None:
        raise RuleBroken(f"{plan.name} has no round {number[:20]}.")
    return found


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 7


def _in_words(shown: RoundShown) -> list[str]:
    one = shown.round
    lines = [f"Round {one.number} of {one.plan.name}: {one.get_state_display().lower()}"]
    if shown.closing is None:
        lines.append("It has not been closed yet, so nothing is frozen: this is how the plan stands today.")
    else:
        lines.append(f"As on {shown.closing.position_on.isoformat()}, closed by {shown.closing.closed_by}.")
    counts = [f"{colour.value} {count}" for colour, count in shown.counts.items()]
    lines.append(", ".join([*counts, *([f"under watch {shown.watched}"] if shown.watched else [])]))
    if shown.before is None:
        lines.append("No round was closed before it, so nothing can be said to have moved.")
    moved = shown.movement
    lists = {
        "Newly blue": moved.newly_blue,
        "Reopened": moved.reopened,
        "Improved": moved.improved,
        "Worsened": moved.worsened,
        "New": moved.new,
        "Withdrawn": moved.withdrawn,
        "Extended": tuple(extended.action for extended in moved.extended),
        "End brought forward": tuple(extended.action for extended in moved.brought_forward),
        "Late for the first time": moved.newly_late,
        "Late again": moved.late_again,
        "Silent": moved.silent,
    }
    lines += [f"{label}: {', '.join(keys)}" for label, keys in lists.items() if keys]
    return [*lines, f"Rated better than the dates suggest: {len(shown.disagreements)}"]
