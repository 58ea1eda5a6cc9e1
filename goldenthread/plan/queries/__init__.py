"""What pages and documents of the plan need, as frozen values or querysets; a file per page."""
