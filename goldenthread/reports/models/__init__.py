"""Tables of reports."""

from goldenthread.reports.models.brought import BroughtPaper
from goldenthread.reports.models.clearing import (
    Clearance,
    ClearanceQuerySet,
    Explanation,
    IssuedFile,
    Remark,
    ReportVersion,
)
from goldenthread.reports.models.issuing import Issuing
from goldenthread.reports.models.report import Destination, Report, ReportQuerySet
from goldenthread.reports.models.writing import ReportAppendix, ReportPicture, ReportTemplate, Section

__all__ = [
    "BroughtPaper",
    "Clearance",
    "ClearanceQuerySet",
    "Destination",
    "Explanation",
    "IssuedFile",
    "Issuing",
    "Remark",
    "Report",
    "ReportAppendix",
    "ReportPicture",
    "ReportQuerySet",
    "ReportTemplate",
    "ReportVersion",
    "Section",
]
