"""Long reading and taking are left to the worker, and a page waits for them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker

from goldenthread.identity.actor import Actor
from goldenthread.importing import jobs
from goldenthread.importing.views import bringing, deciding
from goldenthread.intake.models import Import, State
from goldenthread.plan.models import Plan
from tests.cast import make_person
from tests.importing.papers import as_text, staged

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(page):
    person = make_person("Joan Fairley", roles=["service manager"])
    page.sign_in(person)
    return person


def waiting():
    return list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{jobs.WAITING}*"))


def test_a_big_file_is_read_by_the_worker(page, manager, monkeypatch):
    monkeypatch.setattr(bringing, "MANY_BYTES", 10)
    answer = page.get(reverse("imports"))
    sent = page.post(reverse("imports"), answer.values() | {"file": SimpleUploadedFile("plan.txt", as_text())})
    of = Import.objects.get()
    assert sent.location == reverse("import", args=[of.key])
    assert (of.name, of.made_by, waiting()) == ("plan.txt", manager, [])


def test_a_big_file_that_is_refused_leaves_nothing_behind(page, manager, monkeypatch):
    monkeypatch.setattr(bringing, "MANY_BYTES", 2)
    answer = page.get(reverse("imports"))
    refused = page.post(
        reverse("imports"), answer.values() | {"file": SimpleUploadedFile("plan.txt", b"no plan here")}, status=422
    )
    assert "looked for" in refused
    assert (Import.objects.count(), waiting()) == (0, [])


def test_a_big_paper_is_taken_by_the_worker(page, manager, monkeypatch):
    monkeypatch.setattr(deciding, "is_long", lambda _: True)
    of = staged(by=Actor(manager))
    sent = page.send(page.get(of), action="/accept/")
    assert sent.location == reverse("plan", args=[Plan.objects.get().key])


def test_reading_the_same_upload_twice_reads_it_once(manager):
    name = jobs.lay_aside([as_text()])
    first = jobs.read_upload.call(name, "plan.txt", manager.key, "", "")
    second = jobs.read_upload.call(name, "plan.txt", manager.key, "", "")
    assert Import.objects.get().key == first["import"]
    assert "refused" in second


def test_taking_the_same_paper_twice_takes_it_once(manager):
    of = staged(by=Actor(manager))
    first = jobs.accept_import.call(of.key, of.version, False, manager.key, "")
    second = jobs.accept_import.call(of.key, of.version, False, manager.key, "")
    assert first["plan"] == Plan.objects.get().key
    assert "accepted already" in second["refused"]
    assert Import.objects.get().state == State.ACCEPTED


class TestWithAQueue:
    """The page that waits, with tasks that a worker takes later."""

    @pytest.fixture(autouse=True)
    def _signed_in_with_a_queue(self, manager, settings, monkeypatch):
        assert manager.rights.roles
        monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def bring(self, page, monkeypatch, content=None):
        monkeypatch.setattr(bringing, "MANY_BYTES", 2)
        answer = page.get(reverse("imports"))
        file = SimpleUploadedFile("plan.txt", content or as_text())
        return page.post(reverse("imports"), answer.values() | {"file": file}).location

    def work(self):
        worker = Worker(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id="t",
        )  # fmt: skip
        worker.run()

    def test_the_page_waits_and_leads_on_when_it_is_done(self, page, monkeypatch):
        address = self.bring(page, monkeypatch)
        assert "The paper is being read" in page.get(address).heading
        self.work()
        assert page.get(address, status=302).location == reverse("import", args=[Import.objects.get().key])

    def test_the_page_says_why_it_came_to_nothing(self, page, monkeypatch):
        address = self.bring(page, monkeypatch, b"no plan here")
        self.work()
        answer = page.get(address)
        assert answer.heading == "The paper was not read"
        assert "looked for" in answer
        assert waiting() == []

    def test_a_page_that_asks_by_itself_is_led_on(self, page, monkeypatch):
        address = self.bring(page, monkeypatch)
        self.work()
        answer = page.get(address, status=204, headers={"HX-Request": "true"})
        assert answer.response["HX-Redirect"] == reverse("import", args=[Import.objects.get().key])

    def test_nobody_waits_for_somebody_elses_task(self, page, monkeypatch):
        address = self.bring(page, monkeypatch)
        page.sign_in(make_person("Una Brand", roles=["service manager"]))
        page.get(address, status=404)
        page.get(reverse("import-waiting", args=["nonsense"]), status=404)
        for path in waiting():
            path.unlink()
