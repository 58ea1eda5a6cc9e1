"""Commands at the machine: making the council."""
