"""Tables of people, posts, roles and signing in."""

from goldenthread.identity.models.leaving import EVERYTHING, HandOver, Successor
from goldenthread.identity.models.people import Account, Council, KnownAs, Person, PersonQuerySet, new_key
from goldenthread.identity.models.posts import Post, PostHolding
from goldenthread.identity.models.rights import Delegation, Rights, RoleHeld, Scope
from goldenthread.identity.models.signing import Draft, FormSent, Invitation, SignIn

__all__ = [
    "EVERYTHING",
    "Account",
    "Council",
    "Delegation",
    "Draft",
    "FormSent",
    "HandOver",
    "Invitation",
    "KnownAs",
    "Person",
    "PersonQuerySet",
    "Post",
    "PostHolding",
    "Rights",
    "RoleHeld",
    "Scope",
    "SignIn",
    "Successor",
    "new_key",
]
