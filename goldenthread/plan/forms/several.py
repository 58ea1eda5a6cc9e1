"""The form for several actions at once."""


def intentions(*, manages: bool) -> list[tuple[str, str]]:
    """What can be done with several actions together, by whom."""
    found = [("update", "Write an update"), ("rating", "Set the rating")]
    if manages:
        found += [("lead", "Give to a lead"), ("priority", "Move to a priority")]
    return found
