"""A file of ours that comes back: what its layout says is taken word for word, any other document is left alone."""

from goldenthread.intake.document import Cell, Document, Paragraph, Row, Table
from goldenthread.plan.exporting.columns import harmless, pieces
from goldenthread.plan.exporting.returning import COLUMNS_OF_OURS, is_ours, own_columns, restored

HEADS = ("Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead",
         "Comments", "RAG status", "Key")  # fmt: skip
OURS = (("Name:", "Harbour Plan"), ("Plan key:", "sip"), ("Export:", "09ee2de311b6edd6"))


def document(*rows, format="xlsx"):
    """A document with one table; each row is a tuple of texts."""
    placed = []
    for number, row in enumerate(rows, start=1):
        places = tuple(f"Plan!{letter}{number}" for letter, _ in zip("ABCDEFGHIJKLMN", row, strict=False))
        placed.append(Row(f"Plan!{number}", tuple(map(Cell, row)), places))
    return Document("plan.xlsx", format, (Table("Plan", tuple(placed)),))


def action(aim="Families are heard.", ref="1.1", key="p1-1.1", comments="", status="Green"):
    return (aim, ref, "Ring them.", "", "", "", "", "", comments, status, key)


def texts(read):
    (table,) = read.tables
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def table_of(read):
    """The rows from the header row on."""
    rows = texts(read)
    return rows[next(at for at, row in enumerate(rows) if "Key" in row) :]


def test_a_document_that_is_not_ours_is_given_back_itself():
    for other in (
        document(HEADS, action(comments="'=1+1"), format="csv"),
        document(("Plan key:", "sip"), HEADS, action()),
        document(("Plan key:", "sip"), ("Export:", "somewhere"), HEADS, action()),
        Document("x.txt", "txt", (Paragraph("line 1", "Export: 09ee2de311b6edd6"),)),
    ):
        assert not is_ours(other)
        assert restored(other) is other
        assert own_columns(other) == {}


def test_title_rows_become_columns():
    first = (("Priority 1: Be heard",), HEADS, action(), ("Governance",), action(ref="1.2"))
    second = (("Priority 2: Be safe",), HEADS, action(ref="2.1"))
    read = restored(document(*OURS, *first, *second))
    assert texts(read)[:3] == list(OURS)
    assert table_of(read) == [
        (*HEADS, "Priority", "Section"),
        (*action(), "Priority 1: Be heard", ""),
        (*action(ref="1.2"), "Priority 1: Be heard", "Governance"),
        (*action(ref="2.1"), "Priority 2: Be safe", ""),
    ]


def test_each_row_keeps_its_place_in_the_sheet():
    (table,) = restored(document(*OURS, ("Priority 1: Be heard",), HEADS, action())).tables
    last = table.rows[-1]
    assert last.where == "Plan!6"
    assert last.cell_places[2] == "Plan!C6"
    assert len(last.cell_places) == len(last.cells)


def test_a_header_row_ends_a_section_and_changes_the_kind_of_aim():
    recommended = ("Recommendations", *HEADS[1:])
    rows = (("Priority 1: Be heard",), HEADS, ("Governance",), action(), recommended, action(ref="1.2"))
    read = restored(document(*OURS, *rows))
    assert table_of(read) == [
        (*HEADS, "Priority", "Section"),
        (*action(), "Priority 1: Be heard", "Governance"),
        (*recommended, "Priority", "Section"),
        (*action(ref="1.2"), "Priority 1: Be heard", ""),
    ]


def test_notes_of_a_priority_stand_in_the_header_block():
    read = restored(document(*OURS, ("Priority 1: Be heard",), ("Notes: Agreed in April.",), HEADS, action()))
    assert ("Notes on Priority 1: Be heard:", "Agreed in April.") in texts(read)
    assert table_of(read)[1][-2:] == ("Priority 1: Be heard", "")


def test_a_title_may_read_like_anything():
    for title in ("and so on", "(Paragraph 8)", "Notes", "1.1", "Green"):
        read = restored(document(*OURS, (title,), HEADS, action(), (title,), action(ref="1.2")))
        assert [row[-2:] for row in table_of(read)[1:]] == [(title, ""), (title, title)]


def test_a_row_typed_by_somebody_stands_where_it_was_typed():
    typed = ("", "", "Ask the panel.", "", "", "", "", "", "", "", "")
    read = restored(document(*OURS, ("Priority 1: Be heard",), HEADS, action(), typed, typed[:3]))
    assert [row[2] for row in table_of(read)[1:]] == ["Ring them.", "Ask the panel.", "Ask the panel."]
    assert {row[-2] for row in table_of(read)[1:]} == {"Priority 1: Be heard"}
    assert {len(row) for row in table_of(read)} == {13}


def test_the_key_of_the_ratings_stays_as_it_is():
    key = (("Rating key",), ("Blue", "done"), ("Green", "going well"))
    read = restored(document(*OURS, ("Priority 1: Be heard",), HEADS, action(), *key))
    assert texts(read)[-3:] == list(key)


def test_csv_gives_up_its_apostrophes_and_excel_keeps_them():
    row = action(comments="'=1+1", ref="''-2", aim="'tis agreed")
    flat = restored(document(*OURS, ("Priority", *HEADS), ("Priority 1", *row), format="csv"))
    assert table_of(flat)[1][1:] == action(comments="=1+1", ref="'-2", aim="'tis agreed")
    kept = restored(document(*OURS, ("Priority 1",), HEADS, row))
    assert table_of(kept)[1][: len(row)] == row


def test_a_header_line_gives_up_its_apostrophe_too():
    rows = (("Name:", harmless("=Plan")), *OURS[1:], ("Priority", *HEADS), ("Priority 1", *action()))
    assert texts(restored(document(*rows, format="csv")))[0] == ("Name:", "=Plan")


def test_a_text_that_went_on_is_whole_again_and_its_further_columns_are_empty():
    long = "No child waits. " * 5_000
    first, *rest = pieces(long.strip())
    heads = (*HEADS[:-1], "Comments (continued)", "Comments (continued 2)", "Key")
    row = action(comments=first)
    read = restored(document(*OURS, ("Priority 1: Be heard",), heads, (*row[:-1], *rest, row[-1])))
    head, one = table_of(read)
    assert one[8] == long.strip()
    assert (head[10:13], one[10:13]) == (("", "", "Key"), ("", "", "p1-1.1"))


def test_columns_are_told_only_where_texts_would_mislead():
    assert own_columns(document(*OURS, ("Priority 1",), HEADS, action())) == {}
    for misleading in (action(ref="a very long ref indeed"), action(status="Green, though the panel has not met " * 2)):
        assert own_columns(document(*OURS, ("Priority 1",), HEADS, misleading)) is COLUMNS_OF_OURS
    key = (("Rating key",), ("Blue", "done and seen to be done by a second person"))
    assert own_columns(document(*OURS, ("Priority 1",), HEADS, action(), *key)) == {}
