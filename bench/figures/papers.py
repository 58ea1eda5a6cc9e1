"""How long it takes to read a paper, and to take it as a plan."""

import csv
from itertools import count

from bench.figures.material.floors import inserted, kept_as_json
from bench.figures.material.papers import plan_name, rows, seed, size, workbook
from bench.figures.material.plans import NOW, manager, staged
from bench.product import ROOT, folder, ready
from bench.registry import Measured, figure

ACTIONS = 10_000


def seed_as_rows() -> Measured:
    """The floor of reading a text: its lines split at tabs."""
    text = seed(ROOT)[0].decode()
    return lambda: list(csv.reader(text.splitlines(), delimiter="\t"))


@figure("seed-read", floor=seed_as_rows, times=1, rounds=5, warm_up=0)
def seed_read() -> Measured:
    """A whole committee pack read and understood: from the file, in the child process, to the receipt.

    Once a process, as a paper is: what a second reading would remember does not count.
    """
    ready()
    from goldenthread.intake.queries import by_kind
    from goldenthread.intake.reading import read_in_child
    from goldenthread.plan.intake import receipt_for, understand

    text, name = seed(ROOT)
    path = folder() / name
    path.write_bytes(text)
    person, nothing = manager().person, by_kind({})

    def read() -> object:
        reading = understand(read_in_child(path, name), nothing)
        return receipt_for(reading, nothing, sha256="", name=name, person=person)

    return read


def workbook_as_rows() -> Measured:
    """The floor of staging: the cells read by calamine and kept as they are."""
    path = workbook(folder() / "floor.xlsx", plan_name(), size(ACTIONS))

    def read() -> None:
        from python_calamine import CalamineWorkbook

        kept_as_json(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())

    return read


@figure("workbook-staged", floor=workbook_as_rows, times=1, rounds=2, warm_up=0)
def workbook_staged() -> Measured:
    """A workbook of 10,000 actions in 11 columns, from upload to review: read, understood, kept."""
    ready()
    from goldenthread.plan.intake import stage_paper

    content = workbook(folder() / "plan.xlsx", plan_name(), size(ACTIONS)).read_bytes()
    by = manager()
    return lambda: stage_paper(chunks=[content], name="plan.xlsx", by=by, at=NOW)


def rows_inserted() -> Measured:
    """The floor of acceptance: the rows put into one table and one full-text index."""
    cells = rows(size(ACTIONS))
    return lambda: inserted(cells)


@figure("paper-accepted", floor=rows_inserted, times=1, rounds=2, warm_up=0)
def paper_accepted() -> Measured:
    """A paper of 10,000 actions taken as a new plan, with its ledger entry and its place in the search."""
    ready()
    from goldenthread.plan.commands.paper.accepting import accept_paper
    from goldenthread.plan.models import Plan

    # Each call takes a plan of its own, or it would find nothing new.
    numbers = count(Plan.objects.count() + 1)
    waiting = [staged(ACTIONS, next(numbers))]

    def accept() -> object:
        paper = waiting.pop() if waiting else staged(ACTIONS, next(numbers))
        return accept_paper(of=paper, by=manager(), at=NOW, accept_losses=True)

    return accept
