"""Papers are read in the process of the tests."""

from tests.importing.read_here import papers_are_read_here

__all__ = ["papers_are_read_here"]
