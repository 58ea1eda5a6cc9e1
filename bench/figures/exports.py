"""What it costs to take a plan out as a file, and to hold its colours against its dates."""

import csv
from datetime import date
from io import BytesIO, StringIO

from bench.figures.material.floors import OF_A_PLAN, database
from bench.figures.material.plans import NOW, manager, with_plan
from bench.registry import Measured, Prepare, figure


def exported(count: int, format: str) -> Prepare:
    """A plan of so many actions as a file, its snapshot kept."""

    def prepare() -> Measured:
        plan = with_plan(count)
        from goldenthread.plan.export import export_plan

        return lambda: export_plan(plan, format, by=manager(), at=NOW)

    return prepare


def written_by_csv(count: int) -> Prepare:
    """The floor of a CSV: the same rows by one query, written by Python's own writer."""

    def prepare() -> Measured:
        with_plan(count)
        connection = database()

        def write() -> bytes:
            out = StringIO(newline="")
            csv.writer(out).writerows(connection.execute(OF_A_PLAN).fetchall())
            return out.getvalue().encode()

        return write

    return prepare


def written_by_openpyxl(count: int) -> Prepare:
    """The floor of a workbook: the same rows by one query, written by openpyxl without a style."""

    def prepare() -> Measured:
        with_plan(count)
        connection = database()

        def write() -> bytes:
            from openpyxl import Workbook

            book = Workbook(write_only=True)
            sheet = book.create_sheet("Plan")
            for row in connection.execute(OF_A_PLAN):
                sheet.append(row)
            out = BytesIO()
            book.save(out)
            return out.getvalue()

        return write

    return prepare


figure("csv-10000", floor=written_by_csv(10_000), times=3, rounds=2)(exported(10_000, "csv"))
figure("xlsx-1000", floor=written_by_openpyxl(1000), times=5, rounds=2)(exported(1000, "xlsx"))
ON = date(2026, 1, 5)


def dates_compared() -> Measured:
    """The floor of a challenge: states and dates by one query, each compared with the day."""
    with_plan(1000)
    connection = database()
    asked = "SELECT state, ends_on FROM plan_action"
    return lambda: sum(1 for _, ends in connection.execute(asked) if ends and date.fromisoformat(ends) < ON)


@figure("challenge-1000", floor=dates_compared, times=50, rounds=2, warm_up=3)
def challenge_of_a_plan() -> Measured:
    """The declared colours of 1,000 actions held against those their dates suggest."""
    plan = with_plan(1000)
    from goldenthread.plan.challenge import challenge

    return lambda: challenge(plan, on=ON)
