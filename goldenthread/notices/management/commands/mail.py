"""``./run mail``: list e-mails and how they went, or make and send now what is due."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from goldenthread.kernel.commands import ProductCommand, add_json_option
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail, Notice, is_demonstration
from goldenthread.notices.queries import mail_as_json, mail_lines, newest
from goldenthread.notices.sending import Tally
from goldenthread.notices.states import MailState

PAGE = 500


class Command(ProductCommand):
    """Reads e-mails, and sends those that are due; what was refused or perhaps sent is decided on the page."""

    help = "List e-mails, or send what is due."
    shown_as: ClassVar[dict[str, str]] = {
        "mail list [--json]": "the e-mails, the newest first, to whom and how each went; --state narrows",
        "mail send": "make and send now every e-mail that is due, also digests whose hour has not come",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        """What is done, and for a list which e-mails."""
        does = parser.add_subparsers(dest="does", required=True, metavar="list|send", prog="./run mail")
        shows = does.add_parser("list", help="list e-mails")
        shows.add_argument("--state", choices=MailState.values, default="", help="only those that are so far")
        shows.add_argument("--most", type=int, default=PAGE, help=f"how many at the most ({PAGE})")
        add_json_option(shows)
        sends = does.add_parser("send", help="make and send what is due")
        add_json_option(sends)

    def handle(self, *_args: Any, **options: Any) -> None:
        """List or send."""
        if options["does"] == "send":
            self._send(as_json=options["json"])
        else:
            self._list(options["state"], max(0, options["most"]), as_json=options["json"])

    def _send(self, *, as_json: bool) -> None:
        tally = mail_pass(early=True)
        waiting = Notice.objects.waiting().count()
        if as_json:
            names = ("made", "sent", "later", "refused", "unsure", "shown")
            self.print_json({name: getattr(tally, name) for name in names} | {"waiting": waiting})
            return
        self.stdout.write("\n".join(_told(tally, waiting)))

    def _list(self, state: str, most: int, *, as_json: bool) -> None:
        mails = newest(Mail.objects.filter(state=state) if state else Mail.objects.all())
        found = list(mails[:most])
        # What an e-mail says is for its reader; a demonstration shows it to everybody anyway.
        with_words = is_demonstration()
        lines = mail_lines(found, with_subject=with_words)
        if as_json:
            mails_told = [
                mail_as_json(mail, line, with_words=with_words) for mail, line in zip(found, lines, strict=True)
            ]
            self.print_json({"mails": mails_told, "waiting": Notice.objects.waiting().count()})
            return
        for line in lines:
            at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M")
            self.stdout.write(f"{at}  {line.state_words:<26}  {line.to}: {line.subject or line.kinds_words}")
        self.stdout.write(f"{Notice.objects.waiting().count()} notices are in no e-mail yet.")


def _told(tally: Tally, waiting: int) -> list[str]:
    """What was done, in words."""
    counts = {
        "made": tally.made,
        "sent": tally.sent,
        "shown, not sent": tally.shown,
        "to be tried again": tally.later,
        "refused or given up": tally.refused,
        "perhaps sent": tally.unsure,
    }
    lines = [f"E-mails {words}: {count}" for words, count in counts.items() if count or words == "made"]
    if waiting:
        lines.append(f"{waiting} notices wait for tomorrow's digest, an address, or a mail server.")
    if settings.MAIL_SERVER is None and not is_demonstration():
        lines.append("No mail server is set, so nothing is sent: set SMTP_URL and MAIL_FROM.")
    return lines
