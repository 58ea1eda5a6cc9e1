"""Agendas of other councils: text with a summons, tables in Word, headings, lists, and rows of a spreadsheet."""

from datetime import date, time

from goldenthread.committee.reading.pack import agendas_in, minutes_in
from goldenthread.committee.reading.values import AgendaItemRead, AgendaRead
from goldenthread.intake.document import Document
from tests.committee.reading.papers import COUNTY_AGENDA, DISTRICT_AGENDA, PARISH_AGENDA, Word, table, text


def one(document: Document) -> AgendaRead:
    (agenda,) = agendas_in(document)
    return agenda


def by_number(agenda: AgendaRead) -> dict[str, AgendaItemRead]:
    return {item.printed_number: item for item in agenda.items}


def test_a_summons_says_who_meets_where_and_when():
    agenda = one(text(PARISH_AGENDA))
    assert agenda.committee == "MARSHGATE PARISH COUNCIL"
    assert (agenda.on, agenda.head.starts_at) == (date(2029, 3, 12), time(19, 30))
    assert agenda.head.place == "Village Hall, Mill Lane, Marshgate"
    assert agenda.issued_by is not None
    assert (agenda.issued_by.name, agenda.issued_by.department) == ("Ruth Amadi", "Clerk to the Council")


def test_items_of_one_line_are_items_with_their_sub_items():
    agenda = one(text(PARISH_AGENDA))
    assert [item.printed_number for item in agenda.items] == ["1", "2", "3", "4", "4.1", "4.2", "5", "6", "7"]
    assert (agenda.items[4].number, agenda.items[4].sub_number) == ("4", "1")


def test_without_part_headings_what_follows_the_exclusion_is_not_public():
    assert [item.part for item in one(text(PARISH_AGENDA)).items] == [1, 1, 1, 1, 1, 1, 1, 1, 2]


def test_labels_give_day_time_place_members_and_contact():
    agenda = one(text(DISTRICT_AGENDA))
    assert agenda.committee == "Overview and Scrutiny Panel"
    assert (agenda.on, agenda.head.starts_at, agenda.head.time_written) == (date(2029, 4, 3), time(18), "6.00 p.m.")
    assert agenda.head.place == "Council Chamber, Civic Centre, Harwick"
    assert [(one.name, one.office) for one in agenda.members] == [
        ("Ada Birch", "Chair"), ("Tom Fern", "Vice-Chair"), ("Mo Alder", ""), ("Zed Rowan-Hale", ""), ("Eve Thorn", ""),
    ]  # fmt: skip
    assert (agenda.contact.name, agenda.contact.telephone) == ("Noor Haddad", "01999 555 019")
    assert agenda.contact.email == "noor.haddad@harwick.example"


def test_pages_purpose_and_report_are_taken_from_wherever_they_stand():
    items = by_number(one(text(DISTRICT_AGENDA)))
    assert list(items) == ["1", "2", "3", "4a", "4b", "5", "6"]
    assert [item.pages for item in items.values()] == [None, None, "5-12", "13-30", "31", None, "33-40"]
    assert (items["4a"].purpose, items["4a"].report_of) == ("For Discussion", "Director of Place")
    assert items["4b"].report_of == "Monitoring Officer"
    assert items["3"].title == "Minutes of the Previous Meeting"
    assert (items["5"].title, items["5"].rubric) == ("Work programme", "To follow")
    assert items["3"].rubric == "To agree the minutes of the meeting held on 6 February 2029."


def test_a_heading_in_roman_figures_begins_the_second_part():
    assert [item.part for item in one(text(DISTRICT_AGENDA)).items] == [1, 1, 1, 1, 1, 1, 2]


def test_an_agenda_as_a_table_in_word_is_read_row_by_row(tmp_path):
    document = (
        Word()
        .text("Quayborough Council", "Licensing Sub-Committee")
        .table(["Date:", "Friday 1 June 2029"], ["Time:", "2pm"], ["Venue:", "Room 4, Guild House"])
        .heading("Agenda")
        .table(
            ["Item", "Title", "Lead", "Page"],
            ["1.", "Apologies", "", ""],
            ["2.", "Minutes of the last meeting\nTo approve the minutes", "Chair", "3 - 8"],
            ["3.", "Street trading\nFor Decision", "Head of Licensing", "9"],
        )
        .read(tmp_path)
    )
    agenda = one(document)
    assert agenda.committee == "Licensing Sub-Committee"
    assert (agenda.on, agenda.head.starts_at, agenda.head.place) == (date(2029, 6, 1), time(14), "Room 4, Guild House")
    assert [(item.number, item.title, item.pages) for item in agenda.items] == [
        ("1", "Apologies", None), ("2", "Minutes of the last meeting", "3-8"), ("3", "Street trading", "9"),
    ]  # fmt: skip
    assert agenda.items[2].purpose == "For Decision"
    assert agenda.items[1].rubric.startswith("To approve the minutes")


def test_items_that_word_numbers_itself_are_numbered_as_printed(tmp_path):
    document = (
        Word()
        .text("Fenhurst Borough Council", "Audit Committee", "Monday 9 July 2029 at 6.30pm")
        .heading("AGENDA")
        .listed("Apologies", "Declarations of interest", "Annual accounts", "Risk register")
        .read(tmp_path)
    )
    agenda = one(document)
    assert [item.number for item in agenda.items] == ["1", "2", "3", "4"]
    assert agenda.items[2].title == "Annual accounts"
    assert agenda.committee == "Audit Committee"


def test_an_agenda_without_numbers_goes_by_its_bold_headings(tmp_path):
    document = (
        Word()
        .text("Corporate Parenting Forum", "5 October 2029, 4 pm")
        .heading("Agenda")
        .bold("Welcome")
        .bold("Voice of young people")
        .text("Presentation by the Participation Worker", "For information")
        .bold("Placements")
        .text("(Pages 4 - 9)")
        .read(tmp_path)
    )
    agenda = one(document)
    assert [(item.number, item.title) for item in agenda.items] == [
        ("", "Welcome"), ("", "Voice of young people"), ("", "Placements"),
    ]  # fmt: skip
    assert (agenda.items[1].purpose, agenda.items[1].report_of) == ("For Information", "Participation Worker")
    assert agenda.items[2].pages == "4-9"


def test_an_agenda_in_a_spreadsheet_has_a_column_each():
    agenda = one(
        table(
            ("Health and Wellbeing Board", "", "", "", ""),
            ("Date: 2 August 2029", "", "", "", ""),
            ("AGENDA", "", "", "", ""),
            ("No.", "Item", "Lead", "Purpose", "Pages"),
            ("1", "Apologies", "", "", ""),
            ("2", "Winter plan", "Director of Public Health", "Decision", "3-14"),
            ("3", "Better care fund", "Assistant Director", "Information", "15-20"),
        )
    )
    assert agenda.on == date(2029, 8, 2)
    assert [(item.number, item.title, item.purpose, item.pages) for item in agenda.items] == [
        ("1", "Apologies", "", None),
        ("2", "Winter plan", "For Decision", "3-14"),
        ("3", "Better care fund", "For Information", "15-20"),
    ]


def test_figures_at_the_edge_are_pages_where_a_column_of_pages_stands():
    agenda = one(text(COUNTY_AGENDA))
    assert [(item.title, item.pages) for item in agenda.items[1:4]] == [
        ("Minutes of the meeting held on 4 February 2029", "3-8"),
        ("Budget 2029 - 2030", "9-40"),
        ("Children's services improvement", None),
    ]
    assert [item.part for item in agenda.items] == [1, 1, 1, 1, 1, 2]


def test_what_stands_below_the_last_item_is_no_part_of_it():
    agenda = one(text(COUNTY_AGENDA))
    assert agenda.items[-1].rubric == ""
    assert agenda.head.place == "Committee Room 2, Shire Hall, Hallow"
    assert [(one.name, one.office) for one in agenda.members] == [
        ("A. B. Shaw", "Chairman"), ("C Lowe", ""), ("D. Van Riel", ""), ("E O'Hara", ""),
    ]  # fmt: skip
    assert agenda.contact.email == "del.roper@hallow.example"
    assert agenda.issued_by is not None
    assert (agenda.issued_by.name, agenda.issued_by.department) == ("P. Q. Marsh", "Chief Executive")


def test_a_numbered_list_within_an_item_is_no_item():
    agenda = one(
        text(
            "Planning Committee\n\n1 May 2029\n\nAGENDA\n\n1. APOLOGIES\n\n2. SPEAKING\n\nSpeakers are asked:\n"
            "1. to register by noon\n2. to keep to three minutes\n\n3. FENCE AT THE MILL\n"
        )
    )
    assert [item.number for item in agenda.items] == ["1", "2", "3"]
    assert "three minutes" in agenda.items[1].rubric


def test_a_title_in_capitals_runs_on_over_lines_in_capitals():
    agenda = one(
        text(
            "AGENDA\n\nHousing Board, 1 May 2029\n\n1. APOLOGIES\n\n2. REPAIRS TO THE HOMES OF\nOLDER TENANTS\n"
            "FOR DECISION\n(Pages 1 - 4)\nPART 2\n3. RENTS\n"
        )
    )
    assert [item.title for item in agenda.items] == ["APOLOGIES", "REPAIRS TO THE HOMES OF OLDER TENANTS", "RENTS"]
    assert [item.part for item in agenda.items] == [1, 1, 2]
    assert agenda.items[1].purpose == "For Decision"


def test_a_number_on_a_line_of_its_own_belongs_to_the_title_below():
    agenda = one(text("Board\n\n1 May 2029\n\nAGENDA\n\n31.\n\nApologies\n\n32.\n\nRents\n\n(Pages 1 - 4)\n"))
    assert [(item.number, item.title, item.pages) for item in agenda.items] == [
        ("31", "Apologies", None), ("32", "Rents", "1-4"),
    ]  # fmt: skip


def test_a_supplementary_agenda_goes_on_where_the_first_one_ended():
    agenda = one(text("Supplementary Agenda\n\nCabinet\n\n4 May 2029\n\n7. BUDGET OUTTURN (Pages 61 - 70)\n8. LOANS\n"))
    assert [item.number for item in agenda.items] == ["7", "8"]
    assert agenda.items[0].pages == "61-70"


def test_a_page_range_that_runs_backwards_is_kept_as_words():
    agenda = one(text("AGENDA\n\nBoard, 4 May 2029\n\n1. APOLOGIES\n2. BUDGET (Pages 70 - 61)\n"))
    assert agenda.items[1].pages is None
    assert "70" in agenda.items[1].title


def test_a_summons_without_the_word_agenda_is_one_by_its_day_and_its_usual_items():
    words = PARISH_AGENDA.replace("AGENDA\n\n", "")
    agenda = one(text(words))
    assert [item.printed_number for item in agenda.items] == ["1", "2", "3", "4", "4.1", "4.2", "5", "6", "7"]
    assert agenda.head.place == "Village Hall, Mill Lane, Marshgate"
    assert agendas_in(text(words.replace("Monday 12 March 2029", "a Monday").replace("6 March 2029", ""))) == []


def test_a_numbered_letter_is_no_agenda():
    assert agendas_in(text("Dear Board\n\n4 May 2029\n\n1. Ring us.\n2. Write to us.\n3. Come and see us.\n")) == []


def test_an_agenda_alone_is_no_minutes():
    for words in (PARISH_AGENDA, DISTRICT_AGENDA):
        assert minutes_in(text(words)) == []
