"""What ``./run`` offers of committees."""
