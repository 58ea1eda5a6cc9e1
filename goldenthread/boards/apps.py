"""Registers the app and its place among the pages of a plan."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The app ``boards``; its docstring says what it is."""

    name = "goldenthread.boards"

    def ready(self) -> None:
        """Rounds stand beside a plan's pages, ask on My actions, hold up its next year and send notices."""
        from goldenthread.boards import asking_words as asking
        from goldenthread.boards.doors import may_still_answer, may_still_read
        from goldenthread.boards.finding import index_renamed
        from goldenthread.boards.queries.at_work import closed_meanwhile, ended_on
        from goldenthread.boards.queries.boards import way_to_board
        from goldenthread.boards.queries.next_year import along_with
        from goldenthread.boards.queries.prompts import prompts
        from goldenthread.boards.queries.returns import asked_since, declined_in
        from goldenthread.bodies.about import register as register_way
        from goldenthread.bodies.naming import register as register_name
        from goldenthread.notices import doors
        from goldenthread.plan.queries.asking import register as register_asking
        from goldenthread.plan.queries.asking import register_ended
        from goldenthread.plan.queries.goes_along import register as register_along
        from goldenthread.plan.views.plan_tabs import Tab, register

        register(Tab("rounds", "Rounds"))
        register_way(way_to_board)
        register_name(index_renamed)
        register_asking(since=asked_since, declined=declined_in, prompts=prompts, ending=ended_on)
        register_ended(closed_meanwhile)
        register_along(along_with)
        doors.register(asking.ASKED, may_still_answer, heading="What you are asked")
        doors.register(asking.REMINDER, may_still_answer, heading="What is still missing")
        doors.register(asking.LAST_CALL, may_still_answer, heading="Last call")
        doors.register(asking.SENIOR, may_still_read, heading="Missing under you")
        doors.register(asking.THANKS, may_still_read, heading="Thank you")
