"""The roles of the product: who reads what and who may do what.

A role is held on one plan, on one body, or everywhere. The table of what each
reads and does stands in ``docs/roles.md`` and is held by a test.

Sources: report of 2 May 2018 to the Safeguarding Sub Committee (lead officers, service manager,
director, boards); Local Government and Housing Act 1989, section 5 (monitoring officer); Local
Government Act 1972, section 100F (papers of members). Who reads which plan is our reading.
"""

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody is to the council's improvement work."""

    LEAD_OFFICER = "lead officer", "Lead officer"
    SERVICE_MANAGER = "service manager", "Service manager"
    QUALITY_ASSURANCE = "quality-assurance manager", "Quality-assurance manager"
    DIRECTOR = "director", "Director"
    BOARD_MEMBER = "board member", "Board member"
    DEMOCRATIC_SERVICES = "democratic-services officer", "Democratic-services officer"
    ELECTED_MEMBER = "elected member", "Elected member"
    MONITORING_OFFICER = "monitoring officer", "Monitoring officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Holding(TextChoices):
    """How somebody holds a post."""

    SUBSTANTIVE = "substantive", "Substantive"
    INTERIM = "interim", "Interim"
    ACTING = "acting", "Acting"
