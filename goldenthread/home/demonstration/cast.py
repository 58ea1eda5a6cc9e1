"""The people of the demonstration: invented, one in every role, with the initials its papers print."""

from dataclasses import dataclass
from datetime import date

from goldenthread.bodies.commands import add_member, make_body
from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.accounts import hash_for_demonstration, make_demonstration_account
from goldenthread.identity.commands.people import add_person, know_as
from goldenthread.identity.commands.posts import hold_post, make_post
from goldenthread.identity.commands.roles import give_role
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Holding, Role

PASSWORD = "seven lanterns on the quay"  # noqa: S105 - printed at start; a demonstration has no secrets
DOMAIN = "wexmoor.example"


@dataclass(frozen=True, slots=True)
class Part:
    """One invented person: name, initials in the papers, job, roles held everywhere, and whether they can sign in."""

    name: str
    initials: str
    job: str
    roles: tuple[Role, ...] = ()
    signs_in: bool = True
    has_address: bool = True

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.name.lower().replace('cllr ', '').replace(' ', '.')}@{DOMAIN}"


PARTS = (
    Part("Miriam Bell", "MB", "Head of Children's Improvement", (Role.SERVICE_MANAGER,)),
    Part("Devika Rao", "DR", "Team manager, early help", (Role.LEAD_OFFICER,)),
    Part("Owen Pascoe", "OP", "Early help co-ordinator", (Role.LEAD_OFFICER,)),
    Part("Idris Hale", "IH", "Team manager, social work", (Role.LEAD_OFFICER,)),
    Part("Leila Sandu", "LS", "Virtual head and SEND lead", (Role.LEAD_OFFICER,)),
    Part("Kofi Nartey", "KN", "Head of commissioning", (Role.LEAD_OFFICER,)),
    Part("Grace Adeyinka", "GA", "Quality assurance manager", (Role.QUALITY_ASSURANCE, Role.LEAD_OFFICER)),
    Part("Ruth Lindqvist", "RL", "Director of Children's Services", (Role.DIRECTOR,)),
    Part("Rosa Keane", "RK", "Participation worker", (Role.LEAD_OFFICER,)),
    Part("Petra Toms", "PT", "Personal adviser, leaving care", (Role.LEAD_OFFICER,)),
    Part("Selma Aydin", "SA", "Duty manager", (Role.LEAD_OFFICER,)),
    Part("Joan Whitlock", "JW", "Designated nurse, health trust", signs_in=False),
    Part("Fergus Moy", "FM", "Community development", signs_in=False, has_address=False),
    Part("Jonas Hart", "JH", "Partnership trainer", signs_in=False, has_address=False),
    Part("Harriet Coe", "", "Independent chair of the improvement board", (Role.BOARD_MEMBER,)),
    Part("Tom Hallworth", "", "Democratic services officer", (Role.DEMOCRATIC_SERVICES,)),
    Part("Cllr Anjali Mistry", "", "Member for Harbour ward", (Role.ELECTED_MEMBER,)),
    Part("Cllr Tobias Wren", "", "Member for Ropewalk ward", (Role.ELECTED_MEMBER,)),
    Part("Cllr Hana Osei", "", "Member for Lighthouse ward", (Role.ELECTED_MEMBER,)),
    Part("Cllr Lionel Frayne", "", "Member for Saltmarsh ward", (Role.ELECTED_MEMBER,)),
    Part("Cllr Esme Langford", "", "Member for Chandlery ward", (Role.ELECTED_MEMBER,)),
    Part("Sunita Fell", "", "Monitoring officer", (Role.MONITORING_OFFICER,)),
    Part("Bram Oduya", "", "Internal auditor", (Role.AUDITOR,)),
    Part("Noor Ellery", "", "Systems administrator", (Role.ADMINISTRATOR,)),
    Part("Marta Quine", "", "Parent, chair of the parent carer forum", signs_in=False, has_address=False),
)
"""Initials "MP" of the paper are left unmatched: a glossary is asked for once."""

SHOWN = (
    "Devika Rao",
    "Miriam Bell",
    "Grace Adeyinka",
    "Ruth Lindqvist",
    "Harriet Coe",
    "Tom Hallworth",
    "Cllr Anjali Mistry",
    "Bram Oduya",
    "Noor Ellery",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and bodies of the demonstration by name."""

    people: dict[str, Person]
    bodies: dict[str, Body]

    def actor(self, name: str) -> Actor:
        """Somebody who acts."""
        return Actor(self.people[name])


def make_people(*, by: Actor, on: date) -> Cast:
    """Make everybody, with accounts, roles, posts and seats, by the commands an administrator calls."""
    hashed = hash_for_demonstration(PASSWORD)
    people: dict[str, Person] = {}
    for part in PARTS:
        email = part.email if part.has_address else ""
        person = add_person(name=part.name, initials=part.initials, job_title=part.job, email=email, by=by)
        if part.signs_in:
            make_demonstration_account(person=person, hashed=hashed, by=by)
        for role in part.roles:
            give_role(person=person, role=role, starts_on=on, by=by)
        if part.initials:
            know_as(text=part.initials, person=person, by=by)
        people[part.name] = person
    _posts(people, by=by, on=on)
    return Cast(people, _bodies(people, by=by, on=on))


def _posts(people: dict[str, Person], *, by: Actor, on: date) -> None:
    for title, holder, kind in (
        ("Head of Children's Improvement", "Miriam Bell", Holding.INTERIM),
        ("Director of Children's Services", "Ruth Lindqvist", Holding.SUBSTANTIVE),
    ):
        post = make_post(title=title, by=by)
        hold_post(post=post, person=people[holder], starts_on=on, kind=kind, by=by)


def _bodies(people: dict[str, Person], *, by: Actor, on: date) -> dict[str, Body]:
    council = make_body(name="Wexmoor Council", kind=Kind.COMMITTEE, by=by)
    committee = make_body(name="Children and Young People Committee", kind=Kind.COMMITTEE, parent=council, by=by)
    executive = make_body(name="Children's Partnership Executive", kind=Kind.MANAGEMENT_TEAM, by=by)
    board = make_body(name="Service Improvement Board", kind=Kind.BOARD, parent=executive, by=by)
    forum = make_body(name="Parent Carer Forum", kind=Kind.FORUM, by=by)
    seats = (
        (board, "Harriet Coe", Membership.Office.CHAIR),
        (board, "Ruth Lindqvist", Membership.Office.MEMBER),
        (board, "Grace Adeyinka", Membership.Office.OFFICER),
        (board, "Marta Quine", Membership.Office.CO_OPTED),
        (executive, "Ruth Lindqvist", Membership.Office.CHAIR),
        (committee, "Cllr Anjali Mistry", Membership.Office.CHAIR),
        (committee, "Tom Hallworth", Membership.Office.OFFICER),
        (forum, "Marta Quine", Membership.Office.CHAIR),
    )
    for body, name, office in seats:
        add_member(body=body, person=people[name], office=office, starts_on=on, by=by)
    return {body.name: body for body in (council, committee, executive, board, forum)}


def sign_ins() -> list[str]:
    """The lines that say how to sign in to the demonstration, printed at each start."""
    parts = {part.name: part for part in PARTS}
    lines = [f"This is the demonstration: everything in it is invented. The password of everybody is: {PASSWORD}"]
    return lines + [f"  {parts[name].email:32} {parts[name].job}" for name in SHOWN]
