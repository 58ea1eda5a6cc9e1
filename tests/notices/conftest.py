"""A kind of notice for every test of this folder."""

from collections.abc import Iterator

import pytest

from tests.notices.makers import kind_registered


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    with kind_registered():
        yield
