"""Commands of committees."""
