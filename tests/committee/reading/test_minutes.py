"""Minutes of other councils: running numbers, references, numbered paragraphs, tables of who was there, notes."""

from datetime import date, time

from goldenthread.committee.reading.pack import agendas_in, minutes_in
from goldenthread.committee.reading.values import MinutesRead
from goldenthread.intake.document import Document
from tests.committee.reading.papers import (
    CABINET_MINUTES,
    FORUM_MINUTES,
    ORDINARY_MINUTES,
    PARTS_MINUTES,
    TOWN_MINUTES,
    WEB_PAGE,
    Word,
    text,
)


def one(document: Document) -> MinutesRead:
    (minutes,) = minutes_in(document)
    return minutes


def test_one_sentence_says_who_met_where_and_when():
    minutes = one(text(CABINET_MINUTES))
    assert minutes.committee == "Cabinet"
    assert (minutes.on, minutes.head.starts_at) == (date(2029, 6, 14), time(10))
    assert minutes.head.place == "County Hall, Aldmouth"


def test_people_stand_in_their_groups_with_office_and_post():
    minutes = one(text(CABINET_MINUTES))
    assert [(one.name, one.office) for one in minutes.members] == [
        ("Ivy Stone", "Leader"), ("Sam Okoro", "Deputy Leader"), ("Lena Frost", ""), ("Raj Mistry", ""),
    ]  # fmt: skip
    assert [(one.name, one.department) for one in minutes.officers] == [
        ("Jo Penn", "Chief Executive"),
        ("Bea Lunt", "Director of Children's Services"),
        ("Cy Marr", "Democratic Services"),
    ]
    assert [one.name for one in minutes.others] == ["Councillor Hal Quill"]
    assert [one.name for one in minutes.apologies] == ["Kit Doyle", "Una Byrne"]
    assert minutes.apologies[1].reason == "who were at a regional meeting"


def test_items_numbered_through_the_year_are_counted_and_decided():
    minutes = one(text(CABINET_MINUTES))
    assert [item.number for item in minutes.items] == ["801", "802", "803", "804", "805"]
    assert [item.part for item in minutes.items] == [1, 1, 1, 1, 2]
    assert len(minutes.resolutions) == 4
    assert minutes.items[2].resolutions[0].parts == (
        "That the strategy be adopted;", "That a further report be brought in December.",
    )  # fmt: skip
    assert (minutes.closed_written, minutes.closed_at) == ("11.25 am", time(11, 25))


def test_the_paragraphs_of_the_schedule_are_read_out_of_a_sentence():
    (exclusion,) = one(text(CABINET_MINUTES)).exclusions
    assert exclusion.paragraphs == "3"


def test_an_undertaking_is_a_promise_with_its_item():
    (promise,) = one(text(CABINET_MINUTES)).promises
    assert (promise.item, promise.title, promise.who) == ("803", "FOSTERING SUFFICIENCY", "The Director")
    assert promise.text.startswith("The Director undertook to circulate")


def test_references_with_letters_and_a_year_are_numbers():
    minutes = one(text(TOWN_MINUTES))
    assert minutes.committee == "Amenities Committee"
    assert [item.number for item in minutes.items] == ["AM/29/12", "AM/29/13", "AM/29/14"]
    assert minutes.head.place == "Corn Exchange, Market Place"
    assert [one.name for one in minutes.members] == ["Cllr Pat Weir", "Cllr Dot Shaw", "Cllr Lee Combe"]
    assert [(one.name, one.department) for one in minutes.officers] == [("Gil North", "Town Clerk")]
    assert [(one.name, one.reason) for one in minutes.apologies] == [("Cllr Fay Munro", "ill"), ("Cllr Ned Abbot", "")]


def test_a_resolution_in_the_middle_of_a_paragraph_is_one():
    minutes = one(text(TOWN_MINUTES))
    assert [one.text for one in minutes.resolutions] == ["the lower be accepted."]
    assert [(one.item, one.who) for one in minutes.promises] == [("AM/29/13", "The Town Clerk")]
    assert minutes.closed_at == time(20, 5)


def test_numbered_paragraphs_are_no_items_and_their_resolutions_count():
    minutes = one(text(PARTS_MINUTES))
    assert minutes.committee == "Children, Schools & Families Committee"
    assert minutes.on == date(2029, 9, 12)
    assert [item.title for item in minutes.items] == [
        "Procedural Business", "Minutes", "Public questions", "Early help", "Placement costs",
    ]  # fmt: skip
    assert [item.part for item in minutes.items] == [1, 1, 1, 1, 2]
    assert len(minutes.resolutions) == 4
    assert minutes.items[3].resolutions[0].parts == ("supports the new offer;", "asks for figures in March.")


def test_a_question_stands_with_its_answer_and_who_asked():
    (asked,) = one(text(PARTS_MINUTES)).items[2].asked
    assert (asked.asked_by, asked.answer) == ("Mrs Peg Lowry", "The scheme opens in October.")
    assert asked.question == "When will the short-break scheme open again?"


def test_she_would_write_to_members_is_a_promise():
    assert [one.item for one in one(text(PARTS_MINUTES)).promises] == ["4"]


def test_who_was_there_is_read_from_tables_in_word(tmp_path):
    document = (
        Word()
        .heading("Minutes of the Standards Committee")
        .text("Held on Monday 7 January 2030 at 5.00 pm in the Council Chamber")
        .table(["Present:", "Councillor Ann Low (Chair)\nCouncillor Ben High"], ["Officers:", "Cat Mid, Solicitor"])
        .table(["Apologies:", "Councillor Dan Far"])
        .heading("1. Declarations of interest", 2)
        .text("There were none.")
        .heading("2. Complaints", 2)
        .text("Members agreed to note the report.", "Agreed: that the next report be quarterly.")
        .text("The meeting finished at 5.40 pm.")
        .read(tmp_path)
    )
    minutes = one(document)
    assert [(one.name, one.office) for one in minutes.members] == [
        ("Councillor Ann Low", "Chair"), ("Councillor Ben High", ""),
    ]  # fmt: skip
    assert [(one.name, one.department) for one in minutes.officers] == [("Cat Mid", "Solicitor")]
    assert [one.name for one in minutes.apologies] == ["Councillor Dan Far"]
    assert minutes.on == date(2030, 1, 7)
    assert [item.title for item in minutes.items] == ["Declarations of interest", "Complaints"]
    assert [one.word for one in minutes.resolutions] == ["AGREED"]
    assert minutes.promises == ()


def test_action_notes_without_numbers_go_by_their_headings(tmp_path):
    document = (
        Word()
        .heading("Early Help Board")
        .text("Notes of meeting held on 3 March 2030")
        .text("Present: Ada Birch (Chair), Tom Fern")
        .heading("Welcome", 2)
        .text("The Chair welcomed everybody.")
        .heading("Thresholds", 2)
        .text("The new chart was discussed.", "Action: Tom Fern to send the chart to all schools by Easter.")
        .read(tmp_path)
    )
    minutes = one(document)
    assert [item.title for item in minutes.items] == ["Welcome", "Thresholds"]
    assert [one.text for one in minutes.promises] == ["Tom Fern to send the chart to all schools by Easter."]


def test_members_who_agree_to_note_promise_nothing():
    words = CABINET_MINUTES.replace(
        "The Director undertook to circulate the number of kinship carers to all members before the summer.",
        "Members agreed to receive the report. The Chairman agreed to the admission of a late item. The team is "
        "committed to learning.",
    )
    assert one(text(words)).promises == ()


def test_it_was_agreed_that_an_officer_would_is_a_promise_and_no_resolution():
    words = CABINET_MINUTES.replace(
        "The Director undertook to circulate the number of kinship carers to all members before the summer.",
        "It was agreed that the Director would look at the cost of respite care.",
    )
    minutes = one(text(words))
    assert [promise.item for promise in minutes.promises] == ["803"]
    assert len(minutes.resolutions) == 4


def test_matters_arising_stand_apart_from_questions():
    words = CABINET_MINUTES.replace(
        "803. FOSTERING",
        "Matters arising\n\nThe leaflet asked for in May was printed.\n\nIs it sent to schools?\n\n803. FOSTERING",
    )
    item = one(text(words)).items[1]
    assert item.matters_arising == ("The leaflet asked for in May was printed.", "Is it sent to schools?")
    assert item.asked == ()


def test_minutes_without_a_time_of_closing_end_above_the_signature():
    words = CABINET_MINUTES.replace("The meeting began at 10.00 am and ended at 11.25 am.\n", "Signed\n")
    minutes = one(text(words))
    assert minutes.closed_at is None
    assert len(minutes.items) == 5


def test_minutes_alone_are_no_agenda():
    for words in (CABINET_MINUTES, TOWN_MINUTES, PARTS_MINUTES):
        assert agendas_in(text(words)) == []


def test_a_page_that_prints_agenda_and_minutes_together_gives_both():
    minutes, (agenda,) = one(text(WEB_PAGE)), agendas_in(text(WEB_PAGE))
    assert [item.number for item in agenda.items] == [item.number for item in minutes.items] == ["167", "168", "169"]
    assert agenda.committee == minutes.committee == "Planning Committee"
    assert agenda.items[1].rubric == "To receive any declarations."
    assert minutes.items[1].paragraphs == ("There were none.",)
    assert [apology.name for apology in minutes.apologies] == ["Councillor Ira Dixon"]
    assert len(minutes.resolutions) == 1
    assert (agenda.contact.name, agenda.contact.telephone) == ("Josie Penn", "01999 862 009")


def test_a_table_says_of_each_whether_they_were_there():
    minutes = one(text(FORUM_MINUTES))
    assert [(one.name, one.office) for one in minutes.members] == [
        ("Jane Rook", "Primary headteacher (Chair)"), ("Tom Bell", "Governor"),
    ]  # fmt: skip
    assert [one.name for one in minutes.apologies] == ["Kim Stow"]
    assert [(one.name, one.department) for one in minutes.officers] == [
        ("Ann Grey", "Finance Manager"), ("Lou Park", "Clerk"),
    ]  # fmt: skip


def test_short_marks_of_question_answer_and_action_are_read():
    item = one(text(FORUM_MINUTES)).items[1]
    assert [(asked.question, asked.answer) for asked in item.asked] == [
        ("Will the grant go on?", "It will until 2030."),
    ]  # fmt: skip
    assert [promise.text for promise in item.promises] == ["Ann Grey to circulate the table by 1 November."]


def test_an_ordinary_meeting_with_references_by_year_is_read_whole():
    minutes = one(text(ORDINARY_MINUTES))
    assert (minutes.committee, minutes.head.place, minutes.head.starts_at) == (
        "Fellside Town Council", "Moot Hall", time(19),
    )  # fmt: skip
    assert [(one.name, one.office) for one in minutes.members] == [
        ("Councillor J. Holt", "Mayor, in the Chair"), ("P. Raine", ""), ("S. Airey", ""), ("T. Dent", ""),
    ]  # fmt: skip
    assert [(one.name, one.reason) for one in minutes.apologies] == [
        ("Cllr. V. Moss", "holiday"), ("Cllr W. Nixon", "work"),
    ]  # fmt: skip
    assert [item.number for item in minutes.items] == ["24/101", "24/102", "24/103", "24/104", "24/105"]
    assert [item.part for item in minutes.items] == [1, 1, 1, 1, 2]
    assert len(minutes.resolutions) == 4
    assert [promise.item for promise in minutes.promises] == ["24/102"]
    assert minutes.closed_at == time(20, 55)
