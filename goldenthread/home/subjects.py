"""How the record calls what the apps below it write about, and where it stands: one query a kind, through its door."""

from collections.abc import Callable, Collection

from django.urls import reverse

from goldenthread.boards.models import BoardMeeting, MonitoringRound
from goldenthread.bodies.models import Body
from goldenthread.committee.models import CommitteeMeeting
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.identity.subjects import SubjectKind, Told, register
from goldenthread.intake.models import Import
from goldenthread.notices.models import Mail
from goldenthread.plan.models import Action, Evidence, Plan
from goldenthread.plan.queries.sources import findings_visible_to, sources_visible_to
from goldenthread.reports.models import Report

Keys = Collection[str]


def _parts(keys: Keys) -> dict[str, tuple[str, str, str]]:
    """What stands before the first stroke, between it and the second, and after: ``sip/3/p1-1.2``."""
    found = {}
    for key in keys:
        first, _, rest = key.partition("/")
        second, _, third = rest.partition("/")
        found[key] = (first, second, third)
    return found


def _numbers(keys: Keys) -> tuple[set[str], set[int], dict[str, tuple[str, int, str]]]:
    """Keys that name a numbered thing of another: the names, the numbers, and the three parts of each."""
    parts = {key: (a, int(b), c) for key, (a, b, c) in _parts(keys).items() if b.isdecimal() and len(b) < 10}
    return {a for a, _, _ in parts.values()}, {b for _, b, _ in parts.values()}, parts


def _bodies(reader: Person, keys: Keys) -> dict[str, Told]:
    found = Body.objects.visible_to(reader).filter(key__in=keys)
    return {one.key: Told(one.name, one.get_absolute_url()) for one in found}


def _plans(reader: Person, keys: Keys) -> dict[str, Told]:
    found = Plan.objects.visible_to(reader).filter(key__in=keys)
    return {one.key: Told(f"plan {one.name}", one.get_absolute_url()) for one in found}


def _exports(reader: Person, keys: Keys) -> dict[str, Told]:
    return {key: Told(f"export of {one.text}", one.url) for key, one in _plans(reader, keys).items()}


def _actions(reader: Person, keys: Keys) -> dict[str, Told]:
    parts = _parts(keys)
    plans, actions = {a for a, _, _ in parts.values()}, {b for _, b, _ in parts.values()}
    rows = Action.objects.visible_to(reader).filter(plan__key__in=plans, key__in=actions).select_related("plan")
    return {one.key_in_full: Told(f"action {one.ref or one.key} of {one.plan.name}", one.get_absolute_url())
            for one in rows}  # fmt: skip


def _rounds(reader: Person, keys: Keys) -> dict[str, Told]:
    plans, numbers, parts = _numbers(keys)
    rows = MonitoringRound.objects.visible_to(reader).filter(plan__key__in=plans, number__in=numbers)
    rounds = {(one.plan.key, one.number): one for one in rows.select_related("plan")}
    found = {}
    for key, (plan, number, asked) in parts.items():
        one = rounds.get((plan, number))
        if one is not None:
            text = f"round {number} of {one.plan.name}"
            found[key] = Told(f"{text}, asked for {asked}" if asked else text, one.get_absolute_url())
    return found


def _meetings(reader: Person, keys: Keys) -> dict[str, Told]:
    bodies, numbers, parts = _numbers(keys)
    rows = BoardMeeting.objects.visible_to(reader).filter(board__body__key__in=bodies, number__in=numbers)
    meetings = {(one.board.body.key, one.number): one for one in rows.select_related("board__body")}
    found = {}
    for key, (body, number, of_it) in parts.items():
        one = meetings.get((body, number))
        if one is not None:
            text = f"meeting of {one.board.body.name} on {day(one.on)}"
            inner = of_it.replace("paper-", "paper ") if of_it.startswith("paper-") else f"decision {of_it}"
            found[key] = Told(f"{inner} of the {text}" if of_it else text, one.get_absolute_url())
    return found


def _committee_meetings(reader: Person, keys: Keys) -> dict[str, Told]:
    """Meetings by committee and day; an item is named by its number alone, since its title may be restricted."""
    parts = {key: key.partition("/") for key in keys}
    rows = CommitteeMeeting.objects.visible_to(reader).filter(key__in={first for first, _, _ in parts.values()})
    meetings = {one.key: one for one in rows.select_related("committee__body")}
    found = {}
    for key, (first, _, of_it) in parts.items():
        one = meetings.get(first)
        if one is not None:
            text = f"meeting of {one.committee.body.name} on {day(one.on)}"
            inner = of_it.replace("-", " ").replace("/", ", ")
            found[key] = Told(f"{inner} of the {text}" if of_it else text, one.get_absolute_url())
    return found


def _sources(reader: Person, keys: Keys) -> dict[str, Told]:
    found = sources_visible_to(reader).filter(key__in=keys)
    return {one.key: Told(f"source {one.title}", one.get_absolute_url()) for one in found}


def _findings(reader: Person, keys: Keys) -> dict[str, Told]:
    rows = findings_visible_to(reader).filter(key__in=keys).select_related("source")
    return {one.key: Told(f"finding {one.number}".rstrip() + f" of {one.source.title}", one.get_absolute_url())
            for one in rows}  # fmt: skip


def _imports(reader: Person, keys: Keys) -> dict[str, Told]:
    found = Import.objects.visible_to(reader).filter(key__in=keys).defer("reading", "outcome")
    return {one.key: Told(f"import of {one.name}", one.get_absolute_url()) for one in found}


def _mails(reader: Person, keys: Keys) -> dict[str, Told]:
    found = Mail.objects.visible_to(reader).filter(key__in=keys).select_related("person")
    return {one.key: Told(f"e-mail to {one.person or one.address}", f"/outbox/{one.key}/") for one in found}


def _reports(reader: Person, keys: Keys) -> dict[str, Told]:
    parts = {key: key.partition("/") for key in keys}
    rows = Report.objects.visible_to(reader).filter(key__in={first for first, _, _ in parts.values()})
    reports = {one.key: one for one in rows}
    found = {}
    for key, (first, _, of_it) in parts.items():
        one = reports.get(first)
        if one is not None:
            text = f"report {one.subject}"
            found[key] = Told(f"{_of_a_report(of_it)} of {text}" if of_it else text, one.get_absolute_url())
    return found


def _of_a_report(of_it: str) -> str:
    """What a part of a report is called: an appendix by its number, a file by its kind."""
    kind, _, number = of_it.partition("-")
    if kind == "appendix":
        return f"appendix {number}"
    return kind if number else f"{of_it.upper()} file"


def _evidence(reader: Person, keys: Keys) -> dict[str, Told]:
    """Files of evidence by their titles, for whoever may see an action they belong to."""
    seen = Action.objects.visible_to(reader).order_by().values("pk")
    rows = Evidence.objects.filter(file__key__in=keys, action__in=seen).select_related("action__plan", "file")
    found: dict[str, Told] = {}
    for one in rows.order_by("pk"):
        if one.file is not None:
            text = f"evidence “{one.title}” of action {one.action.ref or one.action.key} of {one.action.plan.name}"
            where = reverse("action-evidence", args=[one.action.plan.key, one.action.key, one.file.key])
            found[one.file.key] = Told(text, where)
    return found


FOUND: dict[str, tuple[str, Callable[[Person, Keys], dict[str, Told]]]] = {
    "body": ("body", _bodies),
    "plan": ("plan", _plans),
    "export": ("export of plan", _exports),
    "action": ("action", _actions),
    "round": ("round", _rounds),
    "meeting": ("meeting", _meetings),
    "committee-meeting": ("meeting of a committee", _committee_meetings),
    "source": ("source", _sources),
    "finding": ("finding", _findings),
    "import": ("import", _imports),
    "mail": ("e-mail", _mails),
    "report": ("report", _reports),
    "evidence": ("evidence", _evidence),
}
WITHOUT_PAGE = {
    "report-template": "all templates stand on one page",
    "notice": "the calendar of the council stands on one page",
    "constitution": "what the constitution settles stands on the page of the register of interests",
    "interest": "the register of interests is read on its own page",
}


def register_kinds() -> None:
    """Enter the kinds of the apps below in the register."""
    for name, (word, find) in FOUND.items():
        register(SubjectKind(name, word, find))
    for name, why in WITHOUT_PAGE.items():
        register(SubjectKind(name, name.replace("-", " "), no_page_because=why))
