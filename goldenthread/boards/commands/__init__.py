"""Every change to rounds and boards."""
