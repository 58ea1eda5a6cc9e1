"""A mail server that cannot be read stops the start with one sentence; a password never goes over an open line."""

from email.headerregistry import Address

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.mail import MailServer, hour, mail_server, sender


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp+tls://us%40er:p%3Ass@mail.example:2525", MailServer("smtp+tls", "mail.example", 2525, "us@er", "p:ss")),
        ("smtp+tls://mail.example", MailServer("smtp+tls", "mail.example", 587)),
        ("smtps://u:p@mail.example", MailServer("smtps", "mail.example", 465, "u", "p")),
        ("smtp://mail.example/", MailServer("smtp", "mail.example", 25)),
        ("smtp://u:p@localhost:1025", MailServer("smtp", "localhost", 1025, "u", "p")),
        ("smtp://[::1]:1025", MailServer("smtp", "::1", 1025)),
    ],
)
def test_an_address_names_a_server(monkeypatch, address, server):
    monkeypatch.setenv("SMTP_URL", address)
    assert mail_server("SMTP_URL") == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example:25",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:nine",
        "smtp://mail.example:99999",
        "smtp://mail.example/inbox",
        "smtp+tls://user@mail.example",
        "smtp://u:p@mail.example",
        "smtp://[::1",
    ],
)
def test_what_names_none_stops_the_start(monkeypatch, address):
    monkeypatch.setenv("SMTP_URL", address)
    with pytest.raises(ImproperlyConfigured, match="SMTP_URL"):
        mail_server("SMTP_URL")


def test_a_password_is_not_printed(monkeypatch):
    monkeypatch.setenv("SMTP_URL", "smtps://u:very-secret@mail.example")
    assert "very-secret" not in repr(mail_server("SMTP_URL"))


def test_without_the_variable_there_is_no_server_and_no_sender_is_needed(monkeypatch):
    monkeypatch.delenv("SMTP_URL", raising=False)
    monkeypatch.delenv("MAIL_FROM", raising=False)
    assert mail_server("SMTP_URL") is None
    assert sender("MAIL_FROM", is_needed=False) is None
    with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
        sender("MAIL_FROM", is_needed=True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("plan@council.example", Address(addr_spec="plan@council.example")),
        ("Plan <plan@council.example>", Address("Plan", addr_spec="plan@council.example")),
    ],
)
def test_a_sender_is_an_address_with_or_without_a_name(monkeypatch, words, found):
    monkeypatch.setenv("MAIL_FROM", words)
    assert sender("MAIL_FROM", is_needed=True) == found


@pytest.mark.parametrize(
    "words", ["plan", "plan@", "@council.example", "a b@c@d", "plän@council.example", "P <a@b>\nBcc: c@d"]
)
def test_what_is_no_sender_stops_the_start(monkeypatch, words):
    monkeypatch.setenv("MAIL_FROM", words)
    with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
        sender("MAIL_FROM", is_needed=True)


def test_an_hour_is_one_of_the_day(monkeypatch):
    assert hour("NOT_SET_ANYWHERE", 7) == 7
    for words, found in (("0", 0), ("23", 23)):
        monkeypatch.setenv("DIGEST_HOUR", words)
        assert hour("DIGEST_HOUR", 7) == found
    for words in ("24", "-1", "seven"):
        monkeypatch.setenv("DIGEST_HOUR", words)
        with pytest.raises(ImproperlyConfigured, match="DIGEST_HOUR"):
            hour("DIGEST_HOUR", 7)
