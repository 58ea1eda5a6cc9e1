"""Registers the app, its way from the page of a committee, its days of meeting, and what its notices speak of."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The app ``committee``; its docstring says what it is."""

    name = "goldenthread.committee"

    def ready(self) -> None:
        """The page of a committee leads to its notice; clerks and members are told of questions.

        A paper that goes to a committee is held against its calendar.
        """
        from goldenthread.bodies import about, meeting_days
        from goldenthread.committee import telling
        from goldenthread.committee.commands import asking
        from goldenthread.committee.queries.meetings import days_of
        from goldenthread.committee.queries.notice import way_to_notice
        from goldenthread.notices import doors

        about.register(way_to_notice)
        meeting_days.register(days_of)
        doors.register(asking.ASKED, asking.may_see_question, heading="Questions of members")
        doors.register(asking.DECIDED, asking.may_see_question, heading="Your questions to committees")
        doors.register(telling.ISSUED, telling.may_be_told, heading="Agendas")
        doors.register(telling.MOVED, telling.may_be_told, heading="Meetings that were moved")
        doors.register(telling.CANCELLED, telling.may_be_told, heading="Meetings that were cancelled")
