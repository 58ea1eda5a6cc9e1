"""One example of every address of the product: where it is, who sees most of it, and whether it is a page.

A new route without an example fails ``test_every_route_has_an_example``. Words
in braces are keys that ``tests.accessibility.world`` prints.
"""

from dataclasses import dataclass

SERVICE_MANAGER, LEAD, ASSURANCE = "Miriam Bell", "Devika Rao", "Grace Adeyinka"
DIRECTOR, ADMINISTRATOR, AUDITOR = "Ruth Lindqvist", "Noor Ellery", "Bram Oduya"
CHAIR, CLERK = "Harriet Coe", "Tom Hallworth"
MEMBER_OF_COMMITTEE = "Cllr Hana Osei"
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
BOARD = "/boards/service-improvement-board/"
REPORT = "/reports/service-improvement-plan-report-to-the-board/"
TO_CLEAR = "/reports/service-improvement-plan-what-needs-partners/"
ITEM = "/meetings/{meeting}/items/{item}/"
MINUTE = "/meetings/{held}/minutes/{minuted}/"
MET, TO_COME = BOARD + "meetings/2/", BOARD + "meetings/3/"


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
    "outbox": Shown("/outbox/", LEAD),
    "mail": Shown("/outbox/{mail}/", LEAD),
    "decide-mail": sent("/outbox/{mail}/decide/"),
    "my-messages": Shown("/account/messages/", LEAD),
    "my-message": Shown("/account/messages/{mail}/", LEAD),
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
    "withdraw-hand-over": Shown("/people/{leaving}/hand-over/withdraw/", ADMINISTRATOR),
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
    "notice": Shown("/notice/?meeting=2018-05-11&days=5&basis=working", CLERK),
    "close-days": Shown("/notice/closed/add/", CLERK),
    "remove-closed-day": Shown("{closed_day}", CLERK),
    "office-hours": Shown("/notice/office/", CLERK),
}

COMMITTEES: dict[str, Shown | NotShown] = {
    "committees": Shown("/committees/", CLERK),
    "set-up-committee": Shown("/committees/add/", CLERK),
    "committee": Shown("/committees/{committee}/", CLERK),
    "committee-terms": Shown("/committees/{committee}/terms/", CLERK),
    "keep-seat": Shown("/committees/{committee}/seats/{seated}/", CLERK),
    "name-substitute": Shown("/committees/{committee}/substitutes/add/", CLERK),
    "end-substitute": Shown("/committees/{committee}/substitutes/{substitute}/end/", CLERK),
    "add-template-item": Shown("/committees/{committee}/template/add/", CLERK),
    "change-template-item": Shown("/committees/{committee}/template/1/change/", CLERK),
    "move-template-item": sent("/committees/{committee}/template/1/move/", CLERK),
    "end-template-item": Shown("/committees/{committee}/template/1/end/", CLERK),
    "add-officer-decision": Shown("/committees/{committee}/officers/add/", CLERK),
    "officer-decision": Shown("/committees/{committee}/officers/1/", CLERK),
    "ahead": Shown("/committees/{committee}/ahead/", CLERK),
    "plan-ahead": Shown("/committees/{committee}/ahead/add/", CLERK),
    "change-ahead": Shown("/committees/{committee}/ahead/1/change/", CLERK),
    "drop-ahead": Shown("/committees/{committee}/ahead/1/drop/", CLERK),
    "plan-also": Shown("/committees/{committee}/ahead/1/also/", CLERK),
    "owe-report": Shown("/committees/{committee}/owed/add/", CLERK),
    "end-owed": Shown("/committees/{committee}/owed/1/end/", CLERK),
    "plan-owed": sent("/committees/{committee}/owed/1/plan/", CLERK),
    "take-on": Shown("/meetings/{begun}/take-on/", CLERK),
    "plan-meeting": Shown("/committees/{committee}/meetings/add/", CLERK),
    "meeting": Shown("/meetings/{meeting}/", CLERK),
    "decisions": Shown("/committees/add/decisions/", CLERK),
    "committee-attendance": Shown("/committees/{committee}/attendance/", CLERK),
    "look-as-whom": Shown("/meetings/{meeting}/as/", CLERK),
    "look-as": Shown("/meetings/{meeting}/as/{councillor}/", CLERK),
    "change-meeting": Shown("/meetings/{meeting}/change/", CLERK),
    "cancel-meeting": Shown("/meetings/{meeting}/cancel/", CLERK),
    "issue-agenda": Shown("/meetings/{begun}/issue/", CLERK),
    "add-item": Shown("/meetings/{meeting}/items/add/", CLERK),
    "agenda-item": Shown(ITEM, CLERK),
    "change-item": Shown(ITEM + "change/", CLERK),
    "move-item": sent(ITEM + "move/", CLERK),
    "leave-out-item": Shown(ITEM + "leave-out/", CLERK),
    "remove-item": sent(ITEM + "remove/", CLERK),
    "keep-item": Shown(ITEM + "keep/", CLERK),
    "release-item": Shown(ITEM + "release/", CLERK),
    "add-paper": Shown(ITEM + "papers/add/", CLERK),
    "agenda-paper": NotShown(ITEM + "papers/1/", CLERK, 200, FILE),
    "paper-background": Shown(ITEM + "papers/1/background/", CLERK),
    "withdraw-paper": Shown(ITEM + "papers/1/withdraw/", CLERK),
    "keep-paper": Shown(ITEM + "papers/1/keep/", CLERK),
    "who-reads-item": Shown(ITEM + "reading/", CLERK),
    "grant-reading": Shown(ITEM + "reading/add/", WITH_CODE),
    "end-grant": Shown(ITEM + "reading/{grant}/end/", WITH_CODE),
    "declare-interest": Shown("/meetings/{meeting}/interests/add/", CLERK),
    "take-back-declaration": Shown("/meetings/{meeting}/interests/{declaration}/", CLERK),
    "interests": Shown("/interests/", WITH_CODE),
    "register-interest": Shown("/interests/add/", WITH_CODE),
    "constitution": Shown("/interests/rules/", WITH_CODE),
    "change-interest": Shown("/interests/{councillor}/1/change/", WITH_CODE),
    "end-interest": Shown("/interests/{councillor}/1/end/", WITH_CODE),
    "my-questions": Shown("/questions/", CLERK),
    "meeting-questions": Shown("/meetings/{meeting}/questions/", CLERK),
    "ask-question": Shown("/meetings/{meeting}/questions/add/", MEMBER_OF_COMMITTEE),
    "withdraw-question": Shown("/meetings/{meeting}/questions/2/withdraw/", MEMBER_OF_COMMITTEE),
    "accept-question": Shown("/meetings/{meeting}/questions/2/accept/", CLERK),
    "answer-question": Shown("/meetings/{meeting}/questions/2/answer/", CLERK),
    "refuse-question": Shown("/meetings/{meeting}/questions/2/refuse/", CLERK),
    "minute-members-question": Shown("/meetings/{meeting}/questions/3/minute/", CLERK),
    "begin-meeting": Shown("/meetings/{meeting}/begin/", CLERK),
    "minutes": Shown("/meetings/{held}/minutes/", CLERK),
    "add-attendee": Shown("/meetings/{held}/there/add/", CLERK),
    "note-presence": Shown("/meetings/{held}/there/{attendee}/", CLERK),
    "close-meeting": Shown("/meetings/{held}/close/", CLERK),
    "circulate-minutes": Shown("/meetings/{held}/minutes/put/", CLERK),
    "approve-minutes": Shown("/meetings/{held}/minutes/approve/", CLERK),
    "sign-minutes": Shown("/meetings/{held}/minutes/sign/", CLERK),
    "write-minute": Shown(MINUTE, CLERK),
    "order-taken": Shown("/meetings/{held}/items/1/order/", CLERK),
    "note-passage": Shown(MINUTE + "passage/", CLERK),
    "minute-question": Shown(MINUTE + "question/", CLERK),
    "minute-motion": Shown(MINUTE + "motion/", CLERK),
    "minute-vote": Shown(MINUTE + "vote/", CLERK),
    "minute-resolution": Shown(MINUTE + "resolve/", CLERK),
    "publish-decision": Shown(MINUTE + "resolved/1/publish/", CLERK),
    "call-in-decision": Shown(MINUTE + "resolved/1/call-in/", CLERK),
    "exclude-public": Shown(MINUTE + "exclude/", CLERK),
    "readmit-public": Shown(MINUTE + "readmit/", CLERK),
    "note-proceeding": Shown(MINUTE + "happened/", CLERK),
    "minute-heard": Shown(MINUTE + "heard/", CLERK),
    "add-later-note": Shown(MINUTE + "note/", CLERK),
    "enter-promise": Shown(MINUTE + "promise/", CLERK),
    "discharge-promise": Shown(MINUTE + "promises/1/", CLERK),
    "release-paper": Shown("/meetings/{meeting}/items/{public_item}/papers/1/release/", CLERK),
}

SOURCES: dict[str, Shown | NotShown] = {
    "my-actions": Shown("/my-actions/", LEAD),
    "to-assure": Shown("/waiting/to-assure/", ASSURANCE),
    "without-evidence": Shown("/waiting/without-evidence/", ASSURANCE),
    "end-dates": Shown("/waiting/end-dates/", DIRECTOR),
    "assurance": Shown("/assurance/", ASSURANCE),
    "source-evidence": Shown("/sources/{source}/evidence/", DIRECTOR),
    "contradicts": Shown(FOUND + "contradicts/", ASSURANCE),
    "sources": Shown("/sources/", SERVICE_MANAGER),
    "new-source": Shown("/sources/new/", SERVICE_MANAGER),
    "unanswered": Shown("/sources/unanswered/", SERVICE_MANAGER),
    "source": Shown("/sources/{source}/", SERVICE_MANAGER),
    "finding": Shown(FOUND, SERVICE_MANAGER),
    "take-up": sent(FOUND + "take-up/"),
    "answered-by": sent(FOUND + "answered-by/"),
    "decide-finding": sent(FOUND + "decide/"),
    "correct-finding": Shown(FOUND + "correct/", ASSURANCE),
    "withdraw-finding": Shown(FOUND + "withdraw/", ASSURANCE),
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
    "import-offers": sent(IMPORT + "offers/"),
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
    "roles-onward": Shown("/plans/next-year/roles/", ADMINISTRATOR),
    "rounds": Shown(PLAN + "rounds/", SERVICE_MANAGER),
    "new-round": Shown(PLAN + "rounds/plan/", SERVICE_MANAGER),
    "round": Shown(PLAN + "rounds/4/", SERVICE_MANAGER),
    "move-round": sent(PLAN + "rounds/5/move/"),
    "correct-round": Shown(PLAN + "rounds/4/correct/", SERVICE_MANAGER),
    "round-closing": NotShown(
        PLAN + "rounds/4/closings/1/", SERVICE_MANAGER, 302, "the last closing is the page of its round"
    ),
    "round-since": Shown(PLAN + "rounds/4/since/", SERVICE_MANAGER),
    "round-returns": Shown(PLAN + "rounds/5/returns/", SERVICE_MANAGER),
    "hand-over-link": NotShown(
        PLAN + "rounds/5/returns/link/joan-whitlock/", SERVICE_MANAGER, 302, "shows a new link once; swept as a state"
    ),
    "chase-round": sent(PLAN + "rounds/5/chase/"),
    "my-return": Shown(PLAN + "rounds/5/return/", LEAD),
    "why-better": NotShown(PLAN + "rounds/5/why/p1-1.8/", LEAD, 302, "no sentence is lacking there"),
    "decline-answer": Shown(PLAN + "rounds/5/decline/p1-1.8/", LEAD),
    "supplied": Shown(PLAN + "rounds/5/supplies/0/", SERVICE_MANAGER),
    "decline-supply": Shown(PLAN + "rounds/5/supplies/0/decline/", SERVICE_MANAGER),
    "new-note": Shown(PLAN + "rounds/5/notes/add/", LEAD),
    "drop-note": sent(PLAN + "rounds/5/notes/drop/"),
    "pressure": Shown(PLAN + "rounds/5/pressures/4/", LEAD),
    "close-round": Shown(PLAN + "rounds/5/close/", SERVICE_MANAGER),
    "moderation": Shown(PLAN + "rounds/5/moderation/", DIRECTOR),
    "moderate-one": Shown(PLAN + "rounds/5/moderation/p1-1.8/", DIRECTOR),
    "drop-moderation": sent(PLAN + "rounds/5/moderation/p1-1.8/drop/"),
    "movement": Shown(PLAN + "movement/", SERVICE_MANAGER),
    "plan-years": Shown(PLAN + "rounds/years/", SERVICE_MANAGER),
    "rounds-over-time": Shown(PLAN + "rounds/over-time/", SERVICE_MANAGER),
    "plan-timeline": Shown(PLAN + "timeline/", SERVICE_MANAGER),
    "movement-by-plan": Shown("/movement/", DIRECTOR),
    "movement-file": NotShown(PLAN + "movement/json/", SERVICE_MANAGER, 200, FILE),
    "supplies": Shown(PLAN + "supplies/", SERVICE_MANAGER),
    "drop-supply": sent(PLAN + "supplies/drop/"),
    "answer": Shown("/answers/{answer}/", STRANGER),
    "plan-paper-read": Shown(PLAN + "paper/", SERVICE_MANAGER),
    "plan-paper": Shown(PLAN + "paper/pdf/", SERVICE_MANAGER),
    "plan-paper-made": NotShown(PLAN + "paper-made/none/", SERVICE_MANAGER, 404, "waits for a paper"),
    "plan-paper-stop": sent(PLAN + "paper-made/none/stop/"),
    "plan-paper-file": NotShown(PLAN + "paper-made/none/file/", SERVICE_MANAGER, 404, FILE),
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
    "plan-refresh": Shown(PLAN + "refresh/", SERVICE_MANAGER),
    "refresh-plan": Shown(PLAN + "refresh/plan/", SERVICE_MANAGER),
    "refresh-words": Shown(PLAN + "refresh/words/", SERVICE_MANAGER),
    "refresh-several": sent(PLAN + "refresh/several/"),
    "refresh-action": Shown(PLAN + "refresh/actions/p1-1.2/", SERVICE_MANAGER),
    "refresh-finding": sent(PLAN + "refresh/finding/"),
    "refresh-refs": Shown(PLAN + "refresh/refs/", SERVICE_MANAGER),
    "refresh-do": sent(PLAN + "refresh/do/"),
    "refresh-give-up": Shown(PLAN + "refresh/give-up/", SERVICE_MANAGER),
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
    "action-recheck": Shown("{recheck}", ASSURANCE),
    "action-recheck-date": Shown(PLAN + "actions/p1-1.1/recheck/date/", ASSURANCE),
    "action-contradict": Shown(ACTION + "contradict/", ASSURANCE),
    "action-stands": Shown("{stands}", ASSURANCE),
    "action-reopen": Shown(PLAN + "actions/p1-1.1/reopen/", ASSURANCE),
    "action-set-aside": Shown(ACTION + "set-aside/", SERVICE_MANAGER),
    "action-merge": Shown(ACTION + "merge/", SERVICE_MANAGER),
    "action-hand-over": Shown(ACTION + "hand-over/", SERVICE_MANAGER),
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

BOARDS: dict[str, Shown | NotShown] = {
    "boards": Shown("/boards/", DIRECTOR),
    "add-board": Shown("/boards/add/", ADMINISTRATOR),
    "add-line": Shown("/boards/add/line/", ADMINISTRATOR),
    "change-line": Shown(BOARD + "reports-to/childrens-partnership-executive/", ADMINISTRATOR),
    "remove-line": sent(BOARD + "reports-to/childrens-partnership-executive/remove/", ADMINISTRATOR),
    "board": Shown(BOARD, CHAIR),
    "board-terms": Shown(BOARD + "terms/", ADMINISTRATOR),
    "board-interval": Shown(BOARD + "plans/{plan}/", ADMINISTRATOR),
    "add-standing-item": Shown(BOARD + "items/add/", ADMINISTRATOR),
    "standing-item": Shown(BOARD + "items/1/", ADMINISTRATOR),
    "move-standing-item": sent(BOARD + "items/1/move/", ADMINISTRATOR),
    "board-capacity": Shown(BOARD + "members/marta-quine/2020-04-01/capacity/", ADMINISTRATOR),
    "add-board-meeting": Shown(BOARD + "meetings/add/", CHAIR),
    "board-meeting": Shown(MET, CHAIR),
    "change-board-meeting": Shown(TO_COME + "change/", CHAIR),
    "cancel-board-meeting": Shown(TO_COME + "cancel/", CHAIR),
    "hold-board-meeting": Shown(MET + "held/", CHAIR),
    "add-board-paper": Shown(TO_COME + "papers/add/", CHAIR),
    "board-paper": NotShown(MET + "papers/2/file/", CHAIR, 200, FILE),
    "withdraw-board-paper": Shown(MET + "papers/1/withdraw/", CHAIR),
    "add-board-decision": Shown(MET + "decisions/add/", CHAIR),
    "correct-board-decision": Shown(MET + "decisions/1/correct/", CHAIR),
}

REPORTS: dict[str, Shown | NotShown] = {
    "reports": Shown("/reports/", SERVICE_MANAGER),
    "new-report": Shown("/reports/new/", SERVICE_MANAGER),
    "bring-report": Shown("/reports/bring/", SERVICE_MANAGER),
    "report-receipt": Shown("/reports/{brought}/receipt/", SERVICE_MANAGER),
    "report-templates": Shown("/reports/templates/", CLERK),
    "report-template": Shown("/reports/templates/council/", CLERK),
    "report": Shown(REPORT, SERVICE_MANAGER),
    "report-head": Shown(REPORT + "head/", SERVICE_MANAGER),
    "report-paper": Shown(REPORT + "paper/", SERVICE_MANAGER),
    "report-file": NotShown(REPORT + "file/pdf/", SERVICE_MANAGER, 200, FILE),
    "report-facts": Shown(REPORT + "facts/?name=amber", SERVICE_MANAGER),
    "add-report-section": Shown(REPORT + "sections/add/", SERVICE_MANAGER),
    "report-section": Shown(REPORT + "sections/{section}/", SERVICE_MANAGER),
    "preview-report-section": sent(REPORT + "sections/{section}/preview/"),
    "others-in-report-section": sent(REPORT + "sections/{section}/others/"),
    "move-report-section": sent(REPORT + "sections/{section}/move/"),
    "remove-report-section": Shown(REPORT + "sections/{section}/remove/", SERVICE_MANAGER),
    "add-report-appendix": Shown(REPORT + "appendices/add/", SERVICE_MANAGER),
    "report-appendix": Shown(REPORT + "appendices/1/", SERVICE_MANAGER),
    "report-appendix-file": NotShown(REPORT + "appendices/1/file/", SERVICE_MANAGER, 200, FILE),
    "remove-report-appendix": sent(REPORT + "appendices/1/remove/"),
    "report-pictures": Shown(REPORT + "pictures/", SERVICE_MANAGER),
    "remove-report-picture": sent(REPORT + "pictures/remove/"),
    "add-report-author": Shown(REPORT + "authors/add/", SERVICE_MANAGER),
    "ask-clearance": Shown(REPORT + "clearance/ask/", SERVICE_MANAGER),
    "decide-report": Shown(TO_CLEAR + "clearance/decide/", "Idris Hale"),
    "stop-clearance": Shown(TO_CLEAR + "clearance/{clearance}/stop/", SERVICE_MANAGER),
    "remind-clearance": sent(TO_CLEAR + "clearance/remind/"),
    "take-back-report": sent(TO_CLEAR + "clearance/take-back/"),
    "take-report-closing": sent(REPORT + "closing/take/"),
    "report-version": Shown(TO_CLEAR + "versions/1/", SERVICE_MANAGER),
    "report-difference": Shown(TO_CLEAR + "versions/difference/?from=1", SERVICE_MANAGER),
    "add-report-remark": Shown(REPORT + "remarks/add/?section={section}", SERVICE_MANAGER),
    "answer-report-remark": Shown(TO_CLEAR + "remarks/{remark}/answer/", SERVICE_MANAGER),
    "explain-in-report": Shown(REPORT + "explain/?of=gate&key={gate}", SERVICE_MANAGER),
    "use-report-words": sent(REPORT + "explain/words/"),
    "report-gate": Shown(REPORT + "gate/", SERVICE_MANAGER),
    "issue-report": Shown(REPORT + "issue/", DIRECTOR),
    "report-issuing": NotShown(REPORT + "issuing/", DIRECTOR, 404, "a page only while the worker issues it"),
    "stop-issuing-report": sent(REPORT + "issuing/stop/", DIRECTOR),
    "return-report": Shown("/reports/service-improvement-plan-progress-this-quarter/return/", CLERK),
    "withdraw-report": Shown(REPORT + "withdraw/", SERVICE_MANAGER),
    "draft-report-again": sent(REPORT + "draft-again/"),
}

EXAMPLES = COMMITTEES | REPORTS | BOARDS | HOME | SIGNING | PEOPLE | SOURCES | IMPORTS | PLANS | ACTIONS
