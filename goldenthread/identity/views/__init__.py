"""Pages of people, signing in and the record: parse, call one command or query, answer."""
