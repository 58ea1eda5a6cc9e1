"""The demonstration's papers, dated from a given day: a plan as a committee pack prints it, quirks and all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldenthread.kernel.dates import add_months

FOLDER = Path(__file__).parent
COLUMNS = ("Ref:", "Action:", "Start:", "End date", "Measure/outcome:", "Lead officer:", "DLT lead:", "Comments:")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a paper: its priority, section and the texts of its columns."""

    priority: str
    title: str
    section: str
    ref: str
    aim: str
    action: str
    starts: str
    ends: str
    measure: str
    leads: str
    status: str
    comment: str


def plan_start(day: date) -> date:
    """The first of April of the plan's year: the one that lets the plan be eight months old or more."""
    start = date(day.year, 4, 1)
    return start if (day - start).days > 200 else date(day.year - 1, 4, 1)


def lines(name: str, *, day: date) -> Iterator[Line]:
    """The rows of a paper with the dates and words of the day."""
    start = plan_start(day)
    priority = title = section = ""
    for text in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not text.strip() or text.startswith("#"):
            continue
        if text.startswith("=="):
            number, title = text[2:].split(":", 1)
            priority, title, section = number.strip(), _filled(title.strip(), start, day), ""
        elif text.startswith("§"):
            section = text[1:].strip()
        else:
            yield _line(text, priority, title, section, start, day)


def _line(text: str, priority: str, title: str, section: str, start: date, day: date) -> Line:
    ref, aim, action, dates, measure, leads, status, comment = (part.strip() for part in text.split("|", 7))
    first, last = dates.split(">")
    return Line(
        priority,
        title,
        section,
        ref,
        _filled(aim, start, day),
        action,
        _month(first, start),
        " then ".join(_month(step, start, long=" then " in last) for step in last.split(" then ")),
        measure,
        leads,
        status,
        _filled(comment, start, day),
    )


def _month(offset: str, start: date, *, long: bool = False) -> str:
    """A month so many after the plan's first; ``d15`` gives a day as a spreadsheet prints it, ``w`` stays."""
    offset = offset.strip()
    if offset.startswith("d"):
        return f"{add_months(start, int(offset[1:])):%d/%m/%Y}"
    if not offset.lstrip("-").isdigit():
        return offset
    day = add_months(start, int(offset))
    return f"{day:%B %Y}" if long else f"{day:%b-%y}"


def _filled(text: str, start: date, day: date) -> str:
    last = add_months(day, -4)  # the paper was written before it was brought
    words = {"u": f"{last:%b} {last.year}", "U": f"{last:%b} {last.year}".upper(), "y1": str(start.year - 1)}
    return re.sub(r"\{(\w+)\}", lambda found: words[found[1]], text)


def improvement_paper(*, day: date) -> str:
    """The service improvement plan as text of a committee pack: header block, priorities, tables, page breaks."""
    start = plan_start(day)
    end = add_months(start, 11)
    span = f"{start:%B %Y} to {end:%B %Y}"
    header = (
        ("Name:", "Service Improvement Plan for Children and Families"),
        ("Duration:", span),
        ("Relevant Strategies", "Children and Young People's Plan; Corporate Parenting Strategy"),
        ("Previous version(s) of action plan /relevant plans:", f"Service Improvement Plan {start.year - 1}"),
        ("Board responsible for monitoring action plan:", "Service Improvement Board/Children's Partnership Executive"),
        ("Owner:", "Head of Children's Improvement"),
        ("Implementation Date:", span),
        ("Review Date:", f"{add_months(start, 8):%b-%y}"),
        ("Frequency of monitoring/reporting", "Quarterly"),
        ("Aims:", "Children and families see the difference, and we can show it."),
    )
    out = ["Wexmoor Council", "", "Appendix 1: the plan", "", *("\t".join(pair) for pair in header), ""]
    priority = section = ""
    for number, line in enumerate(lines("improvement_plan.txt", day=day)):
        is_new = line.priority != priority
        if is_new or line.section != section:
            if is_new:
                out += ["", f"Priority {line.priority}: {line.title}", ""]
            if line.section:
                out.append(line.section)
            out.append("\t".join(("Recommendations:" if line.section else "Specific aim:", *COLUMNS, "RAG status:")))
            priority, section = line.priority, line.section
        elif number % 14 == 13:
            out.append("")
        senior = "" if not line.leads else "KN" if line.leads.startswith("MP") else "RL"
        out.append(
            "\t".join(
                (
                    line.aim,
                    line.ref,
                    line.action,
                    line.starts,
                    line.ends,
                    line.measure,
                    line.leads,
                    senior,
                    line.comment,
                    line.status,
                )
            )
        )
    return "\n".join(out) + "\n"
