"""Layouts of improvement plans as councils publish them, 10 to 18, each a real file with invented content."""

from pathlib import Path

from tests.plan.reading.files import AMBER, BLUE, GREEN, RED, Excel, Word, write_csv, write_text


def scrutiny_tracker(folder: Path) -> Path:
    """10: refs with years, origins, initials with slashes, bullets in a cell, the key under the table."""
    return (
        Excel()
        .sheet("Tracker", [
            ["Scrutiny Recommendation Tracker"],
            ["Reference", "Origin", "Date", "Area", "Recommendation", "Exec date", "Lead officer/EM", "Action taken",
             "Status"],
            ["SR (25/26) 01", "Housing Task and Finish Group", "03/06/2025", "Housing", "Inspect all hostels",
             "10/07/2025", "DM/PL/KL", "• Visits begun\n• Two hostels seen", "Acceptable"],
            ["SR (25/26) 02", "Housing Task and Finish Group", "03/06/2025", "Housing", "Publish the results",
             "10/07/2025", "DM", "Published", "Achieved"],
            ["SR (25/26) 03", "Budget Scrutiny Committee", "01/09/2025", "Finance", "Report quarterly", "", "PL/DM",
             "", "Paused"],
            ["Rating key"],
            ["Achieved", "Stop monitoring"],
            ["Acceptable", "Continue to monitor"],
            ["Unacceptable", "The officer attends"],
        ])
        .write(folder / "scrutiny tracker.xlsx")
    )  # fmt: skip


def five_tables(folder: Path) -> Path:
    """11: the status of a row is the table it stands in; refs with names of meetings; % complete."""
    head = ["Ref", "Recommendation", "Responsible officer", "Due date", "Update", "% complete"]
    return write_text(
        folder / "five tables.txt",
        "Audit recommendation tracker",
        "Table A: live recommendations",
        [head, ["22 BCFU 07", "Test the recovery plan", "Head of IT", "March 2023", "Test booked", "40%"]],
        "Table B: recommendations completed since the last meeting",
        [head, ["SC19 O 03", "Write a policy on gifts", "Monitoring Officer", "June 2022", "Adopted", "100%"],
         ["CSM&R 15", "Review insurance", "Head of Finance", "July 2022", "Reviewed", "100%"]],
        "Table C: extension requested",
        [head, ["21 PROC 02", "Train all buyers", "Head of Finance", "Sept 2022", "Half trained", "50%"]],
        "Table D: outstanding recommendations",
        [head, ["20 HR 11", "Check references", "Head of HR", "January 2022", "No news", "10%"]],
    )  # fmt: skip


def exception_report(folder: Path) -> Path:
    """12: a column for each month, corrective action beside the action, refs inside numbered titles."""
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    return write_csv(
        folder / "exception report.csv",
        [
            ["Improvement plan exception report", *[""] * 12],
            ["CP1: Town centre", *[""] * 12],
            ["Ref", "Action", "Lead", "Target date", "RAG", "Current position", "Corrective action", *months],
            ["3.3.6", "Open the market", "JB", "Jul-10", "R", "Site not ready", "Move to the square",
             "", "", "X", "", "", ""],
            ["CP2: Homes", *[""] * 12],
            ["13.2.3", "Build ten homes", "DA", "Aug-10", "A", "Permit late", "Weekly calls",
             "", "", "", "X", "", ""],
        ],
    )  # fmt: skip


def coloured_plan(folder: Path) -> Path:
    """13: must and should, a heading for each service, the rating only as a fill, amber meaning on track."""
    head = ["Must/should", "What needs to improve", "Action", "Lead", "Target", "RAG"]
    return (
        Excel()
        .sheet("Urgent care", [
            head,
            ["Must", "Waits are long", "Open a second desk", "Matron", "31/03/2020", None],
            ["Should", "Signs are unclear", "New signs", "Estates Manager", "15/05/2020", None],
        ], fills={"F2": AMBER, "F3": GREEN})
        .sheet("Wards", [
            head,
            ["Must", "Records are late", "Audit weekly", "Ward Manager", "30/06/2020", None],
            ["Must", "Keys are lost", "Fit a key safe", "Estates Manager", "30/01/2020", None],
        ], fills={"F2": RED, "F3": BLUE})
        .sheet("Key", [["Blue", "Complete and inspected by a peer"], ["Green", "Complete"], ["Amber", "On track"],
                       ["Red", "Off track"]])
        .write(folder / "coloured plan.xlsx")
    )  # fmt: skip


def worded_ratings(folder: Path) -> Path:
    """14: a summary first, then words instead of colours."""
    return write_text(
        folder / "worded ratings.txt",
        "Quality Improvement Programme",
        [["Theme", "Delivered", "On track", "Some issues", "Not on track"], ["Safety", "1", "1", "0", "1"]],
        [
            ["Ref", "Action", "Owner", "Due", "Progress", "Status"],
            ["S1", "Check drug charts daily", "Chief Nurse", "May 2016", "Daily since May", "Delivered"],
            ["S2", "Recruit 20 nurses", "HR Director", "Dec 2016", "12 in post", "On track"],
            ["S3", "Replace old beds", "Estates Director", "Aug 2016", "Supplier late", "Not on track"],
            ["S4", "Train all staff in falls", "Chief Nurse", "Sep 2016", "70 of 100", "Some issues (room booking)"],
        ],
    )  # fmt: skip


def statement_of_action(folder: Path) -> Path:
    """15 and 16: a glossary of initials in front, the key far from the tables, red meaning not started."""
    head = ["Ref", "Action", "Who", "By when", "How will we know?", "RAG", "Update"]
    return (
        Word()
        .heading("Written Statement of Action")
        .table([["Initials", "Name", "Designation"], ["AB", "Ann Low", "Director"], ["CD", "Ben High", "SEND Lead"]])
        .heading("RAG rating key", 2)
        .table([["Red", "Not started"], ["Amber", "Begun, some delay"], ["Green", "On track"], ["Blue", "Completed"]])
        .heading("Governance", 2)
        .text(*["The boards meet each quarter and hear from parents."] * 12)
        .heading("Concern 1: Plans are late", 2)
        .text("Inspectors found that plans took too long.")
        .table([
            head,
            ["1.1", "Fill four posts", "AB", "1 May 2019", "Posts filled", "Red", ""],
            ["1.2", "Weekly list of late plans", "CD", "June 2019", "List sent", "Green", "05/03/2019 - list begun"],
        ])
        .heading("Concern 2: Parents are not heard", 2)
        .table([head, ["2.1", "Pay the forum", "AB/CD", "Q2 2019", "Forum meets", "Blue", "Feb 2019: paid"]])
        .write(folder / "statement of action.docx")
    )  # fmt: skip


def furnished_pages(folder: Path) -> Path:
    """17: workstreams; page furniture and headers between rows; rows that a page had split; people at the back."""
    head = ["Ref", "Action", "Lead", "Deadline", "Progress", "BRAG"]
    foot = "FiNAL v1.0 Local Area Action Plan Page 2 of 78"
    return write_text(
        folder / "furnished pages.txt",
        "Local Area Action Plan",
        "Workstream 1: Joint commissioning",
        [head, ["1.1", "Agree one contract for therapies, with", "KL", "Sept 2019", "Draft contract written and", "G"]],
        foot,
        [head, ["---", "---", "---", "---", "---", "---"], ["", "clear waiting times", "", "", "sent to lawyers", ""],
         ["1.2", "Publish waits", "KL", "Dec 2019", "Published", "B"]],
        "Workstream 2 - Quality of plans",
        [head, ["2.1", "Sample ten plans a month", "MN", "Oct 2019", "Sampled", "G"]],
        "Workstream 2 - Quality of plans (continued)",
        [head, ["2.2", "Share the learning", "MN", "Nov 2019", "", "R"]],
        "Individuals",
        [["Kim Lake", "Commissioner"], ["Mo North", "Quality Lead"]],
    )  # fmt: skip


def evidence_plan(folder: Path) -> Path:
    """18: item, deadline, person, key documents; drop-down lists beside, under and apart from the table."""
    return (
        Excel()
        .sheet("Action plan", [
            ["Action plan after the inspection of the home"],
            ["Item", "Actions", "Deadline", "Person", "RAG", "Key documents", None, "List"],
            ["1", "Check fire doors monthly", "28/02/2024", "Registered Manager", "Green", "Fire log", None, "Red"],
            ["2", "Update all care plans", "31/03/2024", "Deputy Manager", "Amber", "Care plan audit", None, "Amber"],
            ["3", "Train night staff", "30/04/2024", "Registered Manager", "Red", "", None, "Green"],
            [None, None, None, None, "Red"],
            [None, None, None, None, "Amber"],
            [None, None, None, None, "Green"],
        ])
        .sheet("Lists", [["Status", "Person"], ["Red", "Registered Manager"], ["Amber", "Deputy Manager"]])
        .write(folder / "evidence plan.xlsx")
    )  # fmt: skip
