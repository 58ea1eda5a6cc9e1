"""Registers the app, what its people owe when they leave, and who is a lead officer by leading."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The app ``plan``; its docstring says what it is."""

    name = "goldenthread.plan"

    def ready(self) -> None:
        """Actions led, actions overseen and plans owned go to a successor when somebody leaves."""
        from goldenthread.identity.following import register
        from goldenthread.identity.roles import Role
        from goldenthread.plan.leaving import register_what_is_owed
        from goldenthread.plan.queries.doers import has_actions, owns_plans

        register_what_is_owed()
        register(Role.LEAD_OFFICER, has_actions)
        register(Role.SERVICE_MANAGER, owns_plans)
