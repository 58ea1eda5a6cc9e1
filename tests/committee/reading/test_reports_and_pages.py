"""Cover reports by their blocks, papers that no page range covers, and the findings a pack offers."""

from datetime import date

from goldenthread.committee.reading.pack import read_pack, reports_in
from goldenthread.committee.reading.values import OfferKind
from tests.committee.reading.papers import QUESTIONS_PACK_REPORT, Word, text

AGENDA = """\
Corporate Parenting Board

4 October 2029 at 5pm

AGENDA

1. APOLOGIES
2. MINUTES (Pages 1 - 4)
3. CARE LEAVERS' HOUSING (Pages 5 - 9)
4. URGENT BUSINESS
The Chair agreed to admit a presentation on the results of the summer consultation with foster carers.

This page is intentionally left blank

"""
BLOCK = """\
Committee:\tDated:
Corporate Parenting Board\t4 October 2029
Subject: {subject}\tPublic
Report of: Director of Housing\tFor Information
Report author: Ola Reed, Housing Manager

Summary

This report is short.

"""


def test_a_block_with_the_labels_of_another_council_is_read():
    (report,) = reports_in(text(QUESTIONS_PACK_REPORT))
    assert (report.subject, report.author, report.author_post) == (
        "Care leavers' housing", "Ola Reed", "Housing Manager",
    )  # fmt: skip
    assert (report.report_of, report.purpose) == ("Director of Housing", "For Decision")
    assert [(one.name, one.on) for one in report.bodies] == [("Corporate Parenting Board", date(2029, 10, 4))]
    assert report.appendices == ("Appendix A - The protocol",)


def test_a_block_as_a_table_of_word_names_every_body_with_its_day(tmp_path):
    document = (
        Word()
        .table(
            ["Committees", "Dated:"],
            ["Children's Board\nCabinet", "4 October 2029\n11 October 2029"],
            ["Subject: Short breaks", "Non-Public"],
            ["Report of: Bea Lunt, Director of Children's Services", "For Decision"],
            ["Report author: Ola Reed, Manager", ""],
        )
        .heading("Summary")
        .text("This report is short.")
        .read(tmp_path)
    )
    (report,) = reports_in(document)
    assert [(one.name, one.on) for one in report.bodies] == [
        ("Children's Board", date(2029, 10, 4)), ("Cabinet", date(2029, 10, 11)),
    ]  # fmt: skip
    assert (report.is_public, report.purpose) == (False, "For Decision")


def test_the_head_of_an_agenda_is_no_report():
    assert reports_in(text(AGENDA)) == []


def test_a_report_whose_item_has_pages_is_covered():
    pack = read_pack(text(AGENDA + BLOCK.format(subject="Care Leavers' Housing")))
    assert len(pack.reports) == 1
    assert pack.problems == ()


def test_a_report_that_no_item_tells_of_has_no_pages():
    (problem,) = read_pack(text(AGENDA + BLOCK.format(subject="Bridges and culverts"))).problems
    assert problem.item is None
    assert "Bridges and culverts" in problem.text


def test_slides_on_what_was_admitted_as_urgent_may_belong_to_that_item():
    slides = "Summer consultation\n\nResults: what foster carers told us\n\nWe asked forty households.\n"
    (problem,) = read_pack(text(AGENDA + slides)).problems
    assert problem.item == "4"
    assert "Summer consultation" in problem.text


def test_of_two_papers_that_an_item_may_tell_of_the_likelier_one_is_named():
    other = "Summer programme for carers\n\nFoster families in summer\n\nThis page is intentionally left blank\n\n"
    slides = "Summer consultation results\n\nWhat foster carers told us\n\nWe asked forty households.\n"
    (problem,) = read_pack(text(AGENDA + other + slides)).problems
    assert "Summer consultation" in problem.text


def test_an_appendix_that_its_report_names_goes_with_the_report():
    report = (
        BLOCK.format(subject="Care Leavers' Housing") + "Appendices\n\nAppendix 1 - Summer consultation results\n\n"
    )
    appendix = "This page is intentionally left blank\n\nSummer consultation results\n\nWhat foster carers told us\n"
    assert read_pack(text(AGENDA + report + appendix)).problems == ()


def test_a_restricted_page_takes_the_mark_above_it():
    pack = f"{AGENDA}Agenda Item 3\n\nDocument is Restricted\n\n{BLOCK.format(subject='Bridges and culverts')}"
    (problem,) = read_pack(text(pack)).problems
    assert problem.item is None


def test_what_stands_under_the_mark_of_an_item_without_pages_is_told():
    (problem,) = read_pack(text(AGENDA + "Agenda Item 4\n\nA letter from the Minister\n\nDear Chair\n")).problems
    assert problem.item == "4"


def test_an_agenda_without_pages_is_held_to_none():
    bare = AGENDA.replace(" (Pages 1 - 4)", "").replace(" (Pages 5 - 9)", "")
    assert read_pack(text(bare + BLOCK.format(subject="Bridges and culverts"))).problems == ()


SELF_EVALUATION = """\
Local area self-evaluation

Where we make progress

Children wait less than they did.

A priority is to publish the offer in three languages. (LOP - Priority 2)

Priorities are:

- to train every school
- to hear fathers (LOP – Priority 4)

Areas for development

- The register of carers
- Joint visits

LOP - Local Offer Plan
"""


def test_priorities_come_with_the_plan_they_name_in_full():
    offered = read_pack(text(SELF_EVALUATION)).offered
    assert [(one.kind, one.text, one.plan) for one in offered] == [
        (OfferKind.PRIORITY, "to publish the offer in three languages.", "Local Offer Plan - Priority 2"),
        (OfferKind.PRIORITY, "to train every school", ""),
        (OfferKind.PRIORITY, "to hear fathers", "Local Offer Plan – Priority 4"),
        (OfferKind.DEVELOPMENT, "The register of carers", ""),
        (OfferKind.DEVELOPMENT, "Joint visits", ""),
    ]


def test_what_a_survey_recommends_is_offered_and_the_recommendations_of_a_report_are_not():
    survey = "Annual survey of care leavers\n\nRecommendations\n\n- Bus passes\n- A place to meet\n"
    assert [one.text for one in read_pack(text(survey)).offered] == ["Bus passes", "A place to meet"]
    report = BLOCK.format(subject="The survey") + "Recommendations\n\nMembers are asked to:\n\n- Note the report\n"
    assert read_pack(text(report)).offered == ()
