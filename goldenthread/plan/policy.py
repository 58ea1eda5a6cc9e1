"""Who may do what to a plan and its actions. What is not recognised is refused.

Reading is decided by ``visible_to``; these functions decide on changes.
"""

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan.models import Action, Plan
from goldenthread.sources.models import Finding
from goldenthread.sources.policy import may_enter


def manages(person: Person, plan: Plan) -> bool:
    """Whether a person manages the plan: its service manager, its owner, or holder of the post that owns it."""
    if person.is_system:
        return True
    rights = person.rights
    if Role.AUDITOR in rights.roles:
        return False  # whoever checks must not have done it
    return (
        rights.has(Role.SERVICE_MANAGER, scope_id=plan.scope_id)
        or plan.owner_id == person.pk
        or (plan.owner_post_id is not None and plan.owner_post_id in rights.posts)
    )


def leads(person: Person, action: Action) -> bool:
    """Whether a person, or a post the person holds, is among the leads of the action. An auditor changes nothing."""
    if Role.AUDITOR in person.rights.roles:
        return False
    posts = person.rights.posts
    return any(
        lead.person_id == person.pk or (lead.post_id is not None and lead.post_id in posts)
        for lead in action.leads.all()
    )


def assures(person: Person, plan: Plan) -> bool:
    """Whether a person holds the assurance role for the plan."""
    return person.rights.has(Role.QUALITY_ASSURANCE, scope_id=plan.scope_id)


def may_make_plan(person: Person) -> bool:
    """Whether a person may make a plan or bring one from paper: service managers do."""
    return person.is_system or Role.SERVICE_MANAGER in person.rights.roles


def may_update(person: Person, action: Action) -> bool:
    """Whether a person may answer for an action: its leads, and whoever manages the plan."""
    return manages(person, action.plan) or leads(person, action)


def may_assure(person: Person, action: Action) -> bool:
    """Whether a person may give blue: somebody with the assurance role who leads no part of it."""
    return assures(person, action.plan) and not leads(person, action)


def may_reopen(person: Person, action: Action) -> bool:
    """Whether a person may take up a completed action again: assurance and whoever manages the plan."""
    return assures(person, action.plan) or manages(person, action.plan)


def may_contradict(person: Person, action: Action, finding: Finding) -> bool:
    """Whether a person may say that a finding contradicts an action: assurance, managers, who may enter the finding."""
    return assures(person, action.plan) or manages(person, action.plan) or may_enter(person, finding.source.kind)


def may_watch(person: Person, action: Action) -> bool:
    """Whether a person may say when an action is looked at again: assurance and whoever manages the plan."""
    return assures(person, action.plan) or manages(person, action.plan)


def may_decide_dates(person: Person, action: Action) -> bool:
    """Whether a person may approve a changed end date: whoever manages the plan, and its senior lead."""
    return manages(person, action.plan) or action.senior_lead_id == person.pk


def require_may_make_plan(by: Actor) -> None:
    """Refuse whoever may not make a plan."""
    if not may_make_plan(by.acting):
        raise NotAllowed("Only a service manager can make a plan or bring one from paper.")


def require_manages(by: Actor, plan: Plan) -> None:
    """Refuse whoever does not manage the plan."""
    if not manages(by.acting, plan):
        raise NotAllowed("Only whoever manages this plan can change it.")


def require_may_update(by: Actor, action: Action) -> None:
    """Refuse whoever neither leads the action nor manages its plan."""
    if not may_update(by.acting, action):
        raise NotAllowed("Only a lead of this action, or whoever manages its plan, can change it.")


def require_may_assure(by: Actor, action: Action) -> None:
    """Refuse whoever lacks the assurance role for this plan."""
    if not assures(by.acting, action.plan):
        raise NotAllowed("Only somebody with the quality-assurance role can assure an action.")


def require_may_reopen(by: Actor, action: Action) -> None:
    """Refuse whoever neither assures nor manages the plan."""
    if not may_reopen(by.acting, action):
        raise NotAllowed("Only quality assurance, or whoever manages the plan, can reopen an action.")


def require_may_recheck(by: Actor, action: Action) -> None:
    """Refuse whoever lacks the assurance role for this plan."""
    if not assures(by.acting, action.plan):
        raise NotAllowed("Only somebody with the quality-assurance role can re-check an action.")


def require_may_watch(by: Actor, action: Action) -> None:
    """Refuse whoever neither assures nor manages the plan."""
    if not may_watch(by.acting, action):
        raise NotAllowed("Only quality assurance, or whoever manages the plan, can set a re-check.")


def require_may_contradict(by: Actor, action: Action, finding: Finding) -> None:
    """Refuse whoever neither assures nor manages the plan and could not have entered the finding."""
    if not may_contradict(by.acting, action, finding):
        raise NotAllowed("Only quality assurance, a manager, or whoever may enter such a finding can say so.")


def require_may_decide_dates(by: Actor, action: Action) -> None:
    """Refuse whoever may not approve a changed end date, and whoever asked for it."""
    if not may_decide_dates(by.acting, action):
        raise NotAllowed("Only the senior lead, or whoever manages the plan, can approve a new end date.")
