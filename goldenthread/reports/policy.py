"""Who may do what to a report. What is not recognised is refused; reading is decided by ``visible_to``.

Two duties are kept apart: whoever wrote a report never clears it, whoever sat at
the keyboard and whoever they acted for alike. An auditor changes nothing.
"""

from datetime import date

from goldenthread.boards.models import MonitoringRound
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan import policy as of_plans
from goldenthread.reports.models import Clearance, Remark, Report

MAKES_REPORTS = frozenset({Role.SERVICE_MANAGER, Role.DIRECTOR})


def _is_auditor(person: Person) -> bool:
    return Role.AUDITOR in person.rights.roles


def may_make(by: Actor, round: MonitoringRound | None) -> bool:
    """Whether somebody may begin a report: who manages or directs the plan; on no plan, a manager or director."""
    person = by.acting
    if person.is_system:
        return True
    if _is_auditor(person):
        return False
    if round is None:
        return bool(person.rights.roles & MAKES_REPORTS)
    return of_plans.manages(person, round.plan) or person.rights.has(Role.DIRECTOR, scope_id=round.plan.scope_id)


def may_write(by: Actor, report: Report) -> bool:
    """Whether somebody may write in a report: its authors, who made it, and who manages the plan it is on."""
    person = by.acting
    if person.is_system:
        return True
    if _is_auditor(person):
        return False
    if person.pk in report.author_ids or person.pk == report.made_by_id:
        return True
    return report.plan is not None and of_plans.manages(person, report.plan)


def why_no_author(person: Person, *, on: date) -> str:
    """Why somebody cannot be the author of a report: they change nothing, or cannot sign in; blank where they can."""
    if person.is_system:
        return ""
    if _is_auditor(person):
        return f"{person.name} is an auditor, who changes nothing: name another author."
    if not _may_sign_in(person, on=on):
        return f"{person.name} cannot sign in here and so could not write the report: name another author."
    return ""


def _may_sign_in(person: Person, *, on: date) -> bool:
    account = Account.objects.select_related("person").filter(person=person).first()
    return account is not None and account.may_sign_in(on=on)


def why_not_asked(person: Person, *, on: date) -> str:
    """Why somebody cannot be asked to clear: they left, change nothing or cannot sign in; blank where they can.

    Nobody else answers for them, so a report put to such a person would wait for ever.
    """
    if person.is_system or person.has_left(on=on):
        return f"{person} is not here any more; name somebody else."
    if _is_auditor(person):
        return f"{person} is an auditor, who changes nothing: name somebody else to clear this report."
    if not _may_sign_in(person, on=on):
        return f"{person} cannot sign in here and so could not clear this report: name somebody else."
    return ""


def require_can_be_author(person: Person, *, on: date, about: str = "author") -> None:
    """Refuse an author who could not write in the report."""
    if refused := why_no_author(person, on=on):
        raise RuleBroken(refused, about=about)


def may_remark(by: Actor, report: Report) -> bool:
    """Whether somebody may put a remark beside the words: who writes it, and who was asked to clear it."""
    if _is_auditor(by.acting):
        return False
    return may_write(by, report) or Clearance.objects.filter(report=report, person=by.acting).exists()


def may_decide(by: Actor, clearance: Clearance) -> bool:
    """Whether somebody may clear or send back: the person who was asked, and nobody who wrote it."""
    if by.acting.pk != clearance.person_id or _is_auditor(by.acting):
        return False
    return not (by.people & clearance.report.author_ids)


def may_issue(by: Actor, report: Report) -> bool:
    """Whether somebody may issue: who manages or directs the plan, or the chief officer named; on no plan, a director.

    That it was cleared by somebody who is not an author is asked by the command, so two people stand behind it.
    """
    person = by.acting
    if person.is_system:
        return True
    if _is_auditor(person):
        return False
    if person.pk == report.chief_officer_id:
        return True
    if report.plan is None:
        return person.rights.has(Role.DIRECTOR)
    return of_plans.manages(person, report.plan) or person.rights.has(Role.DIRECTOR, scope_id=report.plan.scope_id)


def may_remind(by: Actor, report: Report) -> bool:
    """Whether somebody may remind those who have not answered: who writes the report, and who will issue it."""
    return may_write(by, report) or may_issue(by, report)


def may_return(by: Actor) -> bool:
    """Whether somebody may return an issued report: democratic services, to whom it was handed."""
    person = by.acting
    return person.is_system or (not _is_auditor(person) and Role.DEMOCRATIC_SERVICES in person.rights.roles)


def may_withdraw(by: Actor, report: Report) -> bool:
    """Whether somebody may withdraw: who writes it before it was issued, who may issue it afterwards."""
    return may_issue(by, report) or (report.is_being_written and may_write(by, report))


def may_keep_templates(by: Actor) -> bool:
    """Whether somebody may keep templates and wording: democratic services, who receive reports, and administrators."""
    person = by.acting
    if person.is_system:
        return True
    if _is_auditor(person):
        return False
    return bool(person.rights.roles & {Role.DEMOCRATIC_SERVICES, Role.ADMINISTRATOR})


def require_may_make(by: Actor, round: MonitoringRound | None) -> None:
    """Refuse whoever may not begin a report on this round."""
    if not may_make(by, round):
        raise NotAllowed("Only whoever manages or directs the plan can begin a report on it.")


def require_may_write(by: Actor, report: Report) -> None:
    """Refuse whoever does not write this report."""
    if not may_write(by, report):
        raise NotAllowed("Only its authors, and whoever manages the plan, can change this report.")


def require_may_remark(by: Actor, report: Report) -> None:
    """Refuse whoever neither writes it nor was asked to clear it."""
    if not may_remark(by, report):
        raise NotAllowed("Only its authors, and those who were asked to clear it, can put remarks on this report.")


def require_may_answer(by: Actor, remark: Remark) -> None:
    """Refuse whoever does not write the report a remark is on."""
    if not may_write(by, remark.report):
        raise NotAllowed("Only the authors of this report can answer a remark on it.")


def require_may_decide(by: Actor, clearance: Clearance) -> None:
    """Refuse whoever was not asked, and whoever wrote it: nobody clears what they wrote."""
    if by.acting.pk != clearance.person_id:
        raise NotAllowed("Somebody else was asked to clear this report.")
    if by.people & clearance.report.author_ids:
        raise NotAllowed("You wrote in this report, so somebody else has to clear it.")
    if not may_decide(by, clearance):
        raise NotAllowed("An auditor changes nothing, so somebody else has to clear this report.")


def require_may_issue(by: Actor, report: Report) -> None:
    """Refuse whoever may not issue this report."""
    if not may_issue(by, report):
        raise NotAllowed("Only who manages or directs the plan, or the chief officer named, can issue this report.")


def require_may_remind(by: Actor, report: Report) -> None:
    """Refuse whoever neither writes this report nor issues it."""
    if not may_remind(by, report):
        raise NotAllowed("Only its authors, and whoever issues it, can remind those who have not answered.")


def require_may_return(by: Actor) -> None:
    """Refuse everybody but democratic services."""
    if not may_return(by):
        raise NotAllowed("Only democratic services can return a report.")


def require_may_withdraw(by: Actor, report: Report) -> None:
    """Refuse whoever may not withdraw this report."""
    if not may_withdraw(by, report):
        raise NotAllowed("Only its authors before it was issued, and whoever may issue it afterwards, can withdraw it.")


def require_may_keep_templates(by: Actor) -> None:
    """Refuse whoever may not keep templates of reports."""
    if not may_keep_templates(by):
        raise NotAllowed("Only democratic services or an administrator can change the templates of reports.")
