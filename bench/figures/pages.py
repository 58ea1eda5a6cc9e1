"""What a page costs, from the request to its last byte, for a signed-in manager and with every middleware."""

from bench.figures.material.floors import OF_A_PLAN, bare_page
from bench.figures.material.plans import busy_action, load_page, make_plan, manager, reader, the_plan, with_plan
from bench.product import ready
from bench.registry import Measured, Prepare, figure

WORDS = "sibling transport"


def page_of_a_plan(count: int) -> Prepare:
    """The page of a plan of so many actions, all of them shown where the page shows all."""

    def prepare() -> Measured:
        address = with_plan(count).get_absolute_url()
        client = reader()
        return lambda: load_page(client, address)

    return prepare


def rows_of_a_plan(count: int) -> Prepare:
    """The floor of a plan page: its rows by one query, as a bare table."""

    def prepare() -> Measured:
        with_plan(count)
        return bare_page(OF_A_PLAN)

    return prepare


figure("plan-page-114", floor=rows_of_a_plan(114), times=60, rounds=2, warm_up=5)(page_of_a_plan(114))
figure("plan-page-1000", floor=rows_of_a_plan(1000), times=20, rounds=2, warm_up=3)(page_of_a_plan(1000))


def build_busy_plan() -> None:
    """A plan of 114 actions, one of which people have worked on for twenty weeks."""
    busy_action(make_plan(114))


def thread_of_an_action() -> Measured:
    """The floor of an action page: the action, its updates and its entries by three queries, as a bare table."""
    ready(build_busy_plan)
    action = busy_action(the_plan())
    parts = [
        bare_page("SELECT * FROM plan_action WHERE id = ?", action.pk),
        bare_page("SELECT * FROM plan_update WHERE action_id = ?", action.pk),
        bare_page("SELECT * FROM ledger_entry WHERE subject = ?", action.subject),
    ]
    return lambda: "".join(part() for part in parts)


@figure("action-page", floor=thread_of_an_action, times=100, rounds=2, warm_up=5)
def action_page() -> Measured:
    """The page of an action with twenty updates, evidence and their history."""
    ready(build_busy_plan)
    address = busy_action(the_plan()).get_absolute_url()
    client = reader()
    return lambda: load_page(client, address)


def words_asked() -> Measured:
    """The floor of a search: the full-text index of the database asked for the same words."""
    with_plan(10_000)
    match = WORDS + " *"
    return bare_page(
        "SELECT i.title, i.url, i.text FROM search_words w JOIN search_item i ON i.id = w.rowid"
        " WHERE search_words MATCH ? ORDER BY bm25(search_words, 4.0, 1.0) LIMIT 50",
        match,
    )


@figure("search-10000", floor=words_asked, times=50, rounds=2, warm_up=3)
def search_page() -> Measured:
    """The page of a search that finds hundreds among 10,000 actions and shows the best."""
    with_plan(10_000)
    client = reader()
    return lambda: load_page(client, "/search/?q=" + WORDS.replace(" ", "+"))


@figure("search-10000-query", floor=words_asked, times=50, rounds=2, warm_up=3)
def search_query() -> Measured:
    """The search of that page alone: index, readers, pieces of the texts."""
    with_plan(10_000)
    from goldenthread.home.found import readable_scopes
    from goldenthread.home.views import MOST
    from goldenthread.search.index import search

    person = manager().person
    return lambda: search(WORDS, scopes=readable_scopes(person), most=MOST + 1)
