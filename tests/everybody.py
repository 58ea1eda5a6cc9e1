"""``cast``: everybody, for the many tests that ask for people and nothing else that is dear."""

from typing import Any

from tests.standing import made_once


@made_once
def cast() -> Any:
    """A person in each role, held everywhere, and a parent without an account."""
    from tests.cast import make_cast  # models can be imported only once Django is set up

    return make_cast()
