"""Makes the council that works here, with links for its first administrator and for whoever keeps its plan."""

from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldenthread.identity.actor import Actor, system
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
        "council NAME --admin EMAIL": "make the council, with a one-time sign-in link for its first administrator; "
        "--service-manager EMAIL makes one for whoever keeps its plan"
    }
    refusal_status: ClassVar[int] = 1

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The council's name, and the address of its first administrator."""
        parser.add_argument("name", metavar="NAME", help="the council's name, as its papers print it")
        parser.add_argument("--admin", metavar="EMAIL", required=True, help="the first administrator's e-mail address")
        parser.add_argument("--admin-name", metavar="NAME", default="", help="the first administrator's name")
        parser.add_argument(
            "--service-manager", metavar="EMAIL", default="", help="whoever keeps the plan; may be the same"
        )
        parser.add_argument("--service-manager-name", metavar="NAME", default="", help="that person's name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it, and print the links."""
        links = found_council(
            name=options["name"],
            admin=Newcomer(options["admin"], options["admin_name"]),
            manager=Newcomer(options["service_manager"], options["service_manager_name"]),
        )
        self.stdout.write(f"{options['name'].strip()} is made. Its first administrator signs in, once, with:")
        for number, link in enumerate(links):
            if number:
                self.stdout.write("Whoever keeps the plan signs in, once, with:")
            self.stdout.write(f"{settings.ADDRESS}{link.path}")
        what = "The link works" if len(links) == 1 else "The links work"
        self.stdout.write(f"{what} until {timezone.localtime(links[0].ends_at):%d %B %Y at %H:%M}.")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to sign in: an address, and a name where the address does not tell it."""

    email: str
    name: str = ""


NOBODY = Newcomer("")


@transaction.atomic
def found_council(*, name: str, admin: Newcomer, manager: Newcomer = NOBODY) -> list[Link]:
    """Make council, first administrator and links, all or nothing; refuse a demonstration and a council with people.

    People whom an import named stay; they have no accounts. Whoever keeps the
    plan can be named at once, since an administrator sees no plan and gives no
    role to themself; one person can be both, with one link.
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
    first = _find_or_add(admin, by=by)
    if not first.email:
        raise RuleBroken("Give the administrator's e-mail address, as in --admin ann@council.example.")
    give_role(person=first, role=Role.ADMINISTRATOR, starts_on=timezone.localdate(now), by=by)
    links = [invite_person(person=first, by=by, at=now)]
    if manager.email.strip():
        keeper = _find_or_add(manager, by=by)
        give_role(person=keeper, role=Role.SERVICE_MANAGER, starts_on=timezone.localdate(now), by=by)
        if keeper != first:
            links.append(invite_person(person=keeper, by=by, at=now))
    return links


def _find_or_add(newcomer: Newcomer, *, by: Actor) -> Person:
    """The person of an address whom an import named already, or a new one."""
    found = Person.objects.filter(email=newcomer.email.strip().lower(), is_system=False).first()
    if found is not None:
        return found
    return add_person(name=newcomer.name.strip() or name_in(newcomer.email), email=newcomer.email, by=by)


def name_in(email: str) -> str:
    """The name an address suggests: ``asha.verity@council.example`` is Asha Verity. It can be changed later."""
    local = email.partition("@")[0].replace("_", ".").replace("-", ".")
    return " ".join(part.capitalize() for part in local.split(".") if part) or email
