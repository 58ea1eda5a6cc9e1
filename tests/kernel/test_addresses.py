"""Addresses of pages are looked up once, and are those Django finds."""

import pytest
from django.urls import NoReverseMatch, reverse

from goldenthread.kernel.addresses import address


def test_an_address_is_that_of_the_page_and_its_keys():
    assert address("plans") == reverse("plans")
    assert address("action", "sip", "p1-1.1") == reverse("action", args=["sip", "p1-1.1"])
    assert address("plan", "sip") != address("plan", "next")


def test_a_page_that_is_none_is_an_error_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("no-such-page")
