"""What ``documents`` offers on the command line."""
