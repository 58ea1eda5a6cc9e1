"""Commands of rounds."""
