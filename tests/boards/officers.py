"""Fifty officers and a service manager at their browsers, and the real program that answers them."""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db import connection, connections
from django.test import Client
from lxml import html

from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, ActionLead, Measure, Plan
from goldenthread.plan.states import State
from tests.cast import make_council, make_person, sign_in
from tests.journeys.served import DATABASE, Site, served
from tests.plan.makers import make_aim, make_plan, make_priority, make_rating

OFFICERS, EACH = 50, 2
KEY = "harbour"
PATIENCE = 60.0  # seconds until an answer is given up


def make_harbour_plan() -> tuple[Plan, Person, list[Person]]:
    """A plan with two actions for each of fifty lead officers, the manager who keeps its rounds, and the officers."""
    make_council()
    manager = make_person("Miriam Bell", roles=["service manager"])
    officers = [make_person(f"Lead Officer {n}", key=f"lead-{n}", roles=["lead officer"]) for n in range(OFFICERS)]
    plan = make_plan(key=KEY)
    aim = make_aim(make_priority(plan))
    green, measure = make_rating(plan, "Green"), Measure.objects.create(plan=plan, text="Visits made")
    actions = Action.objects.bulk_create(
        Action(
            plan=plan, priority=aim.priority, aim=aim, key=f"p1-{place}", ref=f"1.{place}", measure=measure,
            wording=f"Make visit {place} and write it up.", rating=green, state=State.IN_PROGRESS, position=place,
            ends_on=date(2099, 3, 31), ends_written="March 2099",
        )
        for place in range(OFFICERS * EACH)
    )  # fmt: skip
    ActionLead.objects.bulk_create(
        ActionLead(action=action, person=officers[place % OFFICERS], is_accountable=True)
        for place, action in enumerate(actions)
    )
    return plan, manager, officers


@contextmanager
def serving_this_database(folder: Path) -> Iterator[Site]:
    """The real program at work on the database of this test, whichever it is; signed-in people stay signed in."""
    connections.close_all()
    folder.mkdir(mode=0o700)
    more = {"SECRET_KEY": settings.SECRET_KEY}
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        who = ":".join(quote(part, safe="") for part in (values["USER"], values["PASSWORD"]) if part)
        where = f"{values['HOST']}:{values['PORT']}" if values["PORT"] else ""
        host = "" if values["PORT"] else f"?{urlencode({'host': values['HOST']})}"
        more["DATABASE_URL"] = f"postgresql://{who}@{where}/{quote(values['NAME'])}{host}"
    else:
        (folder / DATABASE).symlink_to(values["NAME"])
    with served(folder, **more) as site:
        yield site


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: the status, where it leads, and the page."""

    status: int
    leads_to: str
    page: str

    @property
    def heading(self) -> str:
        """What a page says it is, for a message about it."""
        return " ".join(html.fromstring(self.page).xpath("string(//h1)").split()) if self.page else ""


@dataclass(slots=True)
class Visitor:
    """Somebody signed in, with the cookies of a browser and nothing else of it."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answered:
        """Read a page."""
        return self._send("GET", path, None, None)

    def post(self, path: str, fields: Mapping[str, str], *, sent: threading.Semaphore | None = None) -> Answered:
        """Send a form; ``sent`` is released once all of it is on the wire."""
        return self._send("POST", path, urlencode(fields), sent)

    def _send(self, method: str, path: str, body: str | None, sent: threading.Semaphore | None) -> Answered:
        wire = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            wire.request(method, path, body, headers)
            if sent is not None:
                sent.release()
            reply = wire.getresponse()
            page = reply.read().decode()
        finally:
            wire.close()
        for line in reply.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answered(reply.status, reply.headers.get("Location", ""), page)

    def form(self, page: str, sent_to: str = "") -> dict[str, str]:
        """The fields of the form on a page, as a browser would send them untouched."""
        found = self.get(page)
        assert found.status == 200, (page, found.status, found.heading)
        return form_on(found.page, sent_to or page)


def form_on(page: str, sent_to: str) -> dict[str, str]:
    """The fields of the form on a page that is sent to an address; an address left out means the page's own."""
    for one in html.fromstring(page).forms:
        if (one.get("action") or sent_to) == sent_to and one.method == "POST":
            return {name: value or "" for name, value in one.form_values()}
    raise AssertionError(f"No form is sent to {sent_to}.")


def signed_in(address: str, person: Person) -> Visitor:
    """Somebody's browser after signing in."""
    cookie = settings.SESSION_COOKIE_NAME
    return Visitor(address, {cookie: sign_in(Client(), person).cookies[cookie].value})


Letter = tuple[Visitor, str, dict[str, str]]
"""Who sends which form to which address."""


@dataclass(slots=True)
class Sending:
    """Many forms sent at the same moment: what each was answered, in their order, and how long all of them took."""

    answers: list[Answered]
    seconds: float

    @property
    def a_second(self) -> float:
        """Requests a second."""
        return len(self.answers) / self.seconds


def at_once(letters: list[Letter], *, sent: threading.Semaphore) -> Sending:
    """Send all forms at the same moment; ``sent`` counts what is on the wire. A wire that breaks fails the test."""
    moment = threading.Barrier(len(letters) + 1)

    def send(visitor: Visitor, path: str, fields: dict[str, str]) -> Answered:
        moment.wait(PATIENCE)
        return visitor.post(path, fields, sent=sent)

    with ThreadPoolExecutor(len(letters)) as pool:
        coming = [pool.submit(send, *letter) for letter in letters]
        moment.wait(PATIENCE)
        start = time.perf_counter()
        answers = [one.result(2 * PATIENCE) for one in coming]
    return Sending(answers, time.perf_counter() - start)
