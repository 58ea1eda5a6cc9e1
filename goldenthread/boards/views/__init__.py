"""Pages of rounds and boards."""
