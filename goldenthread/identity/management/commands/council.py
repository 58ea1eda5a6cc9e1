"""Makes the council that works here, with a link for its first administrator."""

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldenthread.identity.actor import system
from goldenthread.identity.commands.accounts import Link, invite_person, make_council
from goldenthread.identity.commands.people import add_person
from goldenthread.identity.commands.roles import give_role
from goldenthread.identity.models import Account, Council, Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.commands import ProductCommand
from goldenthread.kernel.errors import RuleBroken


class Command(ProductCommand):
    """Makes a council where nobody can sign in yet, and keeps what was imported before."""

    help = "make the council, with a one-time sign-in link for its first administrator"
    shown_as: ClassVar[dict[str, str]] = {
        "council NAME --admin EMAIL": "make the council, with a one-time sign-in link for its first administrator"
    }
    refusal_status: ClassVar[int] = 1

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The council's name, and the address of its first administrator."""
        parser.add_argument("name", metavar="NAME", help="the council's name, as its papers print it")
        parser.add_argument("--admin", metavar="EMAIL", required=True, help="the first administrator's e-mail address")
        parser.add_argument("--admin-name", metavar="NAME", default="", help="the first administrator's name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it, and print the link."""
        link = found_council(name=options["name"], email=options["admin"], admin_name=options["admin_name"])
        self.stdout.write(f"{options['name'].strip()} is made. Its first administrator signs in, once, with:")
        self.stdout.write(f"{settings.ADDRESS}{link.path}")
        self.stdout.write(f"The link works until {timezone.localtime(link.ends_at):%d %B %Y at %H:%M}.")


@transaction.atomic
def found_council(*, name: str, email: str, admin_name: str = "") -> Link:
    """Make council, first administrator and link, all or nothing; refuse a demonstration and a council with people.

    People whom an import named stay; they have no accounts.
    """
    council = Council.objects.first()
    if council is not None and council.is_demonstration:
        raise RuleBroken("This folder holds a demonstration; name another folder in GOLDENTHREAD_DATA.")
    if council is not None or Account.objects.exists():
        raise RuleBroken("This folder has a council with people already; an administrator invites others.")
    by, now = system("set-up", "Set-up at the machine"), timezone.now()
    if not name.strip():
        raise RuleBroken("Give the council's name.")
    make_council(name=name, by=by, on=timezone.localdate(now))
    admin = Person.objects.filter(email=email.strip().lower(), is_system=False).first()
    if admin is None:
        admin = add_person(name=admin_name.strip() or name_in(email), email=email, by=by)
    if not admin.email:
        raise RuleBroken("Give the administrator's e-mail address, as in --admin ann@council.example.")
    give_role(person=admin, role=Role.ADMINISTRATOR, starts_on=timezone.localdate(now), by=by)
    return invite_person(person=admin, by=by, at=now)


def name_in(email: str) -> str:
    """The name an address suggests: ``asha.verity@council.example`` is Asha Verity. It can be changed later."""
    local = email.partition("@")[0].replace("_", ".").replace("-", ".")
    return " ".join(part.capitalize() for part in local.split(".") if part) or email
