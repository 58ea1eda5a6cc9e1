"""Every change to reports: written, put to others, explained, issued, returned."""
