"""Who may enter sources and answer for findings. What is not recognised is refused."""

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.models import Finding, Source

ENTERS = frozenset({Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR})
STAFF = ENTERS | {
    Role.LEAD_OFFICER,
    Role.DEMOCRATIC_SERVICES,
    Role.MONITORING_OFFICER,
    Role.ADMINISTRATOR,
}
OPENS = STAFF | {Role.AUDITOR}
"""Whose roles open pages of sources at all; which sources each sees is for ``visible_to``."""


def opens_sources(person: Person) -> bool:
    """Whether a person opens pages of sources; to whoever does not, no source is shown as found or led to."""
    return person.is_system or bool(person.rights.roles & OPENS)


def may_enter(person: Person, kind: str) -> bool:
    """Any member of staff can enter feedback; other sources are entered by managers, assurance and directors."""
    if person.is_system:
        return True
    roles = person.rights.roles
    return bool(roles & (STAFF if kind == SourceKind.STAFF_FEEDBACK else ENTERS))


def may_answer(person: Person) -> bool:
    """Whether a person may decline or discharge a finding."""
    return person.is_system or bool(person.rights.roles & ENTERS)


def require_may_enter(by: Actor, kind: str) -> None:
    """Refuse whoever may not enter a source of this kind."""
    if not may_enter(by.acting, kind):
        raise NotAllowed("You can enter staff feedback; other sources are entered by managers.")


def may_add_finding(person: Person, source: Source) -> bool:
    """Who may add a finding to a source. What a meeting here asked for comes from the meeting, not by hand."""
    return person.is_system if _is_of_a_meeting(source) else may_enter(person, source.kind)


def require_may_add_finding(by: Actor, source: Source) -> None:
    """Refuse whoever may not add a finding to a source."""
    if _is_of_a_meeting(source) and not by.acting.is_system:
        raise NotAllowed("What a board or committee asks for comes from its meetings; nobody adds to it by hand.")
    require_may_enter(by, source.kind)


def _is_of_a_meeting(source: Source) -> bool:
    """Whether a source is what a meeting kept here asked for: a direction that no person entered.

    One that somebody entered from a paper, of a meeting not kept here, is theirs to go on with.
    """
    return source.kind == SourceKind.DIRECTION and source.body_id is not None and source.entered_by.is_system


def require_may_answer(by: Actor) -> None:
    """Refuse whoever may not decide what becomes of a finding."""
    if not may_answer(by.acting):
        raise NotAllowed("Only a manager, quality assurance or a director can decide what becomes of a finding.")


def may_correct(person: Person, finding: Finding) -> bool:
    """Whoever entered a finding puts it right; what a paper brought, whoever may answer findings.

    What a board decided is put right where it was decided.
    """
    if finding.source.body_id is not None:
        return False
    if finding.entered_by.is_system:
        return may_answer(person)
    return finding.entered_by_id == person.pk


def require_may_correct(by: Actor, finding: Finding) -> None:
    """Refuse whoever did not enter a finding."""
    if not may_correct(by.acting, finding):
        raise NotAllowed("Only whoever entered a finding can correct or withdraw it.")
