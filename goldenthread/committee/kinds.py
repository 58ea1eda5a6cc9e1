"""The words a committee's business is kept in: governance, kinds of meetings and items, interests, exemption.

Sources: Local Government Act 1972, Part VA and Schedule 12; agenda of 2 May 2018 and minutes of 6 February 2018 of
the Safeguarding Sub (Community & Children's Services) Committee, for items, parts and purposes.
"""

from django.db.models import IntegerChoices, TextChoices


class Governance(TextChoices):
    """How a council decides. Key decisions and call-in belong to an executive alone.

    Source: Local Government Act 2000, section 9B.
    """

    COMMITTEES = "committees", "Committee system"
    EXECUTIVE = "executive", "Leader or mayor with an executive"


class Voting(TextChoices):
    """What a seat may vote on; a co-opted member's vote may be limited."""

    ALL = "all", "Votes on everything"
    LIMITED = "limited", "Votes on some business only"
    NONE = "none", "Does not vote"


class MeetingKind(TextChoices):
    """What sort of meeting it is."""

    ORDINARY = "ordinary", "Ordinary meeting"
    SPECIAL = "special", "Special meeting"
    EXTRAORDINARY = "extraordinary", "Extraordinary meeting"
    ANNUAL = "annual", "Annual meeting"


class Way(TextChoices):
    """How people attend."""

    IN_PERSON = "in person", "In person"
    HYBRID = "hybrid", "In a room and by link"
    REMOTE = "remote", "By link"


class MeetingState(TextChoices):
    """How far a meeting is."""

    PLANNED = "planned", "Planned"
    ISSUED = "issued", "Agenda issued"
    UNDER_WAY = "under way", "Under way"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Part(IntegerChoices):
    """The two parts of an agenda."""

    PUBLIC = 1, "Part 1 - Public Agenda"
    NON_PUBLIC = 2, "Part 2 - Non-Public Agenda"


class ItemKind(TextChoices):
    """What an item is; what its kind says is drafted and minuted in its formula."""

    APOLOGIES = "apologies", "Apologies"
    DECLARATIONS = "declarations", "Declarations of interest"
    MINUTES = "minutes", "Minutes"
    MATTERS_ARISING = "matters arising", "Matters arising"
    REPORT = "report", "Report"
    PRESENTATION = "presentation", "Presentation or verbal update"
    REFERENCE = "reference", "Reference from another body"
    WORK_PROGRAMME = "work programme", "Work programme"
    QUESTIONS = "questions", "Questions"
    URGENT = "urgent", "Urgent business"
    EXCLUSION = "exclusion", "Exclusion of the public"
    OTHER = "other", "Something else"


class ItemPurpose(TextChoices):
    """What members are asked for under an item."""

    NONE = "", "Neither"
    DECISION = "decision", "For Decision"
    INFORMATION = "information", "For Information"


class ItemState(TextChoices):
    """Whether an item is still taken at its meeting."""

    ON = "on", "On the agenda"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEFERRED = "deferred", "Deferred"


class PaperKind(TextChoices):
    """What a paper of an item is."""

    REPORT = "report", "Report"
    APPENDIX = "appendix", "Appendix"
    MINUTES = "minutes", "Minutes of an earlier meeting"
    OTHER = "other", "Other paper"


class Ground(TextChoices):
    """Why something is kept from the public. The two differ: confidential must be kept, exempt may be.

    Source: Local Government Act 1972, section 100A(2) and (3) (confidential), (4) and Schedule 12A (exempt).
    """

    EXEMPT = "exempt", "Exempt"
    CONFIDENTIAL = "confidential", "Confidential"


class InterestKind(TextChoices):
    """What sort of interest a member declares.

    Sources: Localism Act 2011, sections 30 and 31 (disclosable pecuniary interests); Local Government Finance Act 1992,
    section 106 (council tax); codes of conduct of councils for the others.
    """

    PECUNIARY = "disclosable pecuniary", "Disclosable pecuniary interest"
    REGISTRABLE = "other registrable", "Other registrable interest"
    PERSONAL = "personal", "Personal interest"
    PREJUDICIAL = "prejudicial", "Personal and prejudicial interest"
    COUNCIL_TAX = "council tax", "Council tax two months in arrears"
    VOLUNTARY = "voluntary", "Declared in the interest of openness"


class Consequence(TextChoices):
    """What a member does who has declared an interest."""

    STAYS = "stays", "Stays, speaks and votes"
    SPEAKS = "speaks", "Speaks and does not vote"
    LEAVES = "leaves", "Leaves the room for the item"
