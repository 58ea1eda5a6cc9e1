"""What the pages of rounds and boards need."""
