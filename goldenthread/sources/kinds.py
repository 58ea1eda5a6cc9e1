"""The kinds of sources and findings.

Sources: report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 2 to 4 (what the
plan draws on: inspection, audits, case reviews, research, the annual survey); Ofsted's reports
(strengths, areas for development, recommendations).
"""

from django.db.models import TextChoices


class SourceKind(TextChoices):
    """Where a finding comes from."""

    INSPECTION = "inspection", "Inspection"
    FOCUSED_VISIT = "focused_visit", "Focused visit"
    EXTERNAL_AUDIT = "external_audit", "External audit"
    THEMATIC_AUDIT = "thematic_audit", "Thematic audit"
    MULTI_AGENCY_AUDIT = "multi_agency_audit", "Multi-agency audit"
    CASE_REVIEW = "case_review", "Case review"
    SURVEY = "survey", "Survey or consultation"
    STAFF_FEEDBACK = "staff_feedback", "Staff feedback"
    RESEARCH = "research", "Research"
    SELF_EVALUATION = "self_evaluation", "Self-evaluation"
    PROVIDER_JUDGEMENT = "provider_judgement", "Judgement on a provider"
    DATA = "data", "Data"
    DIRECTION = "direction", "Direction of a board or committee"
    STRATEGY = "strategy", "Strategy"
    OTHER = "other", "Other"


class FindingKind(TextChoices):
    """What a finding says."""

    RECOMMENDATION = "recommendation", "Recommendation"
    FOR_DEVELOPMENT = "for_development", "For development"
    STRENGTH = "strength", "Strength"


class Answer(TextChoices):
    """Whether a finding still waits for an answer; a finding with an action is answered by it."""

    OPEN = "open", "Open"
    DECLINED = "declined", "Not taken up, with a reason"
    DISCHARGED = "discharged", "Discharged"
    WITHDRAWN = "withdrawn", "Withdrawn by whoever entered it"
