"""Commands at the machine."""
