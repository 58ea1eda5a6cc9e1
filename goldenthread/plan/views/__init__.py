"""The pages of the plan, a file per family: parse, call one command or query, answer."""
