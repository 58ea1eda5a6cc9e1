"""Layouts of improvement plans as councils publish them, 1 to 9, each a real file with invented content.

The numbers are those of the list the reader was designed for: a plan of a
small authority, an inspection plan, trackers of reviews, a business plan.
"""

from datetime import date
from pathlib import Path

from tests.plan.reading.files import Excel, Word, write_csv, write_text

SERVICE_PLAN_HEADER = ["Specific aim:", "Ref:", "Action:", "Start:", "End:", "Measure:", "Lead officer:",
                       "DLT lead:", "Comments:", "RAG status:"]  # fmt: skip


def service_plan(folder: Path) -> Path:
    """1: header block, priorities, section rows, merged aims, a header repeated and varied, a tail on its own row."""
    again = ["Recommendations:", *SERVICE_PLAN_HEADER[1:4], "End date", *SERVICE_PLAN_HEADER[5:]]
    word = Word().heading("Report on the plan").text("For information.")
    word.table([["Committees:", "Dated:"], ["Sub Committee", "03/09/2024"]])
    word.text("This page is intentionally left blank")
    word.table([
        ["Name:", "Service Improvement Plan"],
        ["Duration:", "April 2024 to March 2025"],
        ["Board responsible for monitoring action plan:", "Improvement Board/Executive Group"],
        ["Owner:", "Head of Service"],
        ["Frequency of monitoring/reporting", "Quarterly"],
    ])  # fmt: skip
    word.text("Priority 1: Help early", "Notes: agreed with partners in May.")
    word.table(
        [
            ["Specific aim: Know the need of each ward", *SERVICE_PLAN_HEADER[1:]],
            ["Families find help. [parents' forum]", "1.1", "Publish a page", "Apr-24", "Jun-24", "Page visits rise",
             "AB/CD", "EF", "May 2024: page drafted. June 2024: page published.", "Completed"],
            ["", "1.2", "Print a leaflet", "Apr-24", "June 2024 then December 2024", "Leaflets given out", "AB", "EF",
             "Update from CD?", "Green"],
        ],
        merges=[(1, 0, 2, 0)],
    )  # fmt: skip
    word.text("Priority 2: work after the OFSTED visit of July 2023")
    word.table(
        [
            ["Help and protection", *[""] * 9],
            again,
            ["", "2.1", "Check all open cases", "Apr-24", "Jul-25", "", "AB", "EF", "", "Green"],
            ["Ofsted recommendation 2: Keep records up to date", "2.2", "Audit ten cases", "Apr-24", "01/09/2024",
             "1) Audits show it", "CD", "EF", "Complete", "Completed"],
            ["Page 2 of 3", *[""] * 9],
            again,
            ["Agree one tool with partners", "A3.1", "Compare tools", "May-24", "w", "A tool in use", "AB", "EF",
             "One family moved away.", "Amber"],
            ["(Paragraph 8)", "A3.2", "", "May-24", "Mar-24", "", "", "", "Waits for A3.1", "Blue"],
        ],
        merges=[(0, 0, 0, 9)],
    )  # fmt: skip
    return word.write(folder / "service plan.docx")


def inspection_plan(folder: Path) -> Path:
    """2: paragraph numbers in the number's cell, single letters, "Ongoing" as a date, dates inside the progress."""
    return (
        Word()
        .heading("Ofsted Improvement Plan")
        .table(
            [
                [
                    "No.",
                    "Ofsted para no.",
                    "Area for improvement",
                    "Lead",
                    "Action",
                    "By when",
                    "Progress",
                    "R/A/G",
                    "Monitoring and evaluation",
                ],
                [
                    "17. (57, 138)",
                    "57, 138",
                    "Plans have dates",
                    "Head of Safeguarding and Quality",
                    "Train all teams",
                    "Ongoing",
                    "As at June 2015 training was held. See WS3P21WP1.",
                    "A",
                    "Quarterly audit",
                ],
                [
                    "18. (60)",
                    "60",
                    "Visits are on time",
                    "Team Manager",
                    "Report late visits weekly",
                    "30/09/2015",
                    "Reports run weekly.",
                    "G",
                    "Weekly report",
                ],
            ]
        )
        .write(folder / "inspection plan.docx")
    )


def outcome_plan(folder: Path) -> Path:
    """3: an Excel sheet with the outcome first, a ref with two points, BRAG, months as real dates."""
    return (
        Excel()
        .sheet("Plan", [
            ["Improvement Plan 2018-19"],
            ["Ref", "Required outcome", "Action", "Lead", "Start date", "End date", "Progress report", "BRAG"],
            ["1..1", "Assessments are on time", "Weekly tracker", "AB", date(2018, 4, 1), date(2018, 9, 1),
             "01/06/18: tracker in use", "Blue"],
            ["1.2", None, "Monthly panel", "CD", date(2018, 4, 1), date(2019, 3, 1), "Panel meets", "Green"],
        ])
        .month("Plan", "E3", "E4", "F3", "F4")
        .write(folder / "outcome plan.xlsx")
    )  # fmt: skip


def multi_agency_plan(folder: Path) -> Path:
    """4: four actions, milestones and dates as lines of three cells; the rating stacked in the header."""
    return (
        Word()
        .heading("Multi-Agency Action Plan: learning from a case review")
        .table(
            [
                [
                    "Recommendation",
                    "Scope (local, regional, national)",
                    "Action to take",
                    "Lead agency",
                    "Key milestones",
                    "Target date",
                    "Progress indicator\nRed\nAmber\nGreen",
                    "Agency response",
                    "Date of completion and outcome",
                ],
                [
                    "1. Share concerns sooner",
                    "Local",
                    "Write a protocol\nTrain staff\nAudit use\nReport to board",
                    "Police",
                    "Draft\nHalf trained\nAudit tool\nReport",
                    "May 2013\nJuly 2013\nOctober 2013\nDecember 2013",
                    "Amber",
                    "Discussed at the January meeting; the item was carried over.",
                    "",
                ],
                [
                    "2. Hear the child",
                    "Local",
                    "Revise the form\nTell the teams",
                    "Children's Services",
                    "New form",
                    "June 2013",
                    "Green",
                    "Form in use",
                    "September 2013: children are quoted in nine of ten reports",
                ],
            ]
        )
        .write(folder / "multi-agency plan.docx")
    )


def review_plan(folder: Path) -> Path:
    """5: lettered recommendations as titles, numbered actions under them, no rating at all."""
    head = ["Recommendation", "Scope", "Action", "Lead agency", "Milestones achieved", "Target date",
            "Completion date and outcome"]  # fmt: skip
    return (
        Word()
        .heading("Domestic Homicide Review: action plan")
        .table([
            head,
            ["1a Raise awareness", "Local", "1. Run a campaign", "Community Safety", "Posters printed", "March 2019",
             "April 2019: campaign reached all surgeries"],
            ["", "", "2. Train receptionists", "CCG", "", "June 2019", ""],
            ["1b Ask routinely", "National", "3. Write to the ministry", "Board", "Letter sent", "TBC", ""],
        ], merges=[(1, 0, 2, 0), (1, 1, 2, 1)])
        .write(folder / "review plan.docx")
    )  # fmt: skip


def numbered_status(folder: Path) -> Path:
    """6: recommendations as actions, a period inside a column's name, categories 1 to 4 with their key above."""
    return write_text(
        folder / "numbered status.txt",
        "Progress of the review's recommendations",
        "Assessment of progress:\n1 - Fully achieved\n2 - On track\n3 - Slipped\n4 - Not achieved",
        [
            ["No.", "Recommendation", "Responsibility", "Date", "Progress presented December 2017",
             "Assessment Category"],
            ["1", "Agree a threshold document", "Board Manager", "June 2017", "Agreed and published", "1"],
            ["2", "Review the panel", "Police", "to be confirmed in the Act", "Waits for the Act", "3"],
            ["3", "Publish the learning", "Board Manager", "Dec 2017", "Planned for spring", "2"],
        ],
    )  # fmt: skip


def business_plan(folder: Path) -> Path:
    """7: priorities with their lead and objectives above each table; timescales as sentences; ratings blank."""
    head = ["Specific actions", "Timescale / target", "Lead", "Output/outcome measure", "RAG"]
    word = Word().heading("Safeguarding Business Plan")
    word.text("Priority 1: Neglect", "Strategic lead: Ann Low", "Objectives: children are seen sooner.")
    word.table([
        head,
        ["Adopt one tool", "In place by April 2012", "Ann Low and Ben High", "Is the tool used?", ""],
        ["Train the trainers", "Across financial year 2012/13", "Ben High", "20 trainers", ""],
    ])  # fmt: skip
    word.text("Priority 2: Voice", "Strategic lead: Cath Moor", "Objectives: children are heard.")
    word.table([head, ["Set up a shadow board", "September 2012", "Cath Moor", "Board meets", ""]])
    return word.write(folder / "business plan.docx")


def strategic_plan(folder: Path) -> Path:
    """8: how, what, responsible group, by when, desired outcome, impact; conditional dates."""
    return write_csv(
        folder / "strategic plan.csv",
        [
            ["Strategic plan 2014-15", "", "", "", "", ""],
            ["How", "What", "Responsible group", "By when", "Desired outcome", "Impact and how measured"],
            ["Refresh the website", "Families know where to turn", "Communications Group",
             "September 2014 (website permitting)", "More families come early", "Visits counted monthly"],
            ["Hold two events", "Staff learn together", "Learning Group", "March 2015 as per strategy",
             "Staff use it", "Survey after three months"],
        ],
    )  # fmt: skip


def dated_columns(folder: Path) -> Path:
    """9: two rows of headers, periods in the names of columns, next steps as a column of their own."""
    return (
        Excel()
        .sheet("Actions", [
            ["Action plan after the inspection"],
            ["Standard 1: Referral and assessment"],
            ["No", "Actions required", "Lead(s)", "Dates", None, "Progress October 2003", "Action from October 2003"],
            [None, None, None, "Start", "End", None, None],
            ["1", "Review duty cover", "AB, CD", "From Oct 03", "End Dec 03", "Two posts filled", "Fill the third"],
            ["2", "Set targets", "CD", "Apr 03", "End Oct 03", "Targets set", "Check monthly"],
            ["Standard 2: Planning"],
            ["3", "Write guidance", "EF", "Oct 03", "Mar 04", "Drafted", "Consult"],
        ], merges=["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4"])
        .write(folder / "dated columns.xlsx")
    )  # fmt: skip
