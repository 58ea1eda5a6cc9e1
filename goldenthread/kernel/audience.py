"""Who a page is for. A page that does not say so is refused by the middleware and by a test."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed in"


def audience(*roles: str) -> Callable[[View], View]:
    """Declare who may open a view: ``"public"``, ``"signed in"`` or the values of roles.

    The middleware of ``identity`` answers 404 to somebody signed in who holds
    none of the roles, and the sign-in page to somebody who is not signed in,
    so that an address tells a stranger nothing about what stands behind it.
    A page for "signed in" shows only what passes ``visible_to``.
    """
    if not roles:
        raise ValueError("Name at least one audience.")

    def declare(view: View) -> View:
        view.audience = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare
