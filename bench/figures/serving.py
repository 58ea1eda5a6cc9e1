"""How much memory the serving processes hold after people have worked with them."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from bench.figures.material.papers import size
from bench.figures.running import free_port
from bench.product import ROOT, folder
from bench.registry import Measured, figure

PAGES = 200
MOST_ADDRESSES = 40
_LINK = re.compile(r'href="(/[^"#]*)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_ADDRESS = re.compile(r"([a-z.]+@wexmoor\.example)\s+Head of")
_PASSWORD = re.compile(r"The password of everybody is: (.+)")


class Visit:
    """A browser that keeps its cookies and follows no address outside the program."""

    def __init__(self, port: int) -> None:
        self.start = f"http://localhost:{port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def page(self, path: str, **form: str) -> str:
        """A page as text; files that are no text as well as they can be."""
        content = urlencode(form).encode() if form else None
        request = urllib.request.Request(self.start + path, content, {"Referer": self.start})  # noqa: S310 - loopback
        with self.browser.open(request, timeout=60) as answer:
            text: str = answer.read().decode(errors="replace")
            return text

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form, as people do."""
        found = _TOKEN.search(self.page("/"))
        if found is None:
            raise RuntimeError("The first page has no form.")
        page = self.page("/", login=email, password=password, csrfmiddlewaretoken=found[1])
        if "sign-out" not in page:
            raise RuntimeError("The demonstration's account did not sign in.")


def addresses(visit: Visit) -> list[str]:
    """Pages and exports, found from the start page on as a person finds them: the plans first, then what they link."""
    plans = sorted(set(re.findall(r'href="(/plans/[\w-]+/)"', visit.page("/plans/"))) - {"/plans/new/"})
    found = ["/", "/plans/", "/my-actions/", "/people/", "/record/", "/search/?q=families", *plans]
    for plan in plans:
        links = [link.replace("&amp;", "&") for link in _LINK.findall(visit.page(plan))]
        found += [link for link in links if link.startswith(plan)]
    return [path for path in dict.fromkeys(found) if "?" not in path or "search" in path]


def visited(server: "subprocess.Popen[str]", visit: Visit) -> None:
    """Sign in and load the pages, in turn."""
    said = ""
    while "Head of" not in said:
        line = server.stdout.readline() if server.stdout else ""
        if not line:
            raise RuntimeError("The server ended before it said how to sign in.")
        said += line
    email, password = _ADDRESS.search(said), _PASSWORD.search(said)
    if email is None or password is None:
        raise RuntimeError("The server did not say how to sign in.")
    visit.sign_in(email[1], password[1].strip())
    paths = addresses(visit)
    step = max(1, len(paths) // MOST_ADDRESSES)
    chosen = paths[:12] + paths[12::step]
    for number in range(size(PAGES)):
        visit.page(chosen[number % len(chosen)])


def bare_server() -> Measured:
    """The floor: Python's own file server, asked for one small file as often."""
    (folder() / "page.html").write_text("<!doctype html><title>A page</title><p>Nothing.</p>")

    def serve() -> None:
        port = free_port()
        words = [sys.executable, "-m", "http.server", "-d", str(folder()), "--bind", "127.0.0.1", str(port)]
        server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            visit = Visit(port)
            until = time.monotonic() + 20
            for _ in range(size(PAGES)):
                while not answered(visit):
                    if time.monotonic() > until:
                        raise RuntimeError("The file server did not answer.")
                    time.sleep(0.01)
        finally:
            server.terminate()
            server.wait(20)

    return serve


def answered(visit: Visit) -> bool:
    """Whether the small file came."""
    try:
        return "Nothing" in visit.page("/page.html")
    except (urllib.error.URLError, ConnectionError):
        return False


@figure("serving-memory", floor=bare_server, times=1, rounds=2, warm_up=0)
def serving_memory() -> Measured:
    """The program started, and 200 pages and exports of its demonstration loaded.

    Its peak is that of the largest process, the first start and its building included; the processor time is all of it.
    """

    def serve() -> None:
        port = free_port()
        environment = os.environ | {"PORT": str(port)}
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "run")], env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            visited(server, Visit(port))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
            if server.stdout:
                server.stdout.close()

    return serve
