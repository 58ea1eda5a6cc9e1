"""The pages of the plan, fetched and sent as a browser would without script."""
