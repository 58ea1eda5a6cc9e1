"""The forms of the plan, a file per family: they parse what was typed and decide nothing."""
