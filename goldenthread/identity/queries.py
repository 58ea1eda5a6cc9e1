"""What the pages of people and posts need, read in a handful of statements."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from goldenthread.identity.handover import kinds
from goldenthread.identity.models import (
    EVERYTHING,
    Account,
    Delegation,
    HandOver,
    KnownAs,
    Person,
    PersonQuerySet,
    Post,
    PostHolding,
    RoleHeld,
    Successor,
)
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared


def find_people(people: PersonQuerySet, *, words: str, on: date, left_too: bool = False) -> PersonQuerySet:
    """People whose name, initials, job or address hold all the words, with the posts they hold now."""
    if not left_too:
        people = people.working()
    for word in words.split()[:6]:
        people = people.filter(
            Q(name__icontains=word)
            | Q(initials__iexact=word)
            | Q(job_title__icontains=word)
            | Q(email__icontains=word)
            | Q(known_as__text__iexact=word)
        )
    held = PostHolding.objects.current(on=on).select_related("post")
    # Who has an account is read with each person; a person without one must not cost a query of its own.
    return people.distinct().select_related("account").prefetch_related(Prefetch("holdings", held, to_attr="posts_now"))


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """Everything the page of one person shows, as far as its reader may see it."""

    person: Person
    account: Account | None
    holdings: list[PostHolding]
    known_as: list[KnownAs]
    roles: list[RoleHeld]
    given: list[Delegation]
    held: list[Delegation]


def about(person: Person, *, reader: Person, on: date) -> AboutPerson:
    """One person with posts, initials, roles and leave."""
    leave = Delegation.objects.visible_to(reader).not_over(on=on).select_related("person", "delegate")
    both = list(leave.filter(Q(person=person) | Q(delegate=person)))
    return AboutPerson(
        person=person,
        account=Account.objects.filter(person=person).first(),
        holdings=list(PostHolding.objects.visible_to(reader).filter(person=person).select_related("post")),
        known_as=list(KnownAs.objects.visible_to(reader).filter(person=person)),
        roles=list(RoleHeld.objects.visible_to(reader).filter(person=person).select_related("scope")),
        given=[one for one in both if one.person_id == person.pk],
        held=[one for one in both if one.delegate_id == person.pk],
    )


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post and who holds it on a day."""

    post: Post
    holders: list[PostHolding]


def list_posts(reader: Person, *, on: date) -> list[PostLine]:
    """Every post that stands, with its holders: two queries."""
    held = PostHolding.objects.current(on=on).select_related("person")
    posts = Post.objects.visible_to(reader).standing().prefetch_related(Prefetch("holdings", held, to_attr="now"))
    return [PostLine(post, list(post.now)) for post in posts]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Takes:
    """Who takes what over: the names of the kinds, or everything that is not named beside.

    ``lacks`` says why that person cannot take it or cannot sign in to it; blank where all is well.
    """

    successor: Person
    what: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A hand-over that was planned and not yet done, as both sides see it."""

    hand_over: HandOver
    takes: list[Takes]

    @property
    def takers(self) -> str:
        """The names of those who take over."""
        return ", ".join(dict.fromkeys(one.successor.name for one in self.takes))

    @property
    def lacking(self) -> list[str]:
        """Why some of those who take over cannot take it or sign in to it, each once."""
        return list(dict.fromkeys(one.lacks for one in self.takes if one.lacks))

    @property
    def successors(self) -> list[Person]:
        """Who takes over."""
        return [one.successor for one in self.takes]


MENDS_HAND_OVERS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})
# Asked by every start page, and seldom is one planned.
ANY_PLANNED = Prepared(lambda: HandOver.objects.filter(state=HandOver.State.PLANNED).order_by().values_list("pk")[:1])


def planned_to(person: Person) -> list[Planned]:
    """The hand-overs that are planned to go to a person, for whoever is about to disable the account."""
    return _planned(HandOver.objects.filter(pk__in=Successor.objects.filter(person=person).values("hand_over")))


def planned_for(person: Person, *, reader: Person) -> Planned | None:
    """The hand-over that is planned for a person, where the reader may see it."""
    return next(iter(_planned(HandOver.objects.visible_to(reader).filter(person=person))), None)


def planned_with(person: Person) -> list[Planned]:
    """The hand-overs in which a person gives or takes; to who keeps people or plans also those that cannot be done.

    Those are the ones that were refused, and those whose successor was disabled or has left since.
    """
    if not ANY_PLANNED.rows():
        return []
    takes = Successor.objects.filter(person=person).values("hand_over")
    concerns = Q(person=person) | Q(pk__in=takes)
    if person.rights.roles & MENDS_HAND_OVERS:
        lost = Successor.objects.filter(
            Q(person__account__is_active=False)
            | Q(person__is_active=False)
            | Q(person__left_on__lt=timezone.localdate())
        )
        concerns |= ~Q(refused="") | Q(pk__in=lost.values("hand_over"))
    return _planned(HandOver.objects.visible_to(person).filter(concerns))


def _planned(found: QuerySet[HandOver]) -> list[Planned]:
    rows = list(found.filter(state=HandOver.State.PLANNED).select_related("person", "asked_by"))
    names = {kind.key: kind.name[:1].lower() + kind.name[1:] for kind in kinds()} if rows else {}
    takers = Successor.objects.filter(hand_over__in=rows).select_related("person__account") if rows else ()
    by_row: dict[int, list[Successor]] = {row.pk: [] for row in rows}
    for one in takers:
        by_row[one.hand_over_id].append(one)
    return [Planned(row, [_takes(one, names, by_row[row.pk]) for one in by_row[row.pk]]) for row in rows]


def _takes(one: Successor, names: dict[str, str], beside: list[Successor]) -> Takes:
    what = names.get(one.kind, one.kind)
    if one.kind == EVERYTHING:
        what = "everything" if len(beside) == 1 else "everything else"
    return Takes(one.person, what, _lacks(one.person))


def _lacks(person: Person) -> str:
    account: Account | None = getattr(person, "account", None)
    if person.has_left(on=timezone.localdate()):
        return f"{person} has left"
    if account is None:
        return f"{person} has no account and cannot sign in"
    return "" if account.is_active else f"the account of {person} is disabled"
