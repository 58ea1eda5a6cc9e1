"""A plan as a paper: what stands in it, in every format, whatever its rows say."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import page
import pytest

from goldenthread.documents.paper import (
    WORKING_COPY,
    Chart,
    Heading,
    Landscape,
    Mark,
    RatingMark,
    Run,
    Table,
    Tone,
    every_block,
    printed,
)
from goldenthread.documents.soundness import check_paper
from goldenthread.identity.actor import Actor, system
from goldenthread.identity.models import KnownAs
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Sight
from goldenthread.plan.export import export_plan, rendered_plan
from goldenthread.plan.models import ExportSnapshot, Plan
from goldenthread.plan.printed.actions import aim_words
from goldenthread.plan.printed.paper import plan_paper
from goldenthread.plan.states import State
from tests.cast import make_person
from tests.plan.makers import make_action, make_aim, make_plan, make_priority

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
COLUMNS = ("Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead",
           "Comments", "RAG status")  # fmt: skip


def anybody() -> Actor:
    return system("test", "Test")


def harbour() -> Plan:
    """A plan with a priority without actions, a section, a source in brackets and rows in several states."""
    plan = make_plan(key="harbour", name="Harbour & Wards Plan", aims="Be heard", notes="As agreed")
    first = make_priority(plan, number="1", title="Be heard early", notes="Agreed in April.")
    make_priority(plan, number="2", title="Nothing yet")
    heard = make_aim(first, "Families are heard. [peer review]")
    section = make_aim(first, "Governance holds", section="Leadership , Management")
    values = {"starts_written": "Apr-17", "ends_written": "Summer 2017", "leads_written": "AB/CD"}
    make_action(plan, priority=first, aim=heard, ref="1.1", wording="Ask", state=State.COMPLETED_ON_PAPER,
                rating="Blue", comments="Done.\nTwice.", senior_lead_written="EF", **values)  # fmt: skip
    make_action(plan, priority=first, aim=heard, ref="", wording="Listen", rating="Green", ends_on=date(2026, 5, 1))
    make_action(plan, priority=first, aim=section, ref="1.3", wording="Lead", state=State.WITHDRAWN)
    make_action(plan, priority=first, aim=section, ref="1.4", wording="Hold", state=State.REPORTED_COMPLETE,
                reported_by=make_person("Ruth Amadi"), reported_on=date(2026, 3, 1))  # fmt: skip
    return plan


def tables_of(paper):
    return [block for block in every_block(paper.blocks) if isinstance(block, Table)]


def rows_of(table):
    return [row for group in table.groups for row in group.rows]


def said(cell):
    return cell.word if isinstance(cell, RatingMark) else printed(cell)


def test_it_has_its_parts_in_order():
    paper = plan_paper(harbour(), at=AT)
    check_paper(paper)
    assert [printed(one.words) for one in every_block(paper.blocks) if isinstance(one, Heading)] == [
        "The plan at a glance", "The actions", "Keys",
    ]  # fmt: skip
    assert paper.kind == "Improvement plan, as it stood on 3 April 2026 at 13:00"
    assert paper.mark == WORKING_COPY
    assert [(one.label, printed(one.words)) for one in paper.header] == [
        ("Name:", "Harbour & Wards Plan"), ("Duration:", "April 2025 to March 2026"), ("Aims:", "Be heard"),
        ("Notes:", "As agreed"), ("Plan key:", "harbour"),
    ]  # fmt: skip


def test_the_page_in_front_counts_every_rating_noughts_included():
    counts = tables_of(plan_paper(harbour(), at=AT))[0]
    assert [tuple(said(cell) for cell in row[:2]) for row in rows_of(counts)] == [
        ("Blue", "1"), ("Red", "0"), ("Amber", "0"), ("Green", "1"), ("Reported complete", "1"), ("Set aside", "1"),
    ]  # fmt: skip
    assert "1 completed on paper, not confirmed here" in said(rows_of(counts)[0][2])


def test_the_page_in_front_counts_every_priority():
    (chart,) = [one for one in every_block(plan_paper(harbour(), at=AT).blocks) if isinstance(one, Chart)]
    assert [(row.label, row.numbers) for row in chart.rows] == [
        ("Priority 1: Be heard early", (1, 0, 0, 1, 1, 1)),
        ("Priority 2: Nothing yet", (0, 0, 0, 0, 0, 0)),
    ]


def test_the_actions_stand_on_their_side_in_the_columns_officers_know():
    paper = plan_paper(harbour(), at=AT)
    (sideways,) = [one for one in paper.blocks if isinstance(one, Landscape)]
    table = sideways.blocks[1]
    assert tuple(column.label for column in table.columns) == COLUMNS
    assert table.row_header == 1
    found = [([printed(one.words) for one in group.headings], len(group.rows)) for group in table.groups]
    assert found == [
        (["Priority 1: Be heard early"], 2), (["Leadership , Management"], 2), (["Priority 2: Nothing yet"], 0),
    ]  # fmt: skip
    first = rows_of(table)[0]
    assert [said(cell) for cell in first] == [
        "Families are heard. Source: [peer review]", "1.1", "Ask", "Apr-17", "Summer 2017", said(first[5]), "AB/CD",
        "EF", "Done.\nTwice.", "Blue",
    ]  # fmt: skip


def test_a_rating_is_its_word_with_the_shape_of_what_it_counts_as():
    marks = [row[-1] for row in rows_of(plan_paper(harbour(), at=AT).blocks[-4].blocks[1])]
    assert [(one.mark, one.word) for one in marks] == [
        (Mark.BLUE, "Blue"), (Mark.GREEN, "Green"), (Mark.NONE, "Withdrawn"), (Mark.REPORTED, "Reported complete"),
    ]  # fmt: skip


def test_a_row_without_a_ref_says_so_because_it_names_its_row():
    table = plan_paper(harbour(), at=AT).blocks[-4].blocks[1]
    assert said(rows_of(table)[1][1]) == "No ref"


def test_a_source_is_red_in_brackets_and_with_its_word_and_is_said_once():
    told: set[str] = set()
    runs = aim_words("Be safe [peer review] now.", ("Peer Review", "Inspection of July"), told=told)
    assert [(run.printed, run.tone) for run in runs] == [
        ("Be safe ", Tone.PLAIN), ("Source: [peer review]", Tone.SOURCE), (" now.", Tone.PLAIN), ("\n", Tone.PLAIN),
        ("Source: [Inspection of July]", Tone.SOURCE),
    ]  # fmt: skip
    assert aim_words("", ("Inspection of July", "Audit"), told=told) == (Run("Audit", tone=Tone.SOURCE),)


def test_a_measure_that_several_rows_of_an_aim_share_is_said_once_and_then_by_the_ref_of_that_row():
    first, second, *_ = rows_of(plan_paper(harbour(), at=AT).blocks[-4].blocks[1])
    assert len(said(first[5])) > len("As in 1.1")
    assert said(second[5]) == "As in 1.1"
    assert [{run.tone for run in row[5]} for row in (first, second)] == [{Tone.PLAIN}, {Tone.SOFT}]


def test_the_keys_explain_the_ratings_and_the_initials():
    plan = harbour()
    KnownAs.objects.create(text="AB", person=make_person("Ada Bright"))
    ratings, initials = tables_of(plan_paper(plan, at=AT))[-2:]
    assert [said(row[0]) for row in rows_of(ratings)] == [
        "Blue", "Red", "Amber", "Green", "Reported complete", "Withdrawn",
    ]  # fmt: skip
    assert "a second person has not confirmed it yet" in said(rows_of(ratings)[4][1])
    table = next(one for one in tables_of(plan_paper(plan, at=AT)) if len(one.columns) == 10)
    assert {said(row[-1]) for row in rows_of(table)} <= {said(row[0]) for row in rows_of(ratings)}
    assert [tuple(said(cell) for cell in row) for row in rows_of(initials)] == [
        ("AB", "Ada Bright"), ("CD", "Not explained in this plan"), ("EF", "Not explained in this plan"),
    ]  # fmt: skip


def test_a_plan_without_anything_is_still_a_paper():
    for plan in (make_plan(), make_plan(name=" ")):
        check_paper(plan_paper(plan, at=AT))


def test_every_format_comes_out_and_passes():
    plan = harbour()
    pdf = export_plan(plan, "pdf", by=anybody(), at=AT)
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    word = docx.Document(io.BytesIO(export_plan(plan, "docx", by=anybody(), at=AT)))
    assert word.core_properties.title == "Harbour & Wards Plan"
    assert export_plan(plan, "pdf", by=anybody(), at=AT) == pdf


def test_a_paper_comes_back_no_more_so_no_snapshot_is_kept_but_it_is_noted_who_saw_it():
    plan = harbour()
    export_plan(plan, "docx", by=anybody(), at=AT)
    assert not ExportSnapshot.objects.exists()
    assert Sight.objects.filter(subject="export:harbour").exists()


def test_only_whoever_may_read_a_plan_takes_it_out_as_a_paper():
    with pytest.raises(NotAllowed):
        export_plan(harbour(), "pdf", by=Actor(make_person("Somebody Else")), at=AT)


def test_a_format_that_there_is_not_is_refused_in_one_sentence():
    with pytest.raises(RuleBroken, match="pdf, docx; “odt” is none of them"):
        export_plan(harbour(), "odt", by=anybody(), at=AT)


NASTY = [
    "=HYPERLINK(\"http://x\") #panic() $x$ \\ ]] </w:t>", "مرحبا", "李雷", "Ŵyn", "👍🏽", "a\u202eb\u2066c", "x" * 290,
]  # fmt: skip


def test_whatever_stands_in_its_fields_it_comes_out():
    plan = make_plan(name=NASTY[0], aims="\n".join(NASTY), owner_written=NASTY[1], review=NASTY[4])
    for text in NASTY:
        priority = make_priority(plan, number=text[:20], title=text, notes=text)
        aim = make_aim(priority, text, section=text)
        make_action(plan, priority=priority, aim=aim, ref=text[:40], wording=text, comments=text * 5,
                    leads_written=text[:300], senior_lead_written=text[:120], starts_written=text[:120])  # fmt: skip
    made = rendered_plan(plan, "pdf", by=anybody(), at=AT)
    assert page.validate_pdf_bytes(made.content, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    assert made.replaced == ("🏽", "👍")
    assert zipfile.is_zipfile(io.BytesIO(export_plan(plan, "docx", by=anybody(), at=AT)))


@pytest.mark.load
def test_a_comment_of_200_kilobytes_is_printed_whole():
    plan = make_plan()
    make_action(plan, ref="1.1", comments="A long story, told at length. " * 7_000)
    made = rendered_plan(plan, "pdf", by=anybody(), at=AT)
    assert page.validate_pdf_bytes(made.content, profile=page.ValidationProfile.PDF_UA_1).is_compliant
