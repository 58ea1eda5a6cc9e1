"""Addresses of boards, their reporting lines and their meetings. "add" is no key of a body, so it is free here."""

from django.urls import path

from goldenthread.boards.views import boards, meetings

urlpatterns = [
    path("", boards.boards, name="boards"),
    path("add/", boards.add, name="add-board"),
    path("add/line/", boards.line_add, name="add-line"),
    path("<slug:key>/reports-to/<slug:other>/", boards.line, name="change-line"),
    path("<slug:key>/reports-to/<slug:other>/remove/", boards.line_remove, name="remove-line"),
    path("<slug:key>/", boards.board, name="board"),
    path("<slug:key>/terms/", boards.terms, name="board-terms"),
    path("<slug:key>/plans/<slug:plan>/", boards.interval, name="board-interval"),
    path("<slug:key>/items/add/", boards.item_add, name="add-standing-item"),
    path("<slug:key>/items/<int:number>/", boards.item, name="standing-item"),
    path("<slug:key>/items/<int:number>/move/", boards.item_move, name="move-standing-item"),
    path("<slug:key>/members/<slug:person>/<str:since>/capacity/", boards.capacity, name="board-capacity"),
    path("<slug:key>/meetings/add/", meetings.add, name="add-board-meeting"),
    path("<slug:key>/meetings/<int:number>/", meetings.meeting, name="board-meeting"),
    path("<slug:key>/meetings/<int:number>/change/", meetings.change, name="change-board-meeting"),
    path("<slug:key>/meetings/<int:number>/cancel/", meetings.cancel, name="cancel-board-meeting"),
    path("<slug:key>/meetings/<int:number>/held/", meetings.held, name="hold-board-meeting"),
    path("<slug:key>/meetings/<int:number>/papers/add/", meetings.paper_add, name="add-board-paper"),
    path("<slug:key>/meetings/<int:number>/papers/<int:paper>/file/", meetings.paper_file, name="board-paper"),
    path(
        "<slug:key>/meetings/<int:number>/papers/<int:paper>/withdraw/",
        meetings.paper_withdraw,
        name="withdraw-board-paper",
    ),
    path("<slug:key>/meetings/<int:number>/decisions/add/", meetings.decide, name="add-board-decision"),
    path(
        "<slug:key>/meetings/<int:number>/decisions/<int:decision>/correct/",
        meetings.correct,
        name="correct-board-decision",
    ),
]
