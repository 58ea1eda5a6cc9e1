"""What ``home`` offers on the command line."""
