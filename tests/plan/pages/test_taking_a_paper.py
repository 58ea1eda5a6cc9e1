"""Taking a plan out as a paper: at once where it is short; where it is long it is asked for, waited for and stopped."""

import pytest
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker

from goldenthread.documents import making
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import jobs
from goldenthread.plan.views import checking
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    found = make_plan(key="harbour")
    make_action(found, ref="1.1", wording="Ask every family 🐘")
    return found


@pytest.fixture
def reader(page, cast):
    return page.sign_in(cast.director)


def test_a_short_plan_is_handed_out_at_once(plan, reader):
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = reader.get(reverse("plan-export", args=["harbour", kind])).response
        assert answer.content.startswith(begins)
        assert "harbour-" in answer["Content-Disposition"]
        assert answer["Content-Disposition"].endswith(f".{kind}")


def test_the_author_is_told_which_characters_no_font_holds(plan, reader):
    reader.get(reverse("plan-export", args=["harbour", "pdf"]))
    assert "🐘 (elephant)" in reader.get(plan.get_absolute_url())


def test_the_page_of_the_plan_leads_to_both(plan, reader):
    links = reader.get(plan.get_absolute_url()).links()
    assert links["PDF"] == "/plans/harbour/export/pdf/"
    assert links["Word"] == "/plans/harbour/export/docx/"


def test_the_plan_is_read_as_a_paper_on_a_page_as_well(plan, reader):
    answer = reader.get(reader.get(plan.get_absolute_url()).links()["As a paper"])
    assert answer.heading == "Harbour Plan"
    for said in ("Working copy – not for publication", "The plan at a glance", "Ask every family 🐘", "Keys"):
        assert said in answer


def test_what_cannot_be_made_is_one_sentence(plan, reader, monkeypatch):
    def refuse(*_, **__):
        raise RuleBroken("It is too long.")

    monkeypatch.setattr(checking, "export_response", refuse)
    answer = reader.get(reverse("plan-export", args=["harbour", "pdf"]), status=422)
    assert answer.heading == "The PDF was not made"
    assert "It is too long." in answer


class TestALongPlan:
    """A plan that is long, with tasks that a worker takes later."""

    @pytest.fixture(autouse=True)
    def _long_with_a_queue(self, plan, settings, monkeypatch):
        assert plan.key == "harbour"
        monkeypatch.setattr(jobs, "MANY_ACTIONS", 1)
        monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def ask(self, reader):
        address = reader.get(reverse("plan-export", args=["harbour", "pdf"]), status=302).location
        assert address == "/plans/harbour/paper/pdf/"
        return reader.post(address, reader.get(address).values()).location

    def work(self):
        worker = Worker(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id="t",
        )  # fmt: skip
        worker.run()

    def test_it_is_asked_for_waited_for_and_fetched(self, reader):
        address = self.ask(reader)
        assert "It waits for its turn" in reader.get(address)
        reader.get(f"{address}file/", status=404)
        self.work()
        made = reader.get(address)
        assert made.heading == "The PDF is made"
        assert "🐘 (elephant)" in made
        assert reader.get(f"{address}file/").response.content.startswith(b"%PDF")
        assert reader.get(address, status=204, headers={"HX-Request": "true"}).response["HX-Refresh"] == "true"

    def test_it_can_be_stopped(self, reader):
        address = self.ask(reader)
        answer = reader.get(address)
        reader.post(f"{address}stop/", answer.values(), status=302)
        self.work()
        stopped = reader.get(address)
        assert stopped.heading == "The PDF was not made"
        assert "It was stopped." in stopped

    def test_nobody_else_sees_waits_for_stops_or_fetches_it(self, page, reader):
        address = self.ask(reader)
        self.work()
        page.sign_in(make_person("Una Brand", roles=["director"]))
        page.get(address, status=404)
        page.get(f"{address}file/", status=404)
        page.get("/plans/harbour/paper-made/nonsense/", status=404)
        page.get("/plans/harbour/paper/xlsx/", status=404)

    def test_what_nobody_fetched_for_a_day_is_gone(self, reader, monkeypatch):
        address = self.ask(reader)
        self.work()
        monkeypatch.setattr(making, "KEPT_FOR", -1)
        making.begin()
        assert reader.get(address).heading == "The PDF is gone"
        reader.get(f"{address}file/", status=404)


@pytest.mark.parametrize("name", ["", "made-x", "../secret-key", "made-" + "0" * 31 + "/"])
def test_only_a_name_of_ours_is_looked_for(name):
    with pytest.raises(ValueError, match="is no name of a paper"):
        making.fetch(name)
