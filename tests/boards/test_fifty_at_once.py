"""Fifty officers return at once while the round is closed: none lost, none twice, no error page, each in or out.

On whichever database the suite runs, against the program as people start it.
"""

import re
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore

import pytest
from django.db import connections
from lxml import html

from goldenthread.boards.models import Closing, MonitoringRound
from goldenthread.ledger.chain import verify
from goldenthread.ledger.models import Entry
from goldenthread.plan.models import Action, RatingWord, Update
from tests.boards.officers import (
    EACH,
    KEY,
    OFFICERS,
    Answered,
    Sending,
    Visitor,
    at_once,
    form_on,
    make_harbour_plan,
    serving_this_database,
    signed_in,
)
from tests.plan.makers import make_lead

pytestmark = [
    pytest.mark.probe,
    pytest.mark.skipif(sys.platform != "linux", reason="starts the program with its processes"),
]
PAGE = "/my-actions/"
WORDS = ("Amber", "Red", "Green")
CLOSED_AFTER = (1, 20, 10, 5, 30)
"""How many requests are on the wire when the manager presses "Close the round", in each round."""
ROUNDS = 2
"""So many are enough where a closing fell among the returns; otherwise more follow."""


@pytest.fixture
def plan_and_people(committed):
    yield make_harbour_plan()
    connections.close_all()


def word_of(number):
    return WORDS[(number - 1) % len(WORDS)]


def answered(form, ratings, number):
    """A form with everything about each action said anew, and every part of it naming the round."""
    said = {
        "rating": ratings[word_of(number)], "note": f"Round {number}: the visit was made and written up.",
        "figure": f"{number} visits", "next_step": f"Visit number {number + 1}.",
    }  # fmt: skip
    prefixes = [name.removesuffix("version") for name in form if name.endswith("-version")]
    assert len(prefixes) == EACH
    return form | {f"{prefix}{name}": value for prefix in prefixes for name, value in said.items()}


def open_another(manager: Visitor, number: int) -> None:
    rounds, page = f"/plans/{KEY}/rounds/", f"/plans/{KEY}/rounds/{number}/"
    days = {"period_starts_on": "2025-12-01", "period_ends_on": "2026-02-28"}
    made = manager.post(f"{rounds}plan/", manager.form(f"{rounds}plan/") | days)
    assert (made.status, made.leads_to) == (302, page), made.heading
    opened = manager.post(f"{page}move/", manager.form(page, f"{page}move/") | {"to": "open"})
    assert (opened.status, opened.leads_to) == (302, page), opened.heading


def return_and_close(manager: Visitor, officers: list[Visitor], number: int, after: int) -> tuple[Sending, Answered]:
    """Everybody's form is sent twice at the same moment, and the round closed once so many are on the wire."""
    ratings = {word: str(pk) for pk, word in RatingWord.objects.filter(plan__key=KEY).values_list("pk", "word")}
    with ThreadPoolExecutor(4) as pool:
        forms = [answered(form, ratings, number) for form in pool.map(lambda visitor: visitor.form(PAGE), officers)]
    address = f"/plans/{KEY}/rounds/{number}/close/"
    close = manager.form(address) | {"missing_why": "Half of the leads had not answered yet."}
    sent, closed = Semaphore(0), []

    def press() -> None:
        for _ in range(after):
            sent.acquire()
        closed.append(manager.post(address, close))

    pressing = threading.Thread(target=press)
    pressing.start()
    twice = [(visitor, PAGE, form) for visitor, form in zip(officers, forms, strict=True) for _ in range(2)]
    done = at_once(twice, sent=sent)
    pressing.join(60)
    return done, closed[0]


def test_fifty_officers_return_at_once_while_the_round_is_closed(plan_and_people, tmp_path: Path):
    _, keeper, people = plan_and_people
    inside = []
    with serving_this_database(tmp_path / "data") as site:
        manager, officers = signed_in(site.address, keeper), [signed_in(site.address, person) for person in people]
        for number, after in enumerate(CLOSED_AFTER, start=1):
            open_another(manager, number)
            done, closed = return_and_close(manager, officers, number, after)
            assert Counter((one.status, one.leads_to) for one in done.answers) == {(302, PAGE): 2 * OFFICERS}
            assert (closed.status, closed.leads_to) == (302, f"/plans/{KEY}/rounds/{number}/"), closed.heading
            inside.append(returns_inside(Closing.objects.get(round__number=number)))
            is_among = any(0 < count < OFFICERS for count in inside)
            if number >= ROUNDS and is_among:
                break
    # Otherwise the closings met no return, and that they tore none would say nothing.
    assert is_among, inside
    each_answer_stands_once(rounds=len(inside))
    assert set(MonitoringRound.objects.values_list("state", flat=True)) == {"closed"}
    assert verify().is_whole, verify().faults


def test_of_two_who_answer_for_one_action_at_once_the_second_sees_both_texts_and_sends_again(
    plan_and_people, tmp_path: Path
):
    plan, _, people = plan_and_people
    half = OFFICERS // 2
    shared = list(plan.actions.order_by("position")[:half])
    for action, person in zip(shared, people[half:], strict=True):
        make_lead(action, person)
    words = list(plan.rating_words.filter(word__in=["Amber", "Red"]))
    with serving_this_database(tmp_path / "data") as site:
        officers = [signed_in(site.address, person) for person in people]
        with ThreadPoolExecutor(4) as pool:
            forms = list(pool.map(lambda visitor: visitor.form(PAGE), officers))
        for place, form in enumerate(forms):
            number = shared[place % half].pk
            form |= {f"a{number}-note": note_of(place), f"a{number}-rating": str(words[place // half].pk)}
        done = at_once([(one, PAGE, form) for one, form in zip(officers, forms, strict=True)], sent=Semaphore(0))
        assert Counter(one.status for one in done.answers) == {302: half, 422: half}
        for place, action in enumerate(shared):
            pair = (place, place + half)
            refused = [each for each in pair if done.answers[each].status == 422]
            assert len(refused) == 1, f"{action.key}: {refused}"
            page = done.answers[refused[0]]
            assert "saved this while you were writing" in page.page
            assert [note for note in map(note_of, pair) if note not in in_words(page.page)] == []
            again = officers[refused[0]].post(PAGE, form_on(page.page, PAGE))
            assert (again.status, again.leads_to) == (302, PAGE), again.heading
            assert {one.text for one in action.updates.all()} == set(map(note_of, pair))


def in_words(page):
    """The words of a page, without its marks: what only one of two wrote stands in an element of its own."""
    return " ".join(html.fromstring(page).text_content().replace("[only here:", "").replace("]", "").split())


def note_of(place):
    return f"Officer {place} made the visit and wrote it up."


def each_answer_stands_once(*, rounds):
    said = [
        (action, f"Round {number}: the visit was made and written up.", word_of(number), f"{number} visits")
        for action in range(OFFICERS * EACH)
        for number in range(1, rounds + 1)
    ]
    found = Update.objects.order_by("action__position", "recorded_at", "pk")
    assert list(found.values_list("action__position", "text", "rating__word", "figure_written")) == said
    assert set(Action.objects.values_list("rating__word", "version")) == {(word_of(rounds), 1 + rounds)}
    entries = Counter(Entry.objects.filter(what="plan.action_updated").values_list("subject", flat=True))
    assert set(entries.values()) == {rounds}
    assert len(entries) == OFFICERS * EACH


def returns_inside(closing):
    """How many of the fifty returns a closing holds; each must be in it wholly, or not at all."""
    number, inside = closing.round.number, Counter()
    for line in closing.lines.all():
        told = {round_of(line.said), round_of(line.figure), round_of(line.next_step) - 1 if line.next_step else 0}
        told.add(number if line.returned == "returned" else number - 1)
        assert line.returned in ("returned", "missing"), line.returned
        assert told in ({number}, {number - 1}), f"{line.action} is torn: {line.said} {line.figure} {line.next_step}"
        assert line.word == (word_of(max(told)) if max(told) else "Green"), f"{line.action} is torn: {line.word}"
        inside[int(line.action.removeprefix("p1-")) % OFFICERS] += max(told) == number
    assert set(inside.values()) <= {0, EACH}, "A return is half in the closing."
    missing = {one["action"] for one in closing.missing}
    assert missing == set(closing.lines.exclude(returned="returned").values_list("action", flat=True))
    return sum(inside.values()) // EACH


def round_of(text):
    """The round a text names; nought where nothing was said yet."""
    return int(re.search(r"\d+", text).group()) if text else 0
