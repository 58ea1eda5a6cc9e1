"""What the page of a report shows beside its text: its steps, what is next, who clears it, its files and versions."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from goldenthread.boards.models import Closing
from goldenthread.boards.states import RoundState
from goldenthread.design.parts import Step
from goldenthread.design.words import counted, day, listed
from goldenthread.identity.actor import Actor
from goldenthread.reports.commands.going_on import DID_NOT_END
from goldenthread.reports.lint import Shortcoming, Weight
from goldenthread.reports.models import Explanation, Issuing, Remark, Report, ReportAppendix, ReportVersion
from goldenthread.reports.policy import (
    may_issue,
    may_make,
    may_remark,
    may_remind,
    may_return,
    may_withdraw,
    may_write,
)
from goldenthread.reports.queries.cautions import Caution, cautions_before_issuing
from goldenthread.reports.queries.checking import ClaimShown, GateShown, in_words, undecided_at_the_gate
from goldenthread.reports.queries.clearing import ClearanceShown, clearances_kept, clearances_shown, remarks_of
from goldenthread.reports.queries.closings import kept_closing, key_of_closing, newer_closing
from goldenthread.reports.queries.content import Content, content_of
from goldenthread.reports.queries.decided_before import DecidedBefore, decided_before
from goldenthread.reports.queries.inner_readers import reads_its_making, reads_its_plan
from goldenthread.reports.queries.issuing import last_issuing, not_issued
from goldenthread.reports.queries.readiness import Readiness, readiness_of
from goldenthread.reports.queries.verdict import Verdict, verdict_of
from goldenthread.reports.states import Cleared, ReportState

MOST_FOLLOWERS = 5


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with the report as it stands."""

    write: bool
    remark: bool
    issue: bool
    remind: bool
    send_back: bool
    withdraw: bool
    draft_again: bool


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something to do before a report is issued, and where."""

    sentence: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with everything its page says of it."""

    report: Report
    content: Content
    readiness: Readiness
    above: str
    steps: list[Step]
    may: May
    reads_plan: bool
    clearances: list[ClearanceShown]
    remarks: list[Remark]
    appendices: list[ReportAppendix]
    versions: list[ReportVersion]
    followers: list[Report]
    newer_closing: Closing | None
    issuing: Issuing | None = None
    not_issued: str = ""
    reads_making: bool = True
    kept_closing: Explanation | None = None
    decided_before: list[DecidedBefore] = field(default_factory=list)
    verdict: Verdict | None = None
    cautions: list[Caution] = field(default_factory=list)

    @property
    def key_of_closing(self) -> str:
        """Under which it is decided to do without the newer closing."""
        return key_of_closing(self.newer_closing) if self.newer_closing else ""

    @property
    def round_is_open(self) -> bool:
        """Whether the round it stands on was opened again for a correction and is not closed yet."""
        return self.report.round is not None and self.report.round.state != RoundState.CLOSED

    @property
    def claims(self) -> list[ClaimShown]:
        """Every claim in the order of the report."""
        return self.readiness.claims

    @property
    def gate(self) -> list[GateShown]:
        """Everything the gate found."""
        return self.readiness.gate

    @property
    def lacks(self) -> list[Shortcoming]:
        """What it lacks."""
        return self.readiness.shortcomings

    @property
    def contradicted(self) -> list[tuple[int, ClaimShown]]:
        """The claims that are contradicted and not explained, with their numbers."""
        return [(number, one) for number, one in enumerate(self.claims, start=1) if one.is_open]

    @property
    def gate_open(self) -> list[GateShown]:
        """What the gate found and nobody has decided on."""
        return [one for one in self.gate if one.is_open]

    @property
    def musts(self) -> list[Shortcoming]:
        """What it cannot be issued with."""
        return [one for one in self.lacks if one.weight == Weight.MUST]

    @property
    def shoulds(self) -> list[Shortcoming]:
        """What is said of it and may stay."""
        return [one for one in self.lacks if one.weight == Weight.SHOULD]

    @property
    def unmet(self) -> list[Unmet]:
        """Everything that stands between the report and being issued, each with the place to put it right."""
        here = self.report.get_absolute_url()
        if not self.may.write:
            return self._unmet_for_another()
        found = [Unmet(one.sentence, *_where(here, one)) for one in self.musts]
        found += [
            Unmet(in_words(one), f"{here}#claim-{number}", "Look at it in its place")
            for number, one in self.contradicted
        ]
        found += [
            Unmet(sentence, f"{here}explain/?of=gate&key={one.finding.key}", "Keep it, with a reason")
            for one, sentence in zip(self.gate_open, undecided_at_the_gate(self.gate_open), strict=True)
        ]
        found += [Unmet(sentence, f"{here}#round", "To the report") for sentence in self.readiness.round]
        ask = f"{here}clearance/ask/"
        return found + [Unmet(sentence, ask, "Ask for clearance") for sentence in self.readiness.clearance]

    def _unmet_for_another(self) -> list[Unmet]:
        """The same for somebody who issues and does not write: who puts it right, and no way into pages not hers."""
        here, who = self.report.get_absolute_url(), f"{self.report.author_name} puts that right."
        found = [one.sentence for one in self.musts] + [in_words(one) for _, one in self.contradicted]
        found += [*undecided_at_the_gate(self.gate_open), *self.readiness.clearance]
        round_at_work = [Unmet(sentence, f"{here}#round", "To the report") for sentence in self.readiness.round]
        return [Unmet(f"{sentence} {who}") for sentence in found] + round_at_work

    @property
    def cleared_by(self) -> str:
        """Who cleared it, in words."""
        return listed(
            f"{one.clearance.person} ({one.clearance.capacity})" if one.clearance.capacity else one.clearance.person
            for one in self.clearances
        )

    @property
    def mine(self) -> ClearanceShown | None:
        """What the reader was asked and may decide."""
        return next((one for one in self.clearances if one.may_decide), None)

    @property
    def contradiction_title(self) -> str:
        """``3 of 9 claims are contradicted by the plan``."""
        count, of = len(self.contradicted), counted(len(self.claims), "claim")
        return f"{count} of {of} {'is' if count == 1 else 'are'} contradicted by the plan"

    @property
    def loose_remarks(self) -> list[Remark]:
        """Remarks on no section, or on one that was taken out."""
        return [one for one in self.remarks if one.section_id is None]

    @property
    def open_remarks(self) -> list[Remark]:
        """Remarks that wait for an answer."""
        return [one for one in self.remarks if one.answered_at is None]


def _where(here: str, lack: Shortcoming) -> tuple[str, str]:
    """Where something that is missing is put right: in its section, else in the head."""
    if lack.section is not None:
        return f"{here}sections/{lack.section}/", "Write it"
    if lack.sentence.startswith("Write"):
        return here, "To the report"
    return f"{here}head/", "Change the head"


def report_page(report: Report, by: Actor, *, on: date) -> ReportPage:
    """Everything the page of a report says, every check run on it as it stands."""
    reads_making = reads_its_making(report, by.acting)
    has_verdict = reads_making and report.issued_at is not None
    content = content_of(report, with_appendices=report.is_being_written or has_verdict)
    if report.is_being_written:
        readiness = readiness_of(report, content)
        clearances = clearances_shown(report, by, on=on, content=content)
    else:  # what no longer changes is checked no more
        readiness = Readiness()
        clearances = clearances_kept(report)
    last = last_issuing(report) if report.is_being_written else None
    stalled = last is not None and last.has_stalled(at=timezone.now())
    newer = newer_closing(report)
    followers = Report.objects.visible_to(by.acting).filter(supersedes=report).order_by("-pk")[:MOST_FOLLOWERS]
    may = _may(report, by, clearances)
    return ReportPage(
        report=report,
        content=content,
        readiness=readiness,
        above=_above(report),
        steps=_steps(report, clearances),
        may=may,
        reads_plan=reads_its_plan(report, by.acting),
        clearances=clearances,
        remarks=remarks_of(report),
        appendices=list(report.appendices.select_related("file")),
        versions=list(report.versions.defer("content").select_related("made_by").order_by("-number")),
        followers=list(followers),
        newer_closing=newer,
        kept_closing=kept_closing(report, newer) if newer else None,
        decided_before=decided_before(report, by.acting, claims=readiness.claims, gate=readiness.gate)
        if may.write
        else [],
        issuing=last if last and last.is_going_on and not stalled else None,
        not_issued=DID_NOT_END if stalled else not_issued(report, last),
        reads_making=reads_making,
        verdict=verdict_of(report, content) if has_verdict else None,
        cautions=cautions_before_issuing(report, by, on=on) if report.is_being_written else [],
    )


def _may(report: Report, by: Actor, clearances: list[ClearanceShown]) -> May:
    writes = report.is_being_written and may_write(by, report)
    is_over = report.state in (ReportState.RETURNED, ReportState.WITHDRAWN, ReportState.ISSUED, ReportState.SUPERSEDED)
    return May(
        write=writes,
        remark=report.is_being_written and may_remark(by, report),
        issue=report.is_being_written and may_issue(by, report),
        remind=report.state == ReportState.IN_CLEARANCE
        and any(one.clearance.decision == Cleared.NONE for one in clearances)
        and may_remind(by, report),
        send_back=report.state == ReportState.ISSUED and may_return(by),
        withdraw=report.state not in (ReportState.RETURNED, ReportState.WITHDRAWN, ReportState.SUPERSEDED)
        and may_withdraw(by, report),
        draft_again=is_over and may_make(by, report.round),
    )


def _above(report: Report) -> str:
    """``Report to the Harbour Committee, 20 June 2026, for information, public``; of one that is not, under what."""
    going = [
        f"{one.body.name}, {day(one.on)}" if one.on else one.body.name
        for one in report.destinations.select_related("body")
    ]
    to = f" to {listed(going)}" if going else ""
    said = "public" if report.is_public else "non-public"
    if report.exempt_under:
        said = f"non-public under paragraph {report.exempt_under} of Schedule 12A"
    return f"Report{to}, {report.get_purpose_display().lower()}, {said}"


def _steps(report: Report, clearances: list[ClearanceShown]) -> list[Step]:
    """The thread of a report: drafted, being written, clearance, to the clerk; or where it ended."""
    place = {ReportState.DRAFT: 1, ReportState.IN_CLEARANCE: 2, ReportState.CLEARED: 3}.get(
        ReportState(report.state), 4
    )
    was_issued = report.issued_at is not None
    origin = f", from round {report.round.number}" if report.round else ""
    names = [
        Step("Drafted", f"{day(timezone.localdate(report.created_at))}{origin}"),
        Step("Being written", report.author.name),
        Step("Clearance", _clearance_in_words(clearances)),
        Step("To the clerk", day(timezone.localdate(report.issued_at)) if report.issued_at else ""),
    ]
    if report.state in (ReportState.RETURNED, ReportState.WITHDRAWN, ReportState.SUPERSEDED):
        done = [one for one in names if was_issued or one.label in ("Drafted", "Being written")]
        return [*(_with(one, "done") for one in done), Step(report.get_state_display(), report.why[:160], "here")]
    if was_issued:
        return [*(_with(one, "done") for one in names[:3]), _with(names[3], "here")]
    return [_with(one, _standing(at, place)) for at, one in enumerate(names)]


def _standing(at: int, place: int) -> str:
    return "done" if at < place else "here" if at == place else "to come"


def _with(step: Step, state: str) -> Step:
    return Step(step.label, step.note, state)


def _clearance_in_words(clearances: list[ClearanceShown]) -> str:
    if not clearances:
        return "nobody asked yet"
    cleared = sum(one.clearance.decision == Cleared.CLEARED and not one.is_of_other_words for one in clearances)
    due = [one.clearance.due_on for one in clearances if one.clearance.due_on]
    until = f", by {day(max(due))}" if due and cleared < len(clearances) else ""
    return f"{cleared} of {len(clearances)} cleared{until}"
