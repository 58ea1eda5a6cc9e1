"""The rows of agendas and minutes that are drawn without a template: every word in them is escaped."""

from datetime import date

from goldenthread.committee.formulae import ExclusionLine
from goldenthread.committee.queries.agenda import AgendaShown, ItemShown, PaperShown, PartShown
from goldenthread.committee.queries.minutes import (
    Attended,
    MinuteShown,
    MinutesShown,
    MotionShown,
    PromiseShown,
    ResolutionShown,
)
from goldenthread.committee.rendering_agenda import Arranging, draw_part
from goldenthread.committee.rendering_minutes import Keeping, draw_minutes

BAD = '<em>&"\r\nline'
DAY = date(2027, 3, 1)


def item(**named):
    words = dict.fromkeys(
        ("printed", "title", "rubric", "report_of", "pages", "purpose", "presenters", "note", "urgent", "admitted_by",
         "restricted", "belongs_to"), BAD,
    )  # fmt: skip
    return ItemShown(**{"number": 1, "part": 1, "kind": "report", "url": "/x/"} | words | named)


def check(drawn):
    assert "<em>" not in drawn
    assert "&lt;em&gt;&amp;&quot;<br>line" in drawn


def test_every_word_of_an_agenda_is_escaped_and_only_what_is_not_issued_can_be_moved():
    papers = [PaperShown(1, BAD, "Report", url="/y/", restricted=BAD), PaperShown(2, BAD, "Report", withdrawn=BAD)]
    part = PartShown(1, "Part 1", [item(papers=papers), item(number=2, note="", is_motion=True, is_new=True)])
    agenda = AgendaShown([part], "MOTION", [ExclusionLine(BAD, BAD)])
    drawn = draw_part(part, agenda, [], Arranging("harbour-2027", is_issued=True, hidden=lambda: "<hidden>"))
    check(drawn)
    assert drawn.count("<hidden>") == drawn.count("<form") == 1
    assert "<table" in drawn
    assert "<form" not in draw_part(part, agenda, [], None)


def test_every_word_of_minutes_is_escaped_and_what_is_closed_shows_its_summary_alone():
    one = MinuteShown(
        item(is_motion=True), BAD, BAD, BAD, is_closed=False, exchanges=[(BAD, BAD, BAD)],
        motions=[MotionShown(BAD, BAD, BAD, [BAD], is_amendment=True)],
        resolutions=[ResolutionShown(n, BAD, BAD, BAD, BAD, DAY, True, BAD, BAD, BAD) for n in (1, 2)],
        promises=[PromiseShown(1, 1, BAD, BAD, DAY, DAY, BAD)],
        passages=[BAD], proceedings=[BAD], heard=[BAD], later_notes=[BAD],
    )  # fmt: skip
    closed = MinuteShown(item(number=2), BAD, "Not to be read.", BAD, is_closed=True)
    agenda = AgendaShown([], "MOTION", [ExclusionLine(BAD, BAD)])
    shown = MinutesShown("Draft", Attended([], [], [], [], is_quorate=True), [one, closed], agenda)
    drawn = draw_minutes(shown, Keeping("harbour-2027", keeps=True, writes=True, executive=True))
    check(drawn)
    assert "Not to be read." not in drawn
    assert drawn.count("Publish it") == 2
    assert "Publish it" not in draw_minutes(shown, Keeping("harbour-2027"))
