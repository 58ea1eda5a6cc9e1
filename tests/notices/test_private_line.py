"""The line to the mail server is private where it is set so, the certificate is checked, and who sends signs in."""

import shutil
import ssl
import subprocess
from datetime import timedelta
from email.headerregistry import Address
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from config.mail import MailServer
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail
from goldenthread.notices.states import MailState
from goldenthread.notices.wire import Limits
from tests.cast import make_council
from tests.notices.makers import NINE, told
from tests.notices.servers import mail_server

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate"),
]
LIMITS = Limits(connect=3, reply=3, whole=6)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch) -> ssl.SSLContext:
    """A certificate for ``localhost``, trusted as a council trusts its own authority."""
    key, file = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout {key} -out {file}"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*words.split(), *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return context


def passed(settings, post, scheme, host="localhost", user="", password=""):
    settings.MAIL_SERVER = MailServer(scheme, host, post.port, user, password)
    settings.MAIL_FROM = Address(addr_spec="plan@council.example")
    make_council()
    told("takes@home.example")
    return mail_pass(now=lambda: NINE, limits=LIMITS)


def test_starttls_is_used_and_the_one_who_sends_signs_in(settings, certificate):
    seen = []

    def let_in(server, session, envelope, mechanism, data):
        seen.append((session.ssl is not None, data.login, data.password))
        return AuthResult(success=data.password == b"right")

    more = {"tls_context": certificate, "require_starttls": True, "auth_required": True, "authenticator": let_in}
    with mail_server(**more) as post:
        assert passed(settings, post, "smtp+tls", user="plan", password="right").sent == 1
    assert seen == [(True, b"plan", b"right")]


def test_a_wrong_password_lets_e_mails_wait_and_refuses_none(settings, certificate):
    more = {
        "tls_context": certificate,
        "auth_required": True,
        "authenticator": lambda *_: AuthResult(success=False, handled=False),
    }
    with mail_server(**more) as post:
        assert passed(settings, post, "smtp+tls", user="plan", password="wrong").later == 1
    mail = Mail.objects.get()
    assert mail.state == MailState.WAITING
    assert mail.said.startswith("535")
    assert "wrong" not in mail.said


def test_a_server_that_offers_no_starttls_gets_no_message(settings):
    with mail_server() as post:
        assert passed(settings, post, "smtp+tls").later == 1
        assert not post.asked


def test_a_line_private_from_its_first_byte(settings, certificate):
    with mail_server(from_the_start=certificate) as post:
        assert passed(settings, post, "smtps").sent == 1


@pytest.mark.parametrize("scheme", ["smtps", "smtp+tls"])
def test_a_certificate_nobody_vouches_for_gets_no_message(settings, certificate, monkeypatch, scheme):
    monkeypatch.delenv("SSL_CERT_FILE")
    more = {"from_the_start": certificate} if scheme == "smtps" else {"tls_context": certificate}
    with mail_server(**more) as post:
        assert passed(settings, post, scheme).later == 1
        assert not post.asked
    assert "CERTIFICATE_VERIFY_FAILED" in Mail.objects.get().said


def test_a_certificate_of_another_name_gets_no_message(settings, certificate):
    with mail_server(from_the_start=certificate) as post:
        assert passed(settings, post, "smtps", host="127.0.0.1").later == 1
        assert not post.asked


def test_one_line_carries_many_e_mails_and_is_opened_again_when_it_was_lost(settings):
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        words = ["takes.1", "takes.2", "drops-at-rcpt", "takes.3", "drops-after-data", "takes.4"]
        for number, word in enumerate(words):
            told(f"{word}@home.example", once=f"x/{number}")
        tally = mail_pass(now=lambda: NINE, limits=LIMITS)
        assert (tally.sent, tally.later, tally.unsure) == (4, 1, 1)
        assert post.lines == 3
        assert mail_pass(now=lambda: NINE + timedelta(seconds=30), limits=LIMITS).sent == 0
