"""Registers the app, what its people owe when they leave, and who is a lead officer by leading."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The app ``plan``; its docstring says what it is."""

    name = "goldenthread.plan"

    def ready(self) -> None:
        """What is owed goes to a successor when somebody leaves; leads are told what is decided on their actions."""
        from goldenthread.identity.following import register
        from goldenthread.identity.roles import Role
        from goldenthread.notices import doors
        from goldenthread.plan.commands import telling, telling_year
        from goldenthread.plan.leaving import register_what_is_owed
        from goldenthread.plan.queries.doers import has_actions, owns_plans

        register_what_is_owed()
        register(Role.LEAD_OFFICER, has_actions)
        register(Role.SERVICE_MANAGER, owns_plans)
        doors.register(telling.REOPENED, telling.may_see_action, heading="Reopened")
        doors.register(telling.ASSURED, telling.may_see_action, heading="Assured")
        doors.register(telling.SENT_BACK, telling.may_see_action, heading="Sent back to you")
        doors.register(telling_year.NEW_YEAR, telling_year.may_see_plan, heading="The next year of a plan")
        doors.register(telling.END_DECIDED, telling.may_see_action, heading="New end dates decided")
