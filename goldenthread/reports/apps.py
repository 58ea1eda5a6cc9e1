"""Registers the app, its notices and its place among the pages of a plan."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app ``reports``; its docstring says what it is."""

    name = "goldenthread.reports"

    def ready(self) -> None:
        """What a report asks of people goes to them as notices; who may still be told is asked here."""
        from goldenthread.notices import doors
        from goldenthread.reports.doors import may_still_clear, may_still_read
        from goldenthread.reports.telling import ANSWERED, ASKED, ISSUED, REMINDER, RETURNED

        doors.register(ASKED, may_still_clear, heading="Reports to clear")
        doors.register(REMINDER, may_still_clear, heading="Reports that wait for your word")
        doors.register(ANSWERED, may_still_read, heading="What was said of your reports")
        doors.register(ISSUED, may_still_read, heading="Reports that were issued")
        doors.register(RETURNED, may_still_read, heading="Reports that came back")
