"""What a receipt says of a pack: its meetings with their items, its minutes in figures, its reports, what it offers."""

from typing import Any

from goldenthread.committee.reading.values import AgendaRead, CoverReportRead, MinutesRead, PackReading

Json = dict[str, Any]
LOOKED_FOR = (
    "Nor was a meeting or a report found: looked for an agenda with items under its title, for minutes with who was "
    "present, and for a report's block with its subject and author."
)
PAPER_WITHOUT_PAGES = "paper-without-pages"


def receipt_of(reading: PackReading) -> Json:
    """What a receipt gains by a pack: the same names and the same shape wherever it is printed."""
    return {
        "meetings": [_meeting(one) for one in reading.agendas],
        "minutes": [_minutes(one) for one in reading.minutes],
        "reports": [_report(one) for one in reading.reports],
        "offered": len(reading.offered),
    }


def problems_of(reading: PackReading) -> list[Json]:
    """The problems of a pack as a receipt prints them; each names the item it may belong to, or none."""
    return [
        {"code": PAPER_WITHOUT_PAGES, "where": one.where, "text": one.text, "action": None, "item": one.item}
        for one in reading.problems
    ]


def _meeting(agenda: AgendaRead) -> Json:
    return {
        "committee": agenda.committee,
        "on": agenda.head.on.iso,
        "items": [
            {
                "number": item.printed_number,
                "title": item.title,
                "part": item.part,
                "purpose": item.purpose,
                "pages": item.pages,
            }
            for item in agenda.items
        ],
    }


def _minutes(minutes: MinutesRead) -> Json:
    return {
        "committee": minutes.committee,
        "on": minutes.head.on.iso,
        "items": len(minutes.items),
        "members_present": len(minutes.members),
        "officers_present": len(minutes.officers),
        "apologies": len(minutes.apologies),
        "resolutions": len(minutes.resolutions),
    }


def _report(report: CoverReportRead) -> Json:
    return {
        "subject": report.subject,
        "author": report.author,
        "purpose": report.purpose,
        "bodies": [{"name": one.name, "on": one.on.isoformat() if one.on else ""} for one in report.bodies],
    }
