"""What is typed into a report, a plan, a board, a council or a name is words in the page, the PDF, Word and Excel."""

import io
import shutil
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.boards.models import RoundNote
from goldenthread.reports.commands.appendices import add_appendix, add_picture
from goldenthread.reports.commands.writing import change_details
from goldenthread.reports.models import Report
from tests.documents.papers import png
from tests.documents.reading import squeezed
from tests.plan.makers import make_aim
from tests.reports.makers import LATER, WHY, draft, write
from tests.reports.outputs import taken_out
from tests.reports.test_bad_input import FORMULA, PAGE, TYPST, details, everywhere

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("made_here"),
    pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed"),
]
REPLACED = ("Zoë 👩‍🚀 Ñuñez",)
"""What no font of the PDF holds: it stands there by its name, and the author is told."""
EVERYWHERE = {"page": True, "pdf": True, "word": True}
NOWHERE = dict.fromkeys(EVERYWHERE, False)
HOSTILE = f"{FORMULA} {TYPST} {PAGE}"


def closed_with(world, text):
    """The round closed once more with one text in every field of the plan and its board that a paper prints."""
    reopen_round(round=world.round, why="It was entered wrongly.", by=world.manager, at=LATER)
    plan, short = world.plan, text[:120]
    type(plan).objects.filter(pk=plan.pk).update(name=text[:300])
    plan.priorities.update(title=text)
    aim = make_aim(plan.priorities.get(), text=text, section=text[:300])
    plan.actions.update(
        wording=text, comments=text, leads_written=text[:200], senior_lead_written=short, aim=aim,
        starts_written=short,
    )  # fmt: skip
    plan.actions.filter(ref="1.4").update(ends_written=short, ref=text[:40])
    plan.rating_words.update(meaning=short)
    type(world.committee).objects.update(name=text[:200])
    RoundNote.objects.filter(round=world.round).update(text=text)
    world.round.refresh_from_db()
    close_round(round=world.round, by=world.manager, at=LATER, missing_why=WHY)


def test_markup_of_every_format_is_words_of_plan_board_council_and_people_in_every_output(world, settings, tmp_path):
    settings.COUNCIL = replace(settings.COUNCIL, name=HOSTILE[:200])
    closed_with(world, HOSTILE)
    for person in (world.director.person, world.author.person):
        type(person).objects.filter(pk=person.pk).update(name=HOSTILE[:200], job_title=HOSTILE[:200])
        person.refresh_from_db()
    report = everywhere(world, HOSTILE)
    for fact in ("reds", "pressures", "chart ratings"):
        add_appendix(report=report, kind="text", title=HOSTILE, text=f"{{{{{fact}}}}}", by=world.author, at=LATER)
    add_picture(report=report, name="map.png", content=png(), description=HOSTILE, by=world.author, at=LATER)
    write(report, "conclusion", f"![{HOSTILE.replace('[', '').replace(']', '')}](picture:map)", world.author)
    made = taken_out(report, tmp_path)
    said = made.words
    assert said["page"] == said["word"]
    before_the_rows = said["page"].index(squeezed("The actions Priority 1"))
    assert said["pdf"][:before_the_rows] == said["page"][:before_the_rows]
    assert made.say('#panic("out")') == made.say("<script>alert(1)</script>") == EVERYWHERE
    assert made.say("root:") == NOWHERE
    assert b"<script" not in made.page
    assert b"<img src=x" not in made.page
    assert [one for one in made.links if not one.startswith(("mailto:", "#", "data:image/"))] == []
    sheet = load_workbook(io.BytesIO(made.sheet))
    cells = [cell for row in sheet.active.iter_rows() for cell in row if cell.value is not None]
    assert sum(str(cell.value).startswith("=") for cell in cells) > 8
    assert {cell.data_type for cell in cells} == {"s"}


def test_links_that_may_not_be_followed_html_and_footnotes_are_words_in_every_output(drafted, tmp_path):
    world, report = drafted
    text = (
        "[go](javascript:alert(1)) [take](data:text/html,x) [old](vbscript:x) [home](file:///etc/passwd) "
        '<b onclick="x()">bold</b> <iframe src="https://bad.example"></iframe> [fine](https://example.org/a) '
        "and a note[^1].\n\n<script>alert(1)</script>\n\n[^1]: The small print."
    )
    write(report, "conclusion", text, world.author)
    made = taken_out(report, tmp_path)
    for words in ("The small print.", '<b onclick="x()">bold</b>', "<script>alert(1)</script>", "fine and a note"):
        assert made.say(words) == EVERYWHERE, words
    assert made.links.count("https://example.org/a") == 3
    assert not [one for one in made.links if one.partition(":")[0] in ("javascript", "vbscript", "file", "data")]
    assert not [one for one in made.links if "bad.example" in one or one.endswith("in the PDF")]


def test_the_fact_of_an_action_that_was_withdrawn_is_one_sentence_at_its_place_in_every_output(drafted, tmp_path):
    world, report = drafted
    write(report, "conclusion", "We look to {{action 1.6}} and to {{action 9.9}}.", world.author)
    made = taken_out(report, tmp_path)
    assert made.say("Action 1.6 is withdrawn.") == EVERYWHERE
    assert made.say("Appendix 1 – Harbour Improvement Plan") == EVERYWHERE


@pytest.mark.parametrize("name", ["Llŷr Ŵyn ap Siôn", "محمد الأحمد", "李雷", "Zoë 👩‍🚀 Ñuñez", "אבי כהן", "Đặng Thị"])
def test_a_name_in_any_script_is_printed_or_its_replacement_told_and_never_stops_a_report(drafted, tmp_path, name):
    world, report = drafted
    add_appendix(report=report, kind="text", title=name, text=f"{name}\n\n- {name}", by=world.author, at=LATER)
    values = {"subject": f"The plan of {name}", "author_name": name, "report_of": name, "author_post": name}
    change(report, world, **values)
    write(report, "conclusion", f"{name} reads this.", world.author)
    made = taken_out(report, tmp_path)
    said = made.words
    assert squeezed(f"{name} reads this.") in said["page"]
    assert squeezed(f"{name} reads this.") in said["word"]
    # What is written from the right stands in the PDF as the eye meets it: each letter is there, or said not to be.
    assert "reads" in said["pdf"]
    assert bool(made.replaced) == bool(set(squeezed(name)) - set(said["pdf"])) == (name in REPLACED)


def change(report, world, **values):
    found = Report.objects.get(pk=report.pk)
    change_details(
        report=found, version=None, details=details(found, found.subject, **values), by=world.author, at=LATER
    )


def test_a_report_whose_round_is_open_again_keeps_its_figures_in_every_output_and_its_page_says_so(
    page, drafted, tmp_path
):
    world, report = drafted
    before = taken_out(report, tmp_path).words
    reopen_round(round=world.round, why="One rating was entered wrongly.", by=world.manager, at=LATER)
    world.plan.actions.update(wording="Something else", rating=world.plan.rating_words.get(word="Green"))
    assert taken_out(report, tmp_path).words == before
    shown = page.sign_in(world.author.person).get(report)
    assert "Its round is open again for a correction" in shown
    again = draft(world, subject="Another")
    assert taken_out(again, tmp_path).say("1 task marked red") == EVERYWHERE
