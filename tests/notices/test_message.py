"""What goes over the line: short lines, both forms, the right headers and no other."""

import re
from datetime import date
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default

import pytest

from goldenthread.notices.rendering import Envelope, Letter, Told, as_message, as_page, plain_text
from tests.notices.makers import NINE

ASKED = Told(
    "What is asked of you", "Say how action 1.2 goes", "Round 3 is open until 30 June.", "https://x.example/a/"
)
THANKS = Told("Thank you", "Your answers came", "The board sees them on 4 July.", "https://x.example/b/")
LONG = "Supervision " * 60


def letter(*told: Told, name: str = "Ruth Amadi", on: date | None = None) -> Letter:
    return Letter(name, "Wexmoor Council", "https://x.example/", told, on)


def sent(one: Letter, *, subject: str | None = None, name: str = "Ruth Amadi", to: str = "ruth@council.example"):
    envelope = Envelope(
        sender=Address("Improvement team", addr_spec="plan@council.example"),
        to=to,
        name=name,
        message_id="<abc@council.example>",
        made_at=NINE,
        subject=one.subject if subject is None else subject,
    )
    raw = as_message(envelope, text=plain_text(one), page=as_page(one))
    return raw, message_from_bytes(raw, policy=default)


def test_a_letter_groups_what_it_tells_under_headings_in_their_first_order():
    text = plain_text(letter(THANKS, ASKED, THANKS, on=date(2018, 6, 12)))
    assert text.index("Thank you") < text.index("What is asked of you")
    assert text.count("Thank you\n---------\n") == 1
    assert text.count("Your answers came") == 2


def test_the_headers_say_that_a_machine_writes_and_which_list_it_is():
    _, message = sent(letter(ASKED))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "Golden Thread <notices.council.example>"
    assert message["Message-ID"] == "<abc@council.example>"
    assert message["From"] == "Improvement team <plan@council.example>"
    assert message["To"] == "Ruth Amadi <ruth@council.example>"
    assert message["Date"].datetime == NINE


def test_it_comes_as_plain_text_and_as_a_page_and_both_say_the_same():
    _, message = sent(letter(ASKED, THANKS))
    assert message.get_content_type() == "multipart/alternative"
    plain, page = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for words in ("Dear Ruth Amadi,", ASKED.subject, ASKED.text, ASKED.url, THANKS.text, "Wexmoor Council"):
        assert words in plain
        assert words in page
    assert list(message.iter_attachments()) == []


def test_the_page_takes_nothing_from_anywhere_and_escapes_what_people_wrote():
    told = Told("A <b>", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "https://x.example/?a=1&b='2'")
    page = as_page(letter(told))
    assert "<script" not in page
    assert "<img" not in page
    assert re.findall(r"<(?:link|img|style|iframe|object)|style=|src=\"", page) == []
    assert "&lt;script&gt;" in page


def test_other_letters_arrive_as_they_were_written():
    told = Told(
        "Gofyn", "Sut mae cam 1.2 yn mynd – ŵyr neb", "Šárka Þórðar writes: “naïve”, 你好.", "https://x.example/a/"
    )
    _, message = sent(letter(told, name="Łucja Ó Briain"), name="Łucja Ó Briain")
    assert message["Subject"] == told.subject
    assert message["To"].addresses[0].display_name == "Łucja Ó Briain"
    assert told.text in message.get_body(("plain",)).get_content()


def test_lines_are_short_whatever_people_write():
    raw, message = sent(
        letter(Told("H", LONG, LONG + "x" * 900, "https://x.example/" + "y" * 400), name=LONG), name=LONG
    )
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    body = message.get_body(("plain",)).get_content()
    assert max(len(line) for line in body.split("\n") if " " in line) <= 72


@pytest.mark.parametrize(
    "bad", ["A\r\nBcc: all@council.example", "A\nBcc: all@council.example\n\nBody", "A\rB", "A\x00B\x85C"]
)
def test_no_subject_or_name_becomes_a_header(bad):
    raw, message = sent(letter(ASKED), subject=bad, name=bad)
    assert {name.lower() for name in message.keys()} == {  # noqa: SIM118
        "from", "to", "subject", "date", "message-id", "list-id", "auto-submitted", "mime-version", "content-type",
    }  # fmt: skip
    assert len(message["To"].addresses) == 1
    assert b"\nBcc" not in raw


@pytest.mark.parametrize("to", ["ruth@council.example\r\nBcc: b@x.example", "a@x.example, b@x.example", "no address"])
def test_no_address_becomes_two_or_a_header(to):
    with pytest.raises(Exception, match=r"."):
        sent(letter(ASKED), to=to)
