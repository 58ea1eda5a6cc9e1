"""One example of every address of the product: where it is, who sees most of it, and whether it is a page.

A new route without an example fails ``test_every_route_has_an_example``. Words
in braces are keys that ``tests.accessibility.world`` prints.
"""

from dataclasses import dataclass

SERVICE_MANAGER, LEAD, ASSURANCE = "Miriam Bell", "Devika Rao", "Grace Adeyinka"
DIRECTOR, ADMINISTRATOR, AUDITOR = "Ruth Lindqvist", "Noor Ellery", "Bram Oduya"
WITH_CODE = "Sunita Fell"  # signs in with an authenticator app
STRANGER = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its address, the person it is shown to, and the status it comes with."""

    path: str
    reader: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class NotShown:
    """An address that shows no page of its own when it is opened, and what it answers instead."""

    path: str
    reader: str
    status: int
    why: str


ONLY_SENT = "takes a form"
FILE = "hands out a file"
PLAN = "/plans/{plan}/"
ACTION = PLAN + "actions/p1-1.2/"
FOUND = "/sources/{source}/findings/{finding}/"
IMPORT = "/imports/{next}/"
PERSON = "/people/devika-rao/"
POST = "/posts/head-of-childrens-improvement/"
BODY = "/bodies/service-improvement-board/"


def sent(path: str, reader: str = SERVICE_MANAGER) -> NotShown:
    """An address that only takes a form."""
    return NotShown(path, reader, 405, ONLY_SENT)


HOME: dict[str, Shown | NotShown] = {
    "home": Shown("/", LEAD),
    "search": Shown("/search/?q=partners", SERVICE_MANAGER),
    "help": Shown("/help/", LEAD),
    "design": Shown("/design/", STRANGER),
    "design-paper": NotShown("/design/paper.css", STRANGER, 200, "a style sheet"),
}

SIGNING: dict[str, Shown | NotShown] = {
    "account_login": NotShown("/sign-in/", STRANGER, 302, "leads to the first page, where the form stands"),
    "mfa_authenticate": NotShown("/sign-in/code/", STRANGER, 302, "is swept as a state, after a password"),
    "sign-out": sent("/sign-out/"),
    "welcome": Shown("{welcome}", STRANGER),
    "account": Shown("/account/", LEAD),
    "account_change_password": Shown("/account/password/", LEAD),
    "account_reauthenticate": Shown("/account/confirm/", LEAD),
    "mfa_reauthenticate": Shown("/account/confirm/code/", WITH_CODE),
    "mfa_index": Shown("/account/authenticator/", WITH_CODE),
    "mfa_activate_totp": Shown("/account/authenticator/add/", LEAD),
    "mfa_deactivate_totp": Shown("/account/authenticator/remove/", WITH_CODE),
    "mfa_view_recovery_codes": Shown("/account/authenticator/codes/", WITH_CODE),
    "mfa_generate_recovery_codes": Shown("/account/authenticator/codes/new/", WITH_CODE),
    "signed-in": Shown("/account/signed-in/", LEAD),
    "end-signed-in": sent("/account/signed-in/end/"),
    "acting": Shown("/account/acting/", SERVICE_MANAGER),
    "begin-acting": sent("/account/acting/begin/"),
    "stop-acting": sent("/account/acting/stop/"),
    "give-leave": Shown("/account/acting/give/", LEAD),
    "take-back-leave": sent("/account/acting/take-back/"),
    "drafts": Shown("/drafts/", LEAD),
    "keep-draft": sent("/drafts/keep/"),
    "drop-draft": sent("/drafts/drop/"),
}

PEOPLE: dict[str, Shown | NotShown] = {
    "people": Shown("/people/", ADMINISTRATOR),
    "add-person": Shown("/people/add/", ADMINISTRATOR),
    "person": Shown(PERSON, ADMINISTRATOR),
    "change-person": Shown(PERSON + "change/", ADMINISTRATOR),
    "match-initials": Shown(PERSON + "known-as/", ADMINISTRATOR),
    "forget-initials": sent(PERSON + "known-as/forget/", ADMINISTRATOR),
    "invite-person": Shown("/people/{uninvited}/invite/", ADMINISTRATOR),
    "reset-password": Shown(PERSON + "new-password/", ADMINISTRATOR),
    "person-link": NotShown(PERSON + "link/", ADMINISTRATOR, 302, "shows a new link once; swept as a state"),
    "disable-account": Shown(PERSON + "disable/", ADMINISTRATOR),
    "enable-account": Shown("/people/{disabled}/enable/", ADMINISTRATOR),
    "sign-out-everywhere": Shown(PERSON + "sign-out/", ADMINISTRATOR),
    "give-role": Shown(PERSON + "roles/give/", ADMINISTRATOR),
    "end-role": Shown("{end_role}", ADMINISTRATOR),
    "give-leave-for": Shown(PERSON + "leave/", ADMINISTRATOR),
    "hand-over": Shown(PERSON + "hand-over/", ADMINISTRATOR),
    "posts": Shown("/posts/", ADMINISTRATOR),
    "add-post": Shown("/posts/add/", ADMINISTRATOR),
    "post": Shown(POST, ADMINISTRATOR),
    "hold-post": Shown(POST + "hold/", ADMINISTRATOR),
    "match-post": Shown(POST + "known-as/", ADMINISTRATOR),
    "end-holding": Shown("{end_holding}", ADMINISTRATOR),
    "end-post": Shown(POST + "end/", ADMINISTRATOR),
    "record": Shown("/record/", ADMINISTRATOR),
    "record-seen": Shown("/record/seen/", AUDITOR),
    "bodies": Shown("/bodies/", ADMINISTRATOR),
    "add-body": Shown("/bodies/add/", ADMINISTRATOR),
    "body": Shown(BODY, ADMINISTRATOR),
    "change-body": Shown(BODY + "change/", ADMINISTRATOR),
    "add-member": Shown(BODY + "members/add/", ADMINISTRATOR),
    "end-membership": Shown("{end_membership}", ADMINISTRATOR),
}

SOURCES: dict[str, Shown | NotShown] = {
    "my-actions": Shown("/my-actions/", LEAD),
    "to-assure": Shown("/waiting/to-assure/", ASSURANCE),
    "without-evidence": Shown("/waiting/without-evidence/", ASSURANCE),
    "end-dates": Shown("/waiting/end-dates/", DIRECTOR),
    "sources": Shown("/sources/", SERVICE_MANAGER),
    "new-source": Shown("/sources/new/", SERVICE_MANAGER),
    "unanswered": Shown("/sources/unanswered/", SERVICE_MANAGER),
    "source": Shown("/sources/{source}/", SERVICE_MANAGER),
    "finding": Shown(FOUND, SERVICE_MANAGER),
    "take-up": sent(FOUND + "take-up/"),
    "answered-by": sent(FOUND + "answered-by/"),
    "decide-finding": sent(FOUND + "decide/"),
}

IMPORTS: dict[str, Shown | NotShown] = {
    "imports": Shown("/imports/", SERVICE_MANAGER),
    "import-problems": Shown("/imports/problems/", SERVICE_MANAGER),
    "import-waiting": Shown("/imports/waiting/{task}/", SERVICE_MANAGER),
    "import": Shown(IMPORT, SERVICE_MANAGER),
    "import-rows": Shown(IMPORT + "rows/?priority=0", SERVICE_MANAGER),
    "import-row": Shown(IMPORT + "rows/{row}/", SERVICE_MANAGER),
    "import-words": Shown(IMPORT + "words/", SERVICE_MANAGER),
    "import-people": sent(IMPORT + "people/"),
    "import-changes": Shown(IMPORT + "changes/", SERVICE_MANAGER),
    "import-choices": sent(IMPORT + "choices/"),
    "import-accept": sent(IMPORT + "accept/"),
    "import-drop": sent(IMPORT + "drop/"),
    "import-undo": sent(IMPORT + "undo/"),
    "import-file": NotShown(IMPORT + "file/", SERVICE_MANAGER, 200, FILE),
}

PLANS: dict[str, Shown | NotShown] = {
    "plans": Shown("/plans/", SERVICE_MANAGER),
    "plan-new": Shown("/plans/new/", SERVICE_MANAGER),
    "plan": Shown(PLAN, SERVICE_MANAGER),
    "plan-checks": Shown(PLAN + "checks/", SERVICE_MANAGER),
    "plan-challenge": Shown(PLAN + "challenge/", SERVICE_MANAGER),
    "plan-waiting": Shown(PLAN + "waiting/", SERVICE_MANAGER),
    "plan-history": Shown(PLAN + "history/", SERVICE_MANAGER),
    "rounds": Shown(PLAN + "rounds/", SERVICE_MANAGER),
    "new-round": Shown(PLAN + "rounds/plan/", SERVICE_MANAGER),
    "round": Shown(PLAN + "rounds/2/", SERVICE_MANAGER),
    "move-round": sent(PLAN + "rounds/2/move/"),
    "correct-round": Shown(PLAN + "rounds/2/correct/", SERVICE_MANAGER),
    "plan-export": NotShown(PLAN + "export/xlsx/", SERVICE_MANAGER, 200, FILE),
    "plan-views": Shown(PLAN + "views/?late=yes", SERVICE_MANAGER),
    "plan-view-drop": sent(PLAN + "views/drop/"),
    "plan-several": NotShown(PLAN + "several/", SERVICE_MANAGER, 302, "is swept as a state, with rows chosen"),
    "plan-settings": Shown(PLAN + "settings/", SERVICE_MANAGER),
    "plan-header": Shown(PLAN + "settings/header/", SERVICE_MANAGER),
    "plan-stage": Shown(PLAN + "settings/stage/", SERVICE_MANAGER),
    "plan-ratings": Shown(PLAN + "settings/ratings/", SERVICE_MANAGER),
    "plan-links": Shown(PLAN + "settings/links/", SERVICE_MANAGER),
    "plan-unlink": sent(PLAN + "settings/links/untie/"),
    "plan-assurance": Shown(PLAN + "settings/assurance/", SERVICE_MANAGER),
    "plan-structure": Shown(PLAN + "structure/", SERVICE_MANAGER),
    "plan-paste": Shown(PLAN + "structure/paste/", SERVICE_MANAGER),
    "plan-move": sent(PLAN + "structure/move/"),
    "plan-delete-part": sent(PLAN + "structure/delete/"),
    "plan-new-priority": Shown(PLAN + "structure/new-priority/", SERVICE_MANAGER),
    "plan-priority": Shown(PLAN + "structure/priority/?row={priority}", SERVICE_MANAGER),
    "plan-new-aim": Shown(PLAN + "structure/new-aim/?row={priority}", SERVICE_MANAGER),
    "plan-aim": Shown(PLAN + "structure/aim/?row={aim}", SERVICE_MANAGER),
    "plan-new-action": Shown(PLAN + "structure/new-action/", SERVICE_MANAGER),
}

ACTIONS: dict[str, Shown | NotShown] = {
    "action": Shown(ACTION, SERVICE_MANAGER),
    "action-row": NotShown(ACTION + "row/", SERVICE_MANAGER, 302, "a row for its place in the plan"),
    "action-update": Shown(ACTION + "update/", SERVICE_MANAGER),
    "action-complete": Shown(ACTION + "complete/", LEAD),
    "action-assure": Shown(PLAN + "actions/p1-1.17/assure/", ASSURANCE),
    "action-reopen": Shown(PLAN + "actions/p1-1.1/reopen/", ASSURANCE),
    "action-set-aside": Shown(ACTION + "set-aside/", SERVICE_MANAGER),
    "action-not-mine": Shown(ACTION + "not-mine/", LEAD),
    "action-end-date": Shown(ACTION + "end-date/", LEAD),
    "action-decide-end-date": Shown(PLAN + "actions/p2-2.3/end-date/decide/", DIRECTOR),
    "action-add-evidence": Shown(ACTION + "evidence/add/", LEAD),
    "action-withdraw-evidence": Shown(ACTION + "evidence/withdraw/?item={evidence}", LEAD),
    "action-evidence": NotShown(ACTION + "evidence/{file}/", LEAD, 200, FILE),
    "action-change": Shown(ACTION + "change/", SERVICE_MANAGER),
    "action-leads": Shown(ACTION + "leads/", SERVICE_MANAGER),
    "action-duty": Shown(ACTION + "duty/", SERVICE_MANAGER),
    "action-steps": Shown(ACTION + "steps/", SERVICE_MANAGER),
    "action-step-done": sent(ACTION + "steps/done/"),
    "action-findings": Shown(PLAN + "actions/{tied_action}/findings/", SERVICE_MANAGER),
    "action-untie-finding": Shown(PLAN + "actions/{tied_action}/findings/untie/?finding={answered}", SERVICE_MANAGER),
    "action-place": Shown(ACTION + "place/", SERVICE_MANAGER),
    "action-copy": sent(ACTION + "copy/"),
    "action-delete": Shown(ACTION + "delete/", SERVICE_MANAGER),
    "action-paper": Shown(ACTION + "paper/", SERVICE_MANAGER),
    "action-history": Shown(ACTION + "history/", SERVICE_MANAGER),
}

EXAMPLES = HOME | SIGNING | PEOPLE | SOURCES | IMPORTS | PLANS | ACTIONS
