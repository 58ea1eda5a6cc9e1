"""What somebody may do: roles on scopes between dates, leave to act for another, and both read as rights."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from goldenthread.identity.models.posts import PostHolding
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared

if TYPE_CHECKING:
    from goldenthread.identity.models.people import Person

SEES_ALL_ROLES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class Scope(models.Model):
    """What a role can be held on: a plan or a body, which points here. No scope means everywhere."""

    kind = models.CharField(max_length=20)
    key = models.SlugField(max_length=120)
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="identity_scope_once")]

    def __str__(self) -> str:
        return self.title


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    """Ways to narrow roles held."""

    def visible_to(self, person: "Person") -> "RoleHeldQuerySet":
        """One's own roles; all of them to administrators, who give them, and to auditors."""
        return self if person.rights.everywhere & SEES_ALL_ROLES else self.filter(person=person)

    def current(self, *, on: date) -> "RoleHeldQuerySet":
        """Roles that are held on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, *, on: date) -> "RoleHeldQuerySet":
        """Roles that are held on a day or begin later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class RoleHeld(models.Model):
    """A role somebody holds, on a scope or everywhere, between dates."""

    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=40, choices=Role.choices)
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="roles_held")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="identity_role_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="identity_role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"

    @property
    def where(self) -> str:
        """Where it is held, as addresses and the ledger's readers name it: ``everywhere``, ``plan-sip-2017-18``."""
        return f"{self.scope.kind}-{self.scope.key}" if self.scope else "everywhere"

    @property
    def end_url(self) -> str:
        """The page on which an administrator ends it."""
        return reverse("end-role", args=[self.person.key, slugify(self.role), self.where, self.starts_on.isoformat()])


ROLES = Prepared(
    lambda person, on: RoleHeld.objects.current(on=on).filter(person=person).order_by().values_list("role", "scope_id"),
    int,
    date,
)
POSTS = Prepared(
    lambda person, on: PostHolding.objects.current(on=on).filter(person=person).order_by().values_list("post_id"),
    int,
    date,
)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Ways to narrow delegations."""

    def visible_to(self, person: "Person") -> "DelegationQuerySet":
        """Those one gave or was given; all of them to administrators and auditors."""
        if person.rights.everywhere & SEES_ALL_ROLES:
            return self
        return self.filter(Q(person=person) | Q(delegate=person))

    def not_over(self, *, on: date) -> "DelegationQuerySet":
        """Leave that was not taken back and whose last day has not passed."""
        return self.filter(ended_at__isnull=True, ends_on__gte=on)

    def current(self, *, on: date) -> "DelegationQuerySet":
        """Leave that can be used on a day: neither person has left, and whom it is for has no disabled account.

        Disabling an account takes its rights out of use at once, whoever uses them; somebody who never had an
        account can still be acted for.
        """
        has_open_account = Q(person__account__isnull=True) | Q(person__account__is_active=True)
        return self.not_over(on=on).filter(
            has_open_account,
            Q(person__left_on__isnull=True) | Q(person__left_on__gte=on),
            starts_on__lte=on,
            person__is_active=True,
        )


class Delegation(models.Model):
    """Leave for one person to act for another between dates. Both names stand in every entry."""

    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey("identity.Person", models.PROTECT, related_name="delegations_held")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("delegate")), name="identity_delegation_is_to_another"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="identity_delegation_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} for {self.person}"


class Rights:
    """Which roles a person holds on one day, where, and which posts: what ``policy`` and ``visible_to`` ask."""

    __slots__ = ("everywhere", "on_scope", "posts")

    def __init__(self, everywhere: frozenset[str], on_scope: dict[str, frozenset[int]], posts: frozenset[int]) -> None:
        self.everywhere = everywhere
        self.on_scope = on_scope
        self.posts = posts

    @classmethod
    def of(cls, person: "Person", *, on: date) -> "Rights":
        """Read the roles and posts a person holds on a day: two queries. Somebody who left holds none."""
        if person.has_left(on=on):
            return cls(frozenset(), {}, frozenset())
        everywhere: set[str] = set()
        scoped: dict[str, set[int]] = {}
        for role, scope in ROLES.rows(person.pk, on):
            if scope is None:
                everywhere.add(role)
            else:
                scoped.setdefault(role, set()).add(scope)
        posts = frozenset(post for (post,) in POSTS.rows(person.pk, on))
        return cls(frozenset(everywhere), {role: frozenset(ids) for role, ids in scoped.items()}, posts)

    @property
    def roles(self) -> frozenset[str]:
        """Every role held anywhere."""
        return self.everywhere | frozenset(self.on_scope)

    def has(self, role: str, *, scope_id: int | None = None) -> bool:
        """Whether the role is held everywhere, or on this scope."""
        return role in self.everywhere or (scope_id is not None and scope_id in self.on_scope.get(role, ()))

    def scopes(self, *roles: str) -> frozenset[int]:
        """The scopes on which any of the roles is held."""
        return frozenset(scope for role in roles for scope in self.on_scope.get(role, ()))
