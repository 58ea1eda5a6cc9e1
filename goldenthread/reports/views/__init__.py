"""Pages of reports: all of them, one as it is written, its clearance, and what becomes of it."""
