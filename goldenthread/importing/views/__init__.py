"""The pages of the desk, a file per family: parse, call one command or query, answer."""
