"""Each layout of a plan becomes a live plan: every row kept, the same file again the same, and undone as a whole."""

import pytest

from goldenthread.documents.storing import read_chunks
from goldenthread.plan.commands.paper import accept_paper, undo_paper
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import compare_paper, reading_of, stage_paper
from goldenthread.plan.models import Action, Plan
from tests.importing.papers import EVENING, NOON, desk
from tests.plan.reading import layouts, more_layouts

pytestmark = pytest.mark.django_db
LAYOUTS = [
    layouts.service_plan,
    layouts.inspection_plan,
    layouts.outcome_plan,
    layouts.multi_agency_plan,
    layouts.review_plan,
    layouts.numbered_status,
    layouts.business_plan,
    layouts.strategic_plan,
    layouts.dated_columns,
    more_layouts.scrutiny_tracker,
    more_layouts.five_tables,
    more_layouts.exception_report,
    more_layouts.coloured_plan,
    more_layouts.worded_ratings,
    more_layouts.statement_of_action,
    more_layouts.furnished_pages,
    more_layouts.evidence_plan,
]


@pytest.fixture(params=LAYOUTS, ids=lambda layout: layout.__name__)
def path(request, tmp_path):
    return request.param(tmp_path)


def stage(path):
    return stage_paper(chunks=read_chunks(path), name=path.name, by=desk(), at=NOON)


def kept_of(action):
    """Every text that the plan keeps of an action."""
    own = ("key", "ref", "wording", "starts_written", "ends_written", "leads_written", "senior_lead_written")
    texts = [
        *(getattr(action, name) for name in (*own, "comments", "notes")),
        *((action.aim.text, action.aim.section) if action.aim else ()),
        action.measure.text if action.measure else "",
        action.rating.word if action.rating else "",
        *(f"{one.text}\n{one.due_written}" for one in action.milestones.all()),
        *(f"{one.title}\n{one.description}" for one in action.evidence.all()),
        *(link.finding.text for link in action.action_findings.select_related("finding")),
    ]
    return " ".join("\n".join(texts).split())


def test_nothing_of_any_row_is_dropped_and_the_same_file_is_the_same(path):
    of = stage(path)
    plan = accept_paper(of=of, by=desk(), at=EVENING, accept_losses=True).plan
    actions = {one.key: one for one in Action.objects.filter(plan=plan).select_related("aim", "measure", "rating")}
    for read in reading_of(of).actions:
        kept = kept_of(actions[read.key])
        for column, text in read.cells.items():
            assert " ".join(text.split()) in kept, f"{read.key} lost its {column}"
    again = stage(path)
    assert again.receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": len(actions)}
    assert compare_paper(again, reading_of(again), desk().acting).older == ()


def test_its_export_is_the_same_and_it_is_undone_as_a_whole(path):
    of = stage(path)
    plan = accept_paper(of=of, by=desk(), at=EVENING, accept_losses=True).plan
    for ending in ("xlsx", "csv"):
        content = export_plan(plan, ending, by=desk(), at=EVENING)
        back = stage_paper(chunks=[content], name=f"plan.{ending}", by=desk(), at=EVENING)
        assert back.receipt["changes"]["same"] == plan.actions.count(), ending
    undo_paper(of=of, by=desk(), at=EVENING)
    assert (Plan.objects.count(), Action.objects.count()) == (0, 0)
