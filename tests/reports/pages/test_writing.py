"""The page of a report as it is written, and writing its sections."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.reports.commands.writing import add_section
from goldenthread.reports.forms_tables import with_tables
from goldenthread.reports.models import Report
from tests.cast import make_person
from tests.reports.makers import LATER, draft, section, write
from tests.reports.test_markdown import PIXEL

pytestmark = pytest.mark.django_db
PASTED = "Before it.\n\nWho\tFamilies\nNorth\t12\nSouth\t7\n\nAfter it."


@pytest.fixture
def world(drafted):
    return drafted[0]


@pytest.fixture
def report(drafted):
    return drafted[1]


def at(report, kind="summary"):
    return f"{report.get_absolute_url()}sections/{section(report, kind).pk}/"


def test_the_report_is_shown_with_its_steps_its_numbers_and_their_lists(page, world, report):
    page.sign_in(world.author.person)
    shown = page.get(report)
    assert "Report to Harbour Committee, 20 June 2026, for information, public" in shown
    assert [step.strip() for step in shown.all("//ol[@class='steps']/li/b/text()")] == [
        "Drafted", "Being written", "Clearance", "To the clerk",
    ]  # fmt: skip
    assert shown.all("//ol[@class='steps']/li[@aria-current='step']/b/text()") == ["Being written"]
    assert shown.all("//a[@class='paper-fact'][contains(@href, '/facts/?name=red')]/text()") == ["1"]
    assert shown.all("//span[@class='paper-number']/text()")[:2] == ["1.", "2."]


def test_the_list_behind_a_number_names_its_actions(page, world, report):
    page.sign_in(world.author.person)
    shown = page.get(f"{report.get_absolute_url()}facts/?name=red")
    assert "1.4Ring each family in group 4." in shown
    assert "There is no fact called “nonsense”." in page.get(f"{report.get_absolute_url()}facts/?name=nonsense")
    assert "Actions marked red: 1" in page.get(f"{report.get_absolute_url()}facts/")


def test_a_claim_is_marked_in_the_words_with_what_the_plan_says_beside_it(page, world, report):
    write(report, "summary", "Three actions are red, **but only** one action is blue.", world.author)
    page.sign_in(world.author.person)
    shown = page.get(report)
    assert "1 of 3 claims is contradicted by the plan" in shown
    assert "".join(shown.all("//span[@class='claim no'][1]/text()")).startswith("Three actions are red")
    beside = shown.all("//li[@id='claim-1']")[0].text_content()
    assert "Contradicted." in beside
    assert "1.4" in beside
    page.get(f"{report.get_absolute_url()}clearance/ask/")


def test_typed_markup_in_a_claim_is_text(page, world, report):
    write(report, "summary", "Three <b onclick=x>actions</b> are red.\n\n<script>1</script>", world.author)
    page.sign_in(world.author.person)
    assert "&lt;script&gt;1&lt;/script&gt;" in page.get(report).html


def test_the_plans_words_take_the_place_of_a_contradicted_claim(page, world, report):
    write(report, "summary", "Action 1.4 is green.", world.author)
    page.sign_in(world.author.person)
    shown = page.get(report)
    page.send(shown, action="/explain/words/")
    assert section(report, "summary").text == "Action 1.4 is red."
    assert "contradicted by the plan" not in page.get(report).text.replace("contradicts", "")


def test_a_contradicted_claim_is_explained_where_it_stands(page, world, report):
    write(report, "summary", "Three actions are red.", world.author)
    page.sign_in(world.author.person)
    link = page.get(report).all("//li[@id='claim-1']//a[contains(@href, 'explain')]/@href")[0]
    form = page.get(link)
    assert "Three actions are red." in form
    assert "Say why it stays." in page.send(form, {"why": ""}, status=422)
    assert "in a sentence" in page.send(form, {"why": "Because"}, status=422)
    page.send(form, {"why": "It counts those of the partner, too."})
    assert "It counts those of the partner, too." in page.get(report)
    page.get(f"{report.get_absolute_url()}explain/?of=claim&key=nothing", status=404)


def test_a_section_is_written_and_saved_and_shown_as_printed(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report))
    page.send(form, {"text": "It goes well: {{blue}} are done.", "heading": "In short"})
    one = section(report, "summary")
    assert (one.text, one.heading) == ("It goes well: {{blue}} are done.", "In short")
    shown = page.get(report)
    assert "It goes well: 1 are done." in shown
    assert "In short" in shown


def test_a_preview_shows_the_words_and_saves_nothing(page, world, report):
    page.sign_in(world.author.person)
    before = section(report, "summary").text
    form = page.get(at(report))
    answer = page.send(form, {"text": "Three actions are red and {{nothing}}."}, press="do=preview", status=200)
    assert "There is no fact called “nothing”." in answer
    assert "Contradicted." in answer
    assert answer.values()["text"] == "Three actions are red and {{nothing}}."
    part = page.post(f"{at(report)}preview/", {"text": PASTED, "heading": ""}, status=200, HTTP_HX_REQUEST="true")
    assert '<th role="columnheader" scope="col">Who</th>' in part.html or ">Who<" in part.html
    assert section(report, "summary").text == before


def test_what_was_typed_and_not_sent_is_offered_again(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report))
    words = form.values() | {"text": "Half a sentence"}
    page.post(f"/drafts/keep/?form={at(report)}", words, status=204)
    again = page.get(at(report))
    assert again.values()["text"] == "Half a sentence"
    assert "words you typed and did not send" in again
    page.send(again)
    assert "did not send" not in page.get(at(report))


def test_two_authors_see_both_texts_and_lose_nothing(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report))
    write(report, "summary", "What the manager wrote.", world.manager)
    answer = page.send(form, {"text": "What the author wrote."}, status=422)
    assert "Miriam Bell saved this while you were writing" in answer
    assert "What the [only here: manager] wrote." in answer
    assert answer.values()["text"] == "What the author wrote."
    page.send(answer, {"text": "What both wrote."})
    assert section(report, "summary").text == "What both wrote."


def test_a_table_pasted_from_excel_becomes_a_table(page, world, report):
    page.sign_in(world.author.person)
    page.send(page.get(at(report)), {"text": PASTED})
    assert "| Who | Families |\n| --- | ---: |\n| North | 12 |" in section(report, "summary").text
    assert page.get(report).all("//article//table//td")


def test_pasted_cells_keep_their_line_breaks_as_spaces_and_their_bars_as_bars():
    made = with_tables('A\t"two\nlines"\nb|c\td')
    assert "| A | two lines |" in made
    assert "| b\\|c | d |" in made
    assert with_tables("one\ttab alone") == "one\ttab alone"
    assert with_tables("no tab\nat all") == "no tab\nat all"


def test_a_section_is_added_moved_renamed_and_taken_out(page, world, report):
    page.sign_in(world.author.person)
    bodies = list(report.sections.filter(kind="body").order_by("position"))
    form = page.get(f"{report.get_absolute_url()}sections/add/?after={bodies[0].pk}")
    page.send(form, {"kind": "body", "heading": "What children say"})
    made = report.sections.get(heading="What children say")
    order = list(report.sections.filter(kind="body").order_by("position"))
    assert order.index(made) == 1
    shown = page.get(report)
    page.send(shown, press="to=up", action=f"/sections/{made.pk}/move/")
    assert report.sections.filter(kind="body").order_by("position").first() == made
    page.send(page.get(f"{report.get_absolute_url()}sections/{made.pk}/remove/"))
    assert not report.sections.filter(pk=made.pk).exists()


def test_nobody_but_its_authors_and_managers_writes_in_it(page, world, report):
    reader = make_person("Grace Reader", roles=["quality-assurance manager"])
    page.sign_in(reader)
    assert "Write" not in page.get(report).text.split("Being written")[1].split("Take it away")[0].split()
    for path in (
        "sections/add/",
        f"sections/{section(report, 'summary').pk}/",
        "head/",
        "clearance/ask/",
        "authors/add/",
    ):
        page.get(f"{report.get_absolute_url()}{path}", status=403)
    page.post(f"{at(report)}preview/", {"text": "x"}, status=403)
    page.sign_in(make_person("Somebody Else", roles=["lead officer"]))
    page.get(at(report), status=404)


def test_the_section_of_another_report_is_not_there(page, world, report):
    other = draft(world, subject="Another")
    page.sign_in(world.author.person)
    page.get(f"{report.get_absolute_url()}sections/{section(other, 'summary').pk}/", status=404)


def test_the_head_is_changed_with_its_bodies_and_days(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(f"{report.get_absolute_url()}head/")
    page.send(form, {"subject": "The plan in June", "body_2": "improvement-board", "on_2": "2026-07-01",
                     "author_telephone": "01632 960 777", "purpose": "decision"})  # fmt: skip
    changed = Report.objects.get(pk=report.pk)
    assert (changed.subject, changed.author_telephone, changed.purpose) == (
        "The plan in June", "01632 960 777", "decision",
    )  # fmt: skip
    assert [one.body.key for one in changed.destinations.all()] == ["harbour-committee", "improvement-board"]
    answer = page.send(form, {"subject": "Another"}, status=422)
    assert "saved this while you were writing" in answer


def test_a_remark_stands_beside_its_section_and_is_answered(page, world, report):
    page.sign_in(world.author.person)
    one = section(report, "summary")
    form = page.get(f"{report.get_absolute_url()}remarks/add/?section={one.pk}")
    assert "Write the remark." in page.send(form, {"why": "", "quoted": "stands"}, status=422)
    page.send(form, {"why": "Is this the last figure?", "quoted": "stands"})
    shown = page.get(report)
    assert "Is this the last figure?" in shown.all(f"//section[@id='section-{one.pk}']")[0].text_content()
    link = shown.all("//a[contains(@href, '/answer/')]/@href")[0]
    page.send(page.get(link), {"why": "It is of the last round."})
    assert "It is of the last round." in page.get(report)
    page.get(link, status=404)


def test_the_page_costs_so_many_questions_and_not_more_with_more_sections(page, world, report):
    page.sign_in(world.author.person)
    few = page.cost(report)
    for number in range(8):
        write(report, "summary", f"Three actions are red. {number} are blue.", world.author)
        add_section(report=report, kind="body", heading=f"More {number}", by=world.author, at=LATER)
    assert page.cost(report) <= few + 2
    assert few <= 60


def test_a_picture_is_added_with_what_it_shows(page, world, report):

    page.sign_in(world.author.person)
    form = page.get(f"{report.get_absolute_url()}pictures/")
    refused = page.send(form, {"file": SimpleUploadedFile("van.png", PIXEL), "description": ""}, status=422)
    assert "Say what the picture shows" in refused
    page.send(form, {"file": SimpleUploadedFile("van.png", PIXEL), "description": "The van"})
    assert "(picture:van)" in page.get(f"{report.get_absolute_url()}pictures/")
    write(report, "summary", "![The van](picture:van)", world.author)
    assert page.get(report).all("//article//img/@alt") == ["The van"]
    page.send(page.get(f"{report.get_absolute_url()}pictures/"), action="/pictures/remove/")
    assert not report.pictures.exists()
