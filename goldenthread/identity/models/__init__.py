"""Tables of people, posts, roles and signing in."""

from goldenthread.identity.models.people import Account, Council, KnownAs, Person, PersonQuerySet, new_key
from goldenthread.identity.models.posts import Post, PostHolding
from goldenthread.identity.models.rights import Delegation, Rights, RoleHeld, Scope
from goldenthread.identity.models.signing import Draft, FormSent, Invitation, SignIn

__all__ = [
    "Account",
    "Council",
    "Delegation",
    "Draft",
    "FormSent",
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
    "new_key",
]
