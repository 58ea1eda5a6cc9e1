"""Who may do what to people, accounts, posts, roles and leave. What is not recognised is refused.

Reading is decided by ``visible_to``; these functions decide on changes. Rights
over people are never lent: whoever acts for somebody else may do what that
person may do with plans, not what that person may do with accounts and roles.
"""

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Delegation, HandOver, Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed

NAMES_PEOPLE = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})
KEEPS_BODIES = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER, Role.DEMOCRATIC_SERVICES})
CHECKS_RECORD = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR, Role.QUALITY_ASSURANCE})
OWN_FIELDS = frozenset({"job_title", "telephone", "initials"})


def administers(by: Actor) -> bool:
    """Whether an administrator acts, for herself: the role is held everywhere and not lent."""
    return by.is_system or (by.behalf_of is None and by.person.rights.has(Role.ADMINISTRATOR))


def may_name_people(by: Actor) -> bool:
    """Whether somebody may add people and posts and say whose initials a paper prints."""
    return by.is_system or bool(by.acting.rights.roles & NAMES_PEOPLE)


def may_keep_bodies(by: Actor) -> bool:
    """Whether somebody may make bodies and say who sits on them."""
    return by.is_system or bool(by.acting.rights.roles & KEEPS_BODIES)


def may_change_person(by: Actor, person: Person, fields: frozenset[str]) -> bool:
    """Whether somebody may change these facts about a person: administrators all, one's own telephone and the like."""
    if administers(by):
        return not person.is_system
    return by.behalf_of is None and by.person.pk == person.pk and fields <= OWN_FIELDS


def may_lend(by: Actor, person: Person) -> bool:
    """Whether somebody may give leave to act for a person: the person herself, or an administrator."""
    return administers(by) or (by.behalf_of is None and by.person.pk == person.pk)


def may_hand_over(by: Actor, person: Person) -> bool:
    """Whether somebody may hand over what a person owes: the person herself, or an administrator.

    A system person may for whoever planned it: that they might was asked when they did.
    """
    return (may_lend(by, person) or by.person.is_system) and not person.is_system


def may_change_hand_over(by: Actor, planned: HandOver) -> bool:
    """Whether somebody may change or withdraw a planned hand-over: whoever may plan such a one.

    One that also closes the account is an administrator's.
    """
    return administers(by) or (may_hand_over(by, planned.person) and not planned.closes_account)


def may_check_record(by: Actor) -> bool:
    """Whether somebody may have the whole record checked: whoever sees all its entries."""
    return by.is_system or bool(by.acting.rights.everywhere & CHECKS_RECORD)


def require_may_check_record(by: Actor) -> None:
    """Refuse whoever does not see the whole record."""
    if not may_check_record(by):
        raise NotAllowed("Only whoever reads the whole record can have it checked.")


def require_administers(by: Actor) -> None:
    """Refuse whoever is not an administrator, acting for herself."""
    if not administers(by):
        raise NotAllowed("Only an administrator, acting for nobody else, can do this.")


def require_may_name_people(by: Actor) -> None:
    """Refuse whoever may not add people or match initials."""
    if not may_name_people(by):
        raise NotAllowed("Only an administrator or a service manager can add people and match initials.")


def require_may_keep_bodies(by: Actor) -> None:
    """Refuse whoever may not keep the list of bodies."""
    if not may_keep_bodies(by):
        raise NotAllowed("Only an administrator, a service manager or democratic services can change bodies.")


def require_may_change_person(by: Actor, person: Person, fields: frozenset[str]) -> None:
    """Refuse whoever may not change these facts about a person."""
    if not may_change_person(by, person, fields):
        raise NotAllowed("Only an administrator can change this about a person.")


def require_may_lend(by: Actor, person: Person) -> None:
    """Refuse whoever may not give leave to act for a person."""
    if not may_lend(by, person):
        raise NotAllowed("Only the person herself or himself, or an administrator, can give this leave.")


def require_may_hand_over(by: Actor, person: Person) -> None:
    """Refuse whoever may not hand over what a person owes."""
    if not may_hand_over(by, person):
        raise NotAllowed("Only the person herself or himself, or an administrator, can hand over what is owed.")


def require_may_change_hand_over(by: Actor, planned: HandOver) -> None:
    """Refuse whoever may not change or withdraw a planned hand-over."""
    require_may_hand_over(by, planned.person)
    if not may_change_hand_over(by, planned):
        raise NotAllowed("An administrator planned this hand-over, and only an administrator can change it.")


def require_holds_leave(by: Actor, delegation: Delegation) -> None:
    """Refuse whoever was not given this leave."""
    if by.person.pk != delegation.delegate_id:
        raise NotAllowed("This leave was given to somebody else.")


def require_own_account(by: Actor, account: Account) -> None:
    """Refuse everybody but the owner of the account: passwords and authenticators are nobody else's business."""
    if by.person.pk != account.person_id:
        raise NotAllowed("Only the owner of this account can do this.")


def require_own_or_administers(by: Actor, account: Account) -> None:
    """Refuse whoever is neither the owner of the account nor an administrator."""
    if by.person.pk != account.person_id:
        require_administers(by)


def require_gives_to_another(by: Actor, person: Person) -> None:
    """Refuse an administrator who would give a role to herself.

    An administrator sees no case content; if she could give herself the role
    that does, the rule would be empty. Two people are needed. Our reading of
    the separation of duties, not a rule of law.
    """
    if not by.is_system and by.person.pk == person.pk:
        raise NotAllowed("Nobody can give a role to themself; another administrator must do it.")


def require_not_to_oneself(by: Actor, person: Person, sentence: str) -> None:
    """Refuse whoever would give to herself, or to whom she acts for, what opens plans she may not see.

    A post, leave to act and a hand-over each carry the rights of somebody else; if whoever keeps people could
    take them alone, the rule that nobody gives a role to herself would be empty. Our reading of the separation
    of duties, not a rule of law.
    """
    if not by.is_system and person.pk in by.people:
        raise NotAllowed(sentence)
