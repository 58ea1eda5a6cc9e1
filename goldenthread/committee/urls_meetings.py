"""Addresses of meetings, their items and papers."""

from django.urls import path

from goldenthread.committee.views import agenda, ahead, entitling, meetings, minutes, ordering, proceeding, questions

ITEM = "<slug:key>/items/<int:number>/"
MINUTE = "<slug:key>/minutes/<int:number>/"
QUESTION = "<slug:key>/questions/<int:number>/"
PAPER = f"{ITEM}papers/<int:paper>/"

urlpatterns = [
    path("<slug:key>/", meetings.meeting, name="meeting"),
    path("<slug:key>/as/", meetings.as_whom, name="look-as-whom"),
    path("<slug:key>/as/<slug:person>/", meetings.look_as, name="look-as"),
    path("<slug:key>/change/", meetings.change, name="change-meeting"),
    path("<slug:key>/cancel/", meetings.cancel, name="cancel-meeting"),
    path("<slug:key>/issue/", meetings.issue, name="issue-agenda"),
    path("<slug:key>/take-on/", ahead.taking, name="take-on"),
    path("<slug:key>/items/add/", agenda.add, name="add-item"),
    path(ITEM, agenda.item, name="agenda-item"),
    path(f"{ITEM}change/", agenda.change, name="change-item"),
    path(f"{ITEM}move/", agenda.move, name="move-item"),
    path(f"{ITEM}leave-out/", agenda.leave_out, name="leave-out-item"),
    path(f"{ITEM}remove/", agenda.remove, name="remove-item"),
    path(f"{ITEM}keep/", agenda.keep_item, name="keep-item"),
    path(f"{ITEM}release/", agenda.release_item, name="release-item"),
    path(f"{ITEM}papers/add/", agenda.paper_add, name="add-paper"),
    path(PAPER, agenda.paper, name="agenda-paper"),
    path(f"{PAPER}background/", agenda.paper_background, name="paper-background"),
    path(f"{PAPER}withdraw/", agenda.paper_withdraw, name="withdraw-paper"),
    path(f"{PAPER}keep/", agenda.keep_paper, name="keep-paper"),
    path(f"{PAPER}release/", agenda.release_paper, name="release-paper"),
    path(f"{ITEM}reading/", entitling.reading, name="who-reads-item"),
    path(f"{ITEM}reading/add/", entitling.grant_add, name="grant-reading"),
    path(f"{ITEM}reading/<int:grant>/end/", entitling.grant_end, name="end-grant"),
    path("<slug:key>/interests/add/", entitling.declare_interest, name="declare-interest"),
    path("<slug:key>/interests/<int:declaration>/", entitling.declaration_take_back, name="take-back-declaration"),
    path("<slug:key>/questions/", questions.listed, name="meeting-questions"),
    path("<slug:key>/questions/add/", questions.send, name="ask-question"),
    path(f"{QUESTION}withdraw/", questions.withdraw, name="withdraw-question"),
    path(f"{QUESTION}accept/", questions.accept, name="accept-question"),
    path(f"{QUESTION}answer/", questions.answer, name="answer-question"),
    path(f"{QUESTION}refuse/", questions.refuse, name="refuse-question"),
    path(f"{QUESTION}minute/", questions.minute, name="minute-members-question"),
    path("<slug:key>/begin/", minutes.begin, name="begin-meeting"),
    path("<slug:key>/minutes/", minutes.minutes, name="minutes"),
    path("<slug:key>/there/add/", minutes.attendee_add, name="add-attendee"),
    path("<slug:key>/there/<int:attendee>/", minutes.presence, name="note-presence"),
    path("<slug:key>/close/", minutes.close, name="close-meeting"),
    path("<slug:key>/minutes/put/", minutes.put_to_next, name="circulate-minutes"),
    path("<slug:key>/minutes/approve/", minutes.approved, name="approve-minutes"),
    path("<slug:key>/minutes/sign/", minutes.signed, name="sign-minutes"),
    path(MINUTE, minutes.minute, name="write-minute"),
    path(f"{MINUTE}order/", ordering.order, name="order-taken"),
    path(f"{MINUTE}passage/", minutes.passage, name="note-passage"),
    path(f"{MINUTE}question/", minutes.question, name="minute-question"),
    path(f"{MINUTE}motion/", minutes.motion, name="minute-motion"),
    path(f"{MINUTE}vote/", minutes.named_vote, name="minute-vote"),
    path(f"{MINUTE}resolve/", minutes.resolution, name="minute-resolution"),
    path(f"{MINUTE}promise/", minutes.promise_add, name="enter-promise"),
    path(f"{MINUTE}promises/<int:promised>/", minutes.promise_discharge, name="discharge-promise"),
    path(f"{MINUTE}exclude/", proceeding.exclude, name="exclude-public"),
    path(f"{MINUTE}readmit/", proceeding.readmit, name="readmit-public"),
    path(f"{MINUTE}happened/", proceeding.proceeding, name="note-proceeding"),
    path(f"{MINUTE}heard/", proceeding.heard, name="minute-heard"),
    path(f"{MINUTE}note/", proceeding.later_note, name="add-later-note"),
]
