"""The desk: a paper is brought, reviewed, corrected, taken, dropped and taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import KnownAs, Person
from goldenthread.importing.queries.rows import source_parts
from goldenthread.intake.models import Import, StagedRow, State
from goldenthread.ledger.queries import sights
from goldenthread.plan.commands.structure import change_action
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import reading_of
from goldenthread.plan.models import Plan
from tests.cast import make_person
from tests.importing.papers import EVENING, as_text, as_workbook, desk, edited, row, some_rows, staged, the_plan
from tests.standing import made_once

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(2)>'


@made_once
def brought():
    """A service manager, and a paper of hers that waits."""
    manager = make_person("Joan Fairley", roles=["service manager"])
    return manager, staged(by=Actor(manager))


@pytest.fixture
def manager(request, db):
    if "brought" in request.fixturenames:
        return request.getfixturevalue("brought")[0]
    return make_person("Joan Fairley", roles=["service manager"])


@pytest.fixture
def desk_page(page, manager):
    page.sign_in(manager)
    return page


@pytest.fixture
def of(brought):
    return brought[1]


def url(of, name="import", *args):
    return reverse(name, args=[of.key, *args])


def row_of(of, key):
    place = {action.key: action.where for action in reading_of(of).actions}[key]
    return of.rows.get(where=place)


def test_with_nothing_brought_yet_the_page_says_how_to_begin(desk_page):
    answer = desk_page.get(reverse("imports"))
    assert "No paper waits." in answer
    assert answer.values()["pasted"] == ""


def test_a_file_is_brought_and_leads_to_its_review(desk_page):
    answer = desk_page.get(reverse("imports"))
    file = SimpleUploadedFile("plan.xlsx", as_workbook())
    sent = desk_page.post(reverse("imports"), answer.values() | {"file": file})
    review = desk_page.follow(sent)
    assert review.heading == "7 actions found in plan.xlsx"
    assert Import.objects.get().state == State.STAGED


def test_a_table_that_was_pasted_is_read(desk_page):
    answer = desk_page.get(reverse("imports"))
    review = desk_page.follow(desk_page.send(answer, {"pasted": as_text().decode()}))
    assert review.heading == "7 actions found in Pasted table.txt"


def test_bringing_nothing_is_refused_beside_the_field(desk_page):
    answer = desk_page.send(desk_page.get(reverse("imports")), status=422)
    assert "Choose a file, or paste a table below." in answer


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", b"%PDF-1.7", "PDF files are not read yet"),
        ("plan.csv", b"", "This file is empty."),
        ("a.txt", b"x\ty\n", "looked for"),
    ],
)
def test_a_refused_file_says_why_and_nothing_is_kept(desk_page, name, content, sentence):
    answer = desk_page.get(reverse("imports"))
    sent = desk_page.post(reverse("imports"), answer.values() | {"file": SimpleUploadedFile(name, content)}, status=422)
    assert sentence in sent
    assert Import.objects.count() == 0


def test_the_list_shows_what_waits_and_what_was_decided(desk_page, of):
    assert f"7 actions, {len(of.receipt['problems'])} oddities" in desk_page.get(reverse("imports"))
    desk_page.send(desk_page.get(url(of)), action="/drop/", fields={"why": "Wrong year"})
    assert "Dropped on" in desk_page.get(reverse("imports"))


def test_problems_stand_first_in_groups_with_what_they_mean_and_the_way_to_their_row(desk_page, of):
    answer = desk_page.get(url(of))
    assert "A date that cannot be read" in answer
    place = row_of(of, "p1-1.4")
    assert answer.all(f"//main//a[@href='{url(of, 'import-row', place.position)}?oddity=date-unreadable']")
    assert answer.text.index("oddities") < answer.text.index("Make it a live plan")


def test_seeing_an_import_is_noted(desk_page, of, manager):
    desk_page.get(url(of))
    assert [sight.who for sight in sights(of.subject)] == [manager.key]


def test_every_code_is_explained_on_one_page(desk_page):
    from goldenthread.plan.reading.values import ProblemCode

    answer = desk_page.get(reverse("import-problems"))
    assert set(answer.all("//main//dt/@id")) == {code.value for code in ProblemCode} | {"paper-without-pages"}


def test_the_rows_stand_beside_what_was_understood_and_can_be_filtered(desk_page, of):
    answer = desk_page.get(url(of, "import-rows"))
    assert len(answer.all("//main//tbody/tr")) == 7
    for query, count in (
        ("problem=date-unreadable", 1),
        ("priority=1", 3),
        ("status=%3DGreen", 3),
        ("lead=KV", 1),
        ("problem=nonsense", 0),
        ("priority=1&status=%3DRed", 1),
        ("page=99", 7),
    ):
        found = desk_page.get(f"{url(of, 'import-rows')}?{query}")
        assert len(found.all("//main//tbody/tr")) == count, query


def test_rows_that_are_no_actions_can_be_seen_too(desk_page, of):
    answer = desk_page.get(f"{url(of, 'import-rows')}?show=others")
    assert "Specific aim" in answer
    assert "Print a leaflet" not in answer


def test_a_big_paper_is_shown_two_hundred_rows_at_a_time(desk_page, manager):
    many = {"Priority 1: One": [row(f"1.{n}", f"Do thing number {n}.") for n in range(1, 251)]}
    of = staged(as_text(many), by=Actor(manager))
    first = desk_page.get(url(of, "import-rows"))
    second = desk_page.get(f"{url(of, 'import-rows')}?page=2")
    assert [len(answer.all("//main//tbody/tr")) for answer in (first, second)] == [200, 50]


def test_pages_of_rows_ask_the_database_no_more_for_more_rows(desk_page, manager, django_assert_max_num_queries):
    many = {"Priority 1: One": [row(f"1.{n}", f"Do thing number {n}.") for n in range(1, 151)]}
    of = staged(as_text(many), by=Actor(manager))
    desk_page.get(url(of))
    with django_assert_max_num_queries(20):
        desk_page.get(url(of, "import-rows"))
    with django_assert_max_num_queries(32):
        desk_page.get(url(of))


def test_a_cell_is_corrected_on_the_page_of_its_row(desk_page, of):
    address = url(of, "import-row", row_of(of, "p1-1.4").position)
    desk_page.send(desk_page.get(address), {"cell-ends": "March 2026"})
    again = desk_page.get(address)
    assert again.values()["cell-ends"] == "March 2026"
    assert "March 2026" in again
    of.refresh_from_db()
    assert "date-unreadable" not in {one["code"] for one in of.receipt["problems"]}
    assert of.corrections.count() == 1


def test_a_corrected_cell_keeps_its_label_beside_what_the_paper_says(desk_page, of):
    address = url(of, "import-row", row_of(of, "p1-1.4").position)
    desk_page.send(desk_page.get(address), {"cell-ends": "March 2026"})
    labels = desk_page.get(address).all("//section[@aria-labelledby='source']//dt/text()")
    assert labels == [
        "Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead", "Comments",
        "RAG status",
    ]  # fmt: skip


def test_two_columns_with_the_same_text_keep_their_own_labels():
    labels = {"starts": "Start", "ends": "End date", "status": "RAG"}
    row_there = StagedRow(cells=["Apr-25", "Apr-25", "Green"])
    cells = {"status": "Green", "ends": "Apr-25", "starts": "Apr-25"}
    assert [part.label for part in source_parts(row_there, cells, labels)] == ["Start", "End date", "RAG"]


def test_a_row_is_left_out_and_read_as_it_stands_again(desk_page, of):
    address = url(of, "import-row", row_of(of, "p1-1.2").position)
    desk_page.send(desk_page.get(address), press="decision=skip")
    left_out = desk_page.get(address)
    assert "This row is left out" in left_out
    desk_page.send(left_out, press="decision=as-it-stands")
    of.refresh_from_db()
    assert of.receipt["actions"] == 7
    assert of.corrections.count() == 0


def test_a_title_row_is_taken_as_an_action(desk_page, manager):
    rows = {"Priority 1: One": some_rows()["Priority 1: Be heard early"], "Hold a learning day for everybody": []}
    of = staged(as_workbook(rows), name="plan.xlsx", by=Actor(manager))
    title = next(one for one in of.rows.filter(kind="row") if one.texts[0].startswith("Hold"))
    address = url(of, "import-row", title.position)
    before = desk_page.get(address)
    assert "This row was not taken as an action." in before
    desk_page.send(before, press="decision=action")
    of.refresh_from_db()
    assert of.receipt["actions"] == 5


def test_a_row_that_heads_columns_is_refused_in_words(desk_page, of):
    header = next(one for one in of.rows.filter(kind="row") if one.texts[0] == "Specific aim")
    answer = desk_page.send(desk_page.get(url(of, "import-row", header.position)), press="decision=action", status=422)
    assert "cannot be taken as an action" in answer


def test_unknown_initials_are_asked_for_once_in_one_form(desk_page, of):
    zola = make_person("Zola Brand", account=False)
    answer = desk_page.get(url(of))
    assert "Three of the names in this paper are not known here yet" in answer
    labels = [label for label in answer.all("//main//label/text()") if label.strip().endswith(" is")]
    assert labels == ["WX is", "QZ is", "KV is"]
    desk_page.send(
        answer, {"who-0": f"person:{zola.key}", "who-1": "new", "name-1": "Quentin  Zeal"}, action="/people/"
    )
    again = desk_page.get(url(of))
    assert "One of the names in this paper is not known here yet" in again
    assert (
        again.values("/people/")["name-2" if again.values("/people/")["who-2"] == "new" else "name-1"] == "Quentin Zeal"
    )
    desk_page.send(again, action="/accept/")
    assert KnownAs.objects.get(text="WX").person == zola
    assert Person.objects.filter(name="Quentin Zeal").count() == 1


def test_whose_initials_they_are_is_offered_and_not_chosen(desk_page, of):
    make_person("Quentin Zeal", account=False)
    answer = desk_page.get(url(of))
    assert answer.all("//option[text()='Quentin Zeal, whose initials these are']/@value") == ["person:quentin-zeal"]
    assert set(answer.values("/people/")[f"who-{number}"] for number in range(3)) == {""}


def test_a_name_written_beside_an_open_answer_is_somebody_new(desk_page, of):
    desk_page.send(desk_page.get(url(of)), {"name-0": "Wyn Xavier"}, action="/people/")
    assert [one.value for one in of.corrections.all()] == ["new:Wyn Xavier"]


def test_nobody_is_offered_twice_for_the_same_initials(desk_page, of):
    somebody = make_person("Quentin Zeal", account=False)
    KnownAs.objects.create(text="QZ", person=somebody)
    answer = desk_page.get(url(of))
    assert "Quentin Zeal, as known here" in answer
    assert "Quentin Zeal, whose initials these are" not in answer


def test_the_review_leads_to_where_name_dates_owner_and_boards_are_corrected(desk_page, of):
    answer = desk_page.get(url(of))
    assert url(of, "import-words") + "#header" in answer.all("//main//a/@href")


def test_a_new_person_without_a_name_is_refused_beside_the_field(desk_page, of):
    answer = desk_page.send(desk_page.get(url(of)), {"who-0": "new", "name-0": " "}, action="/people/", status=422)
    assert "Write the name." in answer
    assert of.corrections.count() == 0


def test_an_answer_that_is_opened_again_is_taken_back(desk_page, of):
    desk_page.send(desk_page.get(url(of)), {"who-0": "new", "name-0": "Wyn Xavier"}, action="/people/")
    again = desk_page.get(url(of))
    place = next(name for name, value in again.values("/people/").items() if name.startswith("who-") and value == "new")
    desk_page.send(again, {place: ""}, action="/people/")
    assert of.corrections.count() == 0


def test_words_columns_and_header_are_said_on_one_page(desk_page, of):
    answer = desk_page.get(url(of, "import-words"))
    fields = answer.values()
    amber = next(
        name.removeprefix("initial-")
        for name, value in fields.items()
        if value == "amber|in_progress" and "initial" not in name
    )
    measure = next(name for name, value in fields.items() if value == "measure" and not name.startswith("initial"))
    desk_page.send(
        answer,
        {
            amber: "red|in_progress",
            measure: "evidence",
            "header-owner": "Head of Quays",
            "header-duration": "April 2025 to May 2026",
        },
    )
    of.refresh_from_db()
    action = {one.key: one for one in reading_of(of).actions}["p1-1.3"]
    assert (action.colour, of.receipt["plan"]["owner"], of.receipt["plan"]["ends_on"]) == (
        "red",
        "Head of Quays",
        "2026-05",
    )
    assert of.corrections.count() == 4


def test_a_form_on_which_nothing_was_changed_changes_nothing(desk_page, of):
    desk_page.send(desk_page.get(url(of, "import-words")))
    desk_page.send(desk_page.get(url(of)), action="/people/")
    assert (of.corrections.count(), Import.objects.get().version) == (0, 1)


def test_the_second_of_two_who_correct_sees_both_texts(desk_page, of):
    address = url(of, "import-row", row_of(of, "p1-1.4").position)
    stale = desk_page.get(address)
    desk_page.send(desk_page.get(address), {"cell-ends": "March 2026"})
    answer = desk_page.send(stale, {"cell-ends": "May 2026", "cell-ref": "1.40"}, status=422)
    assert "saved this while you were writing" in answer
    assert "March 2026" in answer
    assert answer.values()["cell-ends"] == "May 2026"
    desk_page.send(answer)
    action = next(one for one in reading_of(Import.objects.get()).actions if one.ref == "1.40")
    assert action.ends[0].iso == "2026-05"


def test_a_paper_is_taken_and_leads_to_its_plan(desk_page, of):
    sent = desk_page.send(desk_page.get(url(of)), action="/accept/")
    assert sent.location == reverse("plan", args=["hip-2025-26"])
    receipt = desk_page.get(url(of))
    assert receipt.heading == "plan.txt: accepted"
    assert "Undo this import" in receipt


def test_a_paper_is_taken_back_on_its_page(desk_page, of):
    desk_page.send(desk_page.get(url(of)), action="/accept/")
    desk_page.send(desk_page.get(url(of)), {"why": "The wrong year"}, action="/undo/")
    assert Plan.objects.count() == 0
    assert desk_page.get(url(of)).heading == "plan.txt: undone"


def test_where_it_cannot_be_undone_the_page_says_why(desk_page, of):
    desk_page.send(desk_page.get(url(of)), action="/accept/")
    change_action(action=Plan.objects.get().actions.get(key="p1-1.1"), ref="1.01", by=desk())
    answer = desk_page.get(url(of))
    assert "Somebody has worked on this plan since" in answer
    assert not [form for form in answer.forms() if form.get("action").endswith("/undo/")]
    refused = desk_page.post(url(of, "import-undo"), {"once": "a", "csrfmiddlewaretoken": "x"}, status=422)
    assert "Somebody has worked on this plan since" in refused
    assert Plan.objects.count() == 1


def test_losses_are_named_and_must_be_ticked(desk_page, manager):
    the_plan(by=Actor(manager))
    rows = some_rows()
    del rows["Priority 1: Be heard early"][3]
    of = staged(as_text(rows), by=Actor(manager))
    answer = desk_page.get(url(of))
    assert "1 action of the plan is not in this paper and will be withdrawn." in answer
    refused = desk_page.send(answer, action="/accept/", status=422)
    assert "would lose actions" in refused
    desk_page.send(refused, {"accept_losses": "on"}, action="/accept/")
    assert Import.objects.get(pk=of.pk).state == State.ACCEPTED


def test_whoever_decides_second_is_told(desk_page, of):
    stale = desk_page.get(url(of))
    desk_page.send(desk_page.get(url(of, "import-row", row_of(of, "p1-1.4").position)), {"cell-ref": "1.40"})
    answer = desk_page.send(stale, action="/accept/", status=422)
    assert "changed this import since you opened it" in answer
    assert Plan.objects.count() == 0
    desk_page.send(answer, action="/accept/")
    assert Plan.objects.count() == 1


def test_the_same_form_sent_twice_acts_once(desk_page, of):
    answer = desk_page.get(url(of))
    first = desk_page.send(answer, action="/accept/")
    second = desk_page.send(answer, action="/accept/")
    assert first.location == second.location
    assert Plan.objects.count() == 1


def test_changes_conflicts_and_refusals_stand_on_one_page(desk_page, manager):
    by = Actor(manager)
    plan = the_plan(by=by)
    content = edited(
        export_plan(plan, "xlsx", by=by, at=EVENING),
        {("p1-1.1", "Action"): "From the file.", ("p1-1.3", "RAG status"): "Completed", ("p1-1.4", "Ref"): "1.40"},
        without=["p2-x1"],
    )
    change_action(action=plan.actions.get(key="p1-1.1"), wording="Changed on the page.", by=by)
    of = staged(content, name="export.xlsx", by=by)
    answer = desk_page.get(url(of, "import-changes"))
    assert "Some cells were changed both in the paper and in the plan" in answer
    assert "Blue is given by a second person" in answer
    assert "1 action gone" in answer
    chosen = next(name for name, value in answer.values().items() if name.startswith("choice-") and value == "plan")
    desk_page.send(answer, {chosen: "paper"})
    again = desk_page.get(url(of, "import-changes"))
    assert again.values()[chosen] == "paper"
    desk_page.send(desk_page.get(url(of)), {"accept_losses": "on"}, action="/accept/")
    assert plan.actions.get(key="p1-1.1").wording == "From the file."
    assert [
        len(desk_page.get(f"{url(of, 'import-rows')}?change={what}", status=200).all("//tbody/tr")) for what in ("new",)
    ] == [0]


def test_a_paper_that_is_brought_again_says_what_was_changed_here_since_and_lets_one_choose(desk_page, manager):
    by = Actor(manager)
    plan = the_plan(by=by)
    change_action(action=plan.actions.get(key="p1-1.1"), wording="Ring each family within one day.", by=by)
    of = staged(by=by)
    assert "This file was taken into the plan before" in desk_page.get(url(of))
    answer = desk_page.get(url(of, "import-changes"))
    assert "changed here since this paper" in answer
    (choice,) = (name for name, value in answer.values().items() if name.startswith("choice-") and value == "plan")
    desk_page.send(answer, {choice: "paper"})
    desk_page.send(desk_page.get(url(of)), action="/accept/")
    assert plan.actions.get(key="p1-1.1").wording == "Ring each family within two days."


def test_a_paper_that_changes_nothing_says_so(desk_page, manager):
    the_plan(by=Actor(manager))
    of = staged(by=Actor(manager))
    assert "Nothing changes" in desk_page.get(url(of, "import-changes"))
    assert "7 stay as they are" in desk_page.get(url(of))


def test_the_file_is_served_as_an_attachment_to_who_may_see_it(desk_page, of):
    response = desk_page.get(url(of, "import-file")).response
    assert b"".join(response.streaming_content) == as_text()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


def test_hostile_texts_and_names_are_shown_as_text(desk_page, manager):
    rows = {
        f"Priority 1: {HOSTILE}": [
            row(HOSTILE[:30], HOSTILE, leads=HOSTILE, comments=HOSTILE, status=HOSTILE, ends=HOSTILE)
        ]
    }
    header = {"Name": HOSTILE, "Owner": HOSTILE, "Duration": HOSTILE, HOSTILE: "x"}
    of = staged(as_text(rows, header=header), name=f"{HOSTILE}.txt", by=Actor(manager))
    pages = [
        url(of),
        url(of, "import-rows"),
        url(of, "import-words"),
        f"{url(of, 'import-rows')}?show=others",
        reverse("imports"),
    ]
    pages += [url(of, "import-row", one.position) for one in of.rows.filter(kind="row")]
    for address in pages:
        answer = desk_page.get(address)
        assert not answer.all("//main//script|//main//img")
    desk_page.send(desk_page.get(url(of)), action="/accept/")
    assert not desk_page.get(url(of)).all("//main//script|//main//img")


def test_nobody_else_sees_an_import(page, of):
    for person, status in (
        (make_person("Una Brand", roles=["service manager"]), 200),
        (make_person("Ruth Amadi", roles=["lead officer"]), 404),
        (make_person("Marek Dolan", roles=["auditor"]), 404),
    ):
        page.sign_in(person)
        page.get(url(of), status=status)
        page.get(reverse("imports"), status=status)
    assert page.get(reverse("imports"), status=404)


def test_a_service_manager_of_another_plan_sees_only_what_she_brought(page, of, manager):
    scope = the_plan(by=Actor(manager)).scope
    other = make_person("Una Brand", roles=["service manager"], scope=scope)
    page.sign_in(other)
    page.get(url(of), status=404)
    assert "plan.txt" not in page.get(reverse("imports"))


def test_what_was_decided_can_no_longer_be_corrected(desk_page, of):
    place = row_of(of, "p1-1.4").position
    desk_page.send(desk_page.get(url(of)), action="/drop/")
    desk_page.get(url(of, "import-words"), status=404)
    desk_page.get(url(of, "import-changes"), status=404)
    assert not desk_page.get(url(of, "import-row", place)).forms()
    desk_page.post(url(of, "import-row", place), {"once": "b", "cell-ref": "9"}, status=404)
    assert of.corrections.count() == 0
