"""The labels of the columns, as the paper of this plan printed them, else as officers know them."""

from goldenthread.plan.models import Plan
from goldenthread.plan.reading.values import Column

LABELS = {
    Column.AIM: "Specific aim",
    Column.REF: "Ref",
    Column.ACTION: "Action",
    Column.STARTS: "Start",
    Column.ENDS: "End date",
    Column.MEASURE: "Measure/outcome",
    Column.LEADS: "Lead officer",
    Column.SENIOR_LEAD: "DLT lead",
    Column.COMMENTS: "Comments",
    Column.STATUS: "RAG status",
}
"""Source: the header rows of the plan printed with the report of 2 May 2018."""


def labels_of(plan: Plan) -> dict[str, str]:
    """Column to label for one plan."""
    own = plan.column_labels if isinstance(plan.column_labels, dict) else {}
    return {column.value: str(own.get(column.value) or label).strip() for column, label in LABELS.items()}
