"""``./run erase``: take words out of the record, out of e-mails, and name the texts that a person must put right."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.management.base import CommandParser
from django.utils import timezone

from goldenthread.home.erasing import Erasure, erase_subject, erase_words, find_subject, find_words
from goldenthread.home.standing_words import Kind, Place
from goldenthread.identity.actor import system
from goldenthread.kernel.commands import REFUSED, ProductCommand, add_json_option
from goldenthread.kernel.errors import RuleBroken

HEADINGS = {
    Kind.LEDGER: "In the record, to be blanked",
    Kind.MAIL: "In e-mails and notices, to be blanked",
    Kind.IN_PLACE: "In rows that no page changes, where the words are taken out",
    Kind.LIVE: "In live texts, to be put right by a person on their page",
    Kind.INDEX: "In the search, which follows",
    Kind.FROZEN: "In what was frozen, which stays as it was",
}


class Command(ProductCommand):
    """Lists where words stand and, with ``--apply``, erases them.

    Ends with status 0; 1 where live texts still hold the words after an erasure; 2 where it is refused.
    """

    help = "Erase words: list where they stand, and with --apply blank them."
    shown_as: ClassVar[dict[str, str]] = {
        'erase --containing "WORDS" --why WHY [--apply]': "list where words stand; --apply blanks record and e-mails",
        "erase --subject SUBJECT [--field FIELD] --why WHY [--apply]": "the same for all the record says of one thing",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        """What is to go, why, and whether it goes now."""
        parser.add_argument("--containing", metavar="WORDS", default="", help="the words that are to go")
        parser.add_argument("--subject", default="", help="a subject of the record, such as action:sip-2026/p1-1.1")
        parser.add_argument("--field", default="", help="one field of the subject")
        parser.add_argument("--why", default="", help="the reason, which stays on record; never the words themselves")
        parser.add_argument("--apply", action="store_true", help="erase; without it nothing is changed")
        add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """List, or erase and say what is left."""
        words, subject = options["containing"], options["subject"]
        if bool(words) == bool(subject):
            raise RuleBroken("Say what is to go: either --containing WORDS or --subject SUBJECT.")
        if options["field"] and not subject:
            raise RuleBroken("--field names a field of a subject: give --subject too.")
        done = self._subject(options) if subject else self._words(options)
        self._tell(done, applied=options["apply"], as_json=options["json"])
        if options["apply"] and done.live:
            raise NotComplete(
                f"The erasure is not complete: {len(done.live)} live texts still hold the words. Put them right on "
                "their pages, then run this again."
            )

    def _words(self, options: dict[str, Any]) -> Erasure:
        if not options["apply"]:
            return find_words(options["containing"])
        by = system("erasure", "Erasure")
        return erase_words(words=options["containing"], by=by, at=timezone.now(), why=options["why"])

    def _subject(self, options: dict[str, Any]) -> Erasure:
        found = find_subject(options["subject"], options["field"])
        if not options["apply"]:
            return Erasure(found, left=found)
        by = system("erasure", "Erasure")
        count = erase_subject(subject=options["subject"], field=options["field"], by=by, why=options["why"])
        return Erasure(found, count)

    def _tell(self, done: Erasure, *, applied: bool, as_json: bool) -> None:
        if as_json:
            self.print_json(
                {
                    "applied": applied,
                    "found": [_as_json(place) for place in done.found],
                    "blanked": done.blanked,
                    "live": [_as_json(place) for place in done.live],
                    "kept": [_as_json(place) for place in done.kept],
                    "complete": applied and not done.live,
                }
            )
            return
        if not done.found:
            self.stdout.write("Nothing holds this; nothing was changed.")
            return
        for kind, heading in HEADINGS.items():
            self._list(heading, [place for place in (done.left if applied else done.found) if place.kind is kind])
        if not applied:
            self.stdout.write("Nothing was changed; --apply erases.")
        elif not done.live:
            kept = f" {len(done.kept)} frozen texts stay as they were." if done.kept else ""
            self.stdout.write(f"{done.blanked} texts were blanked; no live text holds this.{kept}")
        else:
            self.stdout.write(f"{done.blanked} texts were blanked.")

    def _list(self, heading: str, places: Sequence[Place]) -> None:
        if places:
            self.stdout.write(f"{heading} ({len(places)}):")
            for place in places:
                self.stdout.write(f"  {place}")


class NotComplete(RuleBroken):
    """Live texts still hold the words; what could be blanked was."""

    exit_status = REFUSED


def _as_json(place: Place) -> dict[str, Any]:
    return {
        "kind": place.kind.value,
        "table": place.table,
        "number": place.number,
        "field": place.field,
        "address": place.address,
    }
